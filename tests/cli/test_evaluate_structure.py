"""``milex evaluate --structure`` on one law."""

import json
from pathlib import Path
from typing import Any

GOLD = {
    "file": "laws/ley-9901.txt",
    "articles": ["1", "2", "3"],
    "divisions": [],
    "quoted_articles": [],
    "annexed_series": [],
    "headings": {},
}


def test_structure_is_scored_by_file_as_text_and_json(
    milex: Any, law_file: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    country = law_file.parent.rename(tmp_path / "py")
    spec = {**GOLD, "file": f"py/{law_file.name}"}
    (gold / "a.json").write_text(json.dumps(spec), encoding="utf-8")
    answer = milex("evaluate", "--structure", gold, country.parent, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["article_micro_f1"] == 1.0
    assert answer.json["divisions"]["precision"] == 0.0
    assert set(answer.json["by_file"]) == {f"py/{law_file.name}"}
    for language in ("en", "es"):
        table = milex("evaluate", "--structure", gold, country.parent, language=language).out
        assert len(table.splitlines()) == 3


def test_a_refused_file_is_told_and_scored_as_nothing(
    milex: Any, law_file: Path, tmp_path: Path
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    law_file.write_bytes(b"")
    (gold / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    answer = milex("evaluate", "--structure", gold, tmp_path, "--json")
    assert answer.code == 1
    assert law_file.name in answer.err
    assert answer.json["article_micro_f1"] == 0.0
