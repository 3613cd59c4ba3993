"""The index follows the library, whenever a process dies."""

import datetime
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.engine import Engine
from sqlmodel import Session

from corpus.model import Document
from milex.indexing import apply_index_tasks, rebuild_index
from milex.library import Library
from milex.models import ArticleRow, Version
from milex.schema import upgrade
from search.errors import IndexMissing
from search.model import SearchRequest
from search.whoosh_engine import WhooshEngine

MakeLaw = Callable[..., Document]
LAW = "py/ley/9901-2012"
PROCESS = Path(__file__).with_name("law_process.py")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(library: Library, folder: Path) -> Iterator[WhooshEngine]:
    with WhooshEngine(folder, library.texts) as engine:
        engine.rebuild([])
        yield engine


def found(index: WhooshEngine, query: str) -> list[tuple[str, str, str]]:
    hits = index.search(SearchRequest(query)).hits
    return sorted((hit.key.law, hit.key.version, hit.key.eid) for hit in hits)


def test_an_added_law_is_found(library: Library, index: WhooshEngine, make_law: MakeLaw) -> None:
    library.add(make_law())
    assert apply_index_tasks(library, index) == 1
    assert found(index, "ingresar") == [(LAW, "2012-12-13", "art_1")]
    assert library.pending_index_tasks() == []


def test_only_the_current_version_is_found(
    library: Library, index: WhooshEngine, make_law: MakeLaw
) -> None:
    library.add(make_law())
    library.add(make_law({"1": "Nadie podrá ingresar."}, version_date=datetime.date(2016, 5, 1)))
    apply_index_tasks(library, index)
    assert found(index, "ingresar") == [(LAW, "2016-05-01", "art_1")]
    assert found(index, "autoridad") == []
    assert index.count() == library.article_total() == 1


def test_a_withdrawn_law_is_not_found(
    library: Library, index: WhooshEngine, make_law: MakeLaw
) -> None:
    library.add(make_law())
    apply_index_tasks(library, index)
    library.withdraw(LAW)
    apply_index_tasks(library, index)
    assert found(index, "ingresar") == []
    assert index.count() == 0


def test_without_tasks_nothing_is_done(library: Library, index: WhooshEngine) -> None:
    assert apply_index_tasks(library, index) == 0


def test_without_an_index_the_tasks_stay(library: Library, folder: Path, make_law: MakeLaw) -> None:
    library.add(make_law())
    with pytest.raises(IndexMissing):
        apply_index_tasks(library, WhooshEngine(folder, library.texts))
    assert [task.law for task in library.pending_index_tasks()] == [LAW]


def test_rebuilding_makes_the_index_and_finishes_the_tasks(
    library: Library, folder: Path, make_law: MakeLaw
) -> None:
    library.add(make_law())
    with WhooshEngine(folder, library.texts) as engine:
        assert rebuild_index(library, engine) == 2
        assert found(engine, "ingresar") == [(LAW, "2012-12-13", "art_1")]
    assert library.pending_index_tasks() == []


def test_every_law_is_told_as_it_is_read(
    library: Library, index: WhooshEngine, make_law: MakeLaw
) -> None:
    library.add(make_law())
    library.add(make_law(number="7"))
    told: list[str] = []
    apply_index_tasks(library, index, on_law=told.append)
    assert told == [LAW, "py/ley/7-2012"]


@pytest.mark.parametrize("moment", ["inside", "after"])
def test_a_process_killed_while_indexing_loses_nothing(
    database_url: str,
    library: Library,
    index: WhooshEngine,
    folder: Path,
    make_law: MakeLaw,
    moment: str,
) -> None:
    library.add(make_law())
    command = [sys.executable, str(PROCESS), "index", database_url, str(folder)]
    assert subprocess.run([*command, moment], check=False).returncode == -signal.SIGKILL
    assert [task.law for task in library.pending_index_tasks()] == [LAW]
    subprocess.run([*command, "never"], check=True)
    assert library.pending_index_tasks() == []
    assert found(index, "ingresar") == [(LAW, "2012-12-13", "art_1")]
    assert index.count() == 2


def test_processes_that_add_the_same_laws_at_once_store_each_once(
    engine: Engine, database_url: str
) -> None:
    upgrade(engine)
    command = [sys.executable, str(PROCESS), "add", database_url, "5"]
    processes = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    library = Library(engine)
    laws = library.laws()
    assert [law.number for law in laws] == [str(number) for number in range(5)]
    for law in laws:
        assert law.versions == ("undated", "undated-2"), "each wording once, whoever came first"
        assert law.articles == 1


def test_processes_that_index_at_once_finish_every_task(
    database_url: str, library: Library, index: WhooshEngine, folder: Path, make_law: MakeLaw
) -> None:
    for number in range(6):
        library.add(make_law(number=str(number)))
    command = [sys.executable, str(PROCESS), "index", database_url, str(folder), "never"]
    processes = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait(timeout=120) for process in processes] == [0, 0, 0]
    assert library.pending_index_tasks() == []
    assert index.count() == library.article_total() == 12


def test_a_rebuild_makes_article_rows_anew_from_the_xml(
    library: Library, engine: Engine, index: WhooshEngine, make_law: MakeLaw
) -> None:
    library.add(make_law())
    before = list(library.entries(LAW))
    with Session(engine) as session:
        session.execute(update(ArticleRow).values(text="Palabras ajenas a la ley."))
        session.commit()
    rebuild_index(library, index)
    assert list(library.entries(LAW)) == before
    assert found(index, "ajenas") == []
    assert found(index, "ingresar") == [(LAW, "2012-12-13", "art_1")]


def test_a_rebuild_leaves_the_rows_of_a_damaged_version_alone(
    library: Library, engine: Engine, index: WhooshEngine, make_law: MakeLaw
) -> None:
    library.add(make_law())
    with Session(engine) as session:
        session.execute(update(Version).values(xml=b"<akomaNtoso"))
        session.commit()
    before = list(library.entries(LAW))
    assert rebuild_index(library, index) == len(before) > 0
    assert list(library.entries(LAW)) == before
    assert found(index, "ingresar") == [(LAW, "2012-12-13", "art_1")]
