"""LeyChile XML becomes the model: articles, divisions, annexes, statutes that are approved."""

import datetime
from pathlib import Path

import pytest

from corpus.akn import canonical, schema_problems, write
from corpus.akn import read as read_akn
from corpus.errors import UnreadableFile
from corpus.intake import take_in
from corpus.model import Article, Division, Document, Paragraph, placed_articles, quoted_articles
from corpus.outline import outline
from corpus.readers.leychile import read


def part(kind: str, name: str, text: str, inside: str = "", **marks: str) -> str:
    attributes = {"transitorio": "no transitorio", "derogado": "no derogado", **marks}
    written = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    below = f"<EstructurasFuncionales>{inside}</EstructurasFuncionales>" if inside else ""
    return (
        f'<EstructuraFuncional tipoParte="{kind}" {written}><Texto>{text}</Texto><Metadatos>'
        f'<NombreParte presente="si">{name}</NombreParte></Metadatos>{below}'
        "</EstructuraFuncional>"
    )


def norm(parts: str, annexes: str = "", derogado: str = "no derogado") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Norma xmlns="http://www.leychile.cl/esquemas" normaId="77" esTratado="no tratado"
    fechaVersion="2020-02-03" derogado="{derogado}">
  <Identificador fechaPromulgacion="1951-06-27" fechaPublicacion="1951-07-01"><TiposNumeros>
    <TipoNumero><Tipo>Decreto con Fuerza de Ley</Tipo><Numero>9</Numero></TipoNumero>
  </TiposNumeros></Identificador>
  <Metadatos><TituloNorma>ORDENA LOS FAROS</TituloNorma>
    <Materias><Materia>Faros</Materia></Materias>
    <IdentificacionFuente>Diario Oficial</IdentificacionFuente></Metadatos>
  <Encabezado><Texto>ORDENA LOS FAROS

     Teniendo presente que los faros
son pocos, decreto:</Texto></Encabezado>
  <EstructurasFuncionales>{parts}</EstructurasFuncionales>
  <Promulgacion><Texto>     Anótese y publíquese.- A. Guarda.</Texto></Promulgacion>
  <Anexos>{annexes}</Anexos>
</Norma>"""


CHAPTER = part(
    "Capítulo",
    "I",
    "     CAPITULO I\n     De los guardas\n",
    part(
        "Artículo",
        "1 ",
        '     "Artículo 1º.- El guarda enciende\nla lámpara:\n     a) de noche, y\n     b) en la'
        " niebla.\n     Nunca la apaga.",
    )
    + part(
        "Artículo",
        "2 bis",
        "     Artículo 2º bis.- Reemplázase en la ley 8:\n     1. El artículo 5º, por el"
        ' siguiente:\n     "Artículo 5º.- El aceite es gratis.\n     El pabilo también.".\n'
        "     2. La palabra final.",
    )
    + part("Artículo", "3", "     Artículo 3º.- Derogado.", derogado="derogado"),
)
TRANSITIONAL = part(
    "Artículo",
    "1 TRANSITORIO",
    "     Artículo 1º.- Las lámparas rojas se cambian en un año.",
    transitorio="transitorio",
)
STATUTE = part(
    "Artículo",
    "PRIMERO",
    "     Artículo primero.- Apruébase el estatuto de los guardas:",
    part(
        "Doble Articulado",
        "",
        "     ESTATUTO DE LOS GUARDAS\n     Normas",
        part(
            "Título", "I", "     TITULO I\n     Turnos", part("Artículo", "1", "Artículo 1.- Uno.")
        ),
    ),
) + part("Artículo", "SEGUNDO", "     Artículo segundo.- Rige desde hoy.")
CERTIFICATE = """<Anexo><Metadatos><Titulo>Proyecto</Titulo></Metadatos>
  <Texto>     Tribunal Constitucional
     La secretaria certifica.</Texto></Anexo>"""
TREATY = """<Anexo><Metadatos><Titulo>Acuerdo de los faros</Titulo></Metadatos><Texto>
     Los Estados acuerdan:

     Artículo 1.- Los Estados encienden sus faros todas las noches.

     Artículo 2.- Los Estados comparten el aceite de sus faros.</Texto></Anexo>"""
WHOLE = norm(CHAPTER + TRANSITIONAL, CERTIFICATE + TREATY)


def document_of(xml: str) -> Document:
    document = read(xml.encode(), "norma.xml").document
    assert document is not None
    return document


def own_articles(xml: str) -> list[Article]:
    placed = placed_articles(document_of(xml), attachments=False)
    return [each.article for each in placed]


def test_a_norm_says_what_it_is() -> None:
    metadata = document_of(WHOLE).metadata
    assert (metadata.title, metadata.jurisdiction) == ("ORDENA LOS FAROS", "cl")
    assert (metadata.kind, metadata.number) == ("decreto_con_fuerza_de_ley", "9")
    assert (metadata.date, metadata.year) == (datetime.date(1951, 6, 27), 1951)
    assert metadata.version_date == datetime.date(2020, 2, 3)
    assert (metadata.status, metadata.publisher) == ("in_force", "Diario Oficial")
    assert metadata.source_url.endswith("idNorma=77")
    assert document_of(norm(CHAPTER, derogado="derogado")).metadata.status == "repealed"


def test_preamble_and_promulgation_stand_apart_from_the_articles() -> None:
    document = document_of(WHOLE)
    assert [paragraph.text for paragraph in document.preamble] == [
        "ORDENA LOS FAROS",
        "Teniendo presente que los faros son pocos, decreto:",
    ]
    assert [p.text for p in document.conclusions] == ["Anótese y publíquese.- A. Guarda."]


def test_articles_have_their_printed_labels_and_points() -> None:
    first = own_articles(WHOLE)[0]
    assert (first.num, first.label) == ("1", "Artículo 1º.-")
    assert first.text.splitlines() == [
        "El guarda enciende la lámpara:",
        "a) de noche, y",
        "b) en la niebla.",
        "Nunca la apaga.",
    ]


def test_divisions_have_label_number_and_heading() -> None:
    chapter = document_of(WHOLE).body[0]
    assert isinstance(chapter, Division)
    assert (chapter.kind, chapter.num, chapter.label, chapter.heading) == (
        "chapter",
        "I",
        "CAPITULO I",
        "De los guardas",
    )


def test_articles_for_another_law_stay_quoted_below_their_point() -> None:
    second = own_articles(WHOLE)[1]
    assert second.num == "2 bis"
    (quoted,) = quoted_articles(second)
    assert quoted.num == "5"
    assert quoted.text.splitlines() == ["El aceite es gratis.", 'El pabilo también.".']
    points = [block for block in second.content if isinstance(block, Paragraph) and block.num]
    assert [point.num for point in points] == ["1.", "2."]


def test_repealed_articles_keep_their_place_with_a_problem() -> None:
    reading = read(WHOLE.encode(), "norma.xml")
    assert [article.num for article in own_articles(WHOLE)] == ["1", "2 bis", "3", "1"]
    assert [problem.code for problem in reading.problems] == ["not_in_force"]
    assert "Provision 3" in str(reading.problems[0].message)


def test_articles_marked_transitional_get_a_division_of_their_own() -> None:
    division = document_of(WHOLE).body[1]
    assert isinstance(division, Division)
    assert division.kind == "transitional"
    found = outline(take_in(WHOLE.encode(), "norma.xml"))
    assert [article["num"] for article in found["articles"]] == ["1", "2 bis", "3", "t:1"]


def test_an_approved_statute_is_an_attachment_with_its_own_series() -> None:
    document = document_of(norm(STATUTE))
    assert [a.num for a in own_articles(norm(STATUTE))] == ["primero", "segundo"]
    (statute,) = document.attachments
    assert (statute.label, statute.heading) == ("ESTATUTO DE LOS GUARDAS", "Normas")
    (title,) = statute.body
    assert isinstance(title, Division)
    assert (title.kind, title.num, title.heading) == ("title", "I", "Turnos")
    assert [child.num for child in title.children] == ["1"]


def test_an_annexed_treaty_has_its_articles_and_a_certificate_is_dropped() -> None:
    (treaty,) = document_of(WHOLE).attachments
    assert treaty.label == "Acuerdo de los faros"
    assert [child.num for child in treaty.body] == ["1", "2"]
    dropped = read(WHOLE.encode(), "norma.xml").dropped
    assert "certificate" in {item.reason for item in dropped}


def test_notes_in_the_margin_are_notes_of_the_article() -> None:
    text = (
        "     Artículo 1º.- El guarda enciende todas las lámparas      LEY 8\n"
        "de la torre grande cuando cae la noche sobre el mar       Art. 2\n"
        "y calla."
    )
    (article,) = own_articles(norm(part("Artículo", "1", text)))
    assert article.notes == ("LEY 8 Art. 2",)
    assert article.text == (
        "El guarda enciende todas las lámparas de la torre grande cuando cae la noche sobre el"
        " mar y calla."
    )


def test_enumerations_kept_as_parts_belong_to_their_article() -> None:
    inside = part("Enumeración", "1", "     1.- la lámpara;") + part(
        "Enumeración", "2", "     2.- el aceite."
    )
    (article,) = own_articles(norm(part("Artículo", "1", "     Artículo 1.- Son:", inside)))
    assert article.text.splitlines() == ["Son:", "1.- la lámpara;", "2.- el aceite."]


@pytest.mark.parametrize("xml", [WHOLE, norm(STATUTE)])
def test_the_law_is_valid_akoma_ntoso_and_comes_back_equal(xml: str) -> None:
    document = document_of(xml)
    written = write(document)
    assert schema_problems(written) == ()
    assert read_akn(written) == canonical(document) == document


@pytest.mark.parametrize("xml", [WHOLE, norm(STATUTE)])
def test_every_word_is_kept_or_reported(xml: str) -> None:
    assert take_in(xml.encode(), "norma.xml").conservation == 1.0


def test_a_norm_without_articles_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"norma\.xml") as refusal:
        read(norm("").encode(), "norma.xml")
    assert refusal.value.code == "no_articles"


@pytest.mark.shared
def test_law_21180_quotes_what_it_changes_and_ends_with_its_ninth_transitional_article(
    shared: Path,
) -> None:
    name = "bcn-xml-ley-21180.xml"
    found = outline(take_in((shared / "laws/cl" / name).read_bytes(), name))
    assert [article["num"] for article in found["articles"]][-2:] == ["t:octavo", "t:noveno"]
    assert found["quoted_articles"] == (
        ["5", "16 bis", "19", "19 bis", "24 bis", "46", "1", "11", "39 bis", "53"]
    )
    assert found["annexed_series"] == []
    assert found["conservation"] >= 0.999
