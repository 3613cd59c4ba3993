"""Expressions of one language in a query, joined with those of the other language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from i18n.terms import Ambiguity, Concept, concept_of, load_terms
from search.analysis import forms, words
from search.query_tree import (
    AndNode,
    Node,
    OrNode,
    PhraseNode,
    TranslatedNode,
    WordNode,
    children,
)
from search.schema import phrase_words

Key = tuple[tuple[str, int], ...]  # stems of an expression with their distances

_REMEMBERED: Final = 256  # queries
_LONGEST_RUN: Final = 8  # words of a query that one expression may span, common ones included


@lru_cache(maxsize=_REMEMBERED)
def translate(root: Node) -> tuple[Node, tuple[Message, ...]]:
    """``root`` with every known expression joined to what other languages say for it.

    Expressions that laws use for more than one concept are left as they are, and a
    message says so. What a NOT denies is left as typed.
    """
    notes: dict[Message, None] = {}
    return _translated(root, notes), tuple(notes)


def _translated(node: Node, notes: dict[Message, None]) -> Node:
    match node:
        case WordNode(raw, ""):
            return _joined(raw, node, notes) or node
        case PhraseNode(text, ""):
            return _joined(text, node, notes) or node
        case OrNode(children):
            return replace(node, children=tuple(_translated(child, notes) for child in children))
        case AndNode(children):
            found = tuple(_runs(children, node.loose, notes))
            return found[0] if len(found) == 1 else replace(node, children=found)
        case _:
            return node


def _runs(children: Sequence[Node], loose: bool, notes: dict[Message, None]) -> Iterator[Node]:
    """``children``, the longest expressions among neighbouring words put together first."""
    start = 0
    while start < len(children):
        taken, node = _longest(children[start:], loose, notes)
        yield node if taken > 1 else _translated(children[start], notes)
        start += taken


def _longest(children: Sequence[Node], loose: bool, notes: dict[Message, None]) -> tuple[int, Node]:
    """(children taken, node) of the longest expression that starts here; (1, first) if none."""
    run: list[Node] = []
    for child in children[:_LONGEST_RUN]:
        if not isinstance(child, WordNode) or child.part:
            break
        run.append(child)
    for length in range(len(run), 1, -1):
        typed = AndNode(tuple(run[:length]), loose)
        text = " ".join(child.raw for child in run[:length] if isinstance(child, WordNode))
        joined = _joined(text, typed, notes)
        if joined is not None:
            return length, joined
    return 1, children[0]


def _joined(text: str, typed: Node, notes: dict[Message, None]) -> Node | None:
    """``typed`` with its translations; itself where ambiguous; None where unknown."""
    keys = {language: _key(text, language) for language in KNOWN_LANGUAGES}
    for language, key in keys.items():
        doubt = _ambiguities(language).get(key)
        if doubt is not None:
            notes[_doubt(text, doubt)] = None
            return typed
    matched = {
        language: _concepts(language)[key]
        for language, key in keys.items()
        if key in _concepts(language) and _starts_and_ends(text, language)
    }
    elsewhere = dict.fromkeys(
        (language, expression.text)
        for concept in matched.values()
        for language, expressions in concept.expressions.items()
        for expression in expressions
        if not expression.only_typed and _key(expression.text, language) != keys[language]
    )
    concepts = dict.fromkeys(concept.id for concept in matched.values())
    return TranslatedNode(typed, tuple(elsewhere), tuple(concepts)) if elsewhere else None


def named_concepts(root: Node | None) -> tuple[Concept, ...]:
    """The concepts that a query names, in its order; none twice."""
    if root is None:
        return ()
    translated, _ = translate(root)
    return tuple(map(concept_of, dict.fromkeys(_concepts_below(translated))))


def _concepts_below(node: Node) -> Iterator[str]:
    if isinstance(node, TranslatedNode):
        yield from node.concepts
    for child in children(node):
        yield from _concepts_below(child)


def _starts_and_ends(text: str, language: str) -> bool:
    """Whether the first and last words of ``text`` are more than common ones."""
    first, *_, last = [word.raw for word in words(text)] * 2
    return not (forms(first, language).is_common or forms(last, language).is_common)


def _doubt(text: str, doubt: Ambiguity) -> Message:
    return Message(
        "Laws use “%(expression)s” for more than one thing (%(concepts)s), so it was not "
        "translated. Search for the one that you mean.",
        expression=text,
        concepts="; ".join(
            " / ".join(
                concept_of(one).expressions[language][0].text for language in KNOWN_LANGUAGES
            )
            for one in doubt.between
        ),
    )


def _key(text: str, language: str) -> Key:
    return tuple(phrase_words(text, language, exact=False))


@cache
def _concepts(language: str) -> Mapping[Key, Concept]:
    """The key of every expression of ``language``, with its concept.

    Raises:
        ValueError: an expression belongs to two concepts, or has no uncommon word.
    """
    found: dict[Key, Concept] = {}
    for concept in load_terms().concepts:
        for expression in concept.expressions[language]:
            key = _key(expression.text, language)
            if not key or found.setdefault(key, concept) is not concept:
                raise ValueError(f"terms.yaml: «{expression.text}» does not name one concept")
    return found


@cache
def _ambiguities(language: str) -> Mapping[Key, Ambiguity]:
    return {
        _key(doubt.text, language): doubt
        for doubt in load_terms().ambiguities
        if doubt.language == language
    }
