"""From matches to a verdict: one provision in one law."""

from dataclasses import replace
from typing import get_args

from corpus.checklists.model import Provision, Role
from milex.comparator.collecting import View, collected, contexts_above, headed
from milex.comparator.frames import FramedLaw
from milex.comparator.judgement import FRAME, Hit, Judgement, Rule
from milex.comparator.model import Basis, Verdict
from milex.comparator.offences import broad_hits, by_penalty, for_some_form, offence_hits
from milex.comparator.references import basis_of_hits, incorporated, referred

_VERDICTS: dict[Rule, Verdict] = {
    "nothing_found": "absent",
    "contrary_found": "contrary",
    "contrary_and_evidence": "partial",
    "narrower_only": "partial",
    "some_missing": "partial",
    "limited": "partial",
    "all_found": "full",
    "offence_silent": "full",
    "offence_broad": "full",
    "incorporated": "full",
    "referred": "full",
}
_BASES: dict[Rule, Basis] = {
    "offence_silent": "by_breadth",
    "offence_broad": "by_breadth",
    "incorporated": "by_reference",
    "referred": "by_reference",
}


def judge(provision: Provision, framed: FramedLaw, open_to: frozenset[int]) -> Judgement:
    """What a law says to ``provision`` in the articles ``open_to`` it, other provisions aside."""
    view = View(provision, framed, open_to)
    if provision.full == "num":
        return by_penalty(view)
    everything, misses = collected(view)
    if provision.silent:
        everything = for_some_form(provision, [*everything, *offence_hits(view)])
    hits = everything
    if provision.scope == "provision":
        hits = _best_article(view, everything)
    found = {hit.element for hit in hits} | contexts_above(view, hits)
    rule = _rule(provision, hits, found)
    if _VERDICTS[rule] in {"absent", "partial"} and (broad := broad_hits(view)):
        rule, hits = "offence_broad", broad
    if rule == "nothing_found":
        rule, hits = _elsewhere(view)
        found |= {hit.element for hit in hits}
    elements = {element.name: element.name in found for element in provision.elements}
    judgement = Judgement(_VERDICTS[rule], rule, tuple(hits), tuple(misses), elements)
    if judgement.verdict == "absent":
        return judgement
    counted = set(hits)
    others = (*(hit for hit in everything if hit not in counted), *headed(view, everything))
    basis = _BASES.get(rule) or basis_of_hits(view, hits)
    return replace(judgement, others=others, basis=basis)


def _elsewhere(view: View) -> tuple[Rule, list[Hit]]:
    """What the law has by reference alone, where its words say nothing."""
    if hits := incorporated(view):
        return "incorporated", hits
    if hits := referred(view):
        return "referred", hits
    return "nothing_found", []


def _best_article(view: View, hits: list[Hit]) -> list[Hit]:
    """The hits of the article that shows most elements, its own frame first, then the first."""
    shown: dict[int, set[str]] = {}
    for hit in hits:
        shown.setdefault(hit.article, set()).add(hit.element)
    if not shown:
        return []
    evidence = {e.name for e in view.provision.elements if e.role in {"evidence", "narrower"}}
    core = view.core(shown)
    best = max(
        shown,
        key=lambda at: (
            bool(shown[at] & evidence),
            view.shows_itself(at),
            at in core,
            len(shown[at]),
            -at,
        ),
    )
    return [hit for hit in hits if hit.article == best]


def _rule(provision: Provision, hits: list[Hit], found: set[str]) -> Rule:
    """The rule that the elements ``found`` call for; ``hits`` tell which are limited."""
    limited = {hit.element for hit in hits} - {hit.element for hit in hits if not hit.limited}
    by_role = {
        role: {element.name for element in provision.elements if element.role == role}
        for role in get_args(Role)
    }
    evidence = found & (by_role["evidence"] | by_role["narrower"])
    if by_role["contrary"] & found and not (provision.prevails and evidence):
        return "contrary_and_evidence" if evidence else "contrary_found"
    if FRAME in found and all(element.name != FRAME for element in provision.elements):
        return "offence_silent"
    if not evidence:
        return "nothing_found"
    if not by_role["evidence"] & found:
        return "narrower_only"
    asked = by_role["evidence"] | by_role["context"] | by_role["completing"]
    if provision.full == "all":
        if not asked <= found:
            return "some_missing"
        return "limited" if asked & limited else "all_found"
    return "all_found" if by_role["evidence"] & found - limited else "limited"
