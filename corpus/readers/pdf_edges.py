"""Running heads, feet and page numbers: what the edges of pages repeat."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from corpus.readers.pdf_layout import Row

_DEPTH: Final = 3  # rows from the top and from the bottom of a page
_FEWEST: Final = 2  # pages that must repeat a running head
_SHARE: Final = 0.2  # of the pages
_PAGE_NUMBER: Final = re.compile(
    r"(?i)[-–—\[(\s]*(?:p(?:age|ágina|ag|\.)?\.?\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|de)\s*\d{1,4})?[-–—\])\s.]*"
)
_DIGITS: Final = re.compile(r"\d+|\b[ivxlc]+\b")
_LABEL: Final = re.compile(
    r"(?i)\s*(?:art(?:[íi]culo|icle)?s?\b|sec(?:tion|ci[óo]n)?\b|§|\(?[\da-z]{1,4}[).]\s)"
)


def edge_rows(pages: Sequence[Sequence[Row]]) -> dict[Row, str]:
    """The rows of ``pages`` that are no text: each with "running_head" or "page_number"."""
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    edges = [list(_edges(rows)) for rows in pages]
    for index, rows in enumerate(edges):
        for side, row in rows:
            seen[side, _shape(row.text)].add(index)
    most = max(_FEWEST, math.ceil(_SHARE * len(pages)))
    found: dict[Row, str] = {}
    for rows in edges:
        for side, row in rows:
            if _PAGE_NUMBER.fullmatch(row.text) and _is_outermost(row, rows, side, found):
                found[row] = "page_number"
            elif len(seen[side, _shape(row.text)]) >= most:
                found[row] = "running_head"
    return found


def _edges(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """The outermost rows of a page with their side, each side from the outside inwards."""
    ordered = sorted(rows, key=lambda row: row.top)
    depth = min(_DEPTH, len(ordered) // 2 + 1)
    top = [("top", row) for row in ordered[:depth]]
    return top + [("bottom", row) for row in reversed(ordered[-depth:])]


def _is_outermost(
    row: Row, rows: Sequence[tuple[str, Row]], side: str, found: dict[Row, str]
) -> bool:
    """Whether only rows that are no text stand between ``row`` and the page's edge."""
    for each_side, each in rows:
        if each_side == side:
            if each is row:
                return True
            if each not in found:
                return False
    return False


def _shape(text: str) -> str:
    """``text`` with its numbers alike, unless it is a label of the law."""
    lowered = " ".join(text.casefold().split())
    return lowered if _LABEL.match(lowered) else _DIGITS.sub("#", lowered)
