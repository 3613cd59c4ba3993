"""The library on both databases: what adding, replacing and withdrawing a law leaves behind."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from corpus.model import Document, placed_articles
from milex.database import database_engine, writing
from milex.errors import DatabaseUnusable, NotFound
from milex.library import Library
from milex.records import CountrySummary, PendingTask
from milex.schema import upgrade
from search.model import ArticleKey

MakeLaw = Callable[..., Document]
LAW = "py/ley/9901-2012"


def test_a_new_law_is_there_whole_with_its_task(library: Library, make_law: MakeLaw) -> None:
    addition = library.add(make_law())
    assert (addition.law, addition.version, addition.outcome, addition.articles) == (
        LAW,
        "2012-12-13",
        "added",
        2,
    )
    summary = library.law(LAW)
    assert summary.title == "Ley de prueba"
    assert summary.topics == ("trafficking",)
    assert summary.versions == ("2012-12-13",)
    assert summary.date == datetime.date(2012, 12, 13)
    assert [task.law for task in library.pending_index_tasks()] == [LAW]


def test_its_document_comes_back_with_the_same_words(library: Library, make_law: MakeLaw) -> None:
    law = make_law()
    library.add(law)
    stored = library.document(LAW)
    assert stored.metadata == law.metadata
    assert [p.article.text for p in placed_articles(stored)] == [
        p.article.text for p in placed_articles(law)
    ]
    assert library.xml(LAW).startswith(b"<?xml")


def test_adding_the_same_law_again_changes_nothing(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law(), source_hash="a" * 64)
    library.finish_index_tasks(library.pending_index_tasks())
    before = library.law(LAW)
    assert library.add(make_law(), source_hash="a" * 64).outcome == "unchanged"
    assert library.law(LAW) == before
    assert library.pending_index_tasks() == []


def test_changed_words_of_a_new_day_add_a_version(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    changed = make_law({"1": "Nadie podrá ingresar."}, version_date=datetime.date(2016, 5, 1))
    addition = library.add(changed)
    assert (addition.version, addition.outcome) == ("2016-05-01", "new_version")
    summary = library.law(LAW)
    assert summary.versions == ("2012-12-13", "2016-05-01")
    assert (summary.version, summary.articles) == ("2016-05-01", 1)
    assert len(list(placed_articles(library.document(LAW, "2012-12-13")))) == 2


def test_changed_words_of_the_same_day_get_a_number(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    names = [library.add(make_law({"1": words})).version for words in ("Una.", "Otra.")]
    assert names == ["2012-12-13-2", "2012-12-13-3"]
    assert library.law(LAW).version == "2012-12-13-3"


def test_an_earlier_wording_added_again_is_recognised(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law({"1": "Una."}))
    library.add(make_law({"1": "Otra."}))
    again = library.add(make_law({"1": "Una."}))
    assert (again.version, again.outcome) == ("2012-12-13", "unchanged")
    assert library.law(LAW).versions == ("2012-12-13", "2012-12-13-2")


def test_an_older_version_added_later_does_not_become_current(
    library: Library, make_law: MakeLaw
) -> None:
    library.add(make_law({"1": "Nueva."}, version_date=datetime.date(2020, 1, 1)))
    library.add(make_law({"1": "Vieja."}, title="Título viejo", topics=("smuggling",)))
    summary = library.law(LAW)
    assert (summary.version, summary.title) == ("2020-01-01", "Ley de prueba")
    assert summary.topics == ("trafficking",)
    assert summary.versions == ("2012-12-13", "2020-01-01")


def test_undated_versions_come_before_dated_ones(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law({"1": "Con fecha."}))
    assert library.add(make_law({"1": "Sin fecha."}, date=None)).version == "undated"
    assert library.law(LAW).versions == ("undated", "2012-12-13")


def test_a_corrected_title_updates_the_version(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    addition = library.add(make_law(title="Ley corregida", topics=("borders", "return")))
    assert (addition.version, addition.outcome) == ("2012-12-13", "updated")
    summary = library.law(LAW)
    assert (summary.title, summary.topics) == ("Ley corregida", ("borders", "return"))
    assert len(library.pending_index_tasks()) == 2


def test_the_same_source_read_better_replaces_its_version(
    library: Library, make_law: MakeLaw
) -> None:
    library.add(make_law({"1": "Una.", "2": "Dos."}), source_hash="b" * 64)
    better = make_law({"1": "Una.", "3": "Tres."})
    assert library.add(better, source_hash="b" * 64).outcome == "updated"
    eids = [entry.key.eid for entry in library.entries(LAW)]
    assert eids == ["art_1", "art_3"], "removed articles go"
    assert library.law(LAW).versions == ("2012-12-13",)


def test_the_same_source_with_another_date_renames_its_version(
    library: Library, make_law: MakeLaw
) -> None:
    library.add(make_law(), source_hash="c" * 64)
    dated = make_law(version_date=datetime.date(2013, 1, 2))
    addition = library.add(dated, source_hash="c" * 64)
    assert (addition.version, addition.outcome) == ("2013-01-02", "updated")
    assert library.law(LAW).versions == ("2013-01-02",)


def test_a_withdrawn_law_leaves_nothing_but_a_task(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    library.finish_index_tasks(library.pending_index_tasks())
    library.withdraw(LAW)
    assert library.laws() == []
    assert library.countries() == []
    assert library.versions() == []
    assert list(library.entries()) == []
    assert [task.law for task in library.pending_index_tasks()] == [LAW]


def test_a_withdrawn_law_can_come_back(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    library.withdraw(LAW)
    assert library.add(make_law()).outcome == "added"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["gb/act/5-2009", LAW, "py/ley/7-2015"]),
        ({"country": "py"}, [LAW, "py/ley/7-2015"]),
        ({"country": "zz"}, []),
        ({"language": "en"}, ["gb/act/5-2009"]),
        ({"topic": "borders"}, ["gb/act/5-2009", "py/ley/7-2015"]),
        ({"topic": "borders", "language": "es"}, ["py/ley/7-2015"]),
    ],
)
def test_laws_pass_every_filter_in_order_of_country_year_title(
    library: Library, make_law: MakeLaw, filters: dict[str, str], expected: list[str]
) -> None:
    act = {"jurisdiction": "gb", "language": "en", "kind": "act", "number": "5"}
    library.add(make_law(number="7", year=2015, date=None, topics=("borders", "trafficking")))
    library.add(make_law())
    library.add(make_law(**act, year=2009, date=None, topics=("borders",)))
    assert [law.law for law in library.laws(**filters)] == expected


def test_countries_count_current_versions_only(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law({"1": "Una.", "2": "Dos."}))
    library.add(make_law({"1": "Una."}, version_date=datetime.date(2020, 1, 1)))
    library.add(make_law({"1": "Una.", "2": "Dos.", "3": "Tres."}, number="8"))
    assert library.countries() == [CountrySummary("py", laws=2, articles=4)]
    assert library.article_total() == 4


def test_entries_carry_what_the_index_needs(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    first, second = library.entries()
    assert first.key == ArticleKey(LAW, "2012-12-13", "art_1")
    assert (first.num, second.num) == ("1", "2")
    assert first.text == "Toda persona podrá ingresar."
    assert first.path == ("CAPÍTULO I De la prueba",)
    assert (first.country, first.language, first.year) == ("py", "es", 2012)
    assert (first.law_title, first.topics) == ("Ley de prueba", ("trafficking",))


def test_texts_are_given_for_the_keys_that_exist(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    there = ArticleKey(LAW, "2012-12-13", "art_2")
    gone = [ArticleKey(LAW, "2012-12-13", f"art_{number}") for number in range(3, 1300)]
    found = library.texts([*gone, there])
    assert list(found) == [there]
    assert found[there].text == "La autoridad informará."
    assert library.texts([]) == {}


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.law("py/ley/0"),
        lambda library: library.xml("py/ley/0"),
        lambda library: library.document(LAW, "1999-01-01"),
        lambda library: library.comparable("py/ley/0"),
        lambda library: library.withdraw("py/ley/0"),
        lambda library: library.law("' OR 1=1 --"),
    ],
)
def test_what_is_not_there_is_told(
    library: Library, make_law: MakeLaw, ask: Callable[[Library], object]
) -> None:
    library.add(make_law())
    with pytest.raises(NotFound):
        ask(library)


def test_a_comparable_law_has_its_articles(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law())
    law = library.comparable(LAW)
    assert (law.law, law.version, law.country) == (LAW, "2012-12-13", "py")
    assert [article.num for article in law.articles] == ["1", "2"]


def test_a_failure_while_storing_leaves_neither_law_nor_task(
    engine: Engine, library: Library, make_law: MakeLaw
) -> None:
    with engine.begin() as connection:  # the last step of storing cannot succeed
        connection.execute(text("ALTER TABLE index_tasks RENAME COLUMN law_id TO gone"))
    with pytest.raises(Exception, match=r"law_id|index_tasks"):
        library.add(make_law())
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE index_tasks RENAME COLUMN gone TO law_id"))
    assert library.laws() == []
    assert library.pending_index_tasks() == []


def test_a_law_without_year_comes_last_and_has_no_date(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law(number="", title="Ley sin número", year=None, date=None))
    library.add(make_law())
    assert [law.year for law in library.laws()] == [2012, None]


def test_the_clock_comes_from_outside(engine: Engine, make_law: MakeLaw) -> None:
    upgrade(engine)
    moment = datetime.datetime(2020, 2, 29, 12, 0, tzinfo=datetime.UTC)
    Library(engine, clock=lambda: moment).add(make_law())
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT created_at FROM versions")).scalar_one()
    assert str(stored).startswith("2020-02-29 12:00:00")


def test_a_database_that_stays_locked_is_told(sqlite_url: str, make_law: MakeLaw) -> None:
    holder, waiter = database_engine(sqlite_url), database_engine(sqlite_url)
    upgrade(holder)
    with writing(holder), waiter.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
        connection.rollback()
        connection.close()
        with pytest.raises(DatabaseUnusable, match="locked"):
            Library(waiter).add(make_law())
    holder.dispose()
    waiter.dispose()


def test_labels_and_notes_do_not_hide_a_change_of_words(
    library: Library, make_law: MakeLaw
) -> None:
    law = make_law()
    library.add(law)
    (chapter,) = law.body
    relabelled = replace(law, body=(replace(chapter, heading="De otra cosa"),))
    assert library.add(relabelled).outcome == "new_version"


def test_rows_hold_what_the_xml_holds(library: Library, make_law: MakeLaw) -> None:
    library.add(make_law({"1": "Una\x00  palabra\ud800 cafe\u0301."}, title="Ley\x07 rara"))
    (entry,) = library.entries()
    (placed,) = placed_articles(library.document(LAW))
    assert entry.text == placed.article.text == "Una palabra café."
    assert library.law(LAW).title == "Ley rara"


def test_a_task_finished_late_does_not_finish_a_newer_one(
    library: Library, make_law: MakeLaw
) -> None:
    library.add(make_law())
    tasks = library.pending_index_tasks()
    library.finish_index_tasks(tasks)  # by one process
    library.add(make_law(number="7"))
    library.finish_index_tasks(tasks)  # by another one, which was slower
    assert [task.law for task in library.pending_index_tasks()] == ["py/ley/7-2012"]


def test_more_tasks_than_a_statement_takes_are_finished(library: Library) -> None:
    library.finish_index_tasks(PendingTask(number, LAW) for number in range(1, 40_000))
    assert library.pending_index_tasks() == []
