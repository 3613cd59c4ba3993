"""A large index is written by two processes: the same index, and no harm when one dies."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import search.filling
import search.whoosh_engine
from search.errors import IndexingStopped
from search.model import SearchRequest
from search.whoosh_engine import WhooshEngine

LAWS, ARTICLES = 60, 5
QUERIES = ("visa", "número 17", "estudio OR turismo", "country:zz", "ley 3")


@pytest.fixture
def two_processes(monkeypatch):
    """Two processes, whatever the machine and the size of the index."""
    monkeypatch.setattr(search.filling, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(search.filling, "_BATCH", 12)
    monkeypatch.setattr(search.whoosh_engine, "core_count", lambda: 2)


@pytest.fixture
def entries(make_entry):
    kinds = ("Visa de estudio", "Visa de turismo", "Permiso")
    return [
        make_entry(f"{kinds[law % 3]} número {num}.", law=f"zz/ley/{law}", num=str(num))
        for law in range(LAWS)
        for num in range(ARTICLES)
    ]


def answers(engine):
    return [
        (found.total, found.facets, {hit.key: hit.score for hit in found.hits})
        for query in QUERIES
        for found in [engine.search(SearchRequest(query, limit=1_000))]
    ]


def test_two_processes_write_what_one_writes(make_index, entries, request):
    alone = answers(make_index(entries))
    request.getfixturevalue("two_processes")
    engine = make_index(entries)
    assert engine.count() == len(entries)
    assert answers(engine) == alone
    with engine._snapshot() as snapshot:
        assert len(snapshot._segments) == 2
        keys = [snapshot.key(doc) for doc in range(snapshot.count)]
    places = {key: place for place, key in enumerate(keys)}
    for law in range(LAWS):
        own = [place for key, place in places.items() if key.law == f"zz/ley/{law}"]
        assert own == list(range(own[0], own[0] + ARTICLES))
    again = make_index(entries)
    with again._snapshot() as snapshot:
        assert [snapshot.key(doc) for doc in range(snapshot.count)] == keys


@pytest.mark.usefixtures("two_processes")
def test_a_second_process_that_is_killed_leaves_the_old_index(make_index, entries, tmp_path):
    engine = make_index(entries[:ARTICLES])

    def killing():
        yield from entries[: len(entries) // 2]
        for process in multiprocessing.active_children():
            os.kill(process.pid, signal.SIGKILL)
        yield from entries[len(entries) // 2 :]

    with pytest.raises(IndexingStopped, match="as it was"):
        engine.rebuild(killing())
    assert engine.count() == ARTICLES
    assert engine.rebuild(entries) == len(entries)
    assert len(list((tmp_path / "index0").glob("generation-*"))) == 1


@pytest.mark.usefixtures("two_processes")
def test_a_source_that_fails_leaves_no_process(make_index, entries):
    engine = make_index([])
    before = multiprocessing.active_children()

    def failing():
        yield from entries
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.rebuild(failing())
    assert multiprocessing.active_children() == before
    assert engine.count() == 0


def test_the_second_process_ends_with_the_first(tmp_path):
    first = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("endless_rebuild.py")), str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    second = int(first.stdout.readline())
    first.send_signal(signal.SIGKILL)
    first.wait()
    first.stdout.close()
    for _ in range(500):
        if not is_running(second):
            break
        time.sleep(0.02)
    assert not is_running(second)
    with WhooshEngine(tmp_path, lambda keys: {}) as engine:
        assert engine.count() == 0
        assert engine.rebuild([]) == 0
    assert len(list(tmp_path.glob("generation-*"))) == 1


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
