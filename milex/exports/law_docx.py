"""A law as a Word document: real headings, a table of contents, the law's own numbers.

Numbers are text, as the law prints them: Word must never count articles anew.
"""

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from milex.exports.description import CONTENTS, NOTES, LawFile
from milex.exports.passages import Passage, passages
from milex.reports.clean import printable

_INK: Final = RGBColor(0x1D, 0x23, 0x27)
_QUIET: Final = RGBColor(0x56, 0x5D, 0x64)
_STEP: Final = Cm(0.9)  # by which points are indented
_DEEPEST_POINT: Final = 8  # steps; deeper points stand as far in
_DEEPEST: Final = 9  # heading levels of Word
_DEEPEST_IN_CONTENTS: Final = 4
# Ids of styles: python-docx makes them of the names, without blanks.
_FACTS: Final = "Facts"
_NOTE: Final = "Note"
_WORDS: Final = "Words"
_POINT: Final = "Point"
_ENTRY: Final = "Entry"
_SIZES: Final = (14, 13, 12)  # of the outermost headings; the others are as large as the text


def law_docx(law: LawFile) -> bytes:
    """The document as a file; the same law gives the same text and styles."""
    document = Document()
    _set_up(document, law)
    document.add_heading(printable(law.title), level=0)
    pages = _Pages(document.element.body.sectPr)
    for fact in law.facts():
        pages.add(_FACTS, _run(fact, law.language))
    entries = list(passages(law.document))
    _contents(pages, law, entries)
    for place, passage in enumerate(entries):
        _add(pages, law, passage, place)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


class _Pages:
    """The end of the document, to which paragraphs are added.

    python-docx's own way looks through the whole document and all styles for each of them.
    """

    def __init__(self, end: Any) -> None:
        self._end = end

    def add(self, style: str, *parts: Any) -> Any:
        """A paragraph of the style with this id, made of these elements."""
        paragraph = OxmlElement("w:p")
        named = OxmlElement("w:pStyle")
        named.set(qn("w:val"), style)
        properties = OxmlElement("w:pPr")
        properties.append(named)
        paragraph.extend((properties, *parts))
        self._end.addprevious(paragraph)
        return paragraph


def _set_up(document: Any, law: LawFile) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    properties = document.core_properties
    properties.title = printable(law.title)[:255]
    properties.language = law.locale
    properties.identifier = law.identifier[:255]
    properties.author = printable(law.document.metadata.publisher)[:255] or "MILEX"
    properties.comments = ""
    for language in document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang")):
        language.set(qn("w:val"), law.locale)
    _headings(document.styles)
    _paragraphs(document.styles)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.extend((*_field_begins("PAGE"), _run("1"), _field_ends()))


def _headings(styles: Any) -> None:
    for level in range(1, _DEEPEST + 1):
        style = styles[f"Heading {level}"]
        style.font.name, style.font.color.rgb = "Calibri", _INK
        style.font.size = Pt(_SIZES[level - 1] if level <= len(_SIZES) else 11)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.space_before = Pt(14 if level <= len(_SIZES) else 10)
        style.paragraph_format.space_after = Pt(4)
    styles["Title"].font.name, styles["Title"].font.size = "Calibri", Pt(20)
    styles["Title"].font.color.rgb = _INK


def _paragraphs(styles: Any) -> None:
    """A style for each kind of paragraph and each depth, so that none is formatted by hand."""
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Cambria", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, indent in ((_FACTS, 0.0), (_NOTE, 0.5)):
        style = _added(styles, name)
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(9), _QUIET
        style.paragraph_format.left_indent = Cm(indent)
        style.paragraph_format.space_after = Pt(2)
    for depth in range(_DEEPEST_POINT + 1):
        _added(styles, f"{_WORDS}{depth}").paragraph_format.left_indent = _STEP * depth
        point = _added(styles, f"{_POINT}{depth}").paragraph_format
        point.left_indent, point.first_line_indent = _STEP * (depth + 1), -_STEP
        point.tab_stops.add_tab_stop(_STEP * (depth + 1))
        entry = _added(styles, f"{_ENTRY}{depth}")
        entry.font.name, entry.font.size = "Calibri", Pt(9)
        entry.paragraph_format.left_indent = _STEP * depth
        entry.paragraph_format.space_after = Pt(1)


def _added(styles: Any, name: str) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    return style


def _add(pages: _Pages, law: LawFile, passage: Passage, place: int) -> None:
    if passage.kind == "heading":
        level = min(passage.level, _DEEPEST)
        start, end = _bookmark(place)
        pages.add(f"Heading{level}", start, _run(passage.line), end)
    elif passage.kind == "note":
        named = () if passage.is_further else (_run(f"{law.said(NOTES)}: ", law.language),)
        pages.add(_NOTE, *named, _run(passage.text))
    else:
        depth = min(passage.depth + passage.is_quoted, _DEEPEST_POINT)
        if passage.label and passage.text:
            pages.add(f"{_POINT}{depth}", _run(f"{passage.label}\t{passage.text}"))
        else:
            pages.add(f"{_WORDS}{depth}", _run(passage.line))


def _contents(pages: _Pages, law: LawFile, entries: list[Passage]) -> None:
    """A field that Word can bring up to date, filled with links to the headings."""
    listed = [
        (place, entry)
        for place, entry in enumerate(entries)
        if entry.kind == "heading" and entry.level <= _DEEPEST_IN_CONTENTS
    ]
    if not listed:
        return
    pages.add(_FACTS, _run(law.said(CONTENTS), law.language))
    field = f'TOC \\o "1-{_DEEPEST_IN_CONTENTS}" \\h \\z \\u'
    for number, (place, entry) in enumerate(listed):
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark_name(place))
        link.append(_run(entry.line))
        before = _field_begins(field) if number == 0 else ()
        after = (_field_ends(),) if number == len(listed) - 1 else ()
        pages.add(f"{_ENTRY}{entry.level - 1}", *before, link, *after)


def _run(words: str, language: str = "") -> Any:
    """A run of words; ``language`` where it is not the law's."""
    run = OxmlElement("w:r")
    if language:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), {"en": "en-GB", "es": "es-419"}.get(language, language))
        properties = OxmlElement("w:rPr")
        properties.append(mark)
        run.append(properties)
    run.text = printable(words)
    return run


def _field_begins(code: str) -> tuple[Any, ...]:
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = code
    said = OxmlElement("w:r")
    said.append(instruction)
    return (_field_mark("begin"), said, _field_mark("separate"))


def _field_ends() -> Any:
    return _field_mark("end")


def _field_mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run = OxmlElement("w:r")
    run.append(mark)
    return run


def _bookmark_name(place: int) -> str:
    return f"_Toc{place:06d}"


def _bookmark(place: int) -> tuple[Any, Any]:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(place))
    start.set(qn("w:name"), _bookmark_name(place))
    return start, end
