"""Questions put to the PostgreSQL index: what is found, counted and picked to be ranked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlmodel import Session

from i18n.messages import Message
from milex.postgres_index import statement
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
from search.analysis import ANALYSED_LANGUAGES, forms, words
from search.answer import (
    CUT_PREFIX,
    FACETS,
    LOOSER,
    Found,
    answer,
    drawn_together,
    has_cut_prefix,
    is_of_words,
    scored,
    typed_in_of,
)
from search.candidates import Candidate, Candidates
from search.concepts import translate
from search.looseness import FEW
from search.model import SearchRequest
from search.pages import page_of
from search.query import parse
from search.query_tree import CitationNode, Node, WordNode, asked_words, children, is_loose
from search.schema import COLUMNS, heading_key
from search.scores import no_scores
from search.term_scores import MOST_EXPANSIONS

# Articles that come back to be ranked as the index on disk ranks; of more, the likeliest.
POOL: Final = 200
_WEIGHED: Final = 500  # articles of each kind that the rough rank is asked of
_RANK_WEIGHTS: Final = "{0.1, 0.4, 0.6, 1.0}"  # of the labels D, C, B, A
_FIELDS: Final = ", ".join((*COLUMNS, "number", "article", "heading", "said"))


class Finder:
    """One consistent state of the index."""

    def __init__(self, session: Session, generation: int) -> None:
        self._session = session
        self._generation = generation
        self._known: dict[str, int] = {}
        self._expansions: dict[tuple[str, str], list[str]] = {}

    def size(self) -> int:
        """Articles in the index."""
        return int(self._ask("SELECT count(*) FROM search.articles").scalar_one())

    def learn(self, root: Node) -> None:
        """Looks up how common the words of a question are, all at once."""
        wanted = set(ANALYSED_LANGUAGES)
        for language in ANALYSED_LANGUAGES:
            for raw in _raws(root, language):
                form = forms(raw, language)
                wanted |= {f"{language}{STEM}{form.stem}", f"{language}{EXACT}{form.exact}"}
        self._known = dict.fromkeys(wanted, 0)
        query = "SELECT lexeme, articles FROM search.words WHERE lexeme = ANY(:wanted)"
        for word, count in self._ask(query, {"wanted": sorted(wanted)}):
            self._known[word] = int(count)

    def totals(self) -> dict[str, int]:
        """Articles by analysed language."""
        return {language: self._known.get(language, 0) for language in ANALYSED_LANGUAGES}

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
            found = self._ask(
                (
                    "SELECT substr(lexeme, 4) FROM search.words "
                    "WHERE lexeme >= :start AND lexeme < :end AND articles > 0 "
                    "ORDER BY articles DESC, lexeme DESC LIMIT :most"
                ),
                {"start": start, "end": start + "\U0010ffff", "most": MOST_EXPANSIONS},
            )
            self._expansions[language, prefix] = [word for (word,) in found]
        return self._expansions[language, prefix]

    def vocabulary(self, language: str, like: str) -> Mapping[str, int]:
        """Exact forms of ``language``; only those with a trigram of ``like``, where it is given."""
        start = language + EXACT
        query = "SELECT substr(lexeme, 4), articles FROM search.words WHERE articles > 0 "
        if like and self._ask(_HAS_TRIGRAMS).scalar():
            query += "AND substr(lexeme, 3, 1) = 'e' AND substr(lexeme, 4) % :like "
        query += "AND lexeme >= :start AND lexeme < :end"
        values = {"start": start, "end": start + "\U0010ffff", "like": like}
        return {word: int(count) for word, count in self._ask(query, values)}

    def tsquery(self, root: Node, *, relaxed: bool, lacking: int | None = None) -> str | None:
        """``root`` asked of articles in every language; None where it asks for nothing."""
        sides = []
        for side in self._sides(root, relaxed=relaxed, lacking=lacking):
            query = side.query(root)
            if query is not None:
                silent = side.but_silent(root) if is_of_words(root) else None
                sides.append(all_of((lexeme(side.language, ""), query, silent)))
        return any_of(sides)

    def count(self, query: str, most: int) -> int:
        """Articles that ``query`` finds, at most ``most``."""
        counted = (
            "SELECT count(*) FROM (SELECT 1 FROM search.articles "
            "WHERE words @@ CAST(:query AS tsquery) LIMIT :most) AS few"
        )
        return int(self._ask(counted, {"query": query, "most": most}).scalar_one())

    def all(self, query: str) -> Candidates:
        """Every article that ``query`` finds."""
        found = (
            f"SELECT {_FIELDS} FROM search.articles "  # noqa: S608 (constants)
            "WHERE words @@ CAST(:query AS tsquery) ORDER BY id"
        )
        return self._candidates(self._ask(found, {"query": query}))

    def likeliest(self, query: str, root: Node, *, most: int, by_date: bool) -> Candidates:
        """``most`` of the articles that ``query`` finds, those likeliest to stand first."""
        sides = self._sides(root, relaxed=True)
        nothing = keyword("nothing", "")
        headed = any_of(side.headed(root) for side in sides)
        values = {
            "query": query,
            "top": all_of((query, any_of((*_cited(root), *_headings(root))) or nothing)),
            "headed": all_of((query, headed or nothing)),
            "said": any_of(side.said(root) for side in sides) or nothing,
            "weights": _RANK_WEIGHTS,
            "most": most,
            "weighed": max(most, _WEIGHED),
        }
        found = _NEWEST if by_date else _LIKELIEST
        return self._candidates(self._ask(found, values))

    def facets(self, query: str) -> tuple[int, dict[str, list[tuple[str, int]]]]:
        """(articles, facets) of what ``query`` finds, counted in one pass."""
        names = ", ".join(FACETS)
        sets = ", ".join(f"({name})" for name in FACETS)
        counted = self._ask(
            (
                f"SELECT {names}, count(*) FROM search.articles "  # noqa: S608 (constants)
                "WHERE words @@ CAST(:query AS tsquery) "
                f"GROUP BY GROUPING SETS ({sets}, ())"
            ),
            {"query": query},
        )
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
        counted = (
            "SELECT count(DISTINCT law) FROM search.articles WHERE words @@ CAST(:query AS tsquery)"
        )
        return int(self._ask(counted, {"query": query}).scalar_one())

    def law_articles(self, query: str, laws: Iterable[str]) -> dict[str, int]:
        """How many articles of each of ``laws`` ``query`` finds."""
        counted = (
            "SELECT law, count(*) FROM search.articles "
            "WHERE words @@ CAST(:query AS tsquery) AND law = ANY(:laws) GROUP BY law"
        )
        values = {"query": query, "laws": list(laws)}
        return {law: int(count) for law, count in self._ask(counted, values)}

    def _ask(self, sql: str, values: Mapping[str, object] | None = None) -> Any:
        return self._session.execute(statement(self._generation, sql), values or {})

    def none(self) -> Candidates:
        """No articles."""
        return self._candidates(())

    def _sides(self, root: Node, *, relaxed: bool, lacking: int | None = None) -> list[Side]:
        typed_in = typed_in_of(root)
        return [
            Side(language, self.expansions, self.knows, relaxed, lacking, typed_in)
            for language, count in self.totals().items()
            if count
        ]

    def _candidates(self, rows: Iterable[Sequence[object]]) -> Candidates:
        names = (*COLUMNS, "number", "article", "heading")
        found = []
        for *values, said in rows:
            texts = dict(zip(names, map(str, values), strict=True))
            found.append(Candidate(texts, texts, bytes(said)))  # type: ignore[call-overload]
        return Candidates(
            found,
            totals=self.totals(),
            frequency=self.frequency,
            expansions=self.expansions,
        )


def found_by(finder: Finder, request: SearchRequest) -> tuple[Found, Candidates]:
    """The answer to ``request``, and the articles among which its page stands."""
    parsed = parse(request.query)
    root, notes = parsed.root, parsed.notes
    if root is None:
        return answer(finder.none(), request), finder.none()
    if request.across:
        root, doubts = translate(root)
        notes = (*notes, *doubts)
    finder.learn(root)
    filters = dict(_filters(request))
    way = _loosened(finder, root, filters)
    query = way.query
    if query is None or finder.count(query, POOL + 1) <= POOL:
        candidates = finder.none() if query is None else finder.all(query)
        return answer(candidates, request), candidates
    found, candidates = _likeliest(finder, query, filters, root, way, request)
    notes = (*notes, *way.notes)
    if has_cut_prefix(candidates, root):
        notes = (*notes, CUT_PREFIX)
    return replace(found, notes=notes), candidates


@dataclass(frozen=True, slots=True)
class _Way:
    """How the words of a question are asked for: all of them, or fewer."""

    query: str | None
    relaxed: bool = False
    lacking: int | None = None  # words that may be missing; None: all but one, where relaxed
    notes: tuple[Message, ...] = ()


def _loosened(finder: Finder, root: Node, filters: Mapping[str, str]) -> _Way:
    """All words, or as few as ``search.answer`` would take where few articles have all."""
    way = _Way(finder.tsquery(root, relaxed=False))
    count = _count(finder, way.query, filters)
    for lacking, note in LOOSER if is_loose(root) else ():
        if count >= (FEW if lacking else 1):
            break
        looser = finder.tsquery(root, relaxed=True, lacking=lacking)
        more = _count(finder, looser, filters)
        if more > count:
            way, count = _Way(looser, True, lacking, (*way.notes, note)), more
    return way


def _count(finder: Finder, query: str | None, filters: Mapping[str, str]) -> int:
    """Articles that ``query`` finds under ``filters``, none counted beyond a few."""
    asked = query and all_of((query, *filters.values()))
    return finder.count(asked, FEW + 1) if asked else 0


def _likeliest(
    finder: Finder,
    query: str,
    filters: Mapping[str, str],
    root: Node,
    way: _Way,
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


def _raws(root: Node, language: str) -> Iterable[str]:
    for asked in asked_words(root, language):
        said = asked.raw if isinstance(asked, WordNode) else getattr(asked, "text", "")
        yield from (word.raw for word in words(said))


def _cited(root: Node) -> Iterable[str]:
    if isinstance(root, CitationNode):
        yield keyword(root.field, root.number)
    for child in children(root):
        yield from _cited(child)


def _headings(root: Node) -> Iterable[str]:
    """Headings that say just what the words of the question say."""
    for language in ANALYSED_LANGUAGES:
        if key := heading_key(" ".join(_raws(root, language)), language):
            yield keyword("heading", key)


# The rough rank reads each article's vector, some tenths of a millisecond: it is asked of
# what is cited or headed so, of headings with one of the words, and of some others.
_LIKELIEST: Final = f"""
    WITH top AS (
        SELECT id, words FROM search.articles
        WHERE words @@ CAST(:top AS tsquery) LIMIT :weighed
    ), headed AS (
        SELECT id, words FROM search.articles
        WHERE words @@ CAST(:headed AS tsquery) LIMIT :weighed
    ), others AS (
        SELECT id, words FROM search.articles
        WHERE words @@ CAST(:query AS tsquery) LIMIT :weighed
    ), ranked AS (
        SELECT id, words @@ CAST(:top AS tsquery) AS is_top,
            ts_rank(CAST(:weights AS real[]), words, CAST(:said AS tsquery), 1) AS rank
        FROM (TABLE top UNION ALL TABLE headed UNION ALL TABLE others) AS some_articles
    ), best AS (
        SELECT id FROM ranked GROUP BY id ORDER BY bool_or(is_top) DESC, max(rank) DESC, id
        LIMIT :most
    )
    SELECT {_FIELDS} FROM search.articles JOIN best USING (id) ORDER BY id
"""  # noqa: S608 (constants)
_NEWEST: Final = f"""
    WITH best AS (
        SELECT id FROM search.articles WHERE words @@ CAST(:query AS tsquery)
        ORDER BY date DESC, id LIMIT :most
    )
    SELECT {_FIELDS} FROM search.articles JOIN best USING (id) ORDER BY id
"""  # noqa: S608 (constants)
_HAS_TRIGRAMS: Final = "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'"
