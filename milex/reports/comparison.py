"""A comparison as every format shows it: groups of rows, and counts level by level.

There is no single score: a count stands beside its level.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.checklists.model import LEVELS, Checklist, Level, Provision
from milex.comparator.model import VERDICTS, Comparison, Finding, Verdict
from milex.records import LawSummary


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A provision and what was found for it."""

    provision: Provision
    finding: Finding


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """Provisions under one heading, in the checklist's order."""

    id: str
    label: Mapping[str, str]  # label[language]
    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """A law against a checklist, ready to be written in any format."""

    law: LawSummary
    version: str
    checklist: Checklist
    groups: tuple[ReportGroup, ...]  # those with a finding
    counts: Mapping[Level, Mapping[Verdict, int]]  # counts[level][verdict]; levels with findings


def comparison_report(
    comparison: Comparison, law: LawSummary, checklist: Checklist
) -> ComparisonReport:
    """``comparison`` grouped and counted as its checklist says."""
    found = {finding.provision: finding for finding in comparison.findings}
    rows = [ReportRow(p, found[p.id]) for p in checklist.provisions if p.id in found]
    groups = (
        ReportGroup(
            group.id, group.label, tuple(row for row in rows if row.provision.group == group.id)
        )
        for group in checklist.groups
    )
    return ComparisonReport(
        law=law,
        version=comparison.version,
        checklist=checklist,
        groups=tuple(group for group in groups if group.rows),
        counts=_counts(rows),
    )


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """``comparison`` as ``compare --json`` prints it."""
    return {
        "law": comparison.law,
        "version": comparison.version,
        "checklist": comparison.checklist,
        "checklist_version": comparison.checklist_version,
        "regimes": list(comparison.regimes),
        "findings": [finding_json(finding) for finding in comparison.findings],
    }


def _counts(rows: list[ReportRow]) -> dict[Level, dict[Verdict, int]]:
    counts: dict[Level, dict[Verdict, int]] = {}
    for level in LEVELS:
        of_level = [row.finding.verdict for row in rows if row.provision.level == level]
        if of_level:
            counts[level] = {verdict: of_level.count(verdict) for verdict in VERDICTS}
    return counts


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as every ``--json`` prints it."""
    return {
        "provision": finding.provision,
        "verdict": finding.verdict,
        "confidence": round(finding.confidence, 4),
        "basis": finding.basis,
        "divergence": finding.divergence,
        "elements": dict(finding.elements),
        "articles": list(finding.articles),
        "evidence": [
            {
                "article": evidence.article,
                "eid": evidence.eid,
                "start": evidence.start,
                "end": evidence.end,
                "quote": evidence.quote,
                "element": evidence.element,
            }
            for evidence in finding.evidence
        ],
        "log": {
            "articles_searched": finding.log.articles_searched,
            "phrases": list(finding.log.phrases),
            "near_misses": [
                {
                    "article": miss.article,
                    "eid": miss.eid,
                    "start": miss.start,
                    "end": miss.end,
                    "quote": miss.quote,
                    "reason": miss.reason,
                }
                for miss in finding.log.near_misses
            ],
        },
    }
