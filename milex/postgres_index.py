"""What the PostgreSQL search index holds, and how it is written."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

from psycopg.errors import LockNotAvailable
from sqlalchemy import text
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

_LOCK: Final = 0x534541524348  # "SEARCH": the advisory lock of the one writer
_KEYWORDS: Final = ("number", "article", "heading")
_AT_ONCE: Final = 500  # articles sent in one go

Row = tuple[str | bytes, ...]


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


def check(session: Session) -> None:
    """Nothing where the index can be used.

    Raises:
        IndexMissing: it was never made.
        IndexBroken: another analysis made it.
    """
    try:
        made_by = session.execute(text("SELECT analysis FROM search.state")).scalar()
    except ProgrammingError as error:
        raise _missing() from error
    if made_by is None:
        raise _missing()
    if made_by != fingerprint():
        raise IndexBroken(
            Message(
                "The search index in the database was made by another version of MILEX. "
                "Make it anew with “milex index --rebuild”."
            )
        )


def apply(session: Session, changes: Changes) -> None:
    """``changes`` made in the transaction of ``session``."""
    laws = {"laws": list(changes.laws)}
    session.execute(text(_UNCOUNT), laws)
    session.execute(text("DELETE FROM search.articles WHERE law = ANY(:laws)"), laws)
    for rows in changes.laws.values():
        _copy(session, "search.articles", rows)
    session.execute(text(_COUNT), laws)


def fill(session: Session, entries: Iterable[ArticleEntry]) -> int:
    """Makes the index anew of ``entries``; readers see the old one until the commit."""
    session.execute(text(_NEW))
    count = 0
    rows = _rows(entries)
    while part := list(islice(rows, _AT_ONCE)):
        _copy(session, "search.new_articles", part)
        count += len(part)
    has_trigrams = text("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
    if session.execute(has_trigrams).scalar():
        session.execute(text(_TRIGRAMS))
    session.execute(text(_SWAP))
    session.execute(text("INSERT INTO search.state VALUES (:made_by)"), {"made_by": fingerprint()})
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


def _copy(session: Session, table: str, rows: Sequence[Row]) -> None:
    connection: Any = session.connection().connection.driver_connection
    names = ", ".join((*COLUMNS, *_KEYWORDS, "words", "said"))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN".encode()) as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _missing() -> IndexMissing:
    return IndexMissing(
        Message("There is no search index in the database. Make one with “milex index --rebuild”.")
    )


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
_NEW: Final = """
    CREATE TABLE search.new_articles
        (LIKE search.articles INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING STORAGE);
    CREATE TABLE search.new_words (lexeme text COLLATE "C" PRIMARY KEY, articles integer NOT NULL);
"""
_TRIGRAMS: Final = """
    CREATE INDEX ON search.new_words USING gin (substr(lexeme, 4) gin_trgm_ops)
        WHERE substr(lexeme, 3, 1) = 'e'
"""
_SWAP: Final = f"""
    ALTER TABLE search.new_articles ADD PRIMARY KEY (id);
    CREATE INDEX ON search.new_articles USING gin (words) WITH (fastupdate = off);
    CREATE INDEX ON search.new_articles (law);
    INSERT INTO search.new_words {_COUNTED.format(table="search.new_articles", where="true")};
    DROP TABLE search.articles, search.words;
    ALTER TABLE search.new_articles RENAME TO articles;
    ALTER TABLE search.new_words RENAME TO words;
    DELETE FROM search.state;
    ANALYZE search.articles;
    ANALYZE search.words;
"""  # noqa: S608 (constants)
