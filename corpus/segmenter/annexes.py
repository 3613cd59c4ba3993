"""Texts of their own in a file: annexed treaties, regulations under a decree, schedules."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from corpus.grammar import Grammar
from corpus.segmenter.divisions import DivisionLabel
from corpus.segmenter.events import Event
from corpus.segmenter.rows import Row
from corpus.segmenter.sequence import SAME_TEXT, Landmarks, Series

_WRAPPER_SIZE: Final = 3  # articles of an act that only issues the law that it wraps
_ACT_SIZE: Final = 8  # articles of an act that only approves another text
_LONGEST_HEADING: Final = 90  # characters


@dataclass(frozen=True, slots=True)
class AttachedHeading:
    """A row that begins an attachment; its label where it is a schedule's."""

    row: int
    label: DivisionLabel | None = None


def landmarks_of(
    rows: Sequence[Row], divisions: Sequence[DivisionLabel], grammar: Grammar
) -> Landmarks:
    """The headings in ``rows`` that make a restart of the numbers expected."""
    annexes = tuple(
        index
        for index, row in enumerate(rows)
        if row.kind == "text"
        and grammar.annex.match(row.text)
        and (row.is_heading or row.text.split()[0].isupper() or len(row.text) < 90)
        and len(row.text) < 700
    )
    wrapped = tuple(
        index
        for index, row in enumerate(rows)
        if row.kind == "text" and row.text.endswith(":") and grammar.wrapping.search(row.text)
    )
    schedules = tuple(label.row for label in divisions if label.kind == "schedule")
    transitional = tuple(
        label.row
        for label in divisions
        if label.kind in ("transitional", "final")
        or grammar.transitional.match(label.heading)
        or grammar.final.match(label.heading)
    )
    return Landmarks(tuple(sorted({*annexes, *wrapped, *schedules})), transitional)


def containers_of(series: Sequence[Series], rows: Sequence[Row], grammar: Grammar) -> list[int]:
    """For each series 0 when it is the law's own, else the number of its attachment."""
    roots = [index for index, item in enumerate(series) if item.kind not in SAME_TEXT]
    if not roots:
        return []
    own = _own_root(roots, series, rows, grammar)
    numbers: dict[int, int] = {own: 0}
    for index in roots:
        if index != own:
            numbers[index] = len(numbers)
    containers: list[int] = []
    for index in range(len(series)):
        containers.append(numbers[index] if index in numbers else containers[series[index].after])
    return containers


def _own_root(
    roots: Sequence[int], series: Sequence[Series], rows: Sequence[Row], grammar: Grammar
) -> int:
    """The series of the law itself: usually the first.

    An act that only wraps the law it issues is not the law; an act that approves
    what is printed before it is.
    """
    first, last = series[roots[0]], series[roots[-1]]
    if len(roots) == 1:
        return roots[0]
    opening = first.candidates[0]
    text = " ".join(row.text for row in rows[opening.row : opening.row + 3])
    if len(first.candidates) <= _WRAPPER_SIZE and grammar.wrapping.search(text):
        return roots[1]
    if (
        len(last.candidates) <= _ACT_SIZE
        and not _approves(first, rows, grammar)
        and _approves(last, rows, grammar)
    ):
        return roots[-1]
    return roots[0]


def _approves(series: Series, rows: Sequence[Row], grammar: Grammar) -> bool:
    if len(series.candidates) > _ACT_SIZE:
        return False
    return any(
        grammar.approving.search(rows[index].text)
        for c in series.candidates
        for index in range(c.row, min(c.row + 2, len(rows)))
    )


def annex_events(
    series: Sequence[Series],
    containers: Sequence[int],
    rows: Sequence[Row],
    landmarks: Landmarks,
    closing: Sequence[AttachedHeading],
) -> list[Event]:
    """Where each attachment begins: at its heading, else at its first article.

    ``closing`` are headings after the law's last article that each begin an attachment,
    with articles or without.
    """
    events: list[Event] = []
    taken: set[int] = set()
    articles = sorted(c.row for item in series for c in item.candidates)
    attached = [heading.row for heading in closing]
    for item, where in zip(series, containers, strict=True):
        if where == 0 or item.kind in SAME_TEXT:
            continue
        first = item.candidates[0]
        before = bisect_left(articles, first.row)
        previous = articles[before - 1] if before else -1
        at = bisect_right(attached, first.row) - 1
        if at >= 0 and attached[at] > previous:
            nearest = closing[at]
        else:
            after = bisect_right(landmarks.annexes, previous)
            heading = landmarks.annexes[after] if after < len(landmarks.annexes) else first.row
            nearest = AttachedHeading(min(heading, first.row))
        taken.add(nearest.row)
        start = first.start if nearest.row == first.row else 0
        events.append(Event(nearest.row, start, start, "annex", where, division=nearest.label))
    numbers = count(max(containers, default=0) + 1)
    without_articles = (heading for heading in closing if heading.row not in taken)
    events += [
        Event(heading.row, 0, 0, "annex", next(numbers), division=heading.label)
        for heading in without_articles
    ]
    return events


def closing_headings(
    rows: Sequence[Row],
    divisions: Sequence[DivisionLabel],
    events: Sequence[Event],
    grammar: Grammar,
) -> list[AttachedHeading]:
    """Headings of schedules and numbered annexes after the last own article, in order.

    Of headings on neighbouring rows ("SCHEDULES", "FIRST SCHEDULE") only the first counts.
    """
    last = max((e.row for e in events if e.kind == "article" and not e.container), default=None)
    if last is None:
        return []
    schedules = {label.row: label for label in divisions if label.kind == "schedule"}
    found: list[AttachedHeading] = []
    for index in range(last + 1, len(rows)):
        row = rows[index]
        if row.kind != "text" or row.zone:
            continue
        label = schedules.get(index)
        if label is None and not (
            grammar.attached.match(row.text) and len(row.text) <= _LONGEST_HEADING
        ):
            continue
        if not found or found[-1].row < index - 1:
            found.append(AttachedHeading(index, label))
    return found
