"""Writes articles into one generation of the index, whole laws at a time.

Who may write, and where, is decided in ``generations``.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.index import FileIndex
from whoosh.query import Or, Term

from search.files import index_files
from search.generations import broken
from search.model import ArticleEntry
from search.schema import index_document, schema

_MEMORY: Final = 192  # megabytes of postings sorted in memory before they go to disk
# Postings written and read together. They are not compressed: that takes a quarter off the
# files, and costs a third more time to build them.
_BLOCK: Final = 512


@dataclass(slots=True)
class Transaction:
    """Laws to be replaced or removed; applied at the end, all or nothing."""

    # The index documents that each law will have.
    laws: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def replace(self, law: str, entries: Iterable[ArticleEntry]) -> None:
        """All articles of ``law`` are now exactly ``entries``."""
        self.laws[law] = [index_document(entry) for entry in entries]

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
        writer.delete_by_query(Or([Term("law", law) for law in transaction.laws]))
        for documents in transaction.laws.values():
            for document in documents:
                writer.add_document(**document)


def fill(generation: Path, entries: Iterable[ArticleEntry]) -> int:
    """Makes an index of ``entries`` in the empty folder ``generation``; gives their number."""
    count = 0
    with index_files(generation) as files, _committed(FileIndex.create(files, schema())) as writer:
        for entry in entries:
            writer.add_document(**index_document(entry))
            count += 1
    return count


@contextmanager
def _committed(index: FileIndex) -> Iterator[Any]:
    """A Whoosh writer, committed at the end of the block and cancelled when it raises."""
    # A compound segment would be read into memory whole by every reader.
    writer = index.writer(
        limitmb=_MEMORY, compound=False, codec=ArticleCodec(_BLOCK, compression=0)
    )
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


@contextmanager
def _whoosh_trouble(folder: Path) -> Iterator[None]:
    """Damaged index files can make Whoosh raise anything at all."""
    try:
        yield
    except Exception as error:
        raise broken(folder) from error


class _FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Asks for no field lengths: our weights carry them, and each would cost a file look-up."""

    def add_postings(self, schema: object, lengths: object, items: object) -> None:
        super().add_postings(schema, None, items)


class ArticleCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own files, written without field lengths.

    The index names this class, so moving it asks for a new ``analysis`` index format.
    """

    def field_writer(self, storage: object, segment: object) -> W3FieldWriter:
        """The writer of a segment's words."""
        return _FieldWriter(self, storage, segment)
