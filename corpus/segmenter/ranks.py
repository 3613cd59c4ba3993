"""How high each kind of division stands."""

from typing import Final

from corpus.model import DivisionKind
from corpus.segmenter.divisions import DivisionLabel

# How high a division stands by its kind: 0 is outermost.
RANKS: Final[dict[DivisionKind, int]] = {
    "book": 0,
    "part": 1,
    "title": 2,
    "division": 3,
    "chapter": 4,
    "subchapter": 5,
    "section": 6,
    "subsection": 7,
    "paragraph": 8,
    "crossheading": 9,
    "transitional": 0,
    "final": 0,
    "schedule": 0,
    "other": 9,
}


def division_rank(label: DivisionLabel) -> int:
    """How high a division stands: 0 is outermost."""
    return RANKS[label.kind]
