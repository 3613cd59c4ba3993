"""What every label of a text is: an own article, a quoted one, an earlier wording, a division.

Runs the choice of ``corpus.segmenter.sequence`` and names what was left over. The
result is a list of segments that ``corpus.segmenter.assembly`` builds a law from.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from corpus.grammar import Grammar
from corpus.problems import Problem
from corpus.segmenter.annexes import annex_events, closing_headings, containers_of, landmarks_of
from corpus.segmenter.candidates import Candidate, article_candidates
from corpus.segmenter.contents import back_events, contents_end, contents_event, listed_contents_end
from corpus.segmenter.cuts import Cut, placed_cuts
from corpus.segmenter.divisions import DivisionLabel, division_labels
from corpus.segmenter.events import Event, Plan, segments_of
from corpus.segmenter.leftovers import left_over
from corpus.segmenter.rows import Row
from corpus.segmenter.sequence import Landmarks, Series, choose_series, worth
from i18n.messages import Message

_FAMILIES: Final = {
    "en": (("word",), ("sign",), ("bare",), ("unit",), ("plain",)),
    "es": (("word", "ordinal"), ("sign",), ("unit",)),
}
_DOUBTFUL: Final = frozenset({"unit", "plain"})  # families of which other texts have labels too
_LEAST_WORTH: Final = 4.0  # of a doubtful family
_WORTH_MORE: Final = 1.5  # times what the other families are worth

_ENDS_DIVISIONS: Final = frozenset({"back", "preamble", "annex"})
_OPENS_FIRST: Final = {"preamble": 0, "annex": 0, "division": 1}  # of events at one place


def make_plan(rows: Sequence[Row], grammar: Grammar, cuts: Sequence[Cut] | None = None) -> Plan:
    """The segments of ``rows``; with ``cuts``, the own articles are those of the cuts."""
    divisions = division_labels(rows, grammar)
    landmarks = landmarks_of(rows, divisions, grammar)
    everything = article_candidates(rows, grammar)
    contents = listed_contents_end(everything, rows, grammar)
    everything = [c for c in everything if c.row >= contents]
    candidates, series = _best_family(everything, landmarks, grammar)
    if not contents and (contents := contents_end(series, rows)):
        candidates = [c for c in candidates if c.row >= contents]
        series = choose_series(candidates, landmarks)
    problems: list[Problem] = []
    containers = containers_of(series, rows, grammar)
    events = _article_events(series, containers)
    end = next((back.row for back in back_events(rows, events, grammar)), len(rows))
    listed = [c for c in candidates if c.row < end]
    events += left_over(listed, events, rows, grammar, problems)
    if cuts is None:
        _sequence_problems(series, rows, problems)
    else:
        events, problems = _corrected(events, cuts, rows, everything, grammar)
    events.sort(key=lambda event: (event.row, event.start))
    first = next((e.row for e in events if e.kind == "article"), len(rows))
    closing = closing_headings(rows, divisions, events, grammar)
    events += annex_events(series, containers, rows, landmarks, closing)
    events.sort(key=lambda event: (event.row, event.start))
    events += contents_event(rows, divisions, first, min(contents, first), grammar)
    events += back_events(rows, events, grammar)
    events += _division_events(divisions, events, rows)
    events.sort(key=lambda event: (event.row, event.start, _OPENS_FIRST.get(event.kind, 2)))
    return Plan(tuple(segments_of(rows, events)), tuple(problems))


def _corrected(
    events: Sequence[Event],
    cuts: Sequence[Cut],
    rows: Sequence[Row],
    candidates: Sequence[Candidate],
    grammar: Grammar,
) -> tuple[list[Event], list[Problem]]:
    """``events`` with the own articles that ``cuts`` list, and the doubts about those."""
    likely = {(event.row, event.start) for event in events}
    placed = placed_cuts(cuts, rows, candidates, likely, grammar)
    listed = [
        Event(
            c.row,
            c.start,
            c.end,
            "quoted" if cut.quoted else "article",
            0,
            c,
            heading=cut.heading,
        )
        for cut, c in placed
    ]
    taken = {(event.row, event.start) for event in listed}
    others = [
        event
        for event in events
        if (event.row, event.start) not in taken and (event.kind != "article" or event.container)
    ]
    problems: list[Problem] = []
    own = tuple(c for cut, c in placed if not cut.quoted)
    _sequence_problems([Series("first", own)], rows, problems)
    return [*listed, *others], problems


def _best_family(
    candidates: Sequence[Candidate], landmarks: Landmarks, grammar: Grammar
) -> tuple[list[Candidate], list[Series]]:
    """The candidates of the label family whose best sequence is worth most, and that sequence."""
    best: tuple[list[Candidate], list[Series]] = ([], [])
    most = -1.0
    for families in _FAMILIES[grammar.language]:
        members = [c for c in candidates if c.family in families]
        if not members:
            continue
        series = choose_series(members, landmarks)
        value = worth(series)
        needed = max(most * _WORTH_MORE, _LEAST_WORTH) if families[0] in _DOUBTFUL else most
        if value > needed:
            best, most = (members, series), value
    return best


def _article_events(series: Sequence[Series], containers: Sequence[int]) -> list[Event]:
    return [
        Event(c.row, c.start, c.end, "article", where, c)
        for item, where in zip(series, containers, strict=True)
        for c in item.candidates
    ]


def _division_events(
    divisions: Sequence[DivisionLabel], events: Sequence[Event], rows: Sequence[Row]
) -> list[Event]:
    """Divisions that stand before an own article or end the law; quoted ones are text."""
    labels = sorted(
        (event for event in events if event.kind in ("article", "quoted", "duplicate")),
        key=lambda event: (event.row, event.start),
    )
    label_rows = [event.row for event in labels]
    closed = sorted((e for e in events if e.kind in _ENDS_DIVISIONS), key=lambda e: e.row)
    closed_rows = [event.row for event in closed]
    occupied = {event.row for event in events}
    found: list[Event] = []
    for label in divisions:
        at = bisect_right(label_rows, label.row)
        if not label.end and at and label_rows[at - 1] == label.row:
            own = labels[at - 1]
            if own.kind == "article" and not own.start:
                found.append(Event(label.row, 0, 0, "division", own.container, None, label))
            continue
        ended = bisect_right(closed_rows, label.row)
        is_outside = ended > 0 and closed[ended - 1].kind == "back"
        if is_outside or rows[label.row].zone or label.row in occupied:
            continue
        following = labels[at] if at < len(labels) else None
        if following is None and label.kind not in ("schedule", "transitional", "final"):
            continue
        if following is not None and following.kind != "article":
            continue
        where = following.container if following else 0
        found.append(Event(label.row, label.start, label.end, "division", where, None, label))
    return found


def _sequence_problems(
    series: Sequence[Series], rows: Sequence[Row], problems: list[Problem]
) -> None:
    for item in series:
        if item.kind == "restart":
            line = rows[item.candidates[0].row].number
            problems.append(
                Problem(
                    "numbering_restarts",
                    Message(
                        "The numbers of articles start again at line %(line)s; this part is read"
                        " as an annexed text.",
                        line=line,
                    ),
                    line,
                    0.6,
                )
            )
        for before, after in zip(item.candidates, item.candidates[1:], strict=False):
            if (
                after.number.kind == before.number.kind
                and after.number.main > before.number.main + 1
            ):
                problems.append(_gap(before, after, rows))


def _gap(before: Candidate, after: Candidate, rows: Sequence[Row]) -> Problem:
    line = rows[after.row].number
    return Problem(
        "gap_in_numbering",
        Message(
            "Article %(before)s is followed by %(after)s at line %(line)s; the articles between"
            " are missing or their numbers are not readable.",
            before=before.num,
            after=after.num,
            line=line,
        ),
        line,
        0.8,
    )
