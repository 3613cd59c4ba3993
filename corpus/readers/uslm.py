"""United States Legislative Markup (USLM): the United States Code, public laws and bills.

Sections become articles; subsections, paragraphs, clauses and items points, with their
headings as the points' own text. Source credits, footnotes and the editorial and
statutory notes below a section are notes of its article: they form no part of the Code.
Files of one section, of a chapter or of a whole title are read alike.

Source: Office of the Law Revision Counsel, *United States Legislative Markup: User
Guide for the USLM Schema*.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from corpus.akn.blocks import as_paragraphs
from corpus.errors import UnreadableFile
from corpus.identifiers import assign_eids, normalise_number
from corpus.model import (
    Article,
    Block,
    Division,
    DivisionKind,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
    Status,
    placed_articles,
)
from corpus.readers.markup import (
    child,
    children,
    cut_out,
    date_of,
    local_name,
    runs,
    table_rows,
    words_of,
)
from corpus.reading import Dropped, Reading
from corpus.xml import line_of, parse_xml
from i18n.messages import Message

FORMAT: Final = "uslm"

_UNITS: Final = frozenset({"section", "courtRule", "rule"})
_DIVISIONS: Final[dict[str, DivisionKind]] = {
    "title": "title",
    "subtitle": "other",
    "part": "part",
    "subpart": "other",
    "division": "division",
    "subdivision": "other",
    "chapter": "chapter",
    "subchapter": "subchapter",
    "article": "other",
    "subarticle": "other",
    "appendix": "other",
    "courtRules": "other",
    "compiledAct": "other",
    "reorganizationPlans": "other",
    "reorganizationPlan": "other",
}
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
_FOOTNOTES: Final = frozenset({"note"})
_INLINE: Final = frozenset(
    {"ref", "date", "b", "i", "em", "strong", "u", "sub", "sup", "inline", "span", "term"}
    | {"shortTitle", "quotedText", "quotedContent", "headingText", "del", "ins", "a", "entity"}
    | {"amendingAction", "organization", "person", "location", "role", "num", "bold", "italic"}
)
_PREAMBLE: Final = frozenset({"longTitle", "enactingFormula", "resolvingClause", "preamble"})
_CONCLUSIONS: Final = frozenset({"signatures", "signature"})
_HEAD_MATTER: Final = frozenset({"meta", "preface"})
_STATUSES: Final[dict[str, Status]] = {
    "repealed": "repealed",
    "terminated": "repealed",
    "expired": "repealed",
    "notYetEnacted": "bill",
}
_CODE: Final = re.compile(r"/us/usc/t(?P<title>\w+)(?P<path>(?:/[\w.–-]+)*)")
_LAW: Final = re.compile(r"/us/(?P<kind>pl|pvtl|bill)/(?P<number>[\w/]+)")
_EDGES: Final = "[]“”\"'‘’ "
_OFFICE: Final = "Office of the Law Revision Counsel, U.S. House of Representatives"
_SITE: Final = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title"
_PATH_WORDS: Final = {"s": "", "ch": "ch. ", "sch": "subch. ", "pt": "pt. ", "st": "subtit. "}
_PATH_PART: Final = re.compile(r"/(s|ch|sch|pt|st)(\d[\w.–-]*|[IVXLC]+[\w-]*|[A-Z])(?=/|$)")


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
        metadata=_metadata(root),
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
        if name in _UNITS:
            yield self._article(element)
        elif name in _DIVISIONS:
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
        if text := words_of(element, _INLINE):
            self.dropped.append(Dropped(line_of(element), text, reason))

    def _division(self, element: etree._Element) -> Division:
        label = words_of(child(element, "num"), _INLINE, _FOOTNOTES).rstrip(" —–-.")
        inside: list[Division | Article] = []
        for below in element:
            if local_name(below) not in _LABELS:
                inside.extend(self._units(below))
        return Division(
            kind=_DIVISIONS[local_name(element)],
            num=label.strip(_EDGES).rpartition(" ")[2],
            heading=words_of(child(element, "heading"), _INLINE, _FOOTNOTES),
            children=tuple(inside),
            label=label,
        )

    def _article(self, section: etree._Element) -> Article:
        return _article(section, self._points())

    def _points(self) -> "_Points":
        return _Points(self.dropped)


def _article(section: etree._Element, points: "_Points") -> Article:
    """A section as an article; one that was repealed has its bracketed heading as text."""
    label = words_of(child(section, "num"), _INLINE, _FOOTNOTES)
    heading = words_of(child(section, "heading"), _INLINE, _FOOTNOTES)
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
            yield words_of(note, _INLINE)


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
            words = words_of(element, _INLINE)
            self._dropped.append(Dropped(line_of(element), words, "contents_table"))
        elif name == "quotedContent":
            yield self._quotation(element)
        elif name not in _NOTES:
            yield from self._mixed(element)

    def _mixed(self, element: etree._Element) -> Iterator[Block]:
        """Text with what stands inside it: paragraphs, points, tables, quotations."""
        for run in runs(element, _INLINE, _NOTES, _is_block):
            if isinstance(run, str):
                yield Paragraph(run)
            else:
                yield from self.element(run)

    def _point(self, element: etree._Element) -> Paragraph:
        """A point: its heading, else the text that opens it, is its own text."""
        label = words_of(child(element, "num"), _INLINE, _FOOTNOTES)
        heading = words_of(child(element, "heading"), _INLINE, _FOOTNOTES)
        blocks = tuple(self.below(element))
        first = blocks[0] if blocks else None
        if heading:
            return Paragraph(heading, label, blocks)
        if isinstance(first, Paragraph) and not first.num and not first.children:
            return Paragraph(first.text, label, blocks[1:], first.kind)
        return Paragraph("", label, blocks)

    def _table(self, element: etree._Element) -> Iterator[Paragraph]:
        if local_name(element) == "table":
            yield from table_rows(element, _INLINE, _NOTES)
            return
        for row in element:
            cells = [words_of(cell, _INLINE, _NOTES) for cell in row]
            if text := " | ".join(cells) if len(row) else words_of(row, _INLINE, _NOTES):
                yield Paragraph(text, kind="table")

    def _quotation(self, element: etree._Element) -> Quotation:
        """Text for another law: whole sections are its articles, the rest paragraphs."""
        articles: list[Article] = []
        paragraphs: list[Paragraph] = []
        for run in runs(element, _INLINE, _NOTES, _is_structure):
            if isinstance(run, str):
                paragraphs.append(Paragraph(run))
            elif local_name(run) in _UNITS:
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
    return name in _UNITS or name in _DIVISIONS or name in _LABELS or _is_block(element)


def _holds_units(element: etree._Element) -> bool:
    return next(element.iter(*(f"{{*}}{unit}" for unit in _UNITS)), None) is not None


def _target(quoted: etree._Element) -> str:
    """The provision named last before a quotation; "" where none is marked up."""
    named = [words_of(ref, _INLINE) for ref in quoted.itersiblings("{*}ref", preceding=True)]
    return named[0] if named else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the law of the United States a file stands, by its identifier."""

    citation: str  # "18 U.S.C. 1591", "117-58"; "" where unknown
    kind: str
    source_url: str = ""


def _metadata(root: etree._Element) -> LawMetadata:
    main = child(root, "main")
    holder = root if main is None else main
    identifier = root.get("identifier") or next(
        (below.get("identifier", "") for below in holder if below.get("identifier")), ""
    )
    place = _place(identifier, root)
    date, version_date = _dates(root)
    return LawMetadata(
        title=_title(root, place),
        jurisdiction="us",
        language="en",
        kind=place.kind,
        number=place.citation,
        year=date.year if date else None,
        date=date,
        version_date=version_date,
        status=_status(root, place),
        publisher=_meta(root, "publisher") or _OFFICE,
        source_url=place.source_url,
    )


def _place(identifier: str, root: etree._Element) -> _Place:
    if code := _CODE.fullmatch(identifier):
        title, path = code["title"], code["path"]
        parts = _PATH_PART.findall(path)
        inner = f" {_PATH_WORDS[parts[-1][0]]}{parts[-1][1]}" if parts else ""
        section = f"-section{parts[-1][1]}" if parts and parts[-1][0] == "s" else ""
        return _Place(f"{title} U.S.C.{inner}", "code", f"{_SITE}{title}{section}")
    if law := _LAW.match(identifier):
        kind = {"pl": "public_law", "pvtl": "private_law", "bill": "bill"}[law["kind"]]
        return _Place(law["number"].replace("/", "-"), kind)
    number = "-".join(filter(None, (_meta(root, "congress"), _meta(root, "docNumber"))))
    is_bill = local_name(root) in ("bill", "resolution")
    return _Place(number, "bill" if is_bill else "act")


def _title(root: etree._Element, place: _Place) -> str:
    """A part of the Code by its citation and heading, any other law by its own title."""
    unit = root
    while child(unit, "heading") is None:
        inner = next(children(unit, "main", *_DIVISIONS, *_UNITS), None)
        if inner is None:
            break
        unit = inner
    heading = words_of(child(unit, "heading"), _INLINE, _FOOTNOTES).strip("[] ")
    if place.kind == "code":
        return " ".join(filter(None, (f"{place.citation}.".replace("..", "."), heading)))
    return _meta(root, "title") or heading or place.citation


def _meta(root: etree._Element, name: str) -> str:
    return words_of(child(root, "meta", name), _INLINE)


def _dates(root: etree._Element) -> tuple[datetime.date | None, datetime.date | None]:
    """The day of enactment, and the day from which this wording holds.

    A file of one section has them as the first and the last date of its source
    credit, which lists the acts that made and changed it; a file of a whole title says
    when it was made.
    """
    if local_name(root) in _UNITS:
        credit = child(root, "sourceCredit")
        listed = [] if credit is None else credit.iter("{*}date", "{*}ref")
        days = [day for item in listed if (day := date_of(_stated_day(item)))]
        return (days[0], max(days)) if days else (None, None)
    approved = child(root, "meta", "approvedDate")
    enacted = None if approved is None else date_of(approved.get("date") or approved.text)
    created = child(root, "meta", "created")
    return enacted, enacted or (None if created is None else date_of(created.text))


def _stated_day(element: etree._Element) -> str:
    """The day of a date, or of an act cited by it: ``/us/act/1952-06-27/ch477``."""
    return element.get("date") or element.get("href", "").removeprefix("/us/act/")


def _status(root: etree._Element, place: _Place) -> Status:
    if place.kind == "bill":
        return "bill"
    stated = root.get("status")
    return _STATUSES.get(stated, "unknown") if stated else "in_force"
