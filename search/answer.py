"""Which articles answer a request, how many, in which order, and how they divide."""

import heapq
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from search.analysis import ANALYSED_LANGUAGES, forms
from search.concepts import translate
from search.evaluator import Evaluator, in_years
from search.model import SearchRequest
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
from search.snapshot import Snapshot
from search.term_scores import MOST_EXPANSIONS, TermScores

FACETS: Final = ("country", "language", "topic", "year", "kind", "status")

_NOTHING_ASKED: Final = Message("Type one or more words to look for.")
_ONLY_COMMON: Final = Message(
    "The query has only very common words, which are not looked for. Add a rarer one."
)
_CUT_PREFIX: Final = Message(
    "A prefix stands for very many words; only the commonest %(words)s were looked for.",
    words=MOST_EXPANSIONS,
)
_ANY_WORD: Final = Message(
    "No article has all of these words; these have at least one of them, the closest first."
)


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


def answer(snapshot: Snapshot, request: SearchRequest) -> Found:
    """The page of ``request``: all words first, any word where no article has all."""
    parsed = parse(request.query)
    root, notes = parsed.root, parsed.notes
    if root is None:
        return Found(None, notes=(*notes, _NOTHING_ASKED))
    if request.across:
        root, doubts = translate(root)
        notes = (*notes, *doubts)
    allowed = dict(_allowed(snapshot, request))
    scores = _scores(snapshot, root, relaxed=False)
    matched = _within(scores or {}, allowed.values())
    if not matched and is_loose(root):
        any_word = _scores(snapshot, root, relaxed=True)
        if any_word and (any_matched := _within(any_word, allowed.values())):
            scores, matched = any_word, any_matched
            notes = (*notes, _ANY_WORD)
    if scores is None or (not matched and _is_only_common(root)):
        notes = (*notes, _ONLY_COMMON)
    if _has_cut_prefix(snapshot, root):
        notes = (*notes, _CUT_PREFIX)
    ranked = {doc: (scores or {})[doc] for doc in matched}
    by_law = _by_law(snapshot, ranked) if request.per_law else {}
    page = _page(snapshot, root, ranked, by_law, request)
    return Found(
        root,
        len(matched),
        page,
        {name: _facet(snapshot, name, scores or {}, allowed) for name in FACETS},
        notes,
        len(by_law),
        _ANY_WORD in notes,
        {law: len(by_law[law]) for law in _laws_of(snapshot, page) if law in by_law},
    )


def _scores(snapshot: Snapshot, root: Node, *, relaxed: bool) -> dict[int, float] | None:
    """Scores in all languages together; None where the query asks for nothing in any."""
    typed_in = _typed_in(root)
    total: dict[int, float] = {}
    asks_nothing = bool(snapshot.live)
    for language in ANALYSED_LANGUAGES:
        if not snapshot.in_language(language):
            continue
        evaluator = Evaluator(snapshot, language, relaxed=relaxed, typed_in=typed_in)
        scores = evaluator.scores(root)
        if scores is not None:
            asks_nothing = False
            silent = evaluator.only_in_title(root, scores) if _is_of_words(root) else set()
            total.update((doc, score) for doc, score in scores.items() if doc not in silent)
            for doc in evaluator.with_heading(root) & total.keys():
                total[doc] *= 1.0 + weights().whole_heading
            _weigh_status(snapshot, total, except_for=evaluator.cited, within=scores.keys())
    return None if asks_nothing else total


def _typed_in(root: Node) -> str:
    """The language that the small words of a query show it to be in; "" where unclear."""
    raws = [leaf.raw for leaf in _leaves(root) if isinstance(leaf, WordNode)]
    counts = {
        language: sum(forms(raw, language).is_common for raw in raws)
        for language in KNOWN_LANGUAGES
    }
    most = max(counts.values())
    leading = [language for language, count in counts.items() if count == most]
    return leading[0] if len(leading) == 1 else ""


def _has_cut_prefix(snapshot: Snapshot, root: Node) -> bool:
    """Whether a prefix stands for more words than are looked for."""
    prefixes = [leaf.prefix for leaf in _leaves(root) if isinstance(leaf, PrefixNode)]
    text = weights().parts["text"]
    return any(
        len(TermScores(snapshot, language).expansions(prefix, text)) == MOST_EXPANSIONS
        for prefix in prefixes
        for language in ANALYSED_LANGUAGES
    )


def _is_of_words(root: Node) -> bool:
    """Whether only words can find an article: no alternative is a field or a NOT."""
    if isinstance(root, OrNode):
        return all(isinstance(leaf, WordNode | PhraseNode | PrefixNode) for leaf in _leaves(root))
    return all(map(_is_of_words, children(root)))


def _is_only_common(root: Node) -> bool:
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


def _allowed(snapshot: Snapshot, request: SearchRequest) -> Iterator[tuple[str, frozenset[int]]]:
    """(facet, documents that its filter lets through) of each filter in force."""
    chosen = (
        ("country", request.countries),
        ("language", request.languages),
        ("topic", request.topics),
        ("kind", request.kinds),
        ("status", request.statuses),
        ("law", request.laws),
    )
    for name, values in chosen:
        if values:
            docs = snapshot.column(name).docs
            yield name, frozenset().union(*(docs.get(v.lower(), frozenset()) for v in values))
    if request.year_from is not None or request.year_to is not None:
        years = YearsNode(request.year_from, request.year_to)
        docs = snapshot.column("year").docs
        yield "year", frozenset().union(*(docs[year] for year in docs if in_years(years, year)))


def _within(scores: Mapping[int, float], allowed: Iterable[frozenset[int]]) -> Collection[int]:
    matched: Collection[int] = scores.keys()
    for docs in allowed:
        matched = docs.intersection(matched)
    return matched


def _facet(
    snapshot: Snapshot,
    name: str,
    scores: Mapping[int, float],
    allowed: Mapping[str, frozenset[int]],
) -> Sequence[tuple[str, int]]:
    """(value, articles) under every filter but that of ``name``, most first."""
    others = [docs for facet, docs in allowed.items() if facet != name]
    values = snapshot.column(name).values
    counts = Counter(value for doc in _within(scores, others) for value in values[doc])
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _weigh_status(
    snapshot: Snapshot,
    scores: dict[int, float],
    *,
    except_for: Collection[int],
    within: Collection[int],
) -> None:
    """Lets articles of laws no longer or not yet in force count for less."""
    for status, docs in snapshot.column("status").docs.items():
        factor = weights().status.get(status, 1.0)
        if factor != 1.0:
            for doc in docs.intersection(within) - frozenset(except_for):
                if doc in scores:
                    scores[doc] *= factor


def _by_law(snapshot: Snapshot, docs: Iterable[int]) -> Mapping[str, Sequence[int]]:
    """``docs`` by the law that they belong to."""
    law_of = snapshot.column("law").values
    found: dict[str, list[int]] = {}
    for doc in docs:
        found.setdefault(law_of[doc][0], []).append(doc)
    return found


def _laws_of(snapshot: Snapshot, page: Sequence[tuple[int, float]]) -> Iterable[str]:
    law_of = snapshot.column("law").values
    return dict.fromkeys(law_of[doc][0] for doc, _ in page)


def _page(
    snapshot: Snapshot,
    root: Node,
    scores: Mapping[int, float],
    by_law: Mapping[str, Sequence[int]],
    request: SearchRequest,
) -> Sequence[tuple[int, float]]:
    """The page that ``request`` asks for: of articles, or of laws with their best articles."""
    first, last = max(0, request.offset), max(0, request.offset) + max(0, request.limit)
    scores = _drawn_together(snapshot, root, scores)
    dates = snapshot.column("date").values if request.sort == "date" else None

    def rank(doc: int) -> tuple[str, float, int]:
        day = max(dates[doc], default="") if dates is not None else ""
        return day, scores[doc], -doc

    if not request.per_law:
        docs = heapq.nlargest(last, scores, key=rank)[first:]
    else:
        laws = heapq.nlargest(last, by_law, key=lambda law: max(map(rank, by_law[law])))[first:]
        docs = [
            doc for law in laws for doc in heapq.nlargest(request.per_law, by_law[law], key=rank)
        ]
    return [(doc, scores[doc]) for doc in docs]


def _drawn_together(
    snapshot: Snapshot, root: Node, scores: Mapping[int, float]
) -> Mapping[int, float]:
    """``scores``, raised for the best articles where neighbouring words are neighbours."""
    pool = heapq.nsmallest(
        weights().closeness_pool, scores.items(), key=lambda hit: (-hit[1], hit[0])
    )
    raised = dict(scores)
    near = frozenset(doc for doc, _ in pool)
    for language in ANALYSED_LANGUAGES:
        here = near & snapshot.in_language(language)
        for doc, gain in Evaluator(snapshot, language).neighbours(root, here).items():
            raised[doc] += gain
    return raised
