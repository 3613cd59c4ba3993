"""Index files that are surely closed.

Whoosh forgets files that it has opened when it then fails, as on a damaged index.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage


class IndexFiles(FileStorage):  # type: ignore[misc]
    """The files of one generation; remembers those that it opened."""

    def __init__(self, generation: Path) -> None:
        super().__init__(str(generation))
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """The file ``name``, opened for reading."""
        return self._remembered(super().open_file(name, **options))

    def create_file(self, name: str, **options: Any) -> Any:
        """The file ``name``, opened for writing."""
        return self._remembered(super().create_file(name, **options))

    def temp_storage(self, name: str | None = None) -> Any:
        """A folder for one writer, of which there may be several."""
        return super().temp_storage(f"{name}.{secrets.token_hex(8)}")

    def close_files(self) -> None:
        """Closes what is still open."""
        while self._opened:
            file = self._opened.pop()
            if not file.is_closed:
                file.close()

    def _remembered(self, file: Any) -> Any:
        self._opened.append(file)
        return file


@contextmanager
def index_files(generation: Path) -> Iterator[IndexFiles]:
    """The files of ``generation``, closed at the end of the block."""
    files = IndexFiles(generation)
    try:
        yield files
    finally:
        files.close_files()
