"""What a plan is made of: places where something begins, and the stretches between them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.problems import Problem
from corpus.segmenter.candidates import Candidate
from corpus.segmenter.divisions import DivisionLabel
from corpus.segmenter.rows import Row

SegmentKind = Literal["preamble", "article", "quoted", "duplicate", "division", "annex", "back"]


@dataclass(slots=True)
class Segment:
    """A stretch of rows under one label."""

    kind: SegmentKind
    rows: list[Row]  # after the label; the first may be the rest of the label's row
    container: int  # 0 is the law itself, 1… its attachments
    candidate: Candidate | None = None
    division: DivisionLabel | None = None
    row: Row | None = None  # where the label stands
    reason: str = ""  # of what is dropped
    heading: str | None = None  # as a person gave it


@dataclass(frozen=True, slots=True)
class Plan:
    """Segments in document order, and the doubts met on the way."""

    segments: tuple[Segment, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Where a segment begins: the row, where its label stands in it, and what it is."""

    row: int
    start: int
    end: int
    kind: SegmentKind
    container: int
    candidate: Candidate | None = None
    division: DivisionLabel | None = None
    reason: str = ""
    heading: str | None = None


def segments_of(rows: Sequence[Row], events: Sequence[Event]) -> list[Segment]:
    """``rows`` cut at ``events``."""
    segments = [Segment("preamble", [], 0)]
    position = 0
    for index, row in enumerate(rows):
        cursor = 0
        while position < len(events) and events[position].row == index:
            event = events[position]
            _append(segments[-1], row, row.text[cursor : event.start], cursor)
            segments.append(
                Segment(
                    event.kind,
                    [],
                    event.container,
                    event.candidate,
                    event.division,
                    row,
                    event.reason,
                    event.heading,
                )
            )
            cursor = event.end
            position += 1
        _append(segments[-1], row, row.text[cursor:], cursor)
    return segments


def _append(segment: Segment, row: Row, text: str, cursor: int) -> None:
    if not cursor and text == row.text:
        segment.rows.append(row)
    elif text.strip():
        segment.rows.append(
            replace(row, text=text.strip(), level=0, bold_prefix="", italic_prefix="")
        )
