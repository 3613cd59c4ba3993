"""Invented laws, an index of them, and shorter ways to ask it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import psycopg
import pytest
import yaml

from milex.database import database_engine
from milex.postgres_search import PostgresEngine
from milex.schema import upgrade
from search.model import (
    ArticleEntry,
    ArticleKey,
    ArticleText,
    SearchEngine,
    SearchRequest,
    SearchResults,
    TextSource,
)
from search.whoosh_engine import WhooshEngine

VERSION = "2020-01-01"
EngineMaker = Callable[[Sequence[ArticleEntry]], SearchEngine]
ENGINES = ("whoosh", pytest.param("postgres", marks=pytest.mark.postgres))
_numbers = count(1)


def _entry(
    text: str,
    *,
    law: str = "zz/ley/1",
    num: str = "1",
    heading: str = "",
    title: str = "",
    language: str = "es",
    country: str = "zz",
    year: int | None = None,
    topics: tuple[str, ...] = (),
    number: str = "",
    kind: str = "",
    path: tuple[str, ...] = (),
    status: str = "unknown",
    date: str = "",
) -> ArticleEntry:
    return ArticleEntry(
        ArticleKey(law, VERSION, num), num, heading, text, title, country, language,
        year, topics, path, kind, number, status, date,
    )  # fmt: skip


def _text(one: ArticleEntry) -> ArticleText:
    return ArticleText(one.num, one.heading, one.text, one.law_title, one.path)


@pytest.fixture(scope="session")
def make_entry() -> Callable[..., ArticleEntry]:
    """Makes an article of the index; only its text must be given."""
    return _entry


@pytest.fixture(scope="session")
def named() -> Callable[[SearchResults], list[str]]:
    """Writes hits as ``law#number``."""
    return lambda results: [f"{hit.key.law}#{hit.key.eid}" for hit in results.hits]


@pytest.fixture(scope="session")
def invented() -> tuple[ArticleEntry, ...]:
    laws = yaml.safe_load(Path(__file__).with_name("invented_laws.yaml").read_text("utf-8"))
    return tuple(
        _entry(
            text,
            law=law["law"],
            num=num,
            heading=heading,
            title=law["title"],
            language=law["language"],
            country=law["country"],
            year=law["year"],
            topics=tuple(law["topics"]),
            number=law["number"],
            kind=law["kind"],
        )
        for law in laws
        for num, (heading, text) in law["articles"].items()
    )


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a database with all tables, for others to be copies of."""
    with psycopg.connect(f"postgresql://{postgres_server}/postgres", autocommit=True) as server:
        server.execute("CREATE DATABASE milex_search")
    engine = database_engine(f"postgresql+psycopg://{postgres_server}/milex_search")
    upgrade(engine)
    engine.dispose()
    return "milex_search"


@pytest.fixture(scope="session", params=ENGINES)
def new_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[TextSource], SearchEngine]]:
    """Makes an engine without an index, once of each kind."""
    closing = ExitStack()

    def whoosh(texts: TextSource) -> SearchEngine:
        engine = WhooshEngine(tmp_path_factory.mktemp("index") / "index", texts)
        closing.callback(engine.close)
        return engine

    def postgres(texts: TextSource) -> SearchEngine:
        server = request.getfixturevalue("postgres_server")
        template = request.getfixturevalue("postgres_template")
        name = f"{template}_{next(_numbers)}"
        with psycopg.connect(f"postgresql://{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        engine = database_engine(f"postgresql+psycopg://{server}/{name}")
        closing.callback(engine.dispose)
        made = PostgresEngine(engine, texts)
        closing.callback(made.close)
        return made

    with closing:
        if request.param == "postgres":
            request.getfixturevalue("postgres_template")  # skips here where it cannot be
        yield postgres if request.param == "postgres" else whoosh


@pytest.fixture(scope="session")
def library(
    invented: tuple[ArticleEntry, ...], new_engine: Callable[[TextSource], SearchEngine]
) -> SearchEngine:
    """An index of the invented laws; tests only read it."""
    texts = {one.key: _text(one) for one in invented}

    def find(keys: Sequence[ArticleKey]) -> Mapping[ArticleKey, ArticleText]:
        return {key: texts[key] for key in keys}

    engine = new_engine(find)
    assert engine.rebuild(invented) == len(invented)
    return engine


@pytest.fixture(scope="session")
def ask(library: SearchEngine) -> Callable[..., SearchResults]:
    """Asks the invented laws."""

    def asking(query: str, **filters: object) -> SearchResults:
        return library.search(SearchRequest(query, limit=50, **filters))  # type: ignore[arg-type]

    return asking


@pytest.fixture
def make_engine(new_engine: Callable[[TextSource], SearchEngine]) -> Iterator[EngineMaker]:
    """Makes a fresh index of the entries given, its texts taken from them."""
    made = ExitStack()

    def make(entries: Sequence[ArticleEntry]) -> SearchEngine:
        texts = {one.key: _text(one) for one in entries}
        engine = new_engine(lambda keys: {key: texts[key] for key in keys if key in texts})
        made.callback(engine.close)
        engine.rebuild(entries)
        return engine

    with made:
        yield make


@pytest.fixture
def make_index(tmp_path: Path) -> Iterator[Callable[[Sequence[ArticleEntry]], WhooshEngine]]:
    """As ``make_engine``, always on Whoosh and in the test's own folder."""
    made: list[WhooshEngine] = []

    def make(entries: Sequence[ArticleEntry]) -> WhooshEngine:
        texts = {one.key: _text(one) for one in entries}
        engine = WhooshEngine(
            tmp_path / f"index{len(made)}",
            lambda keys: {key: texts[key] for key in keys if key in texts},
        )
        engine.rebuild(entries)
        made.append(engine)
        return engine

    yield make
    for engine in made:
        engine.close()
