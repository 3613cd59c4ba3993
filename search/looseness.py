"""Which of the words that stand side by side in a query an article must have."""

from typing import Final

from search.analysis import forms, soft_stems
from search.query_tree import Node, WordNode

FEW: Final = 10  # articles: where fewer have all the words, one word may be missing
_MANY: Final = 3  # words; of fewer none may be missing


def is_soft(node: Node, language: str) -> bool:
    """Whether ``node`` only names a kind of provision: beside other words it is not needed."""
    if not isinstance(node, WordNode) or node.part:
        return False
    return forms(node.raw, language).stem in soft_stems(language)


def least_needed(asked: int, lacking: int | None) -> int:
    """How many of the words ``asked`` for an article must have where ``lacking`` may be missing.

    None: all but one may be.
    """
    if lacking is None:
        return min(asked, 1)
    return asked if asked < _MANY else asked - lacking
