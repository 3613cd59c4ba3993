"""Crown Legislation Markup Language: Acts and instruments of legislation.gov.uk.

Sections, regulations, rules and articles (``P1``) become articles with the titles of
their groups as headings, what stands below them points, Parts and cross-headings
divisions, Schedules attachments with series of their own. Annotations and footnotes
that a provision refers to are notes of its article; all others are reported as dropped.
Text that is no longer or not yet in force is kept, with a Problem.

Source: The National Archives, *Crown Legislation Markup Language: Reference Guide*.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from corpus.akn.blocks import as_paragraphs
from corpus.errors import UnreadableFile
from corpus.identifiers import assign_eids, normalise_number
from corpus.model import Article, Attachment, Block, Division, DivisionKind, Document, Paragraph
from corpus.problems import Problem
from corpus.readers.clml_metadata import is_welsh, metadata_of, state_of
from corpus.readers.clml_points import INLINE, NOTE_MARKS, Points, label_of, title_of
from corpus.readers.markup import child, children, local_name, words_of
from corpus.readers.stated import not_in_force
from corpus.reading import Dropped, Reading
from corpus.xml import line_of, parse_xml
from i18n.messages import Message

FORMAT: Final = "clml"

_KINDS: Final = ("Primary", "Secondary", "EURetained")
_DIVISIONS: Final[dict[str, DivisionKind]] = {
    "Group": "other",
    "Part": "part",
    "Chapter": "chapter",
    "Pblock": "crossheading",
    "PsubBlock": "crossheading",
    "EUPart": "part",
    "EUTitle": "title",
    "EUChapter": "chapter",
    "EUSection": "section",
    "EUSubsection": "subsection",
}
_PRELIMS: Final = ("PrimaryPrelims", "SecondaryPrelims", "EUPrelims")
_BODIES: Final = ("Body", "EUBody")
_STATED: Final = frozenset({"Title", "Number", "SubjectInformation"})  # of prelims: metadata
_LABELS: Final = frozenset({"Number", "Title", "Reference", "TitleBlock"})
_SIGNED: Final = frozenset({"SignedSection"})
_DROPPED: Final[dict[str, str]] = {
    "Metadata": "metadata",
    "Contents": "contents_table",
    "ExplanatoryNotes": "explanatory_note",
    "EarlierOrders": "explanatory_note",
    "Commentaries": "amendment_note",
    "Footnotes": "amendment_note",
    "MarginNotes": "amendment_note",
}
_ARTICLE_LABEL: Final = re.compile(r"(?i)(?:article|rule|section)\s+\w+")


def read(data: bytes, name: str) -> Reading:
    """``data`` as a Reading with a Document.

    Raises:
        UnreadableFile: not safe or not well-formed XML, or without any provision
            (``no_articles``).
    """
    root = parse_xml(data, name)
    law = next(children(root, *_KINDS), None)
    body = None if law is None else next(children(law, *_BODIES), None)
    if law is None or body is None or not _holds_provisions(body):
        raise UnreadableFile(
            "no_articles",
            Message(
                "%(name)s has no numbered provision; legislation.gov.uk XML with a ‹Body› of"
                " sections, regulations or articles was expected.",
                name=name,
            ),
        )
    if is_welsh(root):
        raise UnreadableFile(
            "unsupported_format",
            Message(
                "%(name)s is the Welsh version of a law; MILEX reads English and Spanish: import"
                " the English version of legislation.gov.uk.",
                name=name,
            ),
        )
    found = _Law(root)
    document = Document(
        metadata=metadata_of(root),
        body=tuple(found.units(body)),
        preamble=tuple(found.preamble(law)),
        conclusions=tuple(found.conclusions(law)),
        attachments=tuple(found.attachments(law)),
    )
    return Reading(
        format=FORMAT,
        document=assign_eids(document),
        problems=tuple(found.problems),
        dropped=tuple(found.dropped(root)),
    )


class _Law:
    """Reads the parts of a law; remembers the annotations that its articles took."""

    def __init__(self, root: etree._Element) -> None:
        self._notes = dict(_annotations(root))
        self._taken: set[str] = set()
        self._extent = root.get("RestrictExtent", "")
        self.problems: list[Problem] = []

    def units(self, parent: etree._Element) -> Iterator[Division | Article]:
        """Divisions and articles below ``parent``; text of no provision as one without number."""
        loose: list[etree._Element] = []
        for element in parent:
            name = local_name(element)
            if name in _LABELS or name in _SIGNED or name in _DROPPED or name in NOTE_MARKS:
                continue
            if not _is_unit(element):
                loose.append(element)
                continue
            yield from self._loose(loose)
            loose = []
            if name in _DIVISIONS and not _is_article(element):
                yield self._division(element)
            elif name in ("P1", *_DIVISIONS):
                yield self._article(element, title_of(element) if name != "P1" else "")
            elif name == "P1group":
                yield from self._group(element)
            else:
                yield from self.units(element)
        yield from self._loose(loose)

    def _group(self, group: etree._Element) -> Iterator[Article]:
        """The provisions under one title."""
        title = title_of(group)
        provisions = list(children(group, "P1"))
        for provision in provisions:
            yield self._article(provision, title, group)
        if not provisions:
            yield from self._loose([group])

    def _loose(self, elements: list[etree._Element]) -> Iterator[Article]:
        """Text that stands in no numbered provision, as one article without a number."""
        points = Points()
        content = tuple(block for element in elements for block in _text(element, points))
        if content:
            notes = tuple(self._notes_of(elements))
            yield Article("", "", content=content, notes=notes)

    def _division(self, element: etree._Element) -> Division:
        label = label_of(element)
        return Division(
            kind=_DIVISIONS[local_name(element)],
            num=label.rpartition(" ")[2],
            heading=title_of(element),
            children=tuple(self.units(element)),
            label=label,
        )

    def _article(
        self, element: etree._Element, title: str, group: etree._Element | None = None
    ) -> Article:
        label = label_of(element)
        holder = element if group is None else group
        titles = [] if group is None else list(children(group, "Title"))
        if state := state_of(element) or state_of(holder):
            found = not_in_force(label, line_of(element), yet=state == "prospective")
            self.problems.append(found)
        return Article(
            num=normalise_number(label, "en"),
            label=label,
            heading=title,
            content=tuple(Points().provision(element)),
            notes=(*self._notes_of([element, *titles]), *self._extents(element, holder)),
        )

    def _extents(self, element: etree._Element, holder: etree._Element) -> Iterator[str]:
        """Where the provision holds, when that is not where the whole law holds."""
        extent = element.get("RestrictExtent") or holder.get("RestrictExtent")
        if extent and extent != self._extent:
            yield extent

    def _notes_of(self, elements: list[etree._Element]) -> Iterator[str]:
        """The annotations and footnotes that ``elements`` refer to, each once, in order."""
        for element in elements:
            for below in element.iter():
                for attribute in ("CommentaryRef", "Ref"):
                    key = below.get(attribute, "")
                    is_mark = attribute != "Ref" or local_name(below) in NOTE_MARKS
                    if is_mark and key in self._notes and key not in self._taken:
                        self._taken.add(key)
                        yield self._notes[key]

    def preamble(self, law: etree._Element) -> Iterator[Paragraph]:
        """Long title, dates, recitals and enacting words."""
        for prelims in children(law, *_PRELIMS):
            for element in prelims:
                if local_name(element) not in _STATED:
                    yield from as_paragraphs(_text(element, Points()))

    def conclusions(self, law: etree._Element) -> Iterator[Paragraph]:
        """Signatures, wherever they stand."""
        for signed in law.iter(*(f"{{*}}{name}" for name in _SIGNED)):
            yield from as_paragraphs(_text(signed, Points()))

    def attachments(self, law: etree._Element) -> Iterator[Attachment]:
        """Schedules and annexes; one without numbered provisions keeps its words as preamble."""
        for schedules in children(law, "Schedules", "Attachments"):
            for schedule in children(schedules, "Schedule", "Attachment", "AbridgedSchedule"):
                yield self._attachment(schedule)

    def _attachment(self, schedule: etree._Element) -> Attachment:
        body = child(schedule, "ScheduleBody")
        holder = schedule if body is None else body
        reference = words_of(child(schedule, "Reference"), INLINE, NOTE_MARKS)
        preamble = [Paragraph(reference)] if reference else []
        units: tuple[Division | Article, ...] = ()
        if _holds_provisions(holder):
            units = tuple(self.units(holder))
        else:
            points = Points()
            parts = (element for element in holder if local_name(element) not in _LABELS)
            preamble += as_paragraphs(block for part in parts for block in _text(part, points))
        label, title = label_of(schedule), title_of(schedule)
        return Attachment(
            label=label or title,
            heading=title if label else "",
            preamble=tuple(preamble),
            body=units,
        )

    def dropped(self, root: etree._Element) -> Iterator[Dropped]:
        """What is no words of the law, and annotations that no article took."""
        for element in root.iter(*(f"{{*}}{name}" for name in _DROPPED)):
            reason = _DROPPED[local_name(element)]
            if reason != "amendment_note":
                yield Dropped(line_of(element), words_of(element, INLINE), reason)
        for prelims in root.iter(*(f"{{*}}{name}" for name in _PRELIMS)):
            for element in children(prelims, *_STATED):
                yield Dropped(line_of(element), words_of(element, INLINE), "metadata")
        for schedules in root.iter("{*}Schedules"):
            for title in children(schedules, "Title"):
                yield Dropped(line_of(title), words_of(title, INLINE), "heading")
        for key, note in self._notes.items():
            if key not in self._taken:
                yield Dropped(None, note, "amendment_note")


def _annotations(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Annotations and footnotes of the file, by their ids."""
    for note in root.iter("{*}Commentary", "{*}Footnote", "{*}MarginNote"):
        if key := note.get("id"):
            yield key, words_of(note, INLINE)


def _text(element: etree._Element, points: Points) -> Iterator[Block]:
    """``element`` as blocks, titles of its parts as lines of their own."""
    label, title = label_of(element), title_of(element)
    if line := " ".join(filter(None, (label, title))):
        yield Paragraph(line)
    if local_name(element) in _DIVISIONS or local_name(element) == "P1group":
        for below in element:
            if local_name(below) not in _LABELS:
                yield from _text(below, points)
    else:
        yield from points.element(element)


def _is_unit(element: etree._Element) -> bool:
    """Whether ``element`` is a provision, a division, or holds one."""
    name = local_name(element)
    if name == "P1group":
        return True
    return name in _DIVISIONS or _holds_provisions(element)


def _is_article(element: etree._Element) -> bool:
    """Whether a division is in truth an article, as those of a treaty in a Schedule are."""
    number = label_of(element)
    return (
        bool(_ARTICLE_LABEL.fullmatch(number))
        and next(element.iter("{*}P1group", "{*}Pblock"), None) is None
    )


def _holds_provisions(holder: etree._Element) -> bool:
    """Whether ``holder`` has provisions of its own, not only quoted ones."""
    for element in holder.iter("{*}P1", *(f"{{*}}{name}" for name in _DIVISIONS)):
        own = next(element.iterancestors("{*}BlockAmendment"), None) is None
        if own and (local_name(element) == "P1" or _is_article(element)):
            return True
    return False
