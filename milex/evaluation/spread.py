"""How the figures differ from State to State.

Nothing is tuned here. Whoever tunes on the other States' laws reads at the left-out
State's line what the same rules reach on laws that were not looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev
from typing import Any

from milex.evaluation.agreement import Agreement, agreement
from milex.evaluation.gold import Pair


@dataclass(frozen=True, slots=True)
class StateFigures:
    """The agreement on one State's laws, and on all others'."""

    own: Agreement
    others: Agreement | None  # None where there is no other State


@dataclass(frozen=True, slots=True)
class Range:
    """One figure over the States, each weighing alike."""

    mean: float
    deviation: float  # standard deviation of the sample; 0 for one State
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures State by State; countries as ISO 3166-1 alpha-2 codes, lower case."""

    states: Mapping[str, StateFigures]
    accuracy: Range
    verdict_macro_f1: Range
    weighted_kappa: Range

    def as_json(self) -> dict[str, Any]:
        """The object that ``milex evaluate --leave-one-out --json`` shows."""
        shown: dict[str, Any] = {
            "by_state": {
                state.upper(): {
                    **figures.own.as_json(),
                    "others": figures.others.as_json() if figures.others else None,
                }
                for state, figures in self.states.items()
            }
        }
        for name in ("accuracy", "verdict_macro_f1", "weighted_kappa"):
            of = getattr(self, name)
            shown[name] = {
                "mean": of.mean,
                "deviation": of.deviation,
                "lowest": of.lowest,
                "highest": of.highest,
            }
        return shown


def spread(pairs: Sequence[Pair]) -> Spread:
    """The figures of each State of ``pairs``, by code."""
    states = {}
    for state in sorted({pair.country for pair in pairs}):
        own = [pair for pair in pairs if pair.country == state]
        others = [pair for pair in pairs if pair.country != state]
        states[state] = StateFigures(agreement(own), agreement(others) if others else None)
    every = [figures.own for figures in states.values()]
    return Spread(
        states,
        _range([each.accuracy for each in every]),
        _range([each.verdict_macro_f1 for each in every]),
        _range([each.weighted_kappa for each in every]),
    )


def _range(values: Sequence[float]) -> Range:
    deviation = stdev(values) if len(values) > 1 else 0.0
    return Range(mean(values), deviation, min(values), max(values))
