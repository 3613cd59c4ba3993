"""Justice Canada's XML becomes the model: sections, points, parts, schedules."""

import datetime
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from corpus.akn import canonical, schema_problems, write
from corpus.akn import read as read_akn
from corpus.errors import UnreadableFile
from corpus.model import Division, Document, Paragraph, Quotation, placed_articles, quoted_articles
from corpus.readers.justice_canada import read

ACT = """\
<?xml version="1.0" encoding="utf-8"?>
<Statute lims:pit-date="2024-06-20" in-force="yes" xml:lang="en"
    xmlns:lims="http://justice.gc.ca/lims">
  <Identification>
    <LongTitle>An Act respecting lighthouses</LongTitle>
    <ShortTitle>Lighthouse Act</ShortTitle>
    <RunningHead>Lighthouse</RunningHead>
    <Chapter><ConsolidatedNumber official="yes">L-99</ConsolidatedNumber></Chapter>
  </Identification>
  <Body>
    <Heading level="1"><TitleText>Short Title</TitleText></Heading>
    <Section><MarginalNote>Short title</MarginalNote><Label>1</Label>
      <Text>People call this the <XRefExternal>Lighthouse Act</XRefExternal>.</Text>
      <HistoricalNote>
        <HistoricalNoteSubItem>1999, c. 1, s. 1</HistoricalNoteSubItem>
      </HistoricalNote>
    </Section>
    <Heading level="1"><Label>PART I.1</Label><TitleText>Keepers</TitleText></Heading>
    <Heading level="2"><TitleText>Duties</TitleText></Heading>
    <Section><Label>2.1</Label>
      <Subsection><MarginalNote>Definitions</MarginalNote><Label>(1)</Label>
        <Text>For keepers,</Text>
        <Definition><Text><DefinedTermEn>lamp</DefinedTermEn> means a light.</Text></Definition>
      </Subsection>
      <Subsection><MarginalNote>Hours</MarginalNote><Label>(2)</Label><Text>A keeper shall</Text>
        <Paragraph><Label>(a)</Label><Text>light the lamp</Text>
          <Subparagraph><Label>(i)</Label><Text>at dusk, or</Text></Subparagraph></Paragraph>
        <ContinuedSectionSubsection><Text>and keep it lit.</Text></ContinuedSectionSubsection>
      </Subsection>
    </Section>
    <Section><Label>3</Label>
      <Text><Repealed>[Repealed, 2001, c. 2, s. 3]</Repealed></Text></Section>
  </Body>
  <Schedule><ScheduleFormHeading><Label>SCHEDULE</Label>
      <OriginatingRef>(Section 2.1)</OriginatingRef><TitleText>Oath of Keepers</TitleText>
    </ScheduleFormHeading><Oath>I will keep the light.</Oath></Schedule>
  <Schedule id="NifProvs"><ScheduleFormHeading><TitleText>AMENDMENTS NOT IN FORCE</TitleText>
    </ScheduleFormHeading><BillPiece><RelatedOrNotInForce>
      <Heading level="5"><TitleText>— 2024, c. 9, s. 7</TitleText></Heading>
      <Section><Label>7</Label><Text>After section 3 stands:</Text>
        <AmendedText><Section><Label>4</Label><Text>Lamps are free.</Text></Section>
          <SectionPiece><Paragraph><Label>(b)</Label><Text>oil; or</Text></Paragraph></SectionPiece>
        </AmendedText>
      </Section></RelatedOrNotInForce></BillPiece></Schedule>
</Statute>
"""


@pytest.fixture(scope="module")
def act() -> Document:
    document = read(ACT.encode(), "lighthouse.xml").document
    assert document is not None
    return document


def test_the_act_says_what_it_is(act: Document) -> None:
    metadata = act.metadata
    assert (metadata.title, metadata.jurisdiction, metadata.language) == (
        "Lighthouse Act",
        "ca",
        "en",
    )
    assert (metadata.kind, metadata.number, metadata.year) == ("act", "L-99", 1985)
    assert (metadata.version_date, metadata.status) == (datetime.date(2024, 6, 20), "in_force")
    assert act.preamble == (Paragraph("An Act respecting lighthouses"),)


REGULATION = """\
<Regulation xml:lang="fr"><Identification>
  <InstrumentNumber>SOR/2002-227</InstrumentNumber><LongTitle>Lighthouse Regulations</LongTitle>
  <BillHistory><Stages stage="consolidation"><Date><YYYY>2020</YYYY><MM>2</MM><DD>3</DD></Date>
  </Stages></BillHistory></Identification>
  <Introduction><Text>Keepers wrote this.</Text></Introduction>
  <Body><Section><Label>1</Label><Text>Light.</Text><Footnote>See oil.</Footnote></Section></Body>
</Regulation>"""


def test_a_regulation_has_its_own_number_and_the_day_of_its_consolidation() -> None:
    document = read(REGULATION.encode(), "regulation.xml").document
    assert document is not None
    metadata = document.metadata
    assert (metadata.kind, metadata.number, metadata.year) == ("regulation", "SOR/2002-227", None)
    assert (metadata.title, metadata.language) == ("Lighthouse Regulations", "fr")
    assert (metadata.version_date, metadata.status) == (datetime.date(2020, 2, 3), "unknown")
    assert document.preamble == (Paragraph("Keepers wrote this."),)
    assert next(placed_articles(document)).article.notes == ("See oil.",)


def test_an_annual_statute_is_cited_by_its_year_and_chapter() -> None:
    chapter = "<AnnualStatuteId><YYYY>2001</YYYY><AnnualStatuteNumber>27</AnnualStatuteNumber>"
    consolidated = '<ConsolidatedNumber official="yes">L-99</ConsolidatedNumber>'
    data = ACT.replace(consolidated, chapter + "</AnnualStatuteId>").replace("2024-06-20", "soon")
    document = read(data.encode(), "lighthouse.xml").document
    assert document is not None
    metadata = document.metadata
    assert (metadata.number, metadata.year, metadata.version_date) == ("27", 2001, None)


def test_sections_are_articles_with_their_first_marginal_note_as_heading(act: Document) -> None:
    articles = [placed.article for placed in placed_articles(act, attachments=False)]
    assert [(article.num, article.heading) for article in articles] == [
        ("1", "Short title"),
        ("2.1", "Definitions"),
        ("3", ""),
    ]
    assert articles[0].notes == ("1999, c. 1, s. 1",)
    assert articles[2].text == "[Repealed, 2001, c. 2, s. 3]"


def test_subsections_and_paragraphs_are_points_below_each_other(act: Document) -> None:
    article = [placed.article for placed in placed_articles(act)][1]
    assert article.text.splitlines() == [
        "(1) For keepers,",
        "lamp means a light.",
        "Hours",
        "(2) A keeper shall",
        "(a) light the lamp",
        "(i) at dusk, or",
        "and keep it lit.",
    ]
    second = article.content[2]
    assert isinstance(second, Paragraph)
    assert [child.num for child in second.children if isinstance(child, Paragraph)] == ["(a)", ""]


def test_headings_are_divisions_nested_by_level(act: Document) -> None:
    short, part = act.body
    assert isinstance(short, Division)
    assert isinstance(part, Division)
    assert (short.kind, short.num, short.heading) == ("crossheading", "", "Short Title")
    assert (part.kind, part.num, part.label, part.heading) == ("part", "I.1", "PART I.1", "Keepers")
    (duties,) = part.children
    assert isinstance(duties, Division)
    assert (duties.kind, duties.heading, len(duties.children)) == ("crossheading", "Duties", 2)


def test_schedules_and_amendments_not_in_force_are_attachments(act: Document) -> None:
    oath, amendments = act.attachments
    assert (oath.label, oath.heading, oath.body) == ("SCHEDULE", "Oath of Keepers", ())
    assert [paragraph.text for paragraph in oath.preamble] == [
        "(Section 2.1)",
        "I will keep the light.",
    ]
    assert amendments.label == "AMENDMENTS NOT IN FORCE"
    placed = next(place for place in placed_articles(act) if place.attachment is amendments)
    assert placed.article.num == "7"
    assert [article.num for article in quoted_articles(placed.article)] == ["4"]
    quotation = placed.article.content[1]
    assert isinstance(quotation, Quotation)
    assert quotation.paragraphs == (Paragraph("oil; or", "(b)"),)


def test_the_act_is_valid_akoma_ntoso_and_comes_back_equal(act: Document) -> None:
    xml = write(act)
    assert schema_problems(xml) == ()
    assert read_akn(xml) == canonical(act) == act


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<Norma><Section/></Norma>", "unsupported_format"),
        (b"<Statute><Body><Heading/></Body></Statute>", "no_articles"),
        (b"<Statute/>", "no_articles"),
        (b"<Statute>", "malformed"),
    ],
)
def test_what_is_no_act_is_refused_with_its_reason(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile, match=r"acta\.xml") as refusal:
        read(data, "acta.xml")
    assert refusal.value.code == code


@pytest.mark.shared
def test_the_citizenship_act_has_the_structure_that_a_reader_sees(shared: Path) -> None:
    data = (shared / "laws/ca/citizenship-act.xml").read_bytes()
    gold_file = shared / "gold/structure/dev/ca__citizenship-act.xml.json"
    gold = json.loads(gold_file.read_text(encoding="utf-8"))
    reading = read(data, "citizenship-act.xml")
    document = reading.document
    assert document is not None
    own = [placed.article for placed in placed_articles(document, attachments=False)]
    assert [article.num for article in own] == gold["articles"]
    headings = {article.num: article.heading for article in own if article.heading}
    assert headings == gold["headings"]
    divisions = [division for division in document.body if isinstance(division, Division)]
    expected = [item for item in gold["divisions"] if item["type"] != "schedule"]
    assert [(item["type"], item["num"], item["heading"]) for item in expected] == [
        (division.kind, division.num, " ".join(division.heading.split()[:6]))
        for division in divisions
    ]
    series = [
        [placed.article.num for placed in placed_articles(document) if placed.attachment == annex]
        for annex in document.attachments
        if annex.body
    ]
    assert series == [item["articles"] for item in gold["annexed_series"]]
    quoted = [
        article.num
        for placed in placed_articles(document)
        for article in quoted_articles(placed.article)
    ]
    assert quoted == gold["quoted_articles"]


@pytest.mark.shared
def test_every_word_of_the_citizenship_act_is_kept_or_reported(shared: Path) -> None:
    data = (shared / "laws/ca/citizenship-act.xml").read_bytes()
    reading = read(data, "citizenship-act.xml")
    assert reading.document is not None
    written = etree.fromstring(write(reading.document))
    kept = Counter(_words(" ".join(str(text) for text in written.itertext())))
    dropped = Counter(_words(" ".join(item.text for item in reading.dropped)))
    source = etree.fromstring(data)
    for identification in source.iter("Identification"):
        source.remove(identification)  # titles, number and dates: metadata, tested above
    lost = Counter(_words(" ".join(str(text) for text in source.itertext()))) - kept - dropped
    assert not lost


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace("\u00ad", ""))  # a soft hyphen is no letter
