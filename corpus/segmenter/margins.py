"""Headings printed before the numbers of articles, where that is a law's habit."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from corpus.grammar import Grammar
from corpus.lines import MARGINAL_LEVEL
from corpus.segmenter.candidates import is_marginal
from corpus.segmenter.epigraphs import has_heading
from corpus.segmenter.events import Segment
from corpus.segmenter.rows import POINT, Row
from corpus.segmenter.wordings import opening_of

_LONGEST: Final = 20  # words
_LONGEST_STOPPED: Final = 12  # words of a heading that ends with a full stop
_FEWEST_STOPPED: Final = 2  # headings with a full stop that make a habit


def take_marginals(segments: Sequence[Segment], grammar: Grammar) -> dict[int, str]:
    """Headings by the ``id`` of their article's segment, taken out of the rows they stand in."""
    found: list[tuple[Segment, Segment]] = []
    stopped: list[tuple[Segment, Segment]] = []
    eligible = 0
    for previous, segment in pairwise(segments):
        if segment.kind != "article":
            continue
        eligible += 1
        if segment.heading == "" or has_heading(opening_of(segment), grammar):
            continue
        row = _last_row(previous)
        if row is not None and _is_heading(row):
            found.append((segment, previous))
        elif row is not None and _is_stopped_heading(row, previous, grammar):
            stopped.append((segment, previous))
    if grammar.bare_numbers and len(stopped) >= _FEWEST_STOPPED:
        found += stopped
    only_title = len(found) == 1 and eligible > 1 and found[0][1] is segments[0]
    if only_title or len(found) < max(1, 0.5 * eligible):
        return {}
    return {id(segment): _taken(segment, before) for segment, before in found}


def _taken(segment: Segment, before: Segment) -> str:
    """The heading of ``segment``, removed from the end of the one ``before``."""
    row = before.rows.pop()
    above = before.rows[-1] if before.rows else None
    if above is not None and is_marginal(above) and _is_displaced(row, segment):
        before.rows.pop()
        segment.rows.insert(0, replace(row, bold=False, level=0))
        row = above
    return row.text.rstrip(". ")


def _last_row(segment: Segment) -> Row | None:
    """The last row of ``segment``, where it can be the next article's heading."""
    if not segment.rows:
        return None
    row = segment.rows[-1]
    if row.level == MARGINAL_LEVEL:
        return row
    if len(segment.rows) == 1 and segment.kind == "article" and opening_of(segment).rest:
        return None  # all that the article before says
    untitled = segment.division is not None and not segment.division.heading
    if segment.kind == "division" and untitled and len(segment.rows) < 2:
        return None
    return row if row.kind == "text" and len(row.text.split()) <= _LONGEST else None


def _is_heading(row: Row) -> bool:
    after_residue = row.after_residue and len(row.text.split()) <= 14
    return row.level == MARGINAL_LEVEL or after_residue or is_marginal(row)


def _is_stopped_heading(row: Row, before: Segment, grammar: Grammar) -> bool:
    """Whether ``row``, the last one of ``before``, is a heading but for its full stop."""
    text = row.text
    if before.kind != "division" and not any(r.kind == "text" for r in before.rows[:-1]):
        return False
    return (
        text.endswith(".")
        and ". " not in text
        and len(text.split()) <= _LONGEST_STOPPED
        and is_marginal(replace(row, text=text[:-1]))
        and not grammar.finite_verbs.search(text)
        and not grammar.not_epigraph.match(text)
        and not POINT.match(text)
    )


def _is_displaced(row: Row, segment: Segment) -> bool:
    """Whether ``row`` is the first line of the article, printed above its number.

    So it is where a PDF's number stands lower than its line: the sentence goes on
    below the number.
    """
    following = next((r for r in segment.rows if r.kind == "text"), None)
    return following is not None and following.text[0].islower() and not row.level
