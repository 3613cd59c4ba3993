"""What a Word document's styles say of layout, through the styles that they are based on."""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from corpus.docx_source import W, number, switch, value

_HEADING_NAME: Final = re.compile(r"(?i)(?:heading|título|titulo)\s+([1-9])")
_CONTENTS_NAME: Final = re.compile(r"(?i)toc\s|toc\d|tabla de contenido|índice\s")
_BODY_OUTLINE: Final = 9  # w:outlineLvl of running text
_LOWEST_HEADING: Final = 5  # 6 means a marginal note
_LONGEST_CHAIN: Final = 20


@dataclass(frozen=True, slots=True)
class Style:
    """One style with all that it takes from others; None is what no style says."""

    name: str = ""
    level: int = 0  # of a heading, from 1; 0 for running text
    list_id: str = ""  # w:numId; "0" for none on purpose
    list_level: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    centred: bool | None = None
    indent: int | None = None  # twentieths of a point

    @property
    def is_contents(self) -> bool:
        """Whether it is of the entries of a contents table."""
        return bool(_CONTENTS_NAME.match(self.name))


class Styles:
    """The styles of a document by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._resolved: dict[str, Style] = {}
        self._default = ""
        self.language = ""
        if root is None:
            return
        for element in root.findall(f"{W}style"):
            style_id = value(element, "styleId")
            self._elements[style_id] = element
            if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true"):
                self._default = style_id
        for language in root.iter(f"{W}lang"):
            self.language = value(language)[:2].lower()
            break

    def paragraph(self, style_id: str) -> Style:
        """The style of a paragraph; the default one for "" and for what is unknown."""
        return self.named(style_id if style_id in self._elements else self._default)

    def named(self, style_id: str) -> Style:
        """The style of that id; an empty one for what is unknown."""
        if style_id not in self._resolved:
            self._resolved[style_id] = self._resolve(style_id)
        return self._resolved[style_id]

    def _resolve(self, style_id: str) -> Style:
        chain: list[etree._Element] = []
        current = style_id
        while current in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[current])
            current = value(chain[-1].find(f"{W}basedOn"))
        style = Style()
        for element in reversed(chain):
            style = with_properties(
                style, element.find(f"{W}pPr"), element.find(f"{W}rPr"), _name(element)
            )
        return style


def with_properties(
    style: Style,
    paragraph: etree._Element | None,
    run: etree._Element | None,
    name: str = "",
) -> Style:
    """``style`` overruled by what properties of a paragraph and of its runs say."""
    level, list_id, list_level = style.level, style.list_id, style.list_level
    centred, indent = style.centred, style.indent
    if match := _HEADING_NAME.fullmatch(name):
        level = min(int(match[1]), _LOWEST_HEADING)
    elif name.lower() == "title":
        level = 1
    if paragraph is not None:
        outline = number(paragraph.find(f"{W}outlineLvl"), -1)
        if outline >= 0:
            level = 0 if outline >= _BODY_OUTLINE else min(outline + 1, _LOWEST_HEADING)
        numbered = paragraph.find(f"{W}numPr")
        if numbered is not None:
            list_id = value(numbered.find(f"{W}numId")) or list_id
            depth = numbered.find(f"{W}ilvl")
            list_level = list_level if depth is None else number(depth, 0)
        aligned = paragraph.find(f"{W}jc")
        centred = centred if aligned is None else value(aligned) == "center"
        margin = paragraph.find(f"{W}ind")
        indent = number(margin, indent or 0, "left") if margin is not None else indent
    return Style(
        name or style.name,
        level,
        list_id,
        list_level,
        _either(switch(run, "b"), style.bold),
        _either(switch(run, "i"), style.italic),
        _either(switch(run, "caps"), style.caps),
        centred,
        indent,
    )


def _either(own: bool | None, inherited: bool | None) -> bool | None:
    return inherited if own is None else own


def _name(element: etree._Element) -> str:
    return value(element.find(f"{W}name"))
