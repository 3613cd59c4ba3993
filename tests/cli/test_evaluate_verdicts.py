"""``milex evaluate`` on one law and a gold folder of two verdicts."""

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def gold(law_file: Path) -> Path:
    folder = law_file.parent.parent / "gold"
    folder.mkdir()
    columns = ("key", "file", "country", "language", "topics", "title", "number", "date")
    row = ("py-1", law_file.name, "PY", "es", "trafficking", "Ley", "9901", "2012-12-13")
    (folder / "laws.tsv").write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n")
    verdicts = [
        {"item": "tip.3b.consent", "group": "A", "verdict": "absent", "articles": []},
        {"item": "tip.9.1.policies", "group": "D", "verdict": "full", "articles": ["2"]},
    ]
    (folder / "py-1.jsonl").write_text("\n".join(json.dumps(each) for each in verdicts))
    return folder


def test_the_json_gives_intervals_baselines_and_the_reading_of_a_disagreement(
    milex: Any, gold: Path, law_file: Path
) -> None:
    told = milex("evaluate", gold, law_file.parent, "--json").json
    assert told["accuracy"] == 0.5
    assert set(told["baselines"]) == {"majority", "keywords"}
    assert set(told["intervals"]) == {"by_provision", "by_law"}
    assert told["intervals"]["by_provision"]["accuracy"] == [0.0, 1.0]
    (disagreement,) = told["disagreements"]
    assert disagreement["gold"] == ["full"]
    assert disagreement["found"] == "absent"
    assert "leave_one_out" not in told


def test_leave_one_out_adds_the_figures_state_by_state(
    milex: Any, gold: Path, law_file: Path
) -> None:
    told = milex("evaluate", gold, law_file.parent, "--leave-one-out", "--json").json
    (state,) = told["leave_one_out"]["by_state"].values()
    assert set(told["leave_one_out"]["by_state"]) == {"PY"}
    assert state["accuracy"] == 0.5
    assert state["others"] is None
    assert "PY" in milex("evaluate", gold, law_file.parent, "--leave-one-out").out


def test_leave_one_out_is_refused_with_structure(milex: Any, gold: Path) -> None:
    answer = milex("evaluate", gold, "--structure", "--leave-one-out")
    assert answer.code == 2
    assert "leave out --structure" in answer.err
