"""A matrix as tables: the grid, a row a cell, counts, laws and notes."""

from collections.abc import Iterator, Sequence

from corpus.checklists.model import Level, Provision
from i18n.messages import Message
from milex.comparator.model import VERDICTS
from milex.country import Answer
from milex.matrix import Matrix, Row
from milex.outlines import Outline
from milex.records import LawSummary
from milex.reports.findings import checklist_line, notes, version_line
from milex.reports.findings_sheets import notes_sheet
from milex.reports.links import Links
from milex.reports.matrix_flow import placed
from milex.reports.matrix_text import opening
from milex.reports.sheets import Column, Judged, Linked, Sheet, Value
from milex.reports.words import (
    COUNTRY_VERDICT_WORDS,
    LEVEL_WORDS,
    VERDICT_SYMBOLS,
    VERDICT_WORDS,
)

_SHORT_ABSENT = Message("not found")  # what exactly it was not found in stands in the notes
_QUOTE = 1000  # characters


def matrix_sheets(matrix: Matrix, links: Links) -> Iterator[Sheet]:
    """The sheets of a workbook."""
    yield _grid_sheet(matrix, links)
    yield cells_sheet(matrix, links)
    yield _counts_sheet(matrix, links.language)
    yield _laws_sheet(matrix, links)
    lines = (checklist_line(matrix.checklist, links.language), *opening(matrix, links.language))
    yield notes_sheet((*lines, *notes(matrix.by == "country", links.language)), links.language)


def _grid_sheet(matrix: Matrix, links: Links) -> Sheet:
    """A row a provision, a column each State or law."""
    language = links.language
    by_country = matrix.by == "country"
    columns = (
        Column(Message("Identifier").in_language(language), 24),
        Column(Message("Provision").in_language(language), 50, wraps=True),
        Column(Message("Level").in_language(language), 20),
        *(
            Column(row.country.upper(), 12)
            if by_country
            else Column(row.laws[0].law, 12, upright=True)
            for row in matrix.rows
        ),
    )
    rows = (
        [
            provision.id,
            provision.label[language],
            LEVEL_WORDS[provision.level].in_language(language),
            *(_judged(row.cells[place], language) for row in matrix.rows),
        ]
        for place, provision in enumerate(matrix.provisions)
    )
    return Sheet(Message("Matrix").in_language(language), columns, rows, frozen=3)


def _judged(cell: Answer | Outline, language: str) -> Value:
    word = _SHORT_ABSENT if cell.verdict == "absent" else VERDICT_WORDS[cell.verdict]
    return Judged(f"{VERDICT_SYMBOLS[cell.verdict]} {word.in_language(language)}", cell.verdict)


def cells_sheet(matrix: Matrix, links: Links) -> Sheet:
    """A row a cell of the matrix, with where its answer stands: also the table of the CSV."""
    titles = (
        (Message("Country"), 9, False),
        (Message("Law"), 28, False),
        (Message("Version"), 14, False),
        (Message("Group"), 8, False),
        (Message("Identifier"), 24, False),
        (Message("Provision"), 44, True),
        (Message("Level"), 20, False),
        (Message("Verdict"), 22, True),
        (Message("Confidence"), 11, False),
        (Message("Articles"), 16, True),
        (Message("Best words"), 70, True),
        (Message("Articles searched"), 12, False),
        (Message("Link"), 50, False),
    )
    columns = tuple(
        Column(title.in_language(links.language), width, wraps) for title, width, wraps in titles
    )
    rows = (
        _cell_row(matrix, row, provision, answer, links)
        for row in matrix.rows
        for provision, answer in zip(matrix.provisions, row.cells, strict=True)
    )
    return Sheet(Message("Cells").in_language(links.language), columns, rows)


def _cell_row(
    matrix: Matrix, row: Row, provision: Provision, answer: Answer | Outline, links: Links
) -> Sequence[Value]:
    language = links.language
    law, outline = placed(row, answer)
    words = COUNTRY_VERDICT_WORDS if matrix.by == "country" else VERDICT_WORDS
    verdict = f"{VERDICT_SYMBOLS[answer.verdict]} {words[answer.verdict].in_language(language)}"
    says = answer.verdict in {"full", "partial", "contrary"} or matrix.by == "law"
    href = ""
    if law is not None and outline is not None and outline.eid:
        href = links.article(law, outline.eid)
    return [
        row.country.upper(),
        law.law if law and says else None,
        law.version if law and says else None,
        provision.group,
        provision.id,
        provision.label[language],
        LEVEL_WORDS[provision.level].in_language(language),
        Judged(verdict, answer.verdict),
        float(outline.confidence) if outline and says else None,
        ", ".join(outline.articles) if outline and says else None,
        outline.quote[:_QUOTE] if outline and says else None,
        answer.searched,
        Linked(href, href) if href else None,
    ]


def _counts_sheet(matrix: Matrix, language: str) -> Sheet:
    words = COUNTRY_VERDICT_WORDS if matrix.by == "country" else VERDICT_WORDS
    columns = (
        Column(Message("Country").in_language(language), 9),
        Column(Message("Law").in_language(language), 30),
        Column(Message("Level").in_language(language), 26),
        *(
            Column(f"{VERDICT_SYMBOLS[v]} {words[v].in_language(language)}", 16, wraps=True)
            for v in VERDICTS
        ),
    )
    levels = list(dict.fromkeys(p.level for p in matrix.provisions))
    rows = (_count_row(matrix, row, level, language) for row in matrix.rows for level in levels)
    return Sheet(Message("Counts by level").in_language(language), columns, rows)


def _count_row(matrix: Matrix, row: Row, level: Level, language: str) -> Sequence[Value]:
    counts = matrix.counts(row)[level]
    return [
        row.country.upper(),
        row.laws[0].law if matrix.by == "law" else None,
        LEVEL_WORDS[level].in_language(language),
        *(counts[v] for v in VERDICTS),
    ]


def _laws_sheet(matrix: Matrix, links: Links) -> Sheet:
    titles = (
        (Message("Country"), 9, False),
        (Message("Law"), 30, False),
        (Message("Title"), 70, True),
        (Message("Version"), 40, True),
        (Message("Link"), 60, False),
    )
    columns = tuple(
        Column(title.in_language(links.language), width, wraps) for title, width, wraps in titles
    )
    rows = (_law_row(law, links) for row in matrix.rows for law in row.laws)
    return Sheet(Message("Laws").in_language(links.language), columns, rows)


def _law_row(law: LawSummary, links: Links) -> Sequence[Value]:
    href = links.law(law)
    version = version_line(law, links.language)
    return [law.country.upper(), law.law, law.title, version, Linked(href, href)]
