"""What every label of a text is: an own article, a quoted one, an earlier wording, a division.

Runs the choice of ``corpus.segmenter.sequence`` and names what was left over. The
result is a list of segments that ``corpus.segmenter.assembly`` builds a law from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from corpus.grammar import Grammar
from corpus.problems import Problem
from corpus.segmenter.candidates import (
    Candidate,
    DivisionLabel,
    article_candidates,
    division_labels,
)
from corpus.segmenter.cuts import Cut, placed_cuts
from corpus.segmenter.rows import Row
from corpus.segmenter.sequence import SAME_TEXT, Landmarks, Series, choose_series, worth
from i18n.messages import Message

SegmentKind = Literal["preamble", "article", "quoted", "duplicate", "division", "annex", "back"]
_FAMILIES: Final = {"en": (("word",), ("sign",), ("bare",)), "es": (("word", "ordinal"), ("sign",))}
_CONTENTS_WORDS: Final = 14  # an entry of a contents table is not longer
_STRONG: Final = 3.0  # weight of a label that looks like an article's own
_SHORTEST_LIST: Final = 3  # entries of a contents table
_WRAPPER_SIZE: Final = 3  # articles of an act that only issues the law that it wraps
_ACT_SIZE: Final = 8  # articles of an act that only approves another text


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
class _Event:
    row: int
    start: int
    end: int
    kind: SegmentKind
    container: int
    candidate: Candidate | None = None
    division: DivisionLabel | None = None
    reason: str = ""
    heading: str | None = None


def make_plan(rows: Sequence[Row], grammar: Grammar, cuts: Sequence[Cut] | None = None) -> Plan:
    """The segments of ``rows``; with ``cuts``, the own articles are those of the cuts."""
    divisions = division_labels(rows, grammar)
    landmarks = _landmarks(rows, divisions, grammar)
    everything = article_candidates(rows, grammar)
    contents = _listed_contents_end(everything, rows, grammar)
    everything = [c for c in everything if c.row >= contents]
    candidates, series = _best_family(everything, landmarks, grammar)
    if not contents and (contents := _contents_end(series, rows)):
        candidates = [c for c in candidates if c.row >= contents]
        series = choose_series(candidates, landmarks)
    problems: list[Problem] = []
    containers = _containers(series, rows, grammar)
    events = _article_events(series, containers)
    events += _left_over(candidates, events, rows, grammar, problems)
    if cuts is None:
        _sequence_problems(series, rows, problems)
    else:
        events, problems = _corrected(events, cuts, rows, everything, grammar)
    events.sort(key=lambda event: (event.row, event.start))
    first = next((e.row for e in events if e.kind == "article"), len(rows))
    events += _annex_events(series, containers, rows, landmarks)
    events.sort(key=lambda event: (event.row, event.start))
    events += _contents_event(rows, divisions, first, min(contents, first), grammar)
    events += _back_events(rows, events, grammar)
    events += _division_events(divisions, events, rows)
    events.sort(key=lambda event: (event.row, event.start, event.kind != "annex"))
    return Plan(tuple(_segments(rows, events)), tuple(problems))


def _corrected(
    events: Sequence[_Event],
    cuts: Sequence[Cut],
    rows: Sequence[Row],
    candidates: Sequence[Candidate],
    grammar: Grammar,
) -> tuple[list[_Event], list[Problem]]:
    """``events`` with the own articles that ``cuts`` list, and the doubts about those."""
    likely = {(event.row, event.start) for event in events}
    placed = placed_cuts(cuts, rows, candidates, likely, grammar)
    listed = [
        _Event(
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


def _landmarks(
    rows: Sequence[Row], divisions: Sequence[DivisionLabel], grammar: Grammar
) -> Landmarks:
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
        if value > most:
            best, most = (members, series), value
    return best


def _listed_contents_end(
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


def _contents_end(series: Sequence[Series], rows: Sequence[Row]) -> int:
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


def _containers(series: Sequence[Series], rows: Sequence[Row], grammar: Grammar) -> list[int]:
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


def _article_events(series: Sequence[Series], containers: Sequence[int]) -> list[_Event]:
    return [
        _Event(c.row, c.start, c.end, "article", where, c)
        for item, where in zip(series, containers, strict=True)
        for c in item.candidates
    ]


def _left_over(
    candidates: Sequence[Candidate],
    chosen: Sequence[_Event],
    rows: Sequence[Row],
    grammar: Grammar,
    problems: list[Problem],
) -> list[_Event]:
    """Events for labels that are no own article: earlier wordings and quoted articles."""
    events: list[_Event] = []
    taken = {(event.row, event.start) for event in chosen}
    ordered = sorted(chosen, key=lambda event: (event.row, event.start))
    position = -1
    seen: set[str] = set()
    quoting = False
    for c in sorted(candidates, key=lambda c: (c.row, c.start)):
        while position + 1 < len(ordered) and (
            ordered[position + 1].row,
            ordered[position + 1].start,
        ) <= (c.row, c.start):
            position += 1
            current = ordered[position].candidate
            seen.add(current.num if current else "")
            quoting = False
        if (c.row, c.start) in taken or position < 0:
            continue
        current = ordered[position].candidate
        if current is None:
            continue
        kind = _left_over_kind(c, current, seen, rows, grammar, quoting)
        if kind is None:
            if c.weight >= _STRONG:
                problems.append(_out_of_sequence(c, rows))
            continue
        quoting = quoting or kind == "quoted"
        events.append(_Event(c.row, c.start, c.end, kind, ordered[position].container, c))
        if kind == "duplicate":
            problems.append(_duplicate(c, rows))
    return events


def _left_over_kind(
    c: Candidate,
    current: Candidate,
    seen: set[str],
    rows: Sequence[Row],
    grammar: Grammar,
    quoting: bool,
) -> SegmentKind | None:
    if c.zone:
        return "duplicate" if c.weight > 0 else None
    own_again = c.num == current.num and c.number == current.number
    announced_here = c.announced or quoting or _announces(current, c, rows, grammar)
    if (
        own_again
        and c.weight > 0
        and not (announced_here and c.quoted and _note_between(current, c, rows) is False)
    ):
        return "duplicate"
    if c.start > 0 and c.weight > 0 and not quoting and not c.quoted:
        return None
    if announced_here and (c.quoted or c.start > 0):
        return "quoted"
    if c.weight >= 0.3 and announced_here and c.start == 0:
        return "quoted"
    if c.weight >= 3.5 and c.num in seen:
        return "duplicate"
    return None


def _note_between(current: Candidate, c: Candidate, rows: Sequence[Row]) -> bool:
    return any(row.kind == "note" for row in rows[current.row : c.row])


def _announces(current: Candidate, c: Candidate, rows: Sequence[Row], grammar: Grammar) -> bool:
    """Whether the article before ``c`` announces new wording."""
    text = rows[current.row].text[current.end :]
    if current.row < c.row:
        following = rows[current.row + 1 : min(c.row, current.row + 4)]
        text = " ".join([text, *(row.text for row in following if row.kind == "text")])
    return bool(grammar.amending.search(text[:600]))


def _out_of_sequence(c: Candidate, rows: Sequence[Row]) -> Problem:
    line = rows[c.row].number
    return Problem(
        "label_out_of_sequence",
        Message(
            "The label of article %(num)s at line %(line)s does not fit the numbers around it and"
            " is read as text; check whether an article begins there.",
            num=c.num,
            line=line,
        ),
        line,
        0.4,
    )


def _duplicate(c: Candidate, rows: Sequence[Row]) -> Problem:
    line = rows[c.row].number
    return Problem(
        "duplicate_number",
        Message(
            "Article %(num)s is printed again at line %(line)s: another wording of it is kept"
            " as a note; check which one is in force.",
            num=c.num,
            line=line,
        ),
        line,
        0.9 if c.zone else 0.7,
    )


def _annex_events(
    series: Sequence[Series],
    containers: Sequence[int],
    rows: Sequence[Row],
    landmarks: Landmarks,
) -> list[_Event]:
    """Where each attachment begins: at its heading, else at its first article."""
    events: list[_Event] = []
    for index, (item, where) in enumerate(zip(series, containers, strict=True)):
        if where == 0 or item.kind in SAME_TEXT:
            continue
        first = item.candidates[0]
        previous = max(
            (c.row for s in series[:index] for c in s.candidates if c.row < first.row), default=-1
        )
        heading = next((r for r in landmarks.annexes if previous < r <= first.row), None)
        row = first.row if heading is None else heading
        start = first.start if row == first.row else 0
        events.append(_Event(row, start, start, "annex", where))
    return events


def _contents_event(
    rows: Sequence[Row],
    divisions: Sequence[DivisionLabel],
    first: int,
    contents: int,
    grammar: Grammar,
) -> list[_Event]:
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
        _Event(heading, 0, 0, "back", 0, reason="contents_table"),
        _Event(end, 0, 0, "preamble", 0),
    ]


# How high a division stands by its kind: 0 is outermost.
RANKS: Final = {
    "book": 0,
    "part": 1,
    "title": 2,
    "division": 3,
    "chapter": 4,
    "subchapter": 5,
    "section": 6,
    "subsection": 7,
    "paragraph": 8,
    "crossheading": 9,
    "transitional": 0,
    "final": 0,
    "schedule": 0,
    "other": 9,
}


def division_rank(label: DivisionLabel) -> int:
    """How high a division stands: 0 is outermost."""
    return RANKS[label.kind]


def _innermost_chain(labels: Sequence[DivisionLabel]) -> list[DivisionLabel]:
    """The labels just before the first article that nest in one another."""
    chain: list[DivisionLabel] = []
    for label in reversed(labels):
        if chain and division_rank(label) >= division_rank(chain[0]):
            break
        chain.insert(0, label)
    return chain


def _back_events(rows: Sequence[Row], events: Sequence[_Event], grammar: Grammar) -> list[_Event]:
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
            return [_Event(index, 0, 0, "back", 0, reason=reason)]
    return []


def _division_events(
    divisions: Sequence[DivisionLabel], events: Sequence[_Event], rows: Sequence[Row]
) -> list[_Event]:
    """Divisions that stand before an own article or end the law; quoted ones are text."""
    labels = sorted(
        (event for event in events if event.kind in ("article", "quoted", "duplicate")),
        key=lambda event: (event.row, event.start),
    )
    closed = [
        (e.row, e.kind)
        for e in sorted(events, key=lambda e: e.row)
        if e.kind in ("back", "preamble", "annex")
    ]
    occupied = {event.row for event in events}
    found: list[_Event] = []
    for label in divisions:
        zone = next((kind for row, kind in reversed(closed) if row <= label.row), "preamble")
        if zone == "back" or rows[label.row].zone or label.row in occupied:
            continue
        following = next((e for e in labels if e.row > label.row), None)
        if following is None and label.kind != "schedule":
            continue
        if following is not None and following.kind != "article":
            continue
        where = following.container if following else 0
        found.append(_Event(label.row, label.start, label.end, "division", where, None, label))
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


def _segments(rows: Sequence[Row], events: Sequence[_Event]) -> list[Segment]:
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
