"""Invented laws, an index of them, and shorter ways to ask it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from search.model import ArticleEntry, ArticleKey, ArticleText, SearchRequest, SearchResults
from search.whoosh_engine import WhooshEngine

VERSION = "2020-01-01"
EngineMaker = Callable[[Sequence[ArticleEntry]], WhooshEngine]


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
def library(
    invented: tuple[ArticleEntry, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WhooshEngine]:
    """An index of the invented laws; tests only read it."""
    texts = {one.key: _text(one) for one in invented}

    def find(keys: Sequence[ArticleKey]) -> Mapping[ArticleKey, ArticleText]:
        return {key: texts[key] for key in keys}

    with WhooshEngine(tmp_path_factory.mktemp("index"), find) as engine:
        assert engine.rebuild(invented) == len(invented)
        yield engine


@pytest.fixture(scope="session")
def ask(library: WhooshEngine) -> Callable[..., SearchResults]:
    """Asks the invented laws."""

    def asking(query: str, **filters: object) -> SearchResults:
        return library.search(SearchRequest(query, limit=50, **filters))  # type: ignore[arg-type]

    return asking


@pytest.fixture
def make_engine(tmp_path: Path) -> Iterator[EngineMaker]:
    """Makes a fresh index of the entries given, its texts taken from them."""
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
