"""One state of the index, read term by term into arrays.

A snapshot holds the files of its state open, so commits and rebuilds by others change
nothing in it. Whoosh's readers move a file position as they read and so are not safe
between threads: every reading of files happens under one lock, and what comes out
(arrays, dictionaries) is never changed afterwards and is shared freely.

Whoosh gives postings one by one; a block at a time is several times faster, which is
why private methods of the pinned release 2.7.4 are called here, and only here.
"""

import heapq
import sys
import threading
import weakref
from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.matching.wrappers import FilterMatcher
from whoosh.reading import TermNotFound

from search.analysis import analysed_as
from search.files import IndexFiles
from search.generations import broken
from search.model import ArticleKey
from search.schema import exact_field, stored_key

# Entries of scored terms remembered, over all terms; about 100 bytes each.
REMEMBERED_SCORES: Final = 600_000

Scores = Mapping[int, float]  # document number → score


@dataclass(frozen=True, slots=True)
class Postings:
    """Documents in which a term stands, ascending; deleted ones are left out."""

    docs: Sequence[int] = ()
    weights: Sequence[float] = ()  # occurrences, weighed by the length of the part


@dataclass(frozen=True, slots=True)
class Column:
    """A facet of every document."""

    values: Sequence[tuple[str, ...]]  # by document number
    docs: Mapping[str, frozenset[int]]  # by value


class Snapshot:
    """A state of the index."""

    def __init__(self, folder: Path, generation: Path) -> None:
        """Opens the newest state of ``generation``; ``folder`` is named in errors.

        Raises:
            IndexBroken: it cannot be read.
        """
        self._folder = folder
        self._reading = threading.Lock()
        self._scores: OrderedDict[object, Scores] = OrderedDict()
        self._held = 0
        self._remembering = threading.Lock()
        self._columns: dict[str, Column] = {}
        self._vocabularies: dict[str, Mapping[str, int]] = {}
        files = IndexFiles(generation)
        self._closing = weakref.finalize(self, files.close_files)
        with self._guarded():
            self._reader = FileIndex(files).reader()
            self._leaves = list(self._reader.leaf_readers())
            for leaf, _ in self._leaves:
                if leaf.doc_count_all():
                    leaf.stored_fields(0)  # opens its file now, while it is surely there
            self.size = int(self._reader.doc_count_all())
            self.live = frozenset(
                offset + doc
                for leaf, offset in self._leaves
                for doc in range(leaf.doc_count_all())
                if not leaf.is_deleted(doc)
            )

    def close(self) -> None:
        """Lets go of the files; nothing may be read afterwards. Forgotten snapshots close too."""
        with self._reading:
            self._closing()

    def key(self, doc: int) -> ArticleKey:
        """Which article document ``doc`` is."""
        with self._guarded():
            return stored_key(self._reader.stored_fields(doc))

    def column(self, name: str) -> Column:
        """The facet ``name`` (a keyword field) of every document; remembered."""
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._read_column(name)
        return found

    def in_language(self, language: str) -> frozenset[int]:
        """Documents analysed as ``language``."""
        by_language = self.column("language").docs
        return frozenset().union(
            *(docs for code, docs in by_language.items() if analysed_as(code) == language)
        )

    def postings(self, field: str, term: str) -> Postings:
        """Where ``term`` stands in ``field``; empty where it does not."""
        docs = array("I")
        weights = array("f")
        with self._guarded():
            for leaf, offset in self._leaves:
                for block, block_weights, _ in _blocks(leaf, field, term, with_places=False):
                    docs.extend(block if not offset else [doc + offset for doc in block])
                    weights.extend(block_weights)
        return self._without_deleted(docs, weights)

    def places(self, field: str, term: str, wanted: frozenset[int]) -> dict[int, Sequence[int]]:
        """Positions of ``term`` in ``field`` in each of the documents ``wanted``, ascending."""
        found: dict[int, Sequence[int]] = {}
        with self._guarded():
            for leaf, offset in self._leaves:
                for docs, _, packed in _blocks(leaf, field, term, with_places=True):
                    for doc, positions in zip(docs, packed, strict=True):
                        if doc + offset in wanted:
                            found[doc + offset] = array("H", positions)
        return found

    def words_from(self, field: str, prefix: str, *, limit: int, scanned: int) -> list[str]:
        """Words of ``field`` that start with ``prefix``: the ``limit`` in most documents.

        Only the first ``scanned`` words in the alphabet are weighed, in each segment.
        """
        start = prefix.encode()
        frequencies: dict[str, int] = {}
        with self._guarded():
            for leaf, _ in self._leaves:
                for word, count in _words_from(leaf, field, start, scanned):
                    frequencies[word] = frequencies.get(word, 0) + count
        return heapq.nlargest(limit, frequencies, key=lambda word: (frequencies[word], word))

    def vocabulary(self, language: str) -> Mapping[str, int]:
        """Every exact form of headings and texts in ``language``, with about how many have it."""
        found = self._vocabularies.get(language)
        if found is None:
            counts: Counter[str] = Counter()
            with self._guarded():
                for part in ("text", "heading"):
                    for leaf, _ in self._leaves:
                        field = exact_field(part, language)
                        counts.update(dict(_words_from(leaf, field, b"", limit=sys.maxsize)))
            found = self._vocabularies[language] = counts
        return found

    def remembered(self, name: object, make: Callable[[], Scores]) -> Scores:
        """What ``make`` gives, made once while it is remembered under ``name``."""
        with self._remembering:
            if name in self._scores:
                self._scores.move_to_end(name)
                return self._scores[name]
        made = make()
        with self._remembering:
            if name not in self._scores:
                self._scores[name] = made
                self._held += len(made)
            while self._held > REMEMBERED_SCORES and len(self._scores) > 1:
                _, forgotten = self._scores.popitem(last=False)
                self._held -= len(forgotten)
        return made

    def _read_column(self, name: str) -> Column:
        by_value: dict[str, frozenset[int]] = {}
        values: list[tuple[str, ...]] = [()] * self.size
        with self._guarded():
            keywords = {
                word
                for leaf, _ in self._leaves
                for word, _ in _words_from(leaf, name, b"", limit=sys.maxsize)
            }
        for keyword in sorted(keywords):
            docs = self.postings(name, keyword).docs
            if docs:
                by_value[keyword] = frozenset(docs)
            for doc in docs:
                values[doc] = (*values[doc], keyword)
        return Column(values, by_value)

    def _without_deleted(self, docs: "array[int]", weights: "array[float]") -> Postings:
        if len(self.live) == self.size:
            return Postings(docs, weights)
        kept = [place for place, doc in enumerate(docs) if doc in self.live]
        return Postings([docs[place] for place in kept], [weights[place] for place in kept])

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


def _blocks(
    leaf: Any, field: str, term: str, *, with_places: bool
) -> Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]]:
    """(documents, weights, packed positions) of ``term``, block by block; deleted ones too."""
    try:
        matcher = leaf.postings(field, term)
    except TermNotFound:
        return
    if isinstance(matcher, FilterMatcher):  # skips deleted documents, one slow step each
        matcher = matcher.child
        matcher.reset()
    if not isinstance(matcher, W3LeafMatcher):  # a single posting, kept beside its term
        while matcher.is_active():
            yield [matcher.id()], [matcher.weight()], [matcher.value()] if with_places else []
            matcher.next()
        return
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        if with_places:
            matcher._read_values()
        yield matcher._ids, matcher._weights, matcher._values or []
        matcher._next_block()


def _words_from(leaf: Any, field: str, start: bytes, limit: int) -> Iterator[tuple[str, int]]:
    """(word, documents) of the first ``limit`` words of ``field`` that start so."""
    if field not in leaf.indexed_field_names():
        return
    for count, ((name, word), info) in enumerate(leaf.iter_from(field, start.decode())):
        if name != field or not word.startswith(start) or count >= limit:
            return
        yield word.decode(), int(info.doc_frequency())
