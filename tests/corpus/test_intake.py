"""A file's bytes become a law with its metadata, eIds and outline."""

import datetime
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.intake import Hints, own_articles, take_in
from corpus.language import detect_language, is_foreign
from corpus.outline import outline

LAW = """---
titulo: "LEY 9 DE 1950 - por la cual se ordenan los faros"
pais: "co"
fecha_publicacion: "1950-05-09"
estado: "vigente"
fuente: "http://example.org/ley9"
---

# LEY 9 DE 1950

(mayo 3)

### DECRETA:

### CAPITULO I

### Faros

**Artículo 1º.***Objeto.* Esta ley ordena los faros de la costa.

**Artículo 2º.***Reforma.* El artículo 40 de la Ley 8 de 1949 quedará así:

"Artículo 40. Lámparas. Toda lámpara será blanca."

### DISPOSICIONES TRANSITORIAS

PRIMERA.- Las lámparas rojas se cambiarán en un año.
"""


def test_metadata_comes_from_the_source_and_its_own_text() -> None:
    metadata = take_in(LAW.encode(), "ley9.md").document.metadata
    assert metadata.jurisdiction == "co"
    assert metadata.language == "es"
    assert (metadata.kind, metadata.number, metadata.year) == ("ley", "9", 1950)
    assert metadata.date == datetime.date(1950, 5, 3)
    assert metadata.status == "in_force"
    assert metadata.source_url == "http://example.org/ley9"


def test_hints_go_before_what_the_source_states() -> None:
    hints = Hints(
        country="PY",
        title="Ley de Faros",
        number="77",
        date=datetime.date(1951, 1, 2),
        kind="decreto",
        topics=("smuggling",),
    )
    metadata = take_in(LAW.encode(), "ley9.md", hints).document.metadata
    assert metadata.jurisdiction == "py"
    assert metadata.title == "Ley de Faros"
    assert (metadata.kind, metadata.number, metadata.year) == ("decreto", "77", 1951)
    assert metadata.topics == ("smuggling",)


CITATIONS = [
    ("LEY NÚM. 20.430\n\nArtículo 1.- El faro es público.", "ley", "20430", None),
    ("Ley Nº 4788 / DE FAROS\n\nArtículo 1.- El faro es público.", "ley", "4788", None),
    (
        "Decreto Supremo N° 12-1999\n\nArtículo 1.- El faro es público.",
        "decreto_supremo",
        "12",
        1999,
    ),
    ("Lamps Act 7 of 2009\n\n1. The keeper shall light the lamp.", "act", "7", 2009),
    ("Lamps Act 2014\n\n1. The keeper shall light the lamp.", "act", "", 2014),
]


@pytest.mark.parametrize(("text", "kind", "number", "year"), CITATIONS)
def test_citation_is_found_in_the_text(text: str, kind: str, number: str, year: int | None) -> None:
    metadata = take_in(text.encode(), "law.txt", Hints(country="xa")).document.metadata
    assert (metadata.kind, metadata.number, metadata.year) == (kind, number, year)


def test_date_of_another_law_in_the_preamble_is_not_taken() -> None:
    text = (
        "Faros del Norte\n\nVista la ley del 4 de mayo de 1931,\n\nArtículo 1.- El faro es público."
    )
    metadata = take_in(text.encode(), "law.txt", Hints(country="xa")).document.metadata
    assert metadata.date is None


def test_taking_the_same_bytes_in_twice_gives_the_same_document() -> None:
    assert take_in(LAW.encode(), "a.md").document == take_in(LAW.encode(), "a.md").document


def test_outline_has_the_shape_that_the_command_prints() -> None:
    found = outline(take_in(LAW.encode(), "ley9.md"))
    assert set(found) == {
        "language",
        "articles",
        "divisions",
        "quoted_articles",
        "quotations",
        "annexed_series",
        "problems",
        "conservation",
    }
    assert [(a["num"], a["eid"], a["heading"]) for a in found["articles"]] == [
        ("1", "art_1", "Objeto"),
        ("2", "art_2", "Reforma"),
        ("t:primera", "art_primera", ""),
    ]
    assert found["quoted_articles"] == ["40"]
    assert found["divisions"][0] == {
        "type": "chapter",
        "num": "I",
        "heading": "Faros",
        "first_article": "1",
    }
    assert found["conservation"] == 1.0


def test_transitional_articles_that_continue_the_numbering_carry_no_prefix() -> None:
    text = (
        "Artículo 1.- El faro es público.\n\nDISPOSICIONES TRANSITORIAS\n\n"
        "Artículo 2.- La lámpara se cambiará."
    )
    found = outline(take_in(text.encode(), "law.txt", Hints(country="xa")))
    assert [a["num"] for a in found["articles"]] == ["1", "2"]


def test_title_is_guessed_with_a_problem_where_none_is_stated() -> None:
    intake = take_in(
        "Ley de los faros\n\nArtículo 1.- El faro es público.".encode(),
        "a.txt",
        Hints(country="xa"),
    )
    assert intake.document.metadata.title == "Ley de los faros"
    assert "title_guessed" in [problem.code for problem in intake.problems]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El guarda de la torre y los barcos que pasan por la costa", "es"),
        ("The keeper of the tower and the boats that pass by the coast", "en"),
        ("12 34", "en"),
    ],
)
def test_language_is_told_by_its_function_words(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_line_in_another_language_is_told_apart() -> None:
    assert is_foreign("Verdrag van de torens en het licht voor een boot", "en")
    assert not is_foreign("Treaty of the towers and the light", "en")


@pytest.mark.shared
def test_every_real_file_is_read_whole_or_refused_with_a_reason(shared: Path) -> None:
    read = 0
    for file in sorted((shared / "laws").glob("*/*")):
        if file.stat().st_size > 500_000:
            continue  # the four largest codes would take most of the time
        try:
            intake = take_in(file.read_bytes(), file.name, Hints(country=file.parent.name))
        except UnreadableFile:
            continue
        assert own_articles(intake.document)
        assert intake.conservation >= 0.998, file.name
        read += 1
    assert read >= 48
