"""How well search puts first what a lawyer wants, held above floors.

A floor stands a little below what was measured when it was set: a change that goes below it
must show what it gains.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from corpus.intake import Hints
from milex.cli.init import add_samples
from milex.database import database_engine
from milex.importing import files_in, take
from milex.indexing import rebuild_index
from milex.postgres_search import PostgresEngine
from milex.schema import upgrade
from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace
from search.analysis import number_key
from search.model import SearchEngine
from search.relevance import judged_queries, measure_relevance

NDCG_FLOORS = {"samples": 0.86, "laws": 0.75}
SUCCESS_FLOORS = {"samples": 0.95, "laws": 0.95}
SIZE_LIMIT = 100_000_000  # bytes


def opened(home: Path) -> Workspace:
    workspace = open_workspace(settings_from_environment({"MILEX_HOME": str(home)}))
    upgrade(workspace.engine)
    return workspace


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = opened(tmp_path_factory.mktemp("samples"))
    add_samples(workspace)
    rebuild_index(workspace.library, workspace.search)
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def laws(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The laws of the shared folder that a query is judged over, and all others of their files."""
    workspace = opened(tmp_path_factory.mktemp("laws"))
    for path in files_in([shared / "laws"]):
        take(path, Hints(), SIZE_LIMIT, workspace.library)
    rebuild_index(workspace.library, workspace.search)
    yield workspace
    workspace.close()


def test_eighty_queries_and_more_are_judged_in_both_languages_and_across() -> None:
    queries = [*judged_queries("samples"), *judged_queries("laws")]
    assert len(queries) >= 80
    spanish = [one for one in queries if set(one.query) & set("áéíóúñ") or " de " in one.query]
    assert min(len(spanish), len(queries) - len(spanish)) >= 30
    assert sum(one.across for one in queries) >= 8
    for one in queries:
        assert max(one.grades.values()) == 3
        assert set(one.grades.values()) <= {1, 2, 3}


def test_judgements_over_the_samples_name_existing_articles(samples: Workspace) -> None:
    known = {
        (entry.key.law, number_key(name))
        for entry in samples.library.entries()
        for name in (entry.num, entry.key.eid)
    }
    named = {
        (law, number_key(name))
        for judged in judged_queries("samples")
        for law, name in (article.split("#", 1) for article in judged.grades)
    }
    assert named <= known


@pytest.fixture(params=["whoosh", pytest.param("postgres", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, samples: Workspace) -> Iterator[SearchEngine]:
    """The samples in each engine."""
    if request.param == "whoosh":
        yield samples.search
        return
    server = request.getfixturevalue("postgres_server")
    with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE milex_relevance")
    database = database_engine(f"postgresql+psycopg://{server}/milex_relevance")
    upgrade(database)
    postgres = PostgresEngine(database, samples.library.texts)
    postgres.rebuild(samples.library.entries())
    yield postgres
    postgres.close()
    database.dispose()


def test_what_is_wanted_of_the_samples_stands_first(engine: SearchEngine) -> None:
    found = measure_relevance(engine, judged_queries("samples"))
    assert found.ndcg >= NDCG_FLOORS["samples"]
    assert found.success >= SUCCESS_FLOORS["samples"]


@pytest.mark.shared
def test_what_is_wanted_of_real_laws_stands_first(laws: Workspace) -> None:
    found = measure_relevance(laws.search, judged_queries("laws"))
    assert found.ndcg >= NDCG_FLOORS["laws"]
    assert found.success >= SUCCESS_FLOORS["laws"]


def test_the_figures_are_one_where_every_hit_is_as_wanted_and_nought_without(
    samples: Workspace,
) -> None:
    (cited,) = (one for one in judged_queries("samples") if one.query == "artículo 7 ley 214")
    found = measure_relevance(samples.search, [cited]).queries[0]
    assert (found.ndcg, found.success) == (1.0, True)
    wanted = type(cited)("zapatería", False, cited.grades)
    found = measure_relevance(samples.search, [wanted]).queries[0]
    assert (found.ndcg, found.success) == (0.0, False)
