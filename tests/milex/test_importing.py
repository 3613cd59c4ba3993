"""Files and folders on their way into the library."""

import os
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.intake import Hints
from milex import importing
from milex.importing import Refused, Taken, files_in, read, shown_path, take

LAW = "Ley N° 7\n\nArtículo 1.- Una persona puede ingresar al territorio con su documento.\n"
LIMIT = 2**20


def write(path: Path, text: str = LAW) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_folders_are_walked_in_order_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "b/.hidden.txt", ".git/config", "INDEX.tsv", "a/INDEX.tsv"):
        write(tmp_path / name)
    found = files_in([tmp_path, tmp_path / "a" / "1.txt"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["a/1.txt", "b/2.txt"]


def test_what_a_person_gives_wins_over_the_inventory(tmp_path: Path) -> None:
    path = write(tmp_path / "ley.txt")
    header = "iso\ttitle\tnumber_year\tlanguage\ttopic\tfile"
    row = "UY\tDel inventario\tLey 7 / 2001\tes\ttrafficking\tley.txt"
    write(tmp_path / "INDEX.tsv", f"{header}\n{row}\n")
    _, intake = read(path, Hints(country="py", title="Dada"), LIMIT)
    metadata = intake.document.metadata
    assert (metadata.jurisdiction, metadata.title) == ("py", "Dada")
    assert (metadata.number, metadata.year, metadata.topics) == ("7", 2001, ("trafficking",))


def test_the_year_of_the_inventory_drops_a_date_of_another_year(tmp_path: Path) -> None:
    path = write(tmp_path / "ley.md", f"---\ndate: 1999-03-04\ncountry: py\n---\n\n{LAW}")
    write(tmp_path / "INDEX.tsv", "iso\tnumber_year\tfile\nPY\tLey 7 / 2001\tley.md\n")
    metadata = read(path, Hints(), LIMIT)[1].document.metadata
    assert (metadata.year, metadata.date) == (2001, None)


def test_a_file_without_a_country_is_refused(tmp_path: Path) -> None:
    result = take(write(tmp_path / "ley.txt"), Hints(), LIMIT, None)
    assert isinstance(result, Refused)
    assert "--country" in str(result.reason) or "country" in str(result.reason)


def test_a_dry_run_says_what_would_be(tmp_path: Path) -> None:
    result = take(write(tmp_path / "ley.txt"), Hints(country="py"), LIMIT, None)
    assert isinstance(result, Taken)
    assert (result.addition, result.articles) == (None, 1)
    assert result.law.startswith("py/")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = take(tmp_path / "pipe", Hints(), LIMIT, None)
    assert isinstance(result, Refused)
    assert result.code == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "ley.txt")
    path.chmod(0)
    result = take(path, Hints(country="py"), LIMIT, None)
    assert isinstance(result, Refused)
    assert "permissions" in str(result.reason)


def test_a_reader_that_fails_refuses_its_file_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(importing, "take_in", fail)
    with pytest.raises(UnreadableFile, match="ZeroDivisionError"):
        read(write(tmp_path / "ley.txt"), Hints(), LIMIT)


def test_a_name_that_is_no_text_can_be_shown() -> None:
    shown = shown_path(Path(os.fsdecode(b"ley-\xff.txt")))
    assert shown.encode("utf-8").decode("utf-8") == "ley-�.txt"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "law", "articles"),
    [
        ("co/ley-985-2005-trata.md", "co/ley/985-2005", 23),
        ("ug/prevention-trafficking-act-2009.json", "ug/act/7-2009", 23),
    ],
)
def test_a_real_law_finds_its_inventory(shared: Path, name: str, law: str, articles: int) -> None:
    result = take(shared / "laws" / name, Hints(), 50 * LIMIT, None)
    assert isinstance(result, Taken)
    assert (result.law, result.articles) == (law, articles)
