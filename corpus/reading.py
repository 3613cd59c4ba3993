"""What every reader returns: one signature for every format.

A reader is ``read(data: bytes, name: str) -> Reading``. It raises
``corpus.errors.UnreadableFile`` when nothing of the file can be used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from corpus.lines import Line
from corpus.model import Document
from corpus.problems import Problem


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that a reader or the segmenter left out on purpose, and why."""

    line: int | None
    text: str
    reason: str  # stable name: "menu", "contents_table", "page_number", "amendment_note"…


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: lines for the segmenter, or a whole Document, never both.

    ``stated`` maps fields of ``LawMetadata`` to the values that the source itself
    gives (as strings; dates ISO 8601), e.g. ``{"title": …, "date": "2012-12-13"}``.
    """

    format: str  # name of the reader in READERS: "text", "html", "pdf", "akn"…
    lines: tuple[Line, ...] = ()
    document: Document | None = None
    stated: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    dropped: tuple[Dropped, ...] = ()


class Reader(Protocol):
    """The signature that every reader module's ``read`` has."""

    def __call__(self, data: bytes, name: str) -> Reading:
        """``data`` as a Reading; ``name`` is the file's name, for messages and hints."""
        ...
