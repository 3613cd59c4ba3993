"""A few articles fetched from elsewhere, scored as the whole index would score them.

A database finds articles and counts them, but it ranks coarsely. Beside each article it
keeps what the article says, word by word, packed as numbers (``packed_words``); the best
candidates come back as ``Candidates``, which scoring asks as it asks the index itself.
How many articles of the library have a word is told from outside: rarity is of them all.
"""

import zlib
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import ANALYSED_LANGUAGES, analysed_as
from search.articles import Facet, Places, Postings
from search.memory import Held
from search.model import ArticleKey
from search.ranking import Part, weights
from search.schema import VALUE_BREAK, exact_field, stem_field
from search.scores import Docs, contains, no_docs

Frequency = Callable[[str, Sequence[str], bool], int]  # (language, words, exact) → articles
Words = tuple[Sequence[str], Sequence[str], Sequence[int]]  # stems, exact forms, positions


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article as a database gives it back."""

    values: Mapping[str, str]  # by column of ``schema.COLUMNS``
    keywords: Mapping[str, str]  # number, article, heading: as ``schema.indexed`` writes them
    words: bytes  # of ``packed_words``


@lru_cache(maxsize=2**16)
def word_number(word: str) -> int:
    """What a word is kept as: two words share a number once in some thousand millions."""
    return zlib.crc32(word.encode())


def packed_words(parts: Mapping[str, Words]) -> bytes:
    """The words of an article as numbers.

    First how many words each part has, in the order of ``weights().parts``; then the stems
    of all parts, the exact forms and the positions.
    """
    said = [parts.get(name, ((), (), ())) for name in weights().parts]
    total = sum(len(stems) for stems, _, _ in said)
    return b"".join(
        (
            np.array([len(stems) for stems, _, _ in said], "<u4").tobytes(),
            _packed((word_number(one) for stems, _, _ in said for one in stems), "<u4", total),
            _packed((word_number(one) for _, some, _ in said for one in some), "<u4", total),
            _packed((place for _, _, places in said for place in places), "<u2", total),
        )
    )


def _packed(numbers: Iterable[int], kind: str, count: int) -> bytes:
    return np.fromiter(numbers, kind, count).tobytes()


@dataclass(frozen=True, slots=True)
class _Said:
    """What all candidates say, article by article, and part by part within each."""

    docs: Docs
    parts: NDArray[np.uint8]  # by their place in ``weights().parts``
    stems: NDArray[np.uint32]
    exacts: NDArray[np.uint32]
    places: NDArray[np.uint16]
    lengths: NDArray[np.float32]  # [article, part], in words


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a word stands in one part of articles."""

    docs: Docs
    counts: NDArray[np.int64]  # occurrences in each article
    at: Docs  # the article of each occurrence, ascending
    places: NDArray[np.uint16]  # the position of each occurrence


class Candidates:
    """``search.articles.Articles`` of a few articles, numbered in the order given."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        *,
        totals: Mapping[str, int],
        frequency: Frequency,
        expansions: Callable[[str, str], list[str]],
    ) -> None:
        """``totals``: articles of the library by analysed language.

        ``expansions`` gives the words of a language that start with a prefix.
        """
        self.count = len(candidates)
        self._candidates = candidates
        self._totals = totals
        self._frequency = frequency
        self._expansions = expansions
        self._scores: dict[Hashable, Any] = {}
        self._facets: dict[str, Facet] = {}
        self._standing: dict[tuple[str, bool, str], Mapping[str, _Standing]] = {}
        self._said = _unpacked([one.words for one in candidates])
        self._languages = {code: self._in(code) for code in ANALYSED_LANGUAGES}

    def value(self, name: str, doc: int) -> str:
        """What column ``name`` says of a candidate."""
        return self._candidates[doc].values[name]

    def key(self, doc: int) -> ArticleKey:
        """Which article a candidate is."""
        return ArticleKey(
            self.value("law", doc), self.value("version", doc), self.value("eid", doc)
        )

    def facet(self, name: str) -> Facet:
        """The column ``name``."""
        if name not in self._facets:
            self._facets[name] = self._facet(name)
        return self._facets[name]

    def in_language(self, language: str) -> Docs:
        """Candidates analysed as ``language``."""
        return self._languages[language]

    def docs_where(self, name: str, lets: Callable[[str], bool]) -> Docs:
        """Candidates with a value in column ``name`` of which ``lets`` is true."""
        facet = self.facet(name)
        return np.flatnonzero(facet.where(lets)[facet.codes]).astype(np.int32)

    def docs(self, field: str, word: str) -> Docs:
        """Candidates with ``word`` in ``field``."""
        if field not in _fields():
            found = [i for i, one in enumerate(self._candidates) if one.keywords[field] == word]
            return np.array(found, dtype=np.int32)
        return self._stands(field, word).docs

    def postings(self, field: str, word: str, part: Part) -> Postings:
        """Where ``word`` stands in ``field``, which holds ``part``."""
        standing = self._stands(field, word)
        if not len(standing.docs):
            return _NO_POSTINGS
        lengths = self._said.lengths[standing.docs, list(weights().parts).index(part.name)]
        weighed = standing.counts * part.occurrences(lengths)
        return Postings(standing.docs, weighed.astype(np.float32))

    def places(self, field: str, word: str, wanted: Docs) -> Places:
        """Where ``word`` stands in ``field`` of each of the candidates ``wanted``."""
        standing = self._stands(field, word)
        if not len(standing.docs):
            return _NO_PLACES
        kept = contains(wanted, standing.docs)
        if kept.all():
            return Places(standing.docs, standing.counts, standing.places)
        at = contains(wanted, standing.at)
        return Places(standing.docs[kept], standing.counts[kept], standing.places[at])

    def words_from(self, field: str, prefix: str, *, limit: int, scanned: int) -> list[str]:
        """Words that start with ``prefix``, whatever the field: the ``limit`` commonest."""
        _, language, _ = _fields()[field]
        return self._expansions(language, prefix)[:limit]

    def spread(self, language: str, words: Sequence[str], found: int, *, exact: bool) -> int:
        """In how many articles of the library ``words`` stand, of which ``found`` are here."""
        return max(found, self._frequency(language, words, exact)) if words else found

    def total(self, language: str) -> int:
        """Articles of the library analysed as ``language``."""
        return max(self._totals.get(language, 0), len(self._languages[language]))

    def remembered(self, name: Hashable, make: Callable[[], Held]) -> Held:
        """What ``make`` gives, made once."""
        if name not in self._scores:
            self._scores[name] = make()
        held: Held = self._scores[name]
        return held

    def _stands(self, field: str, word: str) -> _Standing:
        """Where ``word`` stands in ``field``."""
        part, language, exact = _fields()[field]
        known = self._standing.get((language, exact, word))
        if known is None:
            known = self._standing[language, exact, word] = self._found(language, exact, word)
        return known.get(part, _NOWHERE)

    def _found(self, language: str, exact: bool, word: str) -> Mapping[str, _Standing]:
        """Where a word stands, by part; a part that lacks it is left out."""
        said, here = self._said, self._languages[language]
        if not len(here):
            return {}
        at = np.flatnonzero((said.exacts if exact else said.stems) == word_number(word))
        if len(at) and len(here) < self.count:
            at = at[contains(here, said.docs[at])]
        docs, parts, places = said.docs[at], said.parts[at], said.places[at]
        names = list(weights().parts)
        found = {}
        for part in set(parts.tolist()):
            there = parts == part
            found[names[part]] = _Standing(*_once(docs[there]), docs[there], places[there])
        return found

    def _facet(self, name: str) -> Facet:
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(one.values[name], len(numbers)) for one in self._candidates]
        values = [tuple(value.split(VALUE_BREAK)) if value else () for value in numbers]
        return Facet(np.array(codes, dtype=np.uint32), values)

    def _in(self, language: str) -> Docs:
        if not self.count:
            return no_docs()
        return self.docs_where("language", lambda code: analysed_as(code) == language)


def _unpacked(packed: Sequence[bytes]) -> _Said:
    """What articles say, from what ``packed_words`` wrote of each."""
    count = len(weights().parts)
    head = 4 * count
    heads = np.frombuffer(b"".join(one[:head] for one in packed), "<u4")
    lengths = heads.astype(np.int64).reshape(-1, count)
    totals = lengths.sum(axis=1)
    ends = [(one, head + 4 * total) for one, total in zip(packed, totals.tolist(), strict=True)]
    stems = b"".join(one[head:end] for one, end in ends)
    exacts = b"".join(one[end : 2 * end - head] for one, end in ends)
    places = b"".join(one[2 * end - head :] for one, end in ends)
    return _Said(
        np.repeat(np.arange(len(packed), dtype=np.int32), totals),
        np.repeat(np.tile(np.arange(count, dtype=np.uint8), len(packed)), lengths.ravel()),
        np.frombuffer(stems, "<u4"),
        np.frombuffer(exacts, "<u4"),
        np.frombuffer(places, "<u2"),
        lengths.astype(np.float32),
    )


def _once(docs: Docs) -> tuple[Docs, NDArray[np.int64]]:
    """Each of ``docs``, which ascend and are not none, once, and how often it is there."""
    first = np.concatenate((_FROM_ZERO, np.flatnonzero(docs[1:] != docs[:-1]) + 1))
    counts = np.concatenate((first[1:], [len(docs)])) - first
    return docs[first], counts


@cache
def _fields() -> Mapping[str, tuple[str, str, bool]]:
    """By field: its part, its language, and whether it has exact forms."""
    return {
        field(part, code): (part, code, field is exact_field)
        for part in weights().parts
        for code in ANALYSED_LANGUAGES
        for field in (stem_field, exact_field)
    }


_FROM_ZERO: Final = np.zeros(1, dtype=np.int64)
_NO_COUNTS: Final = np.empty(0, dtype=np.int64)
_NO_POSITIONS: Final = np.empty(0, dtype=np.uint16)
_NOWHERE: Final = _Standing(no_docs(), _NO_COUNTS, no_docs(), _NO_POSITIONS)
_NO_PLACES: Final = Places(no_docs(), _NO_COUNTS, _NO_POSITIONS)
_NO_POSTINGS: Final = Postings(no_docs(), np.empty(0, dtype=np.float32))
