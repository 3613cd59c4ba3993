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
from milex.database import reading
from milex.postgres_finding import Finder, found_by
from search.hits import ranked_of, results_of
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
        self._texts = texts

    def search(self, request: SearchRequest) -> SearchResults:
        """The answer to ``request``; never fails on what a person typed."""
        with self._reading() as finder:
            found, candidates = found_by(finder, request)
            ranked = ranked_of(found, candidates)
        return results_of(found, ranked, self._texts)

    def count(self) -> int:
        """Articles in the index."""
        with self._reading() as finder:
            return finder.size()

    def vocabulary(self, language: str, like: str = "") -> Mapping[str, int]:
        """Every word that articles in ``language`` print, with about how many have it."""
        with self._reading() as finder:
            return finder.vocabulary(language, like)

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

    @contextmanager
    def _reading(self) -> Iterator[Finder]:
        with reading(self._engine) as session:
            yield Finder(session, index.held(session))
