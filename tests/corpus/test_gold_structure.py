"""Structure found in real laws against what careful readers found in them.

The floors are honest: what the segmenter reaches today, rounded down. Articles of
other laws and of annexed texts are scored as sequences, as the gold's README asks.
"""

from pathlib import Path

import pytest

from corpus.readers.detect import DEFAULT_SIZE_LIMIT
from milex.structure_evaluation import FileScore, StructureEvaluation, evaluate_structure

pytestmark = pytest.mark.shared

FLOORS = {"articles": 0.98, "annexed": 0.95, "divisions": 0.90, "headings": 0.90}
MICRO_ARTICLES = 0.985


@pytest.fixture(scope="module")
def evaluation(shared: Path) -> StructureEvaluation:
    return evaluate_structure(shared / "gold" / "structure", shared / "laws", DEFAULT_SIZE_LIMIT)


@pytest.fixture(scope="module")
def read(evaluation: StructureEvaluation) -> list[FileScore]:
    """Scores of the files in formats that are read."""
    return [score for score in evaluation.files if score.conservation is not None]


def test_most_gold_files_are_read(read: list[FileScore]) -> None:
    assert len(read) >= 25


def test_every_measure_reaches_its_floor_in_every_file(read: list[FileScore]) -> None:
    below = {
        (score.file, measure): round(getattr(score, measure).f1, 3)
        for score in read
        for measure, floor in FLOORS.items()
        if getattr(score, measure).f1 < floor
    }
    assert below == {}


def test_quoted_articles_are_found_in_every_file(read: list[FileScore]) -> None:
    below = {s.file for s in read if s.quoted.f1 < 1}
    assert below == set()


def test_article_numbers_agree_over_all_files(read: list[FileScore]) -> None:
    assert StructureEvaluation(tuple(read), ()).overall("articles").f1 >= MICRO_ARTICLES


def test_words_are_conserved_in_every_file(read: list[FileScore]) -> None:
    lost = {s.file: s.conservation for s in read if (s.conservation or 0) < 0.998}
    assert lost == {}
