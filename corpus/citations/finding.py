"""Where a text names articles and laws, before anything is read."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from corpus.citations.cited import CitedLaw
from corpus.citations.naming import Names, cited_law, may_number_a_law, named_laws
from corpus.citations.rules import Rules


@dataclass(frozen=True, slots=True)
class Found:
    """Where something begins that may be a citation."""

    match: re.Match[str]
    what: Literal["law", "articles", "neighbour", "point"]
    step: int = 0
    law: CitedLaw | None = None  # with "law"; None where the text does not cite it in full
    is_by_name: bool = False  # or by its number without the year


def find(text: str, rules: Rules, names: Names) -> list[Found]:
    """Where laws and articles are named in ``text``; nothing else is read yet."""
    lowered = _lowered(text)
    found: list[Found] = []
    if may_number_a_law(lowered, rules):
        found += [
            Found(match, "law", law=cited_law(match)) for match in rules.law.finditer(lowered)
        ]
    ends = [item.match.end() for item in found]
    starts = [item.match.start() for item in found]
    for match, law in named_laws(text, lowered, names, rules):
        following = bisect_right(ends, match.start())
        if following == len(starts) or match.end() <= starts[following]:
            found.append(Found(match, "law", law=law, is_by_name=True))
    found += [Found(match, "articles") for match in rules.words.finditer(lowered)]
    if any(hint in lowered for hint in rules.neighbour_hints):
        for step, pattern in rules.neighbours.items():
            found += [Found(match, "neighbour", step) for match in pattern.finditer(lowered)]
    if rules.points:
        found += [Found(match, "point") for match in rules.points.finditer(lowered)]
    found = [item for item in found if _begins_word(lowered, item.match.start())]
    return sorted(found, key=lambda item: item.match.start())


def _lowered(text: str) -> str:
    """``text`` in lower case, letter for letter; as it is where a letter would become two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _begins_word(text: str, position: int) -> bool:
    return position == 0 or not text[position - 1].isalnum()
