"""``milex matrix`` and ``milex compare --country``."""

from pathlib import Path

import pytest

import corpus.samples

OFFENCE = """LEY N° 11

QUE REPRIME LA TRATA DE PERSONAS

Artículo 1.- Comete el delito de trata de personas quien capte, transporte, traslade, acoja o reciba
a una persona con violencia, amenaza, engaño o abuso de poder y con fines de explotación sexual o de
trabajo forzado. Será reprimido con prisión de cinco a diez años.

Artículo 2.- El consentimiento de la víctima es irrelevante.
"""
OTHER = """LEY N° 12

QUE ORDENA LOS FAROS

Artículo 1.- La oficina pinta los faros una vez en cada año y anota el color que se usó.

Artículo 2.- El guardián que duerme durante su turno paga una multa de diez jornales.
"""


SAMPLE = Path(corpus.samples.__file__).parent / "xb-ley-1187-1996.xml"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, milex_in) -> Path:
    """A data folder with two laws of Paraguay, one of Uruguay and one of a fictional State."""
    folder = tmp_path_factory.mktemp("states")
    home = folder / "home"
    run = milex_in(home)
    run("init")
    assert run("import", SAMPLE).code == 0
    for number, (country, text) in enumerate((("PY", OFFENCE), ("PY", OTHER), ("UY", OTHER))):
        path = folder / f"ley-{number}.txt"
        path.write_text(text, encoding="utf-8")
        day = f"200{number + 1}-03-04"
        title = "Ley contra la trata de personas" if text == OFFENCE else "Ley de Faros"
        known = ("--country", country, "--date", day, "--title", title)
        answer = run("import", path, *known)
        assert answer.code == 0, answer.err
    return home


@pytest.fixture
def milex(milex_in, library: Path):
    """Runs a command line on that folder."""
    return milex_in(library)


def test_countries_stand_side_by_side(milex) -> None:
    answer = milex("matrix", "--group", "A")
    assert answer.code == 0
    assert "2 States, 3 laws in force on " in answer.out
    assert "samples of fictional States: xb/ley/1187-1996" in answer.out
    assert "  PY UY\n" in answer.out
    assert "Paraguay (PY), 2 laws" in answer.out
    assert "score" not in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_the_matrix_speaks_spanish(milex) -> None:
    answer = milex("matrix", "--group", "A", language="es")
    assert "2 Estados, 3 leyes vigentes al " in answer.out
    assert "halló en las leyes consultadas" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_the_json_says_where_each_answer_stands(milex) -> None:
    data = milex("matrix", "--country", "PY", "--country", "UY", "--json").json
    assert (data["by"], [row["country"] for row in data["rows"]]) == ("country", ["PY", "UY"])
    cells = [{cell["provision"]: cell for cell in row["cells"]} for row in data["rows"]]
    mine, theirs = (cell["tip.3b.consent"] for cell in cells)
    assert mine["verdict"] == "full"
    assert (mine["law"], mine["articles"]) == ("py/ley/11-2001", ["2"])
    assert theirs["verdict"] == "undetermined"  # Uruguay has no law on trafficking here
    assert theirs["searched"] == 0
    assert set(data["rows"][0]["counts"]["mandatory"]) >= {"full", "absent"}


def test_a_matrix_by_law_has_a_row_each_law(milex) -> None:
    data = milex("matrix", "--by", "law", "--country", "PY", "--json").json
    assert [row["laws"][0]["law"] for row in data["rows"]] == ["py/ley/11-2001", "py/ley/12-2002"]
    assert data["on"] is None
    text = milex("matrix", "--by", "law", "--country", "PY", "--group", "A").out
    assert "1  Ley contra la trata de personas (py/ley/11-2001, 2001-03-04)" in text
    assert "not found in this instrument" in text


def test_the_day_decides_which_laws_count(milex) -> None:
    data = milex("matrix", "--on", "2001-12-31", "--country", "PY", "--json").json
    assert [law["law"] for law in data["rows"][0]["laws"]] == ["py/ley/11-2001"]
    assert [each["reason"] for each in data["left_out"]] == ["not_yet_in_force"]


def test_many_laws_are_told_in_numbers(milex, monkeypatch) -> None:
    monkeypatch.setattr("milex.reports.matrix_text.MOST_BLOCKS", 0)
    text = milex("matrix", "--by", "law", "--group", "A").out
    assert "in how many of them" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_country_answers_with_its_best_law(milex) -> None:
    answer = milex("compare", "--country", "PY", "--group", "A")
    assert answer.code == 0
    assert "Paraguay (PY): 2 laws in force on " in answer.out
    assert "py/ley/12-2002 (2002-03-04)" in answer.out
    assert "tip.3b.consent; py/ley/11-2001, Artículo 2" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 80


def test_a_country_without_a_law_on_the_subject_is_not_said_to_lack_it(milex) -> None:
    words = " ".join(milex("compare", "--country", "UY", "--group", "A").out.split())
    assert "no law on this subject is held here" in words
    assert "not found in" not in words.split("level by level")[1]


def test_the_country_view_as_json_holds_findings_and_laws(milex) -> None:
    data = milex("compare", "--country", "PY", "--json").json
    assert [law["law"] for law in data["laws"]] == ["py/ley/11-2001", "py/ley/12-2002"]
    consent = next(f for f in data["findings"] if f["provision"] == "tip.3b.consent")
    assert consent["law"] == "py/ley/11-2001"
    assert consent["evidence"][0]["article"] == "2"
    assert consent["log"]["phrases"]


@pytest.mark.parametrize(
    "command",
    [
        ["compare", "py/ley/11-2001"],
        ["compare", "--country", "PY", "--group", "A"],
        ["matrix", "--group", "A"],
        ["matrix", "--by", "law", "--group", "A"],
    ],
)
def test_every_report_can_be_a_file_in_every_format(
    milex, command: list[str], tmp_path: Path
) -> None:
    openings = {"html": b"<!doctype", "docx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    for form, opening in openings.items():
        path = tmp_path / f"report.{form}"
        answer = milex(*command, "--format", form, "-o", str(path))
        assert (answer.code, answer.out) == (0, "")
        assert path.read_bytes().startswith(opening)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["compare"], "Name a law, or a country"),
        (["compare", "py/ley/11-2001", "--country", "PY"], "one of the two"),
        (["compare", "--country", "PY", "--version", "2001"], "belong to a law, not to --country"),
        (["compare", "py/ley/11-2001", "--on", "2001-01-01"], "--on belongs to --country"),
        (["compare", "--country", "XX"], "XX stands for treaties"),
        (["compare", "--country", "QQ"], "‹QQ› is no country's code"),
        (["matrix", "--country", "QQ"], "‹QQ› is no country's code"),
        (["matrix", "--group", "Z"], "has no group ‹Z›"),
        (["matrix", "--on", "yesterday"], "YYYY-MM-DD"),
        (["compare", "py/ley/11-2001", "--explain", "x", "--format", "csv"], "text or json"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(milex, arguments, said: str) -> None:
    answer = milex(*arguments)
    assert answer.code == 2
    assert said in answer.err


def test_an_empty_library_gives_an_empty_matrix(milex_in, tmp_path: Path) -> None:
    milex = milex_in(tmp_path)
    milex("init")
    assert "No law here passes these filters." in milex("matrix").out
    assert milex("matrix", "--json").json["rows"] == []
    words = milex("compare", "--country", "PY").out
    assert "no law of this State is held here" in " ".join(words.split())
