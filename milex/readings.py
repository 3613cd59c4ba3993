"""Accounts of readings: what a file was read from, by which program, with which doubts.

A file that was read before, with the same hints and by the same program, need not be
read again: its version is found by the fingerprint of its reading. Runs no SQL.
"""

from collections.abc import Iterable
from typing import Any

from corpus.intake import Hints
from corpus.problems import Problem
from i18n.messages import message_from_plain, plain_message
from milex.inventory import Listing
from milex.program import reading_program
from milex.projection import sha256


def reading_fingerprint(data: bytes, name: str, hints: Hints, listing: Listing) -> str:
    """What decides how a file is read: its bytes and name, what is known of it, the program."""
    decisive = (reading_program(), sha256(data), name, hints, listing)
    return sha256(repr(decisive).encode("utf-8", "surrogateescape"))


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
