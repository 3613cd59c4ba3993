"""Many readers beside a writer, and writers that are killed: nothing lost, nothing torn.

MILEX_KILLS says at how many moments the writer is killed, 8 by default.
"""

import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.model import Article, Document, LawMetadata, Paragraph
from milex.doctor import examine
from milex.indexing import apply_index_tasks, mend_index
from milex.schema import upgrade
from milex.settings import settings_from_environment
from milex.workspace import Workspace, open_workspace
from search.model import SearchRequest

READERS = 10
LAWS = 200
KILLS = int(os.environ.get("MILEX_KILLS", "8"))
ARTICLES = 2  # of each law; all say "autoridad"


def law(number: int) -> Document:
    metadata = LawMetadata(
        title=f"Ley {number}", jurisdiction="py", language="es", kind="ley", number=str(number)
    )
    articles = tuple(
        Article(num=num, label=f"Artículo {num}.-", content=(Paragraph(f"Autoridad {number}."),))
        for num in map(str, range(1, ARTICLES + 1))
    )
    return Document(metadata=metadata, body=articles)


class Children:
    """Processes forked from the test; what goes wrong in one is kept in a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running: list[int] = []

    def start(self, work: Callable[[], None]) -> int:
        process = os.fork()
        if process:
            self.running.append(process)
            return process
        status = 0
        try:
            work()
        except BaseException:
            (self._folder / f"trouble-{os.getpid()}").write_text(traceback.format_exc())
            status = 1
        os._exit(status)

    def wait(self, process: int) -> int:
        _, status = os.waitpid(process, 0)
        self.running.remove(process)
        return os.waitstatus_to_exitcode(status)

    def trouble(self) -> str:
        return "\n".join(path.read_text() for path in self._folder.glob("trouble-*"))


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    started = Children(tmp_path)
    yield started
    for process in started.running:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)


@pytest.fixture(params=["whoosh", pytest.param("postgres", marks=pytest.mark.postgres)])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], Workspace]:
    """Opens the same MILEX again and again, each time as a process of its own would."""
    environment = {"MILEX_HOME": str(tmp_path / "home"), "MILEX_SEARCH": request.param}
    if request.param == "postgres":
        environment["MILEX_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    workspace = open_workspace(settings_from_environment(environment))
    upgrade(workspace.engine)
    workspace.search.rebuild([])
    workspace.close()
    return lambda: open_workspace(settings_from_environment(environment))


def test_ten_processes_search_while_another_imports(
    opened: Callable[[], Workspace], children: Children, tmp_path: Path
) -> None:
    done = tmp_path / "done"

    def read() -> None:
        workspace = opened()
        before = 0
        while True:
            last = done.exists()
            answer = workspace.search.search(SearchRequest("autoridad"))
            assert answer.total % ARTICLES == 0
            assert before <= answer.total <= LAWS * ARTICLES
            assert all(hit.snippet for hit in answer.hits)
            before = answer.total
            if last:
                assert answer.total == LAWS * ARTICLES
                return
            time.sleep(0.1)

    def write() -> None:
        workspace = opened()
        for number in range(LAWS):
            workspace.library.add(law(number))
            if number % 10 == 9:
                apply_index_tasks(workspace.library, workspace.search)

    readers = [children.start(read) for _ in range(READERS)]
    assert children.wait(children.start(write)) == 0, children.trouble()
    done.touch()
    assert [children.wait(reader) for reader in readers] == [0] * READERS, children.trouble()
    workspace = opened()
    with workspace.search.writing(wait_seconds=1):
        pass  # nobody left a lock behind
    assert {one.condition for one in examine(workspace)} == {"well"}
    workspace.close()


def test_a_writer_killed_at_any_moment_loses_nothing(
    opened: Callable[[], Workspace], children: Children
) -> None:
    moments = random.Random(20260522)  # noqa: S311 (moments, not secrets)
    added = 0

    def write() -> None:
        workspace = opened()
        for number in range(added, added + 1_000):
            workspace.library.add(law(number))
            apply_index_tasks(workspace.library, workspace.search)

    for _ in range(KILLS):
        writer = children.start(write)
        time.sleep(moments.uniform(0.02, 0.4))
        os.kill(writer, signal.SIGKILL)
        children.wait(writer)
        workspace = opened()
        stored = {one.law for one in workspace.library.laws()}
        waiting = {task.law for task in workspace.library.pending_index_tasks()}
        answer = workspace.search.search(SearchRequest("autoridad", limit=10_000))
        indexed = {hit.key.law for hit in answer.hits}
        assert answer.total == len(indexed) * ARTICLES == workspace.search.count()
        assert stored - waiting <= indexed <= stored
        added = len(stored)
        workspace.close()
    assert added
    workspace = opened()
    workspace.library.add(law(added))
    told = {one.check: one.condition for one in examine(workspace)}
    assert told["tasks"] == "unwell"
    assert "unusable" not in told.values()
    mend_index(workspace.library, workspace.search)
    assert {one.condition for one in examine(workspace)} == {"well"}
    workspace.close()


def test_two_processes_that_rebuild_leave_one_whole_index(
    opened: Callable[[], Workspace], children: Children
) -> None:
    workspace = opened()
    for number in range(20):
        workspace.library.add(law(number))
    workspace.close()

    seen = {0, 20 * ARTICLES}  # before the first rebuild and after it

    def rebuild() -> None:
        here = opened()
        for _ in range(5):
            here.search.rebuild(here.library.entries())

    def read() -> None:
        here = opened()
        for _ in range(40):
            assert here.search.search(SearchRequest("autoridad")).total in seen

    started = [children.start(rebuild), children.start(rebuild), children.start(read)]
    assert [children.wait(process) for process in started] == [0, 0, 0], children.trouble()
    workspace = opened()
    assert workspace.search.count() == 20 * ARTICLES
    workspace.close()


def test_mending_makes_a_missing_index(opened: Callable[[], Workspace]) -> None:
    workspace = opened()
    workspace.library.add(law(1))
    for file in workspace.settings.index_folder.glob("current.json"):
        file.unlink()
    mend_index(workspace.library, workspace.search)
    assert {one.condition for one in examine(workspace)} == {"well"}
    workspace.close()
