"""A flow as a Word document: real styles and headings, heading rows that repeat, links."""

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from milex.reports.clean import printable
from milex.reports.flow import Cell, Flow, Heading, Paragraph, Run, Runs, Table
from milex.reports.words import VERDICT_GROUNDS

_LANGUAGES: Final = {"en": "en-GB", "es": "es-419"}
_STYLES: Final = {"text": "Normal", "note": "Quote", "item": "List Bullet"}
_QUIET: Final = RGBColor(0x56, 0x5D, 0x64)
_LINK: Final = RGBColor(0x15, 0x5A, 0x7A)
_REMOVED: Final = RGBColor(0x8A, 0x1C, 0x3C)
_ADDED: Final = RGBColor(0x17, 0x60, 0x3F)


def flow_docx(flow: Flow) -> bytes:
    """The document as a file; the same flow gives the same text, styles and links."""
    document = Document()
    _set_up(document, flow)
    document.add_heading(printable(flow.title), level=0)
    for block in flow.blocks:
        match block:
            case Heading(level, text):
                document.add_heading(printable(text), level=level)
            case Paragraph(runs, kind):
                _fill(document.add_paragraph(style=_STYLES[kind]), runs)
            case Table():
                _add_table(document, block)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Any, flow: Flow) -> None:
    """A4, the language of the text, and plain styles: calm on screen and on paper."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if flow.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    document.core_properties.title = printable(flow.title)
    document.core_properties.language = _LANGUAGES[flow.language]
    document.core_properties.author = "MILEX"
    document.core_properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    # python-docx's template says en-US in the defaults of every style.
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGES[flow.language])
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = RGBColor(0x1D, 0x23, 0x27)
        document.styles[name].font.name = "Calibri"
    document.styles["Title"].font.size = Pt(18)


def _add_table(document: Any, table: Table) -> None:
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    widths = [int(width * share) for share in table.widths]
    added = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    added.autofit = False
    for place, name in enumerate(table.columns):
        _fill(added.rows[0].cells[place].paragraphs[0], (Run(name, "strong"),))
    _repeat(added.rows[0])
    for column, each in zip(added.columns, widths, strict=True):
        column.width = each
    for row in table.rows:
        _add_row(added, row, widths, dense=table.dense)
    for cell, each in zip(added.rows[0].cells, widths, strict=True):
        cell.width = each
    document.add_paragraph()


def _add_row(table: Any, row: tuple[Cell, ...], widths: list[int], *, dense: bool) -> None:
    # Word's own cells property walks the whole table at each row.
    added = table.add_row()
    properties = added._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    for inside, cell, width in zip(added._tr.tc_lst, row, widths, strict=True):
        inside.width = width
        if cell.verdict is not None and cell.verdict in VERDICT_GROUNDS:
            shading = OxmlElement("w:shd")
            shading.set(qn("w:val"), "clear")
            shading.set(qn("w:fill"), VERDICT_GROUNDS[cell.verdict])
            inside.get_or_add_tcPr().append(shading)
        first = inside.p_lst[0]
        for place, runs in enumerate(cell.paragraphs):
            paragraph = WordParagraph(first if place == 0 else inside.add_p(), table)
            paragraph.paragraph_format.space_after = Pt(0 if dense else 2)
            _fill(paragraph, runs)


def _repeat(row: Any) -> None:
    """The row stands again at the top of every page."""
    header = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(header)


def _fill(paragraph: WordParagraph, runs: Runs) -> None:
    for run in runs:
        words = printable(run.text)
        if not words:
            continue
        added = paragraph.add_run(words)
        _dress(added, run)
        if run.href:
            added.font.color.rgb, added.font.underline = _LINK, True
            _link(paragraph, added, run.href)


def _dress(added: Any, run: Run) -> None:
    match run.style:
        case "strong":
            added.bold = True
        case "faint":
            added.font.color.rgb = _QUIET
            added.font.size = Pt(9)
        case "match":
            added.font.highlight_color = WD_COLOR_INDEX.YELLOW
        case "removed":
            added.font.strike = True
            added.font.color.rgb = _REMOVED
        case "added":
            added.font.underline = True
            added.font.color.rgb = _ADDED
        case "plain":
            pass
    if run.language:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), _LANGUAGES.get(run.language, run.language))
        added._r.get_or_add_rPr().append(language)


def _link(paragraph: WordParagraph, added: Any, href: str) -> None:
    """The run inside a hyperlink; an address that stands twice has one relationship."""
    relation = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    added._r.addprevious(link)
    link.append(added._r)
