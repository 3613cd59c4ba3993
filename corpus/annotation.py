"""Marks a document's references, defined terms and definitions; changes no word of it.

Walks the document and knows where a text stands; what it says is read by
``corpus.citations`` and ``corpus.definitions``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from operator import is_
from typing import Final, TypeVar

from corpus.citations import (
    NO_NAMES,
    CitedLaw,
    Place,
    Series,
    amends,
    citation_languages,
    citations,
    cites,
    key_of,
    names_in,
    resolve,
)
from corpus.definitions import (
    Term,
    TermRegister,
    Terms,
    defined_in,
    introduces,
    is_heading,
    scope_in,
)
from corpus.marks import added, paragraphs_in
from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    Document,
    LawMetadata,
    Mark,
    Paragraph,
    PlacedArticle,
    Quotation,
    placed_articles,
)

_OPENING: Final = 200  # characters before a definition that may say what it holds for
_SHARES_DEFINITIONS: Final = ("schedule", "appendix")  # attachments that are a part of the act
_Blocks = TypeVar("_Blocks", Block, Paragraph)


def annotate(document: Document) -> Document:
    """``document``, whose eIds are assigned, with marks on what it cites and defines.

    Marks that it has are kept, but for references to articles that it does not have.
    A law in a language without rules comes back as it is.
    """
    if document.metadata.language not in citation_languages():
        return document
    return _Annotator(document).annotated()


@dataclass(slots=True)
class _Reading:
    """What the texts of one article, or of a part without articles, share."""

    place: Place
    article: Article | None = None  # whose words the place has still to be completed with
    scopes: tuple[str, ...] = ()  # of terms that hold here, from narrow to wide
    marked: set[str] = field(default_factory=set)  # terms marked in this article already
    is_quoted: bool = False  # text of another law

    def completed_place(self) -> Place:
        """The place with what only a look at the whole article tells; most need none."""
        if self.article is not None:
            language = self.place.law.language
            self.place = replace(
                self.place,
                labels=frozenset(_labels(self.article.content)),
                owns_bare_numbers=not _is_amending(self.article, language),
            )
            self.article = None
        return self.place


class _Annotator:
    """Annotates one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._law: LawMetadata = document.metadata
        self._main = _series(
            placed_articles(document, attachments=False),
            f"{self._law.kind} {self._law.title}",
        )
        self._eids = {f"#{placed.article.eid}" for placed in placed_articles(document)}
        self._names = names_in(_own_texts(document), self._law)
        self._definitions, terms = _Definitions(document).found()
        self._terms = Terms(terms, self._law.language)
        self._paths = {placed.article.eid: _scopes(placed) for placed in placed_articles(document)}

    def annotated(self) -> Document:
        place = Place(self._law, self._main, self._main)
        return replace(
            self._document,
            preamble=self._blocks(self._document.preamble, _Reading(place)),
            body=self._children(self._document.body, self._main),
            conclusions=self._blocks(self._document.conclusions, _Reading(place)),
            attachments=tuple(map(self._attachment, self._document.attachments)),
        )

    def _attachment(self, attachment: Attachment) -> Attachment:
        placed = [
            PlacedArticle(p.article, p.path, attachment)
            for p in placed_articles(replace(self._document, body=attachment.body, attachments=()))
        ]
        series = (
            _series(placed, f"{attachment.label} {attachment.heading}") if placed else self._main
        )
        place = Place(self._law, self._main, series)
        return replace(
            attachment,
            preamble=self._blocks(attachment.preamble, _Reading(place)),
            body=self._children(attachment.body, series),
        )

    def _children(
        self, children: tuple[Division | Article, ...], series: Series
    ) -> tuple[Division | Article, ...]:
        return tuple(
            self._article(child, series)
            if isinstance(child, Article)
            else replace(child, children=self._children(child.children, series))
            for child in children
        )

    def _article(self, article: Article, series: Series) -> Article:
        place = Place(self._law, self._main, series, article.eid)
        reading = _Reading(place, article, self._paths.get(article.eid, ()))
        content = self._blocks(article.content, reading)
        return article if content is article.content else replace(article, content=content)

    def _blocks(self, blocks: tuple[_Blocks, ...], reading: _Reading) -> tuple[_Blocks, ...]:
        """``blocks`` with their marks; the same tuple where nothing is marked."""
        marked = tuple(
            self._paragraph(block, reading)
            if isinstance(block, Paragraph)
            else self._quotation(block, reading)
            for block in blocks
        )
        return blocks if all(map(is_, blocks, marked)) else marked

    def _quotation(self, quotation: Quotation, reading: _Reading) -> Quotation:
        """Text of another law: its numbers are that law's, its words are not defined here."""
        place = replace(
            reading.place,
            owns_bare_numbers=False,
            quoted_law=_named_law(quotation.target, self._law.language),
        )
        quoted = _Reading(place, is_quoted=True)
        return replace(
            quotation,
            paragraphs=self._blocks(quotation.paragraphs, quoted),
            articles=tuple(
                replace(article, content=self._blocks(article.content, quoted))
                for article in quotation.articles
            ),
        )

    def _paragraph(self, paragraph: Paragraph, reading: _Reading) -> Paragraph:
        text, language = paragraph.text, self._law.language
        marks: list[Mark] = []
        if reading.scopes:
            marks += self._definitions.get(id(paragraph), ())
            reading.marked.update(mark.target for mark in marks)
        names = NO_NAMES if reading.is_quoted else self._names
        if cites(text, language, names):
            for citation in citations(text, language, names):
                if target := resolve(citation, reading.completed_place()):
                    marks.append(Mark(citation.start, citation.end, "ref", target))
        marked = self._without_dangling(paragraph)
        if marks:
            marked = added(marked, marks)
        if reading.scopes and self._terms and (uses := list(self._uses(marked, reading))):
            marked = added(marked, uses)
        if marked.children:
            children = self._blocks(marked.children, reading)
            if children is not marked.children:
                marked = replace(marked, children=children)
        return marked

    def _uses(self, paragraph: Paragraph, reading: _Reading) -> Iterator[Mark]:
        """The first use in this article of each term that holds here."""
        taken = [mark for mark in paragraph.marks if mark.kind != "def"]
        reading.marked.update(mark.target for mark in taken if mark.kind == "term")
        for start, end, term in self._terms.uses(paragraph.text, reading.scopes):
            if term.target in reading.marked:
                continue
            if not any(start < mark.end and mark.start < end for mark in taken):
                reading.marked.add(term.target)
                yield Mark(start, end, "term", term.target)

    def _without_dangling(self, paragraph: Paragraph) -> Paragraph:
        if not paragraph.marks:
            return paragraph
        kept = tuple(
            mark
            for mark in paragraph.marks
            if mark.kind != "ref" or not mark.target.startswith("#") or mark.target in self._eids
        )
        return replace(paragraph, marks=kept)


def _own_texts(document: Document) -> Iterator[str]:
    """The texts of ``document`` but those that it quotes."""
    yield from _unquoted(document.preamble)
    for placed in placed_articles(document):
        yield from _unquoted(placed.article.content)
    yield from _unquoted(document.conclusions)


def _unquoted(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
            yield from _unquoted(block.children)


class _Definitions:
    """Finds what a document defines."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._language = document.metadata.language
        self._register = TermRegister()
        self._terms: dict[str, Term] = {}  # by target
        self._marks: dict[int, tuple[Mark, ...]] = {}

    def found(self) -> tuple[Mapping[int, tuple[Mark, ...]], list[Term]]:
        """Marks by the ``id`` of the paragraph that defines, and the terms."""
        for placed in placed_articles(self._document):
            article = placed.article
            is_listed = is_heading(article.heading, self._language)
            self._read(article.content, placed, is_listed, article.heading)
        return self._marks, list(self._terms.values())

    def _read(
        self, blocks: Iterable[Block], placed: PlacedArticle, is_listed: bool, before: str
    ) -> None:
        """Reads ``blocks``; ``before`` is the text that says what their definitions hold for."""
        for block in blocks:
            if isinstance(block, Quotation):
                continue
            if introduces(block.text, self._language):
                is_listed, before = True, block.text
            self._define(block, placed, is_listed, before)
            self._read(block.children, placed, is_listed, before)

    def _define(
        self, paragraph: Paragraph, placed: PlacedArticle, is_listed: bool, before: str
    ) -> None:
        text = paragraph.text
        marks: list[Mark] = []
        for defined in defined_in(text, self._language, is_listed=is_listed):
            first = defined.terms[0][0]
            kind = scope_in(text[max(0, first - _OPENING) : first], self._language)
            scope = _scope(placed, kind or scope_in(before, self._language))
            target = ""
            for start, end in defined.terms:
                term = self._register.term(text[start:end], scope)
                self._terms.setdefault(term.target, term)
                target = target or term.target
                marks.append(Mark(start, end, "term", term.target))
            if defined.start < defined.end:
                marks.append(Mark(defined.start, defined.end, "def", target))
        if marks:
            self._marks[id(paragraph)] = tuple(marks)


def _scope(placed: PlacedArticle, kind: str) -> str:
    """The eId of the part that ``kind`` means around an article; "" for the whole law."""
    if kind == "article":
        return placed.article.eid
    for division in reversed(placed.path):
        if division.kind == kind:
            return division.eid
    return placed.attachment.eid if placed.attachment else ""


def _scopes(placed: PlacedArticle) -> tuple[str, ...]:
    """The scopes that an article stands in, from narrow to wide."""
    around = (placed.article.eid, *(division.eid for division in reversed(placed.path)))
    attachment = placed.attachment
    if attachment is None:
        return (*around, "")
    if attachment.label.lower().startswith(_SHARES_DEFINITIONS):
        return (*around, attachment.eid, "")
    return (*around, attachment.eid)


def _series(placed: Iterable[PlacedArticle], name: str) -> Series:
    """The numbering of articles, where two have one number the first."""
    articles = list(placed)
    numbers: dict[str, str] = {}
    transitional: dict[str, str] = {}
    labelled = 0
    for place in articles:
        is_transitional = any(division.kind == "transitional" for division in place.path)
        by_number = transitional if is_transitional else numbers
        by_number.setdefault(key_of(place.article.num), place.article.eid)
        labelled += place.article.label.lower().startswith("art")
    unit = "article" if 2 * labelled > len(articles) else "section"
    words = frozenset(name.lower().replace("_", " ").split())
    eids = tuple(place.article.eid for place in articles)
    return Series(words, eids, numbers, transitional, unit)


def _labels(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            if block.num:
                yield block.num.lower()
            yield from _labels(block.children)


def _is_amending(article: Article, language: str) -> bool:
    """Whether the article changes another law, or quotes one."""
    return _quotes(article.content) or any(
        amends(paragraph.text, language) for paragraph in paragraphs_in(article.content)
    )


def _quotes(blocks: Iterable[Block]) -> bool:
    return any(isinstance(block, Quotation) or _quotes(block.children) for block in blocks)


def _named_law(target: str, language: str) -> CitedLaw | None:
    """The law that the target of a quotation cites by number and year."""
    return next((cited.law for cited in citations(target, language) if cited.law), None)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a defined term means, and the article that says so."""

    words: str
    eid: str


def definitions_by_target(document: Document) -> Mapping[str, Meaning]:
    """What each ``#term-…`` of ``document`` means, with the points that belong to it."""
    meanings: dict[str, Meaning] = {}
    for placed in placed_articles(document):
        for paragraph in paragraphs_in(placed.article.content):
            targets = {mark.target for mark in paragraph.marks if mark.kind == "term"}
            for mark in paragraph.marks:
                if mark.kind == "def" and mark.target not in meanings:
                    words = paragraph.text[mark.start : mark.end]
                    own = words if mark.target in targets else paragraph.text
                    meaning = Meaning(" ".join([own, *_points(paragraph)]), placed.article.eid)
                    meanings[mark.target] = meaning
    return meanings


def _points(paragraph: Paragraph) -> Iterator[str]:
    for child in paragraph.children:
        if isinstance(child, Paragraph):
            yield " ".join(part for part in (child.num, child.text) if part)
            yield from _points(child)
