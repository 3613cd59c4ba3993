"""A law against a checklist: one finding a provision, the same for the same text.

The steps: the checklist's patterns are compiled once a language; the law is read once,
all patterns in one pass; its regimes open articles to provisions; each provision is
judged; the judgement becomes a finding with quoted evidence and a search log.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from corpus.checklists.model import Checklist, Provision
from milex.comparator.collecting import View
from milex.comparator.confidence import confidence_of
from milex.comparator.evidence import evidence_of
from milex.comparator.frames import FramedLaw
from milex.comparator.judgement import Judgement, Miss
from milex.comparator.judging import judge
from milex.comparator.model import (
    ComparableLaw,
    Comparison,
    Finding,
    NearMiss,
    SearchLog,
)
from milex.comparator.qualifying import asks_for_less, basis_of, divergence_of
from milex.comparator.reading import CompiledChecklist, ReadLaw, compile_checklist, read_law
from milex.comparator.regimes import Regimes, regimes_of

MOST_NEAR_MISSES: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """A law read against a checklist, with a judgement of every provision."""

    checklist: Checklist
    framed: FramedLaw
    regimes: Regimes
    judged: Mapping[str, Judgement]  # judged[provision]

    def open_to(self, provision: Provision) -> frozenset[int]:
        """Positions of the articles in which ``provision`` may find its answer."""
        return self.regimes.open_to(provision, self.checklist)


def examine(law: ComparableLaw, checklist: Checklist) -> Examined:
    """``law`` read once, and every provision of ``checklist`` judged."""
    compiled = _compiled(checklist, law.language)
    read = read_law(law, compiled)
    regimes = regimes_of(read, compiled)
    framed = FramedLaw.of(read, compiled)
    judged = {p.id: _judgement(p, framed, regimes) for p in checklist.provisions}
    for provision in checklist.provisions:
        judged[provision.id] = _capped(provision, judged, checklist)
    return Examined(checklist, framed, regimes, judged)


def compare(law: ComparableLaw, checklist: Checklist, *, group: str | None = None) -> Comparison:
    """What ``law`` says to each provision of ``checklist``, or of its ``group`` alone.

    Deterministic: the same text and the same checklist version give the same Comparison.
    A law in a language without patterns has every provision ``undetermined``.
    """
    examined = examine(law, checklist)
    findings = tuple(
        finding_of(provision, examined)
        for provision in checklist.provisions
        if group in (None, provision.group)
    )
    return Comparison(
        law=law.law,
        version=law.version,
        checklist=checklist.id,
        checklist_version=checklist.version,
        regimes=examined.regimes.present,
        findings=findings,
    )


@lru_cache(maxsize=16)
def _compiled(checklist: Checklist, language: str) -> CompiledChecklist:
    return compile_checklist(checklist, language)


def _judgement(provision: Provision, framed: FramedLaw, regimes: Regimes) -> Judgement:
    none_found = {element.name: False for element in provision.elements}
    checklist = framed.compiled.checklist
    excluded = (group for group in checklist.states if group.id in provision.not_for)
    if any(framed.law.law.country in group.countries for group in excluded):
        return Judgement("not_applicable", "not_for_state", elements=none_found)
    if not any(element.patterns.get(framed.compiled.language) for element in provision.elements):
        return Judgement("undetermined", "no_phrases", elements=none_found)
    return judge(provision, framed, regimes.open_to(provision, checklist))


def _capped(provision: Provision, judged: dict[str, Judgement], checklist: Checklist) -> Judgement:
    """The judgement of ``provision``, partial at most where one that it needs is not full."""
    own = judged[provision.id]
    if own.verdict != "full":
        return own
    for needed in provision.needs:
        if not _suffices(needed, judged, checklist):
            return replace(own, verdict="partial", rule="capped", capped_by=needed)
    return own


def _suffices(provision_id: str, judged: dict[str, Judgement], checklist: Checklist) -> bool:
    provision = checklist.provision(provision_id)
    verdict = judged[provision_id].verdict
    if provision is not None and provision.absent_is_broader and verdict != "full":
        return verdict == "absent" or asks_for_less(provision, judged, checklist)
    return verdict == "full"


def finding_of(provision: Provision, examined: Examined) -> Finding:
    """The finding that the judgement of ``provision`` makes."""
    judgement = examined.judged[provision.id]
    framed, open_to = examined.framed, examined.open_to(provision)
    evidence = evidence_of(provision, judgement, framed)
    log = _log(provision, judgement, framed, len(open_to))
    return Finding(
        provision=provision.id,
        verdict=judgement.verdict,
        confidence=confidence_of(judgement, View(provision, framed, open_to)),
        elements={e.name: judgement.elements.get(e.name, False) for e in provision.elements},
        articles=tuple(dict.fromkeys(piece.article for piece in evidence)),
        evidence=evidence,
        log=log,
        basis=basis_of(judgement),
        divergence=divergence_of(provision, examined.judged, framed, open_to),
    )


def _log(
    provision: Provision,
    judgement: Judgement,
    framed: FramedLaw,
    searched: int,
) -> SearchLog:
    misses = judgement.misses if judgement.verdict == "absent" else ()
    return SearchLog(
        articles_searched=searched,
        phrases=provision.phrases(framed.compiled.language),
        near_misses=tuple(_near_miss(miss, framed.law) for miss in misses[:MOST_NEAR_MISSES]),
    )


def _near_miss(miss: Miss, law: ReadLaw) -> NearMiss:
    read = law.articles[miss.article]
    start, end = read.words.starts[miss.start], read.words.ends[miss.end - 1]
    quote = read.article.text[start:end]
    return NearMiss(read.article.num, read.article.eid, start, end, quote, miss.reason)
