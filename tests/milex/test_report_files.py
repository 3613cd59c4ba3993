"""Reports as files: every format holds the verdicts, the quoted words and their links."""

import csv
import datetime
import io
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.checklists.model import Checklist, Element, Group, Provision, Source
from milex.comparator.model import (
    ComparableArticle,
    ComparableLaw,
    Comparison,
    Evidence,
    Finding,
    SearchLog,
    Verdict,
)
from milex.country import answers
from milex.gathering import CountryRow, CountryView, Told
from milex.matrix import Matrix, Row
from milex.outlines import outline
from milex.records import LawSummary
from milex.reports.articles_diff import articles_diff
from milex.reports.articles_diff_flow import articles_diff_flow
from milex.reports.clean import neutral
from milex.reports.findings import findings_of_country, findings_of_law
from milex.reports.findings_flow import findings_flow
from milex.reports.findings_sheets import findings_sheet, findings_sheets
from milex.reports.flow import Flow
from milex.reports.flow_docx import flow_docx
from milex.reports.flow_html import flow_html
from milex.reports.links import Links
from milex.reports.matrix_flow import matrix_flow
from milex.reports.matrix_sheets import cells_sheet, matrix_sheets
from milex.reports.provisions_diff import provisions_diff, provisions_diff_flow
from milex.reports.sheets import Column, Linked, Sheet, sheet_csv, workbook_xlsx
from milex.workspace import Compared

LINKS = Links("https://laws.example", "en")
HOSTILE = "=HYPERLINK(1) <script>alert('x')</script> & \x07«\u202e»"
TEXT = "La oficina pinta los faros <b>una vez</b> & anota el color.\nNadie los apaga."
ARTICLE = ComparableArticle("art_4bis", "4 bis", "De los faros", TEXT)


def law(number: str = "9", **changes: Any) -> LawSummary:
    values: dict[str, Any] = {
        "law": f"py/ley/{number}-2012",
        "title": f"Ley {number} {HOSTILE}",
        "country": "py",
        "language": "es",
        "kind": "ley",
        "number": number,
        "year": 2012,
        "date": datetime.date(2012, 12, 13),
        "status": "in_force",
        "topics": (),
        "version": "2012-12-13",
        "versions": ("2012-12-13",),
        "articles": 1,
        "is_sample": False,
        "source_url": "https://gazette.example/9",
        "publisher": "",
        "day": datetime.date(2012, 12, 13),
    }
    return LawSummary(**{**values, **changes})


def provision(number: int, group: str) -> Provision:
    return Provision(
        id=f"p.{number}",
        group=group,
        level="mandatory" if group == "A" else "optional",
        sources=(Source("TIP", f"{number}(1)"),),
        label={"en": f"+ Provision {number}", "es": f"Disposición {number}"},
        question={"en": "Is it so?", "es": "¿Es así?"},
        elements=(
            Element("act", {}, {"en": "the act", "es": "el acto"}),
            Element("means", {}, {"en": "the means", "es": "los medios"}),
        ),
        full="all",
        partial="any",
        scope="law",
        regimes=(),
        negatives={},
    )


CHECKLIST = Checklist(
    id="list",
    version="1.0",
    status="draft",
    date="2026-01-01",
    title={"en": "A list", "es": "Una lista"},
    instruments={},
    groups=(Group("A", {"en": "First", "es": "Primero"}), Group("B", {"en": "Second", "es": "S"})),
    provisions=(provision(1, "A"), provision(2, "A"), provision(3, "B")),
)


def finding(number: int, verdict: Verdict) -> Finding:
    start = TEXT.index("pinta")
    shown = Evidence("4 bis", "art_4bis", start, start + 15, TEXT[start : start + 15], "act")
    says = verdict in {"full", "partial", "contrary"}
    return Finding(
        provision=f"p.{number}",
        verdict=verdict,
        confidence=0.75,
        elements={"act": says, "means": verdict == "full"},
        articles=("4 bis",) if says else (),
        evidence=(shown,) if says else (),
        log=SearchLog(3, ("faro*", "pinta")),
    )


def compared(*verdicts: Verdict, of: LawSummary | None = None) -> Compared:
    of = of or law()
    text = ComparableLaw(of.law, of.version, "es", "py", of.title, (ARTICLE,))
    found = tuple(finding(number, verdict) for number, verdict in enumerate(verdicts, 1))
    return Compared(text, Comparison(of.law, of.version, "list", "1.0", (), found))


ONE = compared("partial", "absent", "full")
OF_LAW = findings_of_law(law(), ONE, CHECKLIST)


def view() -> CountryView:
    other = law("10", title="Ley 10", version="undated", day=None)
    second = compared("full", "absent", "contrary", of=other)
    both = ((law(), ONE), (other, second))
    told = {
        of.law: {f.provision: Told(of, c.law, f) for f in c.comparison.findings} for of, c in both
    }
    found = answers(
        [p.id for p in CHECKLIST.provisions],
        [(of, [outline(f) for f in c.comparison.findings]) for of, c in both],
    )
    rows = tuple(
        CountryRow(
            p,
            answer,
            told[answer.best.law.law][p.id] if answer.best else None,
            tuple(told[o.law.law][p.id] for o in answer.others),
            (),
        )
        for p, answer in zip(CHECKLIST.provisions, found, strict=True)
    )
    return CountryView("py", datetime.date(2020, 1, 1), CHECKLIST, (law(), other), (), (), rows)


def matrix(by: str) -> Matrix:
    cells: tuple[Any, ...] = tuple(outline(f) for f in ONE.comparison.findings)
    if by == "country":
        cells = answers([p.id for p in CHECKLIST.provisions], [(law(), cells)])
    row = Row("py", (law(),), cells)
    on = datetime.date(2020, 1, 1) if by == "country" else None
    return Matrix(by, CHECKLIST, CHECKLIST.provisions, on, (row,), (), ())  # type: ignore[arg-type]


FLOWS: dict[str, Any] = {
    "law": lambda links: findings_flow(OF_LAW, links),
    "country": lambda links: findings_flow(findings_of_country(view(), links.language), links),
    "matrix by country": lambda links: matrix_flow(matrix("country"), links),
    "matrix by law": lambda links: matrix_flow(matrix("law"), links),
    "provisions": lambda links: provisions_diff_flow(
        provisions_diff((law(), ONE), (law(), compared("full", "full", "full")), CHECKLIST), links
    ),
    "articles": lambda links: articles_diff_flow(
        articles_diff(
            (law(), ONE.law),
            (
                law("10"),
                ComparableLaw(
                    "py/ley/10-2012",
                    "x",
                    "es",
                    "py",
                    "Ley",
                    (ComparableArticle("art_5", "5", "", TEXT.replace("Nadie", "Alguien")),),
                ),
            ),
        ),
        links,
    ),
}
SHEETS: dict[str, Any] = {
    "law": (
        lambda links: findings_sheets(OF_LAW, links),
        lambda links: findings_sheet(OF_LAW, links),
    ),
    "country": (
        lambda links: findings_sheets(findings_of_country(view(), links.language), links),
        lambda links: findings_sheet(findings_of_country(view(), links.language), links),
    ),
    "matrix by country": (
        lambda links: matrix_sheets(matrix("country"), links),
        lambda links: cells_sheet(matrix("country"), links),
    ),
    "matrix by law": (
        lambda links: matrix_sheets(matrix("law"), links),
        lambda links: cells_sheet(matrix("law"), links),
    ),
}


class Page(HTMLParser):
    """Tags that are open, the addresses of links, the marked words, and all words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.marked: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in {"meta", "col", "br"}:
            self.open.append(tag)
        self.links += [value or "" for name, value in attributes if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if "mark" in self.open:
            self.marked.append(data)


def page(flow: Flow) -> Page:
    parsed = Page()
    parsed.feed("".join(flow_html(flow)))
    parsed.close()
    return parsed


@pytest.mark.parametrize("name", FLOWS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_is_whole_escaped_and_needs_nothing_else(name: str, language: str) -> None:
    flow = FLOWS[name](Links("https://laws.example", language))
    text = "".join(flow_html(flow))
    parsed = page(FLOWS[name](Links("https://laws.example", language)))
    assert parsed.open == []
    assert not parsed.tags & {"script", "link", "img", "iframe", "b"}
    assert f'<html lang="{language}">' in text
    assert all(link.startswith("https://") for link in parsed.links)


@pytest.mark.parametrize("name", ["law", "country", "matrix by law", "matrix by country"])
def test_evidence_is_quoted_marked_and_linked(name: str) -> None:
    parsed = page(FLOWS[name](LINKS))
    assert any("pinta los faros" in words for words in parsed.marked)
    address = "https://laws.example/en/laws/py/ley/9-2012?version=2012-12-13#art_4bis"
    assert address in parsed.links


def test_a_report_says_what_it_is_made_of() -> None:
    words = " ".join(" ".join(page(FLOWS["law"](LINKS)).words).split())
    assert "list, version 1.0 of 2026-01-01" in words
    assert "a draft that a legal officer must review" in words
    assert "version of 13 December 2012 · In force" in words
    assert "a program's proposal, for a person to confirm" in words
    assert "○ not found in this instrument" in words
    assert "Looked for 2 phrases in 3 articles" in words
    assert "no score" in words


def test_a_state_s_report_names_the_laws_and_what_contradicts() -> None:
    words = " ".join(" ".join(page(FLOWS["country"](LINKS)).words).split())
    assert "Paraguay: its laws compared with a checklist" in words
    assert "not found in the laws searched" in words
    assert "One law contradicts another here." in words
    assert "version without a date" in words
    assert "not found in this instrument" not in words


@pytest.mark.parametrize("name", FLOWS)
def test_a_word_document_has_styles_repeated_headings_language_and_links(name: str) -> None:
    data = flow_docx(FLOWS[name](Links("https://laws.example", "es")))
    document = docx.Document(io.BytesIO(data))
    styles = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1"} <= styles
    assert document.core_properties.language == "es-419"
    assert document.tables
    for table in document.tables:
        header = table.rows[0]._tr.trPr
        assert header is not None
        assert header.find(qn("w:tblHeader")) is not None
    targets = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert any(
        target.startswith("https://laws.example/es/laws/py/ley/9-2012") for target in targets
    )


def test_a_word_document_marks_the_words_that_answer() -> None:
    document = docx.Document(io.BytesIO(flow_docx(FLOWS["law"](LINKS))))
    runs = [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    assert any(run.text == "pinta los faros" and run.font.highlight_color for run in runs)
    quoted = next(run for run in runs if run.font.highlight_color)
    assert quoted._r.rPr is not None
    assert quoted._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "es-419"


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_workbook_has_frozen_headings_filters_widths_and_notes(name: str, language: str) -> None:
    sheets = SHEETS[name][0](Links("https://laws.example", language))
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_xlsx(sheets)))
    assert workbook.sheetnames[-1] == {"en": "Notes", "es": "Notas"}[language]
    for sheet in workbook:
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith("2")
        assert all(cell.font.b for cell in sheet[1])
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert not str(cell.value or "").startswith(("=", "+", "@"))
    first = workbook.worksheets[0]
    assert first.auto_filter.ref is not None
    assert first.column_dimensions["C"].width > 8
    notes = " ".join(str(row[0].value) for row in workbook.worksheets[-1].iter_rows())
    assert "list" in notes
    assert "1.0" in notes


@pytest.mark.parametrize("name", SHEETS)
def test_a_csv_is_the_first_table_and_opens_in_excel(name: str) -> None:
    text = "".join(sheet_csv(SHEETS[name][1](LINKS)))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 4
    assert any("pinta los faros" in cell for row in rows for cell in row)
    assert any(cell.endswith("#art_4bis") for row in rows for cell in row)
    assert all(not cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_left_that_a_spreadsheet_takes_for_a_formula(text: str) -> None:
    safe = neutral(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not safe.lstrip().startswith(("=", "+", "-", "@"))


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), min_size=2, max_size=2))
def test_any_text_can_stand_in_every_format(texts: Sequence[str]) -> None:
    sheet = Sheet("x", (Column("a", 9), Column("b", 9)), [[texts[0], Linked(texts[1], "")]])
    workbook = openpyxl.load_workbook(io.BytesIO(workbook_xlsx([sheet])))
    assert workbook.active is not None
    row = next(csv.reader(io.StringIO("".join(sheet_csv(sheet)).split("\r\n", 1)[1], newline="")))
    assert row == [neutral(texts[0]), neutral(texts[1])]


def test_reports_are_the_same_each_time() -> None:
    for make in FLOWS.values():
        assert "".join(flow_html(make(LINKS))) == "".join(flow_html(make(LINKS)))
