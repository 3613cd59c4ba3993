"""A report as a flow of blocks, before it is HTML or a Word document.

Builders make flows, ``flow_html`` and ``flow_docx`` write them; neither knows the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from milex.comparator.model import Verdict

Style = Literal[
    "plain",
    "strong",
    "faint",
    "match",  # words of a law that answer
    "removed",
    "added",
]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style; a link where ``href`` is not empty."""

    text: str
    style: Style = "plain"
    href: str = ""
    language: str = ""  # ISO 639-1, where it is not the report's


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 stands below the title."""

    level: Literal[1, 2]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a ``note`` is set apart."""

    runs: Runs
    kind: Literal["text", "note", "item"] = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: paragraphs, and the verdict that colours it."""

    paragraphs: tuple[Runs, ...]
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading row; ``widths`` are shares of the page that sum to about 1."""

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    dense: bool = False  # a grid of symbols


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Flow:
    """A report: its title and its blocks, made as they are written."""

    title: str
    language: str  # ISO 639-1
    blocks: Iterable[Block] = field(repr=False)
    wide: bool = False  # better on a page lying on its side


def text(words: str, style: Style = "plain") -> Runs:
    """``words`` as runs."""
    return (Run(words, style),)


def cell(words: str, style: Style = "plain", verdict: Verdict | None = None) -> Cell:
    """A cell of one paragraph."""
    return Cell((text(words, style),), verdict)
