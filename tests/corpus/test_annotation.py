"""A document's marks: references, terms and definitions where they belong, words unchanged."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import akn
from corpus.annotation import Meaning, annotate, definitions_by_target
from corpus.identifiers import assign_eids
from corpus.marks import arranged, paragraphs_of
from corpus.model import (
    Article,
    Attachment,
    Block,
    Document,
    LawMetadata,
    Mark,
    Paragraph,
    Quotation,
    placed_articles,
)
from corpus.samples import sample_laws

SPANISH = LawMetadata("Ley de Faros", "xa", "es", kind="ley", number="7", year=2001)
ENGLISH = LawMetadata("Lighthouses Act", "xd", "en", kind="act", number="7", year=2001)


def article(num: str, *content: Block | str, heading: str = "") -> Article:
    blocks = tuple(Paragraph(part) if isinstance(part, str) else part for part in content)
    return Article(num, f"Artículo {num}", heading, blocks)


def marked(document: Document) -> list[tuple[str, str, str]]:
    """Kind, words and target of every mark in the annotated ``document``, in its order."""
    return [
        (mark.kind, paragraph.text[mark.start : mark.end], mark.target)
        for paragraph in paragraphs_of(annotate(assign_eids(document)))
        for mark in paragraph.marks
    ]


def law(*body: Article, metadata: LawMetadata = SPANISH) -> Document:
    return Document(metadata, body)


def test_references_stand_in_points_and_preamble_as_well() -> None:
    document = Document(
        SPANISH,
        (article("1", Paragraph("Habrá:", children=(Paragraph("lo del artículo 2;", "a)"),))),
         article("2", "Faros.")),
        preamble=(Paragraph("Vista la Ley 3 de 1990,"),),
    )  # fmt: skip
    assert marked(document) == [
        ("ref", "Ley 3 de 1990", "/akn/xa/act/ley/1990/3"),
        ("ref", "artículo 2", "#art_2"),
    ]


def test_a_definition_is_marked_and_the_first_use_in_each_article() -> None:
    document = law(
        article("1", "Faro: torre que alumbra.", heading="Definiciones"),
        article("2", "El faro alumbra. Un faro no se apaga."),
    )
    assert marked(document) == [
        ("term", "Faro", "#term-faro"),
        ("def", "torre que alumbra", "#term-faro"),
        ("term", "faro", "#term-faro"),
    ]


def test_a_definition_holds_where_it_says_so() -> None:
    document = law(
        article("1", "In this section, “light” means a lamp.", "A light burns."),
        article("2", "A light burns."),
        metadata=ENGLISH,
    )
    assert [words for _, words, _ in marked(document)] == ["light", "a lamp"]


def test_a_definition_goes_on_in_its_points() -> None:
    points = (Paragraph("una lámpara;", "a)"), Paragraph("un espejo.", "b)"))
    document = law(
        article("1", Paragraph("Luz: lo que dan", children=points), heading="Definiciones")
    )
    meanings = definitions_by_target(annotate(assign_eids(document)))
    assert meanings == {"#term-luz": Meaning("lo que dan a) una lámpara; b) un espejo.", "art_1")}


def test_quoted_law_is_not_linked_to_the_law_that_quotes_it() -> None:
    quotation = Quotation((article("5", "Rige el artículo 2."),), (), "Código de Puertos")
    document = law(article("1", "Cámbiase:", quotation), article("2", "Faros."))
    assert marked(document) == []


def test_an_amending_article_keeps_its_bare_numbers_as_text() -> None:
    document = law(
        article("1", "Sustitúyese el artículo 2."),
        article("2", "Rige el artículo 1."),
    )
    assert marked(document) == [("ref", "artículo 1", "#art_1")]


def test_an_annexed_treaty_cites_its_own_articles() -> None:
    treaty = Attachment(
        "CONVENIO", body=(article("1", "Según el artículo 2."), article("2", "Fin."))
    )
    document = Document(SPANISH, (article("1", "Apruébase."),), attachments=(treaty,))
    assert marked(document) == [("ref", "artículo 2", "#att_1__art_2")]


def test_marks_of_the_source_are_kept_but_for_links_that_lead_nowhere() -> None:
    own = Mark(9, 19, "ref", "/akn/xa/act/ley/1990/3/~art_2")
    document = law(
        article("1", Paragraph("Rige el: artículo 2.", marks=(own,))),
        article("2", Paragraph("el artículo 9", marks=(Mark(3, 13, "ref", "#sec_9"),))),
    )
    assert marked(document) == [("ref", "artículo 2", own.target)]


def test_a_law_in_a_language_without_rules_comes_back_as_it_is() -> None:
    document = law(article("1", "article 2"), metadata=LawMetadata("Loi", "xa", "fr"))
    assert annotate(document) is document


@pytest.mark.parametrize("name", [name for name, _ in sample_laws()])
def test_the_samples_are_stored_annotated(name: str) -> None:
    document = akn.read(dict(sample_laws())[name])
    assert annotate(document) == document
    kinds = {mark.kind for paragraph in paragraphs_of(document) for mark in paragraph.marks}
    assert "ref" in kinds


_scraps = st.sampled_from(
    ["artículo 1", "artículos 2 y 3", "section 2", "subsection (1)", "Ley 5 de 1990", "de esta ley",
     "Faro: torre", "“light” means", "a lamp", "el faro", "the light", ".", ";", "se entiende por",
     "artículo anterior", "del Código", "Act No. 7 of 2009", "of this Act", "«", "»", "ſ", "İ"]
)  # fmt: skip
_texts = st.lists(_scraps | st.text(max_size=3), max_size=12).map(" ".join)
_paragraphs = st.builds(
    Paragraph,
    _texts,
    st.sampled_from(["", "a)", "(1)"]),
    st.lists(st.builds(Paragraph, _texts), max_size=2).map(tuple),
)
_articles = st.builds(
    Article,
    st.sampled_from(["1", "2", "3", "5 bis"]),
    st.sampled_from(["Artículo 1", "1."]),
    st.sampled_from(["", "Definiciones", "Interpretation"]),
    st.lists(_paragraphs, max_size=3).map(tuple),
)
_laws = st.builds(
    Document, st.sampled_from([SPANISH, ENGLISH]), st.lists(_articles, max_size=4).map(tuple)
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(_laws)
def test_any_document_keeps_its_words_and_gets_marks_that_can_be_written(
    document: Document,
) -> None:
    before = akn.canonical(document)
    after = annotate(before)
    assert [p.text for p in paragraphs_of(after)] == [p.text for p in paragraphs_of(before)]
    assert [p.article.text for p in placed_articles(after)] == [
        p.article.text for p in placed_articles(before)
    ]
    for paragraph in paragraphs_of(after):
        assert paragraph.marks == arranged(paragraph.text, paragraph.marks)
    xml = akn.write(after)
    assert akn.schema_problems(xml) == ()
    assert akn.read(xml) == after
