"""Two texts as one, word by word: what both have, what one lost and what the other gained.

Knows texts and nothing of laws.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz.distance import Indel

StretchKind = Literal["same", "removed", "added"]

LONGEST_DISSOLVED: Final = 3  # words that two texts share by chance between two changes
_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that both texts have, or one of them alone."""

    text: str  # never empty; spaces and line breaks as they stand
    kind: StretchKind


@dataclass(slots=True)
class _Change:
    """Words removed and added at one place."""

    removed: str = ""
    added: str = ""

    @property
    def words(self) -> int:
        return max(_words(self.removed), _words(self.added))


def differences(before: str, after: str) -> tuple[Stretch, ...]:
    """``before`` and ``after`` laid on one another, in order, whole words at a time.

    Without what was added it reads ``before``, without what was removed ``after``. At one
    place the removed words come first. A few words that both share by chance in the middle
    of a rewritten passage count as rewritten too.
    """
    return tuple(_stretches(_dissolved(_pieces(before, after))))


def _pieces(before: str, after: str) -> Iterator[str | _Change]:
    """What both have as text, and changes between; never two of a kind in a row."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(token, len(numbers)) for token in side] for side in (left, right)]
    change = _Change()
    for step in Indel.opcodes(*coded):
        if step.tag == "equal":
            if change.removed or change.added:
                yield change
                change = _Change()
            yield "".join(left[step.src_start : step.src_end])
        else:
            change.removed += "".join(left[step.src_start : step.src_end])
            change.added += "".join(right[step.dest_start : step.dest_end])
    if change.removed or change.added:
        yield change


def _dissolved(pieces: Iterable[str | _Change]) -> list[str | _Change]:
    """``pieces`` without what is shared by chance between two changes larger than it."""
    kept: list[str | _Change] = []
    for piece in pieces:
        between = kept[-1] if kept else None
        earlier = kept[-2] if len(kept) > 1 else None
        if (
            isinstance(piece, _Change)
            and isinstance(between, str)
            and isinstance(earlier, _Change)
            and _words(between) <= min(LONGEST_DISSOLVED, piece.words, earlier.words)
        ):
            kept[-2:] = [
                _Change(
                    earlier.removed + between + piece.removed, earlier.added + between + piece.added
                )
            ]
        else:
            kept.append(piece)
    return kept


def _stretches(pieces: Iterable[str | _Change]) -> Iterator[Stretch]:
    for piece in pieces:
        if isinstance(piece, str):
            yield Stretch(piece, "same")
            continue
        if piece.removed:
            yield Stretch(piece.removed, "removed")
        if piece.added:
            yield Stretch(piece.added, "added")


def _words(text: str) -> int:
    return len(_WORD.findall(text))
