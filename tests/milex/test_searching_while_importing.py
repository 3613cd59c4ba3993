"""Ten workers search while a writer imports: no error, no half a law, nothing stale after."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from corpus.model import Document
from milex.database import database_engine
from milex.indexing import apply_index_tasks, rebuild_index
from milex.library import Library
from milex.postgres_search import PostgresEngine
from search.model import SearchRequest
from search.whoosh_engine import WhooshEngine

WORKERS = 10
LAWS = 12
ARTICLES = 2  # of each law that ``make_law`` makes
LONGEST = 120.0  # seconds
QUESTIONS = ("country:py", "country:py ingresar O país:py", "autoridad país:py", "ingres* país:py")

Engines = Callable[[], WhooshEngine | PostgresEngine]


@pytest.fixture
def open_engine(
    engine: Engine, library: Library, database_url: str, tmp_path: Path
) -> Iterator[Engines]:
    """Opens the index as a worker of its own does: on Whoosh, or in the library's database."""
    with ExitStack() as closing:

        def opened() -> WhooshEngine | PostgresEngine:
            if engine.dialect.name == "sqlite":
                made: WhooshEngine | PostgresEngine = WhooshEngine(
                    tmp_path / "index", library.texts
                )
            else:
                own = database_engine(database_url)
                closing.callback(own.dispose)
                made = PostgresEngine(own, Library(own).texts)
            closing.callback(made.close)
            return made

        yield opened


class Worker(threading.Thread):
    """Asks at the pace of a busy site until it is told to stop."""

    def __init__(self, engine: WhooshEngine | PostgresEngine, stopped: threading.Event) -> None:
        super().__init__(daemon=True)
        self.engine = engine
        self.stopped = stopped
        self.answers = 0
        self.troubles: list[str] = []

    def run(self) -> None:
        while not self.stopped.wait(0.05):
            question = QUESTIONS[self.answers % len(QUESTIONS)]
            try:
                results = self.engine.search(SearchRequest(question, per_law=ARTICLES))
            except Exception as error:
                self.troubles.append(repr(error))
                return
            if question == QUESTIONS[0] and results.total % ARTICLES:
                self.troubles.append(f"half a law: {results.total} articles")
            self.answers += 1


@pytest.mark.parametrize("rebuilds", [False, True], ids=["importing", "importing and rebuilding"])
def test_ten_workers_search_while_laws_are_imported(
    library: Library, open_engine: Engines, make_law: Callable[..., Document], rebuilds: bool
) -> None:
    writing = open_engine()
    rebuild_index(library, writing)
    stopped = threading.Event()
    workers = [Worker(open_engine(), stopped) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    begun = time.monotonic()
    for number in range(LAWS):
        library.add(make_law(number=str(number)))
        if number % 3 == 2:
            apply_index_tasks(library, writing)
        if rebuilds and number % 4 == 3:
            rebuild_index(library, writing)
    apply_index_tasks(library, writing)
    assert time.monotonic() - begun < LONGEST, "no worker holds the writer up for good"
    for worker in workers:
        assert worker.engine.search(SearchRequest("country:py")).total == LAWS * ARTICLES
    stopped.set()
    for worker in workers:
        worker.join(LONGEST)
        assert not worker.is_alive(), "no worker waits for a lock that nobody gives back"
        assert worker.troubles == []
        assert worker.answers > 0
