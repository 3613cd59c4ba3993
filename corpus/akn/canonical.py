"""The one form of a Document that XML can hold, and that writing it gives back."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from operator import is_
from typing import Any, Final

from corpus.identifiers import assign_eids
from corpus.marks import arranged
from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    Document,
    LawMetadata,
    Mark,
    Paragraph,
    Quotation,
)
from i18n.languages import language_of_alpha3

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_LETTERS: Final = "[!-~¡-¬®-ÿ–—‘’“”…]"  # in NFC, and in any XML
_CANONICAL: Final = re.compile(f"(?:{_LETTERS}+(?: {_LETTERS}+)*)?")  # what nearly all texts are
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def canonical_text(text: str) -> str:
    """``text`` in NFC, single-spaced, without what XML cannot hold (control characters)."""
    if _CANONICAL.fullmatch(text):
        return text
    plain = _NOT_XML.sub("", text)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", plain)).strip(" ")


def canonical_marked(text: str, marks: Iterable[Mark]) -> tuple[str, tuple[Mark, ...]]:
    """``text`` in canonical form, and those of ``marks`` that can stand on it, moved along."""
    wanted = canonical_text(text)
    marks = tuple(marks)
    if not marks:
        return wanted, ()
    if wanted != text:
        moved = _moved(text, wanted, sorted({edge for m in marks for edge in (m.start, m.end)}))
        marks = tuple(
            replace(mark, start=moved[mark.start], end=moved[mark.end])
            for mark in marks
            if mark.start in moved and mark.end in moved
        )
    return wanted, arranged(wanted, marks)


def _moved(text: str, wanted: str, edges: Sequence[int]) -> dict[int, int]:
    """Where each of ``edges`` of ``text`` stands in ``wanted``, its canonical form.

    Empty when an edge parts what canonical form joins, such as a letter and its accent.
    """
    moved: dict[int, int] = {}
    done = ""
    pieces: list[str] = []
    length = 0
    for start, end in pairwise((0, *edges, len(text))):
        piece = unicodedata.normalize("NFC", _BLANKS.sub(" ", _NOT_XML.sub("", text[start:end])))
        if done in ("", " "):  # the last character so far
            piece = piece.removeprefix(" ")
        pieces.append(piece)
        length += len(piece)
        done = piece[-1:] or done
        moved[end] = min(length, len(wanted))
    moved[0] = 0
    return moved if "".join(pieces).rstrip(" ") == wanted else {}


def canonical(document: Document) -> Document:
    """``document`` with canonical texts and its eIds assigned.

    A Document that keeps to the model (NFC, single spaces, no control characters)
    only has its eIds assigned. Applying it twice changes nothing.
    """
    return assign_eids(
        Document(
            metadata=_metadata(document.metadata),
            body=_children(document.body),
            preamble=_paragraphs(document.preamble),
            conclusions=_paragraphs(document.conclusions),
            attachments=tuple(_attachment(attachment) for attachment in document.attachments),
        )
    )


def _metadata(metadata: LawMetadata) -> LawMetadata:
    texts: dict[str, Any] = {
        field.name: canonical_text(value)
        for field in fields(metadata)
        if isinstance(value := getattr(metadata, field.name), str)
    }
    language = language_of_alpha3(texts["language"])
    if language is not None:
        texts["language"] = language.code
    return replace(metadata, **texts, topics=tuple(map(canonical_text, metadata.topics)))


def _attachment(attachment: Attachment) -> Attachment:
    return Attachment(
        label=canonical_text(attachment.label),
        heading=canonical_text(attachment.heading),
        preamble=_paragraphs(attachment.preamble),
        body=_children(attachment.body),
    )


def _children(children: tuple[Division | Article, ...]) -> tuple[Division | Article, ...]:
    return tuple(
        _article(child) if isinstance(child, Article) else _division(child) for child in children
    )


def _division(division: Division) -> Division:
    return Division(
        kind=division.kind,
        num=canonical_text(division.num),
        heading=canonical_text(division.heading),
        children=_children(division.children),
        label=canonical_text(division.label),
        eid=division.eid,
    )


def _article(article: Article) -> Article:
    return Article(
        num=canonical_text(article.num),
        label=canonical_text(article.label),
        heading=canonical_text(article.heading),
        content=_blocks(article.content),
        eid=article.eid,
        notes=tuple(map(canonical_text, article.notes)),
    )


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    written = tuple(
        _paragraph(block) if isinstance(block, Paragraph) else _quotation(block) for block in blocks
    )
    return blocks if all(map(is_, blocks, written)) else written


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(map(_paragraph, paragraphs))


def _paragraph(paragraph: Paragraph) -> Paragraph:
    text, marks = canonical_marked(paragraph.text, paragraph.marks)
    num, children = canonical_text(paragraph.num), _blocks(paragraph.children)
    same = (text, num, marks) == (paragraph.text, paragraph.num, paragraph.marks)
    if same and children is paragraph.children:
        return paragraph
    return Paragraph(text=text, num=num, children=children, kind=paragraph.kind, marks=marks)


def _quotation(quotation: Quotation) -> Quotation:
    return Quotation(
        articles=tuple(map(_article, quotation.articles)),
        paragraphs=_paragraphs(quotation.paragraphs),
        target=canonical_text(quotation.target),
    )
