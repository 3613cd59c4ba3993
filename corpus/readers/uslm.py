"""United States Legislative Markup (USLM): the United States Code, public laws and bills.

Sections become articles; subsections, paragraphs, clauses and items points, with their
headings as the points' own text. Source credits, footnotes and the editorial and
statutory notes below a section are notes of its article: they form no part of the Code.
Files of one section, of a chapter or of a whole title are read alike.

Source: Office of the Law Revision Counsel, *United States Legislative Markup: User
Guide for the USLM Schema*.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from corpus.akn.blocks import as_paragraphs
from corpus.errors import UnreadableFile
from corpus.identifiers import assign_eids, normalise_number
from corpus.model import (
    Article,
    Block,
    Division,
    Document,
    Paragraph,
    Quotation,
    placed_articles,
)
from corpus.readers.markup import (
    child,
    cut_out,
    local_name,
    runs,
    table_rows,
    words_of,
)
from corpus.readers.uslm_metadata import DIVISIONS, FOOTNOTES, INLINE, UNITS, metadata_of
from corpus.reading import Dropped, Reading
from corpus.xml import line_of, parse_xml
from i18n.messages import Message

FORMAT: Final = "uslm"

_POINTS: Final = frozenset(
    {"subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem"}
    | {"subsubitem", "level", "listItem"}
)
_TEXTS: Final = frozenset({"chapeau", "content", "continuation", "text", "proviso", "p"})
_BLOCKS: Final = frozenset({"p", "recital", "officialTitle", "signature"})
_TABLES: Final = frozenset({"table", "layout"})
_CONTENTS: Final = frozenset({"toc"})
_LABELS: Final = frozenset({"num", "heading", "subheading"})
_NOTES: Final = frozenset({"sourceCredit", "note", "notes"})
_PREAMBLE: Final = frozenset({"longTitle", "enactingFormula", "resolvingClause", "preamble"})
_CONCLUSIONS: Final = frozenset({"signatures", "signature"})
_HEAD_MATTER: Final = frozenset({"meta", "preface"})
_EDGES: Final = "[]“”\"'‘’ "


def read(data: bytes, name: str) -> Reading:
    """``data`` as a Reading with a Document.

    Raises:
        UnreadableFile: not safe or not well-formed XML, or without any section
            (``no_articles``).
    """
    root = parse_xml(data, name)
    law = _Law()
    law.take(root)
    document = Document(
        metadata=metadata_of(root),
        body=tuple(law.body),
        preamble=tuple(law.preamble),
        conclusions=tuple(law.conclusions),
    )
    articles = (placed.article for placed in placed_articles(document))
    if not any(article.label or article.content for article in articles):
        raise UnreadableFile(
            "no_articles",
            Message(
                "%(name)s has no section; USLM with an element ‹section› was expected.",
                name=name,
            ),
        )
    return Reading(format=FORMAT, document=assign_eids(document), dropped=tuple(law.dropped))


class _Law:
    """Collects the parts of a law while its elements are taken."""

    def __init__(self) -> None:
        self.body: list[Division | Article] = []
        self.preamble: list[Paragraph] = []
        self.conclusions: list[Paragraph] = []
        self.dropped: list[Dropped] = []

    def take(self, root: etree._Element) -> None:
        """Takes the whole file, whatever level its outermost element has."""
        for mark in list(root.iter("{*}ref")):
            if mark.get("class") == "footnoteRef":
                self._drop(mark, "footnote_mark")
                cut_out(mark)
        self.body.extend(self._units(root))

    def _units(self, element: etree._Element) -> Iterator[Division | Article]:
        """The divisions and articles that ``element`` is or holds."""
        name = local_name(element)
        if name in UNITS:
            yield self._article(element)
        elif name in DIVISIONS:
            yield self._division(element)
        elif name in _PREAMBLE:
            self.preamble.extend(as_paragraphs(self._points().element(element)))
        elif name in _CONCLUSIONS:
            self.conclusions.extend(as_paragraphs(self._points().element(element)))
        elif name in _HEAD_MATTER or name in _LABELS:
            self._drop(element, "metadata")
        elif name in _CONTENTS:
            self._drop(element, "contents_table")
        elif name in _NOTES:
            self._drop(element, "editorial_note")
        elif _holds_units(element):
            for below in element:
                yield from self._units(below)
        elif name in _TEXTS or name in _POINTS:
            self.preamble.extend(as_paragraphs(self._points().element(element)))
        else:
            self._drop(element, "other")

    def _drop(self, element: etree._Element, reason: str) -> None:
        if text := words_of(element, INLINE):
            self.dropped.append(Dropped(line_of(element), text, reason))

    def _division(self, element: etree._Element) -> Division:
        label = words_of(child(element, "num"), INLINE, FOOTNOTES).rstrip(" —–-.")
        inside: list[Division | Article] = []
        for below in element:
            if local_name(below) not in _LABELS:
                inside.extend(self._units(below))
        return Division(
            kind=DIVISIONS[local_name(element)],
            num=label.strip(_EDGES).rpartition(" ")[2],
            heading=words_of(child(element, "heading"), INLINE, FOOTNOTES),
            children=tuple(inside),
            label=label,
        )

    def _article(self, section: etree._Element) -> Article:
        return _article(section, self._points())

    def _points(self) -> "_Points":
        return _Points(self.dropped)


def _article(section: etree._Element, points: "_Points") -> Article:
    """A section as an article; one that was repealed has its bracketed heading as text."""
    label = words_of(child(section, "num"), INLINE, FOOTNOTES)
    heading = words_of(child(section, "heading"), INLINE, FOOTNOTES)
    content = tuple(points.below(section))
    if not content and heading and (section.get("status") or label.startswith("[")):
        content, heading = (Paragraph(heading),), ""
    return Article(
        num=normalise_number(label.strip(_EDGES), "en"),
        label=label,
        heading=heading.removesuffix("."),
        content=content,
        notes=tuple(_notes(section)),
    )


def _notes(section: etree._Element) -> Iterator[str]:
    """Source credit, footnotes and notes of a section, one text each, in document order."""
    for note in section.iter("{*}sourceCredit", "{*}note"):
        if next(note.iterancestors("{*}note"), None) is None:
            yield words_of(note, INLINE)


class _Points:
    """Reads what stands in a section; adds contents tables to ``dropped``."""

    def __init__(self, dropped: list[Dropped]) -> None:
        self._dropped = dropped

    def below(self, element: etree._Element) -> Iterator[Block]:
        """Blocks below ``element``, label and heading aside, in document order."""
        for part in element:
            if local_name(part) not in _LABELS:
                yield from self.element(part)

    def element(self, element: etree._Element) -> Iterator[Block]:
        """One element as blocks, whatever it is."""
        name = local_name(element)
        if name in _POINTS:
            yield self._point(element)
        elif name in _TABLES:
            yield from self._table(element)
        elif name in _CONTENTS:
            words = words_of(element, INLINE)
            self._dropped.append(Dropped(line_of(element), words, "contents_table"))
        elif name == "quotedContent":
            yield self._quotation(element)
        elif name not in _NOTES:
            yield from self._mixed(element)

    def _mixed(self, element: etree._Element) -> Iterator[Block]:
        """Text with what stands inside it: paragraphs, points, tables, quotations."""
        for run in runs(element, INLINE, _NOTES, _is_block):
            if isinstance(run, str):
                yield Paragraph(run)
            else:
                yield from self.element(run)

    def _point(self, element: etree._Element) -> Paragraph:
        """A point: its heading, else the text that opens it, is its own text."""
        label = words_of(child(element, "num"), INLINE, FOOTNOTES)
        heading = words_of(child(element, "heading"), INLINE, FOOTNOTES)
        blocks = tuple(self.below(element))
        first = blocks[0] if blocks else None
        if heading:
            return Paragraph(heading, label, blocks)
        if isinstance(first, Paragraph) and not first.num and not first.children:
            return Paragraph(first.text, label, blocks[1:], first.kind)
        return Paragraph("", label, blocks)

    def _table(self, element: etree._Element) -> Iterator[Paragraph]:
        if local_name(element) == "table":
            yield from table_rows(element, INLINE, _NOTES)
            return
        for row in element:
            cells = [words_of(cell, INLINE, _NOTES) for cell in row]
            if text := " | ".join(cells) if len(row) else words_of(row, INLINE, _NOTES):
                yield Paragraph(text, kind="table")

    def _quotation(self, element: etree._Element) -> Quotation:
        """Text for another law: whole sections are its articles, the rest paragraphs."""
        articles: list[Article] = []
        paragraphs: list[Paragraph] = []
        for run in runs(element, INLINE, _NOTES, _is_structure):
            if isinstance(run, str):
                paragraphs.append(Paragraph(run))
            elif local_name(run) in UNITS:
                articles.append(_article(run, _Points(self._dropped)))
            elif _holds_units(run):
                inner = self._quotation(run)
                articles.extend(inner.articles)
                paragraphs.extend(inner.paragraphs)
            else:
                paragraphs.extend(as_paragraphs(self.element(run)))
        return Quotation(tuple(articles), tuple(paragraphs), _target(element))


def _is_block(element: etree._Element) -> bool:
    name = local_name(element)
    if name == "quotedContent":
        return any(_is_structure(below) for below in element)
    return name in _BLOCKS or name in _POINTS or name in _TABLES or name in _CONTENTS


def _is_structure(element: etree._Element) -> bool:
    name = local_name(element)
    return name in UNITS or name in DIVISIONS or name in _LABELS or _is_block(element)


def _holds_units(element: etree._Element) -> bool:
    return next(element.iter(*(f"{{*}}{unit}" for unit in UNITS)), None) is not None


def _target(quoted: etree._Element) -> str:
    """The provision named last before a quotation; "" where none is marked up."""
    named = [words_of(ref, INLINE) for ref in quoted.itersiblings("{*}ref", preceding=True)]
    return named[0] if named else ""
