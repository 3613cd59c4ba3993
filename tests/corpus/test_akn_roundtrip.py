"""Writing and reading Akoma Ntoso are inverses, and what is written is always valid."""

import datetime
import string
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.akn import canonical, read, schema_problems, write
from corpus.errors import InvalidDocument
from corpus.identifiers import assign_eids
from corpus.marks import arranged
from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    DivisionKind,
    Document,
    LawMetadata,
    Mark,
    Paragraph,
    Quotation,
    Status,
    placed_articles,
)

PATIENT = [HealthCheck.too_slow]  # a whole law takes some milliseconds to make up
FAST = settings(deadline=None, max_examples=60, suppress_health_check=PATIENT)
FEWER = settings(deadline=None, max_examples=40, suppress_health_check=PATIENT)

_words = st.lists(
    st.text(
        alphabet=string.ascii_letters + string.digits + "áéíóúüñÑ¿¡«»“”’º§—<>&'\"\u00a0",
        min_size=1,
        max_size=6,
    ),
    max_size=5,
).map(" ".join)
_labels = st.sampled_from(["", "a)", "1.", "(2)", "i)", "ñ)"])
_numbers = st.sampled_from(["", "1", "2", "5 bis", "188A", "279.011", "único", "I"])


_REFERENCES = [
    "#art_5bis",
    "/akn/py/act/ley/2012/4788",
    "/akn/xa/act/1999/x/~art_1",
    "https://a.b/c?d=1&e=2",
]
_terms = st.sampled_from(["#term-faro", "#term-puerto-libre", "#term-faro-2"])
_recitals = st.sampled_from(
    ["Visto el mar,", "CONSIDERANDO: Que hay faros", "Whereas ships pass,", "DECRETA:"]
).map(Paragraph)
Texts = st.SearchStrategy[str]


def _articles(texts: Texts, blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Article]:
    content = st.lists(blocks, max_size=3).map(tuple)
    notes = st.lists(texts, max_size=2).map(tuple)
    return st.builds(Article, _numbers, texts, texts, content, notes=notes)


def _quotations(
    texts: Texts, paragraphs: st.SearchStrategy[Paragraph]
) -> st.SearchStrategy[Quotation]:
    return st.builds(
        Quotation,
        articles=st.lists(_articles(texts, paragraphs), max_size=2).map(tuple),
        paragraphs=st.lists(paragraphs, max_size=2).map(tuple),
        target=texts,
    )


@st.composite
def _marked(draw: st.DrawFn, paragraphs: st.SearchStrategy[Paragraph]) -> Paragraph:
    """A paragraph with marks where they can stand."""
    paragraph = draw(paragraphs)
    edges = st.integers(0, len(paragraph.text))
    marks = st.one_of(
        st.builds(Mark, edges, edges, st.just("ref"), st.sampled_from(_REFERENCES)),
        st.builds(Mark, edges, edges, st.sampled_from(["term", "def"]), _terms),
    )
    wanted = draw(st.lists(marks, max_size=5))
    return replace(paragraph, marks=arranged(paragraph.text, wanted))


def _paragraphs(texts: Texts) -> st.SearchStrategy[Paragraph]:
    leaves = _marked(st.builds(Paragraph, texts, _labels, kind=st.sampled_from(["text", "table"])))

    def extend(below: st.SearchStrategy[Paragraph]) -> st.SearchStrategy[Paragraph]:
        children = st.lists(below | _quotations(texts, below), max_size=3).map(tuple)
        return _marked(st.builds(Paragraph, texts, _labels, children))

    return st.recursive(leaves, extend, max_leaves=8)


def _documents(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    paragraphs = _paragraphs(texts)
    flow = st.lists(paragraphs | _recitals, max_size=3).map(tuple)
    articles = _articles(texts, paragraphs | _quotations(texts, paragraphs))
    bodies = st.recursive(
        articles,
        lambda below: st.builds(
            Division,
            st.sampled_from(get_args(DivisionKind)),
            texts,
            texts,
            st.lists(below, max_size=3).map(tuple),
            texts,
        ),
        max_leaves=5,
    )
    body = st.lists(bodies, max_size=3).map(tuple)
    metadata = st.builds(
        LawMetadata,
        title=texts,
        jurisdiction=st.sampled_from(["xa", "xd", "py", ""]),
        language=st.sampled_from(["es", "en", "fr"]),
        kind=st.sampled_from(["ley", "act", "bill", ""]),
        number=texts,
        year=st.none() | st.integers(-5, 10_001),
        date=st.none() | st.dates(),
        version_date=st.none() | st.dates(),
        status=st.sampled_from(get_args(Status)),
        topics=st.lists(texts, max_size=2).map(tuple),
        publisher=texts,
        source_url=texts,
        is_sample=st.booleans(),
    )
    attachments = st.builds(Attachment, texts, texts, flow, body)
    return st.builds(
        Document,
        metadata,
        body,
        flow,
        flow,
        st.lists(attachments, max_size=2).map(tuple),
    )


@FAST
@given(_documents(_words))
def test_every_document_is_written_valid_and_reads_back_equal(law: Document) -> None:
    xml = write(law)
    assert schema_problems(xml) == ()
    assert read(xml) == canonical(law) == assign_eids(law)


@FEWER
@given(_documents(st.text(max_size=8)))
def test_any_text_at_all_is_written_in_its_canonical_form(law: Document) -> None:
    xml = write(law)
    assert schema_problems(xml) == ()
    assert read(xml) == canonical(law)
    assert write(read(xml)) == xml


def _law(*body: Article | Division, **metadata: object) -> Document:
    return Document(replace(LawMetadata("Ley de prueba", "xa", "es"), **metadata), tuple(body))  # type: ignore[arg-type]


def test_equal_documents_give_equal_bytes() -> None:
    law = _law(Article("1", "Artículo 1", content=(Paragraph("Uno."),)))
    assert write(law) == write(replace(law))


def test_the_label_is_kept_as_printed_beside_the_number() -> None:
    law = read(write(_law(Article("5 bis", "Artículo 5º bis.-"))))
    article = next(placed_articles(law)).article
    assert (article.num, article.label, article.eid) == ("5 bis", "Artículo 5º bis.-", "art_5bis")


def test_editorial_notes_are_no_law_text() -> None:
    article = Article("1", "Artículo 1", "Objeto", (Paragraph("Uno."),), notes=("Derogado.",))
    read_back = next(placed_articles(read(write(_law(article))))).article
    assert read_back.notes == ("Derogado.",)
    assert "Derogado" not in read_back.text + read_back.label + read_back.heading


@pytest.mark.parametrize(
    ("year", "date"),
    [(None, None), (1998, None), (1998, datetime.date(1998, 1, 1)), (None, datetime.date(1, 1, 1))],
)
def test_a_date_not_known_in_full_stays_unknown(
    year: int | None, date: datetime.date | None
) -> None:
    metadata = read(write(_law(year=year, date=date))).metadata
    assert (metadata.year, metadata.date, metadata.version_date) == (year, date, None)


def test_a_preamble_tells_citations_recitals_and_enacting_formula_apart() -> None:
    texts = ("El Congreso", "Vista la mar;", "Considerando que hay faros;", "DECRETA:")
    law = replace(_law(), preamble=tuple(map(Paragraph, texts)))
    xml = write(law).decode()
    order = [xml.index(f"<{name}") for name in ("p>El", "citation>", "recital>", "formula name")]
    assert order == sorted(order)
    assert read(xml.encode()).preamble == law.preamble


def test_a_language_is_kept_whatever_code_names_it() -> None:
    assert read(write(_law(language="spa"))).metadata.language == "es"
    assert read(write(_law(language="nah"))).metadata.language == "nah"


def test_a_bill_is_written_as_a_bill() -> None:
    assert b"<bill name=" in write(_law(kind="ley", status="bill"))
    assert b"<act name=" in write(_law(kind="ley", status="in_force"))


def test_marks_are_inline_elements_and_every_term_stands_among_the_references() -> None:
    text = "Faro: la torre del artículo 2."
    marks = (
        Mark(0, 4, "term", "#term-faro"),
        Mark(6, 29, "def", "#term-faro"),
        Mark(19, 29, "ref", "#art_2"),
    )
    law = _law(Article("1", "Artículo 1", content=(Paragraph(text, marks=marks),)))
    xml = write(law).decode()
    assert (
        '<p><term refersTo="#term-faro">Faro</term>: <def refersTo="#term-faro">la torre del'
        ' <ref href="#art_2">artículo 2</ref></def>.</p>'
    ) in xml
    assert '<TLCTerm eId="term-faro" href="/akn/ontology/term/faro" showAs="Faro"/>' in xml


def test_marks_that_cross_or_point_nowhere_are_left_out() -> None:
    marks = (
        Mark(0, 3, "ref", "#art_1"),
        Mark(2, 5, "ref", "#art_2"),
        Mark(4, 4, "ref", "#art_3"),
        Mark(4, 9, "ref", "#art_4"),
        Mark(6, 8, "ref", "javascript:alert(1)"),
        Mark(6, 8, "term", "#milex"),
    )
    assert arranged("uno dos", marks) == marks[:1]


def test_marks_move_along_when_blanks_and_control_characters_go() -> None:
    paragraph = Paragraph("  el\x00  artículo\n 5", marks=(Mark(7, 18, "ref", "#art_5"),))
    law = read(write(_law(Article("1", "Artículo 1", content=(paragraph,)))))
    (read_back,) = next(placed_articles(law)).article.content
    assert isinstance(read_back, Paragraph)
    assert read_back.text == "el artículo 5"
    assert [read_back.text[m.start : m.end] for m in read_back.marks] == ["artículo 5"]


def test_control_characters_are_left_out_and_blanks_become_one() -> None:
    law = _law(Article("1", "Artículo\t1", content=(Paragraph("a\x00b\x1f \r\n c\ufffe\ud800"),)))
    article = next(placed_articles(read(write(law)))).article
    assert (article.label, article.text) == ("Artículo 1", "ab c")


@pytest.mark.parametrize("depth", [120, 5000])
def test_points_too_deep_for_xml_are_refused_with_a_sentence(depth: int) -> None:
    point = Paragraph("fin", "1.")
    for _ in range(depth):
        point = Paragraph("más", "1.", (point,))
    with pytest.raises(InvalidDocument, match="Ley de prueba"):
        write(_law(Article("1", "Artículo 1", content=(point,))))
