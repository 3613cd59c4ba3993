"""The pattern language of checklists: what a lawyer writes instead of regular expressions.

A pattern is a phrase. Case and acute accents do not count, ñ does; punctuation only
separates words. Three signs extend the phrase:

- ``*`` any letters, at the end of a word or inside it: ``captur*``, ``organi*ed``;
- ``~n`` up to n words may stand between: ``abuso ~4 poder``;
- ``(a|b)`` either; an alternative may have several words: ``(prisión|pena de cárcel)``.

Alternatives are not nested and hold no ``~n``. This module parses patterns and folds
words; it does not know how a text is searched.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from corpus.errors import InvalidChecklist
from i18n.messages import Message

LARGEST_GAP: Final = 60  # words; a wider window says nothing about a sentence

_TOKEN = re.compile(r"\(|\)|\||~\d*|[\w*]+")
_TILDE: Final = "̃"


@dataclass(frozen=True, slots=True)
class WordPattern:
    """One word of a pattern: its literal pieces, with any letters between two of them.

    ``organi*ed`` has the pieces ``("organi", "ed")``, ``captur*`` has ``("captur", "")``.
    """

    pieces: tuple[str, ...]

    @property
    def is_literal(self) -> bool:
        """Whether it matches exactly one word."""
        return len(self.pieces) == 1

    def matches(self, word: str) -> bool:
        """Whether the folded ``word`` is one of the words meant."""
        first, *rest = self.pieces
        if not rest:
            return word == first
        if not word.startswith(first):
            return False
        position = len(first)
        for piece in rest[:-1]:
            found = word.find(piece, position)
            if found < 0:
                return False
            position = found + len(piece)
        last = rest[-1]
        return len(word) - len(last) >= position and word.endswith(last)


@dataclass(frozen=True, slots=True)
class Step:
    """A place in a pattern: one of several short phrases."""

    gap: int  # most words that may stand between this step and the one before; 0 = adjacent
    alternatives: tuple[tuple[WordPattern, ...], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern. Two patterns with the same steps match the same places."""

    source: str  # as the lawyer wrote it
    steps: tuple[Step, ...]


def fold(word: str) -> str:
    """``word`` without case and accents, but with its ñ."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", folded):
        if char == _TILDE and kept and kept[-1] == "n":
            kept[-1] = "ñ"
        elif not unicodedata.combining(char):
            kept.append(char)
    return "".join(kept)


def parse_pattern(source: str) -> Pattern:
    """``source`` as a Pattern.

    Raises:
        InvalidChecklist: it breaks a rule of the pattern language; the message says which.
    """
    pieces = _TOKEN.findall(source)
    if not pieces:
        raise _wrong(source, Message("it has no word"))
    steps: list[Step] = []
    gap: int | None = None
    position = 0
    while position < len(pieces):
        sign = pieces[position]
        if sign.startswith("~"):
            gap = _gap(source, sign, opens=not steps, doubled=gap is not None)
            position += 1
            continue
        alternatives, position = _alternatives(source, pieces, position)
        steps.append(Step(gap or 0, alternatives))
        gap = None
    if gap is not None:
        raise _wrong(source, Message("it ends with ~n, which must stand between two words"))
    return Pattern(source, tuple(steps))


def _gap(source: str, token: str, *, opens: bool, doubled: bool) -> int:
    if opens or doubled:
        raise _wrong(source, Message("~n must stand between two words"))
    if not token[1:] or not 1 <= int(token[1:]) <= LARGEST_GAP:
        reason = Message("~ needs a number of words from 1 to %(most)s", most=LARGEST_GAP)
        raise _wrong(source, reason)
    return int(token[1:])


def _alternatives(
    source: str, pieces: list[str], position: int
) -> tuple[tuple[tuple[WordPattern, ...], ...], int]:
    """The alternatives that open at ``position``, and the position after them."""
    if pieces[position] != "(":
        return ((_word(source, pieces[position]),),), position + 1
    alternatives: list[tuple[WordPattern, ...]] = []
    phrase: list[WordPattern] = []
    for index in range(position + 1, len(pieces)):
        sign = pieces[index]
        if sign == "(" or sign.startswith("~"):
            raise _wrong(source, Message("inside ( ) there may be neither another ( nor ~n"))
        if sign in "|)":
            if not phrase:
                raise _wrong(source, Message("an alternative inside ( ) is empty"))
            alternatives.append(tuple(phrase))
            phrase = []
            if sign == ")":
                return tuple(alternatives), index + 1
        else:
            phrase.append(_word(source, sign))
    raise _wrong(source, Message("a ( is never closed"))


def _word(source: str, token: str) -> WordPattern:
    if token in {")", "|"}:
        raise _wrong(source, Message("a %(sign)s stands outside ( )", sign=token))
    if token.startswith("*"):
        raise _wrong(source, Message("* may stand at the end of a word or inside it, never first"))
    return WordPattern(tuple(fold(token).split("*")))


def _wrong(source: str, reason: Message) -> InvalidChecklist:
    return InvalidChecklist(
        Message(
            "The pattern ‹%(pattern)s› cannot be read: %(reason)s. "
            "A pattern is a phrase such as ‹abuse of ~3 (power|authority)›.",
            pattern=source,
            reason=reason,
        )
    )
