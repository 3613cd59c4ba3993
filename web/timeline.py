"""The laws of a State on a line of years, for the template that draws them.

Places are per cent of the line's length, so that the drawing fits any screen; whatever it
shows stands beside it in words.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal

from corpus.model import Status
from milex.records import LawSummary

End = Literal["lasts", "ended", "not_begun"]
Place = Callable[[float], float]  # of a year, with its part, on the line

_MOST_TICKS: Final = 6
_END: Final[Mapping[Status, End]] = MappingProxyType(
    {"repealed": "ended", "not_yet_in_force": "not_begun", "bill": "not_begun"}
)
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50, 100, 200)  # years between two ticks


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the line."""

    year: int
    at: float


@dataclass(frozen=True, slots=True)
class Wording:
    """A version of a law, from the day that it holds."""

    name: str
    day: datetime.date
    at: float


@dataclass(frozen=True, slots=True)
class Life:
    """A law on the line."""

    law: LawSummary  # its current version
    made: str  # YYYY-MM-DD or YYYY; "" where it is not known
    start: float | None  # None where no day or year of it is known
    wordings: tuple[Wording, ...]  # later than its making, oldest first
    end: End  # as far as its status says


@dataclass(frozen=True, slots=True)
class Timeline:
    """Laws on one line of years, the oldest first, those without a year last."""

    ticks: tuple[Tick, ...]
    lives: tuple[Life, ...]


def timeline(
    laws: Iterable[LawSummary], versions: Iterable[LawSummary], today: datetime.date
) -> Timeline:
    """``laws`` as their current versions describe them, with every one of their ``versions``.

    The versions of a law stand together, oldest first.
    """
    by_law = {law: tuple(of) for law, of in groupby(versions, key=lambda version: version.law)}
    both = [(law, by_law.get(law.law, (law,))) for law in laws]
    begins = [_begun(law, of) for law, of in both]
    years = [float(today.year), *(begun for begun in begins if begun is not None)]
    step = _step(int(today.year - min(years)) + 1)
    first = int(min(years)) // step * step
    span = today.year + 1 - first

    def at(year: float) -> float:
        return round(100 * (year - first) / span, 2)

    lives = [_life(law, of, begun, at) for (law, of), begun in zip(both, begins, strict=True)]
    lives.sort(key=lambda life: (life.start is None, life.start, life.made, life.law.title))
    ticks = tuple(Tick(year, at(year)) for year in range(first, today.year + 1, step))
    return Timeline(ticks, tuple(lives))


def _life(law: LawSummary, versions: Sequence[LawSummary], begun: float | None, at: Place) -> Life:
    made = law.date.isoformat() if law.date else str(law.year or "")
    return Life(
        law=law,
        made=made,
        start=None if begun is None else at(begun),
        wordings=tuple(_wordings(versions, begun, at)),
        end=_END.get(law.status, "lasts"),
    )


def _wordings(versions: Sequence[LawSummary], begun: float | None, at: Place) -> Iterator[Wording]:
    for version in versions:
        if version.day is not None and (begun is None or _year(version.day) > begun + 0.02):
            yield Wording(version.version, version.day, at(_year(version.day)))


def _begun(law: LawSummary, versions: Sequence[LawSummary]) -> float | None:
    """When a law was made, in years; without a day or year, when its first wording begins."""
    if law.date:
        return _year(law.date)
    if law.year:
        return float(law.year)
    days = [version.day for version in versions if version.day]
    return _year(days[0]) if days else None


def _year(day: datetime.date) -> float:
    return day.year + (day.timetuple().tm_yday - 1) / 366


def _step(years: int) -> int:
    return next(step for step in _STEPS if years / step <= _MOST_TICKS)
