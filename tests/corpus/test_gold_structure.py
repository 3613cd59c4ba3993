"""Structure found in real laws against what careful readers found in them.

The floors are honest: what the segmenter reaches today, rounded down. Articles of
other laws and of annexed texts are scored as sequences, as the gold's README asks.
"""

import difflib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in
from corpus.outline import outline

pytestmark = pytest.mark.shared

READ = (".md", ".txt", ".json", "citizenship-act.xml")
FLOORS = {"articles": 0.98, "annexed": 0.95, "divisions": 0.90, "headings": 0.90}
MEAN_ARTICLES = 0.995
# The Canadian reader keeps what an amending section quotes as text.
QUOTED_ARE_TEXT = {"ca/citizenship-act.xml"}


def plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("d:", "t:")


def f1(gold: Sequence[str], found: Sequence[str]) -> float:
    if not gold and not found:
        return 1.0
    matcher = difflib.SequenceMatcher(
        None, [plain(n) for n in gold], [plain(n) for n in found], autojunk=False
    )
    return 2 * sum(block.size for block in matcher.get_matching_blocks()) / (len(gold) + len(found))


def in_series(series: Sequence[dict[str, Any]]) -> list[str]:
    return [number for item in series for number in item["articles"]]


def division_names(divisions: Sequence[dict[str, str]]) -> list[str]:
    closing = {"transitory", "provisions", "transitional", "final", "other"}
    return [("t" if d["type"] in closing else d["type"]) + " " + d["num"] for d in divisions]


def first_words(heading: str) -> str:
    return " ".join(plain(heading).strip(" .:-").split()[:6])


def headings_share(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    right = sum(
        first_words(found.get(num, "")) == first_words(heading) for num, heading in gold.items()
    )
    return right / len(gold) if gold else 1.0


def outline_of(file: Path) -> dict[str, Any] | None:
    """None for a file in a format that is not read."""
    try:
        return outline(take_in(file.read_bytes(), file.name, Hints(country=file.parent.name)))
    except UnreadableFile as refusal:
        if refusal.code == "unsupported_format":
            return None
        raise


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, dict[str, float]]:
    """scores[file][measure], for every gold file in a format that is read."""
    measured = {}
    for path in sorted((shared / "gold" / "structure" / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        file = shared / "laws" / gold["file"]
        if not file.name.endswith(READ):
            continue
        found = outline_of(file)
        if found is None:
            continue
        measured[gold["file"]] = {
            "articles": f1(gold["articles"], [a["num"] for a in found["articles"]]),
            "quoted": f1(gold["quoted_articles"], found["quoted_articles"]),
            "annexed": f1(in_series(gold["annexed_series"]), in_series(found["annexed_series"])),
            "divisions": f1(division_names(gold["divisions"]), division_names(found["divisions"])),
            "headings": headings_share(
                gold["headings"], {a["num"]: a["heading"] for a in found["articles"]}
            ),
            "conservation": found["conservation"],
        }
    return measured


def test_most_gold_files_are_read(scores: dict[str, dict[str, float]]) -> None:
    assert len(scores) >= 25


def test_every_measure_reaches_its_floor_in_every_file(
    scores: dict[str, dict[str, float]],
) -> None:
    below = {
        (file, measure): round(values[measure], 3)
        for file, values in scores.items()
        for measure, floor in FLOORS.items()
        if values[measure] < floor
    }
    assert below == {}


def test_quoted_articles_are_found_in_every_file(scores: dict[str, dict[str, float]]) -> None:
    below = {
        file
        for file, values in scores.items()
        if values["quoted"] < 1 and file not in QUOTED_ARE_TEXT
    }
    assert below == set()


def test_mean_of_article_numbers_is_high(scores: dict[str, dict[str, float]]) -> None:
    mean = sum(values["articles"] for values in scores.values()) / len(scores)
    assert mean >= MEAN_ARTICLES


def test_words_are_conserved_in_every_file(scores: dict[str, dict[str, float]]) -> None:
    assert {
        file: v["conservation"] for file, v in scores.items() if v["conservation"] < 0.998
    } == {}
