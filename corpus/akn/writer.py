"""A Document as Akoma Ntoso: canonical bytes, always valid against the strict schema.

An article of plain paragraphs has ``content``; one with points has an ``intro``, its
points as ``paragraph`` and ``point`` elements, and a ``wrapUp``, for the schema
lets nothing mix ``content`` with a hierarchy. Where paragraphs stand outside the
hierarchy (preamble, conclusions, quotations) points become a ``blockList``.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from lxml import etree

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
    akn,
)
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
    Paragraph,
    Quotation,
)
from corpus.xml import MAX_DEPTH, is_too_deep
from i18n.messages import Message

_PREFIXES: Final[Any] = {None: NAMESPACE, "milex": OWN_NAMESPACE}  # stubs know no default prefix


def write(document: Document) -> bytes:
    """``document`` as UTF-8 Akoma Ntoso; equal documents give equal bytes.

    Texts are written in their canonical form (``corpus.akn.canonical``), eIds are
    assigned anew.

    Raises:
        InvalidDocument: points nest deeper than an XML file of ours may be.
    """
    root = etree.Element(akn("akomaNtoso"), nsmap=_PREFIXES)
    try:
        law = canonical(document)
        _Writer(law.metadata).add_law(root, law)
    except RecursionError as error:
        raise _too_deep(document) from error
    if is_too_deep(root):
        raise _too_deep(document)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


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

    def __init__(self, metadata: LawMetadata) -> None:
        self._metadata = metadata
        self._eids = EidRegister()

    def add_law(self, root: etree._Element, law: Document) -> None:
        metadata = self._metadata
        element = "bill" if "bill" in (metadata.kind, metadata.status) else "act"
        act = etree.SubElement(root, akn(element), name=metadata.kind)
        add_meta(act, metadata, _terms(law))
        self._add_preamble(act, law.preamble)
        self._add_body(act, "body", law.body)
        self._add_flow_part(act, "conclusions", law.conclusions)
        if law.attachments:
            attachments = etree.SubElement(act, akn("attachments"))
            for attachment in law.attachments:
                self._add_attachment(attachments, attachment)

    def _add_attachment(self, parent: etree._Element, attachment: Attachment) -> None:
        element = etree.SubElement(parent, akn("attachment"), eId=attachment.eid)
        if attachment.label:
            etree.SubElement(element, akn("num")).text = attachment.label
        _add_heading(element, attachment.heading)
        doc = etree.SubElement(element, akn("doc"), name="attachment")
        meta = etree.SubElement(doc, akn("meta"))
        add_identification(meta, self._metadata, f"!{attachment.eid}")
        self._add_preamble(doc, attachment.preamble)
        self._add_body(doc, "mainBody", attachment.body)

    def _add_body(
        self, parent: etree._Element, name: str, children: Sequence[Division | Article]
    ) -> None:
        body = etree.SubElement(parent, akn(name))
        for child in children:
            self._add_child(body, child)
        if not children:
            etree.SubElement(body, akn("hcontainer"), name=EMPTY)

    def _add_child(self, parent: etree._Element, child: Division | Article) -> None:
        if isinstance(child, Article):
            self._add_article(parent, child)
            return
        if child.kind in DIVISION_ELEMENTS:
            element = etree.SubElement(parent, akn(child.kind), eId=child.eid)
        else:
            element = etree.SubElement(parent, akn("hcontainer"), eId=child.eid, name=child.kind)
        _add_num(element, child.num, child.label)
        _add_heading(element, child.heading)
        for below in child.children:
            self._add_child(element, below)

    def _add_article(self, parent: etree._Element, article: Article) -> None:
        element = etree.SubElement(parent, akn("article"), eId=article.eid)
        _add_num(element, article.num, article.label, article.notes)
        _add_heading(element, article.heading)
        self._add_blocks(element, article.eid, (), article.content)

    def _add_blocks(
        self,
        element: etree._Element,
        eid: str,
        own: tuple[Paragraph, ...],
        blocks: tuple[Block, ...],
    ) -> None:
        """Adds a hierarchy's own text and what stands below it."""
        inner = [position for position, block in enumerate(blocks) if not _is_leaf(block)]
        if not inner:
            if leaves := (*own, *blocks):
                self._add_leaves(etree.SubElement(element, akn("content")), leaves)
            return
        first, after = inner[0], inner[-1] + 1
        if first or any(paragraph.text for paragraph in own):
            intro = etree.SubElement(element, akn("intro"))
            self._add_leaves(intro, (*own, *blocks[:first]))
        for block in blocks[first:after]:
            self._add_point(element, eid, block)
        if after < len(blocks):
            self._add_leaves(etree.SubElement(element, akn("wrapUp")), blocks[after:])

    def _add_point(self, parent: etree._Element, parent_eid: str, block: Block) -> None:
        name = "paragraph" if parent.tag == akn("article") else "point"
        short = "para" if name == "paragraph" else "point"
        num = block.num if isinstance(block, Paragraph) else ""
        eid = self._eids.free(f"{parent_eid}__{short}_{eid_slug(num) or 'nn'}")
        element = etree.SubElement(parent, akn(name), eId=eid)
        if isinstance(block, Quotation):
            self._add_leaves(etree.SubElement(element, akn("content")), (block,))
            return
        if block.kind == TABLE:
            element.set("class", TABLE)
        if block.num:
            etree.SubElement(element, akn("num")).text = block.num
        own = (Paragraph(block.text, marks=block.marks),) if block.text or block.children else ()
        self._add_blocks(element, eid, own, block.children)

    def _add_preamble(self, parent: etree._Element, paragraphs: tuple[Paragraph, ...]) -> None:
        """Adds a preamble, its citations, recitals and enacting formula told apart."""
        if not paragraphs:
            return
        preamble = etree.SubElement(parent, akn("preamble"))
        for name, group in groupby(paragraphs, _preamble_part):
            if not name:
                self._add_flow(preamble, group)
                continue
            if name == FORMULA:
                formula = etree.SubElement(preamble, akn(name), name="enactingFormula")
                self._add_leaves(formula, group)
                continue
            part = etree.SubElement(preamble, akn(name))
            for paragraph in group:
                self._add_leaves(etree.SubElement(part, akn(name[:-1])), (paragraph,))

    def _add_flow_part(
        self, parent: etree._Element, name: str, paragraphs: tuple[Paragraph, ...]
    ) -> None:
        if paragraphs:
            self._add_flow(etree.SubElement(parent, akn(name)), paragraphs)

    def _add_flow(self, parent: etree._Element, blocks: Iterable[Block]) -> None:
        """Adds blocks outside any hierarchy; neighbouring points share a list."""
        for is_leaf, group in groupby(blocks, _is_leaf):
            if is_leaf:
                self._add_leaves(parent, group)
                continue
            block_list = etree.SubElement(parent, akn("blockList"))
            for block in group:
                if isinstance(block, Paragraph):
                    self._add_item(block_list, block)

    def _add_item(self, parent: etree._Element, paragraph: Paragraph) -> None:
        item = etree.SubElement(parent, akn("item"))
        if paragraph.kind == TABLE:
            item.set("class", TABLE)
        if paragraph.num:
            etree.SubElement(item, akn("num")).text = paragraph.num
        self._add_leaves(item, (Paragraph(paragraph.text, marks=paragraph.marks),))
        self._add_flow(item, paragraph.children)

    def _add_leaves(self, parent: etree._Element, leaves: Iterable[Block]) -> None:
        for leaf in leaves:
            p = etree.SubElement(parent, akn("p"))
            if isinstance(leaf, Quotation):
                self._add_quotation(p, leaf)
                continue
            _add_text(p, leaf)
            if leaf.kind == TABLE:
                p.set("class", TABLE)

    def _add_quotation(self, p: etree._Element, quotation: Quotation) -> None:
        mod = etree.SubElement(p, akn("mod"))
        quoted = etree.SubElement(mod, akn("quotedStructure"))
        if quotation.target:
            quoted.set(TARGET, quotation.target)
        self._add_flow(quoted, quotation.paragraphs)
        for article in quotation.articles:
            self._add_article(quoted, article)
        if not len(quoted):
            etree.SubElement(quoted, akn("hcontainer"), name=EMPTY)


def _add_text(p: etree._Element, paragraph: Paragraph) -> None:
    """Adds the text of ``paragraph`` with its marks as inline elements."""
    text = paragraph.text
    if not paragraph.marks:
        p.text = text
        return
    p.text = ""  # text, though empty, keeps the serialiser from indenting what follows
    open_elements = [(p, len(text))]  # outermost first, each with the offset where it ends
    done = 0
    for mark in paragraph.marks:
        done = _add_until(mark.start, open_elements, text, done)
        attribute = "href" if mark.kind == "ref" else "refersTo"
        element = etree.SubElement(open_elements[-1][0], akn(mark.kind), {attribute: mark.target})
        open_elements.append((element, mark.end))
    _add_until(len(text), open_elements, text, done)


def _add_until(
    until: int, open_elements: list[tuple[etree._Element, int]], text: str, done: int
) -> int:
    """Adds ``text`` from ``done`` to ``until``, which it returns, and closes what ends there."""
    while len(open_elements) > 1 and open_elements[-1][1] <= until:
        element, end = open_elements.pop()
        _append(element, text[done:end])
        done = end
    _append(open_elements[-1][0], text[done:until])
    return until


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


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


def _is_leaf(block: Block) -> bool:
    """A block that one ``p`` can hold: a quotation, or text without label and points."""
    return isinstance(block, Quotation) or not (block.num or block.children)


def _preamble_part(paragraph: Paragraph) -> str:
    return preamble_part(paragraph.text) if _is_leaf(paragraph) else ""


def _add_num(element: etree._Element, number: str, label: str, notes: tuple[str, ...] = ()) -> None:
    """Adds the label as printed, the normalised number beside it, and editorial notes."""
    if not (number or label or notes):
        return
    num = etree.SubElement(element, akn("num"), {NUMBER: number})
    num.text = label
    for note in notes:
        authorial = etree.SubElement(num, akn("authorialNote"))
        etree.SubElement(authorial, akn("p")).text = note


def _add_heading(element: etree._Element, heading: str) -> None:
    if heading:
        etree.SubElement(element, akn("heading")).text = heading
