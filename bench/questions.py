"""The questions of the search bench, as our parser reads them and as rivals are asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

from i18n.languages import KNOWN_LANGUAGES
from search.analysis import analysed_as, forms
from search.model import ArticleEntry
from search.query import parse
from search.query_tree import (
    AndNode,
    KeywordNode,
    Node,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    WordNode,
    YearsNode,
    is_loose,
)
from search.schema import part_words, phrase_words

PARTS: Final = ("title", "heading", "text")
BOOSTS: Final = (2.0, 2.5, 1.0)


@dataclass(frozen=True, slots=True)
class Term:
    """Stems that follow one another; of a prefix, its letters."""

    words: tuple[str, ...]
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks of articles in one language."""

    every: tuple[tuple[Term, ...], ...]  # one alternative of each
    none: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question."""

    text: str
    root: Node
    asked: tuple[Asked, ...]  # by language
    loosely: tuple[Asked, ...]  # where nothing has all: any of the words; empty where all must be
    country: str = ""
    first_year: int = 0
    last_year: int = 9999


def questions() -> list[Question]:
    """The questions of ``search_queries.txt``."""
    lines = Path(__file__).with_name("search_queries.txt").read_text("utf-8").splitlines()
    return [_question(line) for line in lines]


def marked(word: str, language: str) -> str:
    """``word`` as rivals index it: languages have no word in common, as in our index."""
    return f"{language}{word}"


def rival_texts(entry: ArticleEntry) -> tuple[str, ...]:
    """Title, heading and text as the stems that we index, for engines with plain analysis."""
    language = analysed_as(entry.language)
    return tuple(
        " ".join(marked(stem, language) for stem in part_words(text, language)[0])
        for text in (entry.law_title, entry.heading, entry.text)
    )


def _question(text: str) -> Question:
    root = parse(text).root
    if root is None:
        raise ValueError(f"search_queries.txt: «{text}» asks for nothing")
    fields = {type(node): node for node in _nodes(root)}
    country, years = fields.get(KeywordNode), fields.get(YearsNode)
    asked = [_asked(root, language) for language in KNOWN_LANGUAGES]
    asked = [one for one in asked if one.every]
    any_word = (Asked((tuple(chain.from_iterable(one.every)),), one.none) for one in asked)
    return Question(
        text,
        root,
        tuple(asked),
        tuple(any_word) if is_loose(root) else (),
        country.values[0] if isinstance(country, KeywordNode) else "",
        (isinstance(years, YearsNode) and years.first) or 0,
        (isinstance(years, YearsNode) and years.last) or 9999,
    )


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, AndNode | OrNode):
        for child in node.children:
            yield from _nodes(child)


def _asked(root: Node, language: str) -> Asked:
    joined = root.children if isinstance(root, AndNode) else (root,)
    every: list[tuple[Term, ...]] = []
    none: list[Term] = []
    for node in joined:
        if isinstance(node, NotNode):
            none += _terms(node.child, language)
        elif found := tuple(_terms(node, language)):
            every.append(found)
    return Asked(tuple(every), tuple(none))


def _terms(node: Node, language: str) -> Iterator[Term]:
    match node:
        case WordNode(raw):
            if not (found := forms(raw, language)).is_common:
                yield Term((marked(found.stem, language),))
        case PhraseNode(text):
            said = phrase_words(text, language, exact=False)
            yield Term(tuple(marked(word, language) for word, _ in said))
        case PrefixNode(prefix):
            yield Term((marked(prefix, language),), is_prefix=True)
        case OrNode(children):
            for child in children:
                yield from _terms(child, language)
