"""Writes articles into one generation of the index, whole laws at a time.

Who may write, and where, is decided in ``generations``.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.columns import whole_numbers, whole_values
from search.files import index_files
from search.generations import broken
from search.model import ArticleEntry
from search.pool import TokenPool
from search.postings import ArticleCodec, read_postings
from search.schema import (
    IndexedArticle,
    indexed,
    length_column,
    length_columns,
    value_columns,
)

# Of more small segments than this the smallest are merged: each costs every new word of a
# query a look-up. Merging costs the writer, so it is done seldom: one law in some twenty waits.
_MOST_SMALL_SEGMENTS: Final = 28
_MERGED_AT_ONCE: Final = 22
_SMALL: Final = 2_000  # documents


@dataclass(slots=True)
class Transaction:
    """Laws to be replaced or removed; applied at the end, all or nothing."""

    # The articles that each law will have.
    laws: dict[str, list[IndexedArticle]] = field(default_factory=dict)

    def replace(self, law: str, entries: Iterable[ArticleEntry]) -> None:
        """All articles of ``law`` are now exactly ``entries``."""
        self.laws[law] = [indexed(entry) for entry in entries]

    def remove(self, law: str) -> None:
        """No article of ``law`` is found any more."""
        self.laws[law] = []


def apply(transaction: Transaction, generation: Path, *, folder: Path) -> None:
    """Commits ``transaction`` to the index in ``generation``; ``folder`` is named in errors.

    Raises:
        IndexBroken: the index there cannot be read or written.
    """
    if not transaction.laws:
        return
    with (
        _whoosh_trouble(folder),
        index_files(generation) as files,
        _committed(FileIndex(files)) as writer,
    ):
        writer.delete_laws(transaction.laws)
        for articles in transaction.laws.values():
            for article in articles:
                writer.add_article(article)


class ArticleWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of one segment, its words in a pool of ours."""

    def __init__(self, index: FileIndex, *, locking: bool = True) -> None:
        """Not ``locking``: others write segments too, and whoever commits holds the lock."""
        # A compound segment would be read into memory whole by every reader.
        super().__init__(index, _lk=locking, compound=False, codec=ArticleCodec())
        self.pool = TokenPool()
        self._columns = {**value_columns(), **length_columns()}

    def add_article(self, article: IndexedArticle) -> None:
        """One more document."""
        for name, (words, places) in article.streams.items():
            self.pool.add(self.docnum, name, words, places)
        lengths = {length_column(part): length for part, length in article.lengths.items()}
        self._add_row({**article.values, **lengths})

    def finished(self) -> Any:
        """The segment, written and not committed."""
        segment = self._finalize_segment()
        self._finish()
        return segment

    def delete_laws(self, laws: Iterable[str]) -> None:
        """No document of ``laws`` is found any more."""
        wanted = list(laws)
        for segment in self.segments:
            with _segment_reader(self, segment) as reader:
                for law in wanted:
                    found = read_postings(reader, "law", law)
                    for doc in () if found is None else found.docs.tolist():
                        segment.delete_document(doc)

    def add_reader(self, reader: Any) -> None:
        """The living documents of another segment, at the end of this one."""
        kept = np.array(list(reader.all_doc_ids()), dtype=np.int64)
        numbers = np.full(reader.doc_count_all(), -1, dtype=np.int64)
        numbers[kept] = np.arange(self.docnum, self.docnum + len(kept))
        for name, word in reader.all_terms():
            found = read_postings(reader, name, word.decode())
            if found is not None:
                self.pool.add_postings(name, word.decode(), found, numbers)
        for row in _rows(reader, kept):
            self._add_row(row)

    def _add_row(self, row: dict[str, str | int]) -> None:
        self.perdocwriter.start_doc(self.docnum)
        for name, value in row.items():
            if value:
                self.perdocwriter.add_column_value(name, self._columns[name], value)
        self.perdocwriter.finish_doc()
        self.docnum += 1
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self.pool.write(self.fieldwriter, self.schema)
        self.fieldwriter.close()


@contextmanager
def _committed(index: FileIndex) -> Iterator[ArticleWriter]:
    """A Whoosh writer, committed at the end of the block and cancelled when it raises."""
    writer = ArticleWriter(index)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=_merged)


def _merged(writer: ArticleWriter, segments: Sequence[Any]) -> list[Any]:
    """Segments that stay; the smallest of too many go into the writer's new one."""
    alive = [one for one in segments if one.doc_count()]
    small = sorted(
        (one for one in alive if one.doc_count_all() < _SMALL), key=lambda one: int(one.doc_count())
    )
    if len(small) <= _MOST_SMALL_SEGMENTS:
        return alive
    for segment in small[:_MERGED_AT_ONCE]:
        with _segment_reader(writer, segment) as reader:
            writer.add_reader(reader)
    return [one for one in alive if one not in small[:_MERGED_AT_ONCE]]


@contextmanager
def _segment_reader(writer: ArticleWriter, segment: Any) -> Iterator[Any]:
    reader = SegmentReader(writer.storage, writer.schema, segment)
    try:
        yield reader
    finally:
        reader.close()


def _rows(reader: Any, kept: NDArray[np.int64]) -> Iterator[dict[str, str | int]]:
    """The columns of the documents ``kept`` of a segment, document by document."""
    columns: dict[str, Sequence[str | int]] = {}
    for name, numbers in length_columns().items():
        columns[name] = whole_numbers(reader, name, numbers)[kept].tolist()
    for name, values in value_columns().items():
        column = whole_values(reader, name, values)
        columns[name] = [column.values[code] for code in column.codes[kept].tolist()]
    for row in zip(*columns.values(), strict=True):
        yield dict(zip(columns, row, strict=True))


@contextmanager
def _whoosh_trouble(folder: Path) -> Iterator[None]:
    """Damaged index files can make Whoosh raise anything at all."""
    try:
        yield
    except Exception as error:
        raise broken(folder) from error
