"""The texts of a page of hits are looked up, however large the library is."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from corpus.model import Document
from milex.database import database_engine
from milex.library import Library
from milex.schema import upgrade
from search.model import ArticleKey


def test_no_table_is_read_whole_for_a_page_of_hits(
    sqlite_url: str, make_law: Callable[..., Document]
) -> None:
    engine = database_engine(sqlite_url)
    upgrade(engine)
    library = Library(engine)
    law, version = (addition := library.add(make_law())).law, addition.version
    asked: list[tuple[str, Any]] = []

    @event.listens_for(engine, "before_cursor_execute")
    def remember(*call: Any) -> None:
        asked.append((call[2], call[3]))

    keys = [ArticleKey(law, version, f"art_{num}") for num in (1, 2, 3)]
    assert [key.eid for key in library.texts(keys)] == ["art_1", "art_2"]
    statement, values = next(one for one in asked if "articles.text" in one[0])
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [str(step[3]) for step in plan]
    assert not [step for step in steps if step.startswith(("SCAN articles", "SCAN versions"))]
    engine.dispose()
