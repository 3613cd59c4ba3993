"""The score of one word, prefix or phrase in the articles of one language.

BM25F: each part of an article gives what it says of a word, weighed, its occurrences
saturating by themselves, so that a heading tells however long the text is; the printed
form adds to what its stem gives. Scores are made once for a term and remembered by the
articles.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import ANALYSED_LANGUAGES, forms
from search.articles import Articles, Places, Postings
from search.memory import Held
from search.near import Spans, chained
from search.query_tree import OWN, TITLE, NearNode, Node, OrNode, PhraseNode, PrefixNode, WordNode
from search.ranking import Part, weights
from search.schema import exact_field, phrase_words, stem_field
from search.scores import Docs, Scores, added, both, either, no_scores

MOST_EXPANSIONS: Final = 100  # words that a prefix stands for in a part, commonest first
_EXPANSIONS_SCANNED: Final = 2_000
_DOCUMENT: Final = 2**17  # between the positions of two documents, twice the highest one


@dataclass(frozen=True, slots=True)
class _Found:
    """Documents, kept."""

    docs: Docs

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return self.docs.nbytes


@dataclass(frozen=True, slots=True)
class _Words:
    """Words, kept."""

    words: Sequence[str]

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return 80 * len(self.words)


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a stem stands in each part that has it, as ``_flat`` writes it; kept."""

    parts: Mapping[str, NDArray[np.int64]]

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return sum(places.nbytes for places in self.parts.values())


class TermScores:
    """Scores of terms over the articles of one analysed language.

    ``part`` is always a part's name, ``OWN``, or "" for every part.
    """

    def __init__(self, articles: Articles, language: str) -> None:
        self._articles = articles
        self._language = language
        self._documents = articles.in_language(language)

    def word(self, raw: str, part: str) -> Scores | None:
        """Documents with a word in any of its forms; None where it is too common to ask for."""
        found = forms(raw, self._language)
        if found.is_common:
            return None

        def score() -> Scores:
            stems = self._occurrences(stem_field, [found.stem], _parts(part))
            abroad = self._rarity_abroad(raw, exact=False)
            scored = self._scored(stems, [found.stem], exact=False, most=abroad)
            exacts = self._occurrences(exact_field, [found.exact], _parts(part, exact=True))
            abroad = self._rarity_abroad(raw, exact=True)
            more = self._scored(exacts, [found.exact], exact=True, most=abroad)
            exact_form = np.float32(weights().exact_form)
            return added([scored, Scores(more.docs, exact_form * more.values)])

        return self._remembered(("word", found.stem, found.exact, part), score)

    def docs_with(self, raw: str, part: str) -> Docs:
        """Documents with a word in any of its forms, not scored."""
        stem = forms(raw, self._language).stem

        def find() -> _Found:
            fields = (stem_field(one.name, self._language) for one in _parts(part))
            return _Found(either(self._articles.docs(field, stem) for field in fields))

        return self._remembered(("docs", stem, part), find).docs

    def prefix(self, prefix: str, part: str) -> Scores:
        """Documents with a word that starts so; the commonest ``MOST_EXPANSIONS`` words."""

        def score() -> Scores:
            parts = _parts(part, exact=True)
            expansions = {word for one in parts for word in self.expansions(prefix, one)}
            words = sorted(expansions)
            return self._scored(self._occurrences(exact_field, words, parts), (), exact=True)

        return self._remembered(("prefix", prefix, part), score)

    def expansions(self, prefix: str, part: Part) -> Sequence[str]:
        """Words of ``part`` that start with ``prefix``, at most ``MOST_EXPANSIONS``."""
        field = exact_field(part.name, self._language)

        def find() -> _Words:
            return _Words(
                self._articles.words_from(
                    field, prefix, limit=MOST_EXPANSIONS, scanned=_EXPANSIONS_SCANNED
                )
            )

        return self._remembered(("expansions", prefix, part.name), find).words

    def phrase(self, text: str, part: str, *, exact: bool) -> Scores | None:
        """Documents where these words follow one another; None where all are too common."""
        asked = phrase_words(text, self._language, exact=exact)
        if not asked:
            return None

        def score() -> Scores:
            parts = _parts(part, exact=exact)
            counts = [(one, self._phrase_in(one, asked, exact=exact)) for one in parts]
            words = [word for word, _ in asked]
            return self._scored(counts, words, exact=exact, times=math.sqrt(len(asked)))

        return self._remembered(("phrase", tuple(asked), part, exact), score)

    def _phrase_in(self, part: Part, asked: Sequence[tuple[str, int]], *, exact: bool) -> Scores:
        """How often the phrase ``asked`` stands in ``part`` of each document, weighed."""
        field = (exact_field if exact else stem_field)(part.name, self._language)
        docs: Docs | None = None
        for word, _ in asked:
            here = self._articles.docs(field, word)
            docs = here if docs is None else both(docs, here)
            if not len(docs):
                return no_scores()
        if docs is None:
            return no_scores()
        found, counts = np.unique(self._starts(field, asked, docs) // _DOCUMENT, return_counts=True)
        starts = found.astype(np.int32)
        first = self._articles.postings(field, asked[0][0], part)
        places = self._articles.places(field, asked[0][0], starts)
        weight = Scores(first.docs, first.weights).of(starts)
        return Scores(starts, (weight * counts / places.counts).astype(np.float32))

    def _starts(
        self, field: str, asked: Sequence[tuple[str, int]], docs: Docs
    ) -> NDArray[np.int64]:
        """Where the phrase ``asked`` starts in ``field`` of each of ``docs`` that has it."""
        starts: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        for number, (word, distance) in enumerate(asked):
            here = _flat(self._articles.places(field, word, docs)) - distance
            starts = np.unique(here) if not number else starts[np.isin(starts, here)]
            docs = _documents(starts)
        return starts

    def near(self, node: NearNode, docs: Docs) -> Docs:
        """Those of ``docs`` where the operands of ``node`` stand near each other in one part."""
        found = []
        for part in weights().parts.values():
            spans = [self._spans(operand, part, docs) for operand in node.operands]
            found.append(_documents(chained(spans, node.distances).starts))
        return either(found)

    def _spans(self, node: Node, part: Part, docs: Docs) -> Spans:
        """Where an operand of NEAR stands in ``part`` of those of ``docs`` that have it."""
        match node:
            case WordNode(raw, name) if _is_in(part, name):
                field = stem_field(part.name, self._language)
                stem = forms(raw, self._language).stem
                return Spans.of(_flat(self._articles.places(field, stem, docs)))
            case PrefixNode(prefix, name) if _is_in(part, name) and part.exact:
                field = exact_field(part.name, self._language)
                return Spans.joined(
                    Spans.of(_flat(self._articles.places(field, word, docs)))
                    for word in self.expansions(prefix, part)
                )
            case PhraseNode(text, name, exact) if _is_in(part, name) and (part.exact or not exact):
                field = (exact_field if exact else stem_field)(part.name, self._language)
                if asked := phrase_words(text, self._language, exact=exact):
                    return Spans.of(self._starts(field, asked, docs), asked[-1][1])
            case OrNode(children):
                return Spans.joined(self._spans(child, part, docs) for child in children)
        return Spans.joined(())

    def adjacent(self, stems: Sequence[str], gap: int, near: Docs) -> Docs:
        """Those of ``near`` where the second stem stands ``gap`` words after the first."""
        found: list[Docs] = []
        first, second = map(self._standing, stems)
        for part in first.parts.keys() & second.parts.keys():
            there = second.parts[part]
            here = _within(first.parts[part], near) + gap
            at = np.searchsorted(there, here)
            at[at == len(there)] = 0
            found.append(_documents(here[there[at] == here]))
        return either(found)

    def _standing(self, stem: str) -> "_Standing":
        """Where ``stem`` stands."""

        def read() -> _Standing:
            found = {}
            for part in weights().parts.values():
                field = stem_field(part.name, self._language)
                if len(docs := self._articles.docs(field, stem)):
                    found[part.name] = _flat(self._articles.places(field, stem, docs))
            return _Standing(found)

        return self._remembered(("standing", stem), read)

    def _occurrences(
        self, field: Callable[[str, str], str], terms: Sequence[str], parts: Iterable[Part]
    ) -> list[tuple[Part, Scores]]:
        """How often any of ``terms`` stands in each part of each document; no part without any."""
        found = []
        for part in parts:
            name = field(part.name, self._language)
            here = (_weighed(self._articles.postings(name, term, part)) for term in terms)
            if len((said := added(here)).docs):
                found.append((part, said))
        return found

    def _scored(
        self,
        counts: Iterable[tuple[Part, Scores]],
        words: Sequence[str],
        *,
        exact: bool,
        times: float = 1.0,
        most: float = math.inf,
    ) -> Scores:
        """BM25F: rarity (at ``most``), times what each part says; a part saturates by itself.

        ``words``: what all those articles say, by which rarity is known beyond them.
        """
        saturation = np.float32(weights().saturation)
        said = added(
            Scores(
                here.docs,
                np.float32(part.weight)
                * (saturation + 1)
                * here.values
                / (here.values + saturation),
            )
            for part, here in counts
        )
        spread = self._articles.spread(self._language, words, len(said.docs), exact=exact)
        rarity = times * min(most, _rarity(spread, self._articles.total(self._language)))
        return Scores(said.docs, said.values * np.float32(rarity))

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
            word = form.exact if exact else form.stem
            here = len(self._articles.docs(field, word))
            spread = self._articles.spread(language, [word], here, exact=exact)
            if spread:
                found = min(found, _rarity(spread, self._articles.total(language)))
        return found

    def _remembered(self, name: tuple[object, ...], make: Callable[[], Held]) -> Held:
        return self._articles.remembered((self._language, *name), make)


def _weighed(postings: Postings) -> Scores:
    return Scores(postings.docs, postings.weights)


def _flat(found: Places) -> NDArray[np.int64]:
    """Positions as one ascending number each, those of different documents far apart."""
    return np.repeat(found.docs.astype(np.int64) * _DOCUMENT, found.counts) + found.places


def _documents(flat: NDArray[np.int64]) -> Docs:
    """The documents of ascending positions as ``_flat`` writes them."""
    docs = (flat // _DOCUMENT).astype(np.int32)
    begins = np.ones(len(docs), dtype=np.bool_)
    np.not_equal(docs[1:], docs[:-1], out=begins[1:])
    return docs[begins]


def _within(flat: NDArray[np.int64], docs: Docs) -> NDArray[np.int64]:
    """Those of the positions ``flat`` that lie in one of ``docs``."""
    starts = docs.astype(np.int64) * _DOCUMENT
    first = np.searchsorted(flat, starts)
    counts = np.searchsorted(flat, starts + _DOCUMENT) - first
    ends = np.cumsum(counts)
    found: NDArray[np.int64] = flat[np.arange(ends[-1]) + np.repeat(first - ends + counts, counts)]
    return found


def _rarity(found: int, documents: int) -> float:
    """BM25's inverse document frequency, > 0; higher is rarer."""
    return math.log(1.0 + (documents - found + 0.5) / (found + 0.5))


def _parts(name: str, *, exact: bool = False) -> list[Part]:
    """The parts that a word is looked for in; ``exact``: those with printed forms."""
    chosen = [part for part in weights().parts.values() if _is_in(part, name)]
    return [part for part in chosen if part.exact or not exact]


def _is_in(part: Part, name: str) -> bool:
    return part.name != TITLE if name == OWN else name in ("", part.name)
