"""The label grammar of each language: how its laws print their structure.

The patterns are data in the YAML files beside this module, loaded and compiled
once. This module knows their names, not their wording.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.model import DivisionKind

_FOLDER: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Residue:
    """Lines that are dropped and reported under ``reason``."""

    reason: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class DivisionWords:
    """The words by which one kind of division announces itself."""

    kind: DivisionKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Everything that is particular to one language; the patterns' use is said in the YAML."""

    language: str
    article_words: str
    unit_words: str
    closing_words: str
    closing_sorts: str
    closing_alone: str
    bare_numbers: bool
    ordinals: Mapping[str, int]  # word in lower case -> number; "único" -> 0
    divisions: tuple[DivisionWords, ...]
    division_numbers: str
    division_adjectives: str
    reference_after: re.Pattern[str]
    unfinished_before: re.Pattern[str]
    closing_general: re.Pattern[str]
    transitional: re.Pattern[str]
    final: re.Pattern[str]
    annex: re.Pattern[str]
    attached: re.Pattern[str]
    approving: re.Pattern[str]
    wrapping: re.Pattern[str]
    amending: re.Pattern[str]
    notes: tuple[re.Pattern[str], ...]
    residue: tuple[Residue, ...]
    earlier_wording_begins: re.Pattern[str]
    earlier_wording_ends: re.Pattern[str]
    new_wording_announced: re.Pattern[str]
    contents_heading: re.Pattern[str]
    back_matter: tuple[Residue, ...]
    conclusion: re.Pattern[str]
    not_epigraph: re.Pattern[str]
    finite_verbs: re.Pattern[str]
    points: tuple[str, ...]
    defined: re.Pattern[str]
    stopwords: frozenset[str]
    other_languages: Mapping[str, frozenset[str]]


@cache
def load_grammar(language: str) -> Grammar:
    """The grammar of ``language`` (ISO 639-1: en or es).

    Raises:
        FileNotFoundError: MILEX has no grammar for that language.
    """
    source = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    single = {name: re.compile(source[name]) for name in _SINGLE_PATTERNS}
    return Grammar(
        language=language,
        article_words=source["article_words"],
        unit_words=source["unit_words"],
        closing_words=source["closing_words"],
        closing_sorts=source["closing_sorts"],
        closing_alone=source["closing_alone"],
        bare_numbers=source["bare_numbers"],
        ordinals=_ordinals(source),
        divisions=tuple(
            DivisionWords(entry["kind"], re.compile(entry["words"]))
            for entry in source["divisions"]
        ),
        division_numbers=source["division_numbers"],
        division_adjectives=source["division_adjectives"],
        notes=tuple(re.compile(pattern) for pattern in source["notes"]),
        residue=_residues(source["residue"]),
        back_matter=_residues(source["back_matter"]),
        points=tuple(source["points"]),
        stopwords=frozenset(map(str, source["stopwords"])),
        other_languages={
            code: frozenset(map(str, words)) for code, words in source["other_languages"].items()
        },
        **single,
    )


_SINGLE_PATTERNS: Final = (
    "reference_after",
    "unfinished_before",
    "closing_general",
    "transitional",
    "final",
    "annex",
    "attached",
    "approving",
    "wrapping",
    "amending",
    "earlier_wording_begins",
    "earlier_wording_ends",
    "new_wording_announced",
    "contents_heading",
    "conclusion",
    "not_epigraph",
    "finite_verbs",
    "defined",
)


def _residues(entries: list[dict[str, str]]) -> tuple[Residue, ...]:
    return tuple(Residue(entry["reason"], re.compile(entry["pattern"])) for entry in entries)


def _ordinals(source: dict[str, Any]) -> dict[str, int]:
    numbers = {word: value for value, words in enumerate(source["ordinals"]) for word in words}
    units = [(word, value) for word, value in numbers.items() if 0 < value < 10]
    for ten, words in source["ordinal_tens"].items():
        for word in words:
            numbers[word] = int(ten)
            numbers.update({f"{word} {unit}": int(ten) + value for unit, value in units})
            numbers.update({f"{word}{unit}": int(ten) + value for unit, value in units})
    numbers.update(source["ordinal_specials"])
    return numbers
