"""The database: engines for SQLite and PostgreSQL, and transactions that fit both.

Knows SQLAlchemy and nothing of laws.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, InternalError, OperationalError
from sqlmodel import Session, create_engine

from i18n.messages import Message
from milex.errors import DatabaseUnusable

BUSY_SECONDS: Final = 60  # how long a writer waits for another one
_WRITERS_LOCK: Final = 0x4D494C4558  # "MILEX": PostgreSQL's advisory lock of all writers


def database_engine(url: str) -> Engine:
    """An engine for ``url``; nothing is opened yet.

    SQLite gets WAL (readers never wait for a writer), foreign keys and a busy timeout.

    Raises:
        DatabaseUnusable: a URL that SQLAlchemy cannot read.
    """
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() != "sqlite":
            return create_engine(parsed, pool_pre_ping=True)
        engine = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS})
    except ArgumentError:
        raise DatabaseUnusable(
            Message(
                "MILEX_DATABASE_URL is no database URL; it must be sqlite:///PATH or "
                "postgresql+psycopg://USER:PASSWORD@HOST/DATABASE."
            )
        ) from None
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def database_file(engine: Engine) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL."""
    if engine.dialect.name != "sqlite":
        return None
    return Path(engine.url.database or "")


def shown_url(engine: Engine) -> str:
    """The database's URL without its password, for messages."""
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session on one consistent state of the database; its writes are dropped.

    Raises:
        DatabaseUnusable: the database cannot be reached.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with reachable(engine), Session(engine) as session:
        yield session


@contextmanager
def writing(engine: Engine, *, patient: bool = True) -> Iterator[Session]:
    """A transaction: committed at the end of the block, dropped when it raises.

    One writes at a time; others wait, or give up at once where they are not ``patient``.
    That makes "look whether it is there, then write" safe between processes.

    Raises:
        DatabaseUnusable: the database cannot be reached, or stayed locked too long.
    """
    wait = BUSY_SECONDS if patient else 0
    options = {"milex_writing": True, "milex_wait": wait}
    with reachable(engine), Session(engine.execution_options(**options)) as session:
        connection = session.connection()  # SQLite takes its lock here
        if engine.dialect.name == "postgresql":
            if not patient:
                connection.execute(text("SET LOCAL lock_timeout = '1ms'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITERS_LOCK})
        yield session
        session.commit()


@contextmanager
def reachable(engine: Engine) -> Iterator[None]:
    """A block whose trouble with the database is told in one sentence.

    Raises:
        DatabaseUnusable: it cannot be reached, is full, read-only or locked, or damaged.
    """
    try:
        yield
    except OperationalError as error:
        raise unusable(engine, error.orig) from error
    except DatabaseError as error:
        if not _is_damage(error):
            raise
        raise DatabaseUnusable(
            Message(
                "The database %(url)s is damaged (%(reason)s); put back a copy of it, or move "
                "it away, run `milex init` and import the laws again.",
                url=shown_url(engine),
                reason=_reason(error),
            )
        ) from error


def unusable(engine: Engine, reason: object) -> DatabaseUnusable:
    """The error of a database that gives ``reason`` why it cannot be used."""
    return DatabaseUnusable(
        Message(
            "The database %(url)s cannot be used (%(reason)s); "
            "check MILEX_DATABASE_URL and MILEX_HOME, then run `milex doctor`.",
            url=shown_url(engine),
            reason=" ".join(str(reason).split()),
        )
    )


def _is_damage(error: DatabaseError) -> bool:
    """Whether the stored data are at fault: not a constraint, a value or a statement of ours."""
    return type(error) is DatabaseError or isinstance(error, InternalError)


def _reason(error: DatabaseError) -> str:
    return " ".join(str(error.orig).split())


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite
    for pragma in (
        f"busy_timeout = {BUSY_SECONDS * 1000}",
        "journal_mode = WAL",
        "synchronous = FULL",  # a committed law survives a power cut
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: upgrading a read lock later fails without waiting.
    options = connection.get_execution_options()
    writes = options.get("milex_writing", False)
    wait = options.get("milex_wait", BUSY_SECONDS)
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {wait * 1000}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
