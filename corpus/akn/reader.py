"""Akoma Ntoso as a Document: exactly what our writer wrote, or the best of what others did.

Of a foreign document the unit of the law (article, section, rule…) is the most usual
one that it has; containers become divisions, every other text below the body becomes
an article without a number, and each such place is a Problem.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lxml import etree

from corpus.akn.blocks import BlockReader, as_paragraphs, number_and_label, text_of
from corpus.akn.metadata import read_metadata
from corpus.akn.vocabulary import (
    DIVISION_KINDS,
    EMPTY,
    HIERARCHY,
    LAW,
    NAMESPACE,
    UNITS,
    akn,
    name_of,
)
from corpus.errors import InvalidDocument
from corpus.identifiers import assign_eids
from corpus.model import Article, Attachment, Division, DivisionKind, Document, Paragraph
from corpus.problems import Problem
from corpus.xml import line_of, parse_xml
from i18n.messages import Message

_LAWS: Final = ("act", "bill", "doc", "statement", "documentCollection")
_OLDER_NAMESPACES: Final = (
    "http://docs.oasis-open.org/legaldocml/ns/akn/",
    "http://www.akomantoso.org/",
)


def read(xml: bytes, name: str = "akn.xml") -> Document:
    """The Document that ``xml`` holds, eIds assigned: the inverse of ``corpus.akn.write``.

    Raises:
        UnreadableFile: ``xml`` is not well-formed or not safe.
        InvalidDocument: it is not Akoma Ntoso of a law.
    """
    return read_leniently(xml, name)[0]


def read_leniently(xml: bytes, name: str) -> tuple[Document, tuple[Problem, ...]]:
    """The Document in ``xml``, whoever wrote it, and what had to be guessed.

    Raises:
        UnreadableFile: ``xml`` is not well-formed or not safe.
        InvalidDocument: it is not Akoma Ntoso of a law.
    """
    return read_tree(parse_xml(xml, name), name)


def read_tree(root: etree._Element, name: str) -> tuple[Document, tuple[Problem, ...]]:
    """The Document in the tree of ``root`` and what had to be guessed.

    A tree in a namespace of an older Akoma Ntoso is rewritten to 3.0 in place.

    Raises:
        InvalidDocument: it is not Akoma Ntoso of a law.
    """
    _adopt_older_namespace(root)
    law = next((child for child in root if name_of(child) in _LAWS), None)
    if name_of(root) != "akomaNtoso" or law is None:
        raise InvalidDocument(
            Message(
                "%(name)s is not Akoma Ntoso of a law: an ‹akomaNtoso› element with an act, a"
                " bill or a doc was expected. Check that it is the law's own file.",
                name=name,
            )
        )
    reader = _Reader(_unit_of(law), name)
    document = Document(
        metadata=read_metadata(law),
        body=reader.body(_first(law, "body", "mainBody")),
        preamble=reader.flow(_first(law, "preface"), _first(law, "preamble")),
        conclusions=reader.flow(_first(law, "conclusions")),
        attachments=tuple(reader.attachments(law)),
    )
    return assign_eids(document), tuple(reader.problems)


class _Reader:
    """Reads one law; what it has to remember is the unit, and the problems met."""

    def __init__(self, unit: str, name: str) -> None:
        self._unit = unit
        self._name = name
        self._blocks = BlockReader(unit)
        self.problems: list[Problem] = []

    def body(self, body: etree._Element | None) -> tuple[Division | Article, ...]:
        return () if body is None else tuple(self._children(body))

    def flow(self, *parts: etree._Element | None) -> tuple[Paragraph, ...]:
        """Paragraphs of the parts that stand outside body and hierarchy."""
        return tuple(
            paragraph
            for part in parts
            if part is not None
            for paragraph in as_paragraphs(self._blocks.flow(part))
        )

    def attachments(self, law: etree._Element) -> Iterator[Attachment]:
        """Annexes of the law, whether attached to it or listed as components."""
        for container in law.iterchildren(akn("attachments"), akn("components")):
            for element in container:
                doc = next(
                    (child for child in element if child.find(akn("meta")) is not None), None
                )
                yield self._attachment(element, element if doc is None else doc)

    def _attachment(self, element: etree._Element, doc: etree._Element) -> Attachment:
        main = _first(doc, "mainBody", "body")
        loose = main if main is not None and not _has_hierarchy(main) else None
        return Attachment(
            label=text_of(element.find(akn("num"))),
            heading=text_of(element.find(akn("heading"))),
            preamble=self.flow(_first(doc, "preface"), _first(doc, "preamble"), loose),
            body=() if loose is not None else self.body(main),
        )

    def _children(self, parent: etree._Element) -> Iterator[Division | Article]:
        """Divisions and articles below ``parent``; a cross-heading gathers what follows it."""
        heading: Division | None = None
        gathered: list[Division | Article] = []
        for element in parent:
            if name_of(element) == "crossHeading":
                yield from _closed(heading, gathered)
                heading, gathered = Division("crossheading", heading=text_of(element)), []
            else:
                gathered.extend(self._child(element))
        yield from _closed(heading, gathered)

    def _child(self, element: etree._Element) -> Iterator[Division | Article]:
        name = name_of(element)
        if name in ("num", "heading", "subheading") or _is_placeholder(element):
            return
        if name == self._unit:
            yield self._blocks.article(element)
        elif name in HIERARCHY and (_holds(element, self._unit) or not _holds(element, "p")):
            yield self._division(element)
        elif text_of(element):
            yield self._loose(element)

    def _division(self, element: etree._Element) -> Division:
        num, label = number_and_label(element)
        return Division(
            kind=_division_kind(element),
            num=num,
            heading=text_of(element.find(akn("heading"))),
            children=tuple(self._children(element)),
            label=label,
        )

    def _loose(self, element: etree._Element) -> Article:
        """Text that stands in no unit, as an article of its own."""
        article = self._blocks.article(element)
        line = line_of(element)
        self.problems.append(
            Problem(
                code="text_outside_articles",
                message=Message(
                    "%(name)s line %(line)d: the element ‹%(element)s› holds text but no"
                    " ‹%(unit)s›; it was kept as an article of its own. Check its number.",
                    name=self._name,
                    line=line,
                    element=name_of(element) or str(element.tag),
                    unit=self._unit,
                ),
                line=line,
                confidence=0.7,
            )
        )
        return article


def _closed(
    heading: Division | None, gathered: list[Division | Article]
) -> Iterator[Division | Article]:
    if heading is None:
        yield from gathered
    else:
        yield replace(heading, children=tuple(gathered))


def _adopt_older_namespace(root: etree._Element) -> None:
    namespace = etree.QName(root).namespace or ""
    if namespace == NAMESPACE or not namespace.startswith(_OLDER_NAMESPACES):
        return
    for element in root.iter(f"{{{namespace}}}*"):
        element.tag = akn(etree.QName(element).localname)


def _unit_of(law: etree._Element) -> str:
    """The name of the element that is the law's unit; our own documents use articles."""
    if law.find(f"{akn('meta')}/{akn('proprietary')}/{LAW}") is not None:
        return UNITS[0]
    return next((unit for unit in UNITS if _holds(law, unit)), UNITS[0])


def _holds(element: etree._Element, name: str) -> bool:
    """Whether ``name`` stands below ``element``, quotations and metadata aside."""
    for found in element.iter(akn(name)):
        if next(found.iterancestors(akn("quotedStructure"), akn("meta")), None) is None:
            return True
    return False


def _has_hierarchy(main: etree._Element) -> bool:
    return any(name_of(child) in HIERARCHY for child in main)


def _division_kind(element: etree._Element) -> DivisionKind:
    name = name_of(element)
    if name == "hcontainer":
        name = element.get("name", "")
    return DIVISION_KINDS.get(name, "other")


def _is_placeholder(element: etree._Element) -> bool:
    return element.get("name") == EMPTY and not len(element)


def _first(element: etree._Element, *names: str) -> etree._Element | None:
    return next(iter(element.iterchildren(*map(akn, names))), None)
