"""Articles that answer a question, dressed for showing: snippet, matched words, reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from search.analysis import analysed_as
from search.answer import Found
from search.articles import Articles
from search.model import ArticleKey, Hit, SearchResults, TextSource
from search.query_tree import Node
from search.reasons import Reasons
from search.snippets import Marker, printed, snippet


@dataclass(frozen=True, slots=True)
class Ranked:
    """An article of the page, before its text is looked at."""

    key: ArticleKey
    country: str
    language: str
    score: float


def ranked_of(found: Found, articles: Articles) -> list[Ranked]:
    """The articles on the page of ``found``, which ``articles`` knows by number."""
    return [
        Ranked(
            articles.key(doc),
            articles.value("country", doc),
            articles.value("language", doc),
            score,
        )
        for doc, score in found.page
    ]


def results_of(found: Found, ranked: Sequence[Ranked], texts: TextSource) -> SearchResults:
    """``found`` as it leaves the room, the ``ranked`` articles of its page with their words."""
    return SearchResults(
        total=found.total,
        hits=tuple(_dressed(found.root, ranked, texts)),
        facets=found.facets,
        notes=found.notes,
        laws=found.laws,
        is_loosened=found.is_loosened,
        law_articles=found.law_articles,
    )


def _dressed(root: Node | None, ranked: Sequence[Ranked], texts: TextSource) -> Iterator[Hit]:
    """The hits of ``ranked``, in its order; an article whose text has gone is left out."""
    if root is None or not ranked:
        return
    found = texts([one.key for one in ranked])
    markers: dict[str, Marker] = {}
    reasons: dict[str, Reasons] = {}
    for one in ranked:
        if (article := found.get(one.key)) is None:
            continue
        code = analysed_as(one.language)
        if code not in markers:
            markers[code], reasons[code] = Marker(root, code), Reasons(root, code)
        marker, reason = markers[code], reasons[code]
        parts = [(part, marker.matches(part)) for part in (article.heading, article.text)]
        yield Hit(
            key=one.key,
            country=one.country,
            language=one.language,
            num=article.num,
            heading=article.heading,
            law_title=article.law_title,
            score=one.score,
            snippet=snippet(*parts[1]),
            matched=printed(parts),
            path=article.path,
            matched_as=reason.found_in(article.heading, article.text),
            name=article.name,
        )
