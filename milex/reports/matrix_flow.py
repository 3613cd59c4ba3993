"""A matrix as a flow of blocks: grids of symbols, counts, and where each answer stands."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from i18n.messages import Message
from milex.comparator.model import VERDICTS
from milex.country import Answer
from milex.matrix import Matrix, Row
from milex.outlines import Outline
from milex.records import LawSummary
from milex.reports.findings import checklist_line, notes, version_line
from milex.reports.flow import Block, Cell, Flow, Heading, Paragraph, Run, Runs, Table, cell, text
from milex.reports.links import Links
from milex.reports.matrix_text import left_out_lines, opening, row_title
from milex.reports.text_parts import evenly, shortened
from milex.reports.words import (
    COUNTRY_VERDICT_WORDS,
    LEVEL_WORDS,
    VERDICT_SYMBOLS,
    VERDICT_WORDS,
    articles_of,
)

COLUMNS_A_TABLE = 16
_LABEL_SHARE = 0.4


def matrix_flow(matrix: Matrix, links: Links) -> Flow:
    """The matrix in the language of ``links``, on pages that lie on their side."""
    title = Message("Matrix: %(title)s", title=matrix.checklist.title[links.language])
    return Flow(title.in_language(links.language), links.language, _blocks(matrix, links), True)


def _blocks(matrix: Matrix, links: Links) -> Iterator[Block]:
    language = links.language
    checklist = checklist_line(matrix.checklist, language)
    yield Paragraph(
        text(Message("Compared with: %(checklist)s", checklist=checklist).in_language(language))
    )
    lines = list(opening(matrix, language))[1:]
    left_out = set(left_out_lines(matrix.left_out, language))
    for line in lines:
        yield Paragraph(text(line, "faint" if line in left_out else "plain"))
    if not matrix.rows:
        return
    yield Paragraph(text(" · ".join(_legend(matrix, language))), "note")
    for start, end in evenly(len(matrix.rows), COLUMNS_A_TABLE):
        yield from _grids(matrix, start, end, links)
    yield Heading(1, Message("Findings, level by level").in_language(language))
    yield _counts(matrix, language)
    yield Heading(1, Message("Where each answer stands").in_language(language))
    for place, row in enumerate(matrix.rows):
        yield Heading(2, row_title(matrix, place, language))
        for law in row.laws:
            yield Paragraph(_law(law, links), "item")
        yield from _places(matrix, row, links)
    yield Heading(1, Message("How to read this").in_language(language))
    for note in notes(matrix.by == "country", language):
        yield Paragraph(text(note), "item")


def _legend(matrix: Matrix, language: str) -> Iterator[str]:
    words = COUNTRY_VERDICT_WORDS if matrix.by == "country" else VERDICT_WORDS
    present = {cell.verdict for row in matrix.rows for cell in row.cells}
    for verdict in VERDICTS:
        if verdict in present:
            yield f"{VERDICT_SYMBOLS[verdict]} {words[verdict].in_language(language)}"
    if any(_is_disputed(cell) for row in matrix.rows for cell in row.cells):
        yield "! " + Message("one law contradicts another").in_language(language)


def _grids(matrix: Matrix, start: int, end: int, links: Links) -> Iterator[Block]:
    """A table a group of provisions, for some of the rows of the matrix as columns."""
    rows = matrix.rows[start:end]
    names = tuple(
        row.country.upper() if matrix.by == "country" else str(start + place + 1)
        for place, row in enumerate(rows)
    )
    if len(rows) < len(matrix.rows):
        yield Heading(1, f"{names[0]} – {names[-1]}")
    share = (1 - _LABEL_SHARE) / len(rows)
    widths = (_LABEL_SHARE, *(share for _ in rows))
    groups = {group.id: group.label[links.language] for group in matrix.checklist.groups}
    placed = enumerate(matrix.provisions)
    for group, of_group in groupby(placed, key=lambda each: each[1].group):
        yield Heading(2, f"{group}  {groups[group]}")
        table_rows = tuple(
            (
                cell(provision.label[links.language]),
                *(_symbol(row, place, links) for row in rows),
            )
            for place, provision in of_group
        )
        provision_title = Message("Provision").in_language(links.language)
        yield Table((provision_title, *names), widths, table_rows, dense=True)


def _symbol(row: Row, place: int, links: Links) -> Cell:
    answer = row.cells[place]
    law, outline = placed(row, answer)
    symbol = ("!" if _is_disputed(answer) else "") + VERDICT_SYMBOLS[answer.verdict]
    href = links.article(law, outline.eid) if law and outline and outline.eid else ""
    return Cell(((Run(symbol, href=href),),), answer.verdict)


def placed(row: Row, answer: Answer | Outline) -> tuple[LawSummary | None, Outline | None]:
    """The law that answers, with what it says; None where no law was searched."""
    if isinstance(answer, Outline):
        return row.laws[0], answer
    return (answer.best.law, answer.best.outline) if answer.best else (None, None)


def _is_disputed(answer: Answer | Outline) -> bool:
    return isinstance(answer, Answer) and answer.is_disputed


def _counts(matrix: Matrix, language: str) -> Table:
    """A line a row and level; no sums over levels."""
    counted = [(place, matrix.counts(row)) for place, row in enumerate(matrix.rows)]
    shown = [v for v in VERDICTS if any(c[v] for _, by in counted for c in by.values())]
    words = COUNTRY_VERDICT_WORDS if matrix.by == "country" else VERDICT_WORDS
    columns = (
        Message("Laws").in_language(language),
        Message("Level").in_language(language),
        *(f"{VERDICT_SYMBOLS[v]} {words[v].in_language(language)}" for v in shown),
    )
    share = 0.5 / max(len(shown), 1)
    rows = tuple(
        (
            cell(row_title(matrix, place, language) if not number else ""),
            cell(LEVEL_WORDS[level].in_language(language)),
            *(cell(str(counts[v]), verdict=v if counts[v] else None) for v in shown),
        )
        for place, by_level in counted
        for number, (level, counts) in enumerate(by_level.items())
    )
    return Table(columns, (0.3, 0.2, *(share for _ in shown)), rows)


def _law(law: LawSummary, links: Links) -> Runs:
    return (
        Run(law.title, "strong", links.law(law), law.language),
        Run(f" · {law.law} · {version_line(law, links.language)}"),
    )


def _places(matrix: Matrix, row: Row, links: Links) -> Iterator[Block]:
    """A table of the provisions that the row answers, with the best words of each."""
    rows = tuple(
        (
            Cell(
                (text(f"{VERDICT_SYMBOLS[answer.verdict]} {provision.label[links.language]}"),),
                answer.verdict,
            ),
            _where(row, answer, links),
        )
        for provision, answer in zip(matrix.provisions, row.cells, strict=True)
        if answer.verdict in {"full", "partial", "contrary"}
    )
    if rows:
        columns: Sequence[Message] = (Message("Provision"), Message("Where it stands"))
        titles = tuple(column.in_language(links.language) for column in columns)
        yield Table(titles, (0.4, 0.6), rows)


def _where(row: Row, answer: Answer | Outline, links: Links) -> Cell:
    law, outline = placed(row, answer)
    if law is None or outline is None:
        return cell("")
    where = Message(
        "%(law)s, %(articles)s (%(confidence)s)",
        law=law.law,
        articles=articles_of(law, outline.articles),
        confidence=f"{outline.confidence:.0%}",
    ).in_language(links.language)
    runs = [Run(where, href=links.article(law, outline.eid) if outline.eid else links.law(law))]
    if outline.quote:
        quote = shortened(outline.quote)
        runs += [Run("  «"), Run(quote, "match", language=law.language), Run("»")]
    return Cell((tuple(runs),))
