"""Search engines raced on the same articles with the same questions.

Every round asks every engine every question, one after another, so that noise of the
machine falls on all alike; a question's time is the best of its rounds. No engine
keeps answers to questions: what ours keeps are postings and scores of words.
"""

import gc
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench.cluster import postgres_cluster
from bench.contestants import FTS5, Contestant, Ours, Tantivy, Texts
from bench.costs import Cost, cost_of
from bench.first_answer import QUESTION
from bench.questions import Question, questions
from milex.database import database_engine
from milex.postgres_search import PostgresEngine
from milex.schema import upgrade
from search.model import ArticleEntry, SearchRequest
from search.whoosh_engine import WhooshEngine

ROUNDS: Final = 7
UPDATES: Final = 15  # laws replaced, one after another
STARTS: Final = 5  # processes started; the quickest counts
SIZES: Final = (5_000, 20_000)  # of a plain ``make bench``; 100,000 takes some minutes


@dataclass(slots=True)
class Times:
    """What one engine took. Times are in milliseconds."""

    name: str
    articles_a_second: float
    first: list[float] = field(default_factory=list)  # each question, asked the first time
    asked: list[float] = field(default_factory=list)  # each question, best of the rounds
    found: list[int] = field(default_factory=list)  # articles that answer each question


@dataclass(frozen=True, slots=True)
class Race:
    """All engines on one library."""

    articles: int
    times: tuple[Times, ...]  # ours first
    replacing: tuple[float, ...]  # one law of our index, until a question finds it
    first_answer: Cost  # a new process of the site and its first question
    loaded: Cost  # the same process without the question


def measure_race(entries: Sequence[ArticleEntry], folder: Path) -> Race:
    """Builds every engine's index of ``entries`` in ``folder`` and asks them all."""
    texts = Texts(folder / "texts.db")
    texts.fill(entries)
    whoosh = WhooshEngine(folder / "whoosh", texts.by_key)
    contestants: list[Contestant] = [
        Ours("MILEX on Whoosh", whoosh),
        FTS5(folder / "fts5.db", texts),
        Tantivy(folder / "tantivy", texts),
    ]
    with postgres_cluster() as url:
        if url is not None:
            engine = database_engine(url)
            upgrade(engine)
            postgres = PostgresEngine(engine, texts.by_key)
            contestants.append(Ours("MILEX on PostgreSQL", postgres))
        times = [_built(contestant, entries) for contestant in contestants]
        _ask_all(contestants, times, questions())
        if url is not None:
            engine.dispose()
    replacing = tuple(_replacing(whoosh, entries))
    for contestant in contestants:
        contestant.close()
    texts.close()
    asked = ["bench.first_answer", str(folder / "whoosh"), str(folder / "texts.db")]
    # As installed: modules are compiled once, at the first start.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    first_answer = _least([cost_of(asked, compiled) for _ in range(STARTS)])
    loaded = _least([cost_of(asked[:1], compiled) for _ in range(STARTS)])
    return Race(len(entries), tuple(times), replacing, first_answer, loaded)


def _least(costs: Sequence[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.wall)


def _built(contestant: Contestant, entries: Sequence[ArticleEntry]) -> Times:
    begun = time.perf_counter()
    contestant.build(entries)
    return Times(contestant.name, len(entries) / (time.perf_counter() - begun))


def _ask_all(
    contestants: Sequence[Contestant], times: Sequence[Times], asked: Sequence[Question]
) -> None:
    rounds: list[list[list[float]]] = [[[] for _ in asked] for _ in contestants]
    gc.collect()
    gc.freeze()
    for number in range(ROUNDS + 1):
        for place, question in enumerate(asked):
            for contestant, time_of, taken in zip(contestants, times, rounds, strict=True):
                begun = time.perf_counter()
                found = contestant.ask(question)
                milliseconds = (time.perf_counter() - begun) * 1000
                if number:
                    taken[place].append(milliseconds)
                else:
                    time_of.first.append(milliseconds)
                    time_of.found.append(found)
    for time_of, taken in zip(times, rounds, strict=True):
        time_of.asked = [min(one) for one in taken]
    gc.unfreeze()


def _replacing(engine: WhooshEngine, entries: Sequence[ArticleEntry]) -> list[float]:
    """Laws of the middling length, replaced by themselves."""
    by_law: dict[str, list[ArticleEntry]] = {}
    for entry in entries:
        by_law.setdefault(entry.key.law, []).append(entry)
    middling = sorted(by_law, key=lambda law: abs(len(by_law[law]) - 38))[:UPDATES]
    taken = []
    for law in middling:
        begun = time.perf_counter()
        with engine.writing() as writer:
            writer.replace(law, by_law[law])
        engine.search(SearchRequest(QUESTION, laws=(law,)))
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def percentile_95(values: Sequence[float]) -> float:
    """The value that one in twenty exceeds."""
    return statistics.quantiles(values, n=20)[-1]


def print_race(race: Race) -> None:
    """A table of one race: milliseconds, and ours as ratios to each rival's."""
    ours = race.times[0]
    print(f"\n{race.articles:,} articles, {len(ours.asked)} questions, best of {ROUNDS} rounds:")
    print("top ten with highlights and counts by country (ours: all facets)\n")
    print(
        f"{'engine':<20}{'median ms':>10}{'p95':>8}{'worst':>8}{'first p95':>10}"
        f"{'ours ÷ median':>15}{'÷ p95':>7}{'articles/s':>12}{'found':>10}"
    )
    for one in race.times:
        print(
            f"{one.name:<20}{statistics.median(one.asked):>10.2f}{percentile_95(one.asked):>8.2f}"
            f"{max(one.asked):>8.2f}{percentile_95(one.first):>10.2f}"
            f"{statistics.median(ours.asked) / statistics.median(one.asked):>15.2f}"
            f"{percentile_95(ours.asked) / percentile_95(one.asked):>7.2f}"
            f"{one.articles_a_second:>12,.0f}{sum(one.found):>10,}"
        )
    print(
        f"replacing one law, until a question sees it: {statistics.median(race.replacing):.0f} ms "
        f"median, {max(race.replacing):.0f} ms worst of {len(race.replacing)}"
    )
    first, loaded = race.first_answer, race.loaded
    print(
        f"a server from its start to a first answer: {first.wall:.2f} s, {first.cpu:.2f} s of "
        f"CPU; a worker that parts from the loaded server: {first.wall - loaded.wall:.2f} s"
    )


def print_growth(races: Sequence[Race]) -> None:
    """How the medians grow from the smallest library to the largest."""
    small, large = races[0], races[-1]
    if small is large:
        return
    print(f"\ngrowth of the median, {small.articles:,} to {large.articles:,} articles:")
    for one, other in zip(small.times, large.times, strict=True):
        growth = statistics.median(other.asked) / statistics.median(one.asked)
        print(f"{one.name:<20}{growth:>10.2f}")
