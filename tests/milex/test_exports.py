"""A law as a file: no form loses a word, and nothing of a law becomes markup."""

import datetime
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from corpus.identifiers import assign_eids
from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
)
from milex.exports.description import LawFile
from milex.exports.forms import FORMS

HOSTILE = "<script>alert('x')</script> & <b>negrita</b> ]]> \"comillas\" =1+1"
QUOTED = Article("9", "Artículo 9.", "Ajeno", (Paragraph("Palabras de otra ley."),))
LAW = Document(
    LawMetadata(
        title=f"Decreto de <pruebas> {HOSTILE}",
        jurisdiction="py",
        language="es",
        kind="decreto",
        number="77",
        date=datetime.date(2020, 5, 4),
        version_date=datetime.date(2022, 1, 1),
        publisher="Gaceta <i>de ensayo</i>",
    ),
    preamble=(Paragraph("Visto lo anterior,"),),
    body=(
        Division(
            "chapter",
            "I",
            "De las rarezas",
            (
                Article("1", "Artículo 1.", HOSTILE, (Paragraph(HOSTILE),)),
                Article(
                    "2",
                    "Artículo 2 bis.-",
                    "",
                    (
                        Paragraph(
                            "Se entiende por:",
                            children=(
                                Paragraph("un punto;", "a)", (Paragraph("otro menor.", "i."),)),
                                Quotation((QUOTED,), (Paragraph("suelto"),)),
                                Paragraph("una | fila", kind="table"),
                            ),
                        ),
                    ),
                    notes=("Nota de la redacción.",),
                ),
            ),
            "CAPÍTULO I",
        ),
    ),
    conclusions=(Paragraph("Firmado en la capital."),),
    attachments=(
        Attachment("ANEXO", "Cuadros", body=(Article("1", "Artículo 1.", "", (Paragraph("x"),)),)),
    ),
)


def made(document: Document, form: str, language: str = "en") -> bytes:
    make = FORMS[form].make
    assert make is not None
    return make(
        LawFile(assign_eids(document), language, "https://laws.example/en/laws/py/decreto/77-2020")
    )


def words_of(document: Document, *, conclusions_last: bool = False) -> list[str]:
    """The law's own words in reading order, read off the model and nothing else."""
    annexes = [
        part
        for each in document.attachments
        for part in (each.label, each.heading, *_lines(each.preamble), *_body(each.body))
    ]
    closing = list(_lines(document.conclusions))
    ends = (annexes, closing) if conclusions_last else (closing, annexes)
    parts = [document.metadata.title, *_lines(document.preamble), *_body(document.body)]
    return " ".join([*parts, *ends[0], *ends[1]]).split()


def _body(children: tuple[Division | Article, ...]) -> Iterator[str]:
    for child in children:
        yield from (child.label or child.num, child.heading)
        yield from _body(child.children) if isinstance(child, Division) else _lines(child.content)


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (block.num, block.text, *_lines(block.children))
        else:
            yield from _lines(block.paragraphs)
            for article in block.articles:
                yield from (article.label or article.num, article.heading)
                yield from _lines(article.content)


def docx_words(data: bytes) -> list[str]:
    """The words of the document's paragraphs, those of its contents list left out."""
    paragraphs = docx.Document(BytesIO(data)).paragraphs
    told = (p.text for p in paragraphs if not p.style.name.startswith(("Entry", "Facts")))
    return " ".join(told).split()


def html_words(data: bytes) -> list[str]:
    root = html.document_fromstring(data.decode())
    words = [root.findtext(".//h1")]
    # A block ends a word; a run inside one does not.
    for element in root.find(".//main").iter():
        if element.tag in {"p", "div", "h2", "h3", "h4", "h5", "h6", "aside"}:
            element.tail = f" {element.tail or ''}"
    words.append(root.find(".//main").text_content())
    return " ".join(words).split()


def pdf_letters(data: bytes) -> str:
    """The letters of the pages in order, without blanks and without the pages' numbers."""
    pages = pypdfium2.PdfDocument(data)
    read = []
    for number, page in enumerate(pages, start=1):
        text = page.get_textpage().get_text_bounded()
        read.append(re.sub(rf"\s*{number}\s*$", "", text))
    return "".join("".join(read).split()).replace("\ufffe", "-")


def stand_in_order(wanted: list[str], found: list[str]) -> bool:
    """A bare number that opens an article has a full stop in a text: ‹5› is found in ‹5.›."""
    rest = iter(found)
    return all(any(word in (each, each.removesuffix(".")) for each in rest) for word in wanted)


def all_are_kept(document: Document) -> None:
    wanted = words_of(document)
    assert stand_in_order(wanted, docx_words(made(document, "docx"))), "docx"
    assert stand_in_order(wanted, html_words(made(document, "html"))), "html"
    told = made(document, "txt").decode().split()
    assert stand_in_order(words_of(document, conclusions_last=True), told), "txt"


def test_every_form_has_every_word_in_its_order() -> None:
    all_are_kept(LAW)
    letters = pdf_letters(made(LAW, "pdf"))
    place = 0
    for word in words_of(LAW):
        place = letters.find(word, place)
        assert place >= 0, word
        place += len(word)


WORD = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=12
)
TEXT = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
PARAGRAPH = st.recursive(
    st.builds(Paragraph, TEXT, num=st.one_of(st.just(""), WORD)),
    lambda inside: st.builds(
        Paragraph, TEXT, num=st.just("a)"), children=st.lists(inside, max_size=3).map(tuple)
    ),
    max_leaves=4,
)
ARTICLE = st.builds(
    Article,
    num=WORD,
    label=WORD,
    heading=st.one_of(st.just(""), TEXT),
    content=st.lists(PARAGRAPH, max_size=3).map(tuple),
)
DOCUMENT = st.builds(
    Document,
    st.builds(LawMetadata, TEXT, st.just("py"), st.sampled_from(["es", "en"])),
    st.lists(ARTICLE, max_size=4).map(tuple),
    conclusions=st.lists(st.builds(Paragraph, TEXT), max_size=1).map(tuple),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENT)
def test_no_form_loses_a_word_of_any_law(document: Document) -> None:
    all_are_kept(document)


LATIN = st.text(
    st.sampled_from("aábcdeéfgñoúüABCÑ0123456789.,;:()«»“”‘’–—ºª°§½€ĉřβж"), min_size=1, max_size=30
)


@settings(max_examples=15, deadline=None)
@given(st.lists(LATIN, min_size=1, max_size=60))
def test_a_pdf_holds_each_word_however_long_its_lines_are(words: list[str]) -> None:
    article = Article("1", "Artículo 1.", "", (Paragraph(" ".join(words)),))
    letters = pdf_letters(made(Document(LawMetadata("Ley", "py", "es"), (article,)), "pdf"))
    assert "".join("".join(words).split()) in letters


def test_letters_that_the_font_lacks_are_written_by_their_number() -> None:
    article = Article("1", "Artículo 1.", "", (Paragraph("中 dice más"),))
    letters = pdf_letters(made(Document(LawMetadata("Ley", "py", "es"), (article,)), "pdf"))
    assert "[U+4E2D]dicemás" in letters


def test_a_law_full_of_markup_is_text_in_every_form() -> None:
    root = html.document_fromstring(made(LAW, "html").decode())
    assert not root.xpath("//script | //b | //i | //pruebas")
    assert HOSTILE in root.find(".//h1").text
    assert HOSTILE in [p.text for p in root.iter("p")]
    paragraphs = [p.text for p in docx.Document(BytesIO(made(LAW, "docx"))).paragraphs]
    assert HOSTILE in paragraphs
    assert HOSTILE in made(LAW, "txt").decode()


def test_the_web_page_needs_nothing_else_and_runs_nothing() -> None:
    page = made(LAW, "html").decode()
    root = html.document_fromstring(page)
    assert not root.xpath("//script | //link | //img | //@src | //@onclick")
    assert "default-src 'none'" in root.xpath("//meta[@http-equiv]/@content")[0]
    assert root.get("lang") == "es-PY"
    assert "@media print" in page


def test_a_word_document_has_real_headings_contents_and_the_language_of_the_law() -> None:
    data = made(LAW, "docx")
    document = docx.Document(BytesIO(data))
    headings = [(p.style.name, p.text) for p in document.paragraphs if "Heading" in p.style.name]
    assert ("Heading 1", "CAPÍTULO I De las rarezas") in headings
    assert ("Heading 2", "Artículo 2 bis.-") in headings
    assert ("Heading 1", "ANEXO Cuadros") in headings
    (field,) = [e.text for e in document.element.iter(qn("w:instrText"))]
    assert field.startswith("TOC ")
    names = {e.get(qn("w:name")) for e in document.element.iter(qn("w:bookmarkStart"))}
    links = {e.get(qn("w:anchor")) for e in document.element.iter(qn("w:hyperlink"))}
    assert links == names
    assert len(links) == len(headings)
    assert document.core_properties.language == "es-PY"
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"es-PY"}
    # The law's own numbers: Word counts nothing anew.
    assert not list(document.element.iter(qn("w:numPr")))


def test_a_pdf_has_a_title_a_language_an_outline_and_numbered_pages() -> None:
    long = Article("3", "Artículo 3.", "", tuple(Paragraph(f"Palabra {n}.") for n in range(200)))
    data = made(Document(LAW.metadata, (*LAW.body, long)), "pdf")
    pages = pypdfium2.PdfDocument(data)
    assert pages.get_metadata_value("Title") == LAW.metadata.title
    assert b"/Lang (es-PY)" in data
    outline = [(mark.level, mark.get_title()) for mark in pages.get_toc()]
    assert outline[0] == (0, "CAPÍTULO I De las rarezas")
    assert (1, "Artículo 2 bis.-") in outline
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert page.get_textpage().get_text_bounded().split()[-1] == str(number)


@pytest.mark.parametrize("form", ["docx", "pdf", "html", "txt"])
def test_the_same_law_gives_the_same_file(form: str) -> None:
    first, second = made(LAW, form), made(LAW, form)
    if form == "docx":  # an archive notes the time of its making
        first, second = (_document_xml(data) for data in (first, second))
    assert first == second


def _document_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.tostring(etree.fromstring(archive.read("word/document.xml")), method="c14n")


@pytest.mark.parametrize(("language", "said"), [("en", "Contents"), ("es", "Contenido")])
def test_the_words_around_the_law_are_in_the_reader_s_language(language: str, said: str) -> None:
    assert f">{said}<" in made(LAW, "html", language).decode()
    facts = [p.text for p in docx.Document(BytesIO(made(LAW, "docx", language))).paragraphs]
    assert said in facts
