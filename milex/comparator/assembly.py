"""A Document as the comparator reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.article_names import article_name, placed_name
from corpus.identifiers import article_eid
from corpus.model import (
    Article,
    Block,
    Division,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
    placed_articles,
)
from milex.comparator.model import ComparableArticle, ComparableLaw


def comparable_law(document: Document, law: str, version: str) -> ComparableLaw:
    """``document`` ready to be compared, as version ``version`` of ``law``.

    Articles that an amending article puts into another law count as this law's own text.
    They follow it as articles of their own, under their own numbers, and their words are
    no part of the amending article's text here. Their eIds are made of the amending
    article's and their number: ``art_3__qart_188A``.
    """
    metadata = document.metadata
    return ComparableLaw(
        law=law,
        version=version,
        language=metadata.language,
        country=metadata.jurisdiction,
        title=metadata.title,
        articles=tuple(_comparable(cited) for cited in cited_articles(document)),
        topics=metadata.topics,
        kind=metadata.kind,
    )


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article, or one that it puts into another law, as evidence cites it."""

    eid: str
    article: Article  # the document's own object
    path: tuple[str, ...]  # headings of the divisions that it stands in, outermost first
    name: str  # what the law calls it, with its number


def cited_articles(document: Document) -> Iterator[CitedArticle]:
    """Every article in document order, each before the ones that it quotes; eIds differ."""
    seen: dict[str, int] = {}
    for placed in placed_articles(document):
        path = tuple(_heading(division) for division in placed.path)
        if placed.attachment is not None:
            path = (placed.attachment.heading or placed.attachment.label, *path)
        name = placed_name(placed, document.metadata)
        own = CitedArticle(placed.article.eid, placed.article, path, name)
        yield from _with_quoted(own, document.metadata, seen)


def _with_quoted(
    cited: CitedArticle, metadata: LawMetadata, seen: dict[str, int]
) -> Iterator[CitedArticle]:
    yield replace(cited, eid=_once(cited.eid, seen))
    quoted: list[Article] = []
    _without_articles(cited.article.content, quoted)
    for inner in quoted:
        eid = f"{cited.eid}__q{article_eid(inner.num)}"
        name = article_name(inner, metadata)
        yield from _with_quoted(CitedArticle(eid, inner, cited.path, name), metadata, seen)


def _comparable(cited: CitedArticle) -> ComparableArticle:
    article = cited.article
    own_text = replace(article, content=_without_articles(article.content, [])).text
    return ComparableArticle(
        cited.eid, article.num, article.heading, own_text, cited.path, cited.name
    )


def _without_articles(blocks: tuple[Block, ...], quoted: list[Article]) -> tuple[Block, ...]:
    """``blocks`` without the articles that they quote, which are added to ``quoted``."""
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            kept.append(replace(block, children=_without_articles(block.children, quoted)))
        else:
            quoted.extend(block.articles)
            if block.paragraphs:
                kept.append(Quotation(paragraphs=block.paragraphs, target=block.target))
    return tuple(kept)


def _once(eid: str, seen: dict[str, int]) -> str:
    seen[eid] = seen.get(eid, 0) + 1
    return eid if seen[eid] == 1 else f"{eid}_{seen[eid]}"


def _heading(division: Division) -> str:
    return division.heading or division.label
