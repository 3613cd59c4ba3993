"""Questions put to the PostgreSQL index: what is found, counted and picked to be ranked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from milex.postgres_index import STATE
from milex.postgres_lexemes import (
    EXACT,
    STEM,
    Side,
    all_of,
    any_of,
    keyword,
    lexeme,
    years_query,
)
from milex.postgres_reading import Reading
from search.analysis import ANALYSED_LANGUAGES, forms, words
from search.answer import (
    CUT_PREFIX,
    FACETS,
    LOOSER,
    Found,
    Way,
    answer_by,
    drawn_together,
    has_cut_prefix,
    is_of_words,
    read,
    scored,
    typed_in_of,
)
from search.candidates import Candidate, Candidates
from search.looseness import FEW, needs_all
from search.model import SearchRequest
from search.pages import page_of
from search.places import places_of
from search.query_tree import (
    AndNode,
    CitationNode,
    Node,
    PrefixNode,
    TranslatedNode,
    WordNode,
    asked_words,
    children,
    is_loose,
)
from search.schema import COLUMNS, heading_key
from search.scores import no_scores
from search.term_scores import MOST_EXPANSIONS

# Articles that come back to be ranked as the index on disk ranks; of more, the likeliest.
POOL: Final = 200
_WEIGHED: Final = 500  # articles of each kind that the rough rank is asked of
_RANK_WEIGHTS: Final = "{0.1, 0.4, 0.6, 1.0}"  # of the labels D, C, B, A
_NAMES: Final = (*COLUMNS, "number", "article", "heading")
_FIELDS: Final = ", ".join(("id", *_NAMES, "said"))


class Finder:
    """One consistent state of the index."""

    def __init__(self, reading: Reading, root: Node) -> None:
        """``root``: what will be asked, so that its words are looked up at once."""
        self._reading = reading
        wanted = _counted_words(root)
        self._known = reading.memory.counts(reading.state, wanted)
        self._wanted = [word for word in wanted if word not in self._known]
        self._expansions: dict[tuple[str, str], list[str]] = {}
        if self._wanted and any(
            isinstance(node, PrefixNode | TranslatedNode) for node in _nodes(root)
        ):
            self._learn()  # what is asked depends on what there is

    def totals(self) -> dict[str, int]:
        """Articles by analysed language; 1 where that is not looked up yet."""
        return {language: self._known.get(language, 1) for language in ANALYSED_LANGUAGES}

    def frequency(self, language: str, said: Sequence[str], exact: bool) -> int:
        """Articles that may have all of ``said``."""
        mark = language + (EXACT if exact else STEM)
        return min((self._known.get(mark + word, 0) for word in said), default=0)

    def knows(self, language: str, stem: str) -> bool:
        """Whether any article has the stem."""
        return self._known.get(f"{language}{STEM}{stem}", 1) > 0

    def expansions(self, language: str, prefix: str) -> list[str]:
        """Exact forms that start with ``prefix``, the commonest ``MOST_EXPANSIONS``."""
        if (language, prefix) not in self._expansions:
            start = f"{language}{EXACT}{prefix}"
            values = {"start": start, "end": start + "\U0010ffff", "most": MOST_EXPANSIONS}
            found = self._reading.ask(_EXPANSIONS, values)
            self._expansions[language, prefix] = [word for (word,) in found]
        return self._expansions[language, prefix]

    def tsquery(self, root: Node, *, relaxed: bool, lacking: int | None = None) -> str | None:
        """``root`` asked of articles in every language; None where it asks for nothing."""
        sides = []
        for side in self._sides(root, relaxed=relaxed, lacking=lacking):
            query = side.query(root)
            if query is not None:
                silent = side.but_silent(root) if is_of_words(root) else None
                sides.append(all_of((lexeme(side.language, ""), query, silent)))
        return any_of(sides)

    def find(self, query: str) -> tuple[int, Candidates | None]:
        """(articles, they themselves) that ``query`` finds; of more than ``POOL`` None."""
        values = {"query": query, "most": POOL + 1, "wanted": self._wanted}
        ((_, counts, numbers),) = self._reading.ask_with_state(_FIND, values)
        self._heed(counts)
        found = len(numbers)
        return found, self._candidates(numbers) if found <= POOL else None

    def count(self, query: str, most: int) -> int:
        """Articles that ``query`` finds, at most ``most``."""
        ((found,),) = self._reading.ask(_COUNT, {"query": query, "most": most})
        return int(found)

    def likeliest(self, query: str, root: Node, *, most: int, by_date: bool) -> Candidates:
        """``most`` of the articles that ``query`` finds, those likeliest to stand first."""
        sides = self._sides(root, relaxed=True)
        nothing = keyword("nothing", "")
        headed = any_of(side.headed(root) for side in sides)
        values = {
            "query": query,
            "top": all_of((query, any_of(_likely(root)) or nothing)),
            "headed": all_of((query, headed or nothing)),
            "said": any_of(side.said(root) for side in sides) or nothing,
            "weights": _RANK_WEIGHTS,
            "most": most,
            "weighed": max(most, _WEIGHED),
        }
        rows = self._reading.ask(_NEWEST if by_date else _LIKELIEST, values)
        return self._candidates([number for (number,) in rows])

    def facets(self, query: str) -> tuple[int, dict[str, list[tuple[str, int]]]]:
        """(articles, facets) of what ``query`` finds, counted in one pass."""
        counted = self._reading.ask(_FACETS, {"query": query})
        total = 0
        found: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        for *values, count in counted:
            facet = next((i for i, value in enumerate(values) if value is not None), None)
            if facet is None:
                total = int(count)
                continue
            for value in filter(None, values[facet].split("\n")):
                here = found[FACETS[facet]]
                here[value] = here.get(value, 0) + int(count)
        ordered = {
            name: sorted(here.items(), key=lambda item: (-item[1], item[0]))
            for name, here in found.items()
        }
        return total, ordered

    def laws(self, query: str) -> int:
        """Laws with an article that ``query`` finds."""
        ((found,),) = self._reading.ask(_LAWS, {"query": query})
        return int(found)

    def law_articles(self, query: str, laws: Iterable[str]) -> dict[str, int]:
        """How many articles of each of ``laws`` ``query`` finds."""
        found = self._reading.ask(_LAW_ARTICLES, {"query": query, "laws": list(laws)})
        return {law: int(count) for law, count in found}

    def none(self) -> Candidates:
        """No articles."""
        return self._candidates(())

    def _learn(self) -> None:
        ((_, counts),) = self._reading.ask_with_state(_LEARN, {"wanted": self._wanted})
        self._heed(counts)

    def _heed(self, counts: Sequence[int]) -> None:
        """Remembers in how many articles each of the words last asked for is."""
        found = dict(zip(self._wanted, counts, strict=True))
        self._known.update(found)
        self._reading.memory.keep_counts(self._reading.state, found)
        self._wanted = []

    def _sides(self, root: Node, *, relaxed: bool, lacking: int | None = None) -> list[Side]:
        typed_in = typed_in_of(root)
        return [
            Side(language, self.expansions, self.knows, relaxed, lacking, typed_in)
            for language, count in self.totals().items()
            if count
        ]

    def _candidates(self, numbers: Sequence[int]) -> Candidates:
        """The articles of ``numbers``, in their order."""
        generation, memory = self._reading.state.generation, self._reading.memory
        articles = memory.articles(generation, numbers)
        unknown = [one for one in numbers if one not in articles]
        if unknown:
            rows = self._reading.ask(_ARTICLES, {"numbers": unknown})
            read = {number: _candidate(values) for number, *values in rows}
            memory.keep_articles(generation, read)
            articles |= read
        return Candidates(
            [articles[one] for one in sorted(articles)],
            totals=self.totals(),
            frequency=self.frequency,
            expansions=self.expansions,
        )


def _candidate(values: Sequence[Any]) -> Candidate:
    """An article from what stands beside its number in a row of ``_ARTICLES``."""
    *texts, said = values
    return Candidate(named := dict(zip(_NAMES, texts, strict=True)), named, said)


def found_by(reading: Reading, request: SearchRequest) -> tuple[Found, Candidates]:
    """The answer to ``request``, and the articles among which its page stands.

    Raises:
        Changed: it must be made again.
    """
    root, notes = read(request)
    if root is None:
        return Found(None, notes=notes), Finder(reading, AndNode((), loose=False)).none()
    finder = Finder(reading, root)
    filters = dict(_filters(request))
    asked = _loosened(finder, root, filters)
    if asked.candidates is not None:
        return answer_by(asked.candidates, request, root, notes, asked.way), asked.candidates
    found, candidates = _likeliest(finder, asked.query, filters, root, asked.way, request)
    notes = (*notes, *asked.way.notes)
    if has_cut_prefix(candidates, root):
        notes = (*notes, CUT_PREFIX)
    return replace(found, notes=notes), candidates


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question put to the index, and what it found."""

    query: str
    count: int  # articles under the filters, where there are any; else all
    candidates: Candidates | None  # None: too many to rank them all
    way: Way


def _loosened(finder: Finder, root: Node, filters: Mapping[str, str]) -> _Asked:
    """All words, or as few as ``search.answer`` would take where few articles have all."""
    asked = _asked(finder, finder.tsquery(root, relaxed=False), filters, Way())
    tried = {asked.query}
    for lacking, note in LOOSER if is_loose(root) else ():
        if asked.count >= (FEW if lacking else 1):
            break
        if lacking and needs_all(root):
            continue
        query = finder.tsquery(root, relaxed=True, lacking=lacking)
        if query not in tried:
            tried.add(query or "")
            way = Way(True, lacking, (*asked.way.notes, note))
            looser = _asked(finder, query, filters, way)
            asked = looser if looser.count > asked.count else asked
    return asked


def _asked(finder: Finder, query: str | None, filters: Mapping[str, str], way: Way) -> _Asked:
    if query is None:
        return _Asked("", 0, finder.none(), way)
    count, candidates = finder.find(query)
    if filters and count:
        count = finder.count(all_of((query, *filters.values())) or query, FEW + 1)
    return _Asked(query, count, candidates, way)


def _likeliest(
    finder: Finder,
    query: str,
    filters: Mapping[str, str],
    root: Node,
    way: Way,
    request: SearchRequest,
) -> tuple[Found, Candidates]:
    """The answer where too many articles match to rank them all: the likeliest are ranked."""
    whole = all_of((query, *filters.values())) or query
    total, facets = finder.facets(whole)
    for name in filters.keys() & set(FACETS):
        others = (one for field, one in filters.items() if field != name)
        facets[name] = finder.facets(all_of((query, *others)) or query)[1][name]
    last = max(0, request.offset) + max(0, request.limit)
    most = max(POOL, last)
    while True:
        candidates = finder.likeliest(whole, root, most=most, by_date=request.sort == "date")
        scores = scored(candidates, root, relaxed=way.relaxed, lacking=way.lacking) or no_scores()
        page = page_of(candidates, drawn_together(candidates, root, scores), request)
        enough = not request.per_law or len(page.law_articles) >= request.limit
        if enough or most >= total:
            break
        most *= 4
    laws = finder.laws(whole) if request.per_law else 0
    counts = finder.law_articles(whole, page.law_articles) if request.per_law else {}
    law_articles = {law: counts.get(law, here) for law, here in page.law_articles.items()}
    found = Found(root, total, page.hits, facets, (), laws, way.relaxed, law_articles)
    return found, candidates


def _filters(request: SearchRequest) -> Iterable[tuple[str, str]]:
    """(facet, tsquery) of each filter in force."""
    for name, values in request.chosen().items():
        if query := any_of(keyword(name, value) for value in values):
            yield name, query
    if request.year_from is not None or request.year_to is not None:
        yield "year", years_query(request.year_from, request.year_to)


def _counted_words(root: Node) -> list[str]:
    """The words of a question as ``search.words`` counts them, and all languages."""
    wanted = dict.fromkeys(ANALYSED_LANGUAGES)
    for language in ANALYSED_LANGUAGES:
        for raw in _raws(root, language):
            form = forms(raw, language)
            wanted[f"{language}{STEM}{form.stem}"] = None
            wanted[f"{language}{EXACT}{form.exact}"] = None
    return list(wanted)


def _nodes(root: Node) -> Iterator[Node]:
    yield root
    for child in children(root):
        yield from _nodes(child)


def _raws(root: Node, language: str) -> Iterable[str]:
    for asked in asked_words(root, language):
        said = asked.raw if isinstance(asked, WordNode) else getattr(asked, "text", "")
        yield from (word.raw for word in words(said))


def _cited(root: Node) -> Iterable[str]:
    if isinstance(root, CitationNode):
        yield keyword(root.field, root.number)
    for child in children(root):
        yield from _cited(child)


def _likely(root: Node) -> Iterable[str]:
    """What stands above all else: articles cited or headed so, and the country asked for."""
    yield from _cited(root)
    yield from _headings(root)
    yield from (keyword("country", code) for code in places_of(root))


def _headings(root: Node) -> Iterable[str]:
    """Headings that say just what the words of the question say."""
    for language in ANALYSED_LANGUAGES:
        if key := heading_key(" ".join(_raws(root, language)), language):
            yield keyword("heading", key)


_MATCHES: Final = "FROM search.articles WHERE words @@ CAST(%(query)s AS tsquery)"
# In how many articles each of some words is, in their order. Words are locked before articles,
# as a rebuild locks what it drops: the other way round they would lock each other.
_COUNTS: Final = """ARRAY(
    SELECT coalesce(known.articles, 0)
    FROM unnest(CAST(%(wanted)s AS text[])) WITH ORDINALITY AS asked (lexeme, place)
    LEFT JOIN search.words AS known USING (lexeme) ORDER BY place
)"""
_LEARN: Final = f"SELECT {STATE}, {_COUNTS}"
_FIND: Final = f"SELECT {STATE}, {_COUNTS}, ARRAY(SELECT id {_MATCHES} LIMIT %(most)s)"
_ARTICLES: Final = f"SELECT {_FIELDS} FROM search.articles WHERE id = ANY(%(numbers)s)"  # noqa: S608
_COUNT: Final = f"SELECT count(*) FROM (SELECT 1 {_MATCHES} LIMIT %(most)s) AS few"  # noqa: S608
_EXPANSIONS: Final = """
    SELECT substr(lexeme, 4) FROM search.words
    WHERE lexeme >= %(start)s AND lexeme < %(end)s AND articles > 0
    ORDER BY articles DESC, lexeme DESC LIMIT %(most)s
"""
_FACETS: Final = f"""
    SELECT {", ".join(FACETS)}, count(*) {_MATCHES}
    GROUP BY GROUPING SETS ({", ".join(f"({name})" for name in FACETS)}, ())
"""
_LAWS: Final = f"SELECT count(DISTINCT law) {_MATCHES}"
_LAW_ARTICLES: Final = f"SELECT law, count(*) {_MATCHES} AND law = ANY(%(laws)s) GROUP BY law"
# The rough rank reads each article's vector, some tenths of a millisecond: it is asked of
# what is cited or headed so, of headings with one of the words, and of some others.
_LIKELIEST: Final = """
    WITH top AS (
        SELECT id, words FROM search.articles
        WHERE words @@ CAST(%(top)s AS tsquery) LIMIT %(weighed)s
    ), headed AS (
        SELECT id, words FROM search.articles
        WHERE words @@ CAST(%(headed)s AS tsquery) LIMIT %(weighed)s
    ), others AS (
        SELECT id, words FROM search.articles
        WHERE words @@ CAST(%(query)s AS tsquery) LIMIT %(weighed)s
    ), ranked AS (
        SELECT id, words @@ CAST(%(top)s AS tsquery) AS is_top,
            ts_rank(CAST(%(weights)s AS real[]), words, CAST(%(said)s AS tsquery), 1) AS rank
        FROM (TABLE top UNION ALL TABLE headed UNION ALL TABLE others) AS some_articles
    ), best AS (
        SELECT id FROM ranked GROUP BY id ORDER BY bool_or(is_top) DESC, max(rank) DESC, id
        LIMIT %(most)s
    )
    SELECT id FROM best
"""
_NEWEST: Final = f"SELECT id {_MATCHES} ORDER BY date DESC, id LIMIT %(most)s"
