"""Whole laws in the styles of many publishers, written for this test, read as a reader would."""

import pytest

from corpus.intake import Hints, Intake, take_in
from corpus.model import placed_articles
from corpus.outline import outline

SAY = "El capitán del puerto dirige la maniobra y responde ante el ministro."
DUTY = "The keeper shall light the lamp every evening."


def taken(text: str) -> Intake:
    return take_in(text.encode(), "law.txt", Hints(country="xa"))


def numbers(text: str) -> list[str]:
    return [article["num"] for article in outline(taken(text))["articles"]]


def headings(text: str) -> list[str]:
    return [placed.article.heading for placed in placed_articles(taken(text).document)]


def law(*labels: str, glue: str = "\n\n") -> str:
    return "LEY DE PUERTOS\n\n" + glue.join(f"{label} {SAY}" for label in labels)


LABELS = [
    (("Artículo 1º.-", "ARTICULO 2 °.-", "Art. 3o."), ["1", "2", "3"]),
    (("Artículo PRIMERO.-", "Artículo SEGUNDO.-"), ["primero", "segundo"]),
    (("ARTÍCULO ÚNICO.-",), ["único"]),
    (("Artículo 1.-", "Artículo 1 bis.-", "Artículo 1 ter.-"), ["1", "1 bis", "1 ter"]),
    (("Artículo 411.", "Artículo 411 bis.", "Artículo 411 ter.", "Artículo 411 quáter."),
     ["411", "411 bis", "411 ter", "411 quáter"]),
    (("Artículo 188.-", "Artículo 188 A.-", "Artículo 188-B.-"), ["188", "188A", "188B"]),
    (("Artículo 347.-", 'Artículo 347 "A".-', "Artículo 347 “B”.-"), ["347", "347A", "347B"]),
    (("Artículo 279.-", "Artículo 279.01.-", "Artículo 279.011.-", "Artículo 279.02.-"),
     ["279", "279.01", "279.011", "279.02"]),
    (("Arto. 1.", "Arto. 2.", "Arto. 3."), ["1", "2", "3"]),
    (("ART. 1.-", "ART. 2.-"), ["1", "2"]),
    (("Regla 1.", "Regla 2.", "Regla 3."), ["1", "2", "3"]),
    (("CLÁUSULA PRIMERA.-", "CLÁUSULA SEGUNDA.-"), ["primera", "segunda"]),
    (("Artículo 1.-", "Artículo 2.-", "TRANSITORIO I.-", "TRANSITORIO II.-"),
     ["1", "2", "t:I", "t:II"]),
    (("Artículo 1.-", "Artículo 2.-", "Artículo 1 transitorio.-"), ["1", "2", "t:1"]),
    (("Artículo 1.-", "Disposición transitoria primera.", "Disposición transitoria segunda.",
      "Disposición adicional única.", "Disposición final primera."),
     ["1", "t:primera", "t:segunda", "d:única", "d:primera"]),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "expected"), LABELS)
def test_labels_of_spanish_laws(labels: tuple[str, ...], expected: list[str]) -> None:
    assert numbers(law(*labels)) == expected


ENGLISH = [
    ("Section 1. {0}\n\nSection 2. {0}\n\nSection 2A. {0}", ["1", "2", "2A"]),
    ("SEC. 1. {0}\n\nSEC. 2. {0}", ["1", "2"]),
    ("Lamps.\n1. {0}\n\nBoats.\n2. —(1) {0}\n(2) {0}\n\nNets.\n3.—(1) {0}", ["1", "2", "3"]),
    ("§ 1591. {0}\n\n§ 1592. {0}", ["1591", "1592"]),
    ("§ 7109. {0}\n\n§ 7109a. {0}", ["7109", "7109a"]),
    ("Article I\n\n{0}\n\nArticle II\n\n{0}", ["I", "II"]),
    ("Short title\n\n1 {0}\n\nLamps\n\n2 (1) {0}\n(2) {0}\n\nBoats\n\n2.1 {0}",
     ["1", "2", "2.1"]),
    ("PART 1\nLAMPS\n\n1 Lighting\n{0}\n\n2 Boats\n(1) {0}\n(2) {0}\n\n3 Nets\n{0}",
     ["1", "2", "3"]),
    ("1. Lamps.—(1) {0}\n(2) {0}\n\n2. Boats.—{0}\n\n3. Nets.—{0}", ["1", "2", "3"]),
    ("Rule 1. {0}\n\nRule 2. {0}\n\nRule 3. {0}", ["1", "2", "3"]),
]  # fmt: skip


@pytest.mark.parametrize(("template", "expected"), ENGLISH)
def test_labels_of_english_laws(template: str, expected: list[str]) -> None:
    assert numbers("LAMPS ACT\n\n" + template.format(DUTY)) == expected


HEADINGS = [
    (f"Artículo 1.- Objeto\n{SAY}\nArtículo 2.- Alcance\n{SAY}\nArtículo 3.- Fines\n{SAY}\n",
     ["Objeto", "Alcance", "Fines"]),
    (f"Art. 1.- Objeto.- {SAY}\nArt. 2.- Alcance.- {SAY}\nArt. 3.- Fines.- {SAY}\n",
     ["Objeto", "Alcance", "Fines"]),
    (f"Artículo 1. (OBJETO). {SAY}\nArtículo 2. (ALCANCE). {SAY}\nArtículo 3. (FINES). {SAY}\n",
     ["OBJETO", "ALCANCE", "FINES"]),
    (f"Objeto\nArtículo 1. {SAY}\n\nAlcance\nArtículo 2. {SAY}\n\nFines\nArtículo 3. {SAY}\n",
     ["Objeto", "Alcance", "Fines"]),
    (f"1. Lamps\n{DUTY}\n\n2. Boats\n{DUTY}\n\n3. Nets\n{DUTY}\n", ["Lamps", "Boats", "Nets"]),
    (f"1. Lamps.—{DUTY}\n\n2. Boats.—{DUTY}\n\n3. Nets.—{DUTY}\n", ["Lamps", "Boats", "Nets"]),
    (f"Section 1. Lamps.\n{DUTY}\n\nSection 2. Boats.\n{DUTY}\n\nSection 3. Nets.\n{DUTY}\n",
     ["Lamps", "Boats", "Nets"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings_stand_before_after_or_in_the_number_line(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


def test_paragraphs_of_dominican_articles_are_points_and_no_divisions() -> None:
    text = (
        f"ART. 1.- {SAY}\nPÁRRAFO.- {SAY}\n\nART. 2.- {SAY}\nPÁRRAFO I.- {SAY}\nPÁRRAFO II.- {SAY}"
    )
    document = taken(text).document
    assert [[block.num for block in article.content] for article in document.body] == [  # type: ignore[union-attr]
        ["", "PÁRRAFO.-"],
        ["", "PÁRRAFO I.-", "PÁRRAFO II.-"],
    ]


def test_closing_provisions_keep_their_headings_even_without_numbers() -> None:
    text = (
        f"Art. 1.- {SAY}\n\nArt. 2.- {SAY}\n\nDISPOSICIONES GENERALES\n\nPRIMERA.- {SAY}\n\n"
        f"DISPOSICIONES TRANSITORIAS\n\nPRIMERA.- {SAY}\nSEGUNDA.- {SAY}\n\n"
        f"DISPOSICIÓN DEROGATORIA\n\nÚNICA.- {SAY}\n\n"
        "DISPOSICIÓN FINAL\n\nEsta ley rige desde hoy.\n"
    )
    found = outline(taken(text))
    assert [article["num"] for article in found["articles"]] == [
        "1", "2", "d:primera", "t:primera", "t:segunda", "d:única",
    ]  # fmt: skip
    assert [division["heading"] for division in found["divisions"]] == [
        "DISPOSICIONES GENERALES",
        "DISPOSICIONES TRANSITORIAS",
        "DISPOSICIÓN DEROGATORIA",
        "DISPOSICIÓN FINAL",
    ]
    (last,) = taken(text).document.conclusions
    assert last.text == "Esta ley rige desde hoy."


TITLES = [
    ("REPÚBLICA DE FAROS\nLEY N° 45 DE 2010\nQUE REGULA LOS FAROS\n\n{es}",
     "LEY N° 45 DE 2010 QUE REGULA LOS FAROS", "45", 2010),
    ("EL CONGRESO NACIONAL\nDECRETA:\nLEY DE FAROS\n\n{es}", "LEY DE FAROS", "", None),
    ("REPUBLIC OF LAMPS\nLAMPS ACT 12 OF 1998\n[ASSENTED TO 3 JUNE 1998]\nACT\nTo light lamps.\n\n"
     "{en}\n[Sub-s. (2) substituted by s. 3 of Act 5 of 2002.]",
     "LAMPS ACT 12 OF 1998", "12", 1998),
    ("Number 27 of 1960\nLAMPS ACT, 1960\n\n{en}", "LAMPS ACT, 1960", "27", 1960),
    ("A Bill entitled\nAn Act to light lamps.\n\n1. This Act may be cited as the Lamps (No. 2) Act,"
     " 2004.\n\n2. " + DUTY, "Lamps (No. 2) Act, 2004", "", 2004),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title", "number", "year"), TITLES)
def test_title_and_number_are_read_where_the_law_says_them(
    text: str, title: str, number: str, year: int | None
) -> None:
    body = {
        "es": f"Artículo 1.- {SAY}\n\nArtículo 2.- {SAY}",
        "en": f"1. {DUTY}\n\n2. {DUTY}",
    }
    metadata = taken(text.format(**body)).document.metadata
    assert (metadata.title, metadata.number, metadata.year) == (title, number, year)


def test_quoted_articles_keep_the_law_that_they_are_put_into() -> None:
    found = outline(
        taken(
            "Artículo 1.- Modifícase el artículo 5 de la Ley 20 de 1990, que quedará así:\n\n"
            f'"Artículo 5.- {SAY}"\n\n'
            "Artículo 2.- Agrégase al Código Penal el siguiente artículo:\n\n"
            f'"Artículo 188 A.- {SAY}"\n\nArtículo 3.- Esta ley entrará en vigencia hoy.\n'
        )
    )
    assert [article["num"] for article in found["articles"]] == ["1", "2", "3"]
    assert [(item["num"], item["in"], item["target"]) for item in found["quotations"]] == [
        ("5", "1", "Ley 20 de 1990"),
        ("188A", "2", "Código Penal"),
    ]
