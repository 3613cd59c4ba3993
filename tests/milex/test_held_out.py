"""The project's own verdicts on laws that the shared gold does not hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.accuracy import HELD_OUT, held_out_sets
from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.model import VERDICTS
from milex.evaluation.gold import read_gold
from milex.evaluation.study import evaluate
from milex.gold_laws import gold_laws

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
SETS = [folder.name for folder in held_out_sets()]
every_set = pytest.mark.parametrize("name", SETS)

# Verdicts right at least: what was reached, less a little for a law more or less.
FLOORS = {"open": 0.90, "sealed": 0.78}


def rows(name: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.stem, json.loads(line))
        for path in sorted((HELD_OUT / name).glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@every_set
def test_each_verdict_speaks_of_a_provision_and_its_elements(name: str) -> None:
    for law, row in rows(name):
        provision = CHECKLIST.provision(row["item"])
        assert provision is not None, (law, row["item"])
        assert row["group"] == provision.group
        assert row["accepted"][0] == row["verdict"]
        assert set(row["accepted"]) <= set(VERDICTS)
        assert bool(row["articles"]) == (row["verdict"] != "absent"), (law, row["item"])


@every_set
def test_no_provision_of_a_law_is_coded_twice(name: str) -> None:
    coded = [(gold.law, gold.provision) for gold in read_gold(HELD_OUT / name)]
    assert len(coded) == len(set(coded)) == len(rows(name))


@every_set
def test_no_sentence_of_a_law_is_copied(name: str) -> None:
    for law, row in rows(name):
        assert set(row) == {
            "item",
            "group",
            "verdict",
            "accepted",
            "articles",
            "elements",
            "note",
        }
        assert len(row["note"].split()) <= 20, (law, row["item"])


@pytest.mark.shared
@every_set
def test_agreement_on_laws_held_out_does_not_fall(shared: Path, name: str) -> None:
    folder = HELD_OUT / name
    laws = gold_laws(folder, shared / "laws", 10**8)
    assert not laws.refused
    assert evaluate(folder, laws.laws, CHECKLIST).overall.accuracy >= FLOORS[name]
