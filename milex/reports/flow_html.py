"""A flow as one HTML page that needs nothing else: styles inside, no scripts, fit to print."""

from collections.abc import Iterator
from html import escape
from importlib.resources import files
from typing import Final

from milex.reports.flow import Cell, Flow, Heading, Paragraph, Run, Runs, Table

_TAGS: Final = {
    "plain": "",
    "strong": "strong",
    "faint": "small",
    "match": "mark",
    "removed": "del",
    "added": "ins",
}
_PARAGRAPHS: Final = {"text": "<p>{}</p>", "note": '<p class="note">{}</p>', "item": "<li>{}</li>"}


def flow_html(flow: Flow) -> Iterator[str]:
    """The page in pieces, in UTF-8; every text is escaped."""
    style = files(__package__).joinpath("report.css").read_text(encoding="utf-8")
    title = escape(flow.title)
    yield (
        f'<!doctype html>\n<html lang="{escape(flow.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{title}</h1>\n"
    )
    listing = False
    for block in flow.blocks:
        is_item = isinstance(block, Paragraph) and block.kind == "item"
        if is_item != listing:
            yield "<ul>\n" if is_item else "</ul>\n"
            listing = is_item
        match block:
            case Heading(level, text):
                yield f"<h{level + 1}>{escape(text)}</h{level + 1}>\n"
            case Paragraph(runs, kind):
                yield _PARAGRAPHS[kind].format(_runs(runs)) + "\n"
            case Table():
                yield from _table(block)
    yield ("</ul>\n" if listing else "") + "</main>\n</body>\n</html>\n"


def _table(table: Table) -> Iterator[str]:
    kind = ' class="dense"' if table.dense else ""
    yield f'<div class="wide"><table{kind}>\n<colgroup>'
    yield "".join(f'<col style="width:{share * 100:.1f}%">' for share in table.widths)
    yield "</colgroup>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        cells = "".join(_cell(cell, name) for cell, name in zip(row, table.columns, strict=True))
        yield f"<tr>{cells}</tr>\n"
    yield "</tbody>\n</table></div>\n"


def _cell(cell: Cell, column: str) -> str:
    kind = f' class="{cell.verdict}"' if cell.verdict else ""
    inside = "".join(f"<p>{_runs(runs)}</p>" for runs in cell.paragraphs)
    return f'<td{kind} data-column="{escape(column)}">{inside}</td>'


def _runs(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br>")
    if run.href:
        words = f'<a href="{escape(run.href)}">{words}</a>'
    tag = _TAGS[run.style]
    language = f' lang="{escape(run.language)}"' if run.language else ""
    if not tag:
        return f"<span{language}>{words}</span>" if language else words
    return f"<{tag}{language}>{words}</{tag}>"
