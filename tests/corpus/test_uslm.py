"""USLM becomes the model: sections, points, notes, chapters, quoted sections."""

import datetime
from pathlib import Path

import pytest

from corpus.akn import canonical, schema_problems, write
from corpus.akn import read as read_akn
from corpus.errors import UnreadableFile
from corpus.intake import take_in
from corpus.model import Article, Division, Document, Paragraph, Quotation, placed_articles
from corpus.outline import outline
from corpus.readers.uslm import read

HOUSE = 'xmlns="http://xml.house.gov/schemas/uslm/1.0"'
SECTION = f"""\
<section {HOUSE} identifier="/us/usc/t97/s15a">
  <num value="15a">§\u202f15a.</num><heading> Lamps of towers.</heading>
  <subsection><num value="a">(a)</num><heading> In general</heading>
    <chapeau>A keeper<ref class="footnoteRef" idref="fn1">1</ref><note type="footnote"
      id="fn1"><num>1</num> So in original.</note> shall—</chapeau>
    <paragraph><num value="1">(1)</num><content> light the <b>great</b> lamp; and</content>
    </paragraph>
    <paragraph><num value="2">(2)</num><content> trim it</content></paragraph>
    <continuation>every evening.</continuation></subsection>
  <subsection><num value="b">(b)</num><content><p>Oil is free.</p>
    <table><tr><th>Month</th><th>Oil</th></tr><tr><td>May</td><td>3</td></tr></table></content>
  </subsection>
  <sourceCredit>(<ref href="/us/act/1951-06-27/ch4">June 27, 1951, ch. 4</ref>; amended
    <date date="1999-01-02">Jan. 2, 1999</date>; <date date="1984-05-06">May 6, 1984</date>.)
  </sourceCredit>
  <notes type="uscNote"><note role="crossHeading"><heading>Editorial Notes</heading></note>
    <note topic="amendments"><heading>Amendments</heading><p>1999—Oil was added: <quotedContent>
      “<section><num>§ 9.</num><content>Wicks.</content></section>”</quotedContent></p></note>
  </notes>
</section>"""
TITLE = f"""\
<uscDoc {HOUSE} xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:dcterms="http://purl.org/dc/terms/" identifier="/us/usc/t97">
  <meta><dc:title>Title 97</dc:title><dcterms:created>2024-03-04T05:06:07</dcterms:created></meta>
  <main><title identifier="/us/usc/t97"><num value="97">Title 97—</num><heading>TOWERS</heading>
    <toc><tocItem>1. Lamps</tocItem></toc>
    <note><p>This title is current.</p></note>
    <subtitle><num>Subtitle A—</num><heading>Lights</heading>
    <chapter><num value="1">CHAPTER 1—</num><heading>LAMPS</heading>
      <section><num value="1">§ 1.</num><heading> Towers</heading><content>A tower has a lamp.
        </content><sourceCredit>(Added.)</sourceCredit></section>
      <section status="repealed"><num value="2">[§ 2.</num><heading> Repealed. Act of May 6,
        1984]</heading></section>
      <section status="transferred"><num value="3...5">[§§ 3 to 5.</num><heading> Transferred]
        </heading></section>
    </chapter></subtitle></title></main>
</uscDoc>"""
LAW = """\
<pLaw xmlns="http://schemas.gpo.gov/xml/uslm" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <meta><dc:title>An Act on lamps</dc:title><congress>117</congress><docNumber>58</docNumber>
    <approvedDate>2021-11-15</approvedDate></meta>
  <preface><congress>117th Congress</congress></preface>
  <main><longTitle><officialTitle>To light the towers.</officialTitle></longTitle>
    <enactingFormula>Be it so.</enactingFormula>
    <section><num value="1">SECTION 1. </num><heading>LAMPS.</heading>
      <content>The <ref href="/us/act/1951/ch4">Lamp Act</ref> is amended by adding:
        <quotedContent><section><num value="9">“SEC. 9. </num><heading>OIL.</heading>
          <content>Oil is free.”</content></section></quotedContent>.</content></section>
    <section><num value="2">SEC. 2.</num><subsection><num value="a">(a)</num>
      <content>Subsection (c) reads <quotedContent>“(c) Wicks are free.”</quotedContent></content>
      </subsection></section></main>
</pLaw>"""


def document_of(xml: str) -> Document:
    document = read(xml.encode(), "law.xml").document
    assert document is not None
    return document


def articles_of(xml: str) -> list[Article]:
    return [placed.article for placed in placed_articles(document_of(xml))]


def test_a_section_of_the_code_is_cited_by_title_and_number() -> None:
    metadata = document_of(SECTION).metadata
    assert metadata.title == "97 U.S.C. 15a. Lamps of towers."
    assert (metadata.jurisdiction, metadata.language, metadata.kind) == ("us", "en", "code")
    assert (metadata.number, metadata.status) == ("97 U.S.C. 15a", "in_force")
    assert metadata.source_url.endswith("granuleid:USC-prelim-title97-section15a")


def test_the_source_credit_tells_when_a_section_was_made_and_last_changed() -> None:
    metadata = document_of(SECTION).metadata
    assert (metadata.date, metadata.year) == (datetime.date(1951, 6, 27), 1951)
    assert metadata.version_date == datetime.date(1999, 1, 2)


def test_points_nest_under_their_headings_and_opening_words() -> None:
    (article,) = articles_of(SECTION)
    assert (article.num, article.label, article.heading) == ("15a", "§ 15a.", "Lamps of towers")
    assert article.text.splitlines() == [
        "(a) In general",
        "A keeper shall—",
        "(1) light the great lamp; and",
        "(2) trim it",
        "every evening.",
        "(b) Oil is free.",
        "Month | Oil",
        "May | 3",
    ]
    first = article.content[0]
    assert isinstance(first, Paragraph)
    assert [child.num for child in first.children if isinstance(child, Paragraph)] == [
        "",
        "(1)",
        "(2)",
        "",
    ]


def test_notes_are_never_text_of_the_law() -> None:
    (article,) = articles_of(SECTION)
    assert article.notes == (
        "1 So in original.",
        "(June 27, 1951, ch. 4; amended Jan. 2, 1999; May 6, 1984.)",
        "Editorial Notes",
        "Amendments 1999—Oil was added: “ § 9. Wicks. ”",
    )


def test_chapters_and_subtitles_of_a_whole_title_are_divisions() -> None:
    document = document_of(TITLE)
    (title,) = document.body
    assert isinstance(title, Division)
    assert (title.kind, title.num, title.label, title.heading) == (
        "title",
        "97",
        "Title 97",
        "TOWERS",
    )
    (subtitle,) = title.children
    assert isinstance(subtitle, Division)
    assert (subtitle.kind, subtitle.num) == ("other", "A")
    (chapter,) = subtitle.children
    assert isinstance(chapter, Division)
    assert (chapter.kind, chapter.num, chapter.heading) == ("chapter", "1", "LAMPS")
    assert document.metadata.title == "97 U.S.C. TOWERS"
    assert document.metadata.version_date == datetime.date(2024, 3, 4)


def test_repealed_and_transferred_sections_keep_what_stands_in_their_brackets() -> None:
    _, repealed, transferred = articles_of(TITLE)
    assert (repealed.num, repealed.heading) == ("2", "")
    assert repealed.text == "Repealed. Act of May 6, 1984]"
    assert (transferred.num, transferred.text) == ("3 to 5", "Transferred]")


def test_contents_and_notes_of_a_title_are_reported_as_dropped() -> None:
    dropped = read(TITLE.encode(), "t.xml").dropped
    assert {item.reason for item in dropped} == {"metadata", "contents_table", "editorial_note"}


def test_a_lone_repealed_section_is_taken_in() -> None:
    xml = f"""<section {HOUSE} status="repealed" identifier="/us/usc/t97/s2"><num value="2">[§ 2.
        </num><heading> Repealed]</heading></section>"""
    intake = take_in(xml.encode(), "s2.xml")
    assert intake.format == "uslm"
    assert intake.document.metadata.status == "repealed"
    assert [article["num"] for article in outline(intake)["articles"]] == ["2"]


def test_sections_that_a_public_law_inserts_stay_quoted() -> None:
    first, second = articles_of(LAW)
    assert (first.num, first.label, first.heading) == ("1", "SECTION 1.", "LAMPS")
    quotation = first.content[1]
    assert isinstance(quotation, Quotation)
    assert quotation.target == "Lamp Act"
    assert [(a.num, a.heading, a.text) for a in quotation.articles] == [
        ("9", "OIL", "Oil is free.”")
    ]
    assert second.text == "(a) Subsection (c) reads “(c) Wicks are free.”"


def test_a_public_law_has_its_own_title_number_and_formula() -> None:
    document = document_of(LAW)
    metadata = document.metadata
    assert (metadata.title, metadata.kind, metadata.number) == ("An Act on lamps", "act", "117-58")
    assert metadata.date == metadata.version_date == datetime.date(2021, 11, 15)
    assert [paragraph.text for paragraph in document.preamble] == [
        "To light the towers.",
        "Be it so.",
    ]


@pytest.mark.parametrize("xml", [SECTION, TITLE, LAW])
def test_the_law_is_valid_akoma_ntoso_and_comes_back_equal(xml: str) -> None:
    document = document_of(xml)
    written = write(document)
    assert schema_problems(written) == ()
    assert read_akn(written) == canonical(document) == document


@pytest.mark.parametrize("xml", [SECTION, TITLE, LAW])
def test_every_word_is_kept_or_reported(xml: str) -> None:
    assert take_in(xml.encode(), "law.xml").conservation == 1.0


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (f"<section {HOUSE}/>", "no_articles"),
        (f"<uscDoc {HOUSE}><main><title><num>Title 1</num></title></main></uscDoc>", "no_articles"),
        (f"<section {HOUSE}><num>", "malformed"),
    ],
)
def test_what_has_no_section_is_refused(xml: str, code: str) -> None:
    with pytest.raises(UnreadableFile, match=r"law\.xml") as refusal:
        read(xml.encode(), "law.xml")
    assert refusal.value.code == code


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "number", "subsections", "year"),
    [
        ("usc-t18-s1589.xml", "1589", ["(a)", "(b)", "(c)", "(d)"], 2000),
        ("usc-t18-s1591.xml", "1591", ["(a)", "(b)", "(c)", "(d)", "(e)"], 2000),
        ("usc-t8-s1324.xml", "1324", ["(a)", "(b)", "(c)", "(d)", "(e)"], 1952),
        ("usc-t22-s7102.xml", "7102", ["", *(f"({n})" for n in range(1, 19))], 2000),
    ],
)
def test_real_sections_have_the_subsections_that_a_reader_counts(
    shared: Path, name: str, number: str, subsections: list[str], year: int
) -> None:
    intake = take_in((shared / "laws/us" / name).read_bytes(), name)
    (placed,) = placed_articles(intake.document)
    assert placed.article.num == number
    assert [b.num for b in placed.article.content if isinstance(b, Paragraph)] == subsections
    assert intake.document.metadata.year == year
    assert intake.conservation >= 0.999
