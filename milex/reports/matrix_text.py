"""A matrix as text, 80 columns wide: a symbol a cell, then counts level by level."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from corpus.checklists.model import Provision
from corpus.jurisdictions import jurisdiction_name
from i18n.messages import Message
from milex.comparator.model import VERDICTS, Verdict
from milex.in_force import LeftOut
from milex.matrix import Matrix, Row
from milex.reports.meanings import STATUS_NAMES
from milex.reports.text_parts import (
    COLUMNS,
    counts_lines,
    evenly,
    shortened,
    side_by_side,
    wrapped,
)
from milex.reports.words import (
    COUNTRY_VERDICT_WORDS,
    LEFT_OUT_WORDS,
    VERDICT_SYMBOLS,
    VERDICT_WORDS,
    counted_laws,
    counted_states,
)

CELL: Final = 3  # columns
CELLS_A_BLOCK: Final = 14
MOST_BLOCKS: Final = 3
_LEFT_OUT_SHOWN: Final = 12


def matrix_text(matrix: Matrix, language: str) -> str:
    """``matrix`` in ``language``.

    The rows of the matrix are columns here, up to ``CELLS_A_BLOCK`` beside one another.
    Where that would take more than ``MOST_BLOCKS`` blocks, each provision says in how many
    laws it has which verdict.
    """
    return "\n".join(line.rstrip() for line in _lines(matrix, language)) + "\n"


def _lines(matrix: Matrix, language: str) -> Iterator[str]:
    for message in opening(matrix, language):
        yield from wrapped(message)
    if not matrix.rows:
        return
    if len(matrix.rows) > CELLS_A_BLOCK * MOST_BLOCKS:
        yield from _numbers(matrix, language)
        return
    yield ""
    yield from _legend(matrix, language)
    for start, end in evenly(len(matrix.rows), CELLS_A_BLOCK):
        yield from _block(matrix, start, end, language)
    yield ""
    yield Message("Findings, level by level").in_language(language)
    words = COUNTRY_VERDICT_WORDS if matrix.by == "country" else VERDICT_WORDS
    for place, row in enumerate(matrix.rows):
        yield ""
        yield from wrapped(row_title(matrix, place, language))
        yield from counts_lines(matrix.counts(row), language, words, "  ")


def opening(matrix: Matrix, language: str) -> Iterator[str]:
    """What the matrix is, of which day, and what does not count in it: a sentence each."""
    checklist = matrix.checklist
    laws = counted_laws(sum(len(row.laws) for row in matrix.rows))
    yield Message(
        "%(title)s (%(checklist)s %(version)s)",
        title=checklist.title[language],
        checklist=checklist.id,
        version=checklist.version,
    ).in_language(language)
    if not matrix.rows:
        yield Message("No law here passes these filters.").in_language(language)
    elif matrix.by == "law" and matrix.on is None:
        yield Message("%(laws)s, each in its current version.", laws=laws).in_language(language)
    else:
        yield Message(
            "%(states)s, %(laws)s in force on %(on)s as far as the library knows.",
            states=counted_states(len({row.country for row in matrix.rows})),
            laws=laws,
            on=matrix.on,
        ).in_language(language)
    yield from left_out_lines(matrix.left_out, language)
    for failure in matrix.failures:
        yield Message(
            "%(law)s could not be compared: %(reason)s", law=failure.law.law, reason=failure.reason
        ).in_language(language)
    if matrix.rows:
        yield caution(matrix.by == "country").in_language(language)


def caution(of_states: bool) -> Message:
    """What a machine's finding is, of a State or of an instrument."""
    if of_states:
        return Message(
            "These are a program's findings in the texts named here, for a person to "
            "confirm: a State's best finding in any of its laws."
        )
    return Message(
        "These are a program's findings, each in one text, for a person to confirm: what is "
        "not found in one instrument may stand in another."
    )


def left_out_lines(left_out: Sequence[LeftOut], language: str) -> Iterator[str]:
    """Which laws do not count, a line a reason."""
    by_reason = sorted(left_out, key=lambda each: list(LEFT_OUT_WORDS).index(each.reason))
    for reason, group in groupby(by_reason, key=lambda each: each.reason):
        names = [each.law.law for each in group]
        shown = ", ".join(names[:_LEFT_OUT_SHOWN])
        yield Message(
            "%(reason)s: %(laws)s.",
            reason=LEFT_OUT_WORDS[reason],
            laws=shown if len(names) <= _LEFT_OUT_SHOWN else f"{shown}… ({len(names)})",
        ).in_language(language)


def row_title(matrix: Matrix, place: int, language: str) -> str:
    """What stands in a row: "Paraguay (PY), 9 laws", or "3  Ley… (py/ley/4788-2012)"."""
    row = matrix.rows[place]
    if matrix.by == "country":
        return Message(
            "%(country)s (%(code)s), %(laws)s",
            country=jurisdiction_name(row.country, language),
            code=row.country.upper(),
            laws=counted_laws(len(row.laws)),
        ).in_language(language)
    (law,) = row.laws
    title = f"{place + 1}  {shortened(law.title, 100)} ({law.law}, {law.version})"
    if law.status in {"repealed", "not_yet_in_force", "bill"}:
        title += f" · {STATUS_NAMES[law.status].in_language(language)}"
    return title


def _legend(matrix: Matrix, language: str) -> Iterator[str]:
    present = {cell.verdict for row in matrix.rows for cell in row.cells}
    words = COUNTRY_VERDICT_WORDS if matrix.by == "country" else VERDICT_WORDS
    meanings = [
        f"{VERDICT_SYMBOLS[verdict]} {words[verdict].in_language(language)}"
        for verdict in VERDICTS
        if verdict in present
    ]
    if any(_is_disputed(row, place) for row in matrix.rows for place in range(len(row.cells))):
        meanings.append("! " + Message("one law contradicts another").in_language(language))
    yield from side_by_side("", meanings)


def _block(matrix: Matrix, start: int, end: int, language: str) -> Iterator[str]:
    rows = matrix.rows[start:end]
    width = COLUMNS - CELL * len(rows)
    names = (
        row.country.upper() if matrix.by == "country" else str(start + place + 1)
        for place, row in enumerate(rows)
    )
    yield ""
    yield " " * width + "".join(f"{name:>{CELL}}" for name in names)
    for group, of_group in _by_group(matrix):
        yield ""
        yield from wrapped(f"{group}  {_group_label(matrix, group, language)}")
        for place, provision in of_group:
            label = shortened(provision.label[language], width - 1)
            yield f"{label:<{width}}" + "".join(_cell(row, place) for row in rows)


def _by_group(matrix: Matrix) -> Iterator[tuple[str, list[tuple[int, Provision]]]]:
    placed = enumerate(matrix.provisions)
    for group, of_group in groupby(placed, key=lambda each: each[1].group):
        yield group, list(of_group)


def _group_label(matrix: Matrix, group: str, language: str) -> str:
    return next(g.label[language] for g in matrix.checklist.groups if g.id == group)


def _cell(row: Row, place: int) -> str:
    symbol = VERDICT_SYMBOLS[row.cells[place].verdict]
    mark = "!" if _is_disputed(row, place) else ""
    return f"{mark}{symbol}".rjust(CELL)


def _is_disputed(row: Row, place: int) -> bool:
    return bool(getattr(row.cells[place], "is_disputed", False))


def _numbers(matrix: Matrix, language: str) -> Iterator[str]:
    """In how many laws each provision has each verdict that any law has."""
    counted = [
        Counter(row.cells[place].verdict for row in matrix.rows)
        for place in range(len(matrix.provisions))
    ]
    present: list[Verdict] = [v for v in VERDICTS if any(each[v] for each in counted)]
    cell = max(6, len(str(len(matrix.rows))) + 2)
    width = COLUMNS - cell * len(present)
    yield from wrapped(
        Message(
            "So many columns do not fit: here is in how many of them each provision has "
            "which verdict. Which one says what stands in the formats json, csv, xlsx, html."
        ).in_language(language)
    )
    yield ""
    yield from _legend(matrix, language)
    yield ""
    yield " " * width + "".join(f"{VERDICT_SYMBOLS[v]:>{cell}}" for v in present)
    for group, of_group in _by_group(matrix):
        yield ""
        yield from wrapped(f"{group}  {_group_label(matrix, group, language)}")
        for place, provision in of_group:
            label = shortened(provision.label[language], width - 1)
            numbers = (f"{counted[place][v] or '':>{cell}}" for v in present)
            yield f"{label:<{width}}" + "".join(numbers)
