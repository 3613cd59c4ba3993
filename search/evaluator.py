"""The score of every article that answers a query tree, in one language of laws."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from search.analysis import forms
from search.query_tree import (
    OWN,
    TITLE,
    AndNode,
    CitationNode,
    KeywordNode,
    NearNode,
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
from search.ranking import weights
from search.schema import heading_key
from search.snapshot import Scores, Snapshot
from search.term_scores import TermScores


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
        self._terms = TermScores(snapshot, language)
        self.cited: frozenset[int] = frozenset()  # documents that a citation met so far names

    def scores(self, node: Node) -> Scores | None:
        """Documents that ``node`` finds; None where it asks for nothing in this language.

        A word that is too common in the language asks for nothing.
        """
        match node:
            case WordNode(raw, part):
                return self._word(raw, part)
            case PhraseNode(text, part, exact):
                return self._terms.phrase(text, part, exact=exact)
            case PrefixNode(prefix, part):
                return self._terms.prefix(prefix, part)
            case KeywordNode(field, values):
                return self._unweighed(self._with_keyword(field, values))
            case YearsNode():
                return self._unweighed(self._in_years(node))
            case CitationNode():
                return self._citation(node)
            case NearNode():
                return self._near(node)
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
        keys = {heading_key(text, self._language) for text in _wordings(node, self._language)}
        return self._with_keyword("heading", sorted(filter(None, keys))) & self._documents

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
            for doc in self._terms.adjacent(stems, gap, near):
                gain = weights().closeness * (both[0][doc] + both[1][doc])
                gains[doc] = gains.get(doc, 0.0) + gain
        return gains

    # --- leaves ---------------------------------------------------------------------

    def _word(self, raw: str, part: str) -> Scores | None:
        if self._typed_in and forms(raw, self._typed_in).is_common:
            return None
        return self._terms.word(raw, part)

    def _citation(self, node: CitationNode) -> Scores:
        """What is cited stands above all that cites it, in the order of its law."""
        documents = frozenset(self._snapshot.postings(node.field, node.number).docs)
        if node.year:
            of_year = documents & self._with_keyword("year", (node.year,))
            documents = of_year or documents
        documents &= self._documents
        self.cited |= documents
        citing = self.scores(node.cited) or {}
        top = weights().citation + max(citing.values(), default=0.0)
        return {**citing, **dict.fromkeys(documents, top)}

    def _near(self, node: NearNode) -> Scores | None:
        """As if the operands were joined by AND, where they stand near each other."""
        scored = [(operand, self.scores(operand)) for operand in node.operands]
        asked = [(operand, scores) for operand, scores in scored if scores is not None]
        found = _all_of([scores for _, scores in asked])
        if found is None or len(asked) < len(scored):
            return found  # beside a word that is too common to ask for, anything is near
        near = self._terms.near(node, frozenset(found))
        return {doc: score for doc, score in found.items() if doc in near}

    def _translated(self, node: TranslatedNode) -> Scores | None:
        typed = self.scores(node.typed)
        found = dict(typed or {})
        for language, expression in node.elsewhere:
            if language == self._language:
                for doc, score in (self._terms.phrase(expression, "", exact=False) or {}).items():
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

    def _with_keyword(self, field: str, values: Iterable[str]) -> frozenset[int]:
        found = (self._snapshot.postings(field, value).docs for value in values)
        return frozenset().union(*found)

    def _in_years(self, node: YearsNode) -> frozenset[int]:
        by_year = self._snapshot.column("year").docs
        return frozenset().union(*(by_year[year] for year in by_year if in_years(node, year)))

    def _unweighed(self, docs: frozenset[int]) -> Scores:
        return dict.fromkeys(docs & self._documents, 0.0)


def in_years(node: YearsNode, year: str) -> bool:
    """Whether ``year``, as the index writes it, lies in the range of ``node``."""
    number = int(year)
    after = node.first is None or node.first <= number
    return after and (node.last is None or number <= node.last)


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
