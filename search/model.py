"""What goes into the index, what is asked of it, and what it answers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, Protocol

from i18n.messages import Message


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """Which article of which version: the identity of an index document."""

    law: str  # "py/ley/4788-2012"
    version: str  # "2012-12-13"
    eid: str  # "art_5bis"


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article as the index sees it: one document an article and version."""

    key: ArticleKey
    num: str
    heading: str
    text: str
    law_title: str
    country: str  # ISO 3166-1 alpha-2, lower case
    language: str  # ISO 639-1
    year: int | None = None
    topics: tuple[str, ...] = ()
    path: tuple[str, ...] = ()  # headings of the divisions that it stands in, outermost first
    kind: str = ""
    number: str = ""
    status: str = "unknown"  # a corpus.model.Status
    date: str = ""  # of the law, "2012-12-13"; the year where no more is known, "" without


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What a snippet is made from; fetched by key when a page of hits is shown."""

    num: str
    heading: str
    text: str
    law_title: str
    path: tuple[str, ...] = ()  # headings of the divisions that it stands in, outermost first
    name: str = ""  # what the law calls it, with its number: "Section 5"


# Texts of the keys asked for; a key whose article has gone is left out.
TextSource = Callable[[Sequence[ArticleKey]], Mapping[ArticleKey, ArticleText]]


# "date": the newest law first; within a law, and a day, the best article first.
Sort = Literal["relevance", "date"]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One question to the index. Filters of one field are alternatives; fields combine."""

    query: str
    languages: tuple[str, ...] = ()  # empty: every language
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    year_from: int | None = None  # inclusive
    year_to: int | None = None  # inclusive
    across: bool = False  # also find the other language's words for the same concepts
    limit: int = 20
    offset: int = 0
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()  # only articles of these laws
    sort: Sort = "relevance"
    # 0: the page is one of articles. More: it is one of laws, each with so many of its best
    # articles at most, and ``limit`` and ``offset`` count laws.
    per_law: int = 0

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """The values chosen of each facet, in lower case; a facet without any is left out."""
        values = {
            "country": self.countries,
            "language": self.languages,
            "topic": self.topics,
            "kind": self.kinds,
            "status": self.statuses,
            "law": self.laws,
        }
        return {name: tuple(map(str.lower, some)) for name, some in values.items() if some}


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a snippet, marked where it matches the query."""

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class MatchedAs:
    """An expression of a concept by which an article was found."""

    concept: str  # id in i18n.terms
    expression: str  # as printed in the article


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers the query."""

    key: ArticleKey
    country: str
    language: str
    num: str
    heading: str
    law_title: str
    score: float  # BM25F, ≥ 0, higher is closer; comparable only within one query
    snippet: tuple[Mark, ...]
    matched: tuple[str, ...]  # the words of the article that matched, as printed, in order
    path: tuple[str, ...] = ()  # headings of the divisions that it stands in, outermost first
    # What it says of the concepts of a question asked across languages, in the question's order.
    matched_as: tuple[MatchedAs, ...] = ()
    name: str = ""  # what the law calls the article, with its number: "Section 5"


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer: a page of hits, best first, and what the whole answer holds."""

    total: int  # articles that match, of which ``hits`` is a page
    hits: tuple[Hit, ...]
    # facets["country"] -> [("py", 12), …], most first; keys country, language, topic, year,
    # kind, status. Each facet ignores its own filter and respects the others. A topic counts
    # the articles of its child topics too.
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()  # how the query was read, where that may surprise
    # Where the page is one of laws: how many laws match, and how many articles of each law shown.
    laws: int = 0
    is_loosened: bool = False  # no article has all the words; these have some of them
    law_articles: Mapping[str, int] = field(default_factory=dict)


class IndexWriter(Protocol):
    """An open transaction on the index; all of it or nothing becomes visible."""

    def replace(self, law: str, entries: Iterable[ArticleEntry]) -> None:
        """All articles of ``law`` are now exactly ``entries``."""
        ...

    def remove(self, law: str) -> None:
        """No article of ``law`` is found any more; unknown laws are ignored."""
        ...


class SearchEngine(Protocol):
    """The index. Safe to share between threads; one process writes at a time.

    Every method raises ``IndexMissing`` or ``IndexBroken`` where there is no usable index.
    """

    def search(self, request: SearchRequest) -> SearchResults:
        """The answer to ``request``; never fails on what a person typed."""
        ...

    def writing(self, *, wait_seconds: float = 60.0) -> AbstractContextManager[IndexWriter]:
        """A transaction: committed at the end of the block, dropped when it raises.

        Raises:
            IndexBusy: another process held the index for more than ``wait_seconds``.
        """
        ...

    def rebuild(self, entries: Iterable[ArticleEntry]) -> int:
        """Replaces the whole index by ``entries``, creating it where missing.

        Readers keep the old index until the new one is complete. Gives the number indexed.
        """
        ...

    def count(self) -> int:
        """Articles in the index."""
        ...

    def vocabulary(self, language: str, like: str = "") -> Mapping[str, int]:
        """Every word that articles in ``language`` print, folded → about how many have it.

        Where ``like`` is given, an engine may leave out words that do not look like it.
        ``language`` is one of ``search.analysis.ANALYSED_LANGUAGES``; stop words are left out.
        Articles that have it both in heading and text may count twice.
        """
        ...
