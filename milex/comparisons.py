"""Comparisons that are kept in the database: made once for a text, a checklist, a program.

A comparison is found by the fingerprint of the version's XML, and holds while the
checklist's fingerprint and the comparing program's are what they were when it was made.
Processes may read and keep at the same time: whoever keeps last has kept the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.engine import Engine
from sqlmodel import col

from corpus.checklists.model import Checklist
from milex.comparator.model import Comparison
from milex.database import reading, writing
from milex.making import Made
from milex.models import KeptComparison, Version
from milex.outlines import Outline, Unreadable, read_comparison, read_outlines
from milex.program import comparing_program

_HASHES_AT_ONCE: Final = 500  # parameters of one statement, far below SQLite's limit of 32,766
_CHECKED: Final = 25  # kept comparisons that a check-up reads


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many comparisons are kept."""

    current: int  # that hold for a text, a checklist and the program of today
    outdated: int  # that the next matrix makes anew or drops
    damaged: int  # of the current ones looked at, those that cannot be read


class Comparisons:
    """The comparisons kept in one database. Safe to share between threads.

    A checklist made in memory has no fingerprint: nothing is kept or found for it.
    Every method raises ``DatabaseUnusable`` when the database cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def outlines(
        self, checklist: Checklist, hashes: Sequence[str]
    ) -> Mapping[str, tuple[Outline, ...]]:
        """``outlines[xml_sha256]`` of those that are kept, in the checklist's order."""
        found: dict[str, tuple[Outline, ...]] = {}
        equal: dict[Outline, Outline] = {}  # most laws lack most provisions in the same way
        for xml_sha256, data in self._kept(checklist, hashes, col(KeptComparison.outlines)):
            try:
                rows = read_outlines(data)
            except Unreadable:
                continue
            found[xml_sha256] = tuple(equal.setdefault(row, row) for row in rows)
        return found

    def comparison(
        self, checklist: Checklist, xml_sha256: str, law: str, version: str
    ) -> Comparison | None:
        """What is kept for the XML, as of ``version`` of ``law``; None where nothing is."""
        for _, data in self._kept(checklist, [xml_sha256], col(KeptComparison.findings)):
            try:
                return replace(read_comparison(data, checklist), law=law, version=version)
            except Unreadable:
                return None
        return None

    def keep(self, checklist: Checklist, made: Sequence[Made], *, patient: bool = True) -> None:
        """``made`` is kept in the place of what was kept for the same XML.

        Raises:
            DatabaseUnusable: also where another process writes and ``patient`` is false.
        """
        if not made or not checklist.sha256:
            return
        rows = [
            {
                "xml_sha256": one.xml_sha256,
                "checklist": checklist.id,
                "checklist_sha256": checklist.sha256,
                "program_sha256": comparing_program(),
                "outlines": one.outlines,
                "findings": one.findings,
            }
            for one in {one.xml_sha256: one for one in made}.values()
        ]
        with writing(self._engine, patient=patient) as session:
            for part in _parts([one.xml_sha256 for one in made]):
                session.execute(
                    delete(KeptComparison).where(
                        col(KeptComparison.checklist) == checklist.id,
                        col(KeptComparison.xml_sha256).in_(part),
                    )
                )
            session.execute(insert(KeptComparison), rows)

    def sweep(self) -> None:
        """Drops the comparisons of texts that no version has any more."""
        with writing(self._engine) as session:
            session.execute(delete(KeptComparison).where(~_has_version()))

    def forget(self) -> None:
        """Drops every comparison; each is made again when it is asked for."""
        with writing(self._engine) as session:
            session.execute(delete(KeptComparison))

    def keeping(self, checklists: Sequence[Checklist]) -> Keeping:
        """How many are kept for ``checklists``, and how many of some of them are damaged."""
        holding = [_holds(checklist) for checklist in checklists]
        total = select(func.count()).select_from(KeptComparison)
        with reading(self._engine) as session:
            everything = session.execute(total).scalar_one()
            current = sum(
                session.execute(total.where(*holds, _has_version())).scalar_one()
                for holds in holding
            )
        damaged = sum(self._is_damaged(checklist) for checklist in checklists)
        return Keeping(current, everything - current, damaged)

    def _is_damaged(self, checklist: Checklist) -> int:
        columns = (col(KeptComparison.outlines), col(KeptComparison.findings))
        query = select(*columns).where(*_holds(checklist)).limit(_CHECKED)
        damaged = 0
        with reading(self._engine) as session:
            for outlines, findings in session.execute(query):
                try:
                    read_outlines(outlines)
                    read_comparison(findings, checklist)
                except Unreadable:
                    damaged += 1
        return damaged

    def _kept(
        self, checklist: Checklist, hashes: Sequence[str], column: Any
    ) -> Iterator[tuple[str, bytes]]:
        if not checklist.sha256:
            return
        for part in _parts(hashes):
            query = select(col(KeptComparison.xml_sha256), column).where(
                *_holds(checklist), col(KeptComparison.xml_sha256).in_(part)
            )
            with reading(self._engine) as session:
                yield from ((xml_sha256, data) for xml_sha256, data in session.execute(query))


def _holds(checklist: Checklist) -> tuple[ColumnElement[bool], ...]:
    """What is true of a row that was made by this program with this checklist."""
    return (
        col(KeptComparison.checklist) == checklist.id,
        col(KeptComparison.checklist_sha256) == checklist.sha256,
        col(KeptComparison.program_sha256) == comparing_program(),
    )


def _has_version() -> ColumnElement[bool]:
    return col(KeptComparison.xml_sha256).in_(select(col(Version.xml_sha256)))


def _parts(hashes: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(hashes), _HASHES_AT_ONCE):
        yield hashes[start : start + _HASHES_AT_ONCE]
