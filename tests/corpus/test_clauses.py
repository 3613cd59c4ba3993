"""Model clauses: the bundled ones are whole, and the linter tells what a lawyer broke."""

import re
from pathlib import Path

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.located import read_located
from corpus.clauses.linter import problems_of
from corpus.clauses.loader import bundled_clauses, library_of, load_clauses
from corpus.errors import InvalidClauses

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
LIBRARY = bundled_clauses()
GOOD = """\
checklist: milex-un-tip-som
group: A
version: 1.0.0
status: draft
clauses:
  - id: age
    provisions: [tip.3d.age]
    heading: {en: Child, es: Niño}
    text:
      en: |
        A child is:
        (a) anyone under [eighteen];
        (b) anyone taken for a child.
      es: |
        Es niño:
        a) quien no cumplió [dieciocho] años;
        b) quien se presuma niño.
    decide: {en: The age., es: La edad.}
    beware: {en: Of majority., es: De la mayoría.}
    options:
      - id: short
        label: {en: Shorter, es: Más breve}
        text: {en: A child is under eighteen., es: El niño no cumplió dieciocho años.}
"""


def codes(text: str) -> list[str]:
    return [problem.code for problem in problems_of(read_located(text, "a.yaml"), CHECKLIST)]


def test_every_provision_of_groups_a_to_e_has_a_clause() -> None:
    asked = {provision.id for provision in CHECKLIST.provisions if provision.group in "ABCDE"}
    answered = {provision for clause in LIBRARY.clauses for provision in clause.provisions}
    assert asked == answered


def test_a_clause_stands_in_the_file_of_its_first_provisions_group() -> None:
    for clause in LIBRARY.clauses:
        provision = CHECKLIST.provision(clause.provisions[0])
        assert provision is not None
        assert clause.group == provision.group, clause.id


def test_placeholders_stand_in_the_twins_of_a_text_in_like_number() -> None:
    for clause in LIBRARY.clauses:
        for wording in clause.wordings:
            to_fill = {
                language: len(re.findall(r"\[(?!the country|el país)", text))
                for language, text in wording.text.items()
            }
            assert abs(to_fill["en"] - to_fill["es"]) <= 1, wording.id


def test_a_clause_has_no_trailing_blanks_nor_empty_lines() -> None:
    for clause in LIBRARY.clauses:
        for wording in clause.wordings:
            for text in wording.text.values():
                assert not re.search(r"^\s*$|[ \t]$", text, re.MULTILINE), wording.id


def test_clauses_that_say_a_provision_alone_come_first() -> None:
    found = [clause.id for clause in LIBRARY.answering("tip.3c.child")]
    assert found == ["child-trafficking", "trafficking-offence"]
    assert LIBRARY.answering("no.such") == ()
    assert LIBRARY.clause("no-such") is None


def test_a_good_file_is_loaded_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD, encoding="utf-8")
    file = load_clauses(path, CHECKLIST)
    (clause,) = file.clauses
    assert (clause.group, clause.provisions) == ("A", ("tip.3d.age",))
    assert clause.wording.text["es"].splitlines()[1] == "a) quien no cumplió [dieciocho] años;"
    (option,) = clause.options
    assert (option.id, option.provisions) == ("age/short", ("tip.3d.age",))
    with pytest.raises(InvalidClauses, match="Two clauses have the id ‹age›"):
        library_of((file, file), CHECKLIST.id)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("tip.3d.age", "tip.3d.wage", "unknown_provision"),
        ("group: A", "group: Z", "unknown_group"),
        ("milex-un-tip-som", "another", "unknown_checklist"),
        ("version: 1.0.0\n", "", "missing_field"),
        ("provisions: [tip.3d.age]", "provisions: []", "missing_field"),
        ("decide: {en: The age., es: La edad.}", "decide: {en: The age.}", "missing_language"),
        ("es: Niño}", "es: ' '}", "missing_language"),
        ("    beware: {en: Of majority., es: De la mayoría.}\n", "", "missing_language"),
        ("id: age", "id: Age Limit", "bad_id"),
        ("group: A", "group: A\ngroup: B", "repeated_key"),
        ("beware:", "warning:", "unknown_field"),
        ("anyone taken for a child", "an illegal migrant who is a child", "persons_illegal"),
        ("quien se presuma niño", "el migrante ilegal", "persons_illegal"),
        ("[eighteen]", "[eighteen", "broken_placeholder"),
        ("[dieciocho]", "[ ]", "broken_placeholder"),
        ("(b) anyone", "(c) anyone", "points_out_of_order"),
        ("        b) quien se presuma niño.\n", "", "points_differ"),
    ],
)
def test_the_linter_names_each_breach(before: str, after: str, code: str) -> None:
    assert codes(GOOD) == []
    assert GOOD.count(before) == 1
    assert code in codes(GOOD.replace(before, after))


def test_an_id_used_twice_is_told() -> None:
    clause = GOOD[GOOD.index("  - id: age") :]
    assert "duplicate_id" in codes(GOOD + clause)


@pytest.mark.parametrize("act", ["an illegal act", "the illegal entry of a person", "cruce ilegal"])
def test_acts_may_be_called_illegal(act: str) -> None:
    assert codes(GOOD.replace("The age.", act)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("a: [", "is not valid YAML"),
        (GOOD.replace("tip.3d.age", "x"), "line 7: The checklist .* has no provision ‹x›"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidClauses, match=told):
        load_clauses(path, CHECKLIST)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidClauses, match="cannot be read as clauses"):
        load_clauses(tmp_path / "none.yaml", CHECKLIST)
