"""The search engine on Whoosh: opens snapshots, answers requests, writes transactions.

Whoosh keeps the postings; reading, scoring and filtering are ours (``snapshot``,
``evaluator``, ``answer``), because its textbook way is an order of magnitude slower and
not safe between threads.
"""

import os
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from corpus.cores import core_count
from search.answer import answer
from search.errors import IndexBroken
from search.filling import fill
from search.generations import Generations, broken
from search.hits import ranked_of, results_of
from search.model import (
    ArticleEntry,
    IndexWriter,
    SearchRequest,
    SearchResults,
    TextSource,
)
from search.snapshot import Kept, Snapshot, newest_state
from search.writing import Transaction, apply

_TRIES: Final = 5  # to open an index that is being replaced at this very moment
_BETWEEN_TRIES: Final = 0.02  # seconds
_SETTLED: Final = 2_000_000_000  # nanoseconds after which the time of a file tells its state
_REBUILD_WAIT: Final = 60.0  # seconds for another writer to end


@dataclass(slots=True)
class _Lease:
    """A snapshot and how many answers are being made from it."""

    state: tuple[int, Path, int]  # process, generation, commit
    snapshot: Snapshot
    signs: tuple[int, ...] | None = None  # while the files give them, the state is the newest
    holders: int = 0


class WhooshEngine:
    """``search.model.SearchEngine`` on an index in a folder."""

    def __init__(self, folder: Path, texts: TextSource) -> None:
        """Nothing is opened yet: ``folder`` may still lack an index."""
        self._folder = folder
        self._generations = Generations(folder)
        self._texts = texts
        self._kept = Kept()
        self._lease: _Lease | None = None
        self._leasing = threading.Lock()

    def __enter__(self) -> "WhooshEngine":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the open files; the next question opens them again."""
        with self._leasing:
            lease, self._lease = self._lease, None
            if lease is not None and not lease.holders:
                lease.snapshot.close()

    def search(self, request: SearchRequest) -> SearchResults:
        """The answer to ``request``; never fails on what a person typed."""
        with self._snapshot() as snapshot:
            found = answer(snapshot, request)
            ranked = ranked_of(found, snapshot)
        return results_of(found, ranked, self._texts)

    def count(self) -> int:
        """Articles in the index."""
        with self._snapshot() as snapshot:
            return snapshot.count

    def vocabulary(self, language: str, like: str = "") -> Mapping[str, int]:
        """Every word that articles in ``language`` print, with about how many have it."""
        with self._snapshot() as snapshot:
            return snapshot.vocabulary(language)

    @contextmanager
    def writing(self, *, wait_seconds: float = 60.0) -> Iterator[IndexWriter]:
        """A transaction: committed at the end of the block, dropped when it raises.

        Raises:
            IndexBusy: another process held the index for more than ``wait_seconds``.
            IndexMissing, IndexBroken: there is no usable index to write to.
        """
        with self._generations.locked(wait_seconds):
            generation = self._generations.current()
            transaction = Transaction()
            yield transaction
            apply(transaction, generation, folder=self._folder)

    def rebuild(self, entries: Iterable[ArticleEntry]) -> int:
        """Replaces the whole index by ``entries``, creating it where missing.

        Readers keep the old index until the new one is complete. Gives the number indexed.

        Raises:
            IndexBusy: another process was writing for too long.
            IndexingStopped: the system ended a process; the old index stays.
        """
        with self._generations.locked(_REBUILD_WAIT):
            generation = self._generations.new()
            count = fill(generation, entries, core_count())
            self._generations.make_current(generation)
            return count

    @contextmanager
    def _snapshot(self) -> Iterator[Snapshot]:
        """The newest state, kept open while the block runs."""
        with self._leasing:
            lease = self._newest()
            lease.holders += 1
        try:
            yield lease.snapshot
        finally:
            with self._leasing:
                lease.holders -= 1
                if lease is not self._lease and not lease.holders:
                    lease.snapshot.close()

    def _newest(self) -> _Lease:
        """The lease on the newest state, a new one where the index has changed.

        A file position is shared with forked processes, so each process opens its own.
        """
        if (lease := self._lease) is not None and lease.signs is not None:
            if lease.signs == self._signs(lease.state[1]):
                return lease
            lease.signs = None
        for last_try in [False] * (_TRIES - 1) + [True]:
            generation = self._generations.current()
            try:
                signs = self._signs(generation)
                state = (os.getpid(), generation, newest_state(generation))
                if lease is not None and lease.state == state:
                    lease.signs = signs
                    return lease
                snapshot = Snapshot(self._folder, generation, self._kept)
            except (IndexBroken, OSError) as error:
                if last_try:
                    raise broken(self._folder) from error
                time.sleep(_BETWEEN_TRIES)
                continue
            old, self._lease = self._lease, _Lease(state, snapshot)
            if old is not None and not old.holders:
                old.snapshot.close()
            return self._lease
        raise broken(self._folder)

    def _signs(self, generation: Path) -> tuple[int, ...] | None:
        """What of the files changes with each commit and rebuild; None where they just did.

        Times of files are coarse: of two changes at once the second might not show.
        """
        try:
            files = (os.stat(self._generations.pointer), os.stat(generation))
        except OSError:
            return None
        if time.time_ns() - max(file.st_mtime_ns for file in files) < _SETTLED:
            return None
        return (os.getpid(), *(fact for file in files for fact in (file.st_ino, file.st_mtime_ns)))
