"""Fingerprints of parts of this program: what is kept is made anew when its maker changes.

They change by themselves with the sources, so no version number can be forgotten.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import corpus
import milex.comparator

_CORPUS: Final = Path(corpus.__file__).parent
_COMPARATOR: Final = Path(milex.comparator.__file__).parent

# Folders of the corpus room that no reading of a file depends on…
_NOT_READING: Final = frozenset({"samples", "checklists", "__pycache__"})
# …and those that no comparison of a stored law does; checklists have fingerprints of their own.
_NOT_COMPARING: Final = frozenset(
    {"samples", "reference", "readers", "segmenter", "grammar", "__pycache__"}
)


@cache
def reading_program() -> str:
    """The fingerprint of the program that reads files: the corpus room's sources and data."""
    return _fingerprint(_sources(_CORPUS, {".py", ".yaml"}, _NOT_READING))


@cache
def comparing_program() -> str:
    """The fingerprint of the program that reads stored laws and compares them."""
    return _fingerprint(comparing_sources())


def comparing_sources() -> tuple[Path, ...]:
    """The files on which a comparison of a stored law depends, its checklist apart."""
    return (
        *_sources(_CORPUS, {".py"}, _NOT_COMPARING),
        *_sources(_COMPARATOR, {".py"}, _NOT_COMPARING),
    )


def _sources(room: Path, suffixes: Iterable[str], left_out: frozenset[str]) -> Iterator[Path]:
    for path in sorted(room.rglob("*")):
        if path.suffix in suffixes and left_out.isdisjoint(path.relative_to(room).parts):
            yield path


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        room = _CORPUS if path.is_relative_to(_CORPUS) else _COMPARATOR
        name = path.relative_to(room).as_posix()
        digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
