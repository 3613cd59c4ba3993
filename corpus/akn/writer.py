"""A Document as Akoma Ntoso: canonical bytes, always valid against the strict schema.

An article of plain paragraphs has ``content``; one with points has an ``intro``, its
points as ``paragraph`` and ``point`` elements, and a ``wrapUp``, for the schema
lets nothing mix ``content`` with a hierarchy. Where paragraphs stand outside the
hierarchy (preamble, conclusions, quotations) points become a ``blockList``.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

from corpus.akn.canonical import canonical
from corpus.akn.metadata import add_identification, add_meta
from corpus.akn.preamble import FORMULA, preamble_part
from corpus.akn.vocabulary import (
    DIVISION_ELEMENTS,
    EMPTY,
    NAMESPACE,
    NUMBER,
    OWN_NAMESPACE,
    TABLE,
    TARGET,
    prefixed,
)
from corpus.akn.xml_text import NO_ATTRIBUTES, XmlText
from corpus.errors import InvalidDocument
from corpus.identifiers import EidRegister, eid_slug
from corpus.marks import TERM, paragraphs_of
from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    Document,
    LawMetadata,
    Mark,
    MarkKind,
    Paragraph,
    Quotation,
)
from corpus.xml import MAX_DEPTH
from i18n.messages import Message

_ROOT: Final = {"xmlns": NAMESPACE, "xmlns:milex": OWN_NAMESPACE}
_NUMBER: Final = prefixed(NUMBER)
_TARGET: Final = prefixed(TARGET)
_POINTS: Final = {"paragraph": "para", "point": "point"}  # elements of points, in eIds
_TARGETS: Final[Mapping[MarkKind, str]] = MappingProxyType(
    {"ref": "href", "term": "refersTo", "def": "refersTo"}
)


def write(document: Document) -> bytes:
    """``document`` as UTF-8 Akoma Ntoso; equal documents give equal bytes.

    Texts are written in their canonical form (``corpus.akn.canonical``), eIds are
    assigned anew.

    Raises:
        InvalidDocument: points nest deeper than an XML file of ours may be.
    """
    xml = XmlText()
    try:
        law = canonical(document)
        with xml.element("akomaNtoso", _ROOT):
            _Writer(xml, law.metadata).add_law(law)
    except RecursionError as error:
        raise _too_deep(document) from error
    if xml.deepest > MAX_DEPTH:
        raise _too_deep(document)
    return xml.value()


def _too_deep(document: Document) -> InvalidDocument:
    return InvalidDocument(
        Message(
            "‹%(title)s› has points within points so deep that its XML would nest more than"
            " %(depth)d elements; divide its points.",
            title=document.metadata.title,
            depth=MAX_DEPTH,
        )
    )


class _Writer:
    """Writes one law: what it has to remember is its metadata and the eIds of its points."""

    def __init__(self, xml: XmlText, metadata: LawMetadata) -> None:
        self._xml = xml
        self._metadata = metadata
        self._eids = EidRegister()

    def add_law(self, law: Document) -> None:
        metadata = self._metadata
        element = "bill" if "bill" in (metadata.kind, metadata.status) else "act"
        with self._xml.element(element, {"name": metadata.kind}):
            add_meta(self._xml, metadata, _terms(law))
            self._add_preamble(law.preamble)
            self._add_body("body", law.body)
            if law.conclusions:
                with self._xml.element("conclusions"):
                    self._add_flow(law.conclusions)
            if law.attachments:
                with self._xml.element("attachments"):
                    for attachment in law.attachments:
                        self._add_attachment(attachment)

    def _add_attachment(self, attachment: Attachment) -> None:
        xml = self._xml
        with xml.element("attachment", {"eId": attachment.eid}):
            if attachment.label:
                xml.leaf("num", words=attachment.label)
            self._add_heading(attachment.heading)
            with xml.element("doc", {"name": "attachment"}):
                with xml.element("meta"):
                    add_identification(xml, self._metadata, f"!{attachment.eid}")
                self._add_preamble(attachment.preamble)
                self._add_body("mainBody", attachment.body)

    def _add_body(self, name: str, children: Sequence[Division | Article]) -> None:
        with self._xml.element(name):
            for child in children:
                self._add_child(child)
            if not children:
                self._xml.leaf("hcontainer", {"name": EMPTY})

    def _add_child(self, child: Division | Article) -> None:
        if isinstance(child, Article):
            self._add_article(child)
            return
        if child.kind in DIVISION_ELEMENTS:
            element = self._xml.element(child.kind, {"eId": child.eid})
        else:
            element = self._xml.element("hcontainer", {"eId": child.eid, "name": child.kind})
        with element:
            self._add_num(child.num, child.label)
            self._add_heading(child.heading)
            for below in child.children:
                self._add_child(below)

    def _add_article(self, article: Article) -> None:
        with self._xml.element("article", {"eId": article.eid}):
            self._add_num(article.num, article.label, article.notes)
            self._add_heading(article.heading)
            self._add_blocks("paragraph", article.eid, (), article.content)

    def _add_blocks(
        self, below: str, eid: str, own: tuple[Paragraph, ...], blocks: tuple[Block, ...]
    ) -> None:
        """Adds a hierarchy's own text and, as elements ``below``, what stands below it."""
        inner = [position for position, block in enumerate(blocks) if not _is_leaf(block)]
        if not inner:
            if leaves := (*own, *blocks):
                self._add_leaves_in("content", leaves)
            return
        first, after = inner[0], inner[-1] + 1
        if first or any(paragraph.text for paragraph in own):
            self._add_leaves_in("intro", (*own, *blocks[:first]))
        for block in blocks[first:after]:
            self._add_point(below, eid, block)
        if after < len(blocks):
            self._add_leaves_in("wrapUp", blocks[after:])

    def _add_point(self, name: str, parent_eid: str, block: Block) -> None:
        """Adds ``block`` as an element ``name``: a paragraph of an article, or a point below it."""
        num = block.num if isinstance(block, Paragraph) else ""
        eid = self._eids.free(f"{parent_eid}__{_POINTS[name]}_{eid_slug(num) or 'nn'}")
        if isinstance(block, Quotation):
            with self._xml.element(name, {"eId": eid}):
                self._add_leaves_in("content", (block,))
            return
        own = (Paragraph(block.text, marks=block.marks),) if block.text or block.children else ()
        with self._xml.element(name, {"eId": eid, **_class(block)}):
            if num:
                self._xml.leaf("num", words=num)
            self._add_blocks("point", eid, own, block.children)

    def _add_preamble(self, paragraphs: tuple[Paragraph, ...]) -> None:
        """Adds a preamble, its citations, recitals and enacting formula told apart."""
        if not paragraphs:
            return
        with self._xml.element("preamble"):
            for name, group in groupby(paragraphs, _preamble_part):
                if not name:
                    self._add_flow(group)
                    continue
                if name == FORMULA:
                    self._add_leaves_in(name, group, {"name": "enactingFormula"})
                    continue
                with self._xml.element(name):
                    for paragraph in group:
                        self._add_leaves_in(name[:-1], (paragraph,))

    def _add_flow(self, blocks: Iterable[Block]) -> None:
        """Adds blocks outside any hierarchy; neighbouring points share a list."""
        for is_leaf, group in groupby(blocks, _is_leaf):
            if is_leaf:
                self._add_leaves(group)
                continue
            with self._xml.element("blockList"):
                for block in group:
                    if isinstance(block, Paragraph):
                        self._add_item(block)

    def _add_item(self, paragraph: Paragraph) -> None:
        with self._xml.element("item", _class(paragraph)):
            if paragraph.num:
                self._xml.leaf("num", words=paragraph.num)
            self._add_leaves((Paragraph(paragraph.text, marks=paragraph.marks),))
            self._add_flow(paragraph.children)

    def _add_leaves_in(
        self, name: str, leaves: Iterable[Block], attributes: Mapping[str, str] = NO_ATTRIBUTES
    ) -> None:
        with self._xml.element(name, attributes):
            self._add_leaves(leaves)

    def _add_leaves(self, leaves: Iterable[Block]) -> None:
        for leaf in leaves:
            if isinstance(leaf, Quotation):
                with self._xml.element("p"):
                    self._add_quotation(leaf)
                continue
            with self._xml.element("p", _class(leaf)):
                self._add_text(leaf)

    def _add_quotation(self, quotation: Quotation) -> None:
        target = {_TARGET: quotation.target} if quotation.target else NO_ATTRIBUTES
        with self._xml.element("mod"), self._xml.element("quotedStructure", target):
            self._add_flow(quotation.paragraphs)
            for article in quotation.articles:
                self._add_article(article)
            if not (quotation.paragraphs or quotation.articles):
                self._xml.leaf("hcontainer", {"name": EMPTY})

    def _add_text(self, paragraph: Paragraph) -> None:
        """Adds the text of ``paragraph`` with its marks as inline elements."""
        self._add_marked(paragraph.text, 0, len(paragraph.text), paragraph.marks)

    def _add_marked(self, text: str, start: int, end: int, marks: Sequence[Mark]) -> None:
        """Adds ``text`` from ``start`` to ``end``, where ``marks`` stand."""
        position = 0
        while position < len(marks):
            mark = marks[position]
            self._xml.text(text[start : mark.start])
            after = position + 1
            while after < len(marks) and marks[after].start < mark.end:
                after += 1
            with self._xml.element(mark.kind, {_TARGETS[mark.kind]: mark.target}):
                self._add_marked(text, mark.start, mark.end, marks[position + 1 : after])
            start, position = mark.end, after
        self._xml.text(text[start:end])

    def _add_num(self, number: str, label: str, notes: tuple[str, ...] = ()) -> None:
        """Adds the label as printed, the normalised number beside it, and editorial notes."""
        if not (number or label or notes):
            return
        with self._xml.element("num", {_NUMBER: number}):
            self._xml.text(label)
            for note in notes:
                with self._xml.element("authorialNote"):
                    self._xml.leaf("p", words=note)

    def _add_heading(self, heading: str) -> None:
        if heading:
            self._xml.leaf("heading", words=heading)


def _terms(law: Document) -> dict[str, str]:
    """The terms that ``law`` marks, each with the words that it is first printed in."""
    shown: dict[str, str] = {}
    for paragraph in paragraphs_of(law):
        for mark in paragraph.marks:
            if mark.kind == "term":
                shown.setdefault(mark.target, paragraph.text[mark.start : mark.end])
    for paragraph in paragraphs_of(law):
        for mark in paragraph.marks:
            if mark.kind == "def":
                shown.setdefault(mark.target, mark.target.removeprefix(TERM))
    return shown


def _class(paragraph: Paragraph) -> Mapping[str, str]:
    return {"class": TABLE} if paragraph.kind == TABLE else NO_ATTRIBUTES


def _is_leaf(block: Block) -> bool:
    """A block that one ``p`` can hold: a quotation, or text without label and points."""
    return isinstance(block, Quotation) or not (block.num or block.children)


def _preamble_part(paragraph: Paragraph) -> str:
    return preamble_part(paragraph.text) if _is_leaf(paragraph) else ""
