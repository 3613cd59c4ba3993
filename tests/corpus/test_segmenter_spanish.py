"""Structure of invented Spanish-language laws, printed in the ways of many countries."""

import pytest

from corpus.model import Article, Division, Paragraph, placed_articles, quoted_articles
from corpus.readers.markdown import read_text
from corpus.segmenter import Segmented, segment


def law(text: str) -> Segmented:
    return segment(read_text(text).lines, "es")


def articles(parts: Segmented) -> list[Article]:
    from corpus.model import Document, LawMetadata

    document = Document(LawMetadata("x", "xa", "es"), parts.body)
    return [placed.article for placed in placed_articles(document)]


def numbers(text: str) -> list[str]:
    return [article.num for article in articles(law(text))]


BODY = "El faro permanecerá encendido durante la noche."

LABELS = [
    ("Artículo 1º.- {0}\n\nArtículo 2º.- {0}", ["1", "2"]),
    ("ARTICULO 1 °.- {0}\n\nARTICULO 2 °.- {0}", ["1", "2"]),
    ("Art. 1o. {0}\n\nArt. 2o. {0}", ["1", "2"]),
    ("Artículo PRIMERO\n\n{0}\n\nArtículo SEGUNDO\n\n{0}", ["primero", "segundo"]),
    ("ARTÍCULO ÚNICO.- {0}", ["único"]),
    ("Artículo 5.- {0}\n\nArtículo 5 bis.- {0}\n\nArtículo 6.- {0}", ["5", "5 bis", "6"]),
    (
        "Artículo 145.- {0}\n\nArtículo 145 BIS.- {0}\n\nArtículo 145 ter.- {0}",
        ["145", "145 bis", "145 ter"],
    ),
    (
        "Artículo 410.- {0}\n\nArtículo 411.- {0}\n\nArtículo 411 quáter.- {0}",
        ["410", "411", "411 quáter"],
    ),
    ("Artículo 188. {0}\n\nArtículo 188 A. {0}\n\nArtículo 188-B. {0}", ["188", "188A", "188B"]),
    ("Artículo I.- {0}\n\nArtículo II.- {0}\n\nArtículo III.- {0}", ["I", "II", "III"]),
    ("ARTÍCULO 279.011. {0}\n\nARTÍCULO 279.012. {0}", ["279.011", "279.012"]),
    ("**Artículo 7°** Guardas. {0}\n\n**Artículo 8°** Barcas. {0}", ["7", "8"]),
    ("##### Artículo 1\n\n{0}\n\n##### Artículo 2\n\n{0}", ["1", "2"]),
    (
        "### Artículo 14\n{0}\n\n### Artículo 14\nBis. {0}\n\n### Artículo 15\n{0}",
        ["14", "14 bis", "15"],
    ),
    ("Artículo 9.- {0}\n\nArtículo décimo.- {0}\n\nArtículo 10.- {0}", ["9", "10"]),
]


@pytest.mark.parametrize(("template", "expected"), LABELS)
def test_article_labels_of_many_countries_are_recognised(
    template: str, expected: list[str]
) -> None:
    assert numbers(template.format(BODY)) == expected


HEADINGS = [
    (
        "**Artículo 1º.***Objeto.* Esta norma ordena los faros.",
        "Objeto",
        "Esta norma ordena los faros.",
    ),
    (
        "**ARTICULO 1° Del objeto de los faros.** Son faros las torres con luz.",
        "Del objeto de los faros",
        "Son faros las torres con luz.",
    ),
    (
        "##### Artículo 1\n\n(Objeto).- Esta norma ordena los faros.",
        "Objeto",
        "Esta norma ordena los faros.",
    ),
    (
        "**Artículo 1.- Objeto y fines**\n\nLa norma ordena los faros.",
        "Objeto y fines",
        "La norma ordena los faros.",
    ),
    (
        "### Artículo 1\n\n### Finalidad\n\nEl propósito es alumbrar la costa.",
        "Finalidad",
        "El propósito es alumbrar la costa.",
    ),
    ("Artículo 1.- Objeto.- La norma ordena los faros.", "Objeto", "La norma ordena los faros."),
    ("##### Artículo 1\n\nComuníquese al Poder Ejecutivo.", "", "Comuníquese al Poder Ejecutivo."),
]


@pytest.mark.parametrize(("text", "heading", "content"), HEADINGS)
def test_heading_of_an_article_is_told_from_its_text(text: str, heading: str, content: str) -> None:
    (article,) = articles(law(text))
    assert (article.heading, article.text) == (heading, content)


def test_run_in_epigraphs_are_headings_where_they_are_the_habit_of_the_law() -> None:
    text = "\n\n".join(
        f"##### Artículo {number}\n\n{title}. El guarda llevará un libro con lo que ocurra."
        for number, title in enumerate(["Libros", "Lámparas", "Barcas", "Guardas"], start=1)
    )
    assert [a.heading for a in articles(law(text))] == ["Libros", "Lámparas", "Barcas", "Guardas"]


def test_first_sentences_stay_text_where_the_law_has_no_epigraphs() -> None:
    text = "\n\n".join(
        f"##### Artículo {number}\n\n{sentence}"
        for number, sentence in enumerate(
            [
                "Los guardas serán nombrados por concurso. Durarán cuatro años.",
                "El faro es un bien público. Nadie podrá venderlo.",
                "Habrá un libro de guardias. Todo guarda lo firmará al salir.",
                "Vigencia inmediata. Rige desde hoy.",
            ],
            start=1,
        )
    )
    assert [a.heading for a in articles(law(text))] == ["", "", "", ""]


def test_cross_references_at_the_beginning_of_a_line_are_no_articles() -> None:
    text = """Artículo 1.- Las sanciones son las previstas en el
artículo 40 de esta ley y en el
Artículo 41 de la misma.

Artículo 2.- Se aplicará lo dispuesto en los
artículos 5 y 6.

##### artículo 86.

Artículo 3.- El guarda responderá por su lámpara."""
    assert numbers(text) == ["1", "2", "3"]


def test_article_glued_behind_an_amendment_note_counts() -> None:
    text = (
        "Artículo 1.- El faro alumbra.\n\n"
        "(Artículo sustituido por art. 4° de la Ley N° 900 B.O. 1/2/1990) "
        "ARTICULO 2.- El guarda vela.\n\nArtículo 3.- La barca espera."
    )
    assert numbers(text) == ["1", "2", "3"]


def test_divisions_nest_by_their_kind_and_keep_their_headings() -> None:
    text = f"""## TÍTULO I

### DISPOSICIONES GENERALES

### CAPÍTULO I - DEL OBJETO

Artículo 1.- {BODY}

### CAPÍTULO II

De las lámparas

Artículo 2.- {BODY}

## TÍTULO II - DE LOS GUARDAS

Artículo 3.- {BODY}"""
    (first, second) = law(text).body
    assert isinstance(first, Division)
    assert isinstance(second, Division)
    assert (first.kind, first.num, first.heading) == ("title", "I", "DISPOSICIONES GENERALES")
    assert [(c.kind, c.num, c.heading) for c in first.children if isinstance(c, Division)] == [
        ("chapter", "I", "DEL OBJETO"),
        ("chapter", "II", "De las lámparas"),
    ]
    assert second.heading == "DE LOS GUARDAS"


def test_sentence_that_begins_with_a_division_word_is_no_division() -> None:
    text = "Artículo 1.- Véase el\n\n### título I de esta ley.\n\nArtículo 2.- Sigue el texto."
    assert [type(child) for child in law(text).body] == [Article, Article]


def test_quoted_articles_stay_inside_the_article_that_amends() -> None:
    text = """Artículo 1.- Sustitúyese el artículo 40 de la Ley de Barcas, que quedará así:

"Artículo 40.- Toda barca llevará una lámpara."

Artículo 2.- Agréganse los siguientes artículos: "Artículo 41 bis.- La lámpara será blanca.
Artículo 41 ter.- El aceite lo pagará el dueño.".

Artículo 3.- Rige desde su publicación."""
    found = articles(law(text))
    assert [article.num for article in found] == ["1", "2", "3"]
    assert [q.num for article in found for q in quoted_articles(article)] == [
        "40",
        "41 bis",
        "41 ter",
    ]


def test_a_quoted_article_may_have_each_paragraph_in_marks_of_its_own() -> None:
    text = """Artículo 1º. El artículo 40 del Código de Barcas quedará así:

"Artículo 40. Luces. Toda barca llevará una lámpara".

"Para efectos de este artículo se entenderá por lámpara toda luz".

"El aceite lo pagará el dueño".

La autoridad portuaria vigilará su cumplimiento.

Artículo 2º. Rige desde su publicación."""
    first, _ = articles(law(text))
    (quoted,) = quoted_articles(first)
    assert "pagará el dueño" in quoted.text
    assert "autoridad portuaria" not in quoted.text
    assert "autoridad portuaria" in first.text


def test_approving_act_keeps_its_articles_and_the_treaty_is_attached() -> None:
    treaty = "\n\n".join(f"Artículo {n}\n\nLas Partes cuidarán el faro {n}." for n in range(1, 6))
    text = f"""Artículo 1º.- Apruébase el Acuerdo de Faros, cuyo texto se acompaña.

Artículo 2º.- Comuníquese al Poder Ejecutivo.

ACUERDO SOBRE LOS FAROS DEL ESTRECHO

Las Partes, deseosas de alumbrar sus costas, han convenido:

{treaty}"""
    parts = law(text)
    assert [article.num for article in articles(parts)] == ["1", "2"]
    (attachment,) = parts.attachments
    assert attachment.label == "ACUERDO SOBRE LOS FAROS DEL ESTRECHO"
    assert [a.num for a in attachment.body if isinstance(a, Article)] == ["1", "2", "3", "4", "5"]


def test_act_printed_after_the_treaty_that_it_approves_is_the_law() -> None:
    treaty = "\n\n".join(
        f"### Artículo {n}\n\nCada Estado alumbrará su costa." for n in range(1, 12)
    )
    text = f"""El Congreso, visto el texto del acuerdo,

ACUERDO SOBRE LOS FAROS

{treaty}

### DECRETA:

**Artículo 1°.** Apruébase el Acuerdo sobre los Faros.

**Artículo 2°.** La presente ley rige desde su publicación."""
    parts = law(text)
    assert [article.num for article in articles(parts)] == ["1", "2"]
    assert len(parts.attachments[0].body) == 11


def test_transitional_articles_stand_in_a_division_of_their_own() -> None:
    text = f"""### Artículo 1

{BODY}

### Artículo 2

{BODY}

## TRANSITORIOS

**PRIMERO.-** Las lámparas de aceite se cambiarán en un año.

**SEGUNDO.-** Los guardas actuales conservarán su puesto."""
    parts = law(text)
    last = parts.body[-1]
    assert isinstance(last, Division)
    assert last.kind == "transitional"
    assert [article.num for article in articles(parts)] == ["1", "2", "primero", "segundo"]


def test_contents_table_is_dropped_and_reported() -> None:
    entries = "\n\n".join(f"Artículo {n}.- Cosa {n}" for n in range(1, 6))
    body = "\n\n".join(
        f"Artículo {n}.- El guarda cuidará de la cosa número {n} mientras dure su turno, y la"
        " entregará limpia y completa al guarda que le siga."
        for n in range(1, 6)
    )
    parts = law(f"ÍNDICE\n\n{entries}\n\n{body}")
    assert [article.num for article in articles(parts)] == ["1", "2", "3", "4", "5"]
    assert {dropped.reason for dropped in parts.dropped} == {"contents_table"}


def test_earlier_wording_becomes_a_note_and_a_problem() -> None:
    text = """**Artículo 1º.** La lámpara será eléctrica.

LEGISLACIÓN ANTERIOR []

**Artículo 1º.** La lámpara será de aceite.

Vigente desde: 01/01/1950 y hasta el: 31/12/1999

**Artículo 2º.** El guarda firmará el libro."""
    parts = law(text)
    first, second = articles(parts)
    assert first.text == "La lámpara será eléctrica."
    assert any("aceite" in note for note in first.notes)
    assert second.num == "2"
    assert [problem.code for problem in parts.problems] == ["duplicate_number"]


def test_new_wording_that_a_note_announces_is_the_text_in_force() -> None:
    text = """**Artículo 1.- Lámparas**

La lámpara será de aceite.

(*) Artículo modificado por el Artículo 3 de la Ley Nº 12, cuyo texto es el siguiente:

**“Artículo 1.- Lámparas**

La lámpara será eléctrica.”

**Artículo 2.- Libros**

El guarda firmará el libro."""
    first, _ = articles(law(text))
    assert "eléctrica" in first.text
    assert any("aceite" in note for note in first.notes)


def test_gap_in_the_numbers_is_a_problem_with_its_line() -> None:
    parts = law("Artículo 1.- Uno es el faro.\n\nArtículo 2.- Dos.\n\nArtículo 5.- Cinco.")
    (problem,) = [p for p in parts.problems if p.code == "gap_in_numbering"]
    assert problem.line == 5
    assert 0 < problem.confidence <= 1


def test_points_nest_under_points() -> None:
    text = """Artículo 1.- El guarda deberá:

1. Encender la lámpara:

a) al ponerse el sol;

b) cuando haya niebla.

2. Firmar el libro."""
    (article,) = articles(law(text))
    intro, first, second = article.content
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert isinstance(intro, Paragraph)
    assert (intro.num, first.num, second.num) == ("", "1.", "2.")
    assert [child.num for child in first.children if isinstance(child, Paragraph)] == ["a)", "b)"]


def test_preamble_and_signatures_are_kept_outside_the_articles() -> None:
    text = f"""LEY 12 DE 1950

El Congreso de la Isla

DECRETA:

Artículo 1.- {BODY}

Artículo 2.- Esta ley rige desde hoy.

Dada en Puerto Norte, a 3 de mayo de 1950.

La Presidenta, Ana Marina."""
    parts = law(text)
    assert [p.text for p in parts.preamble][-1] == "DECRETA:"
    assert parts.conclusions[0].text.startswith("Dada en Puerto Norte")
    assert articles(parts)[-1].text == "Esta ley rige desde hoy."
