"""Documents with their scores, as a pair of arrays, and the sums of such pairs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.int32]  # document numbers, ascending, none twice
Values = NDArray[np.float32]

# What it costs to look a document up in a sorted array, and to spread an array out over
# all numbers, by number; measured, in units of one another.
_LOOK_UP: Final = 8
_SPREAD: Final = 1 / 4


@dataclass(frozen=True, slots=True)
class Scores:
    """Documents and the score of each."""

    docs: Docs
    values: Values  # ≥ 0; 0 where a document was found by what weighs nothing

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return self.docs.nbytes + self.values.nbytes

    def among(self, docs: Docs) -> "Scores":
        """Those of the documents that are among ``docs`` too."""
        kept = contains(docs, self.docs)
        return Scores(self.docs[kept], self.values[kept])

    def without(self, docs: Docs) -> "Scores":
        """Those of the documents that are not among ``docs``."""
        if not len(docs) or not len(self.docs):
            return self
        kept = ~contains(docs, self.docs)
        return Scores(self.docs[kept], self.values[kept])

    def of(self, docs: Docs) -> Values:
        """The scores of ``docs``, each of which must be here."""
        return self.values[np.searchsorted(self.docs, docs)]


def no_docs() -> Docs:
    """No documents."""
    return np.empty(0, dtype=np.int32)


def no_scores() -> Scores:
    """No documents and no scores."""
    return Scores(no_docs(), np.empty(0, dtype=np.float32))


def unweighed(docs: Docs) -> Scores:
    """``docs``, found by what weighs nothing."""
    return Scores(docs, np.zeros(len(docs), dtype=np.float32))


def contains(docs: Docs, asked: Docs) -> NDArray[np.bool_]:
    """For each of ``asked`` whether it is among ``docs``."""
    if not len(docs) or not len(asked):
        return np.zeros(len(asked), dtype=np.bool_)
    top = int(max(docs[-1], asked[-1])) + 1
    if len(asked) * _LOOK_UP < len(docs) + top * _SPREAD:
        places = np.searchsorted(docs, asked)
        places[places == len(docs)] = 0
        looked_up: NDArray[np.bool_] = docs[places] == asked
        return looked_up
    spread = np.zeros(top, dtype=np.bool_)
    spread[docs] = True
    return spread[asked]


def either(found: Iterable[Docs]) -> Docs:
    """Documents in any one of ``found``."""
    kept = [docs for docs in found if len(docs)]
    if len(kept) < 2:
        return kept[0] if kept else no_docs()
    if _are_few(kept):
        return np.unique(np.concatenate(kept))
    spread = np.zeros(_top(kept), dtype=np.bool_)
    for docs in kept:
        spread[docs] = True
    return np.flatnonzero(spread).astype(np.int32)


def both(first: Docs, second: Docs) -> Docs:
    """Documents in ``first`` and in ``second``."""
    small, large = sorted((first, second), key=len)
    return small[contains(large, small)]


def added(found: Iterable[Scores]) -> Scores:
    """Documents in any one of ``found``, their scores added."""
    kept = [scores for scores in found if len(scores.docs)]
    if len(kept) < 2:
        return kept[0] if kept else no_scores()
    docs = either(scores.docs for scores in kept)
    if _are_few([scores.docs for scores in kept]):
        values = np.zeros(len(docs), dtype=np.float32)
        for scores in kept:
            values[np.searchsorted(docs, scores.docs)] += scores.values
        return Scores(docs, values)
    spread = np.zeros(int(docs[-1]) + 1, dtype=np.float32)
    for scores in kept:
        spread[scores.docs] += scores.values
    return Scores(docs, spread[docs])


def highest(found: Sequence[Scores]) -> Scores:
    """Documents in any one of ``found``, each with the highest of its scores."""
    docs = either(scores.docs for scores in found)
    values = np.zeros(len(docs), dtype=np.float32)
    for scores in found:
        places = np.searchsorted(docs, scores.docs)
        values[places] = np.maximum(values[places], scores.values)
    return Scores(docs, values)


def shared(found: Sequence[Scores]) -> Scores:
    """Documents in every one of ``found`` (at least one), their scores added."""
    smallest, *others = sorted(found, key=lambda scores: len(scores.docs))
    if not others:
        return smallest
    docs = smallest.docs
    for scores in others:
        docs = docs[contains(scores.docs, docs)]
    if not len(docs):
        return no_scores()
    values = found[0].of(docs)
    for scores in found[1:]:
        values += scores.of(docs)
    return Scores(docs, values)


def ranked(values: NDArray[Any], limit: int) -> NDArray[np.intp]:
    """Where the ``limit`` highest of ``values`` stand, highest first, the earlier first of equals.

    Only those are sorted.
    """
    if limit < 1 or not len(values):
        return np.empty(0, dtype=np.intp)
    places = np.arange(len(values))
    if len(values) > limit:
        least = np.partition(values, len(values) - limit)[len(values) - limit]
        places = places[values >= least]
    order: NDArray[np.intp] = places[np.argsort(-values[places], kind="stable")][:limit]
    return order


def _top(found: Sequence[Docs]) -> int:
    return int(max(docs[-1] for docs in found)) + 1


def _are_few(found: Sequence[Docs]) -> bool:
    """Whether sorting ``found`` (none empty) costs less than spreading them out."""
    return sum(map(len, found)) * _LOOK_UP < _top(found) * _SPREAD
