"""Comparisons as bytes that are kept, and their findings without evidence for a matrix.

What is read back equals what was written, value for value. Knows no database.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pydantic import TypeAdapter, ValidationError

from corpus.checklists.model import Checklist
from milex.comparator.model import Basis, Comparison, Divergence, Finding, SearchLog, Verdict


@dataclass(frozen=True, slots=True)
class Outline:
    """A finding without its evidence and log: what a cell of a matrix shows."""

    provision: str
    verdict: Verdict
    confidence: float  # 0..1
    articles: tuple[str, ...]  # numbers of the articles that answer, best first
    searched: int  # articles looked into; 0 where the law is of no regime of the provision
    basis: Basis | None = None
    divergence: Divergence | None = None
    eid: str = ""  # of the article of the best evidence; "" where there is none
    quote: str = ""  # the words of the best evidence


@dataclass(frozen=True, slots=True)
class _Kept:
    """A comparison whose logs leave out the phrases that the checklist itself gives."""

    language: str
    comparison: Comparison
    phrases: Mapping[str, tuple[str, ...]]  # phrases[provision], where they are others


class Unreadable(ValueError):
    """Bytes that no version of this program wrote, or that were damaged since."""


_OUTLINES: Final = TypeAdapter(tuple[Outline, ...])
_KEPT: Final = TypeAdapter(_Kept)


def outline(finding: Finding) -> Outline:
    """``finding`` without its evidence, but for the best."""
    best = finding.evidence[0] if finding.evidence else None
    return Outline(
        provision=finding.provision,
        verdict=finding.verdict,
        confidence=finding.confidence,
        articles=finding.articles,
        searched=finding.log.articles_searched,
        basis=finding.basis,
        divergence=finding.divergence,
        eid=best.eid if best else "",
        quote=best.quote if best else "",
    )


def write_outlines(comparison: Comparison) -> bytes:
    """The findings of ``comparison`` in outline."""
    return zlib.compress(_OUTLINES.dump_json(tuple(map(outline, comparison.findings))))


def read_outlines(data: bytes) -> tuple[Outline, ...]:
    """The outlines that ``write_outlines`` wrote, in the checklist's order.

    Raises:
        Unreadable: it did not.
    """
    try:
        return _OUTLINES.validate_json(zlib.decompress(data))
    except (zlib.error, ValidationError) as error:
        raise Unreadable from error


def write_comparison(comparison: Comparison, checklist: Checklist, language: str) -> bytes:
    """``comparison`` of a law in ``language`` with the whole ``checklist``."""
    given = _phrases(checklist, language)
    own = {
        finding.provision: finding.log.phrases
        for finding in comparison.findings
        if finding.log.phrases != given.get(finding.provision)
    }
    without = _with_logs(
        comparison, [replace(finding.log, phrases=()) for finding in comparison.findings]
    )
    return zlib.compress(_KEPT.dump_json(_Kept(language, without, own)))


def read_comparison(data: bytes, checklist: Checklist) -> Comparison:
    """The comparison with ``checklist`` that ``write_comparison`` wrote.

    Raises:
        Unreadable: it did not, or with another checklist.
    """
    try:
        kept = _KEPT.validate_json(zlib.decompress(data))
        phrases = {**_phrases(checklist, kept.language), **kept.phrases}
        logs = [
            replace(finding.log, phrases=phrases[finding.provision])
            for finding in kept.comparison.findings
        ]
    except (zlib.error, ValidationError, KeyError) as error:
        raise Unreadable from error
    return _with_logs(kept.comparison, logs)


def _phrases(checklist: Checklist, language: str) -> dict[str, tuple[str, ...]]:
    return {provision.id: provision.phrases(language) for provision in checklist.provisions}


def _with_logs(comparison: Comparison, logs: Sequence[SearchLog]) -> Comparison:
    findings = (
        replace(finding, log=log) for finding, log in zip(comparison.findings, logs, strict=True)
    )
    return replace(comparison, findings=tuple(findings))
