"""The shape of a checklist: provisions, their elements and the phrases that prove them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.checklists.patterns import Pattern

Level = Literal[
    "mandatory",
    "mandatory_qualified",
    "must_consider",
    "optional",
    "binding_if_party",
    "recommended",
]
LEVELS: tuple[Level, ...] = (
    "mandatory",
    "mandatory_qualified",
    "binding_if_party",
    "must_consider",
    "recommended",
    "optional",
)
# Only these may be called a gap, and only of a State that is party to the source.
GAP_LEVELS: frozenset[Level] = frozenset({"mandatory", "mandatory_qualified", "binding_if_party"})

Role = Literal["evidence", "context", "contrary"]
Rule = Literal["all", "any", "num"]
Scope = Literal["provision", "law", "system"]  # one article, one instrument, any instrument


@dataclass(frozen=True, slots=True)
class Source:
    """Where an obligation stands: an instrument's code and an article of it."""

    instrument: str
    article: str


@dataclass(frozen=True, slots=True)
class Element:
    """A part of the answer, with the phrases that show it, per language."""

    name: str
    patterns: Mapping[str, tuple[Pattern, ...]]  # patterns[language]
    role: Role = "evidence"


@dataclass(frozen=True, slots=True)
class Provision:
    """An item of a checklist: one question to a law, and how an answer is recognised."""

    id: str
    group: str
    level: Level
    sources: tuple[Source, ...]
    label: Mapping[str, str]  # label[language]
    question: Mapping[str, str]
    elements: tuple[Element, ...]
    full: Rule
    partial: Rule
    scope: Scope
    regimes: tuple[str, ...]
    negatives: Mapping[str, tuple[Pattern, ...]]  # cancel a match that they overlap
    note: str = ""
    since: str = "0.1.0"


@dataclass(frozen=True, slots=True)
class Group:
    """A heading under which provisions are shown together."""

    id: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist file, loaded. ``provisions`` stand in the file's order."""

    id: str
    version: str
    status: str
    date: str  # ISO 8601
    title: Mapping[str, str]
    instruments: Mapping[str, str]  # instruments[code] -> full name
    groups: tuple[Group, ...]
    provisions: tuple[Provision, ...]

    def provision(self, provision_id: str) -> Provision | None:
        """The provision called ``provision_id``, or None."""
        return next((p for p in self.provisions if p.id == provision_id), None)
