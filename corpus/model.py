"""The one in-memory shape of a law.

Frozen dataclasses, named with the words of the law. Readers and the segmenter
make a ``Document``, ``corpus.akn`` writes and reads it as Akoma Ntoso, and every
other room works on it or on projections of it. It knows no file format.

Text is Unicode NFC with single spaces and no line breaks inside a paragraph.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

DivisionKind = Literal[
    "book",
    "part",
    "title",
    "division",
    "chapter",
    "subchapter",
    "section",
    "subsection",
    "paragraph",  # Chilean "Párrafo", a division between chapter and article
    "crossheading",  # an unnumbered heading
    "transitional",  # "Disposiciones transitorias"
    "final",  # "Disposiciones finales", "derogatorias", "complementarias"
    "schedule",
    "other",
]
Status = Literal["in_force", "repealed", "not_yet_in_force", "bill", "unknown"]
ParagraphKind = Literal[
    "text",
    "table",  # a table kept as text, one row a paragraph
]
MarkKind = Literal[
    "ref",  # a citation that resolves
    "term",  # a defined word, where it is defined or used
    "def",  # what a defined word means
]


@dataclass(frozen=True, slots=True)
class LawMetadata:
    """What is known of a law as a work and of this version of it.

    ``jurisdiction`` is an ISO 3166-1 alpha-2 code in lower case; ``xx`` stands for
    treaties between States, the user-assigned codes ``xa``–``xw`` for the fictional
    States of the sample corpus.
    """

    title: str
    jurisdiction: str
    language: str  # ISO 639-1
    kind: str = "law"  # ASCII word of the jurisdiction: ley, decreto, act, bill, code, treaty…
    number: str = ""  # as cited, without the word: "4788", "985", "C-29"; "" when none
    year: int | None = None  # of the work; equals date.year where the date is known
    date: datetime.date | None = None  # of enactment, or the nearest date that the source gives
    version_date: datetime.date | None = None  # day from which this version's wording holds
    status: Status = "unknown"
    topics: tuple[str, ...] = ()  # slugs of corpus/reference/topics.yaml
    publisher: str = ""  # gazette or site that published the source
    source_url: str = ""
    is_sample: bool = False  # a bundled law of a fictional State


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of a paragraph's text is; it changes no word of it.

    ``target`` of a ``ref`` is ``#`` and the eId of an article of this document, or the
    FRBR URI of another law or of its article; of a ``term`` and its ``def`` it is
    ``#term-`` and a slug that the two share.
    """

    start: int  # offset in the paragraph's text, inclusive
    end: int  # exclusive; more than start
    kind: MarkKind
    target: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text with its label, and the points below it.

    ``marks`` stand in the order of their starts and never cross; only a ``def`` has
    other marks inside it.
    """

    text: str
    num: str = ""  # label as printed: "1.", "a)", "(2)"; "" when unnumbered
    children: tuple["Block", ...] = ()  # in document order
    kind: ParagraphKind = "text"
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text of another law that an amending article quotes; never the law's own articles.

    ``paragraphs`` hold quoted text that belongs to no quoted article.
    """

    articles: tuple["Article", ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    target: str = ""  # the amended law as the text names it; "" where it does not


Block = Paragraph | Quotation


@dataclass(frozen=True, slots=True)
class Article:
    """An article or section: the unit of search, comparison and citation."""

    num: str  # normalised: "5", "5 bis", "188A", "279.011", "único"
    label: str  # as printed, for display: "Artículo 5º bis.-"
    heading: str = ""  # epigraph or marginal note, without its final full stop
    content: tuple[Block, ...] = ()
    eid: str = ""  # set by corpus.identifiers.assign_eids: "art_5bis"
    notes: tuple[str, ...] = ()  # editorial notes of the publisher: never law text

    @property
    def text(self) -> str:
        """The words of the article, one block a line, quoted articles included.

        The canonical text: evidence offsets, search and conservation refer to it.
        Label and heading are not part of it; labels of points are.
        """
        return "\n".join(_lines(self.content))


@dataclass(frozen=True, slots=True)
class Division:
    """A book, title, chapter…: a heading and what stands under it."""

    kind: DivisionKind
    num: str = ""  # as printed: "I", "PRIMERO"; "" when unnumbered
    heading: str = ""
    children: tuple["Division | Article", ...] = ()
    label: str = ""  # as printed, for display: "CAPÍTULO I"
    eid: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A restarting series: an annexed treaty, a regulation under its decree, a schedule."""

    label: str
    heading: str = ""
    preamble: tuple[Paragraph, ...] = ()
    body: tuple[Division | Article, ...] = ()
    eid: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A version of a law, whole."""

    metadata: LawMetadata
    body: tuple[Division | Article, ...]
    preamble: tuple[Paragraph, ...] = ()  # recitals, enacting formula
    conclusions: tuple[Paragraph, ...] = ()  # signatures, promulgation
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """An article with the divisions that it stands in, outermost first."""

    article: Article
    path: tuple[Division, ...]
    attachment: Attachment | None = None  # None for the law's own articles


def placed_articles(document: Document, *, attachments: bool = True) -> Iterator[PlacedArticle]:
    """Articles of ``document`` in document order, attached series last."""
    yield from _placed(document.body, (), None)
    if attachments:
        for attachment in document.attachments:
            yield from _placed(attachment.body, (), attachment)


def quoted_articles(article: Article) -> Iterator[Article]:
    """Articles of other laws that ``article`` quotes, in document order."""
    yield from _quoted(article.content)


def _placed(
    children: tuple[Division | Article, ...],
    path: tuple[Division, ...],
    attachment: Attachment | None,
) -> Iterator[PlacedArticle]:
    for child in children:
        if isinstance(child, Article):
            yield PlacedArticle(child, path, attachment)
        else:
            yield from _placed(child.children, (*path, child), attachment)


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if line := " ".join(part for part in (block.num, block.text) if part):
                yield line
            yield from _lines(block.children)
        else:
            yield from _lines(block.paragraphs)
            for article in block.articles:
                yield " ".join(part for part in (article.label, article.heading) if part)
                yield from _lines(article.content)


def _quoted(blocks: tuple[Block, ...]) -> Iterator[Article]:
    for block in blocks:
        if isinstance(block, Quotation):
            yield from block.articles
        else:
            yield from _quoted(block.children)
