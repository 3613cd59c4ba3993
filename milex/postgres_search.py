"""The search engine on PostgreSQL: ``search.model.SearchEngine`` in the library's database.

The database finds and counts, with one tsquery over one GIN index; of many articles it
picks the likeliest by a rough rank. Analysis, parsing, the rank of what is shown and the
highlights are those of the ``search`` room, so both engines answer alike.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy.engine import Engine

from milex import postgres_index as index
from milex.postgres_finding import found_by
from milex.postgres_lexemes import EXACT
from milex.postgres_reading import Reading, Readings
from search.answer import Found
from search.hits import Ranked, ranked_of, results_of
from search.model import (
    ArticleEntry,
    IndexWriter,
    SearchRequest,
    SearchResults,
    TextSource,
)

_REBUILD_WAIT: Final = 60.0  # seconds for another writer to end


class PostgresEngine:
    """The index in the schema ``search`` of a PostgreSQL database."""

    def __init__(self, engine: Engine, texts: TextSource) -> None:
        """Nothing is opened yet."""
        self._engine = engine
        self._readings = Readings(engine)
        self._texts = texts

    def close(self) -> None:
        """Gives back the connections that search; the next question opens new ones."""
        self._readings.close()

    def search(self, request: SearchRequest) -> SearchResults:
        """The answer to ``request``; never fails on what a person typed."""

        def ranked(reading: Reading) -> tuple[Found, list[Ranked]]:
            found, candidates = found_by(reading, request)
            return found, ranked_of(found, candidates)

        return results_of(*self._readings.answer(ranked), self._texts)

    def count(self) -> int:
        """Articles in the index."""
        return self._readings.answer(lambda reading: int(reading.ask(_SIZE, {})[0][0]))

    def vocabulary(self, language: str, like: str = "") -> Mapping[str, int]:
        """Every word that articles in ``language`` print, with about how many have it."""

        def known(reading: Reading) -> dict[str, int]:
            start = language + EXACT
            values = {"start": start, "end": start + "\U0010ffff", "like": like}
            alike = _ALIKE if like and reading.ask(_HAS_TRIGRAMS, {}) else ""
            return dict(reading.ask(_VOCABULARY + alike, values))

        return self._readings.answer(known)

    @contextmanager
    def writing(self, *, wait_seconds: float = 60.0) -> Iterator[IndexWriter]:
        """A transaction: committed at the end of the block, dropped when it raises.

        Raises:
            IndexBusy: another process held the index for more than ``wait_seconds``.
            IndexMissing, IndexBroken: there is no usable index to write to.
        """
        with index.locked(self._engine, wait_seconds) as session:
            generation = index.check(session)
            changes = index.Changes()
            yield changes
            index.apply(session, generation, changes)

    def rebuild(self, entries: Iterable[ArticleEntry]) -> int:
        """Replaces the whole index by ``entries``.

        Readers keep the old index until the new one is complete. Gives the number indexed.

        Raises:
            IndexBusy: another process was writing for too long.
            IndexMissing: the database has no place for one.
        """
        with index.locked(self._engine, _REBUILD_WAIT) as session:
            return index.fill(session, entries)


_SIZE: Final = "SELECT count(*) FROM search.articles"
_VOCABULARY: Final = """
    SELECT substr(lexeme, 4), articles FROM search.words
    WHERE articles > 0 AND lexeme >= %(start)s AND lexeme < %(end)s
"""
_ALIKE: Final = "AND substr(lexeme, 3, 1) = 'e' AND substr(lexeme, 4) %% %(like)s"
_HAS_TRIGRAMS: Final = "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'"
