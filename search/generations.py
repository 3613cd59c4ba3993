"""Where the index lies on disk, which generation of it is current, and who may write.

The folder holds generations, each a whole Whoosh index, and a pointer file that names
the current one. A rebuild fills a new generation and then replaces the pointer, which
is atomic: readers see the old index or the new one, never a mixture. One lock guards
every write; the system frees it when its holder is killed.
"""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from whoosh.util.filelock import FileLock, try_for

from i18n.messages import Message
from search.analysis import fingerprint
from search.errors import IndexBroken, IndexBusy, IndexMissing

_POINTER: Final = "current.json"
_LOCK: Final = "write.lock"
_PREFIX: Final = "generation-"
_LOCK_DELAY: Final = 0.05  # seconds between two tries for the lock


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations of the index in ``folder``."""

    folder: Path

    @property
    def pointer(self) -> Path:
        """The file that names the current generation."""
        return self.folder / _POINTER

    def current(self) -> Path:
        """The folder of the current generation.

        Raises:
            IndexMissing: no index has been made here.
            IndexBroken: the pointer cannot be read, or another analysis made the index.
        """
        try:
            pointer = json.loads(self.pointer.read_text(encoding="utf-8"))
            name, analysis = str(pointer["generation"]), pointer["analysis"]
        except FileNotFoundError:
            raise missing(self.folder) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise broken(self.folder) from error
        if analysis != fingerprint():
            raise IndexBroken(
                Message(
                    "The search index in %(folder)s was made by another version of MILEX. "
                    "Make it anew with “milex index --rebuild”.",
                    folder=str(self.folder),
                )
            )
        return self.folder / Path(name).name

    def new(self) -> Path:
        """An empty folder for a generation that is not current yet."""
        generation = self.folder / f"{_PREFIX}{secrets.token_hex(8)}"
        generation.mkdir(parents=True)
        return generation

    def make_current(self, generation: Path) -> None:
        """Turns all readers to ``generation`` and clears away the others.

        Only the holder of the lock may call it. A reader that still holds files of an
        older generation keeps them open; where the system does not delete open files
        they are left to the next rebuild.
        """
        pointer = {"generation": generation.name, "analysis": fingerprint()}
        draft = self.folder / f"{_POINTER}.{generation.name}"
        with draft.open("w", encoding="utf-8") as target:
            json.dump(pointer, target)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(self.pointer)
        self.clear_away(generation)

    def clear_away(self, current: Path) -> None:
        """Deletes what killed or finished rebuilds left beside ``current``."""
        for other in self.folder.glob(f"{_PREFIX}*"):
            if other != current:
                shutil.rmtree(other, ignore_errors=True)
        for draft in self.folder.glob(f"{_POINTER}.*"):
            with suppress(OSError):
                draft.unlink()

    @contextmanager
    def locked(self, wait_seconds: float) -> Iterator[None]:
        """Holds the lock of the one writer, among threads and among processes.

        Raises:
            IndexBusy: another writer held it for more than ``wait_seconds``.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.folder / _LOCK))
        if not try_for(lock.acquire, timeout=wait_seconds, delay=_LOCK_DELAY):
            raise IndexBusy(
                Message(
                    "Another process has been writing the search index in %(folder)s for more "
                    "than %(seconds)s seconds. Wait until it ends and try again.",
                    folder=str(self.folder),
                    seconds=f"{wait_seconds:g}",
                )
            )
        try:
            yield
        finally:
            lock.release()


def missing(folder: Path) -> IndexMissing:
    """The error of a folder without an index."""
    return IndexMissing(
        Message(
            "There is no search index in %(folder)s. Make one with “milex index --rebuild”.",
            folder=str(folder),
        )
    )


def broken(folder: Path) -> IndexBroken:
    """The error of an index that cannot be read."""
    return IndexBroken(
        Message(
            "The search index in %(folder)s cannot be read. "
            "Make it anew with “milex index --rebuild”.",
            folder=str(folder),
        )
    )
