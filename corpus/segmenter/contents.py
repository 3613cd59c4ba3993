"""Contents lists before a law, and what is printed after it: both are no text of the law."""

from collections.abc import Sequence
from typing import Final

from corpus.grammar import Grammar
from corpus.segmenter.candidates import Candidate
from corpus.segmenter.divisions import DivisionLabel
from corpus.segmenter.events import Event
from corpus.segmenter.ranks import division_rank
from corpus.segmenter.rows import Row
from corpus.segmenter.sequence import Series

_CONTENTS_WORDS: Final = 14  # an entry of a contents table is not longer
_SHORTEST_LIST: Final = 3  # entries of a contents table


def listed_contents_end(
    candidates: Sequence[Candidate], rows: Sequence[Row], grammar: Grammar
) -> int:
    """The row where the list under a contents heading ends; 0 where there is none.

    It ends before the number with which it began stands again, if all between is short.
    """
    heading = next(
        (i for i, row in enumerate(rows) if grammar.contents_heading.match(row.text)), None
    )
    if heading is None:
        return 0
    listed = [c for c in candidates if c.row > heading and c.start == 0]
    again = next((c for c in listed[1:] if c.num == listed[0].num), None)
    if again is None or listed.index(again) < _SHORTEST_LIST:
        return 0
    last = listed[listed.index(again) - 1]
    entries = rows[heading : last.row + 1]
    if sum(len(row.text.split()) > _CONTENTS_WORDS for row in entries) > 0.2 * len(entries):
        return 0
    return last.row + 1


def contents_end(series: Sequence[Series], rows: Sequence[Row]) -> int:
    """The row where a contents table made of labels ends; 0 where there is none."""
    if len(series) < 2 or len(series[0].candidates) < _SHORTEST_LIST:
        return 0
    table, body = series[0], series[1]
    starts = [*(c.row for c in table.candidates), body.candidates[0].row]
    lengths = [
        sum(len(row.text.split()) for row in rows[start + 1 : end])
        + len(rows[start].text[c.end :].split())
        for c, start, end in zip(table.candidates, starts, starts[1:], strict=False)
    ]
    short = sum(length <= _CONTENTS_WORDS for length in lengths)
    repeated = {c.num for s in series[1:] for c in s.candidates}
    same = sum(c.num in repeated for c in table.candidates)
    if short >= 0.8 * len(lengths) and same >= 0.6 * len(table.candidates):
        return starts[-2] + 1
    return 0


def contents_event(
    rows: Sequence[Row],
    divisions: Sequence[DivisionLabel],
    first: int,
    contents: int,
    grammar: Grammar,
) -> list[Event]:
    """A contents table before the first article, dropped with its headings."""
    heading = next(
        (i for i, row in enumerate(rows[:first]) if grammar.contents_heading.match(row.text)), None
    )
    before = [label for label in divisions if label.row < first]
    real = _innermost_chain(before)
    end = max(contents, 0)
    if heading is not None and not contents:
        end = real[0].row if real and len(before) > len(real) else 0
    elif heading is None and len(before) >= len(real) + 3:
        heading = before[0].row
        end = real[0].row if real else 0
    if heading is None:
        heading = (
            next((i for i in range(contents) if rows[i].kind == "text"), 0) if contents else None
        )
        if heading is None:
            return []
    if end <= heading:
        return []
    return [
        Event(heading, 0, 0, "back", 0, reason="contents_table"),
        Event(end, 0, 0, "preamble", 0),
    ]


def _innermost_chain(labels: Sequence[DivisionLabel]) -> list[DivisionLabel]:
    """The labels just before the first article that nest in one another."""
    chain: list[DivisionLabel] = []
    for label in reversed(labels):
        if chain and division_rank(label) >= division_rank(chain[0]):
            break
        chain.insert(0, label)
    return chain


def back_events(rows: Sequence[Row], events: Sequence[Event], grammar: Grammar) -> list[Event]:
    """What follows the law: certificates, memoranda, histories, an index printed again."""
    last = max((event.row for event in events if event.kind == "article"), default=None)
    if last is None:
        return []
    for index in range(last + 1, len(rows)):
        row = rows[index]
        if row.kind != "text":
            continue
        reason = next((b.reason for b in grammar.back_matter if b.pattern.match(row.text)), "")
        if not reason and grammar.contents_heading.match(row.text):
            reason = "contents_table"
        if reason:
            return [Event(index, 0, 0, "back", 0, reason=reason)]
    return []
