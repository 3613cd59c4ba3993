"""Reports as tables for spreadsheets: written as CSV or as an Excel workbook."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from milex.comparator.model import Verdict
from milex.reports.clean import neutral
from milex.reports.words import VERDICT_GROUNDS

_LONGEST_TITLE: Final = 31  # what Excel allows
_MOST_LINKS: Final = 60_000  # of a sheet; Excel repairs a file with more than 65,530
_FILLS: Final[dict[str, PatternFill]] = {
    verdict: PatternFill("solid", fgColor=ground) for verdict, ground in VERDICT_GROUNDS.items()
}


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to an address."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict's words, coloured by it."""

    text: str
    verdict: Verdict


Value = str | int | float | Linked | Judged | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters."""

    title: str
    width: int
    wraps: bool = False
    upright: bool = False  # the heading reads upwards, above narrow cells


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; its rows are made as they are written."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]] = field(repr=False)
    frozen: int = 1  # columns that stay in sight
    filtered: bool = True


def sheet_csv(sheet: Sheet) -> Iterator[str]:
    """The sheet as CSV after RFC 4180, a line at a time; a linked text is its words.

    It opens with a byte order mark, without which Excel takes accents for something else.
    """
    yield "\ufeff" + _line([column.title for column in sheet.columns])
    for row in sheet.rows:
        yield _line([_plain(value) for value in row])


def _line(values: Sequence[Any]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow([neutral(v) if isinstance(v, str) else v for v in values])
    return buffer.getvalue()


def _plain(value: Value) -> str | int | float:
    if isinstance(value, Linked | Judged):
        return value.text
    return "" if value is None else value


def workbook_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as an Excel workbook: heading rows frozen, filters, widths, wrapped text."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        _add(workbook, sheet)
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _add(workbook: Workbook, sheet: Sheet) -> None:
    page: Any = workbook.create_sheet(sheet.title[:_LONGEST_TITLE])
    page.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    for place, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(place)].width = column.width
    page.append([_heading(page, column) for column in sheet.columns])
    writers = [_CellWriter(page, column) for column in sheet.columns]
    count = 1
    for row in sheet.rows:
        page.append([write(value) for write, value in zip(writers, row, strict=True)])
        count += 1
    if sheet.filtered:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{count}"


def _heading(page: Any, column: Column) -> Any:
    cell = WriteOnlyCell(page, neutral(column.title))
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="F6F5F1")
    cell.alignment = Alignment(
        wrap_text=not column.upright,
        vertical="bottom" if column.upright else "top",
        textRotation=90 if column.upright else 0,
    )
    return cell


class _CellWriter:
    """Makes the cells of one column; each look is worked out once, which openpyxl does not."""

    def __init__(self, page: Any, column: Column) -> None:
        self._page = page
        self._alignment = Alignment(wrap_text=column.wraps, vertical="top")
        self._looks: dict[str, Any] = {}
        self._links = 0

    def __call__(self, value: Value) -> Any:
        """A cell for ``value``; None for no value."""
        if value is None:
            return None
        plain = _plain(value)
        cell: Any = WriteOnlyCell(self._page, neutral(plain) if isinstance(plain, str) else plain)
        look = "share" if isinstance(value, float) else ""
        if isinstance(value, Judged):
            look = value.verdict
        elif isinstance(value, Linked) and value.href and self._links < _MOST_LINKS:
            self._links += 1
            cell.hyperlink = value.href
            look = "link"
        if look not in self._looks:
            self._looks[look] = self._dressed(look)
        cell._style = self._looks[look]
        return cell

    def _dressed(self, look: str) -> Any:
        cell: Any = WriteOnlyCell(self._page)
        cell.alignment = self._alignment
        if look == "share":
            cell.number_format = "0%"
        elif look == "link":
            cell.font = Font(color="155A7A", underline="single")
        elif look in _FILLS:
            cell.fill = _FILLS[look]
        return cell._style
