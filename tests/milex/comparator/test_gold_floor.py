"""Agreement with careful readers on real laws: a floor that only ever rises."""

import csv
import datetime
from functools import cache
from pathlib import Path

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.intake import Hints, take_in
from milex.comparator.assembly import comparable_law
from milex.comparator.model import ComparableLaw
from milex.evaluation.study import Evaluation, evaluate


@cache
def evaluation(shared: Path) -> Evaluation:
    gold = shared / "gold" / "verdicts"
    laws: dict[str, ComparableLaw] = {}
    with (gold / "laws.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            hints = Hints(
                country=row["country"].lower(),
                title=row["title"],
                number=row["number"],
                date=datetime.date.fromisoformat(row["date"]),
                language=row["language"],
                topics=tuple(row["topics"].split(",")),
            )
            path = shared / "laws" / row["file"]
            document = take_in(path.read_bytes(), path.name, hints).document
            laws[row["key"]] = comparable_law(document, row["key"], row["date"])
    return evaluate(gold, laws, bundled_checklists()[DEFAULT_CHECKLIST])


@pytest.mark.shared
def test_agreement_on_the_development_gold_does_not_fall(shared: Path) -> None:
    overall = evaluation(shared).overall
    assert overall.verdicts == 756
    assert overall.accuracy >= 0.95
    assert overall.weighted_kappa >= 0.93
    assert overall.false_full_rate <= 0.035
    assert overall.evidence_f1 >= 0.73


@pytest.mark.shared
def test_both_languages_are_read_about_equally_well(shared: Path) -> None:
    by_language = evaluation(shared).by_language
    assert abs(by_language["en"].accuracy - by_language["es"].accuracy) <= 0.05


@pytest.mark.shared
def test_the_comparator_says_far_more_than_the_commonest_verdict(shared: Path) -> None:
    result = evaluation(shared)
    assert result.majority == "absent"
    assert result.overall.accuracy > result.baselines["majority"].accuracy + 0.3


@pytest.mark.shared
def test_the_rules_earn_much_over_bare_keywords(shared: Path) -> None:
    result = evaluation(shared)
    keywords = result.baselines["keywords"]
    assert result.overall.accuracy > keywords.accuracy + 0.1
    assert result.overall.evidence_f1 > keywords.evidence_f1 + 0.2
