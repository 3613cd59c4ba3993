"""The parts that a query is made of.

The tree is of no language: which words are too common and what their stems are is
decided where it is evaluated.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from i18n.messages import Message
from search.analysis import words

TITLE: Final = "title"  # the part that names the law, the same in all its articles
OWN: Final = "own"  # every other part


@dataclass(frozen=True, slots=True)
class WordNode:
    """A word, anywhere in the article or in some of its parts."""

    raw: str
    part: str = ""  # TITLE, OWN, or "" for every part


@dataclass(frozen=True, slots=True)
class PhraseNode:
    """Words that stand together in this order: in these forms or, not ``exact``, by stem."""

    text: str
    part: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class PrefixNode:
    """Words that start with these letters, accents folded."""

    prefix: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class KeywordNode:
    """Articles with one of these values of a keyword field; it weighs nothing."""

    field: str  # country, language, topic, article
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearsNode:
    """Articles of laws of these years, both inclusive; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class CitationNode:
    """A cited law or article: found by its number, and by the words that cite it."""

    field: str  # "number" (of a law) or "article"
    number: str  # as ``analysis.number_key`` writes it
    year: str  # of the law; "" where it is not cited
    text: str  # as typed, on one line

    @property
    def cited(self) -> "AndNode":
        """The words of the citation, for the texts that repeat it."""
        return AndNode(tuple(WordNode(word.raw) for word in words(self.text)), loose=False)


@dataclass(frozen=True, slots=True)
class NearNode:
    """Operands that stand near each other, in any order, in one part of an article.

    An operand is a word, a phrase, a prefix, or an ``OrNode`` of these.
    """

    operands: tuple["Node", ...]  # two or more
    distances: tuple[int, ...]  # words from each operand to the next at most; 1: side by side


@dataclass(frozen=True, slots=True)
class TranslatedNode:
    """A concept as typed, or as other languages say it."""

    typed: "Node"
    elsewhere: tuple[tuple[str, str], ...]  # (language, expression)
    concepts: tuple[str, ...] = ()  # ids in i18n.terms


@dataclass(frozen=True, slots=True)
class PlaceNode:
    """A country named in plain words: its articles, and those of others that say the words."""

    typed: tuple[WordNode, ...]
    country: str  # ISO 3166-1 alpha-2, lower case


@dataclass(frozen=True, slots=True)
class AndNode:
    """All children. ``loose``: side by side, so any of them will do where all find nothing."""

    children: tuple["Node", ...]
    loose: bool


@dataclass(frozen=True, slots=True)
class OrNode:
    """At least one child."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class NotNode:
    """Articles that the child does not find."""

    child: "Node"


Node = (
    WordNode
    | PhraseNode
    | PrefixNode
    | KeywordNode
    | YearsNode
    | CitationNode
    | NearNode
    | TranslatedNode
    | PlaceNode
    | AndNode
    | OrNode
    | NotNode
)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was read."""

    root: Node | None  # None: nothing to look for
    notes: tuple[Message, ...] = ()  # what was read otherwise than it may have been meant


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below ``node``."""
    match node:
        case AndNode(below) | OrNode(below):
            return below
        case NotNode(child):
            return (child,)
        case TranslatedNode(typed):
            return (typed,)
        case PlaceNode(typed):
            return typed
        case CitationNode():
            return (node.cited,)
        case NearNode(operands):
            return operands
        case _:
            return ()


def asked_words(node: Node, language: str) -> Iterator[WordNode | PhraseNode | PrefixNode]:
    """What is looked for in articles of ``language``: no fields, and nothing that NOT denies."""
    match node:
        case WordNode() | PhraseNode() | PrefixNode():
            yield node
        case NotNode():
            return
        case TranslatedNode(elsewhere=elsewhere):
            for said_in, expression in elsewhere:
                if said_in == language:
                    yield PhraseNode(expression, exact=False)
    for below in children(node):
        yield from asked_words(below, language)


def of_the_article(node: Node) -> Node:
    """``node`` asked of articles themselves, the titles of their laws left aside."""
    match node:
        case WordNode(part="") | PhraseNode(part="") | PrefixNode(part=""):
            return replace(node, part=OWN)
        case AndNode(below) | OrNode(below):
            return replace(node, children=tuple(map(of_the_article, below)))
        case NearNode(operands):
            return replace(node, operands=tuple(map(of_the_article, operands)))
        case NotNode(child):
            return NotNode(of_the_article(child))
        case _:
            return node


def is_loose(node: Node) -> bool:
    """Whether words stand side by side in ``node``, so that any of them might do."""
    if isinstance(node, AndNode) and node.loose and len(node.children) > 1:
        return True
    return not isinstance(node, CitationNode) and any(is_loose(below) for below in children(node))
