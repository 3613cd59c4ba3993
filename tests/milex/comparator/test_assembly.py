"""A document as the comparator reads it: inserted articles are articles of their own."""

from corpus.model import Article, Attachment, Division, Document, LawMetadata, Paragraph, Quotation
from milex.comparator.assembly import comparable_law

INSERTED = Article("188A", "Artículo 188A.", content=(Paragraph("El que capte a otro."),))
DOCUMENT = Document(
    LawMetadata("Ley de prueba", "xa", "es", topics=("trafficking",), kind="ley"),
    (
        Division(
            "chapter",
            heading="De los delitos",
            children=(
                Article(
                    "3",
                    "Artículo 3.",
                    content=(
                        Paragraph("Agrégase al Código el artículo siguiente:"),
                        Quotation(articles=(INSERTED, INSERTED)),
                        Paragraph("La Dirección lo publicará."),
                    ),
                    eid="art_3",
                ),
            ),
        ),
    ),
    attachments=(
        Attachment(
            "Anexo",
            body=(Article("1", "1.", content=(Paragraph("Anexo."),), eid="att_1__art_1"),),
        ),
    ),
)


def test_an_inserted_article_follows_the_amending_one_under_its_own_number() -> None:
    law = comparable_law(DOCUMENT, "xa/ley/1", "2020-01-01")
    assert [(a.eid, a.num, a.text) for a in law.articles] == [
        ("art_3", "3", "Agrégase al Código el artículo siguiente:\nLa Dirección lo publicará."),
        ("art_3__qart_188A", "188A", "El que capte a otro."),
        ("art_3__qart_188A_2", "188A", "El que capte a otro."),
        ("att_1__art_1", "1", "Anexo."),
    ]
    assert {a.path for a in law.articles} == {("De los delitos",), ("Anexo",)}


def test_what_is_known_of_the_law_comes_along() -> None:
    law = comparable_law(DOCUMENT, "xa/ley/1", "2020-01-01")
    assert (law.law, law.version, law.language, law.country) == (
        "xa/ley/1",
        "2020-01-01",
        "es",
        "xa",
    )
    assert (law.title, law.topics, law.kind) == ("Ley de prueba", ("trafficking",), "ley")


def test_the_text_that_an_article_quotes_without_articles_stays_in_it() -> None:
    quoting = Article(
        "1",
        "Artículo 1.",
        content=(Quotation(paragraphs=(Paragraph("donde dice, debe decir"),)),),
        eid="art_1",
    )
    document = Document(LawMetadata("Ley", "xa", "es"), (quoting,))
    assert comparable_law(document, "xa/ley/1", "x").articles[0].text == "donde dice, debe decir"
