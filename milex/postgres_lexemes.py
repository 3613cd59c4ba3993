"""Articles and questions in PostgreSQL's words: tsvectors and tsqueries over our own analysis.

A lexeme is a mark and a word: language, form and part are in the mark, so that one GIN
index answers every kind of question, fields and filters among them, and no article has to
be read again to see where a word stood. Nothing here speaks to a database.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Final

from search.analysis import analysed_as, forms
from search.candidates import Words
from search.looseness import is_soft, least_needed
from search.model import ArticleEntry
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
    asked_words,
    of_the_article,
)
from search.schema import IndexedArticle, part_texts, part_words, phrase_words

# Form of a lexeme: its mark after the language.
STEM: Final = "s"
EXACT: Final = "e"
_TITLE_STEM: Final = "t"
_TITLE_EXACT: Final = "u"
_HEADING_STEM: Final = "h"
_HEADING_EXACT: Final = "i"
_TITLE_ONLY: Final = "o"  # a stem that the law's title has and the article has not
_NOTHING: Final = "'..nothing'"  # a lexeme that no article has

_MARKS: Final = {TITLE: (_TITLE_STEM, _TITLE_EXACT), "heading": (_HEADING_STEM, _HEADING_EXACT)}
# Parts in the order of their positions: PostgreSQL counts to 16,383, the short ones come first.
_ORDER: Final = ("heading", TITLE, "reference", "defined", "path", "text")
_LABELS: Final = {"heading": "A", "defined": "B", "text": "C"}  # what a rough rank weighs; else D
_OWN_LABELS: Final = ":ABC"  # of parts that are the article's own, as a tsquery asks for them
_GAP: Final = 100  # between parts, more than NEAR reaches
_LAST_POSITION: Final = 16_383
_MOST_WORDS: Final = 40_000  # of a part; a tsvector holds a megabyte
_YEARS: Final = (1500, 2199)

Expansions = Callable[[str, str], list[str]]  # (language, prefix) → exact forms
Knows = Callable[[str, str], bool]  # (language, stem) → whether any article has it


@lru_cache(maxsize=2**14)
def lexeme(mark: str, word: str) -> str:
    """``word`` with its mark, quoted for a tsvector or a tsquery."""
    marked = f"{mark}{word}".replace("\x00", "").encode("utf-8", "replace").decode()
    return "'" + marked.replace("\\", "\\\\").replace("'", "''") + "'"


def keyword(name: str, value: str) -> str:
    """The lexeme of a value of a field."""
    return lexeme("..", f"{name}:{value}"[:1_500])


def article_words(entry: ArticleEntry) -> dict[str, Words]:
    """The words of each part of an article, as the index has them."""
    language = analysed_as(entry.language)
    return {
        name: tuple(some[:_MOST_WORDS] for some in part_words(text, language))  # type: ignore[misc]
        for name, text in part_texts(entry).items()
    }


def article_vector(
    article: IndexedArticle, parts: Mapping[str, Words], language: str, *, is_first: bool
) -> str:
    """The tsvector of an article. ``is_first``: of its law."""
    places: dict[str, list[str]] = {}
    start = 1
    for name in _ORDER:
        stems, exacts, at = parts.get(name, ((), (), ()))
        label = _LABELS.get(name, "D")
        stem_marks = (STEM, _MARKS[name][0]) if name in _MARKS else (STEM,)
        exact_marks = (EXACT, _MARKS[name][1]) if name in _MARKS else (EXACT,)
        for stem, exact, place in zip(stems, exacts, at, strict=True):
            position = f"{min(start + place, _LAST_POSITION)}{label}"
            for mark in stem_marks:
                places.setdefault(lexeme(language + mark, stem), []).append(position)
            for mark in exact_marks:
                places.setdefault(lexeme(language + mark, exact), []).append(position)
        start += (at[-1] if len(at) else 0) + _GAP
    own = {stem for name, (stems, _, _) in parts.items() if name != TITLE for stem in stems}
    silent = set(parts.get(TITLE, ((), (), ()))[0]) - own
    plain = [
        lexeme(language, ""),
        *(lexeme(language + _TITLE_ONLY, stem) for stem in sorted(silent)),
        *_keywords(article),
        *([keyword("first", "")] if is_first else []),
    ]
    return " ".join([*plain, *(f"{word}:{','.join(at[:255])}" for word, at in places.items())])


def _keywords(article: IndexedArticle) -> Iterator[str]:
    for name in ("law", "country", "language", "kind", "status"):
        yield keyword(name, article.values[name])
    for topic in article.values["topic"].split("\n"):
        yield keyword("topic", topic)
    if year := article.values["year"]:
        yield keyword("year", year)
        yield keyword("decade", year[:-1])
    for name in ("number", "article", "heading"):
        for value in article.streams.get(name, ((), ()))[0]:
            yield keyword(name, value)


def years_query(first: int | None, last: int | None) -> str:
    """Articles of laws of these years, both inclusive."""
    low, high = max(first or _YEARS[0], _YEARS[0]), min(last or _YEARS[1], _YEARS[1])
    found: list[str] = []
    year = low
    while year <= high:
        if year % 10 == 0 and year + 9 <= high:
            found.append(keyword("decade", str(year // 10)))
            year += 10
        else:
            found.append(keyword("year", str(year)))
            year += 1
    return any_of(found) or _NOTHING


def any_of(queries: Iterable[str | None]) -> str | None:
    """Any one of ``queries``; None where there is none."""
    kept = list(dict.fromkeys(filter(None, queries)))
    return kept[0] if len(kept) == 1 else f"({' | '.join(kept)})" if kept else None


def all_of(queries: Iterable[str | None]) -> str | None:
    """Every one of ``queries``; None where there is none."""
    kept = list(dict.fromkeys(filter(None, queries)))
    return kept[0] if len(kept) == 1 else f"({' & '.join(kept)})" if kept else None


@dataclass(frozen=True, slots=True)
class Side:
    """How a question is put to articles of one language, as ``search.evaluator`` reads it."""

    language: str
    expansions: Expansions
    knows: Knows
    relaxed: bool = False
    lacking: int | None = None
    typed_in: str = ""

    def query(self, node: Node) -> str | None:
        """The tsquery of ``node``; None where it asks for nothing in this language."""
        match node:
            case WordNode(raw, part):
                return self._word(raw, part)
            case PhraseNode(text, part, exact):
                return self._phrase(text, part, exact)
            case PrefixNode(prefix, part):
                return self._prefix(prefix, part)
            case KeywordNode(field, values):
                return any_of(keyword(field, value) for value in values) or _NOTHING
            case YearsNode(first, last):
                return years_query(first, last)
            case CitationNode():
                return any_of((keyword(node.field, node.number), self.query(node.cited)))
            case NearNode():
                return self._near(node)
            case TranslatedNode(typed, elsewhere):
                said = (text for language, text in elsewhere if language == self.language)
                return any_of((self.query(typed), *(self._phrase(one, "", False) for one in said)))
            case PlaceNode(typed, country):
                named = all_of(map(self.query, typed))
                return any_of((named, keyword("country", country)))
            case AndNode() | OrNode() | NotNode():
                return self._joined(node)

    def but_silent(self, node: Node) -> str | None:
        """Articles but those for which only the title of their law says the words.

        Of each law the first article stays. None where all stay.
        """
        asked = [word for word in asked_words(node, self.language) if not word.part]
        titled = any_of(self.query(replace(word, part=TITLE)) for word in asked)
        own = any_of(self.query(of_the_article(word)) for word in asked)
        return titled and any_of((f"!{titled}", own, keyword("first", "")))

    def headed(self, node: Node) -> str | None:
        """Articles with any of the words in their heading."""
        asked = [word for word in asked_words(node, self.language) if not word.part]
        return any_of(self.query(replace(word, part="heading")) for word in asked)

    def said(self, node: Node) -> str | None:
        """Any of the words asked for, in any form: what a rough rank weighs."""
        found: list[str] = []
        for word in asked_words(node, self.language):
            raws = word.raw if isinstance(word, WordNode) else ""
            raws = word.text if isinstance(word, PhraseNode) else raws
            for raw in raws.split():
                form = forms(raw, self.language)
                if not form.is_common:
                    found.append(lexeme(self.language + STEM, form.stem))
                    found.append(lexeme(self.language + EXACT, form.exact))
            if isinstance(word, PrefixNode):
                found += filter(None, [self._prefix(word.prefix, "")])
        return any_of(found)

    def _word(self, raw: str, part: str) -> str | None:
        form = forms(raw, self.language)
        ignored = self.relaxed and self.typed_in and forms(raw, self.typed_in).is_common
        if form.is_common or ignored:
            return None
        if part == OWN:
            title_only = lexeme(self.language + _TITLE_ONLY, form.stem)
            return f"({lexeme(self.language + STEM, form.stem)} & !{title_only})"
        return lexeme(self.language + _MARKS.get(part, (STEM, EXACT))[0], form.stem)

    def _phrase(self, text: str, part: str, exact: bool) -> str | None:
        asked = phrase_words(text, self.language, exact=exact)
        if not asked:
            return None
        mark = self.language + _MARKS.get(part, (STEM, EXACT))[exact]
        labels = _OWN_LABELS if part == OWN else ""
        query = lexeme(mark, asked[0][0]) + labels
        for (_, before), (word, distance) in pairwise(asked):
            query += f" <{distance - before}> {lexeme(mark, word)}{labels}"
        return f"({query})"

    def _prefix(self, prefix: str, part: str) -> str:
        words = self.expansions(self.language, prefix)
        mark = self.language + _MARKS.get(part, (STEM, EXACT))[1]
        return any_of(lexeme(mark, word) for word in words) or _NOTHING

    def _near(self, node: NearNode) -> str | None:
        """All operands, each near the next, before it or after it."""
        asked = [self.query(operand) for operand in node.operands]
        found = all_of(asked)
        if None in asked or found is None:
            return found
        pairs = zip(node.operands, node.operands[1:], node.distances, strict=False)
        return all_of(self._beside(one, other, distance) for one, other, distance in pairs)

    def _beside(self, one: Node, other: Node, distance: int) -> str | None:
        first, second = self.query(one), self.query(other)
        return any_of(
            f"({left} <{step}> {right})"
            for step in range(1, distance + 1)
            for left, right in ((first, second), (second, first))
        )

    def _joined(self, node: AndNode | OrNode | NotNode) -> str | None:
        match node:
            case NotNode(child):
                denied = self.query(of_the_article(child))
                return None if denied is None else f"({lexeme(self.language, '')} & !{denied})"
            case OrNode(children):
                return any_of(map(self.query, children))
            case AndNode():
                return self._together(node)

    def _together(self, node: AndNode) -> str | None:
        denied = [child.child for child in node.children if isinstance(child, NotNode)]
        others = [child for child in node.children if not isinstance(child, NotNode)]
        if self.relaxed and node.loose:
            bound = [one for one in others if isinstance(one, KeywordNode | YearsNode)]
            free = [one for one in others if one not in bound]
            wanted = [one for one in free if not isinstance(one, PlaceNode)] or free
            asked = [said for one in wanted if (said := self.query(one))]
            enough = combinations(asked, least_needed(len(asked), self.lacking))
            found = all_of((*map(self.query, bound), any_of(map(all_of, enough))))
        else:
            known = self._in_this_language(others)
            soft = [one for one in known if node.loose and is_soft(one, self.language)]
            found = all_of(self.query(one) for one in known if one not in soft)
            found = found or all_of(map(self.query, soft))
        hidden = [self.query(of_the_article(child)) for child in denied]
        if found is None and any(hidden) and not others:
            found = lexeme(self.language, "")
        return found and all_of((found, *(f"!{one}" for one in hidden if one)))

    def _in_this_language(self, nodes: Sequence[Node]) -> Sequence[Node]:
        """Where a neighbour is translated, words that this language does not know are dropped."""
        if not any(
            isinstance(node, TranslatedNode) and self.language in dict(node.elsewhere)
            for node in nodes
        ):
            return nodes
        return [
            node
            for node in nodes
            if not isinstance(node, WordNode)
            or self._word(node.raw, node.part) is None
            or self.knows(self.language, forms(node.raw, self.language).stem)
        ]
