"""Texts that a publisher keeps whole, one for each article and title: what is in them.

The publisher says where an article begins and ends; here its label, epigraph, points,
quoted articles and notes are told apart, with the grammar of its language. It knows no
file format, and no sequence of articles.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.grammar import Grammar
from corpus.identifiers import normalise_number
from corpus.lines import Line, without_cut_words
from corpus.model import Article, Block, Division, Paragraph, Quotation
from corpus.reading import Dropped
from corpus.segmenter.divisions import division_labels
from corpus.segmenter.epigraphs import Epigraph, Opening, epigraphs
from corpus.segmenter.numbers import parse_number
from corpus.segmenter.paragraphs import ParagraphBuilder, paragraphs_of
from corpus.segmenter.rows import Row, rows_of, shapes

_HEADING_EDGES: Final = " .:-–—"
_OPENING_MARKS: Final = "\"“«'‘"
_CLOSED: Final = re.compile(r"[\"”»’'][\s.;,)]*$")
_HABIT: Final = 0.7  # share of a law's articles
_DASHED: Final = re.compile(r"(?P<heading>[^:;]{2,200}?)\.\s?[-–—]+\s*")
_STOPPED: Final = re.compile(r"(?P<heading>[^.:;]{2,160})\.\s+(?=[A-ZÁÉÍÓÚÑ])")
_AFTER_LABEL: Final = re.compile(r"(?:\.o(?=[\s.]))?[\s.°º]*[-–—:]*\s*")  # "Art. 1.o La ley"
_LABEL_ENDS: Final = re.compile(r"(?<=[.°º])|\s*[.°º:–—-]")


@dataclass(frozen=True, slots=True)
class WholeText:
    """The text of one article, its label still in it, and what the publisher says of it."""

    lines: tuple[Line, ...]
    num: str = ""  # as the publisher states it; the label printed in the text goes before it
    label: str = ""  # of an article whose text does not begin with one
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parted:
    """An article's rows, its label taken out of them."""

    num: str
    label: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    @property
    def opening(self) -> Opening:
        first, *below = self.rows or (Row(0, ""),)
        return Opening(first, first.text, 0, tuple(below))


def articles_of(
    texts: Sequence[WholeText], grammar: Grammar, dropped: list[Dropped]
) -> list[Article]:
    """An article for each of ``texts``; what is left out of them is added to ``dropped``.

    All articles of a law are given at once: what an epigraph looks like is a habit of
    the whole law.
    """
    parted = [_parted(text, grammar, dropped) for text in texts]
    found = _with_habit(epigraphs([part.opening for part in parted], grammar), grammar)
    return [_article(part, epigraph, grammar) for part, epigraph in zip(parted, found, strict=True)]


def _with_habit(found: list[Epigraph], grammar: Grammar) -> list[Epigraph]:
    """``found``, and where nearly all articles have an epigraph, the less plain ones too."""
    if sum(bool(epigraph.heading) for epigraph in found) < max(_HABIT * len(found), 3):
        return found
    return [epigraph if epigraph.heading else _less_plain(epigraph, grammar) for epigraph in found]


def _less_plain(epigraph: Epigraph, grammar: Grammar) -> Epigraph:
    """An epigraph of several sentences, or one that only a full stop parts from the text."""
    match = _DASHED.match(epigraph.rest) or _STOPPED.match(epigraph.rest)
    if match is None or (match.end() == len(epigraph.rest) and not epigraph.below):
        return epigraph
    heading = match["heading"]
    if grammar.not_epigraph.match(heading) or grammar.finite_verbs.search(heading):
        return epigraph
    return Epigraph(heading, epigraph.rest[match.end() :], epigraph.below)


def blocks_of(
    lines: Iterable[Line], grammar: Grammar, dropped: list[Dropped]
) -> tuple[Paragraph, ...]:
    """Lines outside articles as paragraphs, their points nested."""
    rows = rows_of(without_cut_words(tuple(lines)), grammar, dropped)
    return paragraphs_of([row.text for row in rows], grammar)


def division_of(title: str, grammar: Grammar) -> Division:
    """The division that ``title`` opens, still empty: "CAPÍTULO I - Faros" is a chapter I.

    A title without label is a heading of transitional or final provisions, else a
    crossheading.
    """
    bare = title.strip(_OPENING_MARKS + " ")
    found = division_labels([Row(0, bare, level=1)], grammar) if bare else []
    if not found:
        return Division("crossheading", heading=bare.strip(_HEADING_EDGES))
    division = found[0]
    heading = division.heading.strip(_HEADING_EDGES)
    return Division(division.kind, division.num, heading, label=division.label)


def _parted(text: WholeText, grammar: Grammar, dropped: list[Dropped]) -> _Parted:
    rows = rows_of(without_cut_words(text.lines), grammar, dropped)
    notes = [row.text for row in rows if row.kind == "note"]
    texts = [row for row in rows if row.kind == "text"]
    num, label = normalise_number(text.num, grammar.language), text.label
    if texts and (found := _label_at(texts[0].text, num, grammar)):
        num, label, rest = found
        first = Row(texts[0].number, rest)
        texts = [first, *texts[1:]] if rest else texts[1:]
    return _Parted(num, label, tuple(texts), (*text.notes, *notes))


def _label_at(text: str, num: str, grammar: Grammar) -> tuple[str, str, str] | None:
    """Number, label and rest of a text that begins with a label; None for one that does not."""
    match = shapes(grammar).article.match(text)
    if match is None:
        bare = re.match(re.escape(num) + r"(?!\w)", text, re.IGNORECASE) if num else None
        if bare is None or not _LABEL_ENDS.match(text, bare.end()):
            return None
        match = bare
    end = _AFTER_LABEL.match(text, match.end())
    stop = end.end() if end else match.end()
    label = text[:stop].strip().lstrip(_OPENING_MARKS + " ")
    parsed = parse_number(normalise_number(label, grammar.language), grammar)
    return (parsed[0] if parsed else num), label, text[stop:]


def _article(part: _Parted, epigraph: Epigraph, grammar: Grammar) -> Article:
    texts = [epigraph.rest] if epigraph.rest else []
    texts.extend(row.text for row in epigraph.below)
    return Article(
        num=part.num,
        label=part.label,
        heading=epigraph.heading,
        content=_content(texts, grammar),
        notes=part.notes,
    )


def _content(texts: Iterable[str], grammar: Grammar) -> tuple[Block, ...]:
    """Paragraphs and points, with the quoted articles where they stand."""
    builder = ParagraphBuilder(grammar)
    plain: list[str] = []
    quoted: list[tuple[str, str, list[str]]] = []  # number, label and texts of each
    for text in texts:
        label = _quoted_label(text, grammar, inside=bool(quoted))
        if label:
            quoted.append((label[0], label[1], [label[2]] if label[2] else []))
        elif quoted:
            quoted[-1][2].append(text)
        else:
            plain.append(text)
        if quoted and _CLOSED.search(text):
            builder.add(plain)
            builder.quote(_quotation(quoted, grammar))
            plain, quoted = [], []
    builder.add(plain)
    if quoted:
        builder.quote(_quotation(quoted, grammar))
    return builder.blocks()


def _quoted_label(text: str, grammar: Grammar, *, inside: bool) -> tuple[str, str, str] | None:
    """The label of a quoted article: behind an opening mark, or anywhere in a quotation."""
    marked = text[:1] in _OPENING_MARKS
    match = shapes(grammar).article.match(text) if marked or inside else None
    if match is None or not _LABEL_ENDS.match(text, match.end()):
        return None
    return _label_at(text, "", grammar)


def _quotation(quoted: Iterable[tuple[str, str, list[str]]], grammar: Grammar) -> Quotation:
    articles = []
    for num, label, texts in quoted:
        builder = ParagraphBuilder(grammar)
        builder.add(texts)
        articles.append(Article(num, label, content=builder.blocks()))
    return Quotation(tuple(articles))
