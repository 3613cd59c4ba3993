"""The table of a matrix: provisions down, States or laws across, as many as a page holds."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.checklists.model import LEVELS, Provision
from corpus.checklists.patterns import fold
from milex.comparator.model import Verdict
from milex.country import Answer
from milex.matrix import Matrix, Row
from milex.outlines import Outline
from milex.records import LawSummary
from web.drawing import BAR_ORDER, Segment, stacked
from web.matrix_question import MatrixQuestion
from web.presentation import PLACEHOLDER, country_name

_HEAVIEST: Final = 108_000  # bytes of a table; the rest of its page takes some twenty thousand
_CELL: Final = 50  # bytes of a cell but for its address
_HEAD: Final = 420  # bytes of the head of a line
MOST_COLUMNS: Final = 40
_OVERVIEW_COLUMNS: Final = 24
_TITLE_LENGTH: Final = 44  # characters of a law's name above its column


@dataclass(frozen=True, slots=True)
class Column:
    """A State or a law."""

    row: Row
    code: str  # short: "PY", or "PY 4788"
    name: str
    language: str  # ISO 639-1 of the name; "" where it is the page's
    href: str  # of the comparison
    evidence: str  # of the page of a cell, with the placeholder for its provision

    @property
    def law(self) -> LawSummary:
        """The law of a column that is one."""
        return self.row.laws[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column says to a provision."""

    verdict: Verdict
    href: str
    disputed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A provision across all columns of the page."""

    provision: Provision
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; ``key`` is a group's id or a level, "" where there is none."""

    key: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CountedCell:
    """How often a column has which verdict among the provisions of a line."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class CountedLine:
    """A group of provisions, or a level, across all columns of the page."""

    key: str
    total: int  # provisions
    cells: tuple[CountedCell, ...]


@dataclass(frozen=True, slots=True)
class Paged:
    """The columns of one page."""

    columns: tuple[Column, ...]
    page: int
    pages: int
    total: int  # columns on all pages


def column_of(row: Row, by: str, address: Callable[[Row, str], str]) -> Column:
    """The column of ``row``; ``address`` gives the page of it, or of a provision of it."""
    if by == "country":
        code, name, language = row.country.upper(), country_name(row.country), ""
    else:
        (law,) = row.laws
        number = f"{law.kind.capitalize()} {law.number}" if law.number else law.title
        code = f"{row.country.upper()} {law.number or law.year or ''}".strip()
        name = f"{row.country.upper()} {_shortened(number)}"
        language = law.language
    return Column(row, code, name, language, address(row, ""), address(row, PLACEHOLDER))


def in_order(matrix: Matrix, question: MatrixQuestion) -> tuple[Row, ...]:
    """The rows by the verdicts on the provision chosen, else by name; laws by their age."""

    def by_name(row: Row) -> tuple[str, int, str]:
        law = row.laws[0] if matrix.by == "law" else None
        age = (law.year or 0) if law else 0
        return fold(country_name(row.country)), age, law.law if law else ""

    rows = sorted(matrix.rows, key=by_name)
    places = [place for place, p in enumerate(matrix.provisions) if p.id == question.sort]
    if places:
        rows.sort(key=lambda row: BAR_ORDER.index(row.cells[places[0]].verdict))
    return tuple(rows)


def paged(columns: Sequence[Column], lines: int, question: MatrixQuestion) -> Paged:
    """As many columns as fit the weight of a page with ``lines`` lines, those of its page."""
    pages: list[list[Column]] = [[]]
    weight = lines * _HEAD
    most = _OVERVIEW_COLUMNS if question.is_overview else MOST_COLUMNS
    for column in columns:
        adds = 0 if question.is_overview else lines * (_CELL + len(column.evidence))
        if pages[-1] and (weight + adds > _HEAVIEST or len(pages[-1]) >= most):
            pages.append([])
            weight = lines * _HEAD
        pages[-1].append(column)
        weight += adds
    page = min(question.page, len(pages))
    return Paged(tuple(pages[page - 1]), page, len(pages), len(columns))


def sections(
    matrix: Matrix, columns: Sequence[Column], question: MatrixQuestion
) -> tuple[Section, ...]:
    """The provisions of ``matrix`` under their groups or levels."""
    lines = [
        Line(
            provision,
            tuple(_cell(column, provision, column.row.cells[place]) for column in columns),
        )
        for place, provision in enumerate(matrix.provisions)
    ]
    if question.order != "checklist":
        lines.sort(key=_found, reverse=question.order == "most")
    if question.group and question.arrange == "group":
        return (Section("", tuple(lines)),)
    return tuple(
        Section(key, of_key)
        for key in _keys(matrix, question)
        if (of_key := tuple(line for line in lines if _key(line.provision, question) == key))
    )


def counted_lines(
    matrix: Matrix, columns: Sequence[Column], question: MatrixQuestion
) -> Iterator[CountedLine]:
    """A line a group of provisions, or a level, with the counts of each column."""
    for key in _keys(matrix, question):
        places = [
            place
            for place, provision in enumerate(matrix.provisions)
            if _key(provision, question) == key
        ]
        if places:
            counts: list[Mapping[Verdict, int]] = [
                Counter(column.row.cells[place].verdict for place in places) for column in columns
            ]
            cells = tuple(CountedCell(stacked(counted)) for counted in counts)
            yield CountedLine(key, len(places), cells)


def _keys(matrix: Matrix, question: MatrixQuestion) -> Sequence[str]:
    if question.arrange == "group":
        return [group.id for group in matrix.checklist.groups]
    return list(dict.fromkeys(sorted((p.level for p in matrix.provisions), key=LEVELS.index)))


def _key(provision: Provision, question: MatrixQuestion) -> str:
    return provision.group if question.arrange == "group" else provision.level


def _cell(column: Column, provision: Provision, answer: Answer | Outline) -> Cell:
    disputed = isinstance(answer, Answer) and answer.is_disputed
    return Cell(answer.verdict, column.evidence.replace(PLACEHOLDER, provision.id), disputed)


def _found(line: Line) -> tuple[int, int]:
    verdicts = Counter(cell.verdict for cell in line.cells)
    return verdicts["full"], verdicts["partial"]


def _shortened(title: str) -> str:
    return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1].rstrip()}…"
