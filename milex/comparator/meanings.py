"""What the words of a law mean and what its articles point to, as positions of words.

``corpus.definitions`` and ``corpus.citations`` read the wording; this module turns what
they find into words of a ``ReadArticle``, without a Document: a draft has none.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.citations import citation_languages, citations, cites, key_of
from corpus.definitions import defined_in, introduces, is_heading
from milex.comparator.matching import Span
from milex.comparator.model import ComparableArticle
from milex.comparator.words import Words, words_of

_LABEL: Final = re.compile(r"\(?\w{1,5}[.)°º]+[-–—]*\s+")
_OPENS_ENTRY: Final = frozenset(";:.—–-")
_BEFORE_TERM: Final = " \t\"'“‘«("
_MOST_DEFINITIONS: Final = 8  # followed from one use, of a term that a law defines again and again


@dataclass(frozen=True, slots=True)
class Meaning:
    """A defined term: characters ``start`` to ``end`` of an article's text are its entry."""

    term: tuple[str, ...]  # folded words
    start: int
    end: int
    is_entry: bool  # stands in a list, so that a sentence begins with it


def meanings_in(article: ComparableArticle, language: str) -> tuple[Meaning, ...]:
    """The definitions in an article, in order; none in a language without rules."""
    if language not in citation_languages():
        return ()
    text = article.text
    lines = text.split("\n")
    is_listed = is_heading(article.heading, language) or introduces(lines[0], language)
    found: list[tuple[int, int, tuple[str, ...]]] = []
    offset = 0
    for line in lines:
        label = _LABEL.match(line)
        skipped = label.end() if label else 0
        for defined in defined_in(line[skipped:], language, is_listed=is_listed):
            for start, end in defined.terms:
                words = words_of(line[skipped + start : skipped + end]).forms
                at = offset + skipped
                # A meaning that the points below give reaches as far as they do.
                stop = len(text) if defined.start == defined.end else offset + len(line)
                found.append((at + start, stop, words))
        offset += len(line) + 1
    return tuple(_entries(text, found))


def _entries(text: str, found: list[tuple[int, int, tuple[str, ...]]]) -> Iterable[Meaning]:
    """``found`` as entries, each up to the next one."""
    for number, (start, stop, words) in enumerate(found):
        following = [other for other, _, _ in found[number + 1 :] if other > start]
        end = min([stop, *following[:1]])
        before = text[:start].rstrip(_BEFORE_TERM)
        line = text[text.rfind("\n", 0, start) + 1 : start].strip(_BEFORE_TERM)
        opens = not before or before[-1] in _OPENS_ENTRY or not line or bool(_LABEL.match(line))
        yield Meaning(words, start, end, opens)


def sentence_starts(meanings: Iterable[Meaning]) -> tuple[int, ...]:
    """Offsets at which an entry of a list of definitions begins a sentence of its own."""
    return tuple(meaning.start for meaning in meanings if meaning.is_entry)


class Links:
    """What the articles of one law define and point to; asked for, then remembered."""

    def __init__(
        self,
        articles: Sequence[ComparableArticle],
        words: Sequence[Words],
        meanings: Sequence[tuple[Meaning, ...]],
        language: str,
    ) -> None:
        self._articles = articles
        self._words = words
        self._language = language
        self._cited: dict[int, tuple[tuple[int, int], ...]] = {}
        self._by_number: dict[str, list[int]] = defaultdict(list)
        for position, article in enumerate(articles):
            self._by_number[key_of(article.num)].append(position)
        self._singulars: dict[int, tuple[str, ...]] = {}
        # By its first word: the term, and where it is defined, in order.
        self._terms: dict[str, dict[tuple[str, ...], list[tuple[int, Span]]]] = {}
        for position, entries in enumerate(meanings):
            for meaning in entries:
                if meaning.term:
                    span = words[position].within(meaning.start, meaning.end)
                    term = tuple(map(_singular, meaning.term))
                    places = self._terms.setdefault(term[0], {}).setdefault(term, [])
                    places.append((position, span))

    def defined(self, position: int, window: Span) -> list[tuple[int, Span]]:
        """Where the terms used in words ``window`` of an article are defined, in order."""
        if not self._terms:
            return []
        forms = self._forms(position)
        found: set[tuple[int, Span]] = set()
        for at in range(*window):
            for term, places in self._terms.get(forms[at], {}).items():
                if forms[at : at + len(term)] == term:
                    found.update(
                        (where, span)
                        for where, span in _nearest(places, position)
                        if not (where == position and span[0] <= at < span[1])
                    )
        return sorted(found)

    def _forms(self, position: int) -> tuple[str, ...]:
        """The words of an article, each in its singular."""
        if position not in self._singulars:
            self._singulars[position] = tuple(map(_singular, self._words[position].forms))
        return self._singulars[position]

    def cited(self, position: int) -> tuple[tuple[int, int], ...]:
        """The law's own articles that an article cites: word that cites, position cited."""
        if position not in self._cited:
            self._cited[position] = tuple(self._read(position))
        return self._cited[position]

    def _read(self, position: int) -> Iterable[tuple[int, int]]:
        text = self._articles[position].text
        if self._language not in citation_languages() or not cites(text, self._language):
            return
        for citation in citations(text, self._language):
            if citation.scope not in {"own", "unstated"} or citation.is_transitional:
                continue
            where: int | None = None
            if citation.step:
                where = position + citation.step
            elif citation.number:
                candidates = self._by_number.get(key_of(citation.number), ())
                where = min(candidates, key=lambda at: abs(at - position), default=None)
            if where is not None and where != position and 0 <= where < len(self._articles):
                yield self._words[position].within(citation.start, citation.end)[0], where


def _nearest(places: list[tuple[int, Span]], position: int) -> list[tuple[int, Span]]:
    """The definitions of a term that stand nearest to an article; all where they are few."""
    if len(places) <= _MOST_DEFINITIONS:
        return places
    following = bisect_left(places, (position, (0, 0)))
    around = places[max(0, following - _MOST_DEFINITIONS) : following + _MOST_DEFINITIONS]
    return sorted(around, key=lambda place: (abs(place[0] - position), place))[:_MOST_DEFINITIONS]


def _singular(form: str) -> str:
    """What the singular and the plural of most words share."""
    return form[:-1] if len(form) > 3 and form.endswith("s") else form
