"""A few articles fetched from elsewhere, scored as the whole index would score them.

A database finds articles and counts them, but it ranks coarsely. Beside each article it
keeps what the article says, word by word, packed as numbers (``packed_words``); the best
candidates come back as ``Candidates``, which scoring asks as it asks the index itself.
How many articles of the library have a word is told from outside: rarity is of them all.
"""

import struct
import zlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import ANALYSED_LANGUAGES, analysed_as
from search.articles import Facet, Places, Postings
from search.model import ArticleKey
from search.ranking import Part, weights
from search.schema import COLUMNS, VALUE_BREAK, exact_field, stem_field
from search.scores import Docs, Scores, no_docs

_LENGTH: Final = struct.Struct("<I")

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
    """The words of each part of an article, by the part's name, as numbers."""
    packed = []
    for name in weights().parts:
        stems, exacts, places = parts.get(name, ((), (), ()))
        packed += [
            _LENGTH.pack(len(stems)),
            np.fromiter(map(word_number, stems), "<u4", len(stems)).tobytes(),
            np.fromiter(map(word_number, exacts), "<u4", len(exacts)).tobytes(),
            np.fromiter(places, "<u2", len(stems)).tobytes(),
        ]
    return b"".join(packed)


@dataclass(frozen=True, slots=True)
class _PartWords:
    """What one part of all candidates says, article by article."""

    docs: Docs
    stems: NDArray[np.uint32]
    exacts: NDArray[np.uint32]
    places: NDArray[np.uint16]
    lengths: NDArray[np.float32]  # by article


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
        self._scores: dict[Hashable, Scores] = {}
        self._facets = {name: self._facet(name) for name in COLUMNS}
        self._parts = _unpacked([one.words for one in candidates])
        self._languages = {code: self._in(code) for code in ANALYSED_LANGUAGES}
        self._fields = {
            field(part, code): (part, code, field is exact_field)
            for part in self._parts
            for code in ANALYSED_LANGUAGES
            for field in (stem_field, exact_field)
        }

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
        return self._facets[name]

    def in_language(self, language: str) -> Docs:
        """Candidates analysed as ``language``."""
        return self._languages[language]

    def docs_where(self, name: str, lets: Callable[[str], bool]) -> Docs:
        """Candidates with a value in column ``name`` of which ``lets`` is true."""
        facet = self._facets[name]
        return np.flatnonzero(facet.where(lets)[facet.codes]).astype(np.int32)

    def docs(self, field: str, word: str) -> Docs:
        """Candidates with ``word`` in ``field``."""
        if field not in self._fields:
            found = [i for i, one in enumerate(self._candidates) if one.keywords[field] == word]
            return np.array(found, dtype=np.int32)
        said, at = self._at(field, word)
        return np.unique(said.docs[at])

    def postings(self, field: str, word: str, part: Part) -> Postings:
        """Where ``word`` stands in ``field``, which holds ``part``."""
        said, at = self._at(field, word)
        docs, counts = np.unique(said.docs[at], return_counts=True)
        weighed = counts * part.occurrences(said.lengths[docs])
        return Postings(docs, weighed.astype(np.float32))

    def places(self, field: str, word: str, wanted: Docs) -> Places:
        """Where ``word`` stands in ``field`` of each of the candidates ``wanted``."""
        said, at = self._at(field, word)
        at = at[np.isin(said.docs[at], wanted)]
        docs, counts = np.unique(said.docs[at], return_counts=True)
        return Places(docs, counts.astype(np.int64), said.places[at])

    def words_from(self, field: str, prefix: str, *, limit: int, scanned: int) -> list[str]:
        """Words that start with ``prefix``, whatever the field: the ``limit`` commonest."""
        _, language, _ = self._fields[field]
        return self._expansions(language, prefix)[:limit]

    def spread(self, language: str, words: Sequence[str], found: int, *, exact: bool) -> int:
        """In how many articles of the library ``words`` stand, of which ``found`` are here."""
        return max(found, self._frequency(language, words, exact)) if words else found

    def total(self, language: str) -> int:
        """Articles of the library analysed as ``language``."""
        return max(self._totals.get(language, 0), len(self._languages[language]))

    def remembered(self, name: Hashable, make: Callable[[], Scores]) -> Scores:
        """What ``make`` gives, made once."""
        if name not in self._scores:
            self._scores[name] = make()
        return self._scores[name]

    def _at(self, field: str, word: str) -> tuple[_PartWords, NDArray[np.intp]]:
        """The part that ``field`` holds, and where ``word`` stands in it."""
        part, language, exact = self._fields[field]
        said = self._parts[part]
        at = np.flatnonzero((said.exacts if exact else said.stems) == word_number(word))
        if len(at) and len(self._languages[language]) < self.count:
            at = at[np.isin(said.docs[at], self._languages[language])]
        return said, at

    def _facet(self, name: str) -> Facet:
        numbers: dict[str, int] = {}
        codes = [numbers.setdefault(one.values[name], len(numbers)) for one in self._candidates]
        values = [tuple(value.split(VALUE_BREAK)) if value else () for value in numbers]
        return Facet(np.array(codes, dtype=np.uint32), values)

    def _in(self, language: str) -> Docs:
        if not self.count:
            return no_docs()
        return self.docs_where("language", lambda code: analysed_as(code) == language)


def _unpacked(packed: Sequence[bytes]) -> dict[str, _PartWords]:
    """The words of each part of all articles, from those of each article."""
    names = list(weights().parts)
    arrays: dict[str, list[tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16]]]]
    arrays = {name: [] for name in names}
    for data in packed:
        at = 0
        for name in names:
            (length,) = _LENGTH.unpack_from(data, at)
            at += _LENGTH.size
            stems = np.frombuffer(data, "<u4", length, at)
            exacts = np.frombuffer(data, "<u4", length, at + 4 * length)
            places = np.frombuffer(data, "<u2", length, at + 8 * length)
            arrays[name].append((stems, exacts, places))
            at += 10 * length
    return {name: _part_words(found) for name, found in arrays.items()}


def _part_words(
    found: Sequence[tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint16]]],
) -> _PartWords:
    lengths = np.array([len(stems) for stems, _, _ in found], dtype=np.int64)
    docs = np.repeat(np.arange(len(found), dtype=np.int32), lengths)
    nothing = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint16)
    return _PartWords(
        docs,
        np.concatenate([nothing[0], *(one[0] for one in found)]),
        np.concatenate([nothing[0], *(one[1] for one in found)]),
        np.concatenate([nothing[1], *(one[2] for one in found)]),
        lengths.astype(np.float32),
    )
