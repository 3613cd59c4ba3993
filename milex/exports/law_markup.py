"""The text of a law as HTML: for the file to keep, and for the page of the site.

Written by hand and not by a template: a code of two thousand articles has some fifty
thousand elements, and a template takes ten times as long for them. Every text is escaped
here or by the hook that gives it; nothing of a law ever becomes markup.
"""

from collections.abc import Iterable
from html import escape

from corpus.model import Article, Block, Division, Document, Paragraph

_DEEPEST_HEADING = 6


class LawMarkup:
    """Writes one document; a subclass adds what a page shows beside the words."""

    def __init__(self, document: Document, *, notes: str) -> None:
        """``notes`` names the notes of the publisher for whoever hears the page."""
        self._document = document
        self._notes = escape(notes)
        self._out: list[str] = []

    def text(self) -> str:
        """Preamble, body, conclusions, annexes; headings begin at ``h2``."""
        self._out = []
        self._set_apart("preamble", self._document.preamble)
        self._body(self._document.body, 2)
        self._set_apart("conclusions", self._document.conclusions)
        for attachment in self._document.attachments:
            self._out.append(f'<section class="attachment"{_id(attachment.eid)}>')
            named = _named(attachment.label, attachment.heading)
            self._out.append(f'<h2 class="attachment-heading">{named}</h2>')
            self._blocks(attachment.preamble)
            self._body(attachment.body, 3)
            self._out.append("</section>\n")
        return "".join(self._out)

    def alone(self, article: Article) -> str:
        """One article without its heading, which the page around it shows."""
        self._out = [f'<article class="law-article"{_id(article.eid)}>']
        self._inside(article)
        self._out.append("</article>\n")
        return "".join(self._out)

    def words(self, paragraph: Paragraph) -> str:
        """The words of a paragraph as HTML."""
        return escape(paragraph.text)

    def head(self, article: Article, level: int) -> str:
        """The heading of an article as HTML, with what belongs beside it."""
        return f"<h{level}>{_named(article.label or article.num, article.heading)}</h{level}>"

    def anchor(self, article: Article) -> str:
        """The id of a quoted article; "" where nothing leads to it."""
        del article
        return ""

    def _set_apart(self, name: str, blocks: Iterable[Block]) -> None:
        blocks = tuple(blocks)
        if blocks:
            self._out.append(f'<div class="{name}">')
            self._blocks(blocks)
            self._out.append("</div>\n")

    def _body(self, children: Iterable[Division | Article], level: int) -> None:
        for child in children:
            if isinstance(child, Article):
                self._out.append(f'<article class="law-article"{_id(child.eid)}>')
                self._out.append(self.head(child, level))
                self._inside(child)
                self._out.append("</article>\n")
                continue
            label = child.label or child.num
            self._out.append(f'<section class="division"{_id(child.eid)}>')
            if label or child.heading:
                named = _named(label, child.heading)
                self._out.append(f'<h{level} class="division-heading">{named}</h{level}>\n')
                self._body(child.children, min(level + 1, _DEEPEST_HEADING))
            else:
                self._body(child.children, level)
            self._out.append("</section>\n")

    def _inside(self, article: Article) -> None:
        self._blocks(article.content)
        if article.notes:
            notes = "".join(f"<p>{escape(note)}</p>" for note in article.notes)
            self._out.append(
                f'<aside class="editor-notes" aria-label="{self._notes}">{notes}</aside>'
            )

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, Paragraph):
                self._paragraph(block)
                continue
            self._out.append('<blockquote class="quoted">')
            self._blocks(block.paragraphs)
            for article in block.articles:
                self._out.append(f'<div class="quoted-article"{_id(self.anchor(article))}>')
                named = _named(article.label or article.num, article.heading)
                self._out.append(f'<p class="quoted-heading">{named}</p>')
                self._inside(article)
                self._out.append("</div>")
            self._out.append("</blockquote>\n")

    def _paragraph(self, paragraph: Paragraph) -> None:
        words = self.words(paragraph)
        number = f'<span class="num">{escape(paragraph.num)}</span> ' if paragraph.num else ""
        if paragraph.kind == "table":
            self._out.append(f'<p class="table-row">{number}{words}</p>\n')
            self._blocks(paragraph.children)
        elif number or paragraph.children:
            self._out.append(f'<div class="point"><p>{number}{words}</p>')
            if paragraph.children:
                self._out.append('<div class="points">')
                self._blocks(paragraph.children)
                self._out.append("</div>")
            self._out.append("</div>\n")
        else:
            self._out.append(f"<p>{words}</p>\n")


def _id(eid: str) -> str:
    return f' id="{escape(eid)}"' if eid else ""


def _named(label: str, heading: str) -> str:
    """A label and a heading, either of which may lack."""
    parts = []
    if label:
        parts.append(f'<span class="label">{escape(label)}</span>')
    if heading:
        parts.append(f'<span class="epigraph">{escape(heading)}</span>')
    return " ".join(parts)
