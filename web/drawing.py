"""The geometry of stacked bars, in per cent, for the templates that draw them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from milex.comparator.model import Verdict

# From what is there to what is not, so that bars of many laws compare at a glance.
BAR_ORDER: Final[tuple[Verdict, ...]] = (
    "full",
    "partial",
    "contrary",
    "absent",
    "undetermined",
    "not_applicable",
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar; places are per cent of its length."""

    verdict: Verdict
    count: int  # of provisions, at least 1
    start: float
    length: float

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.start + self.length / 2


def stacked(counts: Mapping[Verdict, int]) -> tuple[Segment, ...]:
    """``counts`` as a bar of 100 per cent; verdicts that nothing has are left out."""
    total = sum(counts.values())
    segments = []
    done = 0
    for verdict in BAR_ORDER:
        count = counts.get(verdict, 0)
        if count:
            start, end = 100 * done / total, 100 * (done + count) / total
            segments.append(Segment(verdict, count, round(start, 2), round(end - start, 2)))
        done += count
    return tuple(segments)
