"""``milex backup`` and ``milex restore`` as a person uses them."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def kept(milex: Any, imported: str, tmp_path: Path) -> Path:
    path = tmp_path / "laws.milex"
    answer = milex("backup", path)
    assert answer.code == 0, answer.err
    assert answer.out.startswith("The backup laws.milex is written: ")
    return path


def test_a_restored_library_is_searched_at_once(
    milex_in: Any, kept: Path, imported: str, tmp_path: Path
) -> None:
    other = milex_in(tmp_path / "other")
    answer = other("restore", kept)
    assert answer.code == 0, answer.err
    assert "1 law, 3 articles" in answer.out
    assert [law["law"] for law in other("laws", "--json").json] == [imported]
    assert other("search", "country:py", "--json").json["total"] > 0
    assert other("doctor").code == 0


def test_laws_are_not_replaced_unasked(milex: Any, kept: Path, imported: str) -> None:
    refused = milex("restore", kept)
    assert refused.code == 2
    assert "--force" in refused.err
    assert milex("restore", kept, "--force").code == 0
    assert [law["law"] for law in milex("laws", "--json").json] == [imported]


def test_a_backup_is_never_written_over(milex: Any, kept: Path) -> None:
    before = kept.read_bytes()
    assert milex("backup", kept).code == 2
    assert kept.read_bytes() == before


def test_what_is_no_backup_is_told_in_a_sentence(milex: Any, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no backup", encoding="utf-8")
    answer = milex("restore", path)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert "‹notes.txt› is no backup of MILEX" in answer.err


def test_without_a_database_there_is_nothing_to_keep(milex: Any, tmp_path: Path) -> None:
    answer = milex("backup", tmp_path / "laws.milex")
    assert answer.code == 3
    assert "milex init" in answer.err
