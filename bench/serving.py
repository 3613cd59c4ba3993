"""Pages by the second: ours by ``milex serve``, beside Datasette's search page.

Both serve the same articles on this machine, each with its own full-text search, and are
asked by the same client in turns, so that what else the machine does falls on both.
"""

import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from typing import Final
from urllib.parse import quote_plus

from bench.load import Load, Server, load, memory_of
from bench.matrix import bulk_laws
from corpus.checklists.loader import DEFAULT_CHECKLIST
from milex.indexing import rebuild_index
from milex.schema import upgrade
from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace

ARTICLES: Final = 20_000
CLIENTS: Final = 8
ROUNDS: Final = 3
SECONDS: Final = 4.0  # of each page and round
CROWD: Final = 50
CROWD_SECONDS: Final = 60.0
_LAWS: Final = 24  # asked for in turn
_MIDDLING: Final = 38  # articles of an ordinary law
_QUESTIONS: Final = Path(__file__).parent / "search_queries.txt"


@dataclass(frozen=True, slots=True)
class Served:
    """One page, asked for in rounds."""

    name: str
    rounds: tuple[Load, ...]

    @property
    def rate(self) -> float:
        """Answers a second, the middling round."""
        return statistics.median(one.rate for one in self.rounds)

    @property
    def cost(self) -> float:
        """Milliseconds of the server's CPU an answer, the middling round."""
        return statistics.median(one.cost for one in self.rounds)


@dataclass(frozen=True, slots=True)
class Serving:
    """All pages, Datasette's last."""

    articles: int
    pages: tuple[Served, ...]
    memory: Mapping[str, float]  # memory[server]: megabytes, all its processes
    crowd: Load


def measure_serving(shared: Path, home: Path, articles: int = ARTICLES) -> Serving:
    """Fills ``home`` with laws of the bulk archives and asks both servers for pages."""
    settings = settings_from_environment({"MILEX_HOME": str(home)})
    workspace = open_workspace(settings)
    total = _fill(workspace, shared, articles)
    laws = _middling_laws(workspace)
    workspace.close()
    database = home / "datasette.db"
    _fill_datasette(home / "milex.db", database)
    words = [quote_plus(line) for line in _QUESTIONS.read_text("utf-8").splitlines() if line]
    ours = {
        "law": [f"/es/laws/{law}" for law in laws],
        "search": [f"/es/search?q={one}" for one in words],
        "comparison": [f"/es/laws/{law}/comparison/{DEFAULT_CHECKLIST}" for law in laws],
    }
    theirs = [f"/datasette/articles?_search={one}" for one in words]
    with _milex(home) as site, _datasette(database) as rival:
        for paths in ours.values():
            load(site, paths, clients=2, seconds=SECONDS)  # what is made once is made
        load(rival, theirs, clients=2, seconds=SECONDS)
        rounds: dict[str, list[Load]] = {name: [] for name in (*ours, "Datasette")}
        for _ in range(ROUNDS):
            for name, paths in ours.items():
                rounds[name].append(load(site, paths, clients=CLIENTS, seconds=SECONDS))
            rounds["Datasette"].append(load(rival, theirs, clients=CLIENTS, seconds=SECONDS))
        memory = {"milex serve": memory_of(site.process), "datasette": memory_of(rival.process)}
        mixed = [
            path
            for paths in islice(zip(*map(cycle, ours.values()), strict=True), len(words))
            for path in paths
        ]
        crowd = load(site, mixed, clients=CROWD, seconds=CROWD_SECONDS)
    pages = tuple(Served(name, tuple(loads)) for name, loads in rounds.items())
    return Serving(total, pages, memory, crowd)


def _fill(workspace: Workspace, shared: Path, articles: int) -> int:
    """A library of about so many articles with its index; how many it holds."""
    upgrade(workspace.engine)
    total = workspace.library.article_total()
    if total < articles:
        for number, document in enumerate(bulk_laws(shared), 1):
            metadata = replace(document.metadata, number=str(number))
            total += workspace.library.add(replace(document, metadata=metadata)).articles
            if total >= articles:
                break
        rebuild_index(workspace.library, workspace.search)
    return total


def _middling_laws(workspace: Workspace) -> list[str]:
    laws = sorted(
        workspace.library.laws(), key=lambda law: (abs(law.articles - _MIDDLING), law.law)
    )
    return [law.law for law in laws[:_LAWS]]


def _fill_datasette(ours: Path, theirs: Path) -> None:
    """A database for Datasette: the articles as a table, with SQLite's full-text search."""
    theirs.unlink(missing_ok=True)
    with closing(sqlite3.connect(theirs)) as connection:
        connection.execute("ATTACH DATABASE ? AS ours", (str(ours),))
        connection.executescript(
            """
            CREATE TABLE articles (id INTEGER PRIMARY KEY, law TEXT, title TEXT, num TEXT,
              heading TEXT, text TEXT);
            INSERT INTO articles SELECT a.id, v.law_id, v.title, a.num, a.heading, a.text
              FROM ours.articles a JOIN ours.versions v ON v.id = a.version_id;
            CREATE VIRTUAL TABLE articles_fts USING fts5 (title, heading, text,
              content=articles, content_rowid=id);
            INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
            """
        )
        connection.commit()


@contextmanager
def _milex(home: Path) -> Iterator[Server]:
    """``milex serve`` on two workers without a limit: its address and process."""
    port = _free_port()
    words = ["milex", "serve", "--port", str(port), "--workers", "2"]
    environment = {"MILEX_HOME": str(home), "MILEX_RATE_LIMIT": "0"}
    with _served(words, environment, f"http://127.0.0.1:{port}", "/en/") as served:
        yield served


@contextmanager
def _datasette(database: Path) -> Iterator[Server]:
    """Datasette over ``database``: its address and process."""
    port = _free_port()
    words = ["datasette", "serve", str(database), "--port", str(port)]
    with _served(words, {}, f"http://127.0.0.1:{port}", "/") as served:
        yield served


@contextmanager
def _served(
    words: Sequence[str], environment: Mapping[str, str], site: str, first: str
) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-m", *words],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(site + first)
        yield Server(site, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(address: str) -> None:
    for _ in range(240):
        with suppress(urllib.error.URLError, TimeoutError):
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 (our own server)
            return
        time.sleep(0.25)
    raise TimeoutError(address)


def _free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def print_serving(serving: Serving) -> None:
    """Each page's rate as a ratio to Datasette's search page, round by round."""
    rival = serving.pages[-1]
    print(
        f"{serving.articles:,} articles, two workers, {CLIENTS} clients that keep their "
        f"connections, {ROUNDS} rounds of {SECONDS:.0f} s each in turns\n"
    )
    print(
        f"{'page':<14}{'a second':>10}{'p95 ms':>9}{'CPU ms':>9}{'kB':>7}{'÷ Datasette':>13}"
        f"{'goal':>7}{'÷ by CPU':>10}"
        f"{'5xx':>5}"
    )
    for page in serving.pages:
        ratios = [
            one.rate / other.rate for one, other in zip(page.rounds, rival.rounds, strict=True)
        ]
        goal = "≥ 1" if page is not rival else ""
        print(
            f"{page.name:<14}{page.rate:>10.1f}"
            f"{statistics.median(one.p95 for one in page.rounds):>9.0f}"
            f"{page.cost:>9.1f}"
            f"{statistics.mean(page.rounds[0].sizes) / 1000:>7.1f}"
            f"{statistics.median(ratios):>13.2f}{goal:>7}"
            f"{rival.cost / page.cost:>10.2f}"
            f"{sum(one.failures for one in page.rounds):>5}"
        )
    for name, megabytes in serving.memory.items():
        print(f"memory of {name}: {megabytes:.0f} MB")
    print(
        f"{CROWD} clients for {CROWD_SECONDS:.0f} s: {len(serving.crowd.times):,} answers, "
        f"{serving.crowd.failures} of them 5xx, p95 {serving.crowd.p95:.0f} ms"
    )
