"""Fills a new generation of the index: many articles at once, on two cores where it pays.

A second process takes every so many batches of laws and writes segments of its own; this
one writes the others and commits all of them together. Which batch goes where depends on
its place alone, so the same articles always give the same index.
"""

import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, groupby
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection
from os import _exit
from pathlib import Path
from queue import Full
from typing import Any, Final

from whoosh.index import FileIndex

from i18n.messages import Message
from search.errors import IndexingStopped
from search.files import index_files
from search.model import ArticleEntry
from search.schema import indexed, schema
from search.writing import ArticleWriter

Batch = list[ArticleEntry]  # of whole laws

# Words of a segment, over all fields, that a process holds in memory before they are
# written: some 15 bytes each, and as many again of one field while it is sorted.
_MOST_TOKENS: Final = 4_000_000
_BATCH: Final = 64  # articles, and the rest of the last one's law
_WORTH_A_PROCESS: Final = 2_000  # articles; starting a process costs what some hundreds do
_WAITING: Final = 4  # batches that wait for the second process
# Of five batches the second process writes three: the first one also reads them all.
_SHARES: Final = (False, True, True, False, True)
_LOOK: Final = 1.0  # seconds between two looks whether the second process still lives


def fill(generation: Path, entries: Iterable[ArticleEntry], processes: int) -> int:
    """Makes an index of ``entries`` in the empty folder ``generation``; gives their number.

    ``processes``: how many may work, of which at most two do.

    Raises:
        IndexingStopped: the system ended the second process.
    """
    batches = _batches(entries)
    first = list(_taken(batches, _WORTH_A_PROCESS))
    alone = processes < 2 or sum(map(len, first)) < _WORTH_A_PROCESS
    with index_files(generation) as files:
        index = FileIndex.create(files, schema())
        with _Segments(index) as segments:
            if alone:
                for batch in chain(first, batches):
                    segments.add(batch)
                found: Sequence[Any] = segments.finished()
            else:
                found = _with_a_second(generation, segments, chain(first, batches))
        writer = ArticleWriter(index)
        writer.commit(mergetype=lambda _writer, _segments: found)
        return sum(segment.doc_count_all() for segment in found)


def _batches(entries: Iterable[ArticleEntry]) -> Iterator[Batch]:
    batch: Batch = []
    for _, law in groupby(entries, key=lambda entry: entry.key.law):
        batch.extend(law)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _taken(batches: Iterator[Batch], articles: int) -> Iterator[Batch]:
    """Batches until they have so many articles."""
    taken = 0
    while taken < articles and (batch := next(batches, None)) is not None:
        taken += len(batch)
        yield batch


class _Segments:
    """Segments of an index, written one after another, not yet committed."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._writer: ArticleWriter | None = None
        self._written: list[Any] = []

    def __enter__(self) -> "_Segments":
        return self

    def __exit__(self, *error: object) -> None:
        """What was not finished is dropped."""
        if self._writer is not None:
            self._writer.cancel()

    def add(self, batch: Batch) -> None:
        """``batch`` at the end of the newest segment, or of a new one."""
        if self._writer is None:
            self._writer = ArticleWriter(self._index, locking=False)
        for entry in batch:
            self._writer.add_article(indexed(entry))
        if self._writer.pool.tokens >= _MOST_TOKENS:
            self._finish()

    def finished(self) -> list[Any]:
        """All of them, as Whoosh knows segments."""
        if self._writer is not None:
            self._finish()
        return self._written

    def _finish(self) -> None:
        if self._writer is not None:
            self._written.append(self._writer.finished())
            self._writer = None


def _with_a_second(
    generation: Path, segments: _Segments, batches: Iterable[Batch]
) -> Sequence[Any]:
    with _second_process(generation) as (send, receive):
        for number, batch in enumerate(batches):
            if _SHARES[number % len(_SHARES)]:
                send(batch)
            else:
                segments.add(batch)
        send(None)
        return [*segments.finished(), *receive()]


@contextmanager
def _second_process(
    generation: Path,
) -> Iterator[tuple[Callable[[Batch | None], None], Callable[[], Sequence[Any]]]]:
    """How to give a second process batches, None at the end, and to take its segments."""
    # Never a plain fork: a progress bar's thread may hold locks that the copy waits for.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context: Any = get_context(method)
    queue: Any = context.Queue(_WAITING)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_write, args=(generation, queue, there), daemon=True)
    process.start()
    there.close()

    def send(batch: Batch | None) -> None:
        while True:
            try:
                queue.put(batch, timeout=_LOOK)
            except Full:
                if not process.is_alive():
                    raise _stopped() from None
            else:
                return

    def receive() -> Sequence[Any]:
        try:
            found: Sequence[Any] = here.recv()
        except EOFError:
            raise _stopped() from None
        return found

    try:
        yield send, receive
    finally:
        process.terminate()
        process.join()
        queue.cancel_join_thread()
        queue.close()
        here.close()


def _write(generation: Path, queue: Any, told: Connection) -> None:
    """The work of the second process; it ends when the first one does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both; the first one answers
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    with index_files(generation) as files, _Segments(FileIndex(files)) as segments:
        while (batch := queue.get()) is not None:
            segments.add(batch)
        told.send(segments.finished())


def _end_with_the_first() -> None:
    first = parent_process()
    if first is not None:
        first.join()
        _exit(1)


def _stopped() -> IndexingStopped:
    return IndexingStopped(
        Message(
            "The system ended a process that writes the search index, perhaps for want of "
            "memory; the index is as it was. Try again when other programs need less."
        )
    )
