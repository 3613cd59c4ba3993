"""Consolidated acts and regulations as Justice Canada publishes them in XML.

Sections become articles, their first marginal notes headings; subsections, paragraphs,
clauses and definitions become points, with later marginal notes as lines before the
point at which they stand. Historical notes and footnotes are notes of the article: they
form no part of the enactment (Interpretation Act, R.S.C. 1985, c. I-21, section 14).
Schedules, related provisions and amendments not in force become attachments.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from corpus.akn.blocks import as_paragraphs
from corpus.errors import UnreadableFile
from corpus.identifiers import assign_eids, normalise_number
from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    DivisionKind,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
    Status,
)
from corpus.readers.markup import words_of
from corpus.reading import Dropped, Reading
from corpus.xml import line_of, parse_xml
from i18n.messages import Message

FORMAT: Final = "justice_canada"

_KINDS: Final = {"Statute": "act", "Regulation": "regulation"}
_LIMS: Final = "{http://justice.gc.ca/lims}"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_REVISION_YEAR: Final = 1985  # consolidated numbers are those of the Revised Statutes of 1985
_POINTS: Final = frozenset(
    {"Subsection", "Paragraph", "Subparagraph", "Clause", "Subclause", "Subsubclause"}
    | {"Definition", "Item", "Provision"}
)
_NOTES: Final = frozenset({"HistoricalNote", "Footnote"})
_DIVISIONS: Final[dict[str, DivisionKind]] = {
    "PART": "part",
    "DIVISION": "division",
    "CHAPTER": "chapter",
    "TITLE": "title",
}
_INLINE: Final = frozenset(
    {"XRefExternal", "XRefInternal", "DefinedTermEn", "DefinedTermFr", "DefinitionRef"}
    | {"Emphasis", "Language", "Sup", "Sub", "Ins", "Del", "FootnoteRef", "Fraction"}
)
_STATUSES: Final[dict[str | None, Status]] = {"yes": "in_force", "no": "not_yet_in_force"}


def read(data: bytes, name: str) -> Reading:
    """``data`` as a Reading with a Document.

    Raises:
        UnreadableFile: not safe or not well-formed XML, another kind of XML
            (``unsupported_format``), or without any section (``no_articles``).
    """
    root = parse_xml(data, name)
    if root.tag not in _KINDS:
        raise UnreadableFile(
            "unsupported_format",
            Message(
                "%(name)s is not an act or regulation in Justice Canada's XML: the outermost"
                " element ‹Statute› or ‹Regulation› was expected, ‹%(found)s› was found.",
                name=name,
                found=root.tag,
            ),
        )
    body = root.find("Body")
    if body is None or body.find(".//Section") is None:
        raise UnreadableFile(
            "no_articles",
            Message("%(name)s has no section; a ‹Body› with sections was expected.", name=name),
        )
    document = Document(
        metadata=_metadata(root),
        body=_divided(body),
        preamble=tuple(_preamble(root)),
        attachments=tuple(_attachment(schedule) for schedule in root.iterchildren("Schedule")),
    )
    return Reading(
        format=FORMAT,
        document=assign_eids(document),
        dropped=tuple(_dropped(root)),
    )


def _metadata(root: etree._Element) -> LawMetadata:
    short, long = _text(root, "Identification/ShortTitle"), _text(root, "Identification/LongTitle")
    number, year = _number(root)
    return LawMetadata(
        title=short or long,
        jurisdiction="ca",
        language=root.get(_LANGUAGE, "en"),
        kind=_KINDS[str(root.tag)],
        number=number,
        year=year,
        version_date=_version_date(root),
        status=_STATUSES.get(root.get("in-force"), "unknown"),
        publisher="Department of Justice Canada",
    )


def _number(root: etree._Element) -> tuple[str, int | None]:
    """Number and year as cited: C-29 of 1985, 27 of 2001, SOR/2002-227."""
    if consolidated := _text(root, "Identification/Chapter/ConsolidatedNumber"):
        return consolidated, _REVISION_YEAR
    annual = "Identification/Chapter/AnnualStatuteId"
    year = _text(root, f"{annual}/YYYY")
    number = _text(root, f"{annual}/AnnualStatuteNumber")
    instrument = _text(root, "Identification/InstrumentNumber")
    return number or instrument, int(year) if year.isdecimal() else None


def _version_date(root: etree._Element) -> datetime.date | None:
    """The day from which this wording holds, else the day of the consolidation."""
    try:
        return datetime.date.fromisoformat(root.get(f"{_LIMS}pit-date", ""))
    except ValueError:
        pass
    stage = "Identification/BillHistory/Stages[@stage='consolidation']/Date"
    parts = [_text(root, f"{stage}/{part}") for part in ("YYYY", "MM", "DD")]
    try:
        return datetime.date(*map(int, parts))
    except ValueError:
        return None


def _preamble(root: etree._Element) -> Iterator[Paragraph]:
    """The long title, where a short one is the title, and what stands before the body."""
    long = _text(root, "Identification/LongTitle")
    if long and _text(root, "Identification/ShortTitle"):
        yield Paragraph(long)
    for introduction in root.iterchildren("Introduction", "Order", "Preamble", "Enacts"):
        yield from as_paragraphs(_Points().below(introduction))


def _dropped(root: etree._Element) -> Iterator[Dropped]:
    """What is no words of the law: running head, list of amendments, notes of schedules."""
    for path, reason in (
        ("Identification/RunningHead", "running_head"),
        ("Schedule/HistoricalNote", "amendment_note"),
        ("RecentAmendments", "amendment_note"),
    ):
        for element in root.iterfind(path):
            yield Dropped(line_of(element), _words(element), reason)


@dataclass(slots=True)
class _OpenDivision:
    level: int
    division: Division
    children: list[Division | Article]


def _divided(parent: etree._Element) -> tuple[Division | Article, ...]:
    """Sections below ``parent`` under the headings that precede them, nested by level."""
    top: list[Division | Article] = []
    open_divisions: list[_OpenDivision] = []

    def close(level: int) -> None:
        while open_divisions and open_divisions[-1].level >= level:
            closed = open_divisions.pop()
            into = open_divisions[-1].children if open_divisions else top
            into.append(replace(closed.division, children=tuple(closed.children)))

    for element in parent:
        if element.tag == "Heading":
            level = int(element.get("level", "1"))
            close(level)
            open_divisions.append(_OpenDivision(level, _division(element), []))
        elif element.tag in ("Section", "RelatedOrNotInForce", "BillPiece"):
            inner = (_article(element),) if element.tag == "Section" else _divided(element)
            (open_divisions[-1].children if open_divisions else top).extend(inner)
    close(0)
    return tuple(top)


def _division(heading: etree._Element) -> Division:
    label = _text(heading, "Label")
    word, _, number = label.partition(" ")
    return Division(
        kind=_DIVISIONS.get(word.upper(), "other") if label else "crossheading",
        num=number,
        heading=_text(heading, "TitleText"),
        label=label,
    )


def _article(section: etree._Element) -> Article:
    label = _text(section, "Label")
    first = section.find("MarginalNote")
    if first is None:
        first = section.find("Subsection/MarginalNote")
    points = _Points(heading=first)
    content = tuple(points.below(section))
    return Article(
        num=normalise_number(label, "en"),
        label=label,
        heading="" if first is None else _words(first),
        content=content,
        notes=tuple(points.notes),
    )


def _attachment(schedule: etree._Element) -> Attachment:
    """A schedule; one without sections keeps its words as a preamble."""
    title = schedule.find("ScheduleFormHeading")
    body = _divided(schedule)
    return Attachment(
        label=_text(title, "Label") or ("" if title is None else _text(title, "TitleText")),
        heading=_text(title, "TitleText") if _text(title, "Label") else "",
        preamble=tuple(_schedule_words(schedule, has_sections=bool(body))),
        body=body,
    )


def _schedule_words(schedule: etree._Element, *, has_sections: bool) -> Iterator[Paragraph]:
    origin = _text(schedule, "ScheduleFormHeading/OriginatingRef")
    if origin:
        yield Paragraph(origin)
    if not has_sections:
        yield from as_paragraphs(_Points().below(schedule))


class _Points:
    """Reads what stands in a section; remembers the notes that it meets there."""

    def __init__(self, heading: etree._Element | None = None) -> None:
        self._heading = heading  # the marginal note that is the section's heading
        self.notes: list[str] = []

    def below(self, element: etree._Element) -> Iterator[Block]:
        """Blocks below ``element``, label aside, in document order."""
        for child in element:
            tag = str(child.tag)
            if tag in ("Label", "MarginalNote", "ScheduleFormHeading"):
                continue
            if tag in _NOTES:
                self.notes.append(_words(child))
            elif tag in _POINTS:
                yield from self._point(child)
            elif tag in ("AmendedText", "QuotedText", "ReadAsText"):
                yield self._quotation(child)
            elif child.find("Text") is not None or child.find("Provision") is not None:
                yield from self.below(child)
            elif words := _words(child):
                yield Paragraph(words)

    def _point(self, element: etree._Element) -> Iterator[Paragraph]:
        """A point, after the marginal note that stands at it unless the section took that."""
        note = element.find("MarginalNote")
        if note is not None and note is not self._heading:
            yield Paragraph(_words(note))
        label = _text(element, "Label")
        blocks = tuple(self.below(element))
        text = element.find("Text")
        own = blocks[0] if text is not None and blocks else None
        if isinstance(own, Paragraph) and not (own.num or own.children):
            yield Paragraph(own.text, label, blocks[1:])
        else:
            yield Paragraph("", label, blocks)

    def _quotation(self, amended: etree._Element) -> Quotation:
        """Text for another law: whole sections are its articles, the rest paragraphs."""
        articles = tuple(_article(section) for section in amended.iterchildren("Section"))
        paragraphs: list[Paragraph] = []
        for child in amended:
            if child.tag == "SectionPiece":
                paragraphs.extend(as_paragraphs(self.below(child)))
            elif child.tag in _POINTS:
                paragraphs.extend(self._point(child))
            elif child.tag != "Section" and (words := _words(child)):
                paragraphs.append(Paragraph(words))
        return Quotation(articles, tuple(paragraphs))


def _text(element: etree._Element | None, path: str) -> str:
    """The words of the first element at ``path`` below ``element``; "" when there is none."""
    found = None if element is None else element.find(path)
    return "" if found is None else _words(found)


def _words(element: etree._Element) -> str:
    return words_of(element, _INLINE)
