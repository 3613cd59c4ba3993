"""What a query says in one language, worked out before any article is looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from search.analysis import forms
from search.query_tree import (
    AndNode,
    Node,
    OrNode,
    PhraseNode,
    PrefixNode,
    TranslatedNode,
    WordNode,
    asked_words,
)
from search.roles import Role, roles
from search.schema import heading_key

_REMEMBERED: Final = 512  # queries in a language


@dataclass(frozen=True, slots=True)
class Wording:
    """A query in one language."""

    asked: tuple[WordNode | PhraseNode | PrefixNode, ...]  # in any part of an article
    headings: tuple[str, ...]  # keys of the headings that say just what it says
    roles: tuple[Role, ...]  # the kinds of provision that it asks for
    # Neighbouring words with their distance; common words between them count.
    pairs: tuple[tuple[str, str, int], ...]


@lru_cache(maxsize=_REMEMBERED)
def wording_of(root: Node, language: str) -> Wording:
    """What ``root`` says in ``language``."""
    asked = tuple(one for one in asked_words(root, language) if not one.part)
    keys = {heading_key(text, language) for text in _wordings(root, language)}
    stems = {forms(one.raw, language).stem for one in asked if isinstance(one, WordNode)}
    return Wording(
        asked,
        tuple(sorted(filter(None, keys))),
        tuple(
            role
            for role in roles().get(language, ())
            if stems & role.asked_by and stems - role.asked_by
        ),
        tuple(_pairs(root, language)),
    )


def _wordings(node: Node, language: str) -> Iterator[str]:
    """The ways to say a query of words in ``language``; none where it has fields or operators."""
    match node:
        case WordNode(raw, ""):
            yield raw
        case PhraseNode(text, ""):
            yield text
        case TranslatedNode(typed, elsewhere):
            yield from _wordings(typed, language)
            yield from (text for said_in, text in elsewhere if said_in == language)
        case AndNode(below) if all(isinstance(one, WordNode) for one in below):
            yield " ".join(one.raw for one in below if isinstance(one, WordNode))


def _pairs(node: Node, language: str) -> list[tuple[str, str, int]]:
    """Neighbouring words of ``node`` with their distance; common words between them count."""
    match node:
        case TranslatedNode(typed):
            return _pairs(typed, language)
        case OrNode(children):
            return [pair for child in children for pair in _pairs(child, language)]
        case AndNode(children):
            pairs = [pair for child in children for pair in _pairs(child, language)]
            asked = [
                (place, child.raw)
                for place, child in enumerate(children)
                if isinstance(child, WordNode)
                and not child.part
                and not forms(child.raw, language).is_common
            ]
            for (start, first), (end, second) in pairwise(asked):
                between = children[start + 1 : end]
                if all(isinstance(child, WordNode) for child in between):
                    pairs.append((first, second, end - start))
            return pairs
        case _:
            return []
