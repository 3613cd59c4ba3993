"""How a law has what was found, and whether it reaches further or less far than asked."""

from collections.abc import Mapping
from typing import Final

from corpus.checklists.model import Checklist, Provision
from milex.comparator.collecting import View
from milex.comparator.frames import FramedLaw
from milex.comparator.judgement import Judgement, Rule
from milex.comparator.model import Basis, Divergence

_NARROWER: Final[frozenset[Rule]] = frozenset(
    {"narrower_only", "limited", "contrary_and_evidence", "penalty_low", "fine_instead"}
)


def basis_of(judgement: Judgement) -> Basis | None:
    """How the text has it; None where it has nothing."""
    if judgement.verdict not in {"full", "partial", "contrary"}:
        return None
    return judgement.basis or "express"


def divergence_of(
    provision: Provision,
    judged: Mapping[str, Judgement],
    framed: FramedLaw,
    open_to: frozenset[int],
) -> Divergence | None:
    """Whether the law reaches further or less far than ``provision`` asks, where that shows.

    A broader law is never a gap: an offence that names no means punishes more, not less.
    """
    own = judged[provision.id]
    if own.rule == "offence_broad":
        return "broader"
    if provision.absent_is_broader and own.verdict in {"absent", "partial"}:
        if own.verdict == "absent":
            return "broader" if _describes(View(provision, framed, open_to)) else None
        if asks_for_less(provision, judged, framed.compiled.checklist):
            return "broader"
    return "narrower" if own.rule in _NARROWER else None


def asks_for_less(
    provision: Provision, judged: Mapping[str, Judgement], checklist: Checklist
) -> bool:
    """Whether the described offence does without ``provision``, as another one found.

    Then what the law has of it only aggravates.
    """
    return any(
        other.breadth_of == provision.id and judged[other.id].rule == "offence_broad"
        for other in checklist.provisions
    )


def _describes(view: View) -> bool:
    """Whether any article shows a frame of the provision."""
    return any(view.windows(at) != [] for at in sorted(view.open_to))
