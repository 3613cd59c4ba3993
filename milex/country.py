"""A State's laws together: for each provision the best finding, and where it stands.

Only this view may say that a State lacks a provision, and it names the laws searched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, get_args

from corpus.treaty_titles import is_treaty_text
from milex.comparator.model import Basis, Verdict
from milex.outlines import Outline
from milex.records import LawSummary

# Best first: with which of its laws a State answers.
_RANK: Final[Mapping[Verdict, int]] = MappingProxyType(
    {
        "full": 0,
        "partial": 1,
        "contrary": 2,
        "undetermined": 3,
        "absent": 4,
        "not_applicable": 5,
    }
)
_BASES: Final[tuple[Basis, ...]] = get_args(Basis)  # the plainest first
_SAYS_SOMETHING: Final = frozenset({"full", "partial", "contrary"})


@dataclass(frozen=True, slots=True)
class Placed:
    """What one law says to a provision."""

    law: LawSummary  # of the version compared
    outline: Outline

    @property
    def is_treaty(self) -> bool:
        """Whether a treaty says it: the State has approved it, but its own laws may lack it."""
        return is_treaty_text(self.law.title, self.law.kind)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a State's laws together say to a provision.

    ``absent`` means that none of them has it, though some are of its subject. Where none
    is, or none is held at all, the answer is ``undetermined``: another law may have it.
    """

    provision: str
    verdict: Verdict
    best: Placed | None  # None where no law of the State is held and in force
    others: tuple[Placed, ...]  # the other laws that say something, best first
    searched: int  # articles looked into, in all laws; 0 where no law held is of its subject

    @property
    def is_disputed(self) -> bool:
        """Whether one law provides the contrary of what another one grants."""
        placed = (self.best, *self.others)
        said = {each.outline.verdict for each in placed if each is not None}
        return "contrary" in said and len(said & _SAYS_SOMETHING) > 1


def answers(
    provisions: Sequence[str], laws: Sequence[tuple[LawSummary, Sequence[Outline]]]
) -> tuple[Answer, ...]:
    """The answer of ``laws`` together to each of ``provisions``, in their order.

    The best finding wins: what a State's own laws say before the text of a treaty that one
    of them approves, then by verdict, by the plainness of its basis, by confidence, and by
    age, the newest law first.
    """
    by_provision: dict[str, list[Placed]] = {provision: [] for provision in provisions}
    for law, outlines in laws:
        for row in outlines:
            if row.provision in by_provision:
                by_provision[row.provision].append(Placed(law, row))
    return tuple(_answer(provision, placed) for provision, placed in by_provision.items())


def _answer(provision: str, placed: Sequence[Placed]) -> Answer:
    ranked = sorted(placed, key=_order)
    searched = sum(each.outline.searched for each in ranked)
    best = ranked[0] if ranked else None
    others = tuple(p for p in ranked[1:] if p.outline.verdict in _SAYS_SOMETHING)
    verdict: Verdict = best.outline.verdict if best else "undetermined"
    if verdict == "absent" and not searched:
        verdict = "undetermined"
    return Answer(provision, verdict, best, others, searched)


def _order(placed: Placed) -> tuple[int, int, int, float, int, str]:
    outline, law = placed.outline, placed.law
    speaker = 2 if outline.verdict not in _SAYS_SOMETHING else int(placed.is_treaty)
    basis = _BASES.index(outline.basis) if outline.basis else len(_BASES)
    age = -law.day.toordinal() if law.day else 0
    return (speaker, _RANK[outline.verdict], basis, -outline.confidence, age, law.law)
