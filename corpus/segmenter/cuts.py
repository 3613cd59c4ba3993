"""Where a person says that articles begin, found again in the rows of the text.

A corrected outline lists the law's own articles; what it does not list is no
article of the law. This module finds each listed line's label, or makes one.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from corpus.errors import InvalidOutline
from corpus.grammar import Grammar
from corpus.segmenter.candidates import AFTER_NUMBER, Candidate
from corpus.segmenter.numbers import Number, parse_number
from corpus.segmenter.rows import Row
from i18n.messages import Message


@dataclass(frozen=True, slots=True)
class Cut:
    """An article as a person lists it."""

    line: int  # of the source file, from 1
    num: str
    heading: str | None = None  # None leaves it to the reading, "" says that there is none
    quoted: bool = False  # text of another law, below the listed article before it


def placed_cuts(
    cuts: Sequence[Cut],
    rows: Sequence[Row],
    candidates: Sequence[Candidate],
    likely: Collection[tuple[int, int]],
    grammar: Grammar,
) -> list[tuple[Cut, Candidate]]:
    """Each cut with the label where it begins, in document order.

    ``likely`` are the places (row, start) that the reading alone takes for articles.

    Raises:
        InvalidOutline: a line has no text of the law, or holds fewer articles than listed.
    """
    found: list[tuple[Cut, Candidate]] = []
    last = (-1, -1)
    for cut in cuts:
        candidate = _labelled(cut, rows, candidates, likely, last) or _made(cut, rows, grammar)
        place = (candidate.row, candidate.start)
        if place <= last:
            raise InvalidOutline(
                Message(
                    "The outline lists more articles at line %(line)s than can begin there;"
                    " leave one of them out.",
                    line=cut.line,
                )
            )
        last = place
        num, number = parse_number(cut.num, grammar) or (cut.num, Number("word", 0))
        found.append((cut, replace(candidate, num=num, number=number, quoted=cut.quoted)))
    return found


def _labelled(
    cut: Cut,
    rows: Sequence[Row],
    candidates: Sequence[Candidate],
    likely: Collection[tuple[int, int]],
    last: tuple[int, int],
) -> Candidate | None:
    """The printed label that ``cut`` means: of its number, else a likely one of its line."""
    here = [c for c in candidates if rows[c.row].number == cut.line and (c.row, c.start) > last]
    named = next((c for c in here if c.num.casefold() == cut.num.casefold()), None)
    return named or next((c for c in here if not c.start or (c.row, c.start) in likely), None)


def _made(cut: Cut, rows: Sequence[Row], grammar: Grammar) -> Candidate:
    """A place at the beginning of the line, with the number as its label where it stands there."""
    index = next(
        (i for i, row in enumerate(rows) if row.number == cut.line and row.kind == "text"), None
    )
    if index is None:
        raise InvalidOutline(
            Message(
                "The outline begins article %(num)s at line %(line)s, where there is no text of"
                " the law; take the lines from `milex outline --json`.",
                num=cut.num,
                line=cut.line,
            )
        )
    text = rows[index].text
    label = re.match(
        rf"(?:(?:{grammar.article_words})\s*\.?\s*|§+\s*)?{re.escape(cut.num)}(?!\w){AFTER_NUMBER}",
        text,
    )
    end = label.end() if label else 0
    number = Number("word", 0)
    printed = text[:end].strip()
    return Candidate(
        index, 0, end, printed, cut.num, number, "word", 1.0, quoted=False, announced=False
    )
