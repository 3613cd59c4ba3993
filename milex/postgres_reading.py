"""Connections that only search: prepared statements, each on one state of the index.

A transaction would cost every question two turns to the server. Instead each statement
says which state of the index it saw; where an answer takes several and a writer committed
between them, the answer is made again.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeVar

import psycopg
from psycopg.errors import UndefinedTable
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

from milex.database import unusable
from milex.postgres_index import STATE, State, missing, of_generation, usable
from milex.postgres_memory import IndexMemory

_TRIES: Final = 6  # to make an answer between two commits, before it is made in a transaction
# The planner takes reading a vector for free and would rather read every article of a small
# table or partition than the index, at a hundred times the time. Compiling a plan takes
# longer than running it, and so does planning anew what only differs in its words.
_PREPARE: Final = b"""
    SET enable_seqscan = off; SET jit = off; SET plan_cache_mode = force_generic_plan;
    SET default_transaction_read_only = on
"""
_BEGIN: Final = b"BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_STATE: Final = f"SELECT {STATE}"

Made = TypeVar("Made")
Row = tuple[Any, ...]


class Changed(Exception):
    """A writer committed since the last question; the answer must be made again."""


class Reading:
    """One consistent state of the index, asked statement by statement."""

    def __init__(self, connection: Any, state: State | None, memory: IndexMemory) -> None:
        """``state``: the one last seen, where it is still worth a try."""
        self._connection = connection
        self.memory = memory
        self.state = state or self._newest()
        self._is_checked = state is None  # what is only remembered may be of an older state

    def ask(self, sql: str, values: Mapping[str, object]) -> list[Row]:
        """The rows of a statement; ``search.articles`` and ``search.words`` stand for tables.

        Raises:
            Changed: the tables of this state are gone.
        """
        self._is_checked = False
        asked = of_generation(self.state.generation, sql).encode()
        try:
            found: list[Row] = self._connection.execute(asked, values, binary=True).fetchall()
        except UndefinedTable as error:
            raise Changed from error
        return found

    def ask_with_state(self, sql: str, values: Mapping[str, object]) -> list[Row]:
        """As ``ask``, for a statement whose first row begins with ``postgres_index.STATE``.

        Raises:
            Changed: it saw another state.
        """
        rows = self.ask(sql, values)
        if usable(rows[0][0]) != self.state:
            raise Changed
        self._is_checked = True
        return rows

    def settle(self) -> None:
        """Nothing, where all that was asked saw one state.

        Raises:
            Changed: it did not.
        """
        if not self._is_checked:
            self.ask_with_state(_STATE, {})

    def _newest(self) -> State:
        try:
            return usable(self._connection.execute(_STATE.encode()).fetchone()[0])
        except UndefinedTable as error:
            raise missing() from error


class Readings:
    """Makes answers, each of one state of the index. Safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        """Nothing is opened yet."""
        self._library = engine
        self._engine = create_engine(engine.url)
        event.listen(self._engine, "connect", _prepare)
        self._state: State | None = None
        self._memory = IndexMemory()

    def close(self) -> None:
        """Gives back the connections; the next answer opens new ones."""
        self._engine.dispose()

    def answer(self, make: Callable[[Reading], Made]) -> Made:
        """What ``make`` makes of one state of the index; it may be asked several times.

        Raises:
            IndexMissing, IndexBroken: there is no usable index.
            DatabaseUnusable: the database cannot be reached.
        """
        for number in range(_TRIES):
            try:
                with self._connected() as connection:
                    return self._made(make, connection)
            except Changed:
                self._state = None
            except psycopg.OperationalError as error:
                self._engine.dispose()  # the server may have left all that waited in the pool
                if number:
                    raise unusable(self._library, error) from error
        with self._connected() as connection:
            connection.execute(_BEGIN)  # the pool rolls it back
            return self._made(make, connection)

    def _made(self, make: Callable[[Reading], Made], connection: Any) -> Made:
        reading = Reading(connection, self._state, self._memory)
        made = make(reading)
        reading.settle()
        self._state = reading.state
        return made

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        pooled = self._engine.raw_connection()
        try:
            yield pooled.driver_connection
        except psycopg.OperationalError:
            pooled.invalidate()
            raise
        finally:
            pooled.close()


def _prepare(connection: Any, _record: Any) -> None:
    connection.autocommit = True
    connection.prepare_threshold = 1
    connection.execute(_PREPARE)
