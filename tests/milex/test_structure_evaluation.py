"""Scores of structure, worked out by hand, and the command that prints them."""

import json
from pathlib import Path
from typing import Any

import pytest

from milex.errors import NotFound
from milex.structure_evaluation import Overlap, evaluate_structure, folded, overlap, score

LAW = """LEY N° 7

CAPÍTULO I
De los faros

Artículo 1.- Objeto.- Esta ley regula los faros.

Artículo 2.- Luz. La luz es pública y gratuita.
"""
GOLD: dict[str, Any] = {
    "file": "xa/ley-7.txt",
    "language": "es",
    "articles": ["1", "2", "3"],
    "divisions": [{"type": "chapter", "num": "I", "heading": "De los faros", "first_article": "1"}],
    "quoted_articles": [],
    "annexed_series": [],
    "headings": {"1": "Objeto", "2": "Lumbre"},
    "notes": {"text": ""},
}


@pytest.fixture
def laws(tmp_path: Path) -> Path:
    folder = tmp_path / "laws" / "xa"
    folder.mkdir(parents=True)
    (folder / "ley-7.txt").write_text(LAW, encoding="utf-8")
    return folder.parent


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "xa__ley-7.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("expected", "found", "f1"),
    [
        ([], [], 1.0),
        (["1"], [], 0.0),
        ([], ["1"], 0.0),
        (["1", "2", "3"], ["1", "2", "3"], 1.0),
        (["1", "2", "3", "4"], ["1", "3"], 2 / 3),
        (["1", "2"], ["2", "1"], 0.5),  # in another order only one agrees
        (["t:Primero", "quáter"], ["d:primero", "Quater"], 1.0),
        (["t:1"], ["1"], 0.0),
    ],
)
def test_sequences_agree_in_what_stands_in_the_same_order(
    expected: list[str], found: list[str], f1: float
) -> None:
    assert overlap(expected, found).f1 == pytest.approx(f1)


def test_marks_of_closing_series_are_one() -> None:
    assert folded("D:Única") == "t:unica"


def test_a_files_score_counts_what_agrees(gold: Path, laws: Path) -> None:
    evaluation = evaluate_structure(gold, laws, 10**6)
    (file,) = evaluation.files
    assert file.articles == Overlap(expected=3, found=2, common=2)
    assert file.divisions.f1 == 1.0
    assert file.headings == Overlap(2, 2, 1)
    assert file.conservation == 1.0
    assert evaluation.overall("articles").f1 == pytest.approx(0.8)


def test_a_refused_file_counts_as_one_in_which_nothing_is_found() -> None:
    file = score(GOLD, None)
    assert (file.articles.f1, file.headings.f1, file.conservation) == (0.0, 0.0, None)


def test_the_folder_of_laws_is_found_beside_the_gold(gold: Path, laws: Path) -> None:
    assert evaluate_structure(gold, None, 10**6).files[0].articles.found == 2


@pytest.mark.parametrize("content", ["{", "[]", '{"file": "xa/ley-7.txt"}'])
def test_what_is_no_gold_file_is_told(gold: Path, laws: Path, content: str) -> None:
    (gold / "other.json").write_text(content, encoding="utf-8")
    with pytest.raises(NotFound, match=r"other\.json is no gold file"):
        evaluate_structure(gold, laws, 10**6)


def test_a_folder_without_gold_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="holds no gold files"):
        evaluate_structure(tmp_path, None, 10**6)
