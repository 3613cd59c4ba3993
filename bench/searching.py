"""Search against the plainest thing that could answer: reading every article."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from milex.workspace import Workspace
from search.model import SearchRequest

QUERIES = (
    "trata de personas",
    "trafficking in persons",
    "tráfico ilícito de migrantes",
    "smuggling of migrants",
    "victimas",
    "asistencia a las víctimas",
    "victim protection",
    "pena de prisión",
    "imprisonment",
    '"residencia permanente"',
    '"refugee status"',
    "refugiado AND devolución",
    "detención administrativa",
    "unaccompanied child",
    "niños no acompañados",
    "deportación",
    "expulsion order",
    "nacionalidad por naturalización",
    "forced labour OR slavery",
    "explot*",
    "documentos de viaje falsos",
    "country:uy migrantes",
    "year:2010..2020 personas",
    "consentimiento de la víctima",
    "compensation",
)


@dataclass(frozen=True, slots=True)
class SearchFigures:
    """Milliseconds a query, each the best of three, for the index and for a plain scan."""

    index: tuple[float, ...]
    scan: tuple[float, ...]
    articles: int


def measure_search(workspace: Workspace) -> SearchFigures:
    """Every query through the index, and through a scan of all articles held in memory."""
    texts = [f"{entry.heading}\n{entry.text}".casefold() for entry in workspace.library.entries()]

    def scan(query: str) -> None:
        words = query.casefold().replace('"', "").split()
        sum(all(word in text for word in words) for text in texts)

    def ask(query: str) -> None:
        workspace.search.search(SearchRequest(query, limit=10))

    return SearchFigures(_times(ask), _times(scan), len(texts))


def _times(answer: Callable[[str], None]) -> tuple[float, ...]:
    return tuple(min(_milliseconds(answer, query) for _ in range(3)) for query in QUERIES)


def _milliseconds(answer: Callable[[str], None], query: str) -> float:
    begun = time.perf_counter()
    answer(query)
    return (time.perf_counter() - begun) * 1000


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def print_search(figures: SearchFigures) -> None:
    """Median and 95th percentile as ratios to the scan's."""
    print(f"{figures.articles} articles, {len(QUERIES)} queries, ten hits with snippets and facets")
    print("baseline: a scan of all articles in memory for the query's words\n")
    print(f"{'':<10}{'index ms':>10}{'scan ms':>10}{'index / scan':>14}")
    for name, figure in (("median", statistics.median), ("p95", _p95), ("worst", max)):
        index, scan = figure(figures.index), figure(figures.scan)
        print(f"{name:<10}{index:>10.1f}{scan:>10.1f}{index / scan:>14.2f}")
