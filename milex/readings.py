"""Accounts of readings: what a file was read from, by which program, with which doubts.

A file that was read before, with the same hints and by the same program, need not be
read again: its version is found by the fingerprint of its reading. Runs no SQL.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

import corpus.intake
from corpus.intake import Hints
from corpus.problems import Problem
from i18n.messages import message_from_plain, plain_message
from milex.inventory import Listing
from milex.projection import sha256

# Folders of the corpus room that no reading depends on.
_NOT_READING: Final = frozenset({"samples", "checklists", "__pycache__"})


def reading_fingerprint(data: bytes, name: str, hints: Hints, listing: Listing) -> str:
    """What decides how a file is read: its bytes and name, what is known of it, the program."""
    decisive = (reading_program(), sha256(data), name, hints, listing)
    return sha256(repr(decisive).encode("utf-8", "surrogateescape"))


@cache
def reading_program() -> str:
    """The fingerprint of the program that reads: every source and data file of its room.

    It changes by itself with the program, so no version number can be forgotten.
    """
    room = Path(corpus.intake.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(room.rglob("*")):
        steps = path.relative_to(room)
        if path.suffix in {".py", ".yaml"} and _NOT_READING.isdisjoint(steps.parts):
            digest.update(steps.as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def plain_problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as JSON values, in no language yet."""
    return [
        {
            "code": problem.code,
            "message": plain_message(problem.message),
            "line": problem.line,
            "confidence": problem.confidence,
        }
        for problem in problems
    ]


def problems_from_plain(plain: Iterable[dict[str, Any]]) -> tuple[Problem, ...]:
    """The problems that ``plain_problems`` made ``plain`` of."""
    return tuple(
        Problem(row["code"], message_from_plain(row["message"]), row["line"], row["confidence"])
        for row in plain
    )
