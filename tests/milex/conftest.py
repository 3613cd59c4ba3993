"""Databases to test on: SQLite in a folder of its own, and a throwaway PostgreSQL."""

import datetime
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
