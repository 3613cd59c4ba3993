"""Did you mean: words that the articles do not have, put right from those that they have.

A word is put right only where hardly any article has it in any of its forms, and only
by a word of one language's articles that many more of them have. It knows the engine
by its protocol.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from i18n.languages import KNOWN_LANGUAGES
from search.analysis import fold, forms
from search.model import SearchEngine, SearchRequest, SearchResults
from search.query import parse
from search.query_text import query_text
from search.query_tree import AndNode, NearNode, Node, OrNode, WordNode, children

ENOUGH: Final = 3  # articles: a word that so many have is not put in doubt
FEW: Final = 10  # articles: an answer of fewer may come of a mistyped word
_COMMONER: Final = 5  # times as many articles must have the word proposed
_SHORTEST: Final = 4  # letters of a word that is put right
_LONG: Final = 6  # letters from which two slips are allowed, not one
_MOST_WORDS: Final = 8  # of one query
_CLOSEST: Final = 20  # words of a language that are weighed against each other


def proposal(engine: SearchEngine, request: SearchRequest, results: SearchResults) -> str | None:
    """What ``request`` may have meant, where its answer is thin; None where nothing better is."""
    is_thin = results.is_loosened or results.total < FEW
    return did_you_mean(engine, request.query) if is_thin else None


def did_you_mean(engine: SearchEngine, query: str) -> str | None:
    """``query`` with its unknown words put right; None where there is nothing to propose."""
    root = parse(query).root
    if root is None:
        return None
    typed = dict.fromkeys(leaf.raw for leaf in _words(root) if _is_doubtful(leaf.raw))
    corrections = {
        raw: better
        for raw in list(typed)[:_MOST_WORDS]
        if (better := _correction(engine, raw)) is not None
    }
    return query_text(_corrected(root, corrections)) if corrections else None


def closest_words(typed: str, vocabulary: Mapping[str, int]) -> list[tuple[str, int]]:
    """(word, slips) of the words of ``vocabulary`` nearest to ``typed``, best first.

    Fewer slips go first, then words that more articles have.
    """
    allowed = 1 if len(typed) < _LONG else 2
    found = process.extract(
        typed,
        vocabulary.keys(),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=allowed,
        limit=_CLOSEST,
    )
    near = [(word, int(slips)) for word, slips, _ in found]
    return sorted(near, key=lambda item: (item[1], -vocabulary[item[0]], item[0]))


def _correction(engine: SearchEngine, raw: str) -> str | None:
    """The word that many more articles have instead of ``raw``; None where it has hits enough."""
    if engine.search(SearchRequest(raw, limit=0)).total >= ENOUGH:
        return None
    typed = fold(raw)
    found: list[tuple[int, int, str]] = []  # the best of each language
    for language in KNOWN_LANGUAGES:
        vocabulary = engine.vocabulary(language, like=typed)
        least = max(ENOUGH, _COMMONER * vocabulary.get(typed, 0))
        for word, slips in closest_words(typed, vocabulary):
            if vocabulary[word] >= least and word != typed:
                found.append((slips, -vocabulary[word], word))
                break
    return min(found)[2] if found else None


def _is_doubtful(raw: str) -> bool:
    folded = fold(raw)
    is_common = any(forms(raw, language).is_common for language in KNOWN_LANGUAGES)
    return len(folded) >= _SHORTEST and folded.isalpha() and not is_common


def _words(node: Node) -> Iterator[WordNode]:
    """Words that are asked for anywhere in an article and not denied."""
    match node:
        case WordNode(part=""):
            yield node
        case AndNode() | OrNode() | NearNode():
            for child in children(node):
                yield from _words(child)


def _corrected(node: Node, corrections: Mapping[str, str]) -> Node:
    match node:
        case WordNode(raw, ""):
            return replace(node, raw=corrections.get(raw, raw))
        case AndNode(below) | OrNode(below):
            return replace(node, children=tuple(_corrected(one, corrections) for one in below))
        case NearNode(operands):
            return replace(node, operands=tuple(_corrected(one, corrections) for one in operands))
        case _:
            return node
