"""The comparator's verdicts on the bundled sample laws, against a careful reader's.

The answer key was decided by reading the laws; it is never bent to what the comparator says.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from corpus import akn
from corpus.checklists.loader import bundled_checklists
from corpus.identifiers import law_id, version_of
from corpus.samples import sample_laws
from milex.comparator.assembly import comparable_law
from milex.comparator.engine import compare
from milex.comparator.model import ComparableLaw, Finding

KEY: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[2] / "corpus" / "sample_verdicts.yaml").read_text(encoding="utf-8")
)
# Shares of agreement that were measured; to be raised with the comparator, never lowered.
LEAST_AGREEMENT = 0.95
LEAST_AGREEMENT_ON_PLAIN_PROVISIONS = 0.94


def comparable(xml: bytes) -> ComparableLaw:
    document = akn.read(xml)
    return comparable_law(document, law_id(document.metadata), version_of(document.metadata))


@cache
def findings(name: str) -> Mapping[str, Finding]:
    checklist = bundled_checklists()["milex-un-tip-som"]
    comparison = compare(comparable(dict(sample_laws())[name]), checklist)
    return {finding.provision: finding for finding in comparison.findings}


def accepted(entry: Mapping[str, Any]) -> list[str]:
    return entry.get("accepted", [entry["verdict"]])


def disagreements(*, plain: bool) -> tuple[float, list[str]]:
    """Share of agreement, and where the comparator and the reader differ.

    A plain provision must also be cited from an article that the reader names.
    """
    coded = [(n, e) for n, entries in KEY.items() for e in entries if e.get("must") or not plain]
    wrong = []
    for name, entry in coded:
        finding = findings(name)[entry["provision"]]
        cited = not entry["articles"] or set(finding.articles) & set(map(str, entry["articles"]))
        if finding.verdict not in accepted(entry) or (plain and not cited):
            cites = ", ".join(finding.articles)
            wrong.append(f"{name} {entry['provision']}: {finding.verdict} ({cites}), not {entry}")
    return 1 - len(wrong) / len(coded), wrong


def test_verdicts_agree_with_the_reader_on_the_measured_share_of_provisions() -> None:
    share, wrong = disagreements(plain=False)
    assert share >= LEAST_AGREEMENT, wrong


def test_plain_provisions_are_judged_and_cited_as_the_reader_does() -> None:
    share, wrong = disagreements(plain=True)
    assert share >= LEAST_AGREEMENT_ON_PLAIN_PROVISIONS, wrong
