"""How well each engine puts first what a lawyer wants, over judged queries."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from corpus.intake import Hints
from milex.cli.init import add_samples
from milex.importing import files_in, take
from milex.indexing import rebuild_index
from milex.schema import upgrade
from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace
from search.model import SearchEngine
from search.relevance import Corpus, Relevance, judged_queries, measure_relevance

_WORST: Final = 5  # queries named
_SIZE_LIMIT: Final = 100_000_000  # bytes of a file


def print_relevance(shared: Path) -> None:
    """The figures over the samples, and over the real laws of ``shared`` where they are."""
    corpora: dict[Corpus, Path | None] = {"samples": None}
    if (shared / "laws").is_dir():
        corpora["laws"] = shared / "laws"
    for corpus, folder in corpora.items():
        with _workspace(folder) as workspace:
            engines = {workspace.settings.search: workspace.search}
            _print(corpus, measure_engines(engines, corpus))


def measure_engines(engines: Mapping[str, SearchEngine], corpus: Corpus) -> Mapping[str, Relevance]:
    """By engine, how it answers the judged queries of ``corpus``, which it must hold."""
    queries = judged_queries(corpus)
    return {name: measure_relevance(engine, queries) for name, engine in engines.items()}


@contextmanager
def _workspace(folder: Path | None) -> Iterator[Workspace]:
    """A workspace with the laws in ``folder``, or with the sample laws where there is none."""
    with tempfile.TemporaryDirectory(prefix="milex-relevance-") as home:
        workspace = open_workspace(settings_from_environment({**os.environ, "MILEX_HOME": home}))
        upgrade(workspace.engine)
        if folder is None:
            add_samples(workspace)
        else:
            for path in files_in([folder]):
                take(path, Hints(), _SIZE_LIMIT, workspace.library)
        rebuild_index(workspace.library, workspace.search)
        yield workspace
        workspace.close()


def _print(corpus: Corpus, found: Mapping[str, Relevance]) -> None:
    print(f"{corpus}: {len(judged_queries(corpus))} queries judged by reading, graded 0 to 3")
    print(f"{'engine':<10}{'nDCG@10':>9}{'success@5':>11}  worst answered")
    for name, relevance in found.items():
        worst = sorted(relevance.queries, key=lambda one: one.ndcg)[:_WORST]
        told = ", ".join(f"{one.judged.query} {one.ndcg:.2f}" for one in worst)
        print(f"{name:<10}{relevance.ndcg:>9.3f}{relevance.success:>11.3f}  {told}")
