"""Which articles answer a request, how many, in which order, and how they divide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from search.analysis import ANALYSED_LANGUAGES, forms
from search.articles import Articles, Facet
from search.concepts import translate
from search.evaluator import Evaluator, in_years
from search.looseness import FEW, needs_all
from search.model import SearchRequest
from search.pages import page_of
from search.places import with_places
from search.query import parse
from search.query_tree import (
    Node,
    OrNode,
    PhraseNode,
    PrefixNode,
    WordNode,
    YearsNode,
    children,
    is_loose,
)
from search.ranking import weights
from search.scores import Docs, Scores, added, both, contains, no_scores, ranked
from search.term_scores import MOST_EXPANSIONS, TermScores
from search.wording import wording_of

_REMEMBERED: Final = 512  # queries
FACETS: Final = ("country", "language", "topic", "year", "kind", "status")

NOTHING_ASKED: Final = Message("Type one or more words to look for.")
ONLY_COMMON: Final = Message(
    "The query has only very common words, which are not looked for. Add a rarer one."
)
CUT_PREFIX: Final = Message(
    "A prefix stands for very many words; only the commonest %(words)s were looked for.",
    words=MOST_EXPANSIONS,
)
ANY_WORD: Final = Message(
    "No article has all of these words; these have at least one of them, the closest first."
)
ALL_BUT_ONE: Final = Message(
    "Few articles have all of these words; those that lack one of them are shown too."
)
# How many words may be missing (None: all but one), and what is said then; tried in this order.
LOOSER: Final = ((1, ALL_BUT_ONE), (None, ANY_WORD))


@dataclass(frozen=True, slots=True)
class Found:
    """The answer before its page of hits is dressed with text."""

    root: Node | None  # the query as it was evaluated
    total: int = 0
    page: Sequence[tuple[int, float]] = ()  # (document, score), best first
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(
        default_factory=lambda: dict.fromkeys(FACETS, ())
    )
    notes: tuple[Message, ...] = ()
    laws: int = 0  # that match, where the page is one of laws
    is_loosened: bool = False  # to any of the words
    law_articles: Mapping[str, int] = field(default_factory=dict)  # of the laws on the page


@dataclass(frozen=True, slots=True)
class Way:
    """How the words of a query are asked for: all of them, or fewer."""

    relaxed: bool = False
    lacking: int | None = None  # words that may be missing; None: all but one, where relaxed
    notes: tuple[Message, ...] = ()


def read(request: SearchRequest) -> tuple[Node | None, tuple[Message, ...]]:
    """The query of ``request`` as it is asked, across languages where that is wanted."""
    parsed = parse(request.query)
    if parsed.root is None:
        return None, (*parsed.notes, NOTHING_ASKED)
    root, wishes = with_places(parsed.root)
    notes = (*parsed.notes, *wishes)
    if not request.across:
        return root, notes
    root, doubts = translate(root)
    return root, (*notes, *doubts)


def answer(articles: Articles, request: SearchRequest) -> Found:
    """The page of ``request``: all words first, any word where no article has all."""
    root, notes = read(request)
    if root is None:
        return Found(None, notes=notes)
    filters = dict(_filters(articles, request))
    way = Way()
    scores = scored(articles, root, relaxed=False)
    matched = _within(scores or no_scores(), filters.values())
    for lacking, note in LOOSER if is_loose(root) else ():
        if len(matched.docs) >= (FEW if lacking else 1):
            break
        if lacking and needs_all(root):
            continue
        looser = scored(articles, root, relaxed=True, lacking=lacking)
        more = _within(looser or no_scores(), filters.values())
        if len(more.docs) > len(matched.docs):
            way = Way(True, lacking, (*way.notes, note))
            scores, matched = looser, more
    return _shown(articles, request, root, (*notes, *way.notes), way, scores, filters)


def answer_by(
    articles: Articles, request: SearchRequest, root: Node, notes: Sequence[Message], way: Way
) -> Found:
    """The page of ``request``, read as ``root``, where it is known which way to ask it."""
    scores = scored(articles, root, relaxed=way.relaxed, lacking=way.lacking)
    filters = dict(_filters(articles, request))
    return _shown(articles, request, root, (*notes, *way.notes), way, scores, filters)


def _shown(
    articles: Articles,
    request: SearchRequest,
    root: Node,
    notes: tuple[Message, ...],
    way: Way,
    scores: Scores | None,
    filters: Mapping[str, "_Filter"],
) -> Found:
    matched = _within(scores or no_scores(), filters.values())
    if scores is None or (not len(matched.docs) and is_only_common(root)):
        notes = (*notes, ONLY_COMMON)
    if has_cut_prefix(articles, root):
        notes = (*notes, CUT_PREFIX)
    page = page_of(articles, drawn_together(articles, root, matched), request)
    return Found(
        root,
        len(matched.docs),
        page.hits,
        _facets(articles, scores or no_scores(), filters, matched),
        notes,
        page.laws,
        way.relaxed,
        page.law_articles,
    )


def scored(
    articles: Articles, root: Node, *, relaxed: bool, lacking: int | None = None
) -> Scores | None:
    """Scores in all languages together; None where the query asks for nothing in any."""
    typed_in = typed_in_of(root)
    found: list[Scores] = []
    asks_nothing = bool(articles.count)
    for language in ANALYSED_LANGUAGES:
        if not len(articles.in_language(language)):
            continue
        evaluator = Evaluator(
            articles, language, relaxed=relaxed, lacking=lacking, typed_in=typed_in
        )
        scores = evaluator.scores(root)
        if scores is not None:
            asks_nothing = False
            if len(scores.docs):
                found.append(_weighed(articles, root, scores, evaluator))
    return None if asks_nothing else added(found)


def _weighed(articles: Articles, root: Node, scores: Scores, evaluator: Evaluator) -> Scores:
    """``scores`` of one language, with what the article as a whole says of the query."""
    if is_of_words(root):
        scores = scores.without(evaluator.only_in_title(root, scores.docs))
    scores = _raised(scores, evaluator.with_heading(root), weights().whole_heading)
    scores = _raised(scores, evaluator.with_role(root, scores.docs), weights().asked_role)
    scores = _raised(scores, evaluator.in_places(root), weights().asked_place)
    return _weighed_by_status(articles, scores, except_for=evaluator.cited)


def _raised(scores: Scores, docs: Docs, share_added: float) -> Scores:
    """``scores``, those of ``docs`` raised by a share of themselves."""
    if not len(docs):
        return scores
    share = np.where(contains(docs, scores.docs), 1 + share_added, 1)
    return Scores(scores.docs, scores.values * share.astype(np.float32))


@lru_cache(maxsize=_REMEMBERED)
def typed_in_of(root: Node) -> str:
    """The language that the small words of a query show it to be in; "" where unclear."""
    raws = [leaf.raw for leaf in _leaves(root) if isinstance(leaf, WordNode)]
    counts = {
        language: sum(forms(raw, language).is_common for raw in raws)
        for language in KNOWN_LANGUAGES
    }
    most = max(counts.values())
    leading = [language for language, count in counts.items() if count == most]
    return leading[0] if len(leading) == 1 else ""


def has_cut_prefix(articles: Articles, root: Node) -> bool:
    """Whether a prefix stands for more words than are looked for."""
    prefixes = [leaf.prefix for leaf in _leaves(root) if isinstance(leaf, PrefixNode)]
    text = weights().parts["text"]
    return any(
        len(TermScores(articles, language).expansions(prefix, text)) == MOST_EXPANSIONS
        for prefix in prefixes
        for language in ANALYSED_LANGUAGES
    )


@lru_cache(maxsize=_REMEMBERED)
def is_of_words(root: Node) -> bool:
    """Whether only words can find an article: no alternative is a field or a NOT."""
    if isinstance(root, OrNode):
        return all(isinstance(leaf, WordNode | PhraseNode | PrefixNode) for leaf in _leaves(root))
    return all(map(is_of_words, children(root)))


@lru_cache(maxsize=_REMEMBERED)
def is_only_common(root: Node) -> bool:
    """Whether each word of a query of mere words is a common one of some language."""
    return all(
        isinstance(leaf, WordNode)
        and any(forms(leaf.raw, language).is_common for language in KNOWN_LANGUAGES)
        for leaf in _leaves(root)
    )


def _leaves(node: Node) -> Iterator[Node]:
    below = children(node)
    if not below:
        yield node
    for child in below:
        yield from _leaves(child)


@dataclass(frozen=True, slots=True)
class _Filter:
    """What a filter in force lets through."""

    codes: NDArray[np.uint32]  # by document
    lets: NDArray[np.bool_]  # by code

    def through(self, scores: Scores) -> Scores:
        """Those documents that the filter lets through."""
        kept = self.lets[self.codes[scores.docs]]
        return Scores(scores.docs[kept], scores.values[kept])


def _filters(articles: Articles, request: SearchRequest) -> Iterator[tuple[str, _Filter]]:
    """(facet, its filter) of each filter in force."""
    for name, values in request.chosen().items():
        facet = articles.facet(name)
        yield name, _Filter(facet.codes, facet.where(values.__contains__))
    if request.year_from is not None or request.year_to is not None:
        years = YearsNode(request.year_from, request.year_to)
        facet = articles.facet("year")
        yield "year", _Filter(facet.codes, facet.where(lambda year: in_years(years, year)))


def _within(scores: Scores, filters: Iterable[_Filter]) -> Scores:
    for one in filters:
        scores = one.through(scores)
    return scores


def _facets(
    articles: Articles, scores: Scores, filters: Mapping[str, _Filter], matched: Scores
) -> dict[str, Sequence[tuple[str, int]]]:
    """Each facet under every filter but its own."""
    return {
        name: _counted(
            articles.facet(name),
            _within(scores, (one for facet, one in filters.items() if facet != name))
            if name in filters
            else matched,
        )
        for name in FACETS
    }


def _counted(facet: Facet, scores: Scores) -> Sequence[tuple[str, int]]:
    """(value, articles), most first."""
    by_code = np.bincount(facet.codes[scores.docs])
    codes = np.flatnonzero(by_code)
    counts: dict[str, int] = {}
    for values, count in zip(
        map(facet.values.__getitem__, codes.tolist()), by_code[codes].tolist(), strict=True
    ):
        for value in values:
            counts[value] = counts.get(value, 0) + count
    return sorted(counts.items(), key=_most_first)


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _weighed_by_status(articles: Articles, scores: Scores, *, except_for: Docs) -> Scores:
    """``scores``, those of laws no longer or not yet in force lowered."""
    facet = articles.facet("status")
    factors = [weights().status.get("".join(value), 1.0) for value in facet.values]
    if all(factor == 1.0 for factor in factors):
        return scores
    share = np.array(factors, dtype=np.float32)[facet.codes[scores.docs]]
    if len(except_for):
        share[contains(except_for, scores.docs)] = 1.0
    return Scores(scores.docs, scores.values * share)


def drawn_together(articles: Articles, root: Node, scores: Scores) -> Scores:
    """``scores``, raised for the best articles where neighbouring words are neighbours."""
    pool = np.sort(scores.docs[ranked(scores.values, weights().closeness_pool)])
    values = scores.values
    for language in ANALYSED_LANGUAGES:
        if not wording_of(root, language).pairs:
            continue
        here = both(pool, articles.in_language(language))
        if not len(here):
            continue
        gains = Evaluator(articles, language).neighbours(root, here)
        if len(gains.docs):
            values = values.copy()
            values[np.searchsorted(scores.docs, gains.docs)] += gains.values
    return Scores(scores.docs, values)
