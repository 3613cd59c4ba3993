"""The score of every article that answers a query tree, in one language of laws."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

import numpy as np

from search.analysis import forms
from search.articles import Articles
from search.looseness import is_soft, least_needed
from search.places import places_of
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
    PlaceNode,
    PrefixNode,
    TranslatedNode,
    WordNode,
    YearsNode,
    of_the_article,
)
from search.ranking import weights
from search.schema import COLUMNS
from search.scores import (
    Docs,
    Scores,
    added,
    both,
    contains,
    either,
    highest,
    no_docs,
    no_scores,
    shared,
    unweighed,
)
from search.term_scores import TermScores
from search.wording import wording_of


class Evaluator:
    """Scores of query trees over the articles of one analysed language."""

    def __init__(
        self,
        articles: Articles,
        language: str,
        *,
        relaxed: bool = False,
        lacking: int | None = None,
        typed_in: str = "",
    ) -> None:
        """``relaxed``: of words that stand side by side, not all are needed.

        ``lacking``: how many may be missing where three or more are asked for; None: all but one.

        ``typed_in``: the language that the query seems to be in, "" where unclear. What
        is too common in it is not enough to find an article of another language by.
        """
        self._typed_in = typed_in if relaxed else ""
        self._articles = articles
        self._language = language
        self._relaxed = relaxed
        self._lacking = lacking
        self._documents = articles.in_language(language)
        self._terms = TermScores(articles, language)
        self.cited = no_docs()  # documents that a citation met so far names

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
                return unweighed(self._with_keyword(field, values))
            case YearsNode():
                return unweighed(self._in_years(node))
            case CitationNode():
                return self._citation(node)
            case NearNode():
                return self._near(node)
            case TranslatedNode():
                return self._translated(node)
            case PlaceNode():
                return self._place(node)
            case AndNode() | OrNode() | NotNode():
                return self._joined(node)

    def only_in_title(self, node: Node, docs: Docs) -> Docs:
        """Those of ``docs`` that say none of the words: only the title of their law does.

        Of each such law its first article is left out, so that the law itself is found.
        """
        asked = wording_of(node, self._language).asked
        silent = both(docs, either(self._saying(asked, TITLE)))
        for said in self._saying(asked, OWN) if len(silent) else ():
            silent = silent[~contains(said, silent)]
        if not len(silent):
            return silent
        law_of = self._articles.facet("law").codes
        first = np.full(len(self._articles.facet("law").values), -1, dtype=np.int32)
        first[law_of[docs[::-1]]] = docs[::-1]  # of what is written twice the last stays
        later: Docs = silent[first[law_of[silent]] != silent]
        return later

    def with_heading(self, node: Node) -> Docs:
        """Documents whose heading says what the words of ``node`` say, and nothing else."""
        return self._with_keyword("heading", wording_of(node, self._language).headings)

    def with_role(self, node: Node, docs: Docs) -> Docs:
        """Those of ``docs`` that are of the kinds of provision that words of ``node`` ask for."""
        return either(
            reduce(self._among_saying, role.told_by, docs)
            for role in wording_of(node, self._language).roles
        )

    def _among_saying(self, docs: Docs, words: Iterable[str]) -> Docs:
        """Those of ``docs`` with any of ``words`` in their text."""
        said = np.zeros(len(docs), dtype=np.bool_)
        for word in words:
            said |= contains(self._terms.docs_with(word, "text"), docs)
        return docs[said]

    def in_places(self, node: Node) -> Docs:
        """Documents of the countries that ``node`` names in plain words."""
        countries = places_of(node)
        return self._with_keyword("country", countries) if countries else no_docs()

    def neighbours(self, node: Node, docs: Docs) -> Scores:
        """What words of ``node`` add where they are neighbours in one of ``docs`` as typed."""
        gains: list[Scores] = []
        for first, second, gap in wording_of(node, self._language).pairs if len(docs) else ():
            one, other = self._word(first, ""), self._word(second, "")
            if one is None or other is None:
                continue
            near = both(both(docs, one.docs), other.docs)
            if not len(near):
                continue
            stems = [forms(word, self._language).stem for word in (first, second)]
            together = self._terms.adjacent(stems, gap, near)
            gain = np.float32(weights().closeness) * (one.of(together) + other.of(together))
            gains.append(Scores(together, gain))
        return added(gains)

    # --- leaves ---------------------------------------------------------------------

    def _word(self, raw: str, part: str) -> Scores | None:
        if self._typed_in and forms(raw, self._typed_in).is_common:
            return None
        return self._terms.word(raw, part)

    def _citation(self, node: CitationNode) -> Scores:
        """What is cited stands above all that cites it, in the order of its law."""
        documents = self._with_keyword(node.field, (node.number,))
        if node.year:
            of_year = both(documents, self._articles.docs_where("year", node.year.__eq__))
            documents = of_year if len(of_year) else documents
        self.cited = either((self.cited, documents))
        citing = self.scores(node.cited)
        top = np.float32(weights().citation)
        if citing is None or not len(citing.docs):
            return Scores(documents, np.full(len(documents), top))
        cited = Scores(documents, np.full(len(documents), top + citing.values.max()))
        return added([citing.without(documents), cited])

    def _near(self, node: NearNode) -> Scores | None:
        """As if the operands were joined by AND, where they stand near each other."""
        scored = [self.scores(operand) for operand in node.operands]
        asked = [scores for scores in scored if scores is not None]
        found = shared(asked) if asked else None
        if found is None or len(asked) < len(scored):
            return found  # beside a word that is too common to ask for, anything is near
        return found.among(self._terms.near(node, found.docs))

    def _translated(self, node: TranslatedNode) -> Scores | None:
        typed = self.scores(node.typed)
        share = np.float32(weights().translation)
        found = [] if typed is None else [typed]
        for language, expression in node.elsewhere:
            if language == self._language:
                said = self._terms.phrase(expression, "", exact=False)
                if said is not None and len(said.docs):
                    found.append(Scores(said.docs, share * said.values))
        return highest(found) if found else None

    def _place(self, node: PlaceNode) -> Scores:
        """The country's articles, and those of others that name it; being named weighs little."""
        said = self._asked(node.typed)
        named = shared(said) if said else no_scores()
        weighed = Scores(named.docs, np.float32(weights().place_named) * named.values)
        return added([weighed, unweighed(self._with_keyword("country", (node.country,)))])

    # --- combinations ---------------------------------------------------------------

    def _joined(self, node: AndNode | OrNode | NotNode) -> Scores | None:
        match node:
            case NotNode(child):
                denied = self._denied(child)
                return None if denied is None else unweighed(self._documents).without(denied.docs)
            case OrNode(children):
                found = self._asked(children)
                return added(found) if found else None
            case AndNode():
                return self._together(node)

    def _saying(self, nodes: Iterable[Node], part: str) -> Iterator[Docs]:
        """For each of the words ``nodes`` the documents that say it in ``part``."""
        for node in nodes:
            if isinstance(node, WordNode):
                if not forms(node.raw, self._language).is_common:
                    yield self._terms.docs_with(node.raw, part)
            elif isinstance(node, PhraseNode | PrefixNode):
                scores = self.scores(replace(node, part=part))
                if scores is not None:
                    yield scores.docs

    def _asked(self, nodes: Iterable[Node]) -> list[Scores]:
        found = (self.scores(node) for node in nodes)
        return [scores for scores in found if scores is not None]

    def _together(self, node: AndNode) -> Scores | None:
        denied = [child.child for child in node.children if isinstance(child, NotNode)]
        others = [child for child in node.children if not isinstance(child, NotNode)]
        if self._relaxed and node.loose:
            found = self._any_of(others)
        else:
            found = self._all_of(self._in_this_language(others), loose=node.loose)
        hidden = [scores.docs for child in denied if (scores := self._denied(child)) is not None]
        if not hidden:
            return found
        if found is None and not others:
            found = unweighed(self._documents)
        return None if found is None else found.without(either(hidden))

    def _all_of(self, nodes: Sequence[Node], *, loose: bool) -> Scores | None:
        """Documents with all of ``nodes``; soft words that stand beside others only help."""
        soft = [node for node in nodes if loose and is_soft(node, self._language)]
        needed = self._asked(node for node in nodes if node not in soft)
        helpful = self._asked(soft)
        if not needed:
            return shared(helpful) if helpful else None
        found = shared(needed)
        return added([found, *(scores.among(found.docs) for scores in helpful)])

    def _denied(self, child: Node) -> Scores | None:
        """What NOT keeps out: an article that says it, not each article of a law named so."""
        return self.scores(of_the_article(child))

    def _any_of(self, nodes: Sequence[Node]) -> Scores | None:
        """Documents with any of the words, the more of them the better; fields still bind."""
        fields = [node for node in nodes if isinstance(node, KeywordNode | YearsNode)]
        others = [node for node in nodes if node not in fields]
        # A country only says whose laws come first; alone it would find every one of them.
        wanted = [node for node in others if not isinstance(node, PlaceNode)] or others
        optional = self._asked(wanted)
        bound = self._asked(fields)
        if optional:
            found = added(optional)
            had = added(Scores(one.docs, np.ones_like(one.values)) for one in optional).values
            enough = had >= least_needed(len(optional), self._lacking)
            share = had[enough] / np.float32(len(optional))
            bound.append(Scores(found.docs[enough], found.values[enough] * share))
        return shared(bound) if bound else None

    def _in_this_language(self, nodes: Sequence[Node]) -> Sequence[Node]:
        """Where a neighbour is translated, words that this language does not know are dropped."""
        translated = any(
            isinstance(node, TranslatedNode) and self._language in dict(node.elsewhere)
            for node in nodes
        )
        if not translated:
            return nodes
        return [node for node in nodes if not isinstance(node, WordNode) or self._knows(node)]

    def _knows(self, node: WordNode) -> bool:
        found = self._word(node.raw, node.part)
        return found is None or len(found.docs) > 0

    # --- arithmetic -----------------------------------------------------------------

    def _with_keyword(self, field: str, values: Iterable[str]) -> Docs:
        """Documents of this language with one of ``values``."""
        wanted = frozenset(values)
        if not wanted:
            return no_docs()
        if field in COLUMNS:
            found = self._articles.docs_where(field, wanted.__contains__)
        else:
            found = either(self._articles.docs(field, value) for value in sorted(wanted))
        return both(found, self._documents)

    def _in_years(self, node: YearsNode) -> Docs:
        found = self._articles.docs_where("year", lambda year: in_years(node, year))
        return both(found, self._documents)


def in_years(node: YearsNode, year: str) -> bool:
    """Whether ``year``, as the index writes it, lies in the range of ``node``."""
    number = int(year)
    after = node.first is None or node.first <= number
    return after and (node.last is None or number <= node.last)
