"""The global choice: which candidates, read in order, make numberings that make sense.

A dynamic programme over candidate labels. Choosing one earns its weight; a gap, a
restart and a return to a suspended numbering cost. So a cross-reference that begins
a line is left out because the numbers around it do not need it, and an annexed
treaty is a series of its own because its numbers do.
"""

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from corpus.segmenter.candidates import Candidate
from corpus.segmenter.numbers import ALPHABET_SIZE, FIRST_LATIN, FIRST_LETTER, Number

StartKind = Literal[
    "first",
    "preliminary",  # article 1 after a preliminary title with Roman numbers
    "transitional",
    "annex",
    "restart",
    "resume",
    "next",
]
SAME_TEXT: Final = frozenset({"preliminary", "transitional"})  # of the text that came before

_WINDOW: Final = 160  # candidates looked back, fewer where very many may open a numbering
_SHORTEST_WINDOW: Final = 12
_LOOKS: Final = 600_000  # back from candidates, in all
_DEAR: Final = 5  # times dearer is a look back from one that may open a numbering
_STATES: Final = 3  # suspended numberings remembered at a candidate
_FORBIDDEN: Final = math.inf
_COST: Final = {
    "preliminary": 0.5,
    "transitional": 0.5,
    "annex": 2.0,
    "restart": 7.0,
    "resume": 2.0,
}
_DOUBLED: Final = 0.2  # 5AA beside 5A, whichever comes first
_BARE_RESTART: Final = 14.0  # more: bare numbers restart as points do
_LATE_START: Final = 1.5  # an annexed decree of which only some articles are printed
_LATEST_START: Final = 12
_RESUMABLE: Final = 0.5  # a suspended numbering goes on with its very next number
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
    after: int = -1  # the series, by its position, in which it began; -1 for the first


_NONE: Final = -1  # no numbering is suspended


@dataclass(slots=True)
class _State:
    score: float
    candidate: int
    previous: "_State | None"
    suspended: int  # position of the last article of a suspended numbering, or _NONE
    kind: StartKind


@dataclass(frozen=True, slots=True)
class _Reached:
    """The best states that end in one candidate, and what is true of them and all before."""

    states: Sequence[_State]  # best first
    most: float  # the highest score up to here
    suspends: bool  # whether any of them suspends a numbering


def choose_series(candidates: Sequence[Candidate], landmarks: Landmarks) -> list[Series]:
    """The series of the best choice, in document order; empty when nothing fits."""
    usable = [candidate for candidate in candidates if candidate.weight > 0]
    openings = sum(map(_opens, usable))
    looking = len(usable) + _DEAR * openings + 1
    window = min(_WINDOW, max(_SHORTEST_WINDOW, _LOOKS // looking))
    reached = deque([_Reached((), -math.inf, suspends=False)], window)
    best: _State | None = None
    for position in range(len(usable)):
        states = _Step(position, usable, landmarks).states(reached, best)
        for state in states:
            if best is None or state.score > best.score + 1e-9:
                best = state
        before = reached[-1]
        reached.append(
            _Reached(
                states,
                max(before.most, *(state.score for state in states)),
                before.suspends or any(state.suspended != _NONE for state in states),
            )
        )
    return _series(best, usable)


def worth(series: Sequence[Series]) -> float:
    """What the chosen articles are worth together, less what restarts cost.

    Compares label families: points of articles restart in every article.
    """
    weights = sum(candidate.weight for item in series for candidate in item.candidates)
    return weights - sum(_COST.get(item.kind, 0.0) for item in series)


def follows(before: Number, after: Number) -> float:
    """The cost of ``after`` standing next after ``before`` in one numbering.

    0 for the next number, more for gaps, infinite where it would go back.
    """
    if before.kind != after.kind:
        mixed = {before.kind, after.kind} == {"word", "digits"} and before.main >= 2
        return 2.0 if mixed and after.main == before.main + 1 else _FORBIDDEN
    if after.main == before.main and _doubled(before, after):
        return _DOUBLED
    if (after.main, after.sub) <= (before.main, before.sub):
        return _FORBIDDEN
    if before.kind == "word" and before.main == 0:
        return _FORBIDDEN  # a sole article has no second
    if after.main == before.main:
        return 0.0 if _next_insertion(before.sub, after.sub) else 0.4
    missing = after.main - before.main - 1
    inserted = 0.0 if not after.sub or after.sub == (1,) else 0.6
    if missing == 0:
        return inserted
    return inserted + 0.5 + 1.5 * math.log2(missing + 1) + 0.02 * missing


def _doubled(before: Number, after: Number) -> bool:
    """Whether either is like 5AA, which stands before 5A in some laws and after it in others."""
    doubles = [bool(n.sub) and n.sub[-1] >= FIRST_LETTER + ALPHABET_SIZE for n in (before, after)]
    return before.sub != after.sub and any(doubles)


def _next_insertion(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    if not before:
        return after[0] in (1, FIRST_LATIN, FIRST_LETTER)
    return len(before) == len(after) and before[:-1] == after[:-1] and after[-1] == before[-1] + 1


class _Step:
    """One candidate and the states that may come before it."""

    def __init__(self, position: int, usable: Sequence[Candidate], landmarks: Landmarks) -> None:
        self._position = position
        self._usable = usable
        self._landmarks = landmarks
        self._candidate = usable[position]
        self._found: dict[int, _State] = {}  # by what is suspended, at most _STATES
        self._floor = -math.inf  # what a state must reach to be among them
        weight = self._candidate.weight - _opening_cost(self._candidate)
        self._offer(_State(weight, position, None, _NONE, "first"))

    def states(self, near: Sequence[_Reached], best: _State | None) -> list[_State]:
        """The best states that end in the candidate, one for each suspended numbering.

        They follow one of ``near`` or ``best``, which may be further back.
        """
        opens = _opens(self._candidate)
        weight = self._candidate.weight
        for reached in reversed(near):
            if not opens and self._is_settled(reached, reached.most + weight):
                break
            for state in reversed(reached.states):
                self._follow(state, opens)
        if best is not None:
            self._follow(best, opens)
        return sorted(self._found.values(), key=lambda state: -state.score)

    def _follow(self, state: _State, opens: bool) -> None:
        """The candidate after ``state``, unless what is known is better."""
        reach = state.score + self._candidate.weight  # no cost is below 0
        if reach < self._floor or (not opens and self._is_beaten(state.suspended, reach)):
            return
        self._continue(state)
        if opens:
            self._restart(state)

    def _is_settled(self, reached: _Reached, reach: float) -> bool:
        """Whether no state of ``reached`` or before, which reach ``reach`` at most, can matter."""
        if reach < self._floor:
            return True
        return not reached.suspends and self._is_beaten(_NONE, reach)

    def _is_beaten(self, suspended: int, reach: float) -> bool:
        """Whether what goes on or resumes with at most ``reach`` is worse than what is known."""
        resumed = self._found.get(_NONE)
        if resumed is None or resumed.score <= reach:
            return False
        known = self._found.get(suspended)
        return known is not None and known.score > reach

    def _offer(self, state: _State) -> None:
        """Keeps ``state`` while it is among the best; of equals, the one offered last."""
        known = self._found.get(state.suspended)
        if known is not None and state.score < known.score:
            return
        self._found[state.suspended] = state
        if len(self._found) > _STATES:
            worst = min(reversed(self._found.values()), key=lambda kept: kept.score)
            del self._found[worst.suspended]
        if len(self._found) == _STATES:
            self._floor = min(kept.score for kept in self._found.values())

    def _continue(self, state: _State) -> None:
        """The candidate as the next number, or as the next of the suspended numbering."""
        candidate, last = self._candidate, self._usable[state.candidate]
        score = state.score + candidate.weight
        if candidate.family != "ordinal" or last.family == "ordinal":
            cost = follows(last.number, candidate.number)
            if cost < _FORBIDDEN:
                self._offer(_State(score - cost, self._position, state, state.suspended, "next"))
        if state.suspended != _NONE:
            before = self._usable[state.suspended].number
            again = last.number.kind == candidate.number.kind and (
                candidate.number.main >= last.number.main
            )
            if not again and follows(before, candidate.number) <= _RESUMABLE:
                cost = _COST["resume"]
                self._offer(_State(score - cost, self._position, state, _NONE, "resume"))

    def _restart(self, state: _State) -> None:
        """The candidate as the first of a numbering of its own."""
        candidate, last = self._candidate, self._usable[state.candidate]
        kind, cost = _restart_cost(last, candidate, self._landmarks)
        if cost == _FORBIDDEN:
            return
        suspended = state.candidate if _suspends(kind, state.suspended) else state.suspended
        score = state.score + candidate.weight - cost
        self._offer(_State(score, self._position, state, suspended, kind))


def _opening_cost(candidate: Candidate) -> float:
    """A document begins with article 1, or is an extract that begins elsewhere."""
    main = candidate.number.main
    cost = 0.0 if main <= 1 else 1.0 + min(4.0, 0.8 * math.log2(main))
    return cost + (_ORDINAL_ALONE if candidate.family == "ordinal" else 0.0)


def _opens(candidate: Candidate) -> bool:
    """Whether a numbering may begin with the candidate."""
    number = candidate.number
    late = number.kind == "word" and number.main <= _LATEST_START
    return not number.sub and (number.main <= 1 or late)


def _restart_cost(
    last: Candidate, candidate: Candidate, landmarks: Landmarks
) -> tuple[StartKind, float]:
    annexed = _between(landmarks.annexes, last.row, candidate.row)
    late = _LATE_START if candidate.number.main > 1 else 0.0
    alone = _ORDINAL_ALONE if candidate.family == "ordinal" else 0.0
    transitional = _between(landmarks.transitional, last.row, candidate.row)
    if transitional and not annexed:
        return "transitional", _COST["transitional"] + 4 * late
    if annexed:
        return "annex", _COST["annex"] + late + (0.0 if transitional else alone / 3)
    if late:
        return "restart", _FORBIDDEN
    if last.number.kind == "roman" and candidate.number.kind == "digits":
        return "preliminary", _COST["preliminary"]
    bare = _BARE_RESTART if candidate.family == "bare" else 0.0
    return "restart", _COST["restart"] + alone + bare


def _suspends(kind: StartKind, suspended: int) -> bool:
    """Whether the numbering before may go on after one of ``kind``; ``suspended`` may already.

    Transitional provisions can stand before the last articles; but what an annexed text
    suspended stays so during its own transitional provisions.
    """
    return kind not in SAME_TEXT or (kind == "transitional" and suspended == _NONE)


def _between(rows: Sequence[int], after: int, upto: int) -> bool:
    return bisect_right(rows, after) < bisect_right(rows, upto)


def _series(best: _State | None, usable: Sequence[Candidate]) -> list[Series]:
    path: list[_State] = []
    while best is not None:
        path.append(best)
        best = best.previous
    path.reverse()
    found: list[tuple[StartKind, int, list[Candidate]]] = []
    current = suspended = -1
    for state in path:
        if state.kind == "resume" and suspended >= 0:
            current, suspended = suspended, -1
        elif state.kind != "next":
            if _suspends(state.kind, suspended):
                suspended = current
            found.append((state.kind, current, []))
            current = len(found) - 1
        found[current][2].append(usable[state.candidate])
    return [Series(kind, tuple(members), after) for kind, after, members in found]
