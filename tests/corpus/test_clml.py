"""legislation.gov.uk XML becomes the model: provisions, points, Parts, Schedules, notes."""

import datetime
import json
from pathlib import Path

import pytest

from corpus.akn import canonical, schema_problems, write
from corpus.akn import read as read_akn
from corpus.errors import UnreadableFile
from corpus.intake import take_in
from corpus.model import Article, Division, Document, Paragraph, Quotation, placed_articles
from corpus.outline import outline
from corpus.readers.clml import read

HEAD = """<Legislation xmlns:dct="http://purl.org/dc/terms/" RestrictExtent="E+W+S"
    xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns="http://www.legislation.gov.uk/namespaces/legislation">"""
METADATA = """<ukm:Metadata><dc:identifier>http://www.legislation.gov.uk/ukpga/1951/9</dc:identifier>
    <dc:title>Lamps Act 1951</dc:title><dc:language>en</dc:language>
    <dct:valid>2020-02-03</dct:valid>
    <ukm:PrimaryMetadata><ukm:DocumentClassification>
      <ukm:DocumentMainType Value="UnitedKingdomPublicGeneralAct"/>
      <ukm:DocumentStatus Value="revised"/></ukm:DocumentClassification>
      <ukm:Year Value="1951"/><ukm:Number Value="9"/>
      <ukm:EnactmentDate Date="1951-06-27"/></ukm:PrimaryMetadata></ukm:Metadata>"""
ACT = f"""{HEAD}{METADATA}
<Primary><PrimaryPrelims><Title>Lamps Act 1951</Title><Number>1951 c. 9</Number>
  <LongTitle>An Act about lamps.</LongTitle>
  <DateOfEnactment><DateText>[27th June 1951]</DateText></DateOfEnactment></PrimaryPrelims>
<Body>
  <Part><Number>PART <Strong>I</Strong></Number><Title>Towers</Title>
    <Chapter><Number>CHAPTER 2</Number><Title>Keepers</Title>
      <Pblock><Title>Duties</Title>
        <P1group RestrictExtent="E+W"><Title>Hours of light.</Title>
          <P1><Pnumber><CommentaryRef Ref="c1"/>1</Pnumber><P1para>
            <P2><Pnumber>1</Pnumber><P2para><Text>A keeper<CommentaryRef Ref="c2"/> shall
                <Substitution CommentaryRef="c1">light</Substitution>—</Text>
              <P3><Pnumber>a</Pnumber><P3para><Text>the lamp, or</Text></P3para></P3>
              <Text>every evening.</Text></P2para></P2>
            <P2><Pnumber>2</Pnumber><P2para><Text>The towers are—</Text>
              <OrderedList Type="roman" Decoration="parens">
                <ListItem><Para><Text>North,</Text></Para></ListItem>
                <ListItem><Para><Text>South.</Text></Para></ListItem></OrderedList>
              <Tabular><table><tr><td>Tower</td><td>Oil</td></tr></table></Tabular>
            </P2para></P2></P1para></P1></P1group>
      </Pblock></Chapter></Part>
  <Part><Number>PART II</Number><Title>Change</Title>
    <P1group><Title>Amendment of the Oil Act</Title>
      <P1><Pnumber>2A</Pnumber><P1para><Text>After section 8 of the <Citation>Oil Act
        1940</Citation> insert—</Text>
        <BlockAmendment><P1group><Title>Price of oil</Title><P1><Pnumber>8A</Pnumber><P1para>
          <Text>Oil is free.</Text></P1para></P1></P1group></BlockAmendment>
        <AppendText>.</AppendText></P1para></P1></P1group>
    <P1 Match="false" RestrictEndDate="1960-01-01"><Pnumber>3</Pnumber><P1para>
      <Text>Wicks are white.</Text></P1para></P1>
    <P1 Status="Prospective"><Pnumber>4</Pnumber><P1para><Text>Wicks are red.</Text></P1para></P1>
  </Part></Body>
<Schedules><Title>SCHEDULES</Title>
  <Schedule><Number>SCHEDULE 1</Number><TitleBlock><Title>Rules of towers</Title></TitleBlock>
    <Reference>Section 1</Reference><ScheduleBody>
    <P1><Pnumber>1</Pnumber><P1para><Text>Towers are tall.</Text></P1para></P1>
    <P><Text>Stairs are steep.</Text></P></ScheduleBody></Schedule>
  <Schedule><Number>SCHEDULE 2</Number><TitleBlock><Title>The Treaty</Title></TitleBlock>
    <ScheduleBody><Part><Number>PART I</Number><Title>Lights</Title>
      <Chapter><Number>Article 4</Number><Title>Ships</Title>
        <P1><Pnumber>1</Pnumber><P1para><Text>Ships see lamps.</Text></P1para></P1></Chapter>
    </Part></ScheduleBody></Schedule>
  <Schedule><Number>SCHEDULE 3</Number><TitleBlock><Title>Form</Title></TitleBlock>
    <ScheduleBody><Pblock><Title>Oath</Title><P><Text>I keep the light.</Text></P></Pblock>
    </ScheduleBody></Schedule></Schedules></Primary>
<Commentaries><Commentary id="c1" Type="F"><Para><Text>Words substituted.</Text></Para></Commentary>
  <Commentary id="c2" Type="C"><Para><Text>Applied.</Text></Para></Commentary>
  <Commentary id="c3" Type="I"><Para><Text>In force.</Text></Para></Commentary></Commentaries>
</Legislation>"""
INSTRUMENT = f"""{HEAD}<ukm:Metadata><dc:title>The Lamps Regulations 2012</dc:title>
  <ukm:SecondaryMetadata><ukm:DocumentClassification>
    <ukm:DocumentMainType Value="UnitedKingdomStatutoryInstrument"/></ukm:DocumentClassification>
    <ukm:Year Value="2012"/><ukm:Number Value="632"/><ukm:Made Date="2012-03-04"/>
  </ukm:SecondaryMetadata></ukm:Metadata>
<Contents><ContentsTitle>Regulations</ContentsTitle></Contents>
<Secondary><SecondaryPrelims><Number>2012 No. 632</Number><Title>The Lamps Regulations 2012</Title>
  <MadeDate><Text>Made</Text><DateText>4th March 2012</DateText></MadeDate>
  <SecondaryPreamble><EnactingText><Para><Text>The Minister makes these.</Text></Para>
  </EnactingText></SecondaryPreamble></SecondaryPrelims>
<Body><P1group><Title>Name</Title><P1><Pnumber PuncAfter=".">1</Pnumber><P1para><Text>These are
  the Lamps Regulations<FootnoteRef Ref="f1"/>.</Text></P1para></P1></P1group>
  <SignedSection><Signatory><Para><Text>A. Keeper</Text></Para></Signatory></SignedSection></Body>
<ExplanatoryNotes><P><Text>They light towers.</Text></P></ExplanatoryNotes></Secondary>
<Footnotes><Footnote id="f1"><FootnoteText><Para><Text>1951 c. 9.</Text></Para></FootnoteText>
</Footnote></Footnotes></Legislation>"""
RETAINED = f"""{HEAD}<ukm:Metadata><dc:title>Regulation on lamps</dc:title><ukm:EUMetadata>
  <ukm:DocumentClassification><ukm:DocumentMainType Value="EuropeanUnionRegulation"/>
  </ukm:DocumentClassification><ukm:Year Value="2003"/><ukm:Number Value="18"/></ukm:EUMetadata>
</ukm:Metadata><EURetained><EUPrelims><MultilineTitle><Text>Regulation on lamps</Text>
</MultilineTitle></EUPrelims><EUBody><EUTitle><Number>TITLE IV</Number><Title>LAMPS</Title>
  <P1group><Title>Scope</Title><P1><Pnumber>Article 5</Pnumber><P1para>
    <P2><Pnumber PuncAfter=".">1</Pnumber><P2para><Text>This covers towers.</Text></P2para></P2>
  </P1para></P1></P1group></EUTitle></EUBody></EURetained></Legislation>"""


def document_of(xml: str) -> Document:
    document = read(xml.encode(), "act.xml").document
    assert document is not None
    return document


def own_articles(xml: str) -> list[Article]:
    placed = placed_articles(document_of(xml), attachments=False)
    return [each.article for each in placed]


def test_an_act_is_cited_by_its_year_and_chapter() -> None:
    metadata = document_of(ACT).metadata
    assert (metadata.title, metadata.kind, metadata.number) == ("Lamps Act 1951", "act", "c. 9")
    assert (metadata.year, metadata.date) == (1951, datetime.date(1951, 6, 27))
    assert (metadata.version_date, metadata.status) == (datetime.date(2020, 2, 3), "in_force")
    assert metadata.source_url == "http://www.legislation.gov.uk/ukpga/1951/9"


@pytest.mark.parametrize(
    ("xml", "kind", "number", "year"),
    [(INSTRUMENT, "statutory_instrument", "632", 2012), (RETAINED, "regulation", "18", 2003)],
)
def test_other_instruments_have_their_own_numbers(
    xml: str, kind: str, number: str, year: int
) -> None:
    metadata = document_of(xml).metadata
    assert (metadata.kind, metadata.number, metadata.year) == (kind, number, year)


@pytest.mark.parametrize(
    ("old", "new", "status"),
    [
        ("Lamps Act 1951</dc:title>", "Lamps Act 1951 (repealed)</dc:title>", "repealed"),
        ('RestrictExtent="E+W+S"', 'Status="Prospective"', "not_yet_in_force"),
        ('DocumentStatus Value="revised"', 'DocumentStatus Value="final"', "unknown"),
    ],
)
def test_the_file_says_whether_the_act_is_in_force(old: str, new: str, status: str) -> None:
    assert document_of(ACT.replace(old, new)).metadata.status == status


def test_parts_chapters_and_crossheadings_nest() -> None:
    part = document_of(ACT).body[0]
    assert isinstance(part, Division)
    assert (part.kind, part.num, part.label, part.heading) == ("part", "I", "PART I", "Towers")
    (chapter,) = part.children
    assert isinstance(chapter, Division)
    assert (chapter.kind, chapter.num) == ("chapter", "2")
    (crossheading,) = chapter.children
    assert isinstance(crossheading, Division)
    assert (crossheading.kind, crossheading.label) == ("crossheading", "")
    assert crossheading.heading == "Duties"


def test_sections_have_the_titles_of_their_groups_and_points_below() -> None:
    first = own_articles(ACT)[0]
    assert (first.num, first.label, first.heading) == ("1", "1", "Hours of light")
    assert first.text.splitlines() == [
        "(1) A keeper shall light—",
        "(a) the lamp, or",
        "every evening.",
        "(2) The towers are—",
        "(i) North,",
        "(ii) South.",
        "Tower | Oil",
    ]


def test_annotations_and_extent_are_notes_once_where_they_are_referred_to() -> None:
    assert own_articles(ACT)[0].notes == ("Words substituted.", "Applied.", "E+W")
    reading = read(ACT.encode(), "act.xml")
    assert [item.text for item in reading.dropped if item.reason == "amendment_note"] == [
        "In force."
    ]


def test_inserted_sections_stay_quoted_with_the_act_that_they_change() -> None:
    second = own_articles(ACT)[1]
    assert second.num == "2A"
    quotation = second.content[1]
    assert isinstance(quotation, Quotation)
    assert quotation.target == "Oil Act 1940"
    assert [(a.num, a.heading, a.text) for a in quotation.articles] == [
        ("8A", "Price of oil", "Oil is free.")
    ]


def test_what_is_not_in_force_is_kept_with_a_problem() -> None:
    reading = read(ACT.encode(), "act.xml")
    assert [(p.code, str(p.message).split(" is ")[0]) for p in reading.problems] == [
        ("not_in_force", "Provision 3"),
        ("not_in_force", "Provision 4"),
    ]
    assert [article.num for article in own_articles(ACT)] == ["1", "2A", "3", "4"]


def test_schedules_are_attachments_with_their_own_series() -> None:
    rules, treaty, form = document_of(ACT).attachments
    assert (rules.label, rules.heading) == ("SCHEDULE 1", "Rules of towers")
    assert rules.preamble == (Paragraph("Section 1"),)
    assert [(a.num, a.text) for a in rules.body if isinstance(a, Article)] == [
        ("1", "Towers are tall."),
        ("", "Stairs are steep."),
    ]
    assert treaty.heading == "The Treaty"
    assert form.body == ()
    assert [paragraph.text for paragraph in form.preamble] == ["Oath", "I keep the light."]


def test_articles_of_a_treaty_in_a_schedule_are_articles_and_not_chapters() -> None:
    treaty = document_of(ACT).attachments[1]
    (part,) = treaty.body
    assert isinstance(part, Division)
    (article,) = part.children
    assert isinstance(article, Article)
    assert (article.num, article.label, article.heading) == ("4", "Article 4", "Ships")
    assert article.text == "1 Ships see lamps."


def test_the_outline_lists_schedules_with_their_numbers() -> None:
    found = outline(take_in(ACT.encode(), "act.xml"))
    schedules = [d for d in found["divisions"] if d["type"] == "schedule"]
    assert [(d["num"], d["heading"]) for d in schedules] == [
        ("1", "Rules of towers"),
        ("2", "The Treaty"),
        ("3", "Form"),
    ]
    assert [series["articles"] for series in found["annexed_series"]] == [["1", ""], ["4"]]


def test_an_instrument_has_preamble_signature_and_footnotes() -> None:
    document = document_of(INSTRUMENT)
    assert [p.text for p in document.preamble] == [
        "Made",
        "4th March 2012",
        "The Minister makes these.",
    ]
    assert [p.text for p in document.conclusions] == ["A. Keeper"]
    (article,) = own_articles(INSTRUMENT)
    assert (article.label, article.num, article.notes) == ("1.", "1", ("1951 c. 9.",))
    assert article.text == "These are the Lamps Regulations."


def test_contents_and_explanatory_notes_are_reported_as_dropped() -> None:
    dropped = read(INSTRUMENT.encode(), "si.xml").dropped
    reasons = {item.reason for item in dropped}
    assert reasons == {"metadata", "contents_table", "explanatory_note"}


def test_retained_european_law_has_titles_and_articles() -> None:
    document = document_of(RETAINED)
    (title,) = document.body
    assert isinstance(title, Division)
    assert (title.kind, title.num) == ("title", "IV")
    (article,) = own_articles(RETAINED)
    assert (article.num, article.label, article.heading) == ("5", "Article 5", "Scope")
    assert article.text == "1. This covers towers."


@pytest.mark.parametrize("xml", [ACT, INSTRUMENT, RETAINED])
def test_the_law_is_valid_akoma_ntoso_and_comes_back_equal(xml: str) -> None:
    document = document_of(xml)
    written = write(document)
    assert schema_problems(written) == ()
    assert read_akn(written) == canonical(document) == document


@pytest.mark.parametrize("xml", [ACT, INSTRUMENT, RETAINED])
def test_every_word_is_kept_or_reported(xml: str) -> None:
    assert take_in(xml.encode(), "act.xml").conservation == 1.0


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<Primary/>",
        "<Primary><Body><P><BlockAmendment><P1/></BlockAmendment></P></Body></Primary>",
    ],
)
def test_what_has_no_provision_of_its_own_is_refused(body: str) -> None:
    with pytest.raises(UnreadableFile, match=r"act\.xml") as refusal:
        read(f"{HEAD}{body}</Legislation>".encode(), "act.xml")
    assert refusal.value.code == "no_articles"


@pytest.mark.shared
def test_the_human_rights_act_has_the_series_that_a_reader_sees(shared: Path) -> None:
    name = "clml-human-rights-act-1998.xml"
    gold_file = shared / f"gold/structure/dev/gb__{name}.json"
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    found = outline(take_in((shared / "laws/gb" / name).read_bytes(), name))
    assert [article["num"] for article in found["articles"]] == gold["articles"]
    assert {a["num"]: a["heading"] for a in found["articles"]} == gold["headings"]
    series = [num for item in found["annexed_series"] for num in item["articles"] if num]
    assert series == [num for item in gold["annexed_series"] for num in item["articles"]]
    assert [(d["type"], d["num"]) for d in found["divisions"]] == [
        (d["type"], d["num"]) for d in gold["divisions"]
    ]
    assert found["conservation"] >= 0.999


def test_welsh_version_of_a_law_is_refused_with_what_to_import() -> None:
    welsh = ACT.replace("<dc:language>en<", "<dc:language>cy<")
    with pytest.raises(UnreadableFile, match="Welsh") as refusal:
        read(welsh.encode(), "act.xml")
    assert refusal.value.code == "unsupported_format"
