"""How sure the figures are: 95 % bootstrap intervals, the same for the same pairs.

Verdicts within one law resemble each other, so provisions drawn one by one promise too
much; whole laws drawn promise little while they are few. Both are told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from milex.evaluation.agreement import Counts, counted, figures
from milex.evaluation.gold import Pair

SAMPLES: Final = 2000
SEED: Final = 20_000_331
_BATCH: Final = 100  # samples at a time, so that memory stays small
_TAIL: Final = 2.5  # percent left out at either end

Interval = tuple[float, float]  # lower and upper bound


@dataclass(frozen=True, slots=True)
class Intervals:
    """Bounds of the figures of an Agreement, by the figure's name."""

    by_provision: Mapping[str, Interval]  # pairs drawn anew
    by_law: Mapping[str, Interval]  # whole laws drawn anew

    def as_json(self) -> dict[str, Any]:
        """The object that ``milex evaluate --json`` shows."""
        return {
            "by_provision": {name: list(bounds) for name, bounds in self.by_provision.items()},
            "by_law": {name: list(bounds) for name, bounds in self.by_law.items()},
        }


def intervals(pairs: Sequence[Pair], samples: int = SAMPLES, seed: int = SEED) -> Intervals:
    """The intervals of the figures of ``pairs``, from ``samples`` samples of each kind."""
    rows = counted(pairs)
    laws = [pair.gold.law for pair in pairs]
    sums = np.array(
        [rows[[law == each for law in laws]].sum(axis=0) for each in dict.fromkeys(laws)]
    )
    return Intervals(_bounds(rows, samples, seed), _bounds(sums, samples, seed))


def _bounds(rows: Counts, samples: int, seed: int) -> Mapping[str, Interval]:
    """Bounds of each figure over ``samples`` samples of as many rows as there are."""
    random = np.random.default_rng(seed)
    count = len(rows)
    drawn: dict[str, list[NDArray[np.float64]]] = {}
    for first in range(0, samples, _BATCH):
        size = min(_BATCH, samples - first)
        times = random.multinomial(count, np.full(count, 1 / count), size)
        for name, values in figures(times @ rows).items():
            drawn.setdefault(name, []).append(values)
    return {
        name: (float(low), float(high))
        for name, values in drawn.items()
        for low, high in [np.percentile(np.concatenate(values), (_TAIL, 100 - _TAIL))]
    }
