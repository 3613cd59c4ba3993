"""The page that a request asks for: of articles, or of laws with their best articles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.articles import Articles
from search.model import SearchRequest
from search.scores import Scores, ranked


@dataclass(frozen=True, slots=True)
class Page:
    """A page of hits."""

    hits: Sequence[tuple[int, float]]  # (document, score), in the order asked for
    laws: int = 0  # that match, where the page is one of laws
    law_articles: Mapping[str, int] = field(default_factory=dict)  # of the laws on the page


def page_of(articles: Articles, scores: Scores, request: SearchRequest) -> Page:
    """The page of ``request`` among ``scores``."""
    first, last = max(0, request.offset), max(0, request.offset) + max(0, request.limit)
    rank = _by_date(articles, scores) if request.sort == "date" else scores.values
    if not request.per_law:
        return Page(_hits(scores, ranked(rank, last)[first:]))
    facet = articles.facet("law")
    law_of = facet.codes[scores.docs]
    laws = _best_laws(law_of, rank, last)[first:]
    hits: list[tuple[int, float]] = []
    counts: dict[str, int] = {}
    for law in laws:
        here = np.flatnonzero(law_of == law)
        counts["".join(facet.values[law])] = len(here)
        hits += _hits(scores, here[ranked(rank[here], request.per_law)])
    return Page(hits, int(np.count_nonzero(np.bincount(law_of))), counts)


def _hits(scores: Scores, places: NDArray[np.intp]) -> list[tuple[int, float]]:
    docs, values = scores.docs[places].tolist(), scores.values[places].tolist()
    return list(zip(docs, values, strict=True))


def _by_date(articles: Articles, scores: Scores) -> NDArray[np.float64]:
    """A rank for each document, higher for newer laws; of a day, higher for better articles."""
    facet = articles.facet("date")
    days = sorted({"".join(value) for value in facet.values})
    rank = {day: number for number, day in enumerate(days)}
    of_code = np.array([rank["".join(value)] for value in facet.values], dtype=np.float64)
    top = float(scores.values.max(initial=0.0)) + 1.0
    return of_code[facet.codes[scores.docs]] + scores.values / top


def _best_laws(law_of: NDArray[np.uint32], rank: NDArray[Any], limit: int) -> list[int]:
    """The ``limit`` laws with the best articles, best first."""
    found: dict[int, None] = {}
    for articles in _growing(rank, limit):
        found = dict.fromkeys(law_of[articles].tolist())
        if len(found) >= limit:
            break
    return list(found)[:limit]


def _growing(rank: NDArray[Any], limit: int) -> Iterator[NDArray[np.intp]]:
    """The best articles, more of them each time, until all."""
    taken = max(limit, 1) * 8
    while taken < len(rank):
        yield ranked(rank, taken)
        taken *= 8
    yield ranked(rank, len(rank))
