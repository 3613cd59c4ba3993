"""Reports in the formats that a file holds: web page, Word document, workbook, table."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from milex.cli.desk import Desk
from milex.cli.writing import write, write_binary
from milex.reports.flow import Flow
from milex.reports.flow_docx import flow_docx
from milex.reports.flow_html import flow_html
from milex.reports.links import Links
from milex.reports.sheets import Sheet, sheet_csv, workbook_xlsx

FLOWING: Final = ("text", "json", "html", "docx")
EVERY: Final = (*FLOWING, "xlsx", "csv")


def links(desk: Desk) -> Links:
    """Addresses on the site that the settings name, in the reader's language."""
    return Links(desk.settings.site_url, desk.language)


def write_flow(make: Callable[[Links], Flow], wanted: str, desk: Desk, output: Path | None) -> None:
    """What ``make`` makes, as ``html`` or ``docx``."""
    flow = make(links(desk))
    if wanted == "html":
        write(flow_html(flow), output)
    else:
        write_binary(flow_docx(flow), output)


def write_sheets(
    make: Callable[[Links], Iterable[Sheet]],
    table: Callable[[Links], Sheet],
    wanted: str,
    desk: Desk,
    output: Path | None,
) -> None:
    """The sheets of ``make`` as ``xlsx``, or ``table`` alone as ``csv``."""
    if wanted == "csv":
        write(sheet_csv(table(links(desk))), output)
    else:
        write_binary(workbook_xlsx(make(links(desk))), output)
