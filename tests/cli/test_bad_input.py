"""Bad input: one sentence, nothing stored, the rest of the batch imported."""

import os
from pathlib import Path
from typing import Any

import pytest

from i18n.messages import Message
from search.errors import IndexBusy

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + b"".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'.encode()
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + b"]><akomaNtoso>&i;</akomaNtoso>"
)
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    b"<akomaNtoso>&x;</akomaNtoso>"
)
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
PROSE = "Esta carta no es una ley: saluda, agradece y se despide sin disponer nada.\n" * 5

BAD_FILES = [
    ("empty.txt", b""),
    ("blank.txt", b" \n\t\n"),
    ("program.txt", bytes(range(256)) * 40),
    ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    ("scan.pdf", SCAN),
    ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ("letter.md", PROSE.encode()),
    ("letter.txt", PROSE.encode("latin-1")),
    ("laughs.xml", LAUGHS),
    ("external.xml", EXTERNAL),
    ("broken.xml", b"<akomaNtoso><act>"),
    ("unknown.xml", b"<recipe><step>Stir.</step></recipe>"),
    ("broken.json", b'{"articles": ['),
    ("other.json", b'{"temperature": 21}'),
    ("list.json", b"[1, 2, 3]"),
]


@pytest.mark.parametrize(("name", "content"), BAD_FILES, ids=[name for name, _ in BAD_FILES])
def test_a_bad_file_is_refused_in_one_sentence_and_the_rest_is_imported(
    milex: Any, law_file: Path, name: str, content: bytes
) -> None:
    law_file.with_name(name).write_bytes(content)
    milex("init")
    answer = milex("import", law_file.parent, "--country", "PY", "--json")
    assert answer.code == 1
    assert [law["articles"] for law in answer.json["laws"]] == [3]
    (refused,) = answer.json["refused"]
    assert refused["path"].endswith(name)
    reason = refused["reason"]
    assert name in reason
    assert "\n" not in reason
    assert reason.endswith(".")
    assert len(milex("laws", "--json").json) == 1


@pytest.mark.parametrize(("name", "content"), BAD_FILES, ids=[name for name, _ in BAD_FILES])
def test_the_sentence_is_told_in_spanish_too(
    milex: Any, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    english = milex("outline", path)
    spanish = milex("outline", path, language="es")
    assert (english.code, spanish.code) == (1, 1)
    assert english.out == spanish.out == ""
    assert spanish.err.count("\n") == 1
    assert spanish.err != english.err


def test_a_file_over_the_limit_is_refused(milex: Any, law_file: Path) -> None:
    big = law_file.with_name("big.txt")
    big.write_bytes(b"Articulo 1. Palabras.\n" * 60_000)
    milex("init")
    answer = milex("import", law_file.parent, "--country", "PY", "--json", MILEX_SIZE_LIMIT_MB="1")
    assert answer.code == 1
    (refused,) = answer.json["refused"]
    assert (Path(refused["path"]).name, refused["code"]) == ("big.txt", "too_large")
    assert len(answer.json["laws"]) == 1


def test_an_empty_folder_is_told(milex: Any, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    milex("init")
    answer = milex("import", tmp_path / "nothing")
    assert answer.code == 1
    assert "holds no files" in answer.err


def test_hidden_files_and_inventories_are_left_out(milex: Any, law_file: Path) -> None:
    law_file.with_name(".hidden.txt").write_bytes(b"")
    law_file.with_name("INDEX.tsv").write_text("iso\tfile\nPY\tley-9901.txt\n")
    (law_file.parent / ".git").mkdir()
    (law_file.parent / ".git" / "config").write_bytes(b"\0")
    milex("init")
    answer = milex("import", law_file.parent, "--json")
    assert answer.code == 0
    assert answer.json["laws"][0]["law"].startswith("py/")


@pytest.mark.parametrize(
    "arguments",
    [
        ("import",),
        ("import", "no/such/file"),
        ("outline", "no/such/file"),
        ("outline",),
        ("search",),
        ("search", "trata", "--limit", "0"),
        ("search", "trata", "--limit", "many"),
        ("search", "trata", "--country", "Paraguay"),
        ("search", "trata", "--language", "fr"),
        ("laws", "--country", "P1"),
        ("frobnicate",),
        ("laws", "--frobnicate"),
        ("show", "py/ley/0-1900"),
        ("compare", "py/ley/0-1900"),
        ("export", "py/ley/0-1900"),
        ("compare", "py/ley/0-1900", "--format", "gif"),
        ("serve", "--port", "99999999"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_wrong_use_is_told_in_one_sentence(
    milex: Any, arguments: tuple[str, ...], language: str
) -> None:
    milex("init")
    answer = milex(*arguments, language=language)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1
    assert "Traceback" not in answer.err


def test_a_wrong_date_is_told_with_the_accepted_form(milex: Any, law_file: Path) -> None:
    answer = milex("import", law_file, "--date", "13/12/2012")
    assert answer.code == 2
    assert "YYYY-MM-DD" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("laws",),
        ("search", "trata"),
        ("show", "py/ley/1-2000"),
        ("compare", "py/ley/1-2000"),
        ("index",),
        ("index", "--rebuild"),
        ("doctor",),
        ("serve",),
        ("export", "py/ley/1-2000"),
    ],
)
def test_without_a_database_the_command_that_makes_one_is_named(
    milex: Any, arguments: tuple[str, ...]
) -> None:
    answer = milex(*arguments)
    assert answer.code == 3
    assert "milex init" in answer.err + answer.out


def test_an_import_without_a_database_stores_nothing(
    milex: Any, law_file: Path, home: Path
) -> None:
    answer = milex("import", law_file, "--country", "PY")
    assert answer.code == 3
    assert not home.exists()


@pytest.mark.parametrize("arguments", [("search", "trata"), ("index",), ("serve",)])
def test_without_an_index_the_command_that_makes_one_is_named(
    milex: Any, imported: str, home: Path, arguments: tuple[str, ...]
) -> None:
    remove(home / "index")
    answer = milex(*arguments)
    assert answer.code == 3
    assert "milex index --rebuild" in answer.err


def test_an_import_without_an_index_stores_nothing(
    milex: Any, imported: str, law_file: Path, home: Path
) -> None:
    remove(home / "index")
    assert milex("import", law_file, "--country", "UY").code == 3
    assert len(milex("laws", "--json").json) == 1


def test_a_broken_index_is_told_and_mended(milex: Any, imported: str, home: Path) -> None:
    for path in (home / "index").rglob("*"):
        if path.is_file() and path.stat().st_size:
            path.write_bytes(b"\0" * 64)
    answer = milex("search", "trata")
    assert answer.code == 3
    assert "milex index --rebuild" in answer.err
    assert milex("index", "--rebuild").code == 0
    assert milex("search", "trata", "--json").json["total"] == 1


def remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


def test_a_name_and_words_that_are_no_text_are_taken_as_they_are(
    milex: Any, imported: str, law_file: Path
) -> None:
    odd = law_file.with_name(os.fsdecode(b"ley-\xff.txt"))
    law_file.rename(odd)
    odd.with_name(os.fsdecode(b"nada-\xff.txt")).write_bytes(b"")
    answer = milex("import", odd.parent, "--country", "UY", "--json")
    assert answer.code == 1
    assert (len(answer.json["laws"]), len(answer.json["refused"])) == (1, 1)
    word = os.fsdecode(b"\xff")
    assert milex("search", word, "--json").code == 0
    assert milex("show", word).code == 2


def test_an_index_that_is_busy_is_told_after_the_laws_are_stored(
    milex: Any, imported: str, law_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise IndexBusy(Message("Another process is writing."))

    monkeypatch.setattr("milex.cli.import_.apply_index_tasks", busy)
    answer = milex("import", law_file, "--country", "UY", "--json")
    assert answer.code == 3
    assert len(answer.json["laws"]) == 1
    assert answer.err == "Another process is writing.\n"
    monkeypatch.undo()
    assert milex("index").code == 0
    assert milex("search", "trata", "--country", "UY", "--json").json["total"] == 1


SENTENCES = [
    (("laws", "--jso"), "There is no option ‹--jso›. Did you mean --json?"),
    (("sho", "x"), "There is no command ‹sho›. Did you mean show?"),
    (("laws", "--country"), "--country needs a value after it. See `milex laws --help`."),
    (("index", "now", "please"), "‹now› ‹please› is more than is expected. See `milex index"),
    (("import",), "PATH is missing."),
    (("import", "no/such"), "there is no file or folder ‹no/such›."),
    (("outline", "."), "‹.› is a folder; name a file."),
    (("export", "py/ley/1", "-o", "."), "-o / --output cannot be used: ‹.› is a folder"),
    (("evaluate", "pyproject.toml"), "‹pyproject.toml› is a file; name a folder."),
]


@pytest.mark.parametrize(
    ("arguments", "sentence"), SENTENCES, ids=[" ".join(words) for words, _ in SENTENCES]
)
def test_wrong_use_says_what_is_wrong_in_both_languages(
    milex: Any, arguments: tuple[str, ...], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    english, spanish = milex(*arguments), milex(*arguments, language="es")
    assert (english.code, spanish.code) == (2, 2)
    assert sentence in english.err
    words = {"is", "missing", "needs", "expected", "folder", "option", "See"}
    assert not words & set(spanish.err.replace("`", " ").split())


def test_the_size_of_a_large_file_and_its_limit_are_told(milex: Any, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_bytes(b"Palabra. " * 300_000)
    answer = milex("outline", path, MILEX_SIZE_LIMIT_MB="1")
    assert answer.code == 1
    assert "has 2.6 MB, over the limit of 1 MB" in answer.err
    assert "MILEX_SIZE_LIMIT_MB" in answer.err


def test_a_topic_that_is_none_is_told_with_the_likely_ones(milex: Any, imported: str) -> None:
    answer = milex("laws", "--topic", "traficking")
    assert (answer.code, answer.out) == (0, "")
    assert "it knows trafficking." in answer.err
    assert milex("laws", "--topic", "refugee").err.startswith("No law here passes")


def test_the_database_in_a_folder_that_cannot_be_written_is_told(
    milex: Any, home: Path, tmp_path: Path
) -> None:
    home.write_text("a file where the data folder should be")
    for language in ("en", "es"):
        answer = milex("init", language=language)
        assert (answer.code, answer.err.count("\n")) == (3, 1)
        assert str(home) in answer.err
