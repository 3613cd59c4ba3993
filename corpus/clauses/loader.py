"""Files of model clauses as ``ClauseFile``s; the rules they must keep are in ``linter``."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.located import Located, read_located
from corpus.checklists.model import Checklist
from corpus.clauses.linter import problems_of
from corpus.clauses.model import Clause, ClauseFile, ClauseLibrary, Wording
from corpus.errors import InvalidChecklist, InvalidClauses
from i18n.messages import Message

_FOLDER: Final = Path(__file__).parent


@cache
def bundled_clauses() -> ClauseLibrary:
    """The clauses beside this module, for the checklist of the UN Protocols; loaded once.

    Raises:
        InvalidClauses: a file cannot be used, or two clauses have one id.
    """
    checklist = bundled_checklists()[DEFAULT_CHECKLIST]
    return library_of((load_clauses(path, checklist) for path in clause_paths()), checklist.id)


def clause_paths() -> tuple[Path, ...]:
    """The files of clauses beside this module."""
    return tuple(sorted(_FOLDER.glob("*.yaml")))


def library_of(files: Iterable[ClauseFile], checklist_id: str) -> ClauseLibrary:
    """The clauses of ``files`` together.

    Raises:
        InvalidClauses: two clauses have one id.
    """
    clauses = tuple(clause for file in files for clause in file.clauses)
    seen: set[str] = set()
    for clause in clauses:
        if clause.id in seen:
            raise InvalidClauses(
                Message("Two clauses have the id ‹%(id)s›; rename one of them.", id=clause.id)
            )
        seen.add(clause.id)
    return ClauseLibrary(checklist_id, clauses)


def load_clauses(path: Path, checklist: Checklist) -> ClauseFile:
    """The clauses for ``checklist`` in the file ``path``.

    Raises:
        InvalidClauses: the file cannot be read, is not YAML, or breaks a rule of the linter;
            the message tells the first problem and how many there are.
    """
    located = read_clauses(path)
    if problems := problems_of(located, checklist):
        raise InvalidClauses(
            Message(
                "%(path)s line %(line)s: %(problem)s Problems in this file: %(count)s.",
                path=path.name,
                line=problems[0].line or 1,
                problem=problems[0].message,
                count=len(problems),
            )
        )
    return clauses_of(located)


def read_clauses(path: Path) -> Located:
    """The values of the file ``path`` with their lines; its rules are not looked at.

    Raises:
        InvalidClauses: the file cannot be read, is empty, or is not YAML.
    """
    try:
        return read_located(path.read_text(encoding="utf-8"), path.name)
    except InvalidChecklist as error:
        raise InvalidClauses(error.message) from error
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidClauses(
            Message(
                "%(path)s cannot be read as clauses (%(reason)s); it must be a YAML file in UTF-8.",
                path=str(path),
                reason=str(error),
            )
        ) from error


def clauses_of(located: Located) -> ClauseFile:
    """The clauses that a file without problems holds."""
    data = located.data
    return ClauseFile(
        checklist=data["checklist"],
        group=data["group"],
        version=str(data["version"]),
        status=data["status"],
        clauses=tuple(_clause(row, data["group"]) for row in data["clauses"]),
    )


def _clause(row: dict[str, Any], group: str) -> Clause:
    heading = _texts(row["heading"])
    own = Wording(row["id"], tuple(row["provisions"]), _texts(row["text"]), heading)
    options = (
        Wording(
            id=f"{row['id']}/{option['id']}",
            provisions=tuple(option.get("provisions", row["provisions"])),
            text=_texts(option["text"]),
            label=_texts(option["label"]),
        )
        for option in row.get("options", ())
    )
    return Clause(
        id=row["id"],
        group=group,
        heading=heading,
        wordings=(own, *options),
        decide=_texts(row["decide"]),
        beware=_texts(row["beware"]),
    )


def _texts(value: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType({language: text.strip() for language, text in value.items()})
