"""Model clauses are written in the project's own words."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.clauses.loader import bundled_clauses

RUN = 10  # words; terms of art in a chain are shorter, a borrowed clause is not
CRIMES = re.compile(
    r"trata de personas|trafico ilicito de migrantes|trafficking in persons|smuggling of migrants"
)
WORD = re.compile(r"\w+")
TREATIES = ("xx/*.md", "ar/*palermo*", "py/*protocolo*", "py/*untoc*")


def words(text: str) -> list[str]:
    """The words of ``text`` without accents, a crime's name as one word."""
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return WORD.findall(CRIMES.sub("crime", plain))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of ``RUN`` words of ``text``."""
    found = words(text)
    return (tuple(found[i : i + RUN]) for i in range(len(found) - RUN + 1))


@pytest.mark.shared
def test_no_clause_shares_a_run_of_ten_words_with_the_protocols(shared: Path) -> None:
    files = [path for pattern in TREATIES for path in (shared / "laws").glob(pattern)]
    assert len(files) >= 5
    treaties = {run for path in files for run in runs(path.read_text(encoding="utf-8"))}
    borrowed = [
        (wording.id, " ".join(run))
        for clause in bundled_clauses().clauses
        for wording in clause.wordings
        for text in wording.text.values()
        for run in runs(text)
        if run in treaties
    ]
    assert borrowed == []
