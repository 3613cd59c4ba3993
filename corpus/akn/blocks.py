"""Articles, points, lists and quotations of Akoma Ntoso as blocks of our model.

Reads both what our writer wrote and the richer markup of others: tables become rows
of text, headings of points stand before their text, inline markup other than
references and defined terms is dissolved.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from corpus.akn.canonical import canonical_marked, canonical_text
from corpus.akn.vocabulary import EMPTY, HIERARCHY, NUMBER, TABLE, TARGET, akn, name_of
from corpus.identifiers import eid_slug, normalise_number
from corpus.marks import TERM
from corpus.model import (
    Article,
    Block,
    Mark,
    MarkKind,
    Paragraph,
    ParagraphKind,
    Quotation,
)

_NOTE: Final = akn("authorialNote")
_QUOTED: Final = (akn("quotedStructure"), akn("embeddedStructure"))
_NO_TEXT: Final = frozenset({_NOTE, *_QUOTED, akn("meta")})
_LABELS: Final = frozenset({"num", "heading", "subheading"})
_PARTS: Final = frozenset({"intro", "content", "wrapUp"})
_LISTS: Final = frozenset({"blockList", "ul", "ol"})
_MARKS: Final[dict[str, tuple[MarkKind, str]]] = {
    "ref": ("ref", "href"),
    "term": ("term", "refersTo"),
    "def": ("def", "refersTo"),
}
_CELL_SEPARATOR: Final = " | "
# Inside a text, these stand apart from their neighbours although no space is written.
_SET_APART: Final = frozenset(
    {"p", "br", "eol", "li", "td", "th", "item", "num", "heading", "block"}
)


def text_of(element: etree._Element | None) -> str:
    """The words of ``element`` in canonical form, without notes and quoted structures."""
    if element is None:
        return ""
    return canonical_text("".join(_texts(element)) if len(element) else element.text or "")


def marked_text(element: etree._Element) -> tuple[str, tuple[Mark, ...]]:
    """The words of ``element`` as ``text_of`` gives them, and the marks on them."""
    if not len(element):
        return text_of(element), ()
    pieces: list[str] = []
    marks: list[Mark] = []
    _collect(element, pieces, marks, 0)
    return canonical_marked("".join(pieces), marks)


def _collect(element: etree._Element, pieces: list[str], marks: list[Mark], length: int) -> int:
    """Adds the words and marks in ``element``, its own mark aside; the length of all pieces."""

    def add(text: str | None) -> None:
        nonlocal length
        if text:
            pieces.append(text)
            length += len(text)

    add(element.text)
    for child in element:
        if child.tag not in _NO_TEXT:
            name = name_of(child)
            apart = " " if name in _SET_APART else ""
            add(apart)
            start, place = length, len(marks)
            length = _collect(child, pieces, marks, length)
            if name in _MARKS and length > start:
                kind, attribute = _MARKS[name]
                target = child.get(attribute, "")
                marks.insert(place, Mark(start, length, kind, _own_target(kind, target)))
            add(apart)
        add(child.tail)
    return length


def _own_target(kind: MarkKind, target: str) -> str:
    """``target`` of a term, whatever prefix its writer gives to terms, with ours."""
    if kind == "ref" or target.startswith(TERM):
        return target
    return TERM + eid_slug(target)


def _texts(element: etree._Element) -> Iterator[str]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag not in _NO_TEXT:
            apart = " " if name_of(child) in _SET_APART else ""
            yield apart
            yield from _texts(child)
            yield apart
        if child.tail:
            yield child.tail


def number_and_label(element: etree._Element) -> tuple[str, str]:
    """The normalised number of a unit or division, and its label as printed."""
    num = element.find(akn("num"))
    if num is None:
        return "", ""
    label = text_of(num)
    number = num.get(NUMBER)
    return normalise_number(label) if number is None else number, label


def has_own_text(element: etree._Element) -> bool:
    """Whether words stand directly in ``element``, not only in its children."""
    texts = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() for text in texts)


def as_paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """``blocks`` where the model takes paragraphs only: a quotation stands below an empty one."""
    for block in blocks:
        yield block if isinstance(block, Paragraph) else Paragraph("", children=(block,))


class BlockReader:
    """Reads blocks of a law whose unit is the element ``unit``."""

    def __init__(self, unit: str) -> None:
        self._units = (akn(unit), akn("article"))

    def article(self, element: etree._Element) -> Article:
        """A unit, with everything below it as blocks."""
        num, label = number_and_label(element)
        return Article(
            num=num,
            label=label,
            heading=text_of(element.find(akn("heading"))),
            content=tuple(self._below(element)),
            notes=tuple(self._notes(element)),
        )

    def flow(self, part: etree._Element) -> Iterator[Block]:
        """Blocks of a part without own text: preamble, conclusions, ``content``, an item."""
        for element in part:
            if name_of(element) not in _LABELS:
                yield from self._blocks(element)

    def _below(self, element: etree._Element) -> Iterator[Block]:
        """Blocks below an element of the hierarchy, label and heading aside."""
        for child in element:
            name = name_of(child)
            if name in _PARTS:
                yield from self.flow(child)
            elif name not in _LABELS:
                yield from self._blocks(child)

    def _blocks(self, element: etree._Element) -> Iterator[Block]:
        """One element as blocks, whatever it is."""
        name = name_of(element)
        if name == "p":
            yield from self._leaves(element)
        elif name in HIERARCHY:
            yield from self._hierarchy(element)
        elif name in _LISTS:
            yield from self._list(element)
        elif name == "table":
            yield from _rows(element)
        elif name in ("item", "li") or element.find(akn("num")) is not None:
            yield self._item(element)
        elif has_own_text(element) or not len(element):
            text, marks = marked_text(element)
            if text:
                yield Paragraph(text, marks=marks)
        elif element.tag not in _NO_TEXT:
            yield from self.flow(element)

    def _leaves(self, p: etree._Element) -> Iterator[Block]:
        """A ``p``: its text, and the structures that it quotes."""
        quoted = [element for element in p.iter(*_QUOTED) if _is_outermost(element, p)]
        text, marks = marked_text(p)
        if text or not quoted:
            yield Paragraph(text, kind=_kind(p), marks=marks)
        for element in quoted:
            yield self._quotation(element)

    def _hierarchy(self, element: etree._Element) -> Iterator[Block]:
        """An element of the hierarchy below the unit, as a point."""
        if element.get("name") == EMPTY and not len(element):
            return
        num = text_of(element.find(akn("num")))
        heading = text_of(element.find(akn("heading")))
        blocks = tuple(self._below(element))
        if name_of(element) in ("list", "sublist") and not num and not heading:
            if element.find(akn("intro")) is None:
                yield from blocks
                return
        elif not num and not heading and len(blocks) == 1 and isinstance(blocks[0], Quotation):
            yield blocks[0]
            return
        opens = element.find(akn("intro")) is not None or element.find(akn("content")) is not None
        yield _point(num, heading, blocks, _kind(element), opens=opens)

    def _list(self, element: etree._Element) -> Iterator[Block]:
        items = tuple(self._item(item) for item in element.iterchildren(akn("item"), akn("li")))
        introduction = element.find(akn("listIntroduction"))
        text, marks = ("", ()) if introduction is None else marked_text(introduction)
        if text:
            yield Paragraph(text, children=items, marks=marks)
        else:
            yield from items
        wrap_up = element.find(akn("listWrapUp"))
        text, marks = ("", ()) if wrap_up is None else marked_text(wrap_up)
        if text:
            yield Paragraph(text, marks=marks)

    def _item(self, item: etree._Element) -> Paragraph:
        num = text_of(item.find(akn("num")))
        heading = text_of(item.find(akn("heading")))
        if has_own_text(item):
            text, marks = marked_text(item)
            return Paragraph(text, num, marks=marks)
        return _point(num, heading, tuple(self.flow(item)), _kind(item), opens=True)

    def _quotation(self, element: etree._Element) -> Quotation:
        articles: list[Article] = []
        paragraphs: list[Paragraph] = []
        for child in element:
            self._quote(child, articles, paragraphs)
        return Quotation(tuple(articles), tuple(paragraphs), element.get(TARGET, ""))

    def _quote(
        self, element: etree._Element, articles: list[Article], paragraphs: list[Paragraph]
    ) -> None:
        """Adds a quoted element to the articles or the paragraphs of its quotation."""
        name = name_of(element)
        if element.tag in self._units:
            articles.append(self.article(element))
        elif name in _PARTS or (name in HIERARCHY and self._holds_units(element)):
            for child in element:
                self._quote(child, articles, paragraphs)
        elif name == "section":
            articles.append(self.article(element))
        else:
            paragraphs.extend(as_paragraphs(self._blocks(element)))

    def _holds_units(self, element: etree._Element) -> bool:
        return next(element.iter(*self._units), None) is not None

    def _notes(self, element: etree._Element) -> Iterator[str]:
        """Notes of this unit, not of the units that it quotes."""
        for note in element.iter(_NOTE):
            if next(note.iterancestors(*self._units, element.tag), None) is element:
                yield text_of(note)


def _point(
    num: str, heading: str, blocks: tuple[Block, ...], kind: ParagraphKind, *, opens: bool
) -> Paragraph:
    """A point whose own text is the first of ``blocks`` if it ``opens`` with a plain one."""
    first = blocks[0] if blocks and opens else None
    if heading:
        return Paragraph(heading, num, blocks, kind)
    if isinstance(first, Paragraph) and not (first.num or first.children):
        return Paragraph(first.text, num, blocks[1:], kind, first.marks)
    return Paragraph("", num, blocks, kind)


def _rows(table: etree._Element) -> Iterator[Paragraph]:
    for row in table.iter(akn("tr")):
        cells = [text_of(cell) for cell in row.iterchildren(akn("td"), akn("th"))]
        yield Paragraph(_CELL_SEPARATOR.join(cells), kind="table")


def _kind(element: etree._Element) -> ParagraphKind:
    return "table" if element.get("class") == TABLE else "text"


def _is_outermost(quoted: etree._Element, p: etree._Element) -> bool:
    """Whether no other quotation stands between ``quoted`` and ``p``."""
    for ancestor in quoted.iterancestors():
        if ancestor is p:
            return True
        if ancestor.tag in _QUOTED:
            return False
    return False
