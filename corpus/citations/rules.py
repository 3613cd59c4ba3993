"""The wording of citations, one set of patterns a language; it is data in ``corpus/grammar``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

_SOURCE: Final = Path(__file__).parent.parent / "grammar" / "citations.yaml"
_PATTERNS: Final = (
    "number", "separator", "range", "qualifier", "not_number", "transitional", "own", "other",
    "title", "belongs_before", "named_law", "name_before", "alias", "law_noun", "before_name",
    "after_name",
)  # fmt: skip
_OPTIONAL: Final = ("points", "name_after", "short_title", "cut_title")  # case counts


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one language; ``corpus/grammar/citations.yaml`` says their use."""

    language: str
    hints: tuple[str, ...]
    law_hints: tuple[str, ...]
    neighbour_hints: tuple[str, ...]
    words: re.Pattern[str]
    law: re.Pattern[str]
    bare_law: re.Pattern[str]
    points: re.Pattern[str] | None
    neighbours: Mapping[int, re.Pattern[str]]
    number: re.Pattern[str]
    separator: re.Pattern[str]
    range: re.Pattern[str]
    qualifier: re.Pattern[str]
    not_number: re.Pattern[str]
    transitional: re.Pattern[str]
    own: re.Pattern[str]
    other: re.Pattern[str]
    title: re.Pattern[str]
    belongs_before: re.Pattern[str]
    named_law: re.Pattern[str]
    name_before: re.Pattern[str]
    name_after: re.Pattern[str] | None
    alias: re.Pattern[str]
    law_noun: re.Pattern[str]
    before_name: re.Pattern[str]
    after_name: re.Pattern[str]
    short_title: re.Pattern[str] | None
    cut_title: re.Pattern[str] | None
    amending: re.Pattern[str]
    chain: frozenset[str]
    treaty_nouns: frozenset[str]
    act_nouns: frozenset[str]
    any_nouns: frozenset[str]


@cache
def rules_of(language: str) -> Rules:
    """The rules of ``language``.

    Raises:
        KeyError: MILEX has none for it.
    """
    source: Mapping[str, Any] = _sources()[language]
    some = {name: re.compile(source[name]) if name in source else None for name in _OPTIONAL}
    return Rules(
        language=language,
        hints=tuple(source["hints"]),
        neighbour_hints=tuple(source["neighbour_hints"]),
        words=re.compile(source["words"]),
        law=re.compile(source["law"]),
        law_hints=tuple(source["law_hints"]),
        bare_law=re.compile(source["bare_law"]),
        neighbours={step: re.compile(words) for step, words in source["neighbours"].items()},
        amending=re.compile(source["amending"]),
        chain=frozenset(source["chain"]),
        treaty_nouns=frozenset(source["treaty_nouns"]),
        act_nouns=frozenset(source["act_nouns"]),
        any_nouns=frozenset(source["any_nouns"]),
        points=some["points"],
        name_after=some["name_after"],
        short_title=some["short_title"],
        cut_title=some["cut_title"],
        **{name: re.compile(source[name], re.IGNORECASE) for name in _PATTERNS},
    )


@cache
def _sources() -> Mapping[str, Any]:
    sources: Mapping[str, Any] = yaml.safe_load(_SOURCE.read_text(encoding="utf-8"))
    return sources


def citation_languages() -> frozenset[str]:
    """The languages (ISO 639-1) whose citations are read."""
    return frozenset(_sources())
