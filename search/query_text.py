"""A query tree written as a person could type it: what is read from it is the same tree.

A plus before a word keeps it a plain word where it would be read as something else:
``+NO`` is no operator, and ``+ley 985`` no citation.
"""

import re
from collections.abc import Sequence
from typing import Final

from search.near import NEAR_OPERATOR
from search.query import ARTICLE_WORDS, LAW_WORDS, OPERATORS
from search.query_tree import (
    AndNode,
    CitationNode,
    KeywordNode,
    NearNode,
    Node,
    NotNode,
    OrNode,
    PhraseNode,
    PlaceNode,
    PrefixNode,
    TranslatedNode,
    WordNode,
    YearsNode,
)

_PLAIN: Final = "+"
_CITES_AT_END: Final = re.compile(
    rf"(?:^|\s)((?:{LAW_WORDS}|{ARTICLE_WORDS}|s)(?:n[ºo]?|n[uú]m(?:ero)?)?)$", re.IGNORECASE
)
_CITABLE_AT_START: Final = re.compile(r"\d|n[ºo]?(?:\s|\d|$)|n[uú]m|[a-z]-?\d|ley", re.IGNORECASE)
_CITES_ALONE: Final = re.compile(rf"(?:{ARTICLE_WORDS}|s)(?:n[ºo])?\d.*", re.IGNORECASE)


def query_text(node: Node) -> str:
    """``node`` as typed; reading it gives ``node`` again, within the limits of a query."""
    match node:
        case TranslatedNode(typed):
            return query_text(typed)
        case PlaceNode(typed):
            return _side_by_side(typed)
        case NotNode(child):
            return f"NOT {_within(child, AndNode, OrNode)}"
        case NearNode():
            return _near(node)
        case OrNode(children):
            return " OR ".join(_within(child, OrNode) for child in children)
        case AndNode(children, loose=False):
            return " AND ".join(_strictly(child) for child in children)
        case AndNode(children):
            return _side_by_side(children)
        case _:
            return _leaf(node)


def _leaf(node: Node) -> str:
    match node:
        case WordNode():
            return _word(node)
        case PhraseNode(text, part):
            return f'{part}:"{text}"' if part else f'"{text}"'
        case PrefixNode(prefix, part):
            return f"{part}:{prefix}*" if part else f"{prefix}*"
        case KeywordNode(field, values):
            return f"{field}:{_value(','.join(values))}"
        case YearsNode(first, last):
            return f"year:{_years(first, last)}"
        case CitationNode(text=text):
            return text
        case _:
            raise TypeError(f"no leaf of a query: {node!r}")


def _within(node: Node, *bracketed: type) -> str:
    """``node`` as an operand, in brackets where it is one of these kinds."""
    text = query_text(node)
    return f"({text})" if isinstance(node, bracketed) else text


def _strictly(node: Node) -> str:
    is_bracketed = isinstance(node, OrNode) or (isinstance(node, AndNode) and not node.loose)
    return f"({query_text(node)})" if is_bracketed else query_text(node)


def _near(node: NearNode) -> str:
    parts = [_within(node.operands[0], OrNode)]
    for operand, distance in zip(node.operands[1:], node.distances, strict=True):
        parts += [f"NEAR/{distance}", _within(operand, OrNode)]
    return " ".join(parts)


def _side_by_side(nodes: Sequence[Node]) -> str:
    if len(nodes) == 1:
        return query_text(nodes[0])
    written = ""
    for place, node in enumerate(nodes):
        text = _within(node, AndNode, OrNode)
        if place and _ends_in_citation(nodes[place - 1]) and _starts_with_word(node):
            text = _PLAIN + text  # no longer number, no year of the law before it
        cites = _CITES_AT_END.search(written)
        if cites and _CITABLE_AT_START.match(text):
            written = written[: cites.start(1)] + _PLAIN + cites[1]
        written = f"{written} {text}" if place else text
    return written


def _word(node: WordNode) -> str:
    if node.part:
        return f"{node.part}:{node.raw}"
    is_taken = node.raw in OPERATORS or NEAR_OPERATOR.fullmatch(node.raw)
    return _PLAIN + node.raw if is_taken or _CITES_ALONE.fullmatch(node.raw) else node.raw


def _starts_with_word(node: Node) -> bool:
    match node:
        case NearNode(operands):
            return _starts_with_word(operands[0])
        case WordNode(part=""):
            return not _word(node).startswith(_PLAIN)
        case _:
            return False


def _ends_in_citation(node: Node) -> bool:
    match node:
        case NotNode(child):
            return _ends_in_citation(child)
        case _:
            return isinstance(node, CitationNode)


def _value(text: str) -> str:
    return f'"{text}"' if re.search(r'[\s()"]', text) else text


def _years(first: int | None, last: int | None) -> str:
    ends = ["" if year is None else f"{year:04d}" for year in (first, last)]
    return ends[0] if first == last else "..".join(ends)
