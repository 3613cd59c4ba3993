"""A law against a checklist: one finding a provision, the same for the same text.

The steps: the checklist's patterns are compiled once a language; the law is read once,
all patterns in one pass; its regimes open articles to provisions; each provision is
judged; the judgement becomes a finding with quoted evidence and a search log.
"""

from functools import lru_cache

from corpus.checklists.model import Checklist, Provision
from milex.comparator.judging import FRAME, Hit, Judgement, Miss, judge
from milex.comparator.model import (
    ComparableLaw,
    Comparison,
    Evidence,
    Finding,
    NearMiss,
    SearchLog,
)
from milex.comparator.reading import CompiledChecklist, ReadLaw, compile_checklist, read_law
from milex.comparator.regimes import Regimes, regimes_of

MOST_EVIDENCE_AN_ELEMENT = 4  # spans shown; the rest would repeat them
MOST_NEAR_MISSES = 5


def compare(law: ComparableLaw, checklist: Checklist, *, group: str | None = None) -> Comparison:
    """What ``law`` says to each provision of ``checklist``, or of its ``group`` alone.

    Deterministic: the same text and the same checklist version give the same Comparison.
    A law in a language without patterns has every provision ``undetermined``.
    """
    compiled = _compiled(checklist, law.language)
    read = read_law(law, compiled)
    regimes = regimes_of(read, compiled)
    judged = {p.id: _judgement(p, read, regimes, compiled) for p in checklist.provisions}
    for provision in checklist.provisions:
        judged[provision.id] = _capped(provision, judged)
    findings = tuple(
        _finding(provision, judged[provision.id], read, regimes, compiled)
        for provision in checklist.provisions
        if group in (None, provision.group)
    )
    return Comparison(
        law=law.law,
        version=law.version,
        checklist=checklist.id,
        checklist_version=checklist.version,
        regimes=regimes.present,
        findings=findings,
    )


@lru_cache(maxsize=16)
def _compiled(checklist: Checklist, language: str) -> CompiledChecklist:
    return compile_checklist(checklist, language)


def _judgement(
    provision: Provision, law: ReadLaw, regimes: Regimes, compiled: CompiledChecklist
) -> Judgement:
    if not any(element.patterns.get(compiled.language) for element in provision.elements):
        return Judgement("undetermined", elements={e.name: False for e in provision.elements})
    return judge(provision, law, regimes.open_to(provision, compiled.checklist), compiled)


def _capped(provision: Provision, judged: dict[str, Judgement]) -> Judgement:
    """The judgement of ``provision``, partial at most where one that it needs is not full."""
    own = judged[provision.id]
    if own.verdict != "full":
        return own
    needed = [judged[other].verdict for other in provision.needs if other in judged]
    if all(verdict == "full" for verdict in needed):
        return own
    return Judgement("partial", own.hits, own.misses, own.elements)


def _finding(
    provision: Provision,
    judgement: Judgement,
    law: ReadLaw,
    regimes: Regimes,
    compiled: CompiledChecklist,
) -> Finding:
    evidence = _evidence(provision, judgement, law)
    return Finding(
        provision=provision.id,
        verdict=judgement.verdict,
        confidence=_confidence(provision, judgement, law, regimes),
        elements={e.name: judgement.elements.get(e.name, False) for e in provision.elements},
        articles=tuple(dict.fromkeys(piece.article for piece in evidence)),
        evidence=evidence,
        log=_log(provision, judgement, law, regimes, compiled),
    )


def _evidence(provision: Provision, judgement: Judgement, law: ReadLaw) -> tuple[Evidence, ...]:
    """Spans of the judgement's hits, from the article that shows most, in document order."""
    counted = [hit for hit in judgement.hits if _role(provision, hit) != "context"]
    shown: dict[int, set[str]] = {}
    for hit in counted:
        shown.setdefault(hit.article, set()).add(hit.element)
    kept: dict[str, int] = {}
    pieces = []
    for hit in sorted(
        counted, key=lambda h: (-len(shown[h.article]), h.limited, h.article, h.start)
    ):
        kept[hit.element] = kept.get(hit.element, 0) + 1
        if kept[hit.element] <= MOST_EVIDENCE_AN_ELEMENT:
            pieces.append(_quoted(hit, law))
    return tuple(dict.fromkeys(pieces))


def _role(provision: Provision, hit: Hit) -> str:
    if hit.element == FRAME:
        return "evidence"
    return next(e.role for e in provision.elements if e.name == hit.element)


def _quoted(hit: Hit, law: ReadLaw) -> Evidence:
    read = law.articles[hit.article]
    start, end = read.words.starts[hit.start], read.words.ends[hit.end - 1]
    return Evidence(
        article=read.article.num,
        eid=read.article.eid,
        start=start,
        end=end,
        quote=read.article.text[start:end],
        element=hit.element,
    )


def _log(
    provision: Provision,
    judgement: Judgement,
    law: ReadLaw,
    regimes: Regimes,
    compiled: CompiledChecklist,
) -> SearchLog:
    patterns = (
        pattern.source
        for element in provision.elements
        for pattern in element.patterns.get(compiled.language, ())
    )
    misses = judgement.misses if judgement.verdict == "absent" else ()
    return SearchLog(
        articles_searched=len(regimes.open_to(provision, compiled.checklist)),
        phrases=tuple(dict.fromkeys(patterns)),
        near_misses=tuple(_near_miss(miss, law) for miss in misses[:MOST_NEAR_MISSES]),
    )


def _near_miss(miss: Miss, law: ReadLaw) -> NearMiss:
    read = law.articles[miss.article]
    start, end = read.words.starts[miss.start], read.words.ends[miss.end - 1]
    quote = read.article.text[start:end]
    return NearMiss(read.article.num, read.article.eid, start, end, quote, miss.reason)


def _confidence(
    provision: Provision, judgement: Judgement, law: ReadLaw, regimes: Regimes
) -> float:
    return 0.5
