"""Backups: the whole database in one file, and a database made of that file again.

A backup is a ZIP: ``tables/NAME.jsonl`` for every table, a row a line, and
``manifest.json`` with the schema's revision, and of each table its columns, rows and
SHA-256. It is taken from one consistent state, while others read and write, and is the
same for SQLite and PostgreSQL, so that it also carries a library from one to the other.
The search index is no part of it: it is written anew from the database.
"""

import base64
import datetime
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlmodel import SQLModel

import milex.models  # noqa: F401  (the tables register themselves on import)
from i18n.messages import Message
from milex.database import reading
from milex.errors import BackupUnusable
from milex.schema import check_schema, is_known_revision, made_anew, revision_of
from milex.settings import SETTINGS, Settings

FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
_SECRET: Final = frozenset({"secret_key", "database_url"})
_BATCH: Final = 500  # rows
_LONGEST_MANIFEST: Final = 2**20  # bytes

Told = Callable[[int, int], None]  # rows done, rows in all


@dataclass(frozen=True, slots=True)
class KeptTable:
    """What the manifest says of a table."""

    columns: tuple[str, ...]
    rows: int
    sha256: str  # of its lines


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    revision: str  # of the schema
    program: str  # version of MILEX
    made_at: datetime.datetime
    tables: Mapping[str, KeptTable]
    settings: Mapping[str, Any]  # without secrets, for people: restoring sets none

    @property
    def rows(self) -> int:
        """Rows in all tables together."""
        return sum(table.rows for table in self.tables.values())


def back_up(engine: Engine, settings: Settings, path: Path, on_row: Told | None = None) -> Manifest:
    """The database in the new file ``path``, which only its owner may read.

    The file appears under its name when it is whole; a run that is stopped leaves none.

    Raises:
        BackupUnusable: there is a file of that name.
        DatabaseUnusable: no database, or one of another schema.
        OSError: the file cannot be written.
    """
    check_schema(engine)
    if path.exists():
        raise BackupUnusable(
            Message("There is a file ‹%(path)s›; name one that is not there yet.", path=path.name)
        )
    part = path.with_name(f"{path.name}.part")
    try:
        with _private(part) as file, reading(engine) as session:
            manifest = _written(file, session.connection(), settings, on_row)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return manifest


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _written(
    file: IO[bytes], connection: Connection, settings: Settings, on_row: Told | None
) -> Manifest:
    tables = SQLModel.metadata.sorted_tables
    counts = {t.name: connection.scalar(sa.select(sa.func.count()).select_from(t)) for t in tables}
    done, total = 0, sum(count or 0 for count in counts.values())
    kept: dict[str, KeptTable] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in tables:
            digest = hashlib.sha256()
            with (
                archive.open(_member(table.name), "w", force_zip64=True) as lines,
                _every_row(connection, table) as rows,
            ):
                for row in rows:
                    line = json.dumps([_plain(value) for value in row], ensure_ascii=False) + "\n"
                    lines.write(line.encode())
                    digest.update(line.encode())
                    done += 1
                    if on_row is not None:
                        on_row(done, total)
            columns = tuple(column.name for column in table.columns)
            kept[table.name] = KeptTable(columns, counts[table.name] or 0, digest.hexdigest())
        manifest = Manifest(
            revision=revision_of(connection.engine) or "",
            program=version("milex"),
            made_at=datetime.datetime.now(datetime.UTC),
            tables=kept,
            settings={
                row.variable: _plain(getattr(settings, row.name))
                for row in SETTINGS
                if row.name not in _SECRET
            },
        )
        archive.writestr(_MANIFEST, json.dumps(_manifest_json(manifest), indent=2))
    return manifest


def _every_row(connection: Connection, table: sa.Table) -> sa.CursorResult[Any]:
    query = sa.select(*table.columns).order_by(*table.primary_key.columns)
    return connection.execution_options(yield_per=_BATCH).execute(query)


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _plain(value: Any) -> Any:
    """``value`` of a column as JSON has it."""
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    if isinstance(value, datetime.datetime):
        # SQLite keeps no zone; all times of ours are in UTC.
        aware = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return {"time": aware.astimezone(datetime.UTC).isoformat()}
    if isinstance(value, datetime.date):
        return {"day": value.isoformat()}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, dict | list):
        return {"json": value}
    return list(value) if isinstance(value, tuple) else value


def _value(plain: Any) -> Any:
    """What ``_plain`` made ``plain`` of.

    Raises:
        ValueError: it made none like it.
    """
    if not isinstance(plain, dict):
        return plain
    match plain:
        case {"bytes": str(coded)}:
            return base64.b64decode(coded, validate=True)
        case {"time": str(told)}:
            return datetime.datetime.fromisoformat(told)
        case {"day": str(told)}:
            return datetime.date.fromisoformat(told)
        case {"json": value}:
            return value
    raise ValueError(plain)


def _manifest_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "revision": manifest.revision,
        "program": manifest.program,
        "made_at": manifest.made_at.isoformat(),
        "settings": dict(manifest.settings),
        "tables": {
            name: {"columns": list(table.columns), "rows": table.rows, "sha256": table.sha256}
            for name, table in manifest.tables.items()
        },
    }


def verified(path: Path) -> Manifest:
    """What the backup ``path`` says of itself, after every byte of it was checked.

    Raises:
        BackupUnusable: it is no backup, is damaged, or is of a newer program.
        OSError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _read_manifest(archive)
            for name, table in manifest.tables.items():
                digest, rows = hashlib.sha256(), 0
                with archive.open(_member(name)) as lines:
                    for line in lines:
                        digest.update(line)
                        rows += 1
                if (rows, digest.hexdigest()) != (table.rows, table.sha256):
                    raise _damaged(path)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError) as error:
        raise _damaged(path) from error
    if not is_known_revision(manifest.revision):
        raise BackupUnusable(
            Message(
                "The backup ‹%(path)s› was made by a newer MILEX (%(program)s); "
                "restore it with that one.",
                path=path.name,
                program=manifest.program,
            )
        )
    return manifest


def _read_manifest(archive: zipfile.ZipFile) -> Manifest:
    with archive.open(_MANIFEST) as file:
        told = json.loads(file.read(_LONGEST_MANIFEST))
    if told["format"] != FORMAT:
        raise ValueError(told["format"])
    return Manifest(
        revision=str(told["revision"]),
        program=str(told["program"]),
        made_at=datetime.datetime.fromisoformat(told["made_at"]),
        tables={
            str(name): KeptTable(tuple(map(str, t["columns"])), int(t["rows"]), str(t["sha256"]))
            for name, t in told["tables"].items()
        },
        settings=dict(told["settings"]),
    )


def _damaged(path: Path) -> BackupUnusable:
    return BackupUnusable(
        Message(
            "‹%(path)s› is no backup of MILEX, or it is damaged; nothing was changed. "
            "Take another file that `milex backup` wrote.",
            path=path.name,
        )
    )


def restore(
    engine: Engine, path: Path, *, force: bool = False, on_row: Told | None = None
) -> Manifest:
    """The database as the backup ``path`` has it, in one transaction: whole or not at all.

    The search index is left as it is: write it anew afterwards.

    Raises:
        BackupUnusable: the backup is none, is damaged or of a newer program; or the
            database holds something already and ``force`` was not asked for.
        DatabaseUnusable: the database cannot be used.
    """
    manifest = verified(path)
    if not force and revision_of(engine) is not None and _holds_rows(engine):
        raise BackupUnusable(
            Message(
                "This library holds laws already; nothing was changed. Set MILEX_HOME or "
                "MILEX_DATABASE_URL to an empty place, or say --force to replace them all."
            )
        )
    with zipfile.ZipFile(path) as archive, made_anew(engine, manifest.revision) as connection:
        present = sa.MetaData()
        present.reflect(connection)
        done = 0
        for table in present.sorted_tables:
            if table.name not in manifest.tables:
                continue
            columns = manifest.tables[table.name].columns
            with archive.open(_member(table.name)) as lines:
                for batch in _batches(lines):
                    values = [dict(zip(columns, row, strict=True)) for row in batch]
                    connection.execute(table.insert(), values)
                    done += len(batch)
                    if on_row is not None:
                        on_row(done, manifest.rows)
            _continue_numbers(connection, table)
    return manifest


def _holds_rows(engine: Engine) -> bool:
    with reading(engine) as session:
        return session.connection().scalar(sa.text("SELECT 1 FROM laws LIMIT 1")) is not None


def _batches(lines: IO[bytes]) -> Iterator[list[list[Any]]]:
    batch: list[list[Any]] = []
    for line in lines:
        batch.append([_value(plain) for plain in json.loads(line)])
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _continue_numbers(connection: Connection, table: sa.Table) -> None:
    """PostgreSQL gives numbers from a counter of its own, which the rows put in did not move."""
    if connection.dialect.name != "postgresql" or "id" not in table.columns:
        return
    column = table.columns["id"]
    highest = connection.scalar(sa.select(sa.func.max(column)))
    if isinstance(highest, int):
        counter = sa.func.pg_get_serial_sequence(table.name, column.name)
        connection.execute(sa.select(sa.func.setval(counter, highest)))
