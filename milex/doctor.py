"""A check-up: what is wrong with a MILEX, and which command mends it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from corpus import akn
from corpus.checklists import loader
from corpus.checklists.linter import lint
from corpus.checklists.loader import bundled_checklists
from corpus.errors import CorpusError
from corpus.problems import Problem
from corpus.validation import validate
from i18n.errors import MilexError
from i18n.messages import Counted, Message
from milex.projection import sha256
from milex.reports.words import counted_articles, counted_laws
from milex.workspace import Workspace

Condition = Literal["well", "unwell", "unusable"]
VERSIONS_CHECKED: Final = 25
_OF_THE_SOURCE: Final = frozenset({"empty_article", "dates_disagree"})


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One thing that was looked at."""

    check: str  # stable name: "database", "tasks", "index", "checklists", "xml", "comparisons"
    condition: Condition  # unwell: it works, but needs a look
    message: Message


def examine(workspace: Workspace) -> list[Diagnosis]:
    """Every check in turn; one that needs what an earlier one found unusable is left out."""
    checks: tuple[Callable[[Workspace], Diagnosis], ...] = (
        _database,
        _tasks,
        _index,
        _xml,
        _comparisons,
    )
    found = [_checklists()]
    for check in checks:
        try:
            found.append(check(workspace))
        except MilexError as error:
            found.append(Diagnosis(check.__name__.strip("_"), "unusable", error.message))
            if check is _database:
                break
    return found


def _database(workspace: Workspace) -> Diagnosis:
    laws = workspace.library.laws()
    return Diagnosis(
        "database", "well", Message("The database holds %(laws)s.", laws=counted_laws(len(laws)))
    )


def _tasks(workspace: Workspace) -> Diagnosis:
    pending = len({task.law for task in workspace.library.pending_index_tasks()})
    if pending:
        return Diagnosis(
            "tasks",
            "unwell",
            Counted(
                "%(count)s law has changed since the index read it; run `milex index`.",
                "%(count)s laws have changed since the index read them; run `milex index`.",
                count=pending,
            ),
        )
    return Diagnosis("tasks", "well", Message("The index has read every change."))


def _index(workspace: Workspace) -> Diagnosis:
    indexed, stored = workspace.search.count(), workspace.library.article_total()
    if indexed != stored and not workspace.library.pending_index_tasks():
        return Diagnosis(
            "index",
            "unwell",
            Message(
                "The index holds %(indexed)s articles, the database %(stored)s; "
                "run `milex index --rebuild`.",
                indexed=indexed,
                stored=stored,
            ),
        )
    holds = Message("The index holds %(articles)s.", articles=counted_articles(indexed))
    return Diagnosis("index", "well", holds)


def _xml(workspace: Workspace) -> Diagnosis:
    """A sample of versions, spread evenly over all laws."""
    versions = workspace.library.versions()
    sample = versions[:: max(1, len(versions) // VERSIONS_CHECKED)]
    for version in sample:
        xml = workspace.library.xml(version.law, version.version)
        if sha256(xml) != version.xml_sha256 or not _is_valid(xml):
            return Diagnosis(
                "xml",
                "unwell",
                Message(
                    "The XML of %(law)s, version %(version)s, is damaged; import its file again.",
                    law=version.law,
                    version=version.version,
                ),
            )
        for problem in _broken_rules(xml):
            return Diagnosis(
                "xml",
                "unwell",
                Message(
                    "%(law)s, version %(version)s: %(problem)s",
                    law=version.law,
                    version=version.version,
                    problem=problem.message,
                ),
            )
    return Diagnosis(
        "xml",
        "well",
        Counted(
            "%(count)s version was looked at: its XML is valid.",
            "%(count)s versions were looked at: their XML is valid.",
            count=len(sample),
        ),
    )


def _comparisons(workspace: Workspace) -> Diagnosis:
    """Those that are kept: older ones are dropped in time, damaged ones are told."""
    keeping = workspace.comparisons.keeping(tuple(bundled_checklists().values()))
    if keeping.damaged:
        message: Message = Counted(
            "%(count)s kept comparison is damaged; run `milex index --rebuild`.",
            "%(count)s kept comparisons are damaged; run `milex index --rebuild`.",
            count=keeping.damaged,
        )
        return Diagnosis("comparisons", "unwell", message)
    message = Counted(
        "%(count)s comparison is kept; %(outdated)s of older texts, checklists or programs.",
        "%(count)s comparisons are kept; %(outdated)s of older texts, checklists or programs.",
        count=keeping.current,
        outdated=keeping.outdated,
    )
    return Diagnosis("comparisons", "well", message)


def _is_valid(xml: bytes) -> bool:
    try:
        return not akn.schema_problems(xml)
    except CorpusError:
        return False


def _broken_rules(xml: bytes) -> Iterator[Problem]:
    """Our rules on laws that the XML breaks; what only its source can mend is left out."""
    yield from (
        problem
        for problem in validate(akn.read(xml))
        if problem.confidence == 1 and problem.code not in _OF_THE_SOURCE
    )


def _checklists() -> Diagnosis:
    problems = [problem for path in _checklist_files() for problem in lint(path)]
    if problems:
        return Diagnosis("checklists", "unwell", problems[0].message)
    return Diagnosis("checklists", "well", Message("The checklists are in order."))


def _checklist_files() -> Iterator[Path]:
    yield from sorted(Path(loader.__file__).parent.glob("*.yaml"))
