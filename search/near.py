"""NEAR between words and phrases: how it is typed, and what may stand beside it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from i18n.messages import Message
from search.query_tree import NearNode, Node, OrNode, PhraseNode, PrefixNode, WordNode

USUAL_DISTANCE: Final = 10  # words, where none is typed
FARTHEST: Final = 99

NEAR_OPERATOR: Final = re.compile(r"(?P<name>NEAR|CERCA)(?:/(?P<distance>[0-9]+))?")

Span = tuple[int, int]  # positions of the first and the last word of an operand


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


def is_chained(spans: Sequence[Sequence[Span]], distances: Sequence[int]) -> bool:
    """Whether one span of each operand stands near one of the next, all along the chain.

    ``spans`` are ascending, one sequence an operand; ``distances`` are one fewer.
    """
    reached = spans[0]
    for following, distance in zip(spans[1:], distances, strict=True):
        reached = [span for span in following if _is_near(span, reached, distance)]
    return bool(reached)


def _is_near(span: Span, others: Sequence[Span], distance: int) -> bool:
    place = bisect_left(others, span)
    beside = others[max(0, place - 1) : place + 2]
    return any(0 < _words_between(span, other) <= distance for other in beside)


def _words_between(one: Span, other: Span) -> int:
    """Steps from the end of the one to the start of the other; 0 or less where they overlap."""
    return max(other[0] - one[1], one[0] - other[1])


def _has_places(node: Node) -> bool:
    match node:
        case WordNode(part="") | PhraseNode(part="") | PrefixNode(part=""):
            return True
        case OrNode(children):
            return all(map(_has_places, children))
        case _:
            return False
