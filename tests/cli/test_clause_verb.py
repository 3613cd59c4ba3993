"""``milex clause``: a drafter finds the clause that a draft lacks."""

from pathlib import Path
from typing import Any

import pytest

from corpus.clauses.loader import bundled_clauses, clause_paths


def test_all_clauses_are_listed(milex: Any) -> None:
    rows = milex("clause", "list", "--json").json
    assert len(rows) == len(bundled_clauses().clauses) > 100
    assert len(milex("clause", "list").out.splitlines()) == len(rows)
    assert {row["group"] for row in rows} == set("ABCDE")


def test_the_clauses_of_a_group_or_of_a_provision_are_listed(milex: Any) -> None:
    rows = milex("clause", "list", "--group", "c", "--json").json
    assert {row["group"] for row in rows} == {"C"}
    found = milex("clause", "list", "--provision", "tip.3c.child", "--json").json
    assert [row["clause"] for row in found] == ["child-trafficking", "trafficking-offence"]


def test_a_clause_is_shown_with_its_notes_and_other_wordings(milex: Any) -> None:
    shown = milex("clause", "show", "consent-irrelevant").out
    assert "it is no defence that the victim agreed" in shown
    assert "To decide:" in shown
    assert "Another wording: Irrelevant in every case" in shown


def test_a_clause_is_shown_in_the_language_of_the_draft(milex: Any) -> None:
    shown = milex("clause", "show", "consent-irrelevant", "--language", "es").out
    assert "carece de todo efecto jurídico" in shown
    assert "To decide:" in shown  # notes stay in the reader's language
    assert "Por decidir:" in milex("clause", "show", "consent-irrelevant", language="es").out


def test_a_clause_as_json_has_both_languages(milex: Any) -> None:
    row = milex("clause", "show", "consent-irrelevant", "--json").json
    assert row["provisions"] == ["tip.3b.consent"]
    assert set(row["text"]) == set(row["heading"]) == set(row["decide"]) == {"en", "es"}
    assert row["options"][0]["option"] == "consent-irrelevant/in-every-case"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "no-such"), "milex clause list"),
        (("list", "--group", "Z"), "has no group ‹Z›"),
        (("list", "--provision", "tip.3d.wage"), "has no provision ‹tip.3d.wage›"),
    ],
)
def test_what_is_not_there_is_wrong_use(milex: Any, words: tuple[str, ...], told: str) -> None:
    answer = milex("clause", *words)
    assert answer.code == 2
    assert told in answer.err


def test_a_broken_file_is_told_with_its_line(milex: Any, tmp_path: Path) -> None:
    text = clause_paths()[0].read_text(encoding="utf-8")
    path = tmp_path / "a.yaml"
    path.write_text(text.replace("[tip.3b.consent]", "[tip.3b.assent]"), encoding="utf-8")
    answer = milex("clause", "lint", path)
    line = 1 + text[: text.index("[tip.3b.consent]")].count("\n")
    assert answer.code == 1
    assert f"line {line}: The checklist milex-un-tip-som has no provision" in answer.out


def test_a_clause_that_does_not_answer_its_provision_is_told(milex: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        """\
checklist: milex-un-tip-som
group: A
version: 1.0.0
status: draft
clauses:
  - id: consent
    provisions: [tip.3b.consent]
    heading: {en: Consent, es: Consentimiento}
    text:
      en: The consent of a victim of trafficking is irrelevant.
      es: El [ministerio] publicará cada año un informe.
    decide: {en: Its date., es: Su fecha.}
    beware: {en: Of delay., es: De la demora.}
""",
        encoding="utf-8",
    )
    found = milex("clause", "lint", path, "--json")
    assert found.code == 1
    (problem,) = found.json["files"][0]["problems"]
    assert problem["code"] == "not_full"
    assert "‹consent› in ‹es›" in problem["message"]


def test_a_folder_without_clauses_is_a_problem(milex: Any, tmp_path: Path) -> None:
    assert milex("clause", "lint", tmp_path).code == 1
