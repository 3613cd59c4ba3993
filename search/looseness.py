"""Which of the words that stand side by side in a query an article must have."""

from functools import lru_cache
from typing import Final

from i18n.languages import KNOWN_LANGUAGES
from search.analysis import forms, soft_stems
from search.query_tree import AndNode, CitationNode, Node, TranslatedNode, WordNode, children

FEW: Final = 10  # articles: where fewer have all the words, one word may be missing
_REMEMBERED: Final = 512  # queries
_MANY: Final = 3  # words; of fewer none may be missing


def is_soft(node: Node, language: str) -> bool:
    """Whether ``node`` only names a kind of provision: beside other words it is not needed."""
    if not isinstance(node, WordNode) or node.part:
        return False
    return forms(node.raw, language).stem in soft_stems(language)


@lru_cache(maxsize=_REMEMBERED)
def needs_all(node: Node) -> bool:
    """Whether letting one word be missing changes nothing: nowhere stand enough words.

    False in doubt, as where a word is so common that a language does not ask for it.
    """
    match node:
        case WordNode(raw):
            return not any(forms(raw, language).is_common for language in KNOWN_LANGUAGES)
        case TranslatedNode() | CitationNode():
            return False
        case AndNode(below) if len(below) >= _MANY:
            return False
    return all(map(needs_all, children(node)))


def least_needed(asked: int, lacking: int | None) -> int:
    """How many of the words ``asked`` for an article must have where ``lacking`` may be missing.

    None: all but one may be.
    """
    if lacking is None:
        return min(asked, 1)
    return asked if asked < _MANY else asked - lacking
