"""The global choice: which candidates, read in order, make numberings that make sense.

A dynamic programme over candidate labels. Choosing one earns its weight; a gap, a
restart and a return to a suspended numbering cost. So a cross-reference that begins
a line is left out because the numbers around it do not need it, and an annexed
treaty is a series of its own because its numbers do.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from corpus.segmenter.candidates import Candidate
from corpus.segmenter.numbers import Number

StartKind = Literal["first", "transitional", "annex", "restart", "resume", "next"]

_WINDOW: Final = 160  # candidates looked back
_STATES: Final = 3  # suspended numberings remembered at a candidate
_FORBIDDEN: Final = math.inf
_COST: Final = {"transitional": 0.5, "annex": 2.0, "restart": 7.0, "resume": 2.0}
_ORDINAL_ALONE: Final = 9.0  # "PRIMERO.-" outside transitional provisions


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Rows of headings that make a restart of the numbers expected, in order."""

    annexes: tuple[int, ...]
    transitional: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One numbering: how it began, and its articles in document order."""

    kind: StartKind
    candidates: tuple[Candidate, ...]


@dataclass(slots=True)
class _State:
    score: float
    candidate: int
    previous: "_State | None"
    suspended: Number | None
    kind: StartKind


def choose_series(candidates: Sequence[Candidate], landmarks: Landmarks) -> list[Series]:
    """The series of the best choice, in document order; empty when nothing fits."""
    usable = [candidate for candidate in candidates if candidate.weight > 0]
    table: list[list[_State]] = []
    best: _State | None = None
    for position, candidate in enumerate(usable):
        states = _states_at(position, candidate, usable, table, best, landmarks)
        table.append(states)
        for state in states:
            if best is None or state.score > best.score + 1e-9:
                best = state
    return _series(best, usable)


def total_weight(series: Sequence[Series]) -> float:
    """What the chosen articles are worth together; compares label families."""
    return sum(candidate.weight for item in series for candidate in item.candidates)


def follows(before: Number, after: Number) -> float:
    """The cost of ``after`` standing next after ``before`` in one numbering.

    0 for the next number, more for gaps, infinite where it would go back.
    """
    if before.kind != after.kind:
        mixed = {before.kind, after.kind} == {"word", "digits"} and before.main >= 2
        return 2.0 if mixed and after.main == before.main + 1 else _FORBIDDEN
    if (after.main, after.sub) <= (before.main, before.sub):
        return _FORBIDDEN
    if before.kind == "word" and before.main == 0:
        return _FORBIDDEN  # a sole article has no second
    if after.main == before.main:
        return 0.0 if _next_insertion(before.sub, after.sub) else 0.4
    missing = after.main - before.main - 1
    inserted = 0.6 if after.sub and not before.sub and len(after.sub) > 0 else 0.0
    if missing == 0:
        return inserted if after.sub != (1,) else 0.0
    return inserted + 1.0 + 2.0 * math.log2(missing + 1) + 0.02 * missing


def _next_insertion(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    if not before:
        return after[0] <= 2
    return len(before) == len(after) and before[:-1] == after[:-1] and after[-1] == before[-1] + 1


def _states_at(
    position: int,
    candidate: Candidate,
    usable: Sequence[Candidate],
    table: Sequence[Sequence[_State]],
    best: _State | None,
    landmarks: Landmarks,
) -> list[_State]:
    """The best states that end in ``candidate``, one for each suspended numbering."""
    found: dict[Number | None, _State] = {}

    def offer(state: _State) -> None:
        known = found.get(state.suspended)
        if known is None or state.score >= known.score:
            found[state.suspended] = state

    offer(_State(candidate.weight - _opening_cost(candidate), position, None, None, "first"))
    earlier = [state for states in table[max(0, position - _WINDOW) :] for state in states]
    if best is not None:
        earlier.insert(0, best)
    for state in reversed(earlier):
        _extend(state, position, candidate, usable[state.candidate], landmarks, offer)
    ranked = sorted(found.values(), key=lambda state: -state.score)
    return ranked[:_STATES]


def _extend(
    state: _State,
    position: int,
    candidate: Candidate,
    last: Candidate,
    landmarks: Landmarks,
    offer: Callable[[_State], None],
) -> None:
    """Offers every way in which ``candidate`` may come after ``state``."""
    cost = follows(last.number, candidate.number)
    if candidate.family == "ordinal" and last.family != "ordinal":
        cost = _FORBIDDEN
    if cost < _FORBIDDEN:
        offer(
            _State(state.score + candidate.weight - cost, position, state, state.suspended, "next")
        )
    kind, cost = _restart(last, candidate, landmarks)
    if cost < _FORBIDDEN:
        suspended = state.suspended if kind == "transitional" else last.number
        offer(_State(state.score + candidate.weight - cost, position, state, suspended, kind))
    if state.suspended is not None and follows(state.suspended, candidate.number) <= 0.5:
        cost = _COST["resume"]
        offer(_State(state.score + candidate.weight - cost, position, state, None, "resume"))


def _opening_cost(candidate: Candidate) -> float:
    """A document begins with article 1, or is an extract that begins elsewhere."""
    cost = (
        0.0
        if candidate.number.main <= 1
        else 1.0 + min(4.0, 0.8 * math.log2(candidate.number.main))
    )
    return cost + (_ORDINAL_ALONE if candidate.family == "ordinal" else 0.0)


def _restart(
    last: Candidate, candidate: Candidate, landmarks: Landmarks
) -> tuple[StartKind, float]:
    if candidate.number.main > 1 or candidate.number.sub:
        return "restart", _FORBIDDEN
    if _between(landmarks.transitional, last.row, candidate.row):
        return "transitional", _COST["transitional"]
    alone = _ORDINAL_ALONE if candidate.family == "ordinal" else 0.0
    if _between(landmarks.annexes, last.row, candidate.row):
        return "annex", _COST["annex"] + alone / 3
    return "restart", _COST["restart"] + alone


def _between(rows: Sequence[int], after: int, upto: int) -> bool:
    return bisect_right(rows, after) < bisect_right(rows, upto)


def _series(best: _State | None, usable: Sequence[Candidate]) -> list[Series]:
    path: list[_State] = []
    while best is not None:
        path.append(best)
        best = best.previous
    path.reverse()
    series: list[tuple[StartKind, list[Candidate]]] = []
    current = suspended = -1
    for state in path:
        candidate = usable[state.candidate]
        if state.kind == "resume" and suspended >= 0:
            current, suspended = suspended, -1
        elif state.kind != "next":
            if state.kind in ("annex", "restart"):
                suspended = current
            series.append((state.kind, []))
            current = len(series) - 1
        series[current][1].append(candidate)
    return [Series(kind, tuple(members)) for kind, members in series]
