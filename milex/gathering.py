"""What the library holds, gathered into a matrix or the view of one State."""

import datetime
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.checklists.model import Checklist, Provision
from corpus.jurisdictions import is_jurisdiction
from i18n.messages import Message
from milex.comparator.model import ComparableLaw, Evidence, Finding
from milex.comparing import Failure, Outlined, Progress, outline_laws
from milex.country import Answer, Placed
from milex.errors import NotFound
from milex.in_force import TREATIES, InForce, LeftOut, in_force_on, of_states
from milex.matrix import By, Matrix, matrix_by_country, matrix_by_law
from milex.records import LawSummary
from milex.workspace import Compared, Workspace, check_group

_Compare = Callable[[str, str], Compared]  # of a law and a version


@dataclass(frozen=True, slots=True)
class Asked:
    """What a matrix is asked of."""

    by: By = "country"
    checklist: str | None = None  # its id; None for the Protocols'
    group: str | None = None  # of provisions; None for all
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2, lower case; () for every State
    topic: str | None = None  # slug; None for every topic
    on: datetime.date | None = None  # None: today by State, current versions by law


@dataclass(frozen=True, slots=True)
class Told:
    """What one law says to a provision, in full."""

    law: LawSummary
    text: ComparableLaw  # its offsets fit the evidence
    finding: Finding


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A provision, and what a State's laws together say to it."""

    provision: Provision
    answer: Answer
    best: Told | None  # the law that answers, or the nearest; None where no law counts
    others: tuple[Told, ...]  # other laws that say something, best first
    elsewhere: tuple[tuple[str, LawSummary, Evidence], ...]  # elements that ``best`` lacks


@dataclass(frozen=True, slots=True)
class CountryView:
    """A State's laws in force on a day against a checklist."""

    country: str  # ISO 3166-1 alpha-2, lower case
    on: datetime.date
    checklist: Checklist
    laws: tuple[LawSummary, ...]  # those searched
    left_out: tuple[LeftOut, ...]
    failures: tuple[Failure, ...]
    rows: tuple[CountryRow, ...]  # in the checklist's order


def gather_matrix(
    workspace: Workspace,
    asked: Asked,
    today: datetime.date,
    *,
    processes: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Matrix:
    """Laws or States against a checklist; what was compared before is not compared again.

    Raises:
        NotFound: no such checklist, group or country.
        DatabaseUnusable, ComparingStopped: as ``milex.comparing.outline_laws`` says.
    """
    checklist = checked(workspace, asked)
    on = day_of(asked, today)
    held = held_laws(workspace, asked, on)
    found = outline_laws(
        workspace.library,
        workspace.comparisons,
        held.laws,
        checklist,
        processes=processes,
        progress=progress,
    )
    return matrix_of(asked, checklist, held, found, on)


def checked(workspace: Workspace, asked: Asked) -> Checklist:
    """The checklist that ``asked`` names.

    Raises:
        NotFound: no such checklist, group or country.
    """
    checklist = workspace.checklist(asked.checklist)
    check_group(checklist, asked.group)
    for country in asked.countries:
        check_country(country)
    return checklist


def day_of(asked: Asked, today: datetime.date) -> datetime.date | None:
    """The day on which the laws of ``asked`` are in force; None: their current versions."""
    return asked.on or (today if asked.by == "country" else None)


def matrix_of(
    asked: Asked, checklist: Checklist, held: InForce, found: Outlined, on: datetime.date | None
) -> Matrix:
    """The matrix that ``asked`` for, of what was found in the laws ``held``."""
    if asked.by == "law" or on is None:
        return matrix_by_law(checklist, asked.group, held.laws, found, held.left_out, on)
    return matrix_by_country(
        checklist, asked.group, asked.countries, held.laws, found, held.left_out, on
    )


def gather_country(
    workspace: Workspace,
    country: str,
    on: datetime.date,
    checklist_id: str | None = None,
    group: str | None = None,
    *,
    progress: Progress = lambda done, total: None,
) -> CountryView:
    """The laws of ``country`` in force on ``on``, together, against a checklist.

    Raises:
        NotFound: no such checklist or group; ``country`` is no State.
        DatabaseUnusable, ComparingStopped: as ``milex.comparing.outline_laws`` says.
    """
    check_state(country)
    asked = Asked("country", checklist_id, group, (country,), on=on)
    matrix = gather_matrix(workspace, asked, on, progress=progress)
    return country_view(workspace, matrix, on)


def country_view(
    workspace: Workspace,
    matrix: Matrix,
    on: datetime.date,
    wanted: Container[str] | None = None,
) -> CountryView:
    """The State of the first row of ``matrix``, whose laws are in force on ``on``, in full.

    ``wanted`` names the provisions to be told; None tells all that the matrix has.
    """
    row = matrix.rows[0]

    @cache
    def compared(law: str, version: str) -> Compared:
        return workspace.compared(law, matrix.checklist.id, version=version)

    rows = tuple(
        _country_row(compared, provision, cell)
        for provision, cell in zip(matrix.provisions, row.cells, strict=True)
        if isinstance(cell, Answer) and (wanted is None or provision.id in wanted)
    )
    return CountryView(
        row.country, on, matrix.checklist, row.laws, matrix.left_out, matrix.failures, rows
    )


def check_state(country: str) -> None:
    """Nothing where ``country`` may be asked what its laws say together.

    Raises:
        NotFound: it is the code of treaties.
    """
    if country == TREATIES:
        raise NotFound(
            Message(
                "XX stands for treaties, which are no State's laws; compare a treaty by "
                "itself: `milex laws --country XX` lists them."
            )
        )


def check_country(code: str) -> None:
    """Nothing where ``code`` is a State's, or that of treaties.

    Raises:
        NotFound: nobody has it.
    """
    if not is_jurisdiction(code):
        raise NotFound(
            Message(
                "‹%(code)s› is no country's code; `milex laws` shows those of the laws here.",
                code=code.upper(),
            )
        )


def held_laws(workspace: Workspace, asked: Asked, on: datetime.date | None) -> InForce:
    """The laws that ``asked`` asks for and the library holds, and those that do not count."""
    versions = workspace.library.laws(
        country=asked.countries[0] if len(asked.countries) == 1 else None,
        topic=asked.topic,
        every_version=on is not None,
    )
    of = of_states(versions, asked.countries)
    if on is None:
        return of
    counting = in_force_on(of.laws, on)
    return InForce(counting.laws, (*counting.left_out, *_once_a_law(of.left_out)))


def _once_a_law(left_out: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """The last version left out of each law."""
    yield from {each.law.law: each for each in left_out}.values()


def _country_row(compared: _Compare, provision: Provision, answer: Answer) -> CountryRow:
    best = _told(compared, answer.best) if answer.best else None
    others = tuple(_told(compared, placed) for placed in answer.others)
    elsewhere = _elsewhere(provision, best, others) if best else ()
    return CountryRow(provision, answer, best, others, tuple(elsewhere))


def _told(compared: _Compare, placed: Placed) -> Told:
    found = compared(placed.law.law, placed.law.version)
    wanted = placed.outline.provision
    finding = next(f for f in found.comparison.findings if f.provision == wanted)
    return Told(placed.law, found.law, finding)


def _elsewhere(
    provision: Provision, best: Told, others: Sequence[Told]
) -> Iterator[tuple[str, LawSummary, Evidence]]:
    """Elements that a partial answer lacks, with the first other law that shows each."""
    if best.finding.verdict != "partial":
        return
    for element in provision.elements:
        if best.finding.elements.get(element.name) or element.role in {"narrower", "contrary"}:
            continue
        for other in others:
            pieces = (e for e in other.finding.evidence if e.element == element.name)
            if piece := next(pieces, None):
                yield element.name, other.law, piece
                break
