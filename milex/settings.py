"""Settings, from one table that feeds the program, ``--help`` and docs/settings.md.

Knows environment variables only as a mapping that comes in as an argument.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from i18n.languages import DEFAULT_LANGUAGE, KNOWN_LANGUAGES
from i18n.messages import Message
from milex.errors import InvalidSetting

MEGABYTE: Final = 2**20
_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "[::1]")
_HOST: Final = re.compile(r"\*|\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, read and checked."""

    home: Path  # the data folder; absolute
    database_url: str  # as SQLAlchemy takes it; it may hold a password: never show it whole
    search: str  # which search engine: "whoosh" or "postgres"
    secret_key: str  # signs cookies; "" asks ``serve`` for a fresh one at each start
    size_limit_mb: int  # largest file that is read, in MiB
    language: str  # ISO 639-1, of the command line
    site_url: str = "http://127.0.0.1:8000"  # where links in reports lead; no slash at its end
    # Names under which the site answers; () for that of ``site_url`` and of this machine.
    allowed_hosts: tuple[str, ...] = ()
    rate_limit: int = 300  # costly pages that one address may ask for in a minute; 0: no limit
    proxies: int = 0  # servers in front of the site that say who asks

    @property
    def hosts(self) -> tuple[str, ...] | None:
        """Names under which the site answers, without port; None where any name will do."""
        if "*" in self.allowed_hosts:
            return None
        own = urlsplit(self.site_url).hostname or ""
        return self.allowed_hosts or tuple(dict.fromkeys((own, *_THIS_MACHINE)))

    @property
    def index_folder(self) -> Path:
        """Where the search index lives."""
        return self.home / "index"

    @property
    def size_limit(self) -> int:
        """Largest file that is read, in bytes."""
        return self.size_limit_mb * MEGABYTE


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table. ``read`` raises ValueError outside the accepted form."""

    name: str  # the field of Settings
    variable: str  # the environment variable
    default: str  # as a person would write it; "" where another value decides
    accepted: Message
    help: Message
    read: Callable[[str], object]


def _folder(value: str) -> Path:
    return Path(value).expanduser().absolute()


def _database_url(value: str) -> str:
    if not value or value.startswith(("sqlite:///", "postgresql+psycopg://")):
        return value
    for short in ("postgresql://", "postgres://"):
        if value.startswith(short):
            return "postgresql+psycopg://" + value.removeprefix(short)
    raise ValueError(value)


def _search(value: str) -> str:
    if value not in ("whoosh", "postgres"):
        raise ValueError(value)
    return value


def _whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Reads a number within the bounds, both inclusive."""

    def read(value: str) -> int:
        number = int(value)
        if not lowest <= number <= highest:
            raise ValueError(value)
        return number

    return read


def _hosts(value: str) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in value.split(",") if name.strip())
    if not all(_HOST.fullmatch(name) for name in names):
        raise ValueError(value)
    return names


def _language(value: str) -> str:
    if value and value not in KNOWN_LANGUAGES:
        raise ValueError(value)
    return value


def _site(value: str) -> str:
    if not value.startswith(("http://", "https://")) or any(c.isspace() for c in value):
        raise ValueError(value)
    return value.rstrip("/")


SETTINGS: Final = (
    Setting(
        "home",
        "MILEX_HOME",
        "~/.milex",
        Message("a folder"),
        Message("The data folder: database and search index."),
        _folder,
    ),
    Setting(
        "database_url",
        "MILEX_DATABASE_URL",
        "",
        Message("sqlite:///PATH or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE"),
        Message("The database. Without it, SQLite in the data folder."),
        _database_url,
    ),
    Setting(
        "search",
        "MILEX_SEARCH",
        "whoosh",
        Message("whoosh, or postgres with MILEX_DATABASE_URL of a PostgreSQL database"),
        Message("The search engine."),
        _search,
    ),
    Setting(
        "secret_key",
        "MILEX_SECRET_KEY",
        "",
        Message("any long random text"),
        Message("Signs the site's cookies. Without it, a fresh key at each start."),
        str,
    ),
    Setting(
        "size_limit_mb",
        "MILEX_SIZE_LIMIT_MB",
        "50",
        Message("a whole number from 1 to 4096"),
        Message("The largest file that is read, in megabytes."),
        _whole_number(1, 4096),
    ),
    Setting(
        "language",
        "MILEX_LANGUAGE",
        "",
        Message("en or es"),
        Message("The language of the command line. Without it, that of the locale."),
        _language,
    ),
    Setting(
        "site_url",
        "MILEX_SITE_URL",
        "http://127.0.0.1:8000",
        Message("an address that opens with http:// or https://"),
        Message("Where the links of reports lead: the address of the site."),
        _site,
    ),
    Setting(
        "allowed_hosts",
        "MILEX_ALLOWED_HOSTS",
        "",
        Message("host names with a comma between them; .example.org with all below it; * any"),
        Message(
            "The names under which the site answers. Without it, that of MILEX_SITE_URL and of "
            "this machine."
        ),
        _hosts,
    ),
    Setting(
        "rate_limit",
        "MILEX_RATE_LIMIT",
        "300",
        Message("a whole number from 0 to 1000000; 0 for no limit"),
        Message(
            "How many searches, comparisons, matrices and files one address may ask of each "
            "process in a minute."
        ),
        _whole_number(0, 1_000_000),
    ),
    Setting(
        "proxies",
        "MILEX_PROXIES",
        "0",
        Message("a whole number from 0 to 9"),
        Message("How many servers stand in front of the site and say who asks."),
        _whole_number(0, 9),
    ),
)


def settings_from_environment(environ: Mapping[str, str]) -> Settings:
    """The settings that ``environ`` gives; an empty variable counts as missing.

    Raises:
        InvalidSetting: a value outside its accepted form. The value of a secret is not shown.
    """
    values: dict[str, Any] = {row.name: _value(row, environ) for row in SETTINGS}
    values["database_url"] = values["database_url"] or f"sqlite:///{values['home'] / 'milex.db'}"
    values["language"] = values["language"] or locale_language(environ)
    if values["search"] == "postgres" and not values["database_url"].startswith("postgresql"):
        raise InvalidSetting(
            Message(
                "MILEX_SEARCH is ‹postgres›, but the database is not PostgreSQL; "
                "set MILEX_DATABASE_URL to one, or MILEX_SEARCH to whoosh."
            )
        )
    return Settings(**values)


def locale_language(environ: Mapping[str, str]) -> str:
    """The language that the locale variables ask for; English where it is not one of ours."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(variable):
            code = value[:2].lower()
            return code if code in KNOWN_LANGUAGES else DEFAULT_LANGUAGE
    return DEFAULT_LANGUAGE


def _value(row: Setting, environ: Mapping[str, str]) -> object:
    written = environ.get(row.variable) or row.default
    try:
        return row.read(written)
    except ValueError:
        shown = _SHOWN_INSTEAD.get(row.name, written)
        raise InvalidSetting(
            Message(
                "%(variable)s is ‹%(value)s›; it must be %(accepted)s.",
                variable=row.variable,
                value=shown,
                accepted=row.accepted,
            )
        ) from None


_SHOWN_INSTEAD: Final = MappingProxyType({"database_url": "***"})  # may hold a password
