"""Missing, damaged and foreign indexes, and transactions that fail."""

import json

import pytest

from search.errors import IndexBroken, IndexMissing
from search.model import SearchRequest
from search.whoosh_engine import WhooshEngine

USES = [
    lambda engine: engine.search(SearchRequest("visa")),
    lambda engine: engine.count(),
    lambda engine: engine.writing().__enter__(),
]


@pytest.fixture
def closed(make_index, make_entry, tmp_path):
    """An index of two laws that nobody has open."""
    engine = make_index(
        [make_entry("Visa de turismo."), make_entry("Visa de estudio.", law="zz/ley/2")]
    )
    engine.close()
    return engine, tmp_path / "index0"


@pytest.mark.parametrize("use", USES)
def test_a_missing_index_is_named_with_the_command_that_makes_it(tmp_path, use):
    engine = WhooshEngine(tmp_path / "nothing", lambda keys: {})
    with pytest.raises(IndexMissing, match="milex index --rebuild") as caught:
        use(engine)
    assert str(tmp_path / "nothing") in str(caught.value)


def test_a_rebuild_makes_a_missing_index(tmp_path, make_entry):
    with WhooshEngine(tmp_path / "nothing", lambda keys: {}) as engine:
        assert engine.rebuild([make_entry("Visa.")]) == 1
        assert engine.count() == 1


def test_an_empty_index_answers(tmp_path):
    with WhooshEngine(tmp_path / "index", lambda keys: {}) as engine:
        assert engine.rebuild([]) == 0
        assert engine.count() == 0
        assert engine.search(SearchRequest("visa")).total == 0


DAMAGE = {
    "the pointer is no JSON": lambda folder: (folder / "current.json").write_text("{"),
    "the pointer names nothing": lambda folder: (folder / "current.json").write_text("[]"),
    "the generation has gone": lambda folder: [
        path.rename(path.with_name("elsewhere")) for path in folder.glob("generation-*")
    ],
    "the table of contents is garbage": lambda folder: _overwrite(folder, "*.toc", b"garbage"),
    "the table of contents is empty": lambda folder: _overwrite(folder, "*.toc", b""),
    "the words are garbage": lambda folder: _overwrite(folder, "*.trm", b"\xff" * 64),
    "the words have gone": lambda folder: [p.unlink() for p in folder.glob("*/*.trm")],
    "the keys are garbage": lambda folder: _overwrite(folder, "*.eid.col", b"\x00" * 8),
}


def _overwrite(folder, pattern, data):
    for path in folder.glob(f"*/{pattern}"):
        path.write_bytes(data)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_index_is_named_with_the_command_that_mends_it(closed, make_entry, damage):
    engine, folder = closed
    damage(folder)
    with pytest.raises(IndexBroken, match="milex index --rebuild"):
        engine.search(SearchRequest("visa"))
    assert engine.rebuild([make_entry("Visa.")]) == 1
    assert engine.search(SearchRequest("visa")).total == 1


def test_damaged_postings_are_reported_and_not_answered_from(closed):
    engine, folder = closed
    _overwrite(folder, "*.pst", b"\x00" * 4)
    with pytest.raises(IndexBroken):
        engine.search(SearchRequest("visa"))


def test_writing_to_a_damaged_index_reports_it(closed, make_entry):
    engine, folder = closed
    _overwrite(folder, "*.toc", b"garbage")
    with pytest.raises(IndexBroken), engine.writing() as writer:
        writer.replace("zz/ley/1", [make_entry("Visa.")])


def test_an_index_of_another_analysis_asks_for_a_rebuild(closed):
    engine, folder = closed
    pointer = json.loads((folder / "current.json").read_text())
    (folder / "current.json").write_text(json.dumps({**pointer, "analysis": "older"}))
    with pytest.raises(IndexBroken, match="another version"):
        engine.search(SearchRequest("visa"))


# --- transactions -----------------------------------------------------------------------


def test_a_transaction_that_raises_changes_nothing(closed, make_entry):
    engine, _ = closed

    def failing():
        with engine.writing() as writer:
            writer.remove("zz/ley/1")
            writer.replace("zz/ley/3", [make_entry("Visa.", law="zz/ley/3")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert engine.count() == 2


def test_a_rebuild_whose_source_fails_leaves_the_index_as_it_was(closed, make_entry):
    engine, folder = closed

    def failing():
        yield make_entry("Visa.")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        engine.rebuild(failing())
    assert engine.count() == 2
    engine.rebuild([])
    assert len(list(folder.glob("generation-*"))) == 1


def test_replacing_a_law_leaves_exactly_its_new_articles(closed, make_entry, named):
    engine, _ = closed
    with engine.writing() as writer:
        writer.replace("zz/ley/1", [make_entry("Visa vieja.", num="8")])
        writer.replace("zz/ley/1", [make_entry("Visa nueva.", num="9")])
    assert engine.count() == 2
    assert engine.search(SearchRequest("vieja")).total == 0
    assert engine.search(SearchRequest("turismo")).total == 0
    assert engine.search(SearchRequest("nueva")).total == 1


def test_removed_laws_are_not_found_and_unknown_ones_are_ignored(closed):
    engine, _ = closed
    with engine.writing() as writer:
        writer.remove("zz/ley/1")
        writer.remove("zz/ley/unknown")
    assert engine.count() == 1
    assert engine.search(SearchRequest("turismo")).total == 0
    assert dict(engine.search(SearchRequest("visa")).facets["country"]) == {"zz": 1}


def test_many_small_transactions_are_all_found(closed, make_entry):
    engine, _ = closed
    for number in range(20):
        with engine.writing() as writer:
            writer.replace(f"n/{number}", [make_entry(f"Pase {number}.", law=f"n/{number}")])
            writer.remove(f"n/{number - 10}")
    assert engine.search(SearchRequest("pase")).total == 10
