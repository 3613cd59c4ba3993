"""Every verb on a small library: what it prints, and its exit code."""

import csv
import io
import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from sqlalchemy import create_engine, text

from milex.cli.desk import Desk

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def test_init_with_demo_gives_a_library_of_sample_laws(milex: Any) -> None:
    answer = milex("init", "--demo")
    assert answer.code == 0, answer.err
    laws = milex("laws", "--json").json
    assert len(laws) >= 6
    assert all(law["is_sample"] for law in laws)
    assert {law["language"] for law in laws} == {"en", "es"}
    assert milex("search", "trata", "--json").json["total"] > 0


def test_init_again_keeps_what_is_there(milex: Any, imported: str) -> None:
    assert milex("init").code == 0
    assert [law["law"] for law in milex("laws", "--json").json] == [imported]


def test_import_reports_law_version_and_articles(milex: Any, law_file: Path) -> None:
    milex("init")
    answer = milex(
        "import", law_file, "--country", "py", "--date", "2012-12-13", "--topic", "trafficking",
        "--title", "Ley de prueba", "--number", "9901", "--kind", "ley", "--language", "es",
        "--json",
    )  # fmt: skip
    assert answer.code == 0
    (law,) = answer.json["laws"]
    assert law["law"] == "py/ley/9901-2012"
    assert (law["version"], law["articles"], law["outcome"]) == ("2012-12-13", 3, "added")
    assert law["path"] == str(law_file)
    assert answer.json["refused"] == []
    assert milex("laws", "--topic", "trafficking", "--json").json[0]["title"] == "Ley de prueba"


def test_importing_again_changes_nothing(milex: Any, imported: str, law_file: Path) -> None:
    before = milex("laws", "--json").out
    again = milex("import", law_file, "--country", "PY", "--date", "2012-12-13", "--json")
    assert again.json["laws"][0]["outcome"] == "unchanged"
    assert milex("laws", "--json").out == before


def test_importing_changed_text_adds_a_version(milex: Any, imported: str, law_file: Path) -> None:
    law_file.write_text(law_file.read_text("utf-8").replace("toda víctima", "cada víctima"))
    again = milex("import", law_file, "--country", "PY", "--date", "2012-12-13", "--json")
    assert again.json["laws"][0]["outcome"] == "new_version"
    (law,) = milex("laws", "--json").json
    assert law["versions"] == ["2012-12-13", "2012-12-13-2"]
    assert milex("search", "víctima", "--json").json["total"] == 1, "only the current version"


def test_a_dry_run_stores_nothing(milex: Any, law_file: Path, home: Path) -> None:
    answer = milex("import", law_file, "--country", "PY", "--dry-run", "--json")
    assert answer.code == 0
    assert answer.json["laws"][0]["articles"] == 3
    assert not home.exists()


def test_outline_shows_what_is_in_a_file(milex: Any, law_file: Path) -> None:
    found = milex("outline", law_file, "--country", "PY", "--json").json
    assert [article["num"] for article in found["articles"]] == ["1", "2", "3"]
    assert found["language"] == "es"
    assert [division["num"] for division in found["divisions"]] == ["I"]
    assert found["conservation"] > 0.99
    plain = milex("outline", law_file, "--country", "PY")
    assert plain.code == 0
    assert len([x for x in plain.out.splitlines() if x.strip()[:1].isdigit()]) == 3


def test_laws_are_plain_lines_in_a_pipe(milex: Any, imported: str) -> None:
    line = milex("laws").out.splitlines()[0].split("\t")
    assert line[:3] == [imported, "2012-12-13", "3"]


def test_laws_that_no_filter_passes_are_none(milex: Any, imported: str) -> None:
    answer = milex("laws", "--country", "UY")
    assert (answer.code, answer.out) == (0, "")
    assert "these filters" in answer.err


def test_an_empty_library_says_how_to_fill_it(milex: Any) -> None:
    milex("init")
    answer = milex("laws")
    assert (answer.code, answer.out) == (0, "")
    assert "milex import" in answer.err


def test_show_lists_articles_and_shows_one(milex: Any, imported: str) -> None:
    assert [a["eid"] for a in milex("show", imported, "--json").json["articles"]] == [
        "art_1",
        "art_2",
        "art_3",
    ]
    for wanted in ("2", "2º", "art_2", " 2 "):
        article = milex("show", imported, "--article", wanted, "--json").json["article"]
        assert article["num"] == "2"
        assert "Oficina de Ensayos" in article["text"]
    assert "Oficina de Ensayos" in milex("show", imported, "--article", "2").out
    assert "art_3" in milex("show", imported).out


def test_a_law_may_be_named_in_capitals_or_with_slashes(milex: Any, imported: str) -> None:
    assert milex("show", f"/{imported.upper()}/", "--json").json["law"] == imported


@pytest.mark.parametrize(
    "arguments", [("--article", "99"), ("--version", "1999-01-01"), ("--article", "")]
)
def test_an_unknown_article_or_version_is_wrong_use(
    milex: Any, imported: str, arguments: tuple[str, str]
) -> None:
    answer = milex("show", imported, *arguments)
    assert (answer.code, answer.out) == (2, "")


def test_search_answers_in_its_contract(milex: Any, imported: str) -> None:
    answer = milex("search", "trata de personas", "--country", "PY", "--json").json
    assert {"total", "hits", "facets", "notes"} <= set(answer)
    (hit,) = answer["hits"]
    assert (hit["law"], hit["version"], hit["country"]) == (imported, "2012-12-13", "PY")
    assert hit["article"]["num"] == "2"
    assert "trata de personas" in hit["snippet"]
    assert hit["score"] > 0
    assert answer["facets"]["country"] == [["PY", 1]]


@pytest.mark.parametrize(
    "query", ["", " ", '"', "((", "AND OR NOT", "a*", "*", "trata~9", "\x00", "🙂", "x" * 5000]
)
def test_any_query_is_answered(milex: Any, imported: str, query: str) -> None:
    assert milex("search", "--json", "--", query).code == 0


def test_search_filters_by_year_and_language(milex: Any, imported: str) -> None:
    totals = [
        milex("search", "trata", *filters, "--json").json["total"]
        for filters in (
            ("--from", "2012", "--to", "2012"),
            ("--from", "2013"),
            ("--to", "2011"),
            ("--language", "en"),
        )
    ]
    assert totals == [1, 0, 0, 0]


def test_search_groups_sorts_and_pages(milex: Any, imported: str) -> None:
    grouped = milex("search", "víctima OR prueba", "--by-law", "--json").json
    assert grouped["law_total"] == 1
    assert grouped["laws"] == [{"law": imported, "articles": grouped["total"]}]
    whole = milex("search", "víctima OR prueba", "--sort", "date", "--json").json["hits"]
    rest = milex("search", "víctima OR prueba", "--sort", "date", "--offset", "1", "--json").json
    assert rest["hits"] == whole[1:]


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        (("--kind", "ley"), 1),
        (("--kind", "act"), 0),
        (("--status", "repealed"), 0),
        (("--law", "py/ley/1-1900"), 0),
    ],
)
def test_search_filters_by_kind_state_and_law(
    milex: Any, imported: str, filters: tuple[str, str], total: int
) -> None:
    assert milex("search", "trata", *filters, "--json").json["total"] == total
    assert milex("search", "trata", "--law", imported, "--json").json["total"] == 1


def test_search_writes_a_table_for_spreadsheets(milex: Any, imported: str) -> None:
    answer = milex("search", "trata", "--csv", language="es")
    rows = list(csv.DictReader(io.StringIO(answer.out.removeprefix("\ufeff"))))
    assert answer.out.startswith("\ufeff")
    (row,) = rows
    assert (row["Ley"], row["País"], row["Artículo"]) == (imported, "PY", "2")
    assert "trata de personas" in row["Extracto"]
    assert row["Ubicación"]
    both = milex("search", "trata", "--csv", "--json")
    assert (both.code, both.out) == (2, "")


def test_search_proposes_words_that_the_laws_have(milex: Any, imported: str) -> None:
    answer = milex("search", "vicitma")
    assert "victima" not in answer.out
    assert milex("search", "trata", "--json").json["did_you_mean"] is None


@pytest.mark.parametrize(
    ("language", "example"), [("en", "penalty NEAR/5 trafficking"), ("es", "pena CERCA/5 trata")]
)
def test_search_says_how_to_ask(milex: Any, language: str, example: str) -> None:
    assert example in milex("search", "--help", language=language).out


def test_search_prints_what_matched(milex: Any, imported: str) -> None:
    answer = milex("search", "trata")
    assert answer.code == 0
    assert imported in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_compare_answers_in_its_contract(milex: Any, imported: str) -> None:
    answer = milex("compare", imported, "--format", "json").json
    assert (answer["law"], answer["version"]) == (imported, "2012-12-13")
    assert answer["checklist"] == "milex-un-tip-som"
    for finding in answer["findings"]:
        assert {
            "provision",
            "verdict",
            "confidence",
            "elements",
            "articles",
            "evidence",
            "log",
        } <= (set(finding))
        for evidence in finding["evidence"]:
            assert evidence["end"] - evidence["start"] == len(evidence["quote"])
    assert answer == milex("compare", imported, "--json").json


def test_compare_writes_to_a_file(milex: Any, imported: str, tmp_path: Path) -> None:
    path = tmp_path / "found.txt"
    answer = milex("compare", imported, "-o", path)
    assert (answer.code, answer.out) == (0, "")
    assert path.read_text("utf-8") == milex("compare", imported).out


def test_compare_takes_one_group(milex: Any, imported: str) -> None:
    whole = milex("compare", imported, "--json").json["findings"]
    part = milex("compare", imported, "--group", "A", "--json").json["findings"]
    assert 0 < len(part) < len(whole)
    unknown = milex("compare", imported, "--group", "Z")
    assert unknown.code == 2
    assert "A, B" in unknown.err


def test_an_unknown_checklist_is_wrong_use(milex: Any, imported: str) -> None:
    answer = milex("compare", imported, "--checklist", "none")
    assert answer.code == 2
    assert "milex-un-tip-som" in answer.err


def test_a_file_that_cannot_be_written_is_told(milex: Any, imported: str, tmp_path: Path) -> None:
    answer = milex("export", imported, "-o", tmp_path / "no" / "such" / "law.xml")
    assert answer.code == 3
    assert answer.err.count("\n") == 1


def test_export_gives_akoma_ntoso_and_text(milex: Any, imported: str, tmp_path: Path) -> None:
    path = tmp_path / "law.xml"
    assert milex("export", imported, "--format", "akn", "-o", path).code == 0
    root = etree.parse(path).getroot()
    assert len(list(root.iter(f"{AKN}article"))) == 3
    plain = milex("export", imported, "--format", "txt").out
    assert "Oficina de Ensayos" in plain
    assert plain.index("Artículo 1") < plain.index("Artículo 3")


@pytest.mark.parametrize(
    ("form", "begins"),
    [("akn", b"<?xml"), ("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype html>")],
)
def test_a_law_is_exported_in_every_form(
    milex: Any, imported: str, tmp_path: Path, form: str, begins: bytes
) -> None:
    path = tmp_path / f"law.{form}"
    assert milex("export", imported, "--format", form, "-o", path).code == 0
    assert path.read_bytes().startswith(begins)


def test_what_is_exported_can_be_imported_again(milex: Any, imported: str, tmp_path: Path) -> None:
    path = tmp_path / "again.xml"
    milex("export", imported, "-o", path)
    again = milex("import", path, "--json").json["laws"][0]
    assert (again["law"], again["outcome"]) == (imported, "unchanged")


def test_index_mends_what_a_killed_import_left(milex: Any, imported: str, home: Path) -> None:
    alter(
        home,
        "INSERT INTO index_tasks (law_id, created_at) SELECT id, '2020-01-01 00:00:00' FROM laws",
    )
    ill = milex("doctor", "--json")
    assert ill.code == 1
    assert [d["check"] for d in ill.json if d["condition"] == "unwell"] == ["tasks"]
    assert milex("index").code == 0
    assert milex("doctor").code == 0


def test_doctor_sees_an_index_that_disagrees(milex: Any, imported: str, home: Path) -> None:
    alter(home, "UPDATE versions SET article_count = 9")
    answer = milex("doctor")
    assert answer.code == 1
    assert "milex index --rebuild" in answer.out


def test_doctor_sees_damaged_xml(milex: Any, imported: str, home: Path) -> None:
    alter(home, "UPDATE versions SET xml = x'3c612f3e'")
    answer = milex("doctor", "--json")
    assert [d["check"] for d in answer.json if d["condition"] == "unwell"] == ["xml"]
    assert imported in answer.out


def test_doctor_sees_a_missing_index(milex: Any, imported: str, home: Path) -> None:
    (home / "index").rename(home / "gone")
    answer = milex("doctor")
    assert answer.code == 3
    assert "milex index --rebuild" in answer.out


def test_a_database_of_a_newer_schema_is_told_by_every_verb(
    milex: Any, imported: str, home: Path
) -> None:
    alter(home, "UPDATE alembic_version SET version_num = '9999'")
    for arguments in (("laws",), ("search", "trata"), ("init",), ("doctor",), ("import", home)):
        answer = milex(*arguments)
        assert answer.code == 3, arguments
        assert "9999" in answer.err + answer.out


def test_an_import_is_told_in_lines_with_its_refusals(milex: Any, law_file: Path) -> None:
    law_file.with_name("empty.txt").write_bytes(b"")
    milex("init")
    first = milex("import", law_file.parent, "--country", "PY", "--date", "2012-12-13")
    assert first.code == 1
    assert first.out.split("\t")[1:4] == ["2012-12-13", "3", "added"]
    assert "empty.txt" in first.err
    assert first.err.endswith("1 file taken, 1 refused.\n")
    law_file.write_text(law_file.read_text("utf-8") + "\nArtículo 4.- Otra cosa se dispone.\n")
    outcomes = [
        milex("import", law_file, "--country", "PY", "--date", "2012-12-13", *more).out.split("\t")
        for more in (("--dry-run",), (), (), ("--title", "Otro título"))
    ]
    assert [cells[3] for cells in outcomes] == [
        "would be imported",
        "new version",
        "unchanged",
        "updated",
    ]


def test_on_a_terminal_laws_are_a_table_with_headings(
    milex: Any, imported: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "is_terminal", True)
    monkeypatch.setenv("COLUMNS", "80")
    lines = milex("laws").out.splitlines()
    assert lines[0].split() == ["Law", "Version", "Articles", "Title"]
    assert lines[1].startswith(imported)
    assert max(map(len, lines)) <= 80


def test_help_is_in_the_language_of_the_reader(milex: Any) -> None:
    english, spanish = milex("--help").out, milex("--help", language="es").out
    assert english.startswith("Usage: milex")
    assert spanish.startswith("Uso: milex")
    for word in ("Options:", "Commands:", "Show this message"):
        assert word in english
        assert word not in spanish


VERBS = (
    "init", "import", "outline", "laws", "show", "search", "compare", "evaluate", "index",
    "doctor", "export", "serve",
)  # fmt: skip


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_in_both_languages(milex: Any, verb: str) -> None:
    english, spanish = milex(verb, "--help"), milex(verb, "--help", language="es")
    assert (english.code, spanish.code) == (0, 0)
    sentences = [line for line in english.out.splitlines() if len(line.split()) > 6]
    assert [line for line in sentences if line in spanish.out] == [], "not translated"


def test_the_help_names_every_verb(milex: Any) -> None:
    listed = milex("--help").out
    assert all(f"\n  {verb} " in listed for verb in VERBS)


def test_no_command_shows_the_help(milex: Any) -> None:
    answer = milex()
    assert answer.code == 2
    assert "Usage: milex" in answer.err


def test_serve_tells_a_port_that_is_taken(milex: Any, imported: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        answer = milex("serve", "--port", str(other.getsockname()[1]))
    assert answer.code == 3
    assert "--port" in answer.err


def test_a_wrong_setting_ends_the_program_in_its_language(home: Path) -> None:
    command = [sys.executable, "-c", "from milex.cli import main; main()", "laws"]
    environment = {"MILEX_HOME": str(home), "MILEX_SIZE_LIMIT_MB": "much", "LANG": "es_PY.UTF-8"}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "MILEX_SIZE_LIMIT_MB" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_reader_that_goes_away_is_no_error(milex: Any, home: Path) -> None:
    milex("init", "--demo")
    code = "from milex.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "compare", "xa/ley/214-2021", "--json"],
        env={"MILEX_HOME": str(home), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=60)


def test_evaluate_measures_against_a_gold_folder(milex: Any, law_file: Path) -> None:
    gold = law_file.parent.parent / "gold"
    gold.mkdir()
    columns = ("key", "file", "country", "language", "topics", "title", "number", "date")
    row = ("py-1", law_file.name, "PY", "es", "trafficking", "Ley", "9901", "2012-12-13")
    (gold / "laws.tsv").write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n")
    verdict = {"item": "tip.3b.consent", "group": "A", "verdict": "absent", "articles": []}
    (gold / "py-1.jsonl").write_text(json.dumps(verdict) + "\n")
    for arguments in ((gold, law_file.parent), (gold,)):
        answer = milex("evaluate", *arguments, "--json")
        assert answer.code == 0
        assert answer.json["accuracy"] == 1.0
        assert set(answer.json["by_law"]) == {"py-1"}
    assert "1.000" in milex("evaluate", gold).out
    assert milex("evaluate", law_file.parent).code == 2


def alter(home: Path, statement: str) -> None:
    """Changes the database behind the program's back."""
    engine = create_engine(f"sqlite:///{home / 'milex.db'}")
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_an_outline_needs_no_country(milex: Any, law_file: Path) -> None:
    answer = milex("outline", law_file, "--json")
    assert answer.code == 0, answer.err
    assert len(answer.json["articles"]) == 3


def test_a_search_that_finds_nothing_says_what_to_try(milex: Any, imported: str) -> None:
    answer = milex("search", "zzzz")
    assert answer.code == 0
    assert "--across" in answer.out


def test_init_writes_the_index_anew_where_its_database_is_gone(
    milex: Any, imported: str, home: Path
) -> None:
    for path in home.glob("milex.db*"):
        path.unlink()
    assert milex("init").out.endswith("0 laws, 0 articles.\n")
    assert milex("doctor").code == 0


def test_every_line_of_help_fits_eighty_columns(milex: Any) -> None:
    for language in ("en", "es"):
        for arguments in ((), *((verb,) for verb in VERBS)):
            lines = milex(*arguments, "--help", language=language).out.splitlines()
            assert max(map(len, lines)) <= 80
            assert not [line for line in lines if line.endswith("...")], "a sentence is cut"


@pytest.mark.parametrize(("language", "heading"), [("en", "The verdict"), ("es", "El resultado")])
def test_compare_explains_a_provision_step_by_step(
    milex: Any, imported: str, language: str, heading: str
) -> None:
    answer = milex("compare", imported, "--explain", "tip.6.3a.housing", language=language)
    assert answer.code == 0
    assert heading in answer.out
    as_json = milex("compare", imported, "--explain", "tip.6.3a.housing", "--json")
    assert as_json.json["rule"] == "nothing_found"


def test_an_unknown_provision_to_explain_is_told_what_looks_like_it(
    milex: Any, imported: str
) -> None:
    answer = milex("compare", imported, "--explain", "tip.6.3a.house")
    assert answer.code == 2
    assert "tip.6.3a.housing" in answer.err
