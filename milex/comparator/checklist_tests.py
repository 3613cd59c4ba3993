"""A checklist's own examples against what the comparator says of them.

An example is read as the whole of an untitled law of the first kind that its provision
looks into; what a lawyer wrote beside it is the verdict that the words deserve.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.checklists.linter import problems_of
from corpus.checklists.loader import checklist_of, read_checklist
from corpus.checklists.located import Located, Place
from corpus.checklists.model import Checklist, Example, Provision
from corpus.errors import InvalidChecklist
from corpus.problems import Problem
from i18n.messages import Message
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Verdict

_NOWHERE = "xx"  # a State that no group of States holds


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example that gets another verdict than the lawyer's."""

    provision: str
    example: Example
    found: Verdict


@dataclass(frozen=True, slots=True)
class Examined:
    """A checklist file, read whole."""

    path: Path
    checklist: Checklist | None  # None where the file's form is broken
    problems: tuple[Problem, ...]  # in the file's order; empty when it is sound


def examine(path: Path) -> Examined:
    """The checklist file ``path`` with every problem of its form, or else of its examples.

    Examples are judged only in a file whose form is sound.
    """
    try:
        located = read_checklist(path)
    except InvalidChecklist as error:
        return Examined(path, None, (Problem("unreadable", error.message),))
    if problems := problems_of(located):
        return Examined(path, None, problems)
    checklist = checklist_of(located)
    return Examined(path, checklist, tuple(_example_problems(checklist, located)))


def _example_problems(checklist: Checklist, located: Located) -> Iterator[Problem]:
    """One problem for each example that gets another verdict than the one beside it."""
    failed = {id(row.example): row for row in failed_examples(checklist)}
    for index, provision in enumerate(checklist.provisions):
        places = _places(located, index)
        for example, place in zip(provision.tests, places, strict=True):
            if row := failed.get(id(example)):
                message = Message(
                    "This test of ‹%(id)s› asks for ‹%(expected)s›, but the comparison finds "
                    "‹%(found)s›; mend the item's patterns, or the test.",
                    id=row.provision,
                    expected=example.expected,
                    found=row.found,
                )
                yield Problem("failing_test", message, located.line(*place))


def _places(located: Located, index: int) -> Iterator[Place]:
    """Where each example of item ``index`` stands, in the order in which they are loaded."""
    for language, rows in located.data["items"][index].get("tests", {}).items():
        for number, row in enumerate(rows):
            for expected in row:
                yield ("items", index, "tests", language, number, expected)


def failed_examples(checklist: Checklist) -> tuple[FailedExample, ...]:
    """Every example of ``checklist`` with a wrong verdict, in the file's order."""
    judged = (
        FailedExample(provision.id, example, verdict_of(example, provision, checklist))
        for provision in checklist.provisions
        for example in provision.tests
    )
    return tuple(row for row in judged if row.found != row.example.expected)


def verdict_of(example: Example, provision: Provision, checklist: Checklist) -> Verdict:
    """What the comparator says of ``example`` for its own ``provision``."""
    comparison = compare(law_of(example, provision, checklist), checklist, group=provision.group)
    return next(f.verdict for f in comparison.findings if f.provision == provision.id)


def law_of(example: Example, provision: Provision, checklist: Checklist) -> ComparableLaw:
    """``example`` as a law on the subject of the first of the provision's regimes that has one."""
    regimes = [regime for regime in checklist.regimes if regime.id in provision.regimes]
    topics = next((regime.topics for regime in regimes if regime.topics), ())
    return ComparableLaw(
        law=f"{_NOWHERE}/example/{provision.id}",
        version="undated",
        language=example.language,
        country=_NOWHERE,
        title="",
        articles=tuple(
            ComparableArticle(f"art_{number}", str(number), "", text)
            for number, text in enumerate(example.articles, 1)
        ),
        topics=topics,
    )
