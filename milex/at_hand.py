"""Matrices for whoever waits for a page: what is kept at once, the rest within a bound.

A State of which a law is still waiting has no row: what its other laws lack, that one may
have.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace

from milex.comparing import outline_at_hand
from milex.gathering import Asked, checked, day_of, held_laws, matrix_of
from milex.in_force import InForce
from milex.matrix import Matrix
from milex.records import LawSummary
from milex.workspace import Workspace


@dataclass(frozen=True, slots=True)
class AtHand:
    """A matrix of the laws whose comparisons are ready."""

    matrix: Matrix
    waiting: tuple[LawSummary, ...]  # the laws whose comparisons are not ready yet

    @property
    def waiting_states(self) -> tuple[str, ...]:
        """Codes of the States that have a law among those waiting, in alphabetical order."""
        return tuple(sorted({law.country for law in self.waiting}))


def matrix_at_hand(
    workspace: Workspace,
    asked: Asked,
    today: datetime.date,
    *,
    seconds: float,
    clock: Callable[[], float],
) -> AtHand:
    """As ``gather_matrix``, spending about ``seconds`` at most on what is not kept.

    A whole matrix is remembered, so that asking for it again costs a look at the laws.

    Raises:
        NotFound: no such checklist, group or country.
        DatabaseUnusable: the database cannot be read.
    """
    checklist = checked(workspace, asked)
    on = day_of(asked, today)
    held = held_laws(workspace, asked, on)
    waiting: list[LawSummary] = []

    def make() -> Matrix:
        found = outline_at_hand(
            workspace.library,
            workspace.comparisons,
            held.laws,
            checklist,
            seconds=seconds,
            clock=clock,
        )
        waiting.extend(found.waiting)
        ready, of = _ready(asked, held, waiting)
        return matrix_of(of, checklist, ready, found, on)

    key = (asked, on, checklist, held.laws, held.left_out)
    matrix = workspace.matrices.get(key, make, keep=lambda made: not waiting and not made.failures)
    return AtHand(matrix, tuple(waiting))


def _ready(asked: Asked, held: InForce, waiting: list[LawSummary]) -> tuple[InForce, Asked]:
    """What is held and asked without the States that have a law among those waiting."""
    if asked.by == "law":
        return held, asked
    states = {law.country for law in waiting}
    laws = tuple(law for law in held.laws if law.country not in states)
    countries = tuple(code for code in asked.countries if code not in states)
    return replace(held, laws=laws), replace(asked, countries=countries)
