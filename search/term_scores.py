"""The score of one word, prefix or phrase in the articles of one language.

BM25F: each part of an article gives what it says of a word, weighed, its occurrences
saturating by themselves, so that a heading tells however long the text is; the printed
form adds to what its stem gives. Scores are made once for a term and remembered by the
snapshot.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from search.analysis import ANALYSED_LANGUAGES, forms
from search.near import Span, is_chained
from search.query_tree import OWN, TITLE, NearNode, Node, OrNode, PhraseNode, PrefixNode, WordNode
from search.ranking import Part, weights
from search.schema import exact_field, phrase_words, stem_field
from search.snapshot import Scores, Snapshot

MOST_EXPANSIONS: Final = 100  # words that a prefix stands for in a part, commonest first
_EXPANSIONS_SCANNED: Final = 2_000


class TermScores:
    """Scores of terms over the articles of one analysed language.

    ``part`` is always a part's name, ``OWN``, or "" for every part.
    """

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self._snapshot = snapshot
        self._language = language
        self._documents = snapshot.in_language(language)

    def word(self, raw: str, part: str) -> Scores | None:
        """Documents with a word in any of its forms; None where it is too common to ask for."""
        found = forms(raw, self._language)
        if found.is_common:
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

    def prefix(self, prefix: str, part: str) -> Scores:
        """Documents with a word that starts so; the commonest ``MOST_EXPANSIONS`` words."""

        def score() -> Scores:
            parts = _parts(part, exact=True)
            expansions = {word for one in parts for word in self.expansions(prefix, one)}
            return self._scored(self._occurrences(exact_field, sorted(expansions), parts))

        return self._remembered(("prefix", prefix, part), score)

    def expansions(self, prefix: str, part: Part) -> list[str]:
        """Words of ``part`` that start with ``prefix``, at most ``MOST_EXPANSIONS``."""
        field = exact_field(part.name, self._language)
        return self._snapshot.words_from(
            field, prefix, limit=MOST_EXPANSIONS, scanned=_EXPANSIONS_SCANNED
        )

    def phrase(self, text: str, part: str, *, exact: bool) -> Scores | None:
        """Documents where these words follow one another; None where all are too common."""
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
        return {doc: first[doc] * len(at) / len(places[doc]) for doc, at in starts.items()}

    def _starts(
        self, field: str, asked: Sequence[tuple[str, int]], docs: frozenset[int]
    ) -> dict[int, set[int]]:
        """Where the phrase ``asked`` starts in ``field`` of each document that has it."""
        starts: dict[int, set[int]] = {}
        for place, (word, distance) in enumerate(asked):
            positions = self._snapshot.places(field, word, docs)
            here = {doc: {at - distance for at in positions.get(doc, ())} for doc in docs}
            starts = here if not place else {doc: starts[doc] & here[doc] for doc in docs}
            docs = frozenset(doc for doc in docs if starts[doc])
        return {doc: starts[doc] for doc in docs}

    def near(self, node: NearNode, docs: frozenset[int]) -> set[int]:
        """Those of ``docs`` where the operands of ``node`` stand near each other in one part."""
        found: set[int] = set()
        for part in weights().parts.values():
            spans = [self._spans(operand, part, docs) for operand in node.operands]
            found.update(
                doc
                for doc in set.intersection(*(set(one) for one in spans))
                if is_chained([sorted(one[doc]) for one in spans], node.distances)
            )
        return found

    def _spans(self, node: Node, part: Part, docs: frozenset[int]) -> dict[int, set[Span]]:
        """Where an operand of NEAR stands in ``part`` of those of ``docs`` that have it."""
        spans: dict[int, set[Span]] = {}
        match node:
            case WordNode(raw, name) if _is_in(part, name):
                field = stem_field(part.name, self._language)
                _add_spans(spans, self._snapshot.places(field, self._stem(raw), docs), 0)
            case PrefixNode(prefix, name) if _is_in(part, name) and part.exact:
                field = exact_field(part.name, self._language)
                for word in self.expansions(prefix, part):
                    _add_spans(spans, self._snapshot.places(field, word, docs), 0)
            case PhraseNode(text, name, exact) if _is_in(part, name) and (part.exact or not exact):
                field = (exact_field if exact else stem_field)(part.name, self._language)
                if asked := phrase_words(text, self._language, exact=exact):
                    _add_spans(spans, self._starts(field, asked, docs), asked[-1][1])
            case OrNode(children):
                for child in children:
                    for doc, found in self._spans(child, part, docs).items():
                        spans.setdefault(doc, set()).update(found)
        return spans

    def _stem(self, raw: str) -> str:
        return forms(raw, self._language).stem

    def adjacent(self, stems: Sequence[str], gap: int, near: frozenset[int]) -> set[int]:
        """Those of ``near`` where the second stem stands ``gap`` words after the first."""
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

    def _remembered(self, name: tuple[object, ...], make: Callable[[], Scores]) -> Scores:
        return self._snapshot.remembered((self._language, *name), make)


def _add_spans(
    spans: dict[int, set[Span]], starts: Mapping[int, Iterable[int]], length: int
) -> None:
    """Adds to ``spans`` those that begin at ``starts`` and end ``length`` words later."""
    for doc, places in starts.items():
        spans.setdefault(doc, set()).update((place, place + length) for place in places)


def _rarity(found: int, documents: int) -> float:
    """BM25's inverse document frequency, > 0; higher is rarer."""
    return math.log(1.0 + (documents - found + 0.5) / (found + 0.5))


def _parts(name: str, *, exact: bool = False) -> list[Part]:
    """The parts that a word is looked for in; ``exact``: those with printed forms."""
    chosen = [part for part in weights().parts.values() if _is_in(part, name)]
    return [part for part in chosen if part.exact or not exact]


def _is_in(part: Part, name: str) -> bool:
    return part.name != TITLE if name == OWN else name in ("", part.name)
