"""The score of every article that answers a query tree, in one language of laws.

BM25F: each part of an article gives what it says of a word, weighed, its occurrences
saturating by themselves, so that a heading tells however long the text is; the printed
form adds to what its stem gives. Scores are dictionaries from
document number to score, made once for a term and remembered by the snapshot.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from search.analysis import ANALYSED_LANGUAGES, forms
from search.query_tree import (
    OWN,
    TITLE,
    AndNode,
    CitationNode,
    KeywordNode,
    Node,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    TranslatedNode,
    WordNode,
    YearsNode,
    asked_words,
    of_the_article,
)
from search.ranking import Part, weights
from search.schema import exact_field, heading_key, phrase_words, stem_field
from search.snapshot import Scores, Snapshot

MOST_EXPANSIONS: Final = 100  # words that a prefix stands for, commonest first
_EXPANSIONS_SCANNED: Final = 2_000


class Evaluator:
    """Scores of query trees over the articles of one analysed language."""

    def __init__(
        self, snapshot: Snapshot, language: str, *, relaxed: bool = False, typed_in: str = ""
    ) -> None:
        """``relaxed``: of words that stand side by side, any one will do.

        ``typed_in``: the language that the query seems to be in, "" where unclear. What
        is too common in it is not enough to find an article of another language by.
        """
        self._typed_in = typed_in if relaxed else ""
        self._snapshot = snapshot
        self._language = language
        self._relaxed = relaxed
        self._documents = snapshot.in_language(language)

    def scores(self, node: Node) -> Scores | None:
        """Documents that ``node`` finds; None where it asks for nothing in this language.

        A word that is too common in the language asks for nothing.
        """
        match node:
            case WordNode(raw, part):
                return self._word(raw, part)
            case PhraseNode(text, part, exact):
                return self._phrase(text, part, exact=exact)
            case PrefixNode(prefix, part):
                return self._prefix(prefix, part)
            case KeywordNode(field, values):
                return self._unweighed(self._with_keyword(field, values))
            case YearsNode():
                return self._unweighed(self._in_years(node))
            case CitationNode():
                return self._citation(node)
            case TranslatedNode():
                return self._translated(node)
            case NotNode(child):
                denied = self._denied(child)
                return None if denied is None else self._unweighed(self._documents - denied.keys())
            case OrNode(children):
                return _sum(self._asked(children))
            case AndNode():
                return self._together(node)

    def only_in_title(self, node: Node, scores: Scores) -> set[int]:
        """Documents of ``scores`` that say none of the words: only the title of their law does.

        Of each such law its first article is left out, so that the law itself is found.
        """
        asked = [word for word in asked_words(node, self._language) if not word.part]
        titled = self._any(replace(word, part=TITLE) for word in asked) & scores.keys()
        if not titled:
            return set()
        silent = titled - self._any(replace(word, part=OWN) for word in asked)
        law_of = self._snapshot.column("law").values
        first: dict[tuple[str, ...], int] = {}
        for doc in sorted(scores.keys() & self._documents):
            first.setdefault(law_of[doc], doc)
        return {doc for doc in silent if first[law_of[doc]] != doc}

    def with_heading(self, node: Node) -> frozenset[int]:
        """Documents whose heading says what the words of ``node`` say, and nothing else."""
        keys = {heading_key(text, self._language) for text in _wordings(node, self._language)} - {
            ""
        }
        return self._with_keyword("heading", sorted(keys)) & self._documents

    def neighbours(self, node: Node, docs: Iterable[int]) -> dict[int, float]:
        """What words of ``node`` add where they are neighbours in one of ``docs`` as typed."""
        wanted = frozenset(docs)
        gains: dict[int, float] = {}
        for first, second, gap in _pairs(node, self._language):
            both = self._word(first, ""), self._word(second, "")
            if not both[0] or not both[1]:
                continue
            near = wanted & both[0].keys() & both[1].keys()
            stems = [forms(word, self._language).stem for word in (first, second)]
            for doc in self._adjacent(stems, gap, near):
                gain = weights().closeness * (both[0][doc] + both[1][doc])
                gains[doc] = gains.get(doc, 0.0) + gain
        return gains

    # --- leaves ---------------------------------------------------------------------

    def _word(self, raw: str, part: str) -> Scores | None:
        found = forms(raw, self._language)
        if found.is_common or (self._typed_in and forms(raw, self._typed_in).is_common):
            return None

        def score() -> Scores:
            stems = self._occurrences(stem_field, [found.stem], _parts(part))
            scored = self._scored(stems, most=self._rarity_abroad(raw, exact=False))
            exacts = self._occurrences(exact_field, [found.exact], _parts(part, exact=True))
            more = self._scored(exacts, most=self._rarity_abroad(raw, exact=True))
            for doc, score in more.items():
                scored[doc] += weights().exact_form * score
            return scored

        return self._remembered(("word", found.stem, found.exact, part), score)

    def _prefix(self, prefix: str, part: str) -> Scores:
        def score() -> Scores:
            parts = _parts(part, exact=True)
            expansions = {word for one in parts for word in self._expansions(prefix, one)}
            return self._scored(self._occurrences(exact_field, sorted(expansions), parts))

        return self._remembered(("prefix", prefix, part), score)

    def _expansions(self, prefix: str, part: Part) -> list[str]:
        field = exact_field(part.name, self._language)
        return self._snapshot.words_from(
            field, prefix, limit=MOST_EXPANSIONS, scanned=_EXPANSIONS_SCANNED
        )

    def _phrase(self, text: str, part: str, *, exact: bool) -> Scores | None:
        asked = phrase_words(text, self._language, exact=exact)
        if not asked:
            return None

        def score() -> Scores:
            parts = _parts(part, exact=exact)
            counts = [(one, self._phrase_in(one, asked, exact=exact)) for one in parts]
            return self._scored(counts, times=math.sqrt(len(asked)))

        return self._remembered(("phrase", tuple(asked), part, exact), score)

    def _phrase_in(
        self, part: Part, asked: Sequence[tuple[str, int]], *, exact: bool
    ) -> dict[int, float]:
        field = (exact_field if exact else stem_field)(part.name, self._language)
        found = [self._snapshot.postings(field, word) for word, _ in asked]
        docs = frozenset(found[0].docs).intersection(*(one.docs for one in found[1:]))
        if not docs:
            return {}
        starts = self._starts(field, asked, docs)
        first = dict(zip(found[0].docs, found[0].weights, strict=True))
        places = self._snapshot.places(field, asked[0][0], frozenset(starts))
        return {doc: first[doc] * count / len(places[doc]) for doc, count in starts.items()}

    def _starts(
        self, field: str, asked: Sequence[tuple[str, int]], docs: frozenset[int]
    ) -> dict[int, int]:
        """How often the phrase ``asked`` stands in ``field`` of each document, where it does."""
        starts: dict[int, set[int]] = {}
        for place, (word, distance) in enumerate(asked):
            positions = self._snapshot.places(field, word, docs)
            here = {doc: {at - distance for at in positions[doc]} for doc in docs}
            starts = here if not place else {doc: starts[doc] & here[doc] for doc in docs}
            docs = frozenset(doc for doc in docs if starts[doc])
        return {doc: len(starts[doc]) for doc in docs}

    def _citation(self, node: CitationNode) -> Scores:
        """What is cited stands above all that cites it, in the order of its law."""
        documents = frozenset(self._snapshot.postings(node.field, node.number).docs)
        if node.year:
            of_year = documents & self._with_keyword("year", (node.year,))
            documents = of_year or documents
        citing = self.scores(node.cited) or {}
        top = weights().citation + max(citing.values(), default=0.0)
        return {**citing, **dict.fromkeys(documents & self._documents, top)}

    def _translated(self, node: TranslatedNode) -> Scores | None:
        typed = self.scores(node.typed)
        found = dict(typed or {})
        for language, expression in node.elsewhere:
            if language == self._language:
                for doc, score in (self._phrase(expression, "", exact=False) or {}).items():
                    found[doc] = max(found.get(doc, 0.0), weights().translation * score)
        return found or typed

    # --- combinations ---------------------------------------------------------------

    def _any(self, nodes: Iterable[Node]) -> set[int]:
        return set().union(*(scores.keys() for scores in self._asked(nodes)))

    def _asked(self, nodes: Iterable[Node]) -> list[Scores]:
        found = (self.scores(node) for node in nodes)
        return [scores for scores in found if scores is not None]

    def _together(self, node: AndNode) -> Scores | None:
        denied = [child.child for child in node.children if isinstance(child, NotNode)]
        others = [child for child in node.children if not isinstance(child, NotNode)]
        if self._relaxed and node.loose:
            found = self._any_of(others)
        else:
            found = _all_of(self._asked(self._in_this_language(others)))
        hidden = [scores for child in denied if (scores := self._denied(child)) is not None]
        if not hidden:
            return found
        if found is None:
            found = None if others else self._unweighed(self._documents)
        shut = set().union(*hidden)
        return None if found is None else {d: s for d, s in found.items() if d not in shut}

    def _denied(self, child: Node) -> Scores | None:
        """What NOT keeps out: an article that says it, not each article of a law named so."""
        return self.scores(of_the_article(child))

    def _any_of(self, nodes: Sequence[Node]) -> Scores | None:
        """Documents with any of the words, the more of them the better; fields still bind."""
        fields = [node for node in nodes if isinstance(node, KeywordNode | YearsNode)]
        optional = self._asked(node for node in nodes if node not in fields)
        found = _sum(optional)
        if found is not None and len(optional) > 1:
            share = {doc: sum(doc in one for one in optional) / len(optional) for doc in found}
            found = {doc: score * share[doc] for doc, score in found.items()}
        bound = self._asked(fields)
        return _all_of(bound if found is None else [*bound, found])

    def _in_this_language(self, nodes: Sequence[Node]) -> Sequence[Node]:
        """Where a neighbour is translated, words that this language does not know are dropped."""
        translated = any(
            isinstance(node, TranslatedNode) and self._language in dict(node.elsewhere)
            for node in nodes
        )
        if not translated:
            return nodes
        return [
            node
            for node in nodes
            if not isinstance(node, WordNode) or self._word(node.raw, node.part) != {}
        ]

    # --- arithmetic -----------------------------------------------------------------

    def _occurrences(
        self, field: Callable[[str, str], str], terms: Sequence[str], parts: Iterable[Part]
    ) -> list[tuple[Part, dict[int, float]]]:
        """How often any of ``terms`` stands in each part of each document."""
        found: list[tuple[Part, dict[int, float]]] = []
        for part in parts:
            counts: dict[int, float] = {}
            for term in terms:
                here = self._snapshot.postings(field(part.name, self._language), term)
                for doc, count in zip(here.docs, here.weights, strict=True):
                    counts[doc] = counts.get(doc, 0.0) + count
            found.append((part, counts))
        return found

    def _scored(
        self,
        counts: Iterable[tuple[Part, Mapping[int, float]]],
        *,
        times: float = 1.0,
        most: float = math.inf,
    ) -> dict[int, float]:
        """BM25F: rarity (at ``most``), times what each part says; a part saturates by itself."""
        saturation = weights().saturation
        said: dict[int, float] = {}
        for part, here in counts:
            top = part.weight * (saturation + 1.0)
            for doc, count in here.items():
                said[doc] = said.get(doc, 0.0) + top * count / (count + saturation)
        rarity = times * min(most, _rarity(len(said), len(self._documents)))
        return {doc: rarity * score for doc, score in said.items()}

    def _rarity_abroad(self, raw: str, *, exact: bool) -> float:
        """How rare a word is where it is at home, if it is so in another language.

        An English word in a Spanish law is rare there, and tells no more for that.
        """
        found = math.inf
        for language in ANALYSED_LANGUAGES:
            form = forms(raw, language)
            if language == self._language or form.is_common:
                continue
            field = (exact_field if exact else stem_field)("text", language)
            docs = self._snapshot.postings(field, form.exact if exact else form.stem).docs
            if docs:
                found = min(found, _rarity(len(docs), len(self._snapshot.in_language(language))))
        return found

    def _adjacent(self, stems: Sequence[str], gap: int, near: frozenset[int]) -> set[int]:
        found: set[int] = set()
        for part in weights().parts.values():
            field = stem_field(part.name, self._language)
            first, second = (self._snapshot.places(field, stem, near) for stem in stems)
            found.update(
                doc
                for doc in first.keys() & second.keys()
                if not {at + gap for at in first[doc]}.isdisjoint(second[doc])
            )
        return found

    def _with_keyword(self, field: str, values: Iterable[str]) -> frozenset[int]:
        found = (self._snapshot.postings(field, value).docs for value in values)
        return frozenset().union(*found)

    def _in_years(self, node: YearsNode) -> frozenset[int]:
        by_year = self._snapshot.column("year").docs
        return frozenset().union(*(by_year[year] for year in by_year if in_years(node, year)))

    def _unweighed(self, docs: frozenset[int]) -> Scores:
        return dict.fromkeys(docs & self._documents, 0.0)

    def _remembered(self, name: tuple[object, ...], make: Callable[[], Scores]) -> Scores:
        return self._snapshot.remembered((self._language, *name), make)


def in_years(node: YearsNode, year: str) -> bool:
    """Whether ``year``, as the index writes it, lies in the range of ``node``."""
    number = int(year)
    after = node.first is None or node.first <= number
    return after and (node.last is None or number <= node.last)


def _rarity(found: int, documents: int) -> float:
    """BM25's inverse document frequency, > 0; higher is rarer."""
    return math.log(1.0 + (documents - found + 0.5) / (found + 0.5))


def _parts(name: str, *, exact: bool = False) -> list[Part]:
    """The parts that a word is looked for in; ``exact``: those with printed forms."""
    chosen = [part for part in weights().parts.values() if _is_in(part, name)]
    return [part for part in chosen if part.exact or not exact]


def _is_in(part: Part, name: str) -> bool:
    return part.name != TITLE if name == OWN else name in ("", part.name)


def _all_of(found: Sequence[Scores]) -> Scores | None:
    """Documents in every one of ``found``, their scores added; None where it is empty."""
    if not found:
        return None
    smallest, *others = sorted(found, key=len)
    kept = smallest
    for scores in others:
        kept = {doc: score + scores[doc] for doc, score in kept.items() if doc in scores}
    return kept


def _sum(found: Sequence[Scores]) -> Scores | None:
    """Documents in any one of ``found``, their scores added; None where it is empty."""
    if not found:
        return None
    largest, *others = sorted(found, key=len, reverse=True)
    total = dict(largest) if others else largest
    for scores in others:
        for doc, score in scores.items():
            total[doc] = total.get(doc, 0.0) + score  # type: ignore[index]
    return total


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
