"""Many processes and threads on one index: nothing lost, no reader failed."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from search.errors import IndexBusy
from search.model import SearchRequest
from search.whoosh_engine import WhooshEngine

WRITER = Path(__file__).with_name("writer_process.py")
ARTICLES = 5  # of each law that a writer process writes


@pytest.fixture
def start_writer():
    """Starts writer processes; those still alive at the end are killed."""
    started = []

    def start(folder, mark, count, *, rebuild=False):
        process = subprocess.Popen(
            [sys.executable, str(WRITER), str(folder), mark, str(count),
             "rebuild" if rebuild else "write"],
            stdout=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def engine(tmp_path):
    with WhooshEngine(tmp_path / "index", lambda keys: {}) as made:
        made.rebuild([])
        yield made


def open_files():
    return len(os.listdir("/proc/self/fd"))


def test_two_processes_writing_at_once_lose_nothing(engine, tmp_path, start_writer):
    writers = [start_writer(tmp_path / "index", mark, 6) for mark in ("one", "two")]
    for writer in writers:
        assert writer.wait(timeout=120) == 0
    assert engine.count() == 2 * 6 * ARTICLES


@pytest.mark.parametrize("rebuild", [False, True], ids=["writing", "rebuilding"])
def test_a_killed_writer_leaves_the_index_whole(
    engine, make_entry, tmp_path, start_writer, rebuild
):
    with engine.writing() as writer:
        writer.replace("zz/ley/1", [make_entry("Visas de turismo.")])
    for moment in range(8):
        process = start_writer(tmp_path / "index", "killed", 200, rebuild=rebuild)
        process.stdout.readline()
        time.sleep(0.005 * moment)
        process.send_signal(signal.SIGKILL)
        process.wait()
        count = engine.count()
        assert (count - 1) % ARTICLES == 0 or (rebuild and count % ARTICLES == 0)
        assert engine.search(SearchRequest("visas")).total == count
        with WhooshEngine(tmp_path / "index", lambda keys: {}) as other:
            assert other.count() == count
    with engine.writing(wait_seconds=5) as writer:
        writer.replace("zz/ley/2", [make_entry("Visas de estudio.", law="zz/ley/2")])
    assert engine.count() == count + 1


def test_readers_keep_answering_while_others_write_and_rebuild(engine, tmp_path, start_writer):
    writers = [
        start_writer(tmp_path / "index", "kept", 6),
        start_writer(tmp_path / "index", "rebuilt", 4, rebuild=True),
    ]
    while any(writer.poll() is None for writer in writers):
        total = engine.search(SearchRequest("visas")).total
        assert total % ARTICLES == 0
        assert engine.search(SearchRequest("fronteras")).total % ARTICLES == 0
    assert [writer.returncode for writer in writers] == [0, 0]


def test_a_reader_that_started_before_a_commit_finishes_on_its_own_state(make_index, make_entry):
    entries = [make_entry("Visa de estudio.", num=str(n)) for n in range(3)]
    engine = make_index(entries)
    with engine._snapshot() as snapshot:
        before = snapshot.count
        with engine.writing() as writer:
            writer.remove("zz/ley/1")
        assert engine.count() == 0
        assert before == snapshot.count == 3
        assert len(snapshot.docs("text_es", "visa")) == 3
        assert snapshot.key(0) == entries[0].key


def test_old_states_are_closed_once_nobody_reads_them(make_index, make_entry):
    engine = make_index([make_entry("Visa.")])
    engine.count()
    before = open_files()
    for number in range(12):
        with engine.writing() as writer:
            writer.replace("zz/ley/1", [make_entry(f"Visa {number}.")])
        assert engine.search(SearchRequest(str(number))).total == 1
    engine.rebuild([make_entry("Visa.")])
    engine.count()
    assert open_files() <= before + 3


def test_a_rebuild_leaves_one_generation(make_index, make_entry, tmp_path):
    engine = make_index([make_entry("Visa.")])
    engine.rebuild([make_entry("Visado.")])
    assert len(list((tmp_path / "index0").glob("generation-*"))) == 1
    assert engine.search(SearchRequest("visa")).total == 0
    assert engine.search(SearchRequest("visado")).total == 1


def test_a_second_writer_waits_and_then_gives_up(engine):
    with (
        engine.writing(),
        pytest.raises(IndexBusy, match=r"more than 0\.2 seconds"),
        engine.writing(wait_seconds=0.2),
    ):
        pass


def test_a_second_writer_that_waits_wins(engine, make_entry):
    entered = threading.Event()

    def hold() -> None:
        with engine.writing() as writer:
            entered.set()
            writer.replace("zz/ley/1", [make_entry("Visa.")])
            time.sleep(0.2)

    thread = threading.Thread(target=hold)
    thread.start()
    entered.wait()
    with engine.writing(wait_seconds=30) as writer:
        writer.replace("zz/ley/2", [make_entry("Visa.", law="zz/ley/2")])
    thread.join()
    assert engine.count() == 2


QUESTIONS = [
    "trata de personas", '"trata de personas"', "víctima", "refugee OR refugiado", "deport*",
    "country:zd permit", "NOT visa", "smuggling of migrants", "residence permit", "Ley 101",
]  # fmt: skip


def test_threads_get_the_answers_that_one_thread_gets(make_index, invented):
    """One Whoosh reader shared by threads answers wrongly when they are switched often."""
    engine = make_index(invented)
    expected = {q: engine.search(SearchRequest(q, across=True)) for q in QUESTIONS}
    wrong: list[str] = []
    failures: list[BaseException] = []

    def ask(shift: int) -> None:
        try:
            for turn in range(6):
                if shift == 0:  # a new state, so that files are read again under load
                    with engine.writing() as writer:
                        writer.remove(f"no/such/law/{turn}")
                for place in range(len(QUESTIONS)):
                    question = QUESTIONS[(place + shift) % len(QUESTIONS)]
                    found = engine.search(SearchRequest(question, across=True))
                    if found != expected[question]:
                        wrong.append(question)
        except Exception as error:
            failures.append(error)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        threads = [threading.Thread(target=ask, args=(shift,)) for shift in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert not failures
    assert not wrong
