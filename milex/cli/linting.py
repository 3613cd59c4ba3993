"""What the verbs that check files of a lawyer's data share: which files, and how to complain."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from corpus.problems import Problem
from i18n.messages import Message
from milex.cli.desk import Desk

_SUFFIXES: Final = (".yaml", ".yml")


def yaml_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant by ``paths``: of a folder its YAML files."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.iterdir() if file.suffix in _SUFFIXES)
        else:
            yield path


def complain(desk: Desk, shown: str, problems: Iterable[Problem]) -> None:
    """Prints ``problems`` of the file ``shown``, each with its line where it has one."""
    for problem in problems:
        message = Message(
            "%(path)s line %(line)s: %(problem)s",
            path=shown,
            line=problem.line,
            problem=problem.message,
        )
        desk.tell(problem.message if problem.line is None else message)
