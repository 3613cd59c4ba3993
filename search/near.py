"""NEAR between words and phrases: how it is typed, and what may stand beside it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from i18n.messages import Message
from search.query_tree import NearNode, Node, OrNode, PhraseNode, PrefixNode, WordNode

USUAL_DISTANCE: Final = 10  # words, where none is typed
FARTHEST: Final = 99

NEAR_OPERATOR: Final = re.compile(r"(?P<name>NEAR|CERCA)(?:/(?P<distance>[0-9]+))?")

Places = NDArray[np.int64]  # ascending positions; those of different documents far apart


@dataclass(frozen=True, slots=True)
class Spans:
    """Where an operand stands: positions of its first and of its last words."""

    starts: Places
    ends: Places

    @classmethod
    def of(cls, starts: Places, length: int = 0) -> "Spans":
        """Spans that end ``length`` words after they start."""
        return cls(starts, starts + length)

    @classmethod
    def joined(cls, found: Iterable["Spans"]) -> "Spans":
        """All of ``found``."""
        kept = list(found)
        nothing = np.empty(0, dtype=np.int64)
        starts = np.concatenate([nothing, *(one.starts for one in kept)])
        ends = np.concatenate([nothing, *(one.ends for one in kept)])
        order = np.argsort(starts, kind="stable")
        return cls(starts[order], ends[order])


def near_distance(match: "re.Match[str]", notes: dict[Message, None]) -> int:
    """The distance that a match of ``NEAR_OPERATOR`` asks for, from 1 to ``FARTHEST``."""
    if match["distance"] is None:
        return USUAL_DISTANCE
    typed = match["distance"].lstrip("0")[:9] or "0"
    distance = min(max(int(typed), 1), FARTHEST)
    if int(typed) != distance:
        notes[
            Message(
                "The distance of NEAR goes from 1 to %(farthest)s words; %(used)s was used.",
                farthest=FARTHEST,
                used=distance,
            )
        ] = None
    return distance


def joined_near(before: Node, distance: int, after: Node) -> NearNode | None:
    """``before`` NEAR ``after``, in one chain; None where one of them has no place in a text."""
    if not _has_places(after):
        return None
    if isinstance(before, NearNode):
        return NearNode((*before.operands, after), (*before.distances, distance))
    return NearNode((before, after), (distance,)) if _has_places(before) else None


def chained(spans: Sequence[Spans], distances: Sequence[int]) -> Spans:
    """Spans of the last operand that a chain of near spans reaches, one of each operand.

    ``distances`` are one fewer than ``spans``.
    """
    reached = spans[0]
    for following, distance in zip(spans[1:], distances, strict=True):
        near = _are_near(following, reached, distance)
        reached = Spans(following.starts[near], following.ends[near])
    return reached


def _are_near(spans: Spans, others: Spans, distance: int) -> NDArray[np.bool_]:
    """For each of ``spans`` whether one of ``others``, not overlapping it, is near enough."""
    near = np.zeros(len(spans.starts), dtype=np.bool_)
    if not len(others.starts):
        return near
    after = np.searchsorted(others.starts, spans.ends, side="right")
    found = after < len(others.starts)
    near[found] = others.starts[after[found]] - spans.ends[found] <= distance
    ends = np.sort(others.ends)
    before = np.searchsorted(ends, spans.starts, side="left") - 1
    found = before >= 0
    near[found] |= spans.starts[found] - ends[before[found]] <= distance
    return near


def _has_places(node: Node) -> bool:
    match node:
        case WordNode(part="") | PhraseNode(part="") | PrefixNode(part=""):
            return True
        case OrNode(children):
            return all(map(_has_places, children))
        case _:
            return False
