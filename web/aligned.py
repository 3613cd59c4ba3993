"""Pairs of articles as a page shows them: two columns of words, what is the same cut short."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from milex.alignment import Pair
from milex.comparator.model import ComparableArticle
from milex.differences import Stretch, StretchKind
from milex.records import LawSummary
from milex.reports.articles_diff import ArticlesDiff, changes
from milex.reports.articles_diff_text import pair_title
from web.language import interface_language
from web.presentation import article_address

_HEAVIEST: Final = 52_000  # characters of both columns on a page
_LONG: Final = 420  # characters that both have in a row, from which the middle is left out
_KEPT: Final = 170  # of them at each end
_LONGEST: Final = 3_000  # characters shown of an article that stands alone


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one column."""

    text: str
    kind: StretchKind


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """An article of a column's head."""

    name: str
    heading: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A pair of articles, ready to be shown; an empty column has no articles."""

    title: str
    before: tuple[NamedArticle, ...]
    after: tuple[NamedArticle, ...]
    left: tuple[Words, ...]
    right: tuple[Words, ...]

    @property
    def weight(self) -> int:
        """Characters of both columns."""
        return sum(len(words.text) for words in (*self.left, *self.right))


def shown_pages(diff: ArticlesDiff, kinds: Sequence[str]) -> list[list[Pair]]:
    """The pairs that differ, of ``kinds`` where there are any, by page.

    A page holds about as much as ``_HEAVIEST`` says.
    """
    pages: list[list[Pair]] = [[]]
    weight = 0
    pairs = [pair for pair in diff.pairs if pair.kind in kinds] if kinds else diff.different
    for pair in pairs:
        adds = _estimate(pair)
        if pages[-1] and weight + adds > _HEAVIEST:
            pages.append([])
            weight = 0
        pages[-1].append(pair)
        weight += adds
    return pages


def shown_pairs(diff: ArticlesDiff, pairs: Sequence[Pair]) -> Iterator[ShownPair]:
    """The pairs of one page, in the language of this request."""
    for pair in pairs:
        parts = () if pair.kind == "same" else changes(pair)
        yield ShownPair(
            title=pair_title(pair, interface_language()),
            before=tuple(_named(diff.before, article) for article in pair.before),
            after=tuple(_named(diff.after, article) for article in pair.after),
            left=tuple(_column(parts, "added")),
            right=tuple(_column(parts, "removed")),
        )


def _estimate(pair: Pair) -> int:
    """Characters that a pair may take at most, before its words are laid on one another."""
    if pair.kind == "same":
        return 0
    lengths = [sum(len(a.text) for a in side) for side in (pair.before, pair.after)]
    return sum(lengths) if all(lengths) else min(sum(lengths), _LONGEST)


def _named(law: LawSummary, article: ComparableArticle) -> NamedArticle:
    return NamedArticle(article.name, article.heading, article_address(law, article.eid))


def _column(parts: Sequence[Stretch], other: StretchKind) -> Iterator[Words]:
    """The words of one column: those that both have, and its own."""
    alone = len(parts) == 1
    for part in parts:
        if part.kind == other:
            continue
        if part.kind == "same" and len(part.text) > _LONG:
            yield Words(f"{_head(part.text)} […] {_tail(part.text)}", "same")
        elif alone and len(part.text) > _LONGEST:
            yield Words(f"{part.text[:_LONGEST].rpartition(' ')[0]} […]", part.kind)
        else:
            yield Words(part.text, part.kind)


def _head(text: str) -> str:
    return text[:_KEPT].rpartition(" ")[0]


def _tail(text: str) -> str:
    return text[-_KEPT:].partition(" ")[2]
