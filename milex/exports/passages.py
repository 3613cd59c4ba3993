"""A law as a row of passages in reading order, before it is a Word document or a PDF.

Every word of the law stands in exactly one passage, as the law prints it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.model import Article, Block, Division, Document, Paragraph

PassageKind = Literal[
    "heading",  # of a division, an article or an annex
    "words",
    "row",  # of a table that is kept as text
    "note",  # the publisher's, never the law's own words
]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading or a paragraph."""

    kind: PassageKind
    label: str = ""  # as printed: "CAPÍTULO I", "Artículo 5.-", "a)"; "" when unnumbered
    text: str = ""
    level: int = 0  # of a heading: 1 is outermost
    depth: int = 0  # of words: how many points they stand in
    eid: str = ""  # of what a heading opens; "" for words and for what is quoted
    is_quoted: bool = False  # another law's words
    is_article: bool = False  # the heading of an article
    is_further: bool = False  # a note after another one

    @property
    def line(self) -> str:
        """Label and text on one line."""
        return " ".join(part for part in (self.label, self.text) if part)


def passages(document: Document) -> Iterator[Passage]:
    """Preamble, body, conclusions, then the annexes; the title is not among them."""
    yield from _words(document.preamble)
    yield from _body(document.body, 1)
    yield from _words(document.conclusions)
    for attachment in document.attachments:
        yield Passage("heading", attachment.label, attachment.heading, 1, eid=attachment.eid)
        yield from _words(attachment.preamble)
        yield from _body(attachment.body, 2)


def _body(children: Iterable[Division | Article], level: int) -> Iterator[Passage]:
    for child in children:
        if isinstance(child, Article):
            yield from _article(child, level)
            continue
        label = child.label or child.num
        if label or child.heading:
            yield Passage("heading", label, child.heading, level, eid=child.eid)
        yield from _body(child.children, level + 1 if label or child.heading else level)


def _article(article: Article, level: int) -> Iterator[Passage]:
    label = article.label or article.num
    if label or article.heading:
        yield Passage("heading", label, article.heading, level, eid=article.eid, is_article=True)
    yield from _words(article.content)
    yield from _notes(article)


def _notes(article: Article, depth: int = 0) -> Iterator[Passage]:
    for place, note in enumerate(article.notes):
        yield Passage("note", text=note, depth=depth, is_further=place > 0)


def _words(blocks: Iterable[Block], depth: int = 0, *, quoted: bool = False) -> Iterator[Passage]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.num or block.text:
                kind: PassageKind = "row" if block.kind == "table" else "words"
                yield Passage(kind, block.num, block.text, depth=depth, is_quoted=quoted)
            yield from _words(block.children, depth + 1, quoted=quoted)
        else:
            yield from _words(block.paragraphs, depth, quoted=True)
            for article in block.articles:
                # Words, not a heading: the law has no such article of its own.
                label = article.label or article.num
                if label or article.heading:
                    yield Passage("words", label, article.heading, depth=depth, is_quoted=True)
                yield from _words(article.content, depth, quoted=True)
                yield from _notes(article, depth)
