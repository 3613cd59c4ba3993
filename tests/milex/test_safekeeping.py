"""Backups and what they give back, on both kinds of database and between them."""

import datetime
import hashlib
import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlmodel import SQLModel

from corpus.model import Document
from milex.database import database_engine, reading
from milex.errors import BackupUnusable
from milex.library import Library
from milex.safekeeping import back_up, restore, verified
from milex.schema import revision_of, upgrade
from milex.settings import Settings, settings_from_environment

Contents = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return settings_from_environment(
        {
            "MILEX_HOME": str(tmp_path),
            "MILEX_SECRET_KEY": "nobody-may-read-this",
            "MILEX_DATABASE_URL": "postgresql+psycopg://ana:hidden-word@127.0.0.1/laws",
        }
    )


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Engine]:
    """A place where there is no database yet."""
    made = database_engine(f"sqlite:///{tmp_path / 'elsewhere' / 'milex.db'}")
    yield made
    made.dispose()


def contents(engine: Engine) -> Contents:
    """Every row of every table, times without the zone that SQLite does not keep."""
    with reading(engine) as session:
        return {
            table.name: [
                tuple(_without_zone(value) for value in row)
                for row in session.connection().execute(
                    sa.select(*table.columns).order_by(*table.primary_key.columns)
                )
            ]
            for table in SQLModel.metadata.sorted_tables
        }


def _without_zone(value: object) -> object:
    if isinstance(value, datetime.datetime) and value.tzinfo:
        return value.astimezone(datetime.UTC).replace(tzinfo=None)
    return value


@pytest.fixture
def filled(engine: Engine, library: Library, make_law: Callable[..., Document]) -> Engine:
    library.add(make_law())
    library.add(make_law({"1": "La niñez «protegida»:\n\tsiempre."}, number="9902"))
    library.add(make_law(jurisdiction="uy", number="7"))
    return engine


def test_a_backup_restored_into_an_empty_place_gives_everything_back(
    filled: Engine, elsewhere: Engine, settings: Settings, tmp_path: Path
) -> None:
    made = back_up(filled, settings, tmp_path / "laws.milex")
    told = restore(elsewhere, tmp_path / "laws.milex")
    assert contents(elsewhere) == contents(filled)
    assert (told.rows, told.revision) == (made.rows, revision_of(filled))


@pytest.mark.postgres
def test_a_library_moves_to_postgresql_and_can_be_added_to(
    postgres_url: str,
    elsewhere: Engine,
    settings: Settings,
    make_law: Callable[..., Document],
    tmp_path: Path,
) -> None:
    upgrade(elsewhere)
    Library(elsewhere).add(make_law())
    back_up(elsewhere, settings, tmp_path / "laws.milex")
    large = database_engine(postgres_url)
    try:
        restore(large, tmp_path / "laws.milex")
        assert contents(large) == contents(elsewhere)
        Library(large).add(make_law(number="9902"))
        assert len(Library(large).laws()) == 2
    finally:
        large.dispose()


def test_a_backup_shows_one_state_while_others_write(
    filled: Engine,
    elsewhere: Engine,
    settings: Settings,
    make_law: Callable[..., Document],
    tmp_path: Path,
) -> None:
    before = contents(filled)
    writes = iter([make_law(number="8000")])

    def add_meanwhile(_done: int, _total: int) -> None:
        for document in writes:
            Library(filled).add(document)

    back_up(filled, settings, tmp_path / "laws.milex", add_meanwhile)
    restore(elsewhere, tmp_path / "laws.milex")
    assert contents(elsewhere) == before
    assert len(Library(filled).laws()) == 4


def test_a_backup_is_its_owners_alone_and_holds_no_secret(
    filled: Engine, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "laws.milex"
    back_up(filled, settings, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("manifest.json").decode()
    assert "MILEX_SITE_URL" in manifest
    assert "nobody-may-read-this" not in manifest
    assert "hidden-word" not in manifest


def test_no_file_is_written_over(filled: Engine, settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "laws.milex"
    path.write_text("another's")
    with pytest.raises(BackupUnusable, match=r"There is a file ‹laws\.milex›"):
        back_up(filled, settings, path)
    assert path.read_text() == "another's"


def test_a_backup_that_fails_leaves_no_file(
    filled: Engine, settings: Settings, tmp_path: Path
) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    before = sorted(tmp_path.iterdir())
    with pytest.raises(KeyboardInterrupt):
        back_up(filled, settings, tmp_path / "laws.milex", stop)
    assert sorted(tmp_path.iterdir()) == before


def test_laws_that_are_there_stay_unless_force_is_said(
    filled: Engine,
    elsewhere: Engine,
    settings: Settings,
    make_law: Callable[..., Document],
    tmp_path: Path,
) -> None:
    back_up(filled, settings, tmp_path / "laws.milex")
    upgrade(elsewhere)
    Library(elsewhere).add(make_law(number="1"))
    held = contents(elsewhere)
    with pytest.raises(BackupUnusable, match="--force"):
        restore(elsewhere, tmp_path / "laws.milex")
    assert contents(elsewhere) == held
    restore(elsewhere, tmp_path / "laws.milex", force=True)
    assert contents(elsewhere) == contents(filled)


def test_a_restore_that_is_stopped_changes_nothing(
    filled: Engine, settings: Settings, make_law: Callable[..., Document], tmp_path: Path
) -> None:
    back_up(filled, settings, tmp_path / "laws.milex")
    Library(filled).add(make_law(number="1"))
    held = contents(filled)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(filled, tmp_path / "laws.milex", force=True, on_row=stop)
    assert contents(filled) == held


def _rewritten(path: Path, name: str, change: Callable[[bytes], bytes | None]) -> None:
    """``path`` with its member ``name`` changed, or left out where ``change`` gives None."""
    with zipfile.ZipFile(path) as archive:
        members = {each: archive.read(each) for each in archive.namelist()}
    changed = change(members.pop(name))
    if changed is not None:
        members[name] = changed
    with zipfile.ZipFile(path, "w") as archive:
        for each, data in members.items():
            archive.writestr(each, data)


@pytest.mark.parametrize(
    ("member", "change"),
    [
        ("tables/articles.jsonl", lambda data: data.replace("niñez".encode(), b"vejez")),
        ("tables/articles.jsonl", lambda data: data[: data.rindex(b"[")]),
        ("tables/laws.jsonl", lambda _: None),
        ("manifest.json", lambda _: None),
        ("manifest.json", lambda _: b"[]"),
        ("manifest.json", lambda _: b"{"),
        ("manifest.json", lambda data: data.replace(b'"format": 1', b'"format": 2')),
    ],
)
def test_a_damaged_backup_is_refused_and_changes_nothing(
    filled: Engine,
    settings: Settings,
    tmp_path: Path,
    member: str,
    change: Callable[[bytes], bytes | None],
) -> None:
    path = tmp_path / "laws.milex"
    back_up(filled, settings, path)
    held = contents(filled)
    _rewritten(path, member, change)
    with pytest.raises(BackupUnusable, match="nothing was changed"):
        restore(filled, path, force=True)
    assert contents(filled) == held


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "laws.milex"
    path.write_bytes(data)
    with pytest.raises(BackupUnusable, match="is no backup of MILEX"):
        verified(path)


def test_a_backup_of_a_newer_program_is_left_to_it(
    filled: Engine, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "laws.milex"
    revision = back_up(filled, settings, path).revision
    _rewritten(
        path,
        "manifest.json",
        lambda data: data.replace(f'"{revision}"'.encode(), b'"9999"'),
    )
    with pytest.raises(BackupUnusable, match="newer MILEX"):
        restore(filled, path, force=True)


def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    filled: Engine, elsewhere: Engine, settings: Settings, tmp_path: Path
) -> None:
    """Before revision 0004 no names of articles were kept."""
    path = tmp_path / "laws.milex"
    back_up(filled, settings, path)
    _made_older(path)
    restore(elsewhere, path)
    assert revision_of(elsewhere) == revision_of(filled)
    assert [law.law for law in Library(elsewhere).laws()] == [
        law.law for law in Library(filled).laws()
    ]


def _made_older(path: Path) -> None:
    """The backup as a program of revision 0003 would have written it."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["revision"] = "0003"
    for table, column in (("articles", "name"), ("versions", "article_word")):
        kept = manifest["tables"][table]
        place = kept["columns"].index(column)
        del kept["columns"][place]

        def without(data: bytes, place: int = place) -> bytes:
            rows = [json.loads(line) for line in data.splitlines()]
            cut = [[*row[:place], *row[place + 1 :]] for row in rows]
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in cut).encode()

        _rewritten(path, f"tables/{table}.jsonl", without)
        with zipfile.ZipFile(path) as archive:
            data = archive.read(f"tables/{table}.jsonl")
        kept["sha256"] = hashlib.sha256(data).hexdigest()
    _rewritten(path, "manifest.json", lambda _: json.dumps(manifest).encode())
