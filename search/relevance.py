"""How well an engine puts first what a lawyer wants: judged queries and their figures.

The judgements are ``relevance.yaml``. It knows engines by their protocol only.
"""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

import yaml

from search.analysis import number_key
from search.model import Hit, SearchEngine, SearchRequest

Corpus = Literal["samples", "laws"]

_FILE: Final = Path(__file__).parent / "relevance.yaml"
_GRADES: Final = (3, 2, 1)
_CUT: Final = 10  # hits that nDCG looks at
_SUCCESS_CUT: Final = 5  # hits among which one must be good
_GOOD: Final = 2  # the least grade of a good hit


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query, and how well articles answer it."""

    query: str
    across: bool
    grades: Mapping[str, int]  # "law#number" or "law#eId" → 1 to 3; others count 0


@dataclass(frozen=True, slots=True)
class QueryFigures:
    """How one query was answered."""

    judged: JudgedQuery
    ndcg: float  # 0 to 1: gain of the first ten hits, of the best possible
    success: bool  # whether one of the first five hits is good


@dataclass(frozen=True, slots=True)
class Relevance:
    """How the queries of one corpus were answered."""

    queries: tuple[QueryFigures, ...]

    @property
    def ndcg(self) -> float:
        """The mean of nDCG@10, 0 to 1, higher is better."""
        return statistics.fmean(one.ndcg for one in self.queries)

    @property
    def success(self) -> float:
        """The share of queries with a good hit among the first five, 0 to 1."""
        return statistics.fmean(one.success for one in self.queries)


@cache
def judged_queries(corpus: Corpus) -> tuple[JudgedQuery, ...]:
    """The judged queries over the bundled samples, or over the shared folder's real laws."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))[corpus]
    return tuple(map(_judged, rows))


def measure_relevance(engine: SearchEngine, queries: Iterable[JudgedQuery]) -> Relevance:
    """How ``engine`` answers ``queries``."""
    return Relevance(tuple(_figures(engine, judged) for judged in queries))


def _judged(row: Mapping[Any, Any]) -> JudgedQuery:
    grades = {article: grade for grade in _GRADES for article in row.get(grade, ())}
    return JudgedQuery(row["query"], bool(row.get("across", False)), MappingProxyType(grades))


def _figures(engine: SearchEngine, judged: JudgedQuery) -> QueryFigures:
    request = SearchRequest(judged.query, across=judged.across, limit=_CUT)
    grades = _graded(engine.search(request).hits, judged.grades)
    best = sorted(judged.grades.values(), reverse=True)
    return QueryFigures(
        judged,
        ndcg=_gain(grades) / _gain(best),
        success=any(grade >= _GOOD for grade in grades[:_SUCCESS_CUT]),
    )


def _graded(hits: Sequence[Hit], grades: Mapping[str, int]) -> list[int]:
    """The grade of each hit; an article that was judged once counts once."""
    left = {_name(*article.split("#", 1)): grade for article, grade in grades.items()}
    found = []
    for hit in hits:
        by_number = left.pop(_name(hit.key.law, hit.num), 0)
        by_eid = left.pop(_name(hit.key.law, hit.key.eid), 0)
        found.append(max(by_number, by_eid))
    return found


def _name(law: str, number: str) -> tuple[str, str]:
    return law, number_key(number)


def _gain(grades: Sequence[int]) -> float:
    return sum(
        (2.0**grade - 1.0) / math.log2(place + 2) for place, grade in enumerate(grades[:_CUT])
    )
