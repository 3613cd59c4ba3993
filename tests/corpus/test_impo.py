"""IMPO's JSON becomes the model: articles, titles that open before them, notes."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from corpus.akn import canonical, schema_problems, write
from corpus.akn import read as read_akn
from corpus.errors import UnreadableFile
from corpus.intake import take_in
from corpus.model import Article, Division, Document, placed_articles, quoted_articles
from corpus.outline import outline
from corpus.readers.impo import read


def item(number: str, text: str, suffix: str = "", **more: str) -> dict[str, Any]:
    return {
        "nroArticulo": number,
        "secArticulo": suffix,
        "tituloArticulo": f"Artículo {number}{'-' if suffix else ''}{suffix}",
        "urlArticulo": f"/bases/leyes/9-1951/{number}",
        "textoArticulo": text,
        **more,
    }


LAW: dict[str, Any] = {
    "tipoNorma": "Decreto Ley",
    "nroNorma": "9",
    "anioNorma": 1951,
    "nombreNorma": "LEY DE FAROS",
    "leyenda": " Documento Actualizado ",
    "fechaPromulgacion": "27/06/1951",
    "fechaPublicacion": "01/07/1951",
    "RNLD": {"tomo": "1", "pagina": 378},
    "referenciasNorma": " <b>Ver:</b> Ley N&ordm; 8.\r\n ",
    "vistos": " <b>VISTO:</b> la niebla;<br> CONSIDERANDO: los barcos; ",
    "articulos": [
        item(
            "1",
            "  Objeto.- Esta ley ordena los faros de la costa\r\ny sus guardas:\r\nA) de día;\r\n"
            "B) de noche. (*)\r\n ",
            titulosArticulo=" TITULO I - FAROS<br>CAPITULO I<br>DE LA LUZ<br> ",
            notasArticulo="<b>Redacción dada por:</b> Ley Nº 12 de 03/02/1999 artículo\r\n"
            '<a href="/x">2</a>.\r\n<br><b>TEXTO ORIGINAL:</b> Ley Nº 9 artículo 1.\r\n',
        ),
        item("2", "  (Guardas).- El guarda enciende la lámpara.\r\n "),
        item("2", "  Aceite. El aceite es gratis para toda torre.\r\n ", "BIS"),
        item(
            "3",
            "  Luces. De colores.-\r\nToda lámpara será blanca.\r\n ",
            titulosArticulo=" CAPITULO II - DE LOS COLORES<br> ",
        ),
        item(
            "4",
            "  Reforma.- Sustitúyese el artículo 5º de la Ley 8 por el siguiente:\r\n"
            '"ARTICULO 5º. El pabilo es blanco.".\r\n ',
            titulosArticulo=" CAPITULO II - DE LOS COLORES<br> ",
        ),
        item("5", "  Vigencia.- Rige desde hoy.\r\n ", titulosArticulo=" "),
        item("6", "  Derogación.- Deróganse las leyes de pabilos.\r\n "),
    ],
    "firmantes": " A. GUARDA - B. TORRE\r\n ",
}
DATA = json.dumps(LAW, ensure_ascii=False).encode("iso8859_1")


@pytest.fixture(scope="module")
def law() -> Document:
    document = read(DATA, "ley.json").document
    assert document is not None
    return document


def articles_of(document: Document) -> list[Article]:
    return [placed.article for placed in placed_articles(document)]


def test_the_law_says_what_it_is(law: Document) -> None:
    metadata = law.metadata
    assert (metadata.title, metadata.jurisdiction) == ("LEY DE FAROS", "uy")
    assert (metadata.kind, metadata.number, metadata.year) == ("decreto_ley", "9", 1951)
    assert metadata.date == datetime.date(1951, 6, 27)
    assert metadata.status == "in_force"
    assert metadata.source_url == "https://www.impo.com.uy/bases/leyes/9-1951"


def test_the_wording_holds_from_the_last_norm_that_the_notes_name(law: Document) -> None:
    assert law.metadata.version_date == datetime.date(1999, 2, 3)


def test_numbers_join_their_suffixes_and_epigraphs_leave_the_text(law: Document) -> None:
    assert [(a.num, a.heading) for a in articles_of(law)] == [
        ("1", "Objeto"),
        ("2", "Guardas"),
        ("2 bis", "Aceite"),
        ("3", "Luces. De colores"),
        ("4", "Reforma"),
        ("5", "Vigencia"),
        ("6", "Derogación"),
    ]


def test_wrapped_lines_are_joined_and_literals_are_points(law: Document) -> None:
    first = articles_of(law)[0]
    assert first.label == "Artículo 1"
    assert first.text.splitlines() == [
        "Esta ley ordena los faros de la costa y sus guardas:",
        "A) de día;",
        "B) de noche.",
    ]


def test_titles_nest_and_a_repeated_one_opens_nothing(law: Document) -> None:
    (title,) = law.body
    assert isinstance(title, Division)
    assert (title.kind, title.num, title.heading) == ("title", "I", "FAROS")
    chapters = [child for child in title.children if isinstance(child, Division)]
    assert [(c.num, c.heading, len(c.children)) for c in chapters] == [
        ("I", "DE LA LUZ", 3),
        ("II", "DE LOS COLORES", 4),
    ]
    dropped = read(DATA, "ley.json").dropped
    assert [d.text for d in dropped if d.reason == "repeated_heading"] == [
        "CAPITULO II - DE LOS COLORES"
    ]


def test_notes_are_whole_sentences_without_markup(law: Document) -> None:
    assert articles_of(law)[0].notes == (
        "Redacción dada por: Ley Nº 12 de 03/02/1999 artículo 2.",
        "TEXTO ORIGINAL: Ley Nº 9 artículo 1.",
    )


def test_a_replaced_article_stays_quoted(law: Document) -> None:
    fourth = articles_of(law)[4]
    assert [quoted.num for quoted in quoted_articles(fourth)] == ["5"]


def test_recitals_and_signatures_stand_before_and_after(law: Document) -> None:
    assert [p.text for p in law.preamble] == ["VISTO: la niebla;", "CONSIDERANDO: los barcos;"]
    assert [p.text for p in law.conclusions] == ["A. GUARDA - B. TORRE"]


def test_the_law_is_valid_akoma_ntoso_and_comes_back_equal(law: Document) -> None:
    written = write(law)
    assert schema_problems(written) == ()
    assert read_akn(written) == canonical(law) == law


@pytest.mark.parametrize("encoding", ["iso8859_1", "utf-8"])
def test_every_word_is_kept_or_reported(encoding: str) -> None:
    intake = take_in(json.dumps(LAW, ensure_ascii=False).encode(encoding), "ley.json")
    assert intake.format == "impo"
    assert intake.conservation == 1.0


@pytest.mark.parametrize(
    "articles", [[], None, "uno", [1, "dos"]], ids=["empty", "null", "text", "no objects"]
)
def test_what_lists_no_article_is_refused(articles: object) -> None:
    data = json.dumps({**LAW, "articulos": articles}).encode()
    with pytest.raises(UnreadableFile, match=r"ley\.json") as refusal:
        read(data, "ley.json")
    assert refusal.value.code == "no_articles"


@pytest.mark.shared
def test_law_18331_has_the_articles_and_chapters_that_a_reader_sees(shared: Path) -> None:
    name = "impo-json-ley-18331.json"
    gold_file = shared / f"gold/structure/dev/uy__{name}.json"
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    found = outline(take_in((shared / "laws/uy" / name).read_bytes(), name))
    assert [article["num"] for article in found["articles"]] == gold["articles"]
    headings = {a["num"]: a["heading"] for a in found["articles"] if a["heading"]}
    assert headings == gold["headings"]
    divisions = [(d["type"], d["num"], d["first_article"]) for d in found["divisions"]]
    assert divisions == [(d["type"], d["num"], d["first_article"]) for d in gold["divisions"]]
    assert found["conservation"] >= 0.999
