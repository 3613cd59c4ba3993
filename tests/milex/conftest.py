"""Databases to test on: SQLite in a folder of its own, and a throwaway PostgreSQL."""

import datetime
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy.engine import Engine

from corpus.model import Article, Division, Document, LawMetadata, Paragraph
from milex.database import database_engine
from milex.library import Library
from milex.schema import upgrade

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of an empty PostgreSQL cluster's maintenance database, without driver.

    Skips where PostgreSQL's binaries are missing, except in CI, where it fails.
    """
    binaries = _postgres_binaries()
    if binaries is None:
        reason = "PostgreSQL's initdb is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="milex-postgres-") as name:
        yield from _cluster(Path(name), binaries)


def _cluster(folder: Path, binaries: Path) -> Iterator[str]:
    """A running cluster in ``folder``, which must stand where others may enter."""
    port = _free_port()
    data = folder / "data"
    _as_postgres(
        folder,
        binaries / "initdb",
        *("--pgdata", data, "--username", "milex", "--auth", "trust"),
        *("--encoding", "UTF8", "--no-sync"),
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = (binaries / "pg_ctl", "--pgdata", data, "--wait")
    _as_postgres(folder, *control, "--log", folder / "log", "--options", options, "start")
    try:
        yield f"milex@127.0.0.1:{port}"
    finally:
        _as_postgres(folder, *control, "--mode", "immediate", "stop")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'milex.db'}"


@pytest.fixture
def postgres_url(postgres_server: str) -> str:
    """The URL of a fresh, empty PostgreSQL database."""
    name = f"milex_{next(_numbers)}"
    with psycopg.connect(f"postgresql://{postgres_server}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    return f"postgresql+psycopg://{postgres_server}/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, once of each kind."""
    url: str = request.getfixturevalue(
        "sqlite_url" if request.param == "sqlite" else "postgres_url"
    )
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on an empty database, once of each kind."""
    made = database_engine(database_url)
    yield made
    made.dispose()


def _postgres_binaries() -> Path | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    if installed:
        return installed[-1].parent
    return Path(found).parent if found else None


def _free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _as_postgres(folder: Path, *command: str | Path) -> None:
    """Runs ``command``; PostgreSQL refuses to run as root, so root becomes ``postgres``."""
    user = None
    if os.geteuid() == 0:
        user = "postgres"
        shutil.chown(folder, user)
    subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )


@pytest.fixture
def library(engine: Engine) -> Library:
    """An empty library, once on each kind of database."""
    upgrade(engine)
    return Library(engine)


@pytest.fixture
def make_law() -> Callable[..., Document]:
    """A small law of Paraguay; keywords change its metadata, ``texts`` its articles."""

    def make(texts: Mapping[str, str] | None = None, **metadata: Any) -> Document:
        known = LawMetadata(
            title="Ley de prueba",
            jurisdiction="py",
            language="es",
            kind="ley",
            number="9901",
            year=2012,
            date=datetime.date(2012, 12, 13),
            topics=("trafficking",),
        )
        words = texts or {"1": "Toda persona podrá ingresar.", "2": "La autoridad informará."}
        articles = tuple(
            Article(num=num, label=f"Artículo {num}.-", content=(Paragraph(text),))
            for num, text in words.items()
        )
        chapter = Division("chapter", "I", "De la prueba", articles, "CAPÍTULO I")
        return Document(metadata=replace(known, **metadata), body=(chapter,))

    return make
