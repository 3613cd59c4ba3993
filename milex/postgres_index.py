"""What the PostgreSQL search index holds, and how it is written."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple

from psycopg.errors import LockNotAvailable
from sqlalchemy import TextClause, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlmodel import Session

from i18n.messages import Message
from milex.database import reachable
from milex.postgres_lexemes import article_vector, article_words
from search.analysis import analysed_as, fingerprint
from search.candidates import packed_words
from search.errors import IndexBroken, IndexBusy, IndexMissing
from search.model import ArticleEntry
from search.schema import COLUMNS, indexed

_LAYOUT: Final = "2"  # raised by hand when what the tables hold changes
_LOCK: Final = 0x534541524348  # "SEARCH": the advisory lock of the one writer
_KEYWORDS: Final = ("number", "article", "heading")
_AT_ONCE: Final = 500  # articles sent in one go

Row = tuple[str | bytes, ...]


def _maker() -> str:
    return f"{fingerprint()}.{_LAYOUT}"


@dataclass(slots=True)
class Changes:
    """Laws to be replaced or removed; applied at the end, all or nothing."""

    laws: dict[str, list[Row]] = field(default_factory=dict)

    def replace(self, law: str, entries: Iterable[ArticleEntry]) -> None:
        """All articles of ``law`` are now exactly ``entries``."""
        self.laws[law] = list(_rows(entries))

    def remove(self, law: str) -> None:
        """No article of ``law`` is found any more."""
        self.laws[law] = []


@contextmanager
def locked(engine: Engine, wait_seconds: float) -> Iterator[Session]:
    """A transaction of the one writer: committed at the end of the block.

    Raises:
        IndexBusy: another writer held the lock for more than ``wait_seconds``.
        IndexMissing: the database has no place for an index.
    """
    with reachable(engine), Session(engine) as session:
        session.execute(text(f"SET LOCAL lock_timeout = {max(1, int(wait_seconds * 1000))}"))
        try:
            session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        except OperationalError as error:
            if not isinstance(error.orig, LockNotAvailable):
                raise
            raise IndexBusy(
                Message(
                    "Another process has been writing the search index for more than "
                    "%(seconds)s seconds. Wait until it ends and try again.",
                    seconds=f"{wait_seconds:g}",
                )
            ) from error
        session.execute(text("SET LOCAL lock_timeout = 0"))
        yield session
        session.commit()


@lru_cache(maxsize=64)
def of_generation(generation: int, sql: str) -> str:
    """``sql`` put to the tables of articles and words of one generation."""
    return _GENERATED.sub(rf"\g<0>_{generation}", sql)


def statement(generation: int, sql: str) -> TextClause:
    """The same for SQLAlchemy."""
    return text(of_generation(generation, sql))


class State(NamedTuple):
    """Which index there is, and after which commit."""

    commit: str
    generation: int


def usable(found: str | None) -> State:
    """The state that ``STATE`` found, where that index can be used.

    Raises:
        IndexMissing: it was never made.
        IndexBroken: another analysis made it.
    """
    if found is None:
        raise missing()
    commit, generation, made_by = found.split(" ")
    if made_by != _maker():
        raise IndexBroken(
            Message(
                "The search index in the database was made by another version of MILEX. "
                "Make it anew with “milex index --rebuild”."
            )
        )
    return State(commit, int(generation))


def check(session: Session) -> int:
    """The generation of the index, where it can be used.

    Raises:
        IndexMissing, IndexBroken: as for ``usable``.
    """
    try:
        found = session.execute(text(f"SELECT {STATE}")).scalar()
    except ProgrammingError as error:
        raise missing() from error
    return usable(found).generation


def apply(session: Session, generation: int, changes: Changes) -> None:
    """``changes`` made in the transaction of ``session``."""
    laws = {"laws": list(changes.laws)}
    gone = "DELETE FROM search.articles WHERE law = ANY(:laws)"
    session.execute(statement(generation, _UNCOUNT), laws)
    session.execute(statement(generation, gone), laws)
    for rows in changes.laws.values():
        _copy(session, generation, rows)
    session.execute(statement(generation, _COUNT), laws)
    session.execute(text("UPDATE search.state SET generation = generation"))  # another commit


def fill(session: Session, entries: Iterable[ArticleEntry]) -> int:
    """Makes a generation of the index of ``entries``; readers see the old one until the commit.

    The old one stays until the next rebuild, for those who are reading it.
    """
    try:
        last = session.execute(text("SELECT max(generation) FROM search.state")).scalar() or 1
    except ProgrammingError as error:
        raise missing() from error
    generation = int(last) + 1
    session.execute(statement(generation, _NEW))
    count = 0
    rows = _rows(entries)
    while part := list(islice(rows, _AT_ONCE)):
        _copy(session, generation, part)
        count += len(part)
    has_trigrams = text("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
    if session.execute(has_trigrams).scalar():
        session.execute(statement(generation, _TRIGRAMS))
    session.execute(statement(generation, _INDEXES))
    # At the very end: whoever still asks these tables waits until the commit.
    for old in session.execute(text(_TABLES)).scalars().all():
        if int(old.rpartition("_")[2]) not in (last, generation):
            session.execute(text(f"DROP TABLE search.{old}"))
    state = {"made_by": _maker(), "generation": generation}
    session.execute(text("DELETE FROM search.state"))
    session.execute(text("INSERT INTO search.state VALUES (:made_by, :generation)"), state)
    return count


def _rows(entries: Iterable[ArticleEntry]) -> Iterator[Row]:
    """The rows of articles, those of a law one after another."""
    law = ""
    for entry in entries:
        article = indexed(entry)
        parts = article_words(entry)
        language = analysed_as(entry.language)
        vector = article_vector(article, parts, language, is_first=entry.key.law != law)
        law = entry.key.law
        keywords = ("".join(article.streams.get(name, ((), ()))[0]) for name in _KEYWORDS)
        values = (article.values[name].replace("\x00", "") for name in COLUMNS)
        yield (*values, *keywords, vector, packed_words(parts))


def _copy(session: Session, generation: int, rows: Sequence[Row]) -> None:
    connection: Any = session.connection().connection.driver_connection
    names = ", ".join((*COLUMNS, *_KEYWORDS, "words", "said"))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY search.articles_{generation} ({names}) FROM STDIN".encode()) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def missing() -> IndexMissing:
    """The error where there is no index."""
    return IndexMissing(
        Message("There is no search index in the database. Make one with “milex index --rebuild”.")
    )


# The state of the index as one text, NULL where there is none; each commit gives another.
STATE: Final = "(SELECT concat_ws(' ', xmin, generation, analysis) FROM search.state)"
_GENERATED: Final = re.compile(r"search\.(?:articles|words)\b")
# Words counted: stems, exact forms, and the mark of a language, which every article has.
_COUNTED: Final = """
    SELECT lexeme, count(*)::integer AS articles
    FROM {table}, unnest(tsvector_to_array(words)) AS lexeme
    WHERE {where} AND left(lexeme, 2) <> '..' AND substr(lexeme, 3, 1) IN ('', 's', 'e')
    GROUP BY lexeme
"""
_OF_LAWS: Final = _COUNTED.format(table="search.articles", where="law = ANY(:laws)")
_COUNT: Final = f"""
    INSERT INTO search.words AS known {_OF_LAWS}
    ON CONFLICT (lexeme) DO UPDATE SET articles = known.articles + excluded.articles
"""
_UNCOUNT: Final = f"""
    UPDATE search.words AS known SET articles = known.articles - gone.articles
    FROM ({_OF_LAWS}) AS gone WHERE known.lexeme = gone.lexeme
"""  # noqa: S608 (constants)
# Words before articles, as readers take them: the other way round they would lock each other.
_TABLES: Final = """
    SELECT tablename FROM pg_tables WHERE schemaname = 'search' AND tablename ~ '_[0-9]+$'
    ORDER BY tablename DESC
"""
_NEW: Final = """
    CREATE TABLE search.articles (
        id bigint GENERATED ALWAYS AS IDENTITY,
        law text NOT NULL, version text NOT NULL, eid text NOT NULL,
        country text NOT NULL, language text NOT NULL, topic text NOT NULL, year text NOT NULL,
        kind text NOT NULL, status text NOT NULL, date text NOT NULL,
        number text NOT NULL, article text NOT NULL, heading text NOT NULL,
        words tsvector NOT NULL, said bytea NOT NULL
    );
    ALTER TABLE search.articles ALTER COLUMN said SET STORAGE EXTERNAL;
    CREATE TABLE search.words (lexeme text COLLATE "C" PRIMARY KEY, articles integer NOT NULL);
"""
_TRIGRAMS: Final = """
    CREATE INDEX ON search.words USING gin (substr(lexeme, 4) gin_trgm_ops)
        WHERE substr(lexeme, 3, 1) = 'e'
"""
_INDEXES: Final = f"""
    ALTER TABLE search.articles ADD PRIMARY KEY (id);
    CREATE INDEX ON search.articles USING gin (words) WITH (fastupdate = off);
    CREATE INDEX ON search.articles (law);
    INSERT INTO search.words {_COUNTED.format(table="search.articles", where="true")};
    ANALYZE search.articles;
    ANALYZE search.words;
"""
