"""The one form of a Document that XML can hold, and that writing it gives back."""

import re
import unicodedata
from dataclasses import fields, replace
from typing import Any, Final

from corpus.identifiers import assign_eids
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
from i18n.languages import language_of_alpha3

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def canonical_text(text: str) -> str:
    """``text`` in NFC, single-spaced, without what XML cannot hold (control characters)."""
    plain = _NOT_XML.sub("", text)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", plain)).strip(" ")


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
    )


def _article(article: Article) -> Article:
    return Article(
        num=canonical_text(article.num),
        label=canonical_text(article.label),
        heading=canonical_text(article.heading),
        content=_blocks(article.content),
        notes=tuple(map(canonical_text, article.notes)),
    )


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        _paragraph(block) if isinstance(block, Paragraph) else _quotation(block) for block in blocks
    )


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(map(_paragraph, paragraphs))


def _paragraph(paragraph: Paragraph) -> Paragraph:
    return Paragraph(
        text=canonical_text(paragraph.text),
        num=canonical_text(paragraph.num),
        children=_blocks(paragraph.children),
        kind=paragraph.kind,
    )


def _quotation(quotation: Quotation) -> Quotation:
    return Quotation(
        articles=tuple(map(_article, quotation.articles)),
        paragraphs=_paragraphs(quotation.paragraphs),
        target=canonical_text(quotation.target),
    )
