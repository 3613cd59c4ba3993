"""The engine against the plainest program that gives the same answers: loops over articles."""

import math
import tempfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from search.analysis import ANALYSED_LANGUAGES, analysed_as, forms, number_key
from search.answer import drawn_together, scored
from search.model import ArticleEntry, ArticleKey
from search.query import parse
from search.query_tree import (
    AndNode,
    CitationNode,
    KeywordNode,
    NotNode,
    OrNode,
    PhraseNode,
    PrefixNode,
    WordNode,
    YearsNode,
    asked_words,
    of_the_article,
)
from search.ranking import weights
from search.schema import heading_key, part_texts, part_words, phrase_words
from search.scores import no_scores
from search.whoosh_engine import WhooshEngine

STEM, EXACT = 0, 1


class PlainLanguage:
    """Scores, as dictionaries, over the articles of one language."""

    def __init__(self, entries, language, ignored=""):
        self.ignored = ignored  # a language whose common words are asked for nowhere
        self.everything = {
            code: {key: one for key, one in entries.items() if analysed_as(one.language) == code}
            for code in ANALYSED_LANGUAGES
        }
        self.language = language
        self.entries = self.everything[language]
        self.said = {
            (key, part): part_words(text, code)
            for code, ones in self.everything.items()
            for key, one in ones.items()
            for part, text in part_texts(one).items()
        }

    def parts(self, name, form):
        for part in weights().parts.values():
            wanted = part.name != "title" if name == "own" else name in ("", part.name)
            if wanted and (form == STEM or part.exact):
                yield part

    def rarity(self, found, language):
        return math.log(1 + (len(self.everything[language]) - found + 0.5) / (found + 0.5))

    def saying(self, counted, parts, times=1.0, most=math.inf):
        """``counted(key, part)`` occurrences, as BM25F scores."""
        k = weights().saturation
        scores = {}
        for key in self.entries:
            for part in parts:
                length = len(self.said[key, part.name][STEM])
                if count := counted(key, part.name):
                    pull = part.length_pull
                    count /= 1 - pull + pull * length / part.pivot_words
                    gain = part.weight * (k + 1) * count / (count + k)
                    scores[key] = scores.get(key, 0) + gain
        factor = times * min(most, self.rarity(len(scores), self.language))
        return {key: factor * score for key, score in scores.items()}

    def abroad(self, raw, form):
        found = [math.inf]
        for code in ANALYSED_LANGUAGES:
            there = forms(raw, code)
            if code != self.language and not there.is_common:
                word = (there.stem, there.exact)[form]
                docs = sum(word in self.said[key, "text"][form] for key in self.everything[code])
                if docs:
                    found.append(self.rarity(docs, code))
        return min(found)

    def word(self, raw, part):
        known = forms(raw, self.language)
        if known.is_common or (self.ignored and forms(raw, self.ignored).is_common):
            return None
        both = []
        for form, word in ((STEM, known.stem), (EXACT, known.exact)):
            both.append(
                self.saying(
                    lambda key, name, form=form, word=word: self.said[key, name][form].count(word),
                    list(self.parts(part, form)),
                    most=self.abroad(raw, form),
                )
            )
        return {key: s + weights().exact_form * both[1].get(key, 0) for key, s in both[0].items()}

    def prefix(self, prefix, part):
        return self.saying(
            lambda key, name: sum(word.startswith(prefix) for word in self.said[key, name][EXACT]),
            list(self.parts(part, EXACT)),
        )

    def phrase(self, text, part, exact):
        asked = phrase_words(text, self.language, exact=exact)
        if not asked:
            return None
        form = EXACT if exact else STEM

        def counted(key, name):
            said = self.said[key, name]
            at = set(zip(said[form], said[2], strict=True))
            return sum(
                all((word, start + distance) in at for word, distance in asked)
                for word, start in at
                if word == asked[0][0]
            )

        return self.saying(counted, list(self.parts(part, form)), times=math.sqrt(len(asked)))

    def where(self, test):
        return {key: 0.0 for key, one in self.entries.items() if test(one)}

    def scores(self, node, relaxed):
        match node:
            case WordNode(raw, part):
                return self.word(raw, part)
            case PhraseNode(text, part, exact):
                return self.phrase(text, part, exact)
            case PrefixNode(prefix, part):
                return self.prefix(prefix, part)
            case KeywordNode("country", values):
                return self.where(lambda one: one.country in values)
            case YearsNode(first, last):
                return self.where(
                    lambda one: one.year and (first or 0) <= one.year <= (last or 9999)
                )
            case CitationNode(field, number, year):
                return self.citation(field, number, year, self.scores(node.cited, relaxed) or {})
            case NotNode(child):
                denied = self.scores(of_the_article(child), relaxed)
                return None if denied is None else self.where(lambda one: one.key not in denied)
            case OrNode(below):
                found = [s for child in below if (s := self.scores(child, relaxed)) is not None]
                return total(found) if found else None
            case AndNode(below, loose):
                return self.together(below, loose, relaxed)

    def citation(self, field, number, year, citing):
        said = "number" if field == "number" else "num"
        cited = self.where(lambda one: number_key(getattr(one, said)) == number)
        of_year = {key for key in cited if str(self.entries[key].year) == year}
        top = weights().citation + max(citing.values(), default=0.0)
        return {**citing, **dict.fromkeys(of_year or cited, top)}

    def together(self, children, loose, relaxed):
        others = [child for child in children if not isinstance(child, NotNode)]
        fields = [child for child in others if isinstance(child, KeywordNode | YearsNode)]
        words = [child for child in others if child not in fields]
        asked = [s for child in fields if (s := self.scores(child, relaxed)) is not None]
        optional = [s for child in words if (s := self.scores(child, relaxed)) is not None]
        if relaxed and loose and optional:
            found = total(optional)
            asked.append(
                {
                    key: s * sum(key in o for o in optional) / len(optional)
                    for key, s in found.items()
                }
            )
        else:
            asked += optional
        kept = total(asked) if asked else None
        if kept is not None:
            kept = {key: s for key, s in kept.items() if all(key in one for one in asked)}
        for child in children:
            if isinstance(child, NotNode):
                denied = self.scores(of_the_article(child.child), relaxed)
                if denied is not None:
                    kept = self.where(bool) if kept is None and not others else kept
                    kept = kept and {key: s for key, s in kept.items() if key not in denied}
        return kept

    def only_in_title(self, node, found):
        asked = [word for word in asked_words(node, self.language) if not word.part]
        silent = set()
        for key in found:
            says = {"title": False, "own": False}
            for part in says:
                for word in asked:
                    scores = self.scores(type(word)(**{**vars_of(word), "part": part}), False)
                    says[part] = says[part] or key in (scores or {})
            if says["title"] and not says["own"]:
                silent.add(key)
        first = {}
        for key in self.entries:
            if key in found:
                first.setdefault(key.law, key)
        return {key for key in silent if first[key.law] != key}

    def closeness(self, node, pool):
        gains = Counter()
        for first, second, gap in neighbours(node, self.language):
            one, other = self.word(first, "") or {}, self.word(second, "") or {}
            stems = [forms(word, self.language).stem for word in (first, second)]
            for key in pool & one.keys() & other.keys():
                for part in weights().parts:
                    said = self.said[key, part]
                    at = set(zip(said[STEM], said[2], strict=True))
                    if any((stems[1], place + gap) in at for word, place in at if word == stems[0]):
                        gains[key] += weights().closeness * (one[key] + other[key])
                        break
        return gains


def vars_of(node):
    return {name: getattr(node, name) for name in node.__slots__}


def total(found):
    scores = Counter()
    for one in found:
        for key, score in one.items():
            scores[key] += score
    return dict(scores)


def neighbours(node, language):
    match node:
        case OrNode(below):
            return [pair for child in below for pair in neighbours(child, language)]
        case AndNode(below):
            pairs = [pair for child in below for pair in neighbours(child, language)]
            plain = [
                (place, child.raw)
                for place, child in enumerate(below)
                if isinstance(child, WordNode)
                and not child.part
                and not forms(child.raw, language).is_common
            ]
            for (start, first), (end, second) in pairwise(plain):
                if all(isinstance(one, WordNode) for one in below[start:end]):
                    pairs.append((first, second, end - start))
            return pairs
    return []


def is_of_words(node):
    match node:
        case OrNode(below):
            return all(map(of_alternatives, below))
        case AndNode(below):
            return all(map(is_of_words, below))
        case NotNode(child):
            return is_of_words(child)
        case CitationNode(cited=cited):
            return is_of_words(cited)
    return True


def of_alternatives(node):
    match node:
        case OrNode(below) | AndNode(below):
            return all(map(of_alternatives, below))
        case NotNode(child):
            return of_alternatives(child)
        case CitationNode(cited=cited):
            return of_alternatives(cited)
    return isinstance(node, WordNode | PhraseNode | PrefixNode)


def plain_answer(entries, query):
    """{article: score} of every article that answers ``query`` as it was asked."""
    root = parse(query).root
    found = {}
    for code in ANALYSED_LANGUAGES if root else ():
        here = PlainLanguage(entries, code)
        scores = here.scores(root, False) or {}
        silent = here.only_in_title(root, scores) if is_of_words(root) else set()
        kept = {key: s for key, s in scores.items() if key not in silent}
        for key in kept.keys() & headed(here, root):
            kept[key] *= 1 + weights().whole_heading
        gains = here.closeness(root, kept.keys())
        found |= {key: score + gains[key] for key, score in kept.items()}
    return found


def headed(here, root):
    words = [root.raw] if isinstance(root, WordNode) and not root.part else []
    if isinstance(root, PhraseNode) and not root.part:
        words = [root.text]
    if isinstance(root, AndNode) and all(isinstance(one, WordNode) for one in root.children):
        words = [one.raw for one in root.children]
    key = heading_key(" ".join(words), here.language)
    return {
        one.key
        for one in here.entries.values()
        if key and heading_key(one.heading, here.language) == key
    }


WORDS = ["víctima", "victimas", "trata", "visado", "visa", "de", "la", "the", "border", "borders",
         "child", "children", "26.364", "permiso"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
ARTICLES = st.lists(
    st.tuples(
        st.integers(1, 3),  # the law
        TEXTS,
        TEXTS,
        st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    ),
    min_size=1,
    max_size=10,
)
LAWS = {
    1: ("es", "zz", 2001, "Ley de visado", "26.364"),
    2: ("es", "zy", 2010, "Ley de la trata", "7"),
    3: ("en", "zz", 2010, "Border Children Act", "8"),
}
LEAVES = st.sampled_from(
    [*WORDS, "vis*", "chi*", '"trata de victimas"', '"border child"', "title:visado", "year:2010..",
     "country:zz", "Ley 26.364", "art. 2"]
)  # fmt: skip
QUERIES = st.recursive(
    LEAVES,
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=3).map(" ".join),
        st.lists(below, min_size=2, max_size=2).map(" OR ".join),
        st.lists(below, min_size=2, max_size=2).map(" AND ".join),
        st.lists(below, min_size=2, max_size=2).map(" NOT ".join),
        below.map("({})".format),
    ),
    max_leaves=5,
)


def entries_of(articles):
    made = {}
    for place, (law, heading, text, extra) in enumerate(articles):
        language, country, year, title, number = LAWS[law]
        key = ArticleKey(f"{country}/ley/{law}", "2020-01-01", f"art_{place}")
        made[key] = ArticleEntry(
            key, str(place), heading, f"{text}\n{extra}", title, country, language,
            year, ("trafficking",), (), "ley", number,
        )  # fmt: skip
    return dict(sorted(made.items(), key=lambda item: item[0].law))


@settings(max_examples=40, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(first=ARTICLES, later=ARTICLES, queries=st.lists(QUERIES, min_size=4, max_size=8))
def test_answers_are_those_of_a_plain_program(first, later, queries):
    """Through a rebuild, replaced and removed laws, and so several segments and deletions."""
    entries = entries_of(first)
    with (
        tempfile.TemporaryDirectory() as folder,
        WhooshEngine(Path(folder), lambda keys: {key: key for key in keys}) as engine,
    ):
        engine.rebuild(entries.values())
        changed = entries_of(later)
        for law in sorted({key.law for key in changed}):
            entries = {key: one for key, one in entries.items() if key.law != law}
            of_law = {key: one for key, one in changed.items() if key.law == law}
            entries |= of_law
            with engine.writing() as writer:
                writer.replace(law, of_law.values())
        for query in queries:
            expected = plain_answer(entries, query)
            root = parse(query).root
            with engine._snapshot() as snapshot:
                found = (root and scored(snapshot, root, relaxed=False)) or no_scores()
                found = drawn_together(snapshot, root, found) if root else found
                pairs = zip(found.docs.tolist(), found.values.tolist(), strict=True)
                scores = {snapshot.key(doc): score for doc, score in pairs}
            assert scores == pytest.approx(expected, rel=1e-4, abs=1e-5), query
