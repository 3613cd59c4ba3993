"""A person overrules the reading: the tree that shows it, and the outline that corrects it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SPANISH = """LEY N° 9902

QUE ORDENA LOS TALLERES

CAPÍTULO I
De los talleres

Artículo 1.- Objeto. Esta ley ordena los talleres de lectura.

Artículo 2.- Horario. Los talleres abren de mañana.

Artículo 3.- Reforma. Modifícase el artículo 7 de la Ley 55, que quedará redactado así:

"Artículo 7.- Los cuadernos son gratuitos."

Artículo 4.- Vigencia. Esta ley rige desde mañana.
Los talleres que ya existen tienen un año para inscribirse.
"""

ENGLISH = """READING ROOMS ACT 2011

PART I
PRELIMINARY

Section 1. Short title. This Act may be cited as the Reading Rooms Act.

Section 2. Hours. Every reading room shall open in the morning.

Section 3. Amendment. Section 7 of the Desks Act is amended to read as follows:

"Section 7. Desks shall be free of charge."

Section 4. Commencement. This Act comes into force tomorrow.
Rooms that are already open have a year to register.
"""

LAWS = pytest.mark.parametrize(
    ("text", "country"), [(SPANISH, "PY"), (ENGLISH, "UG")], ids=["es", "en"]
)
Edit = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def corrected(milex: Any, tmp_path: Path) -> Any:
    """Runs ``outline --json`` on a text, edits its articles, and outlines it again with them."""

    def run(text: str, country: str, edit: Edit) -> dict[str, Any]:
        law, outline = tmp_path / "law.txt", tmp_path / "outline.json"
        law.write_text(text, encoding="utf-8")
        found = milex("outline", law, "--country", country, "--json").json
        edit(found["articles"])
        outline.write_text(json.dumps(found), encoding="utf-8")
        answer = milex("outline", law, "--country", country, "--structure", outline, "--json")
        assert answer.code == 0, answer.err
        return dict(answer.json)

    return run


def numbers(found: dict[str, Any]) -> list[str]:
    return [article["num"] for article in found["articles"]]


@LAWS
def test_an_outline_put_back_unchanged_changes_nothing(
    milex: Any, corrected: Any, tmp_path: Path, text: str, country: str
) -> None:
    again = corrected(text, country, lambda articles: None)
    first = milex("outline", tmp_path / "law.txt", "--country", country, "--json").json
    assert numbers(first) == ["1", "2", "3", "4"]
    assert again == first


@LAWS
def test_a_dropped_article_joins_the_one_before(corrected: Any, text: str, country: str) -> None:
    found = corrected(text, country, lambda articles: articles.pop(1))
    assert numbers(found) == ["1", "3", "4"]
    assert found["conservation"] == 1.0


@LAWS
def test_numbers_and_headings_are_a_persons_to_give(
    corrected: Any, text: str, country: str
) -> None:
    def relabel(articles: list[dict[str, Any]]) -> None:
        articles[1].update(num="2 bis", heading="")

    found = corrected(text, country, relabel)
    assert numbers(found) == ["1", "2 bis", "3", "4"]
    assert found["articles"][1]["eid"] == "art_2bis"
    assert found["articles"][1]["heading"] == ""
    assert found["conservation"] == 1.0


@LAWS
def test_a_quoted_article_becomes_the_laws_own(corrected: Any, text: str, country: str) -> None:
    line = text.splitlines().index(next(x for x in text.splitlines() if x.startswith('"'))) + 1
    found = corrected(text, country, lambda a: a.insert(3, {"line": line, "num": "7"}))
    assert numbers(found) == ["1", "2", "3", "7", "4"]
    assert found["quoted_articles"] == []


@LAWS
def test_an_own_article_becomes_quoted(corrected: Any, text: str, country: str) -> None:
    found = corrected(text, country, lambda articles: articles[1].update(quoted=True))
    assert numbers(found) == ["1", "3", "4"]
    assert found["quoted_articles"] == ["2", "7"]


@LAWS
def test_an_article_is_split_at_a_line(corrected: Any, text: str, country: str) -> None:
    last = len(text.splitlines())
    found = corrected(text, country, lambda a: a.append({"line": last, "num": "5"}))
    assert numbers(found) == ["1", "2", "3", "4", "5"]
    assert found["conservation"] == 1.0


@LAWS
def test_a_corrected_outline_is_imported(
    milex: Any, tmp_path: Path, text: str, country: str
) -> None:
    law, outline = tmp_path / "law.txt", tmp_path / "outline.json"
    law.write_text(text, encoding="utf-8")
    found = milex("outline", law, "--country", country, "--json").json
    del found["articles"][1]
    outline.write_text(json.dumps(found), encoding="utf-8")
    milex("init")
    answer = milex("import", law, "--country", country, "--structure", outline, "--json")
    assert answer.code == 0, answer.err
    (taken,) = answer.json["laws"]
    assert taken["articles"] == 3


WRONG = [
    ("not JSON", "{articles"),
    ("no object", "[]"),
    ("no articles", "{}"),
    ("nothing listed", '{"articles": []}'),
    ("quoted first", '{"articles": [{"line": 8, "num": "1", "quoted": true}]}'),
    ("unknown key", '{"articles": [{"line": 8, "num": "1", "colour": "red"}]}'),
    ("unknown key above", '{"articles": [{"line": 8, "num": "1"}], "colour": "red"}'),
    ("no line", '{"articles": [{"num": "1"}]}'),
    ("line as text", '{"articles": [{"line": "8", "num": "1"}]}'),
    ("no number", '{"articles": [{"line": 8}]}'),
    ("number as number", '{"articles": [{"line": 8, "num": 1}]}'),
    ("heading as list", '{"articles": [{"line": 8, "num": "1", "heading": []}]}'),
    ("quoted as text", '{"articles": [{"line": 8, "num": "1", "quoted": "yes"}]}'),
    ("item as text", '{"articles": ["1"]}'),
    ("backwards", '{"articles": [{"line": 10, "num": "2"}, {"line": 8, "num": "1"}]}'),
    ("line beyond the end", '{"articles": [{"line": 900, "num": "1"}]}'),
    ("blank line", '{"articles": [{"line": 2, "num": "1"}]}'),
    ("twice", '{"articles": [{"line": 8, "num": "1"}, {"line": 8, "num": "1"}]}'),
    ("deeply nested", "[" * 100_000),
]


@pytest.mark.parametrize("outline", [text for _, text in WRONG], ids=[n for n, _ in WRONG])
def test_a_wrong_outline_gets_one_sentence_and_nothing_is_stored(
    milex: Any, tmp_path: Path, outline: str
) -> None:
    law, corrections = tmp_path / "law.txt", tmp_path / "outline.json"
    law.write_text(SPANISH, encoding="utf-8")
    corrections.write_text(outline, encoding="utf-8")
    milex("init")
    told = {}
    for language in ("en", "es"):
        answer = milex(
            "import", law, "--country", "PY", "--structure", corrections, language=language
        )
        assert answer.code in (1, 2)
        assert "Traceback" not in answer.err
        told[language] = answer.err
    assert told["en"] != told["es"]
    assert milex("laws", "--json").json == []


def test_a_structure_goes_with_one_file(milex: Any, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SPANISH, encoding="utf-8")
    outline = tmp_path / "outline.json"
    outline.write_text('{"articles": [{"line": 8, "num": "1"}]}', encoding="utf-8")
    milex("init")
    answer = milex(
        "import", tmp_path / "a.txt", tmp_path / "b.txt", "--structure", outline, "--country", "PY"
    )
    assert answer.code == 2
    assert "one file" in answer.err


def test_a_file_that_marks_its_own_articles_is_not_cut_anew(milex: Any, tmp_path: Path) -> None:
    outline = tmp_path / "outline.json"
    outline.write_text('{"articles": [{"line": 8, "num": "1"}]}', encoding="utf-8")
    sample = next(Path("corpus/samples").glob("*.xml"))
    answer = milex("outline", sample, "--structure", outline)
    assert (answer.code, answer.out) == (1, "")
    assert "correct the file" in answer.err


@pytest.mark.parametrize("language", ["en", "es"])
@LAWS
def test_the_tree_fits_the_screen_and_marks_doubts(
    milex: Any, tmp_path: Path, text: str, country: str, language: str
) -> None:
    law = tmp_path / "law.txt"
    gap = text.replace("Artículo 4", "Artículo 5").replace("Section 4", "Section 5")
    law.write_text(gap, encoding="utf-8")
    answer = milex("outline", law, "--country", country, "--title", "T", language=language)
    lines = answer.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    numbered = [line.split()[0] for line in lines if line.strip()[:1].isdigit()]
    assert numbered == ["1", "2", "3", "5"]
    (doubt,) = [position for position, line in enumerate(lines) if "? " in line]
    assert lines[doubt - 1].split()[0] == "5"
    assert any("7" in line and ":" in line for line in lines)
