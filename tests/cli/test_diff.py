"""``milex diff``: two laws, or two versions of one, side by side."""

from pathlib import Path

import pytest

OLD = """LEY N° 77

QUE REGULA LOS FAROS

Artículo 1.- La Oficina de Faros pintará cada faro una vez en cada año y anotará el color usado.

Artículo 2.- Toda barca que entre de noche en el puerto llevará dos luces verdes en la proa.

Artículo 3.- El guardián que duerma durante su turno pagará una multa de diez jornales al fondo.
"""
NEW = """LEY N° 77

QUE REGULA LOS FAROS

Artículo 1.- El registro de los guardianes es público y lo lleva la secretaría del municipio.

Artículo 2.- La Oficina de Faros pintará cada faro una vez en cada año y anotará el color usado.

Artículo 3.- El guardián que duerma durante su turno pagará una multa de veinte jornales al fondo.
"""


@pytest.fixture
def two_versions(milex, tmp_path: Path) -> None:
    milex("init")
    for number, text in enumerate((OLD, NEW)):
        path = tmp_path / f"faros-{number}.txt"
        path.write_text(text, encoding="utf-8")
        answer = milex("import", path, "--country", "PY", "--date", f"200{1 + number}-03-04")
        assert answer.code == 0, answer.err


@pytest.fixture
def laws(milex, two_versions: None) -> list[str]:
    return [law["law"] for law in milex("laws", "--json").json]


def test_two_laws_are_laid_side_by_side(milex, laws: list[str]) -> None:
    answer = milex("diff", *laws, "--by", "article")
    assert answer.code == 0
    assert "3 articles before, 3 after." in answer.out
    assert "[-diez-]{+veinte+}" in answer.out
    assert "1 → 2 · renumbered" in answer.out
    assert "1 · inserted" in answer.out
    assert "2 · removed" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_the_json_says_each_pair_and_its_words(milex, laws: list[str]) -> None:
    data = milex("diff", *laws, "--by", "article", "--json").json
    assert [data[side]["law"] for side in ("before", "after")] == laws
    assert data["counts"]["same"] == data["counts"]["changed"] == data["counts"]["added"] == 1
    renumbered = next(pair for pair in data["pairs"] if pair["renumbered"])
    assert (renumbered["kind"], renumbered["changes"]) == ("same", [])
    changed = next(pair for pair in data["pairs"] if pair["kind"] == "changed")
    kept = [part["text"] for part in changed["changes"] if part["kind"] != "removed"]
    assert "".join(kept) in NEW


def test_a_law_beside_itself_has_no_difference(milex, laws: list[str]) -> None:
    assert "The texts are the same." in milex("diff", laws[0], laws[0]).out
    assert "Los textos son iguales." in milex("diff", laws[0], laws[0], language="es").out


def test_the_answer_can_go_to_a_file(milex, laws: list[str], tmp_path: Path) -> None:
    path = tmp_path / "diff.txt"
    assert milex("diff", *laws, "--by", "article", "-o", path).out == ""
    assert path.read_text(encoding="utf-8") == milex("diff", *laws, "--by", "article").out


def test_a_law_alone_is_laid_beside_the_version_before_it(milex, milex_versions: str) -> None:
    law, (first, second) = milex_versions
    alone = milex("diff", law)
    assert alone.out == milex("diff", f"{law}@{first}", f"{law}@{second}").out
    assert f"version {first}" in alone.out


@pytest.fixture
def milex_versions(milex, tmp_path: Path) -> tuple[str, tuple[str, str]]:
    """One law with two wordings of one day."""
    milex("init")
    names = []
    for number, text in enumerate((OLD, NEW)):
        path = tmp_path / f"faros-{number}.txt"
        path.write_text(text, encoding="utf-8")
        answer = milex("import", path, "--country", "PY", "--date", "2001-03-04", "--json")
        names.append(answer.json["laws"][0]["version"])
        law = answer.json["laws"][0]["law"]
    return law, tuple(names)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["py/ley/77-2001@1999"], "has no version ‹1999›"),
        (["py/ley/77-2001@2001-03-04"], "has no version before 2001-03-04"),
        (["py/ley/404-1999", "py/ley/77-2001"], "There is no law ‹py/ley/404-1999›"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    milex, milex_versions, arguments: list[str], said: str
) -> None:
    answer = milex("diff", *arguments)
    assert answer.code == 2
    assert said in answer.err


def test_two_laws_are_compared_provision_by_provision_by_default(milex, laws: list[str]) -> None:
    answer = milex("diff", *laws, "--group", "A")
    assert answer.code == 0
    assert "Provisions with different verdicts: 0 of " in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80
    data = milex("diff", *laws, "--group", "A", "--json").json
    assert data["by"] == "provision"
    assert {p["before"]["verdict"] for p in data["provisions"]} == {"absent"}


@pytest.mark.parametrize("form", ["html", "docx"])
def test_the_differences_can_be_a_page_or_a_word_document(
    milex, laws: list[str], tmp_path: Path, form: str
) -> None:
    for by in ("article", "provision"):
        path = tmp_path / f"{by}.{form}"
        assert milex("diff", *laws, "--by", by, "--format", form, "-o", path).code == 0
        assert path.read_bytes()[:2] == {"html": b"<!", "docx": b"PK"}[form]


def test_laws_in_different_languages_have_no_words_in_common(
    milex, laws: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "act.txt"
    path.write_text(
        "LIGHTS ACT\n\n1. The office shall paint every light once a year.\n\n"
        "2. A keeper who sleeps on duty shall pay a fine of ten days' wages.\n",
        encoding="utf-8",
    )
    milex("import", path, "--country", "UG", "--date", "2004-01-01", "--language", "en")
    (act,) = (law["law"] for law in milex("laws", "--country", "UG", "--json").json)
    answer = milex("diff", laws[0], act, "--by", "article")
    assert answer.code == 2
    assert "--by provision" in answer.err


def test_a_checklist_is_of_no_use_article_by_article(milex, laws: list[str]) -> None:
    answer = milex("diff", *laws, "--by", "article", "--group", "A")
    assert answer.code == 2
    assert "belong to --by provision" in answer.err
