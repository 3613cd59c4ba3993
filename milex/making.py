"""One stored law compared, from its XML to bytes that are kept: the work of one process.

Knows no database, so that a process that only computes starts fast.
"""

from dataclasses import dataclass

from corpus import akn
from corpus.checklists.loader import bundled_checklists
from corpus.checklists.model import Checklist
from milex.comparator.assembly import comparable_law
from milex.comparator.engine import compare
from milex.comparator.model import ComparableLaw, Comparison
from milex.outlines import write_comparison, write_outlines
from milex.projection import sha256


@dataclass(frozen=True, slots=True)
class Task:
    """A version that has to be compared."""

    law: str
    version: str
    xml: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """A comparison as it is kept."""

    law: str
    version: str
    xml_sha256: str
    outlines: bytes  # milex.outlines.write_outlines
    findings: bytes  # milex.outlines.write_comparison


def make(task: Task, checklist: Checklist) -> Made:
    """The version compared with ``checklist``.

    Raises:
        InvalidDocument: its XML is damaged.
    """
    law = comparable_law(akn.read(task.xml), task.law, task.version)
    return as_made(law, compare(law, checklist), checklist, sha256(task.xml))


def as_made(
    law: ComparableLaw, comparison: Comparison, checklist: Checklist, xml_sha256: str
) -> Made:
    """``comparison`` of ``law`` with the whole ``checklist``, as it is kept."""
    return Made(
        law.law,
        law.version,
        xml_sha256,
        write_outlines(comparison),
        write_comparison(comparison, checklist, law.language),
    )


def make_with(task: Task, checklist_id: str) -> Made:
    """As ``make``, with a bundled checklist by its id: for a process of its own."""
    return make(task, bundled_checklists()[checklist_id])
