"""The schema: its migrations agree with the models, and a foreign database is refused."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import Engine
from sqlmodel import SQLModel

import milex.models  # noqa: F401  (the tables register themselves on import)
from milex.database import database_engine
from milex.errors import DatabaseUnusable
from milex.library import Library
from milex.schema import MIGRATIONS, check_schema, head_revision, revision_of, upgrade


def test_models_and_migrations_agree(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_an_upgraded_database_has_the_head_revision_and_passes(engine: Engine) -> None:
    upgrade(engine)
    assert revision_of(engine) == head_revision()
    check_schema(engine)


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    upgrade(engine)
    assert revision_of(engine) == head_revision()


def test_a_missing_database_names_the_command_that_makes_it(engine: Engine) -> None:
    with pytest.raises(DatabaseUnusable, match="milex init"):
        check_schema(engine)


def test_looking_for_a_database_does_not_create_its_file(tmp_path: Path) -> None:
    engine = database_engine(f"sqlite:///{tmp_path / 'none' / 'milex.db'}")
    assert revision_of(engine) is None
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_schema_is_refused_and_left_alone(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for use in (check_schema, upgrade):
        with pytest.raises(DatabaseUnusable, match="newer MILEX"):
            use(engine)
    assert revision_of(engine) == "9999"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "milex.db"
    path.write_bytes(b"this is a letter, not a database " * 100)
    with pytest.raises(DatabaseUnusable, match="not a database"):
        check_schema(database_engine(f"sqlite:///{path}"))


def test_an_unreachable_server_is_told_without_its_password() -> None:
    engine = database_engine("postgresql+psycopg://milex:sesame@127.0.0.1:1/milex")
    with pytest.raises(DatabaseUnusable, match="cannot be reached") as caught:
        check_schema(engine)
    assert "sesame" not in str(caught.value)


@pytest.mark.parametrize("url", ["", "letter", "nosuchdialect://x/y"])
def test_a_url_that_names_no_database_is_refused(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="MILEX_DATABASE_URL"):
        database_engine(url)


def test_sqlite_writes_ahead_and_enforces_foreign_keys(sqlite_url: str) -> None:
    engine = database_engine(sqlite_url)
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_the_tables_can_be_dropped_again(sqlite_url: str) -> None:
    engine = database_engine(sqlite_url)
    upgrade(engine)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    engine.dispose()
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "laws" not in names


def test_a_folder_in_the_place_of_the_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "milex.db").mkdir()
    with pytest.raises(DatabaseUnusable, match="MILEX_HOME"):
        upgrade(database_engine(f"sqlite:///{tmp_path / 'milex.db'}"))


def test_a_damaged_database_is_told_with_what_to_do(sqlite_url: str) -> None:
    engine = database_engine(sqlite_url)
    upgrade(engine)
    library = Library(engine)
    with engine.connect() as connection:
        size = connection.execute(text("PRAGMA page_size")).scalar_one()
        pages = connection.execute(text("SELECT name, rootpage FROM sqlite_master")).all()
    engine.dispose()  # the last connection writes everything into the file
    with Path(sqlite_url.removeprefix("sqlite:///")).open("r+b") as file:
        for page in (page for name, page in pages if name in ("laws", "versions")):
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
    with pytest.raises(DatabaseUnusable, match="damaged"):
        library.laws()
