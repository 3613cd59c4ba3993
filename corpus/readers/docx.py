"""Word documents (.docx) as lines: with automatic numbers, headings, bold and tables.

Tracked insertions count and deletions do not, as if all changes were accepted.
Footnotes, headers, footers, comments, text boxes and contents tables are dropped.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from lxml import etree

from corpus.docx_source import Package, W, local, switch, value
from corpus.lines import Line
from corpus.readers.docx_numbering import Label, Numbering
from corpus.readers.docx_styles import Style, Styles, with_properties
from corpus.readers.plain import clean_characters, damage
from corpus.readers.runs import Run, line_of_runs
from corpus.readers.tables import row_lines
from corpus.reading import Dropped, Reading
from i18n.languages import KNOWN_LANGUAGES

_DELETED: Final = frozenset({"del", "moveFrom"})
_PASSED_OVER: Final = frozenset(
    {"pPr", "rPr", "instrText", "delText", "sdtPr", "sdtEndPr", "Fallback", "proofErr"}
)
_TWIPS_OF_COLUMN: Final = 120  # of an indent, a letter's width
_LONGEST_HEADING: Final = 300  # characters; longer paragraphs are text, whatever their style
_SHARED_PARTS: Final = (
    ("word/header", "running_head"),
    ("word/footer", "running_head"),
    ("word/comments.xml", "comment"),
)
_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class _Break:
    """The end of a line inside a paragraph."""


def read(data: bytes, name: str) -> Reading:
    """The lines of a Word document; its line numbers count paragraphs and rows.

    Raises:
        UnreadableFile: damaged, encrypted, with macros, or unpacking beyond the limits.
    """
    package = Package(data, name)
    document = package.document()
    styles = Styles(package.part("word/styles.xml"))
    language = styles.language if styles.language in KNOWN_LANGUAGES else "es"
    numbering = Numbering(package.part("word/numbering.xml"), language)
    reader = _Reader(styles, numbering, _notes(package))
    body = document.find(f"{W}body")
    lines = list(reader.blocks(body)) if body is not None else []
    return Reading(
        "docx",
        tuple(lines),
        stated=MappingProxyType(_stated(package, lines)),
        problems=damage("\n".join(line.text for line in lines)),
        dropped=(*reader.dropped, *_shared(package)),
    )


class _Reader:
    """One pass over the body."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[str, str]) -> None:
        self.dropped: list[Dropped] = []
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._number = 0

    def blocks(self, container: etree._Element) -> Iterator[Line]:
        """The lines of paragraphs and tables in ``container``, with blank ones between."""
        for element in container:
            kind = local(element)
            if kind == "p":
                yield from self._paragraph(element)
            elif kind == "tbl":
                yield from self._table(element)
            elif kind == "sdt":
                yield from self._content_control(element)
            elif kind not in _PASSED_OVER and kind not in _DELETED:
                yield from self.blocks(element)

    def _content_control(self, element: etree._Element) -> Iterator[Line]:
        gallery = next(element.iter(f"{W}docPartGallery"), None)
        if "contents" in value(gallery).lower():
            self._drop(_text(element), "contents_table")
            return
        content = element.find(f"{W}sdtContent")
        if content is not None:
            yield from self.blocks(content)

    def _table(self, table: etree._Element) -> Iterator[Line]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl"), None) is not table:
                continue
            cells = [list(self.blocks(cell)) for cell in row.findall(f"{W}tc")]
            lines = row_lines(cells)
            yield from lines
            if lines and lines[-1].text:
                yield Line(self._number, "")

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Line]:
        self._number += 1
        properties = paragraph.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        style_id = value(named)
        style = with_properties(self._styles.paragraph(style_id), properties, None)
        parts = list(self._parts(paragraph, style))
        written = "".join(part.text for part in parts if isinstance(part, Run)).strip()
        if style.is_contents:
            self._drop(written, "contents_table")
            return
        if not written and mark is not None and mark.find(f"{W}del") is not None:
            return
        label = self._label(style, style_id)
        if label is not None and written:
            bold = with_properties(style, None, mark).bold
            own = bool(bold) if label.bold is None else label.bold
            parts.insert(0, Run(label.text, own, italic=False))
        yield from self._lines(parts, style)

    def _label(self, style: Style, style_id: str) -> Label | None:
        if not style.list_id or style.list_id == "0":
            return None
        level = style.list_level
        if level is None:
            level = self._numbering.level_of_style(style.list_id, style_id) or 0
        return self._numbering.label(style.list_id, level)

    def _lines(self, parts: list[Run | _Break], style: Style) -> Iterator[Line]:
        indent = min(60, (style.indent or 0) // _TWIPS_OF_COLUMN)
        runs: list[Run] = []
        found = False
        for part in [*parts, _Break()]:
            if isinstance(part, Run):
                runs.append(part)
                continue
            line = line_of_runs(
                self._number, runs, style.level, indent, centred=bool(style.centred)
            )
            runs = []
            if line.text:
                found = True
                yield line if len(line.text) < _LONGEST_HEADING else replace(line, heading_level=0)
        if found:
            yield Line(self._number, "")

    def _parts(self, element: etree._Element, style: Style) -> Iterator[Run | _Break]:
        """Runs and line breaks inside a paragraph, or inside what wraps some of its runs."""
        for child in element:
            kind = local(child)
            if kind in _DELETED:
                self._drop(_text(child, deleted=True), "deleted")
            elif kind == "r":
                yield from self._run(child, style)
            elif kind not in _PASSED_OVER:
                yield from self._parts(child, style)

    def _run(self, run: etree._Element, paragraph: Style) -> Iterator[Run | _Break]:
        properties = run.find(f"{W}rPr")
        if switch(properties, "vanish") or switch(properties, "strike"):
            self._drop(_text(run), "hidden" if switch(properties, "vanish") else "struck_out")
            return
        style = paragraph
        if properties is not None:
            named = self._styles.named(value(properties.find(f"{W}rStyle")))
            style = replace(
                paragraph,
                bold=paragraph.bold if named.bold is None else named.bold,
                italic=paragraph.italic if named.italic is None else named.italic,
            )
            style = with_properties(style, None, properties)
        for child in run:
            yield from self._in_run(child, style)

    def _in_run(self, child: etree._Element, style: Style) -> Iterator[Run | _Break]:
        kind = local(child)
        text = ""
        if kind == "t":
            text = child.text or ""
        elif kind in ("tab", "ptab"):
            text = " "
        elif kind == "noBreakHyphen":
            text = "-"
        elif kind == "cr" or (kind == "br" and value(child, "type") in ("", "textWrapping")):
            yield _Break()
        elif kind in ("footnoteReference", "endnoteReference"):
            self._drop(self._notes.get(f"{kind[:-9]} {value(child, 'id')}", ""), "footnote")
        elif kind in ("drawing", "pict", "object", "AlternateContent"):
            self._drop(_boxes(child), "text_box")
        if text:
            shown = text.upper() if style.caps else text
            yield Run(clean_characters(shown), bool(style.bold), bool(style.italic))

    def _drop(self, text: str, reason: str) -> None:
        if text.strip():
            self.dropped.append(Dropped(self._number, " ".join(text.split()), reason))


def _text(element: etree._Element, *, deleted: bool = False) -> str:
    """The words of ``element``, paragraphs parted by blanks; of deleted text if so asked."""
    texts: list[str] = []
    for each in element.iter():
        kind = local(each)
        if kind == "t" or (deleted and kind == "delText"):
            texts.append(each.text or "")
        elif kind in ("p", "tab", "br"):
            texts.append(" ")
    return clean_characters("".join(texts))


def _boxes(element: etree._Element) -> str:
    """The text of the boxes in a drawing, its fallback left out."""
    boxes = [
        box
        for box in element.iter(f"{W}txbxContent")
        if not any(local(each) == "Fallback" for each in box.iterancestors())
    ]
    return " ".join(_text(box) for box in boxes)


def _notes(package: Package) -> dict[str, str]:
    """Texts of notes by "footnote 2" or "endnote 2"."""
    found: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        root = package.part(f"word/{kind}s.xml")
        for note in root if root is not None else ():
            if value(note, "type") in ("", "normal"):
                found[f"{kind} {value(note, 'id')}"] = _text(note)
    return found


def _shared(package: Package) -> Iterator[Dropped]:
    """What headers, footers and comments say, each once."""
    said: set[str] = set()
    for prefix, reason in _SHARED_PARTS:
        for part in package.names(prefix):
            root = package.part(part) if part.endswith(".xml") else None
            text = "" if root is None else " ".join(_text(root).split())
            if text and text not in said:
                said.add(text)
                yield Dropped(None, text, reason)


def _stated(package: Package, lines: list[Line]) -> dict[str, str]:
    """The title among the document's properties, if its first lines bear it out."""
    core = package.part("docProps/core.xml")
    title = " ".join(((core.findtext(_TITLE) if core is not None else "") or "").split())
    opening = " ".join(line.text for line in lines[:60]).casefold()
    return {"title": title} if len(title.split()) > 2 and title.casefold() in opening else {}
