"""The schema's revision: bringing a database to it, and refusing one that is elsewhere.

Alembic runs from the files inside this package; no ``alembic.ini`` is needed on disk.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from i18n.messages import Message
from milex.database import database_file, reachable, shown_url, writing
from milex.errors import DatabaseUnusable

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def head_revision() -> str:
    """The revision that this program works with."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def revision_of(engine: Engine) -> str | None:
    """The revision of the database; None where it holds no tables of ours.

    Raises:
        DatabaseUnusable: it cannot be reached, or is no database.
    """
    path = database_file(engine)
    if path is not None and not path.is_file():
        return None
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except OperationalError as error:
        raise DatabaseUnusable(
            Message(
                "The database %(url)s cannot be reached (%(reason)s); "
                "check MILEX_DATABASE_URL and MILEX_HOME, then run `milex doctor`.",
                url=shown_url(engine),
                reason=" ".join(str(error.orig).split()),
            )
        ) from error
    except DatabaseError as error:
        raise DatabaseUnusable(
            Message(
                "%(url)s is not a database of MILEX (%(reason)s); "
                "move that file away and run `milex init`.",
                url=shown_url(engine),
                reason=" ".join(str(error.orig).split()),
            )
        ) from error


def check_schema(engine: Engine) -> None:
    """Nothing where the database has this program's schema.

    Raises:
        DatabaseUnusable: there is none yet, or it is older or newer; the message
            names the command that mends it.
    """
    revision = revision_of(engine)
    if revision is None:
        raise DatabaseUnusable(
            Message("There is no database at %(url)s; run `milex init`.", url=shown_url(engine))
        )
    if not is_known_revision(revision):
        raise _newer(engine, revision)
    if revision != head_revision():
        raise DatabaseUnusable(
            Message(
                "The database %(url)s has the older schema %(found)s, this program works "
                "with %(needed)s; run `milex init` to bring it up to date.",
                url=shown_url(engine),
                found=revision,
                needed=head_revision(),
            )
        )


def upgrade(engine: Engine) -> None:
    """The database at this program's schema, created where missing.

    Raises:
        DatabaseUnusable: it cannot be reached, or is of a newer program.
    """
    _ready_for_change(engine)
    with reachable(engine), engine.execution_options(milex_writing=True).begin() as connection:
        command.upgrade(_config(connection), "head")


@contextmanager
def made_anew(engine: Engine, revision: str) -> Iterator[Connection]:
    """A transaction in which the database is empty and at ``revision``, a known one.

    What the block puts in is brought to this program's schema and committed at its end;
    all that was there before is gone then. It stays as it was when the block raises.

    Raises:
        DatabaseUnusable: it cannot be reached, or is of a newer program.
    """
    found = _ready_for_change(engine)
    with writing(engine) as session:
        connection = session.connection()
        config = _config(connection)
        if found is not None:
            command.downgrade(config, "base")
        command.upgrade(config, revision)
        yield connection
        command.upgrade(config, "head")


def is_known_revision(revision: str) -> bool:
    """Whether this program can bring a database of ``revision`` to its own schema."""
    return revision in _known_revisions()


def _ready_for_change(engine: Engine) -> str | None:
    """The revision that the database is at, once it is clear that it may be changed."""
    path = database_file(engine)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    revision = revision_of(engine)
    if revision is not None and not is_known_revision(revision):
        raise _newer(engine, revision)
    return revision


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _known_revisions() -> frozenset[str]:
    scripts = ScriptDirectory(str(MIGRATIONS))
    return frozenset(script.revision for script in scripts.walk_revisions())


def _newer(engine: Engine, revision: str) -> DatabaseUnusable:
    return DatabaseUnusable(
        Message(
            "The database %(url)s has the schema %(found)s of a newer MILEX, this program "
            "works with %(needed)s; use that MILEX again, or set MILEX_HOME and "
            "MILEX_DATABASE_URL to another place and run `milex init`.",
            url=shown_url(engine),
            found=revision,
            needed=head_revision(),
        )
    )
