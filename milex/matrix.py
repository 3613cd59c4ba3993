"""Laws, or whole States, against a checklist: a row each, a cell a provision.

``matrix.rows[i].cells[j]`` answers ``matrix.provisions[j]``. There is no score: counts stand
beside their level. The library, what is kept and the processes stand in ``milex.comparing``.
"""

import datetime
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.checklists.model import LEVELS, Checklist, Level, Provision
from milex.comparator.model import VERDICTS, Verdict
from milex.comparing import Failure, Outlined
from milex.country import Answer, answers
from milex.in_force import LeftOut
from milex.outlines import Outline
from milex.records import LawSummary

By = Literal["country", "law"]
Counts = Mapping[Level, Mapping[Verdict, int]]  # counts[level][verdict]


@dataclass(frozen=True, slots=True)
class Row:
    """A State with its laws, or one law."""

    country: str  # ISO 3166-1 alpha-2, lower case
    laws: tuple[LawSummary, ...]  # the versions compared; exactly one in a matrix by law
    cells: tuple[Answer | Outline, ...]  # as the matrix's provisions


@dataclass(frozen=True, slots=True)
class Matrix:
    """Many answers to one checklist."""

    by: By
    checklist: Checklist
    provisions: tuple[Provision, ...]
    on: datetime.date | None  # the day on which the laws are in force; None: current versions
    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    failures: tuple[Failure, ...]

    def counts(self, row: Row) -> Counts:
        """How many provisions of each level have each verdict; levels without one left out."""
        return level_counts(self.provisions, row)


def matrix_by_law(
    checklist: Checklist,
    group: str | None,
    laws: Sequence[LawSummary],
    found: Outlined,
    left_out: Sequence[LeftOut],
    on: datetime.date | None,
) -> Matrix:
    """A row each law that could be compared, in the order of ``laws``."""
    provisions = _provisions(checklist, group)
    places = _places(checklist, provisions)
    rows = tuple(
        Row(law.country, (law,), tuple(outlines[place] for place in places))
        for law, outlines in _compared(laws, found)
    )
    return Matrix("law", checklist, provisions, on, rows, tuple(left_out), found.failures)


def matrix_by_country(
    checklist: Checklist,
    group: str | None,
    countries: Sequence[str],
    laws: Sequence[LawSummary],
    found: Outlined,
    left_out: Sequence[LeftOut],
    on: datetime.date,
) -> Matrix:
    """A row each State that has a law among ``laws``, or that ``countries`` names."""
    provisions = _provisions(checklist, group)
    names = [provision.id for provision in provisions]
    by_country: dict[str, list[tuple[LawSummary, tuple[Outline, ...]]]] = {
        country: [] for country in countries
    }
    for law, outlines in _compared(laws, found):
        by_country.setdefault(law.country, []).append((law, outlines))
    rows = tuple(
        Row(country, tuple(law for law, _ in of), answers(names, of))
        for country, of in sorted(by_country.items())
    )
    return Matrix("country", checklist, provisions, on, rows, tuple(left_out), found.failures)


def level_counts(provisions: Sequence[Provision], row: Row) -> Counts:
    """``counts[level][verdict]`` of a row, every verdict present."""
    counted = Counter(
        (provision.level, cell.verdict)
        for provision, cell in zip(provisions, row.cells, strict=True)
    )
    present = {provision.level for provision in provisions}
    return {
        level: {verdict: counted[level, verdict] for verdict in VERDICTS}
        for level in LEVELS
        if level in present
    }


def _provisions(checklist: Checklist, group: str | None) -> tuple[Provision, ...]:
    return tuple(p for p in checklist.provisions if group in (None, p.group))


def _places(checklist: Checklist, provisions: Sequence[Provision]) -> list[int]:
    wanted = {provision.id for provision in provisions}
    return [place for place, p in enumerate(checklist.provisions) if p.id in wanted]


def _compared(
    laws: Sequence[LawSummary], found: Outlined
) -> Iterator[tuple[LawSummary, tuple[Outline, ...]]]:
    for law in laws:
        outlines = found.outlines.get((law.law, law.version))
        if outlines is not None:
            yield law, outlines


def part_of(
    matrix: Matrix, provisions: Container[str], rows: Sequence[Row] | None = None
) -> Matrix:
    """``matrix`` with those of its provisions alone, and ``rows`` of it in their order."""
    places = [place for place, p in enumerate(matrix.provisions) if p.id in provisions]
    return replace(
        matrix,
        provisions=tuple(matrix.provisions[place] for place in places),
        rows=tuple(
            replace(row, cells=tuple(row.cells[place] for place in places))
            for row in (matrix.rows if rows is None else rows)
        ),
    )
