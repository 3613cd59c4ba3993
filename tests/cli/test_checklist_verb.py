"""``milex checklist``: a legal officer sees the checklists and what is wrong with a file."""

from pathlib import Path
from typing import Any

import pytest

from corpus.checklists.loader import bundled_paths

TINY = """\
checklist: tiny
version: 0.1.0
status: draft
date: '2026-01-01'
title: {en: Tiny, es: Pequeña}
changes: [{version: 0.1.0, date: '2026-01-01', text: First.}]
instruments: {TIP: {en: A protocol, es: Un protocolo}}
groups: {A: {en: Definition, es: Definición}}
regimes:
  trafficking:
    label: {en: Trafficking, es: Trata}
    topics: [trafficking]
    title: {en: [human traffick*], es: [trata]}
    text: {en: [human traffick*], es: [trata]}
items:
  - id: tip.3a.act
    group: A
    level: mandatory
    source: [{instrument: TIP, article: 3(a)}]
    label: {en: Act, es: Acto}
    question: {en: Which acts are criminal?, es: '¿Qué actos son delito?'}
    full: any
    partial: any
    scope: provision
    regime: [trafficking]
    changes: [{version: 0.1.0, level: mandatory}]
    elements:
      act: {label: {en: recruitment, es: captación}, en: [recruit*], es: [capt*]}
    tests:
      en:
        - full: Whoever recruits another is guilty.
        - absent: Whoever paints a wall is guilty.
      es:
        - full: Quien capte a otro comete un delito.
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_a_sound_checklist_is_told_to_be_sound(milex: Any, tiny: Path) -> None:
    answer = milex("checklist", "lint", tiny)
    assert answer.code == 0
    assert answer.out == f"{tiny} is sound: 1 provision, 3 tests.\n"


@pytest.mark.parametrize(
    ("written", "by", "line", "words"),
    [
        ("level: mandatory\n    source", "level: optional\n    source", 18, "was ‹mandatory›"),
        ("    source: [{instrument: TIP, article: 3(a)}]\n", "", 16, "‹source› is missing"),
        ("es: [capt*]", "es: []", 28, "lacks its ‹es› version"),
        ("regime: [trafficking]", "regime: [fishing]", 25, "‹fishing› is not known"),
        ("en: [recruit*]", "en: ['(recruit*']", 28, "never closed"),
        ("paints a wall", "recruits", 32, "asks for ‹absent›, but the comparison finds ‹full›"),
    ],
)
def test_each_problem_is_one_sentence_with_its_line(
    milex: Any, tiny: Path, written: str, by: str, line: int, words: str
) -> None:
    assert written in TINY
    tiny.write_text(TINY.replace(written, by, 1), encoding="utf-8")
    answer = milex("checklist", "lint", tiny)
    assert answer.code == 1
    (sentence,) = answer.out.splitlines()
    assert sentence.startswith(f"{tiny} line {line}: ")
    assert words in sentence
    problems = milex("checklist", "lint", tiny, "--json").json["checklists"][0]["problems"]
    assert [problem["line"] for problem in problems] == [line]


def test_a_file_that_is_no_yaml_is_told_once_with_its_line(milex: Any, tiny: Path) -> None:
    tiny.write_text(TINY.replace("items:", "items: {"), encoding="utf-8")
    answer = milex("checklist", "lint", tiny)
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.startswith("tiny.yaml line 16 is not valid YAML")


def test_an_id_used_twice_is_told_in_the_readers_language(milex: Any, tiny: Path) -> None:
    item = TINY[TINY.index("  - id:") :]
    tiny.write_text(TINY + item, encoding="utf-8")
    answer = milex("checklist", "lint", tiny, language="es")
    assert answer.code == 1
    assert ", línea 35: El identificador" in answer.out
    assert "‹tip.3a.act›" in answer.out


def test_a_folder_stands_for_its_yaml_files(milex: Any, tiny: Path) -> None:
    (tiny.parent / "notes.txt").write_text("no checklist", encoding="utf-8")
    answer = milex("checklist", "lint", tiny.parent, "--json")
    assert [one["checklist"] for one in answer.json["checklists"]] == ["tiny"]


def test_a_folder_without_a_checklist_is_told(milex: Any, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = milex("checklist", "lint", tmp_path / "empty")
    assert (answer.code, answer.out) == (1, "")
    assert "no checklist" in answer.err


def test_a_path_that_is_not_there_is_wrong_use(milex: Any, tmp_path: Path) -> None:
    assert milex("checklist", "lint", tmp_path / "none.yaml").code == 2


def test_the_bundled_checklists_are_listed(milex: Any) -> None:
    rows = milex("checklist", "list", "--json").json
    assert len(rows) == len(bundled_paths())
    listed = milex("checklist", "list").out
    assert all(row["checklist"] in listed for row in rows)


def test_a_provision_is_shown_with_its_question_and_source(milex: Any) -> None:
    shown = milex("checklist", "show", "tip.3b.consent", language="es").out
    assert "¿es jurídicamente irrelevante el consentimiento" in shown
    assert "Protocolo para Prevenir" in shown
    row = milex("checklist", "show", "tip.3b.consent", "--json").json
    assert row["source"][0] == {"instrument": "TIP", "article": "3(b)"}
    assert row["elements"]["irrelevant"]["phrases"]["en"]


def test_all_provisions_of_a_checklist_are_shown(milex: Any) -> None:
    rows = milex("checklist", "show", "--json").json
    assert len(milex("checklist", "show").out.splitlines()) == len(rows)


@pytest.mark.parametrize("words", [("tip.99",), ("--checklist", "none")])
def test_what_is_not_there_is_wrong_use(milex: Any, words: tuple[str, ...]) -> None:
    answer = milex("checklist", "show", *words)
    assert (answer.code, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1
