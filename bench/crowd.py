"""Ten web workers search while a writer imports laws, on each engine.

Workers are processes that ask as the site does, at the pace of a busy one: as fast as they
can they would only show how many processes share the cores.
"""

import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any, Final

from bench.cluster import postgres_cluster
from corpus.model import Article, Document, LawMetadata, Paragraph
from milex.indexing import apply_index_tasks, rebuild_index
from milex.schema import upgrade
from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace
from search.model import SearchRequest

WORKERS: Final = 10
LAWS: Final = 200
ARTICLES: Final = 8  # of each law
_EVERY: Final = 10  # laws that one commit of the index takes
_PAUSE: Final = 0.2  # seconds between two questions of a worker
_LONGEST: Final = 300.0  # seconds, after which the writer gives up
_QUESTIONS: Final = (
    "country:py",
    "visa de residencia",
    "extranjero frontera",
    "residence permit",
    "fronter*",
    '"puesto de frontera"',
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """What one engine did. Times are in seconds."""

    engine: str
    alone: float  # to import all laws with nobody searching
    beside: float  # the same, while the workers search
    answers: int
    waits: tuple[float, ...]  # of each answer
    troubles: tuple[str, ...]  # errors, and answers with a part of a law
    counts: tuple[int, ...]  # articles that each worker finds after the last commit


def measure_crowds() -> Iterator[Crowd]:
    """Whoosh on SQLite, then PostgreSQL where it is installed."""
    with _home({}) as (alone, beside):
        yield _measure("Whoosh", alone, beside)
    with postgres_cluster() as one, postgres_cluster() as other:
        if one is None or other is None:
            return
        urls = [{"MILEX_DATABASE_URL": url, "MILEX_SEARCH": "postgres"} for url in (one, other)]
        with _home(*urls) as (alone, beside):
            yield _measure("PostgreSQL", alone, beside)


def print_crowd(crowd: Crowd) -> None:
    """One line of figures, and what went wrong."""
    whole = all(count == LAWS * ARTICLES for count in crowd.counts)
    print(
        f"{crowd.engine:<12}{LAWS} laws alone {crowd.alone:.0f} s, beside {WORKERS} workers "
        f"{crowd.beside:.0f} s; {crowd.answers} answers, median "
        f"{1000 * statistics.median(crowd.waits):.0f} ms, longest {max(crowd.waits):.1f} s; "
        f"{len(crowd.troubles)} troubles; all find everything after: {'yes' if whole else 'NO'}"
    )
    for trouble in sorted(set(crowd.troubles))[:5]:
        print(f"    {trouble}")


@contextmanager
def _home(*settings: Mapping[str, str]) -> Iterator[list[dict[str, str]]]:
    """The environments of two empty libraries."""
    with tempfile.TemporaryDirectory(prefix="milex-crowd-") as folder:
        chosen = list(settings) * (2 // len(settings))
        yield [
            {**one, "MILEX_HOME": str(Path(folder) / str(number))}
            for number, one in enumerate(chosen)
        ]


def _measure(name: str, alone: Mapping[str, str], beside: Mapping[str, str]) -> Crowd:
    by_itself = _written(_opened(alone))
    workspace = _opened(beside)
    processes = multiprocessing.get_context("spawn")
    ready, stop = processes.Semaphore(0), processes.Event()
    told: Any = processes.Queue()
    workers = [
        processes.Process(target=_work, args=(beside, ready, stop, told)) for _ in range(WORKERS)
    ]
    for worker in workers:
        worker.start()
    for _ in workers:
        ready.acquire(timeout=_LONGEST)
    taken = _written(workspace)
    stop.set()
    found = [told.get(timeout=_LONGEST) for _ in workers]
    for worker in workers:
        worker.join(_LONGEST)
    waits = tuple(wait for one, _, _ in found for wait in one)
    troubles = tuple(trouble for _, some, _ in found for trouble in some)
    counts = tuple(count for _, _, count in found)
    return Crowd(name, by_itself, taken, len(waits), waits, troubles, counts)


def _opened(environment: Mapping[str, str]) -> Workspace:
    workspace = open_workspace(settings_from_environment({**os.environ, **environment}))
    upgrade(workspace.engine)
    rebuild_index(workspace.library, workspace.search)
    return workspace


def _written(workspace: Workspace) -> float:
    """Seconds to add all laws and bring them into the index."""
    begun = time.monotonic()
    for number in range(LAWS):
        workspace.library.add(_law(number))
        if number % _EVERY == _EVERY - 1:
            apply_index_tasks(workspace.library, workspace.search)
        if time.monotonic() - begun > _LONGEST:
            break
    workspace_time = time.monotonic() - begun
    workspace.close()
    return workspace_time


def _law(number: int) -> Document:
    articles = tuple(
        Article(
            num=str(num),
            label=f"Artículo {num}.-",
            content=(
                Paragraph(
                    f"La visa de residencia número {num} se pide ante el puesto de frontera "
                    f"{number}, que responde al extranjero dentro de {num + 3} días."
                ),
            ),
        )
        for num in range(1, ARTICLES + 1)
    )
    metadata = LawMetadata(
        title=f"Ley de puestos de frontera {number}",
        jurisdiction="py",
        language="es",
        kind="ley",
        number=str(number + 1),
        year=2001,
    )
    return Document(metadata=metadata, body=articles)


def _work(environment: Mapping[str, str], ready: Any, stop: Event, told: Any) -> None:
    """One web worker: asks until it is told to stop, then once more for everything."""
    workspace = open_workspace(settings_from_environment({**os.environ, **environment}))
    waits: list[float] = []
    troubles: list[str] = []
    ready.release()
    while not stop.wait(_PAUSE):
        question = _QUESTIONS[len(waits) % len(_QUESTIONS)]
        begun = time.monotonic()
        try:
            found = workspace.search.search(SearchRequest(question, per_law=3, limit=10))
            if question == _QUESTIONS[0] and found.total % ARTICLES:
                troubles.append(f"a part of a law: {found.total} articles")
        except Exception as error:  # whatever it is, it is what is measured
            troubles.append(repr(error))
        waits.append(time.monotonic() - begun)
    count = workspace.search.search(SearchRequest(_QUESTIONS[0])).total
    told.put((waits, troubles, count))
    workspace.close()
