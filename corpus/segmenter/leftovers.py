"""Labels that are no article of the law: earlier wordings, quoted articles, mere references."""

from collections.abc import Sequence
from typing import Final

from corpus.grammar import Grammar
from corpus.problems import Problem
from corpus.segmenter.candidates import Candidate
from corpus.segmenter.events import Event, SegmentKind
from corpus.segmenter.rows import Row
from i18n.messages import Message

_ANNOUNCEMENT: Final = 600  # characters that may announce new wording
_AGAIN: Final = 3.5  # weight of a label that prints an article before the one before again
_STRONG: Final = 3.0  # weight of a label that looks like an article's own


def left_over(
    candidates: Sequence[Candidate],
    chosen: Sequence[Event],
    rows: Sequence[Row],
    grammar: Grammar,
    problems: list[Problem],
) -> list[Event]:
    """Events for labels that are no own article: earlier wordings and quoted articles."""
    events: list[Event] = []
    own = {(event.row, event.start): event for event in chosen if event.candidate}
    seen: set[str] = set()
    current: Event | None = None
    quoting = False
    for c in sorted(candidates, key=lambda c: (c.row, c.start)):
        if found := own.get((c.row, c.start)):
            current, quoting = found, False
            seen.add(c.num)
            continue
        if current is None or current.candidate is None:
            continue
        kind = _kind(c, current.candidate, seen, rows, grammar, quoting)
        if kind is None:
            if c.weight >= _STRONG:
                problems.append(_out_of_sequence(c, rows))
            continue
        quoting = quoting or kind == "quoted"
        events.append(Event(c.row, c.start, c.end, kind, current.container, c))
        if kind == "duplicate":
            problems.append(_duplicate(c, rows))
    return events


def _kind(
    c: Candidate,
    current: Candidate,
    seen: set[str],
    rows: Sequence[Row],
    grammar: Grammar,
    quoting: bool,
) -> SegmentKind | None:
    if c.zone:
        return "duplicate" if c.weight > 0 else None
    # Closing provisions begin again with each decree: that is no other wording.
    own_again = c.family != "ordinal" and c.num == current.num and c.number == current.number
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
    if c.weight >= _AGAIN and c.num in seen and c.number.kind == "digits":
        return "duplicate"
    return None


def _note_between(current: Candidate, c: Candidate, rows: Sequence[Row]) -> bool:
    return any(row.kind == "note" for row in rows[current.row : c.row])


def _announces(current: Candidate, c: Candidate, rows: Sequence[Row], grammar: Grammar) -> bool:
    """Whether the article before ``c`` announces new wording."""
    text = rows[current.row].text[current.end : current.end + _ANNOUNCEMENT]
    if current.row < c.row:
        following = rows[current.row + 1 : min(c.row, current.row + 4)]
        shown = (row.text[:_ANNOUNCEMENT] for row in following if row.kind == "text")
        text = " ".join([text, *shown])
    return bool(grammar.amending.search(text[:_ANNOUNCEMENT]))


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
