"""The strict schema's word on our documents and others', and how others' are read."""

from pathlib import Path

import pytest

import corpus
from corpus.akn import read_leniently, schema_problems, write
from corpus.errors import InvalidDocument, UnreadableFile
from corpus.model import (
    Article,
    Division,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
    placed_articles,
)
from corpus.readers.akn_xml import read

META = """\
<meta><identification source="#src">
  <FRBRWork><FRBRthis value="/akn/uy/act/2008/18250/!main"/>
    <FRBRuri value="/akn/uy/act/2008/18250"/>
    <FRBRalias name="title" value="Ley de faros"/><FRBRdate date="2008-01-06" name="Generation"/>
    <FRBRauthor href="#parl"/><FRBRcountry value="uy"/><FRBRnumber value="18250"/></FRBRWork>
  <FRBRExpression><FRBRthis value="/akn/uy/act/2008/18250/spa@/!main"/>
    <FRBRuri value="/akn/uy/act/2008/18250/spa@"/><FRBRdate date="2010-05-01" name="x"/>
    <FRBRauthor href="#parl"/><FRBRlanguage language="spa"/></FRBRExpression>
  <FRBRManifestation><FRBRthis value="/akn/x"/><FRBRuri value="/akn/x"/>
    <FRBRdate date="2010-05-01" name="x"/><FRBRauthor href="#src"/></FRBRManifestation>
</identification></meta>"""


def _akn(inside: str, root: str = "act", namespace: str = "3.0") -> bytes:
    return (
        f'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/{namespace}">'
        f'\n<{root} name="ley">{META}{inside}</{root}></akomaNtoso>'
    ).encode()


ARTICLE = '<article eId="art_1"><num>Artículo 1º</num><content><p>Uno.</p></content></article>'
BODY = f"<body>{ARTICLE}</body>"


def _only_article(inside: str) -> Article:
    document, _ = read_leniently(_akn(f"<body>{inside}</body>"), "ley.xml")
    (placed,) = placed_articles(document)
    return placed.article


def test_a_minimal_foreign_act_is_valid_and_tells_its_metadata() -> None:
    reading = read(_akn(BODY), "ley.xml")
    assert reading.problems == ()
    assert reading.format == "akn"
    assert reading.document is not None
    metadata = reading.document.metadata
    assert (metadata.title, metadata.jurisdiction, metadata.language) == (
        "Ley de faros",
        "uy",
        "es",
    )
    assert (metadata.kind, metadata.number, metadata.year) == ("ley", "18250", 2008)
    assert str(metadata.date) == "2008-01-06"
    assert str(metadata.version_date) == "2010-05-01"


@pytest.mark.parametrize(
    "defect",
    [
        pytest.param(BODY.replace("<content>", "<intro/><content>"), id="intro beside content"),
        pytest.param(BODY.replace("</body>", ARTICLE + "</body>"), id="an eId used twice"),
        pytest.param(BODY.replace("<num>", "<heading/><nombre/><num>"), id="an unknown element"),
        pytest.param("<conclusions/>" + BODY, id="parts out of order"),
    ],
)
def test_a_schema_defect_is_a_problem_with_its_line_not_a_refusal(defect: str) -> None:
    reading = read(_akn(defect), "ley.xml")
    assert reading.document is not None
    assert reading.problems
    assert {problem.code for problem in reading.problems} == {"schema"}
    assert all(problem.line and problem.line > 1 for problem in reading.problems)
    assert "ley.xml line" in str(reading.problems[0].message)


def test_a_year_without_month_and_day_is_a_defect_that_is_still_understood() -> None:
    xml = _akn(BODY).replace(b'date="2008-01-06"', b'date="2008"')
    assert [problem.code for problem in schema_problems(xml)] == ["schema"]
    metadata = read_leniently(xml, "ley.xml")[0].metadata
    assert (metadata.year, metadata.date) == (2008, None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<html><body/></html>", "unsupported_format"),
        (_akn("<body/>", root="judgment"), "unsupported_format"),
        (_akn("<body><chapter/></body>"), "no_articles"),
        (_akn(BODY)[:-9], "malformed"),
        (b'<!DOCTYPE a [<!ENTITY e "e">]>' + _akn(BODY), "unsafe_xml"),
    ],
)
def test_what_holds_no_law_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile, match=r"ley\.xml") as refusal:
        read(data, "ley.xml")
    assert refusal.value.code == code


def test_reading_what_is_no_law_raises_invalid_document() -> None:
    with pytest.raises(InvalidDocument, match=r"ley\.xml"):
        read_leniently(b"<html/>", "ley.xml")


def test_sections_are_the_articles_of_an_act_without_articles() -> None:
    xml = _akn(
        """<body><part eId="p1"><num>PART I</num><heading>Keepers</heading>
        <section eId="sec_1"><num>1.</num><heading>Duty</heading>
          <subsection><num>(1)</num><intro><p>A keeper shall</p></intro>
            <paragraph><num>(a)</num><content><p>light the lamp;</p></content></paragraph>
            <wrapUp><p>every night.</p></wrapUp></subsection></section></part></body>"""
    )
    document, problems = read_leniently(xml, "act.xml")
    assert problems == ()
    (part,) = document.body
    assert isinstance(part, Division)
    assert (part.kind, part.label, part.heading) == ("part", "PART I", "Keepers")
    (section,) = part.children
    assert isinstance(section, Article)
    assert (section.num, section.eid, section.heading) == ("1", "art_1", "Duty")
    lines = ["(1) A keeper shall", "(a) light the lamp;", "every night."]
    assert section.text.splitlines() == lines


def test_text_outside_every_article_is_kept_as_an_article_with_a_problem() -> None:
    stray = "<chapter><num>CAPÍTULO I</num><content><p>Sin artículo.</p></content></chapter>"
    document, problems = read_leniently(_akn(BODY.replace("<body>", f"<body>{stray}")), "ley.xml")
    texts = [placed.article.text for placed in placed_articles(document)]
    assert texts == ["Sin artículo.", "Uno."]
    assert [problem.code for problem in problems] == ["text_outside_articles"]


def test_a_cross_heading_gathers_the_articles_that_follow_it() -> None:
    inside = "<crossHeading>Faros</crossHeading>" + ARTICLE
    document, _ = read_leniently(_akn(f"<body><title>{inside}</title></body>"), "ley.xml")
    (title,) = document.body
    assert isinstance(title, Division)
    (heading,) = title.children
    assert isinstance(heading, Division)
    assert (heading.kind, heading.heading, len(heading.children)) == ("crossheading", "Faros", 1)


@pytest.mark.parametrize(
    ("inside", "lines"),
    [
        (
            "<content><p>Uno <b>dos</b><i> tres</i>.<authorialNote><p>n</p></authorialNote></p>"
            "</content>",
            ["Uno dos tres."],
        ),
        (
            "<content><blockList><listIntroduction>Son:</listIntroduction>"
            "<item><num>a)</num><p>uno;</p></item><item><num>b)</num><p>dos.</p></item>"
            "</blockList></content>",
            ["Son:", "a) uno;", "b) dos."],
        ),
        ("<content><ul><li>uno</li><li>dos</li></ul></content>", ["uno", "dos"]),
        (
            "<content><table><tr><th>Faro</th><th>Luz</th></tr>"
            "<tr><td><p>Norte</p></td><td>roja</td></tr></table></content>",
            ["Faro | Luz", "Norte | roja"],
        ),
        (
            "<list><intro><p>Son:</p></intro><point><num>1.</num><heading>Norte</heading>"
            "<content><p>rojo</p></content></point></list>",
            ["Son:", "1. Norte", "rojo"],
        ),
        ("<content><p>Uno<br/>dos</p></content>", ["Uno dos"]),
        ("<list><point><num>1.</num><content><p>rojo</p></content></point></list>", ["1. rojo"]),
        (
            "<content><blockList><item><num>a)</num><p>uno</p></item>"
            "<listWrapUp>y nada más.</listWrapUp></blockList></content>",
            ["a) uno", "y nada más."],
        ),
        ("<content><block name='b'>Uno <b>dos</b></block></content>", ["Uno dos"]),
        (
            '<content><foreign><x xmlns="urn:x">dos</x></foreign></content>',
            ["dos"],
        ),
        (
            "<content><blockContainer><num>I</num><p>uno</p></blockContainer></content>",
            ["I uno"],
        ),
    ],
)
def test_richer_markup_becomes_text_in_order(inside: str, lines: list[str]) -> None:
    article = _only_article(f"<article><num>Artículo 1</num>{inside}</article>")
    assert article.text.splitlines() == lines


def test_notes_of_others_are_notes_here() -> None:
    article = _only_article(
        "<article><num>1</num><content><p>Uno.<authorialNote><p>Ver ley 2.</p></authorialNote>"
        "</p></content></article>"
    )
    assert (article.text, article.notes) == ("Uno.", ("Ver ley 2.",))


def test_a_quoted_structure_is_a_quotation_and_no_article_of_the_law() -> None:
    article = _only_article(
        "<article><num>Art. 9</num><content><p><mod>Dirá: <quotedStructure>"
        "<section><num>4</num><content><p>Faro.</p></content></section>"
        "</quotedStructure></mod></p></content></article>"
    )
    intro, quotation = article.content
    assert intro == Paragraph("Dirá:")
    assert isinstance(quotation, Quotation)
    assert [(quoted.num, quoted.text) for quoted in quotation.articles] == [("4", "Faro.")]


def test_quoted_chapters_give_their_articles_and_quoted_parts_their_text() -> None:
    article = _only_article(
        "<article><num>Art. 9</num><content><p><mod><quotedStructure>"
        "<chapter><num>II</num><article><num>4</num><content><p>Faro.</p></content></article>"
        "</chapter><content><p>Mar.</p></content></quotedStructure></mod></p></content></article>"
    )
    (quotation,) = article.content
    assert isinstance(quotation, Quotation)
    assert [quoted.num for quoted in quotation.articles] == ["4"]
    assert quotation.paragraphs == (Paragraph("II"), Paragraph("Mar."))


def test_an_act_without_metadata_takes_the_title_that_it_prints() -> None:
    preface = "<preface><p><docTitle>Ley de faros</docTitle></p></preface>"
    xml = _akn(preface + BODY).replace(META.encode(), b"")
    assert read_leniently(xml, "ley.xml")[0].metadata.title == "Ley de faros"


def test_an_older_namespace_is_read_as_three_point_zero() -> None:
    document, _ = read_leniently(_akn(BODY, namespace="3.0/CSD13"), "ley.xml")
    assert [placed.article.num for placed in placed_articles(document)] == ["1"]


def test_preface_preamble_conclusions_and_annexes_are_kept() -> None:
    xml = _akn(
        "<preface><longTitle><p>Ley de <docTitle>faros</docTitle></p></longTitle></preface>"
        "<preamble><recitals><recital><num>(1)</num><p>Hay mar.</p></recital></recitals>"
        '<formula name="f"><p>DECRETA:</p></formula></preamble>'
        + BODY
        + "<conclusions><p>Firmado.</p></conclusions><attachments><attachment>"
        "<heading>Anexo</heading>"
        + f'<doc name="anexo">{META}<mainBody><p>Mapa.</p></mainBody></doc>'
        "</attachment></attachments>"
    )
    document, problems = read_leniently(xml, "ley.xml")
    assert schema_problems(xml) == problems == ()
    assert document.preamble == (
        Paragraph("Ley de faros"),
        Paragraph("Hay mar.", "(1)"),
        Paragraph("DECRETA:"),
    )
    assert document.conclusions == (Paragraph("Firmado."),)
    (annex,) = document.attachments
    assert (annex.heading, annex.preamble, annex.body) == ("Anexo", (Paragraph("Mapa."),), ())


def test_a_foreign_bill_is_a_bill() -> None:
    document, _ = read_leniently(_akn(BODY, root="bill"), "ley.xml")
    assert document.metadata.status == "bill"


def test_a_law_is_valid_once_it_is_written_whatever_it_was_before() -> None:
    broken = _akn(BODY.replace("<num>", "<heading/><nombre/><num>"))
    document, _ = read_leniently(broken, "ley.xml")
    assert schema_problems(write(document)) == ()


def test_the_sample_laws_are_valid() -> None:
    samples = sorted((Path(corpus.__file__).parent / "samples").glob("*.xml"))
    assert all(schema_problems(path.read_bytes(), path.name) == () for path in samples)


def test_an_empty_document_is_valid() -> None:
    assert schema_problems(write(Document(LawMetadata("", "", ""), ()))) == ()
