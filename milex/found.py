"""Which provisions of a checklist each article of a law answers, as kept comparisons say."""

from dataclasses import dataclass
from typing import Final

from milex.comparator.model import Comparison, Verdict

# Verdicts that rest on words of the law; the others have nothing to show in an article.
SAYING: Final[frozenset[Verdict]] = frozenset({"full", "partial", "contrary"})


@dataclass(frozen=True, slots=True)
class Found:
    """A provision that articles of a law answer."""

    checklist: str  # its id
    provision: str
    verdict: Verdict
    eids: tuple[str, ...]  # of the articles that its evidence stands in, best first


def found_in(comparison: Comparison) -> tuple[Found, ...]:
    """What ``comparison`` found in articles, in the checklist's order."""
    return tuple(
        Found(
            comparison.checklist,
            finding.provision,
            finding.verdict,
            tuple(dict.fromkeys(piece.eid for piece in finding.evidence)),
        )
        for finding in comparison.findings
        if finding.verdict in SAYING and finding.evidence
    )
