"""One state of the index, read word by word into arrays.

A snapshot holds the files of its state open, so commits and rebuilds by others change
nothing in it. Whoosh's readers move a file position as they read and so are not safe
between threads: every reading of files happens under one lock, and what comes out
(arrays) is never changed afterwards and is shared freely. Arrays of a segment are kept by
the name of the segment, so a commit costs the next question only what it has changed.

Private parts of the pinned Whoosh 2.7.4 are used here, in ``postings`` and in
``writing``, and only there.
"""

import heapq
import sys
import threading
import weakref
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from search.analysis import analysed_as
from search.articles import Facet, Places, Postings
from search.columns import Coded, Numbers, whole_numbers, whole_values
from search.files import IndexFiles
from search.generations import broken
from search.memory import Held, Memory
from search.model import ArticleKey
from search.postings import SegmentPostings, read_postings
from search.ranking import Part
from search.schema import VALUE_BREAK, exact_field, length_column, length_columns, value_columns
from search.scores import Docs, Values, no_docs

# Bytes of postings as they stand in the files, and of scored words, that are kept.
KEPT_POSTINGS: Final = 64 * 2**20
KEPT_SCORES: Final = 32 * 2**20

_NOWHERE: Final = SegmentPostings(
    no_docs(), np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.uint16)
)


class Kept:
    """What is kept from one snapshot of an index to the next."""

    def __init__(self) -> None:
        self.postings = Memory(KEPT_POSTINGS)


@dataclass(frozen=True, slots=True)
class _Segment:
    reader: Any
    name: str  # never given to another segment
    offset: int  # of its document numbers
    size: int
    deleted: NDArray[np.bool_] | None  # by document; None where none is


class Snapshot:
    """A state of the index."""

    def __init__(self, folder: Path, generation: Path, kept: Kept | None = None) -> None:
        """Opens the newest state of ``generation``; ``folder`` is named in errors.

        Raises:
            IndexBroken: it cannot be read.
        """
        self._folder = folder
        self._reading = threading.Lock()
        self._kept = kept or Kept()
        self._scores = Memory(KEPT_SCORES)
        self._facets: dict[str, Facet] = {}
        self._lengths: dict[str, Values] = {}
        self._vocabularies: dict[str, Mapping[str, int]] = {}
        self._by_language: dict[str, Docs] = {}
        files = IndexFiles(generation)
        self._closing = weakref.finalize(self, files.close_files)
        with self._guarded():
            self._segments = _segments(FileIndex(files).reader())
            for name in value_columns():  # read now, while the files are surely there
                self._facets[name] = self._read_facet(name)
            for name in length_columns():
                self._lengths[name] = self._read_lengths(name)
        self.size = sum(segment.size for segment in self._segments)
        self._deleted = self._all_deleted()
        self.count = self.size - (0 if self._deleted is None else int(self._deleted.sum()))

    def close(self) -> None:
        """Lets go of the files; nothing may be read afterwards. Forgotten snapshots close too."""
        with self._reading:
            self._closing()

    def key(self, doc: int) -> ArticleKey:
        """Which article document ``doc`` is."""
        return ArticleKey(
            self.value("law", doc), self.value("version", doc), self.value("eid", doc)
        )

    def value(self, name: str, doc: int) -> str:
        """What the column ``name``, of one value an article, says of document ``doc``."""
        facet = self._facets[name]
        return "".join(facet.values[facet.codes[doc]][:1])

    def facet(self, name: str) -> Facet:
        """The column ``name`` of every document, deleted ones among them."""
        return self._facets[name]

    def in_language(self, language: str) -> Docs:
        """Documents analysed as ``language``."""
        found = self._by_language.get(language)
        if found is None:
            found = self.docs_where("language", lambda code: analysed_as(code) == language)
            self._by_language[language] = found
        return found

    def docs_where(self, name: str, lets: Callable[[str], bool]) -> Docs:
        """Documents with a value in column ``name`` of which ``lets`` is true."""
        facet = self._facets[name]
        found = facet.where(lets)[facet.codes]
        if self._deleted is not None:
            found &= ~self._deleted
        return np.flatnonzero(found).astype(np.int32)

    def docs(self, field: str, word: str) -> Docs:
        """Documents with ``word`` in ``field``."""
        found = [
            docs + segment.offset
            for segment, postings in self._found(field, word)
            for docs in [_living(segment, postings.docs)]
        ]
        return np.concatenate(found) if found else no_docs()

    def postings(self, field: str, word: str, part: Part) -> Postings:
        """Where ``word`` stands in ``field``, which holds ``part``."""
        docs: list[Docs] = []
        weights: list[Values] = []
        lengths = self._lengths[length_column(part.name)]
        for segment, found in self._found(field, word):
            here, counts = found.docs, found.counts
            if segment.deleted is not None:
                living = ~segment.deleted[here]
                here, counts = here[living], counts[living]
            here = here + segment.offset
            docs.append(here)
            weights.append(counts * part.occurrences(lengths[here]))
        if not docs:
            return Postings(no_docs(), np.empty(0, dtype=np.float32))
        return Postings(np.concatenate(docs), np.concatenate(weights))

    def places(self, field: str, word: str, wanted: Docs) -> Places:
        """Where ``word`` stands in ``field`` of each of the documents ``wanted``."""
        found = []
        for segment, postings in self._found(field, word):
            found.append(_places(segment, postings, wanted))
        if not found:
            return Places(no_docs(), np.empty(0, dtype=np.int64), _NOWHERE.places)
        return Places(*(np.concatenate(arrays) for arrays in zip(*found, strict=True)))

    def words_from(self, field: str, prefix: str, *, limit: int, scanned: int) -> list[str]:
        """Words of ``field`` that start with ``prefix``: the ``limit`` in most documents.

        Only the first ``scanned`` words in the alphabet are weighed, in each segment.
        """
        start = prefix.encode()
        frequencies: dict[str, int] = {}
        with self._guarded():
            for segment in self._segments:
                for word, count in _words_from(segment.reader, field, start, scanned):
                    frequencies[word] = frequencies.get(word, 0) + count
        return heapq.nlargest(limit, frequencies, key=lambda word: (frequencies[word], word))

    def spread(self, language: str, words: Sequence[str], found: int, *, exact: bool) -> int:
        """In how many articles of the library ``words`` stand: all of them are here."""
        return found

    def total(self, language: str) -> int:
        """Articles analysed as ``language``."""
        return len(self.in_language(language))

    def vocabulary(self, language: str) -> Mapping[str, int]:
        """Every exact form of headings and texts in ``language``, with about how many have it."""
        found = self._vocabularies.get(language)
        if found is None:
            counts: Counter[str] = Counter()
            with self._guarded():
                for part in ("text", "heading"):
                    for segment in self._segments:
                        field = exact_field(part, language)
                        words = _words_from(segment.reader, field, b"", limit=sys.maxsize)
                        counts.update(dict(words))
            found = self._vocabularies[language] = counts
        return found

    def remembered(self, name: Hashable, make: Callable[[], Held]) -> Held:
        """What ``make`` gives, made once while it is remembered under ``name``."""
        return self._scores.get(name, make)

    def _found(self, field: str, word: str) -> Iterator[tuple[_Segment, SegmentPostings]]:
        """Segments with ``word``, and its postings in each."""
        for segment in self._segments:
            read = partial(self._read, segment, field, word)
            found = self._kept.postings.get((segment.name, field, word), read)
            if len(found.docs):
                yield segment, found

    def _read(self, segment: _Segment, field: str, word: str) -> SegmentPostings:
        with self._guarded():
            found = read_postings(segment.reader, field, word) or _NOWHERE
            if len(found.docs) and not 0 <= found.docs[-1] < segment.size:
                raise IndexError(f"{word!r} stands in a document that is not there")
            return found

    def _read_facet(self, name: str) -> Facet:
        numbers: dict[str, int] = {}
        codes: list[Numbers] = []
        for segment in self._segments:
            column: Coded = whole_values(segment.reader, name, value_columns()[name])
            here = [numbers.setdefault(value, len(numbers)) for value in column.values]
            codes.append(np.array(here, dtype=np.uint32)[column.codes])
        values = [tuple(value.split(VALUE_BREAK)) if value else () for value in numbers]
        return Facet(np.concatenate(codes) if codes else np.empty(0, np.uint32), values)

    def _read_lengths(self, name: str) -> Values:
        found = [
            whole_numbers(segment.reader, name, length_columns()[name])
            for segment in self._segments
        ]
        return np.concatenate([np.empty(0, np.uint32), *found]).astype(np.float32)

    def _all_deleted(self) -> NDArray[np.bool_] | None:
        if all(segment.deleted is None for segment in self._segments):
            return None
        return np.concatenate(
            [
                np.zeros(segment.size, dtype=np.bool_)
                if segment.deleted is None
                else segment.deleted
                for segment in self._segments
            ]
        )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """One thread at a time; damaged files can make Whoosh raise anything at all."""
        with self._reading:
            try:
                yield
            except Exception as error:
                raise broken(self._folder) from error


def newest_state(generation: Path) -> int:
    """The number of the last commit in ``generation``; −1 where there is none."""
    return int(TOC._latest_generation(FileStorage(str(generation)), "MAIN"))


def _segments(reader: Any) -> list[_Segment]:
    return [
        _Segment(
            leaf,
            leaf.segment().segment_id(),
            offset,
            leaf.doc_count_all(),
            _deleted(leaf) if leaf.has_deletions() else None,
        )
        for leaf, offset in reader.leaf_readers()
        if leaf.doc_count_all()
    ]


def _deleted(leaf: Any) -> NDArray[np.bool_]:
    deleted = np.zeros(leaf.doc_count_all(), dtype=np.bool_)
    deleted[list(leaf.segment().deleted_docs())] = True
    return deleted


def _living(segment: _Segment, docs: Docs) -> Docs:
    return docs if segment.deleted is None else docs[~segment.deleted[docs]]


def _places(
    segment: _Segment, found: SegmentPostings, wanted: Docs
) -> tuple[Docs, NDArray[np.int64], NDArray[np.uint16]]:
    """(documents, occurrences, positions) of those of ``wanted`` that are in the segment."""
    here = _living(
        segment, wanted[slice(*np.searchsorted(wanted, _range(segment)))] - segment.offset
    )
    at = np.searchsorted(found.docs, here)
    at[at == len(found.docs)] = 0
    at = at[found.docs[at] == here]
    starts = np.cumsum(found.counts, dtype=np.int64) - found.counts
    counts = found.counts[at].astype(np.int64)
    # The places of each document follow one another: its first, then one more each time.
    first = np.repeat(starts[at], counts)
    within = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return found.docs[at] + segment.offset, counts, found.places[first + within]


def _range(segment: _Segment) -> tuple[int, int]:
    return segment.offset, segment.offset + segment.size


def _words_from(leaf: Any, field: str, start: bytes, limit: int) -> Iterator[tuple[str, int]]:
    """(word, documents) of the first ``limit`` words of ``field`` that start so."""
    if field not in leaf.indexed_field_names():
        return
    for count, ((name, word), info) in enumerate(leaf.iter_from(field, start.decode())):
        if name != field or not word.startswith(start) or count >= limit:
            return
        yield word.decode(), int(info.doc_frequency())
