"""Reports as files to keep: the formats of the command line, in the reader's language."""

import json
from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Response

from milex.reports.flow import Flow
from milex.reports.flow_docx import flow_docx
from milex.reports.flow_html import flow_html
from milex.reports.links import Links
from milex.reports.sheets import Sheet, sheet_csv, workbook_xlsx
from web.language import interface_language
from web.workspace import workspace

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
# media type by form, in the order in which pages offer them
FORMS: Final = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
}
FORM_STEP: Final = f"/<any({','.join(FORMS)}):form>"


def links() -> Links:
    """Addresses on the site that the settings name, in the language of this request."""
    return Links(workspace().settings.site_url, interface_language())


def flow_file(form: str, name: str, flow: Flow) -> Response:
    """``flow`` as a Word document or a page of its own."""
    if form == "docx":
        return _file(form, name, flow_docx(flow))
    return text_file(form, name, flow_html(flow))


def sheets_file(
    form: str, name: str, sheets: Callable[[], Iterable[Sheet]], table: Callable[[], Sheet]
) -> Response:
    """``sheets`` as an Excel workbook, or ``table`` alone as CSV."""
    if form == "csv":
        return text_file(form, name, sheet_csv(table()))
    return _file(form, name, workbook_xlsx(sheets()))


def text_file(form: str, name: str, pieces: Iterable[str]) -> Response:
    """Text in pieces as a file."""
    return _file(form, name, "".join(pieces).encode("utf-8"))


def json_file(name: str, value: Any) -> Response:
    """``value`` as a JSON file."""
    return text_file("json", name, [json.dumps(value, ensure_ascii=False, indent=2), "\n"])


def _file(form: str, name: str, data: bytes) -> Response:
    answer = Response(data, content_type=FORMS[form])
    answer.headers.set("Content-Disposition", "attachment", filename=f"{name}.{form}")
    return answer
