"""A document as the database keeps it: its XML, its article rows and its fingerprints.

Knows documents and Akoma Ntoso; runs no SQL.
"""

import datetime
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import akn
from corpus.article_names import common_word, names_of_articles
from corpus.identifiers import law_id, version_of
from corpus.model import (
    Attachment,
    Division,
    Document,
    LawMetadata,
    Paragraph,
    PlacedArticle,
    placed_articles,
)
from milex.records import ReadingAccount


@dataclass(frozen=True, slots=True)
class ProjectedArticle:
    """An article as a row, but for its version's key and its position."""

    eid: str
    num: str
    name: str  # what the law calls it, with its number
    heading: str
    text: str
    path: tuple[str, ...]  # annex and division headings, outermost first


@dataclass(frozen=True, slots=True)
class Projection:
    """All that the database keeps of one document."""

    law: str
    base: str  # the version's name before it is made unique among the law's versions
    day: datetime.date | None
    metadata: LawMetadata
    xml: bytes
    articles: tuple[ProjectedArticle, ...]
    text_sha256: str  # of words and structure, without metadata
    source_name: str
    source_format: str
    source_sha256: str
    account: ReadingAccount | None  # of the reading that gave the document; None if unknown

    @property
    def article_word(self) -> str:
        """What most of the articles are called: ``Artículo``, ``Section``."""
        return common_word((article.name for article in self.articles), self.metadata)

    @property
    def xml_sha256(self) -> str:
        """The fingerprint of the canonical XML."""
        return sha256(self.xml)


def project(
    document: Document,
    *,
    source_name: str,
    source_format: str,
    source_sha256: str,
    account: ReadingAccount | None = None,
) -> Projection:
    """``document`` as the database keeps it: exactly what its XML holds, eIds assigned.

    Raises:
        InvalidDocument: points nest deeper than XML may.
    """
    document = akn.canonical(document)
    metadata = document.metadata
    placed = tuple(placed_articles(document))
    return Projection(
        law=law_id(metadata),
        base=version_of(metadata),
        day=metadata.version_date or metadata.date,
        metadata=metadata,
        xml=akn.write(document),
        articles=article_rows(document),
        text_sha256=_text_sha256(document, placed),
        source_name=source_name,
        source_format=source_format,
        source_sha256=source_sha256,
        account=account,
    )


def article_rows(document: Document) -> tuple[ProjectedArticle, ...]:
    """The articles of ``document`` as rows, in document order, attached series last."""
    return tuple(_projected(place, name) for place, name in names_of_articles(document))


def sha256(data: bytes) -> str:
    """The fingerprint of ``data``: SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _projected(place: PlacedArticle, name: str) -> ProjectedArticle:
    article = place.article
    return ProjectedArticle(
        article.eid, article.num, name, article.heading, article.text, _path(place)
    )


def _path(place: PlacedArticle) -> tuple[str, ...]:
    annex = (_annex_name(place.attachment),) if place.attachment else ()
    names = (*annex, *(_division_name(division) for division in place.path))
    return tuple(filter(None, names))


def _division_name(division: Division) -> str:
    return " ".join(part for part in (division.label or division.num, division.heading) if part)


def _annex_name(attachment: Attachment) -> str:
    return " ".join(part for part in (attachment.label, attachment.heading) if part)


def _text_sha256(document: Document, placed: tuple[PlacedArticle, ...]) -> str:
    digest = hashlib.sha256()
    for part in _text_parts(document, placed):
        digest.update(part.encode("utf-8"))
        digest.update(b"\0")
    return digest.hexdigest()


def _text_parts(document: Document, placed: tuple[PlacedArticle, ...]) -> Iterator[str]:
    yield from _paragraph_parts(document.preamble)
    for place in placed:
        article = place.article
        yield from (article.eid, article.num, article.label, article.heading)
        yield from (*_path(place), article.text)
    for attachment in document.attachments:
        yield from (_annex_name(attachment), *_paragraph_parts(attachment.preamble))
    yield from _paragraph_parts(document.conclusions)


def _paragraph_parts(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield from (paragraph.num, paragraph.text)
        yield from _paragraph_parts(
            tuple(child for child in paragraph.children if isinstance(child, Paragraph))
        )
