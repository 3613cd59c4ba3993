"""What judging a provision gives: a verdict, the words that led to it, and by which rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from milex.comparator.model import Basis, Verdict

FRAME: Final = "offence"  # the element of evidence that is the offence itself

Rule = Literal[
    "not_for_state",  # the provision cannot concern this State
    "no_phrases",  # the checklist has none in the law's language
    "nothing_found",
    "contrary_found",
    "contrary_and_evidence",
    "narrower_only",  # only a narrower reading was found
    "all_found",
    "some_missing",
    "limited",  # found, but under words that weaken it
    "offence_silent",  # the described offence satisfies, for it does not say otherwise
    "offence_broad",  # the described offence asks for less than another rule
    "incorporated",  # a treaty's definition is made the law's own
    "referred",  # an article's heading names it, and its text leads to another law
    "penalty_reached",
    "penalty_low",
    "fine_instead",
    "capped",  # a provision that it needs is not full
]


@dataclass(frozen=True, slots=True)
class Hit:
    """An element found: words ``start`` to ``end`` of an article."""

    element: str
    article: int  # position in ReadLaw.articles
    start: int
    end: int
    limited: str = ""  # id of the Limit that makes it partial; "" for none
    by_heading: bool = False  # its article's heading names it, these words need not


@dataclass(frozen=True, slots=True)
class Miss:
    """A match that did not count, and the stable name of the reason."""

    article: int
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what led to it."""

    verdict: Verdict
    rule: Rule
    hits: tuple[Hit, ...] = ()
    misses: tuple[Miss, ...] = ()
    elements: Mapping[str, bool] = field(default_factory=dict)
    others: tuple[Hit, ...] = ()  # that count too, in articles beside the one judged
    basis: Basis | None = None  # None: as the words found say
    capped_by: str = ""  # the provision that keeps it partial, with the rule ``capped``
