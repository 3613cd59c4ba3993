"""The schema's revision: bringing a database to it, and refusing one that is elsewhere.

Alembic runs from the files inside this package; no ``alembic.ini`` is needed on disk.
"""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from i18n.messages import Message
from milex.database import database_file, reachable, shown_url
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
    if revision not in _known_revisions():
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
    path = database_file(engine)
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    revision = revision_of(engine)
    if revision is not None and revision not in _known_revisions():
        raise _newer(engine, revision)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with reachable(engine), engine.execution_options(milex_writing=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


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
