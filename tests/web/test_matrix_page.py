"""The matrix: States or laws against a checklist, a real table that needs no script."""

import datetime
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from milex.comparator.model import VERDICTS
from milex.gathering import Asked, gather_matrix
from milex.workspace import Workspace
from web import country_comparison

Page = Callable[..., html.HtmlElement]
MATRIX = "/en/matrix/milex-un-tip-som"
TODAY = datetime.date(2026, 11, 22)
WORDS = {
    "full": "full",
    "partial": "partial",
    "absent": "not found",
    "contrary": "contrary",
    "not_applicable": "not applicable",
    "undetermined": "undetermined",
}


@pytest.fixture
def workspace(app: Flask) -> Workspace:
    opened: Workspace = app.extensions["milex"]
    return opened


def _names(root: html.HtmlElement) -> list[str]:
    return list(root.xpath("//thead//span[@class='name']/text()"))


def test_every_cell_says_its_verdict_in_words_under_named_headings(
    get_page: Page, workspace: Workspace
) -> None:
    matrix = gather_matrix(workspace, Asked(), TODAY)
    root = get_page(f"{MATRIX}?group=A")
    verdicts = {
        (row.country, provision.id): cell.verdict
        for row in matrix.rows
        for provision, cell in zip(matrix.provisions, row.cells, strict=True)
    }
    codes = [code.lower() for code in root.xpath("//thead//span[@class='code']/text()")]
    assert sorted(codes) == [row.country for row in matrix.rows]
    lines = root.xpath("//table[@class='matrix']/tbody/tr[@id]")
    assert [line.get("id") for line in lines] == [p.id for p in matrix.provisions if p.group == "A"]
    for line in lines:
        assert len(line.xpath("./th[@scope='row']")) == 1
        for code, cell in zip(codes, line.xpath("./td"), strict=True):
            verdict = verdicts[code, line.get("id")]
            assert cell.get("class").split()[0] == f"v-{verdict}"
            assert cell.text_content().split(",")[0] == WORDS[verdict]
    assert len(root.xpath("//thead/tr/th[@scope='col']")) == len(codes) + 1


@pytest.mark.parametrize("by", ["country", "law"])
def test_a_cell_leads_to_its_evidence(client: FlaskClient, get_page: Page, by: str) -> None:
    root = get_page(f"{MATRIX}?group=A&by={by}")
    for cell in root.xpath("//td[@class='v-full']/a/@href")[:3]:
        answer = client.get(f"/en/matrix/{cell}")
        assert answer.status_code == 303
        assert answer.location.endswith(cell.rpartition("/")[2])
        evidence = client.get(answer.location)
        assert evidence.status_code == 200
        assert "<mark>" in evidence.text


def test_the_overview_counts_each_group_and_sums_nothing(
    get_page: Page, workspace: Workspace
) -> None:
    checklist = workspace.checklist()
    root = get_page(MATRIX)
    lines = root.xpath("//table[contains(@class, 'counted')]/tbody/tr")
    assert len(lines) == len(checklist.groups)
    for line, group in zip(lines, checklist.groups, strict=True):
        total = sum(p.group == group.id for p in checklist.provisions)
        assert line.xpath("./th/a/@href")[0].endswith(f"group={group.id}")
        for cell in line.xpath("./td"):
            counts = [int(span.text_content().split()[1]) for span in cell.xpath(".//span")]
            assert sum(counts) == total
            assert len(cell.xpath(".//rect")) == len(counts)
    assert "no total and no score" in root.text_content()


def test_provisions_are_put_together_by_level(get_page: Page) -> None:
    root = get_page(f"{MATRIX}?group=B&arrange=level")
    headings = [h.text_content().strip() for h in root.xpath("//tr[@class='section']")]
    assert headings[0] == "Mandatory"
    assert len(headings) == len(set(headings)) > 2
    for section in root.xpath("//table[@class='matrix']/tbody"):
        levels = {small.text_content() for small in section.xpath(".//small")}
        assert len(levels) == 1


def test_levels_alone_choose_provisions_of_every_group(
    get_page: Page, workspace: Workspace
) -> None:
    root = get_page(f"{MATRIX}?level=optional")
    assert root.xpath("//table[@class='matrix']/tbody/tr/@id") == [
        p.id for p in workspace.checklist().provisions if p.level == "optional"
    ]


def test_columns_are_sorted_by_the_verdicts_on_a_provision(get_page: Page) -> None:
    root = get_page(f"{MATRIX}?group=A&sort=tip.3a.means")
    (line,) = root.xpath("//tr[@id='tip.3a.means']")
    shown = [cell.get("class").split()[0].removeprefix("v-") for cell in line.xpath("./td")]
    best_first = ["full", "partial", "contrary", "absent", "undetermined", "not_applicable"]
    assert shown == sorted(shown, key=best_first.index)
    assert line.xpath(".//a[@class='sorts']/@aria-current") == ["true"]


def test_provisions_most_often_found_come_first(get_page: Page) -> None:
    def found(order: str) -> list[int]:
        root = get_page(f"{MATRIX}?group=C&order={order}")
        return [len(line.xpath("./td[@class='v-full']")) for line in root.xpath("//tr[@id]")]

    assert found("most") == sorted(found("checklist"), reverse=True)
    assert found("least") == sorted(found("checklist"))


def test_countries_are_chosen_and_a_group_of_states_names_those_without_laws(
    get_page: Page,
) -> None:
    assert len(_names(get_page(f"{MATRIX}?country=xa&country=xd"))) == 2
    root = get_page(f"{MATRIX}?states=mercosur")
    assert not root.xpath("//table")
    assert "No law is held here of:" in root.text_content()
    assert "Uruguay" in root.text_content()


def test_laws_are_columns_where_they_are_asked_for(get_page: Page, workspace: Workspace) -> None:
    root = get_page(f"{MATRIX}?by=law&group=A")
    assert len(_names(root)) == len(workspace.library.laws())
    assert "not found in this instrument" in root.xpath("string(//caption)")
    only = get_page(f"{MATRIX}?by=law&country=xa&topic=trafficking&group=A")
    assert len(_names(only)) == 2


@pytest.mark.parametrize(
    "query",
    ["group=Z", "level=x", "country=zz", "states=x", "topic=x", "by=x", "sort=x", "order=x"],
)
def test_a_value_that_there_is_not_is_refused(get_page: Page, query: str) -> None:
    get_page(f"{MATRIX}?{query}", 404)


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "html", "txt", "json"])
def test_the_matrix_can_be_kept_as_a_file(client: FlaskClient, form: str) -> None:
    answer = client.get(f"{MATRIX}/download/{form}?group=A&country=xa&country=xd")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f"matrix_milex-un-tip-som.{form}")


def test_a_file_holds_the_provisions_and_rows_chosen(client: FlaskClient) -> None:
    kept = client.get(f"{MATRIX}/download/json?level=optional&country=xd&country=xa").json
    assert kept is not None
    assert {p["level"] for p in kept["provisions"]} == {"optional"}
    assert {row["country"] for row in kept["rows"]} == {"XA", "XD"}
    assert all(len(row["cells"]) == len(kept["provisions"]) for row in kept["rows"])


def test_what_is_not_compared_yet_is_said_with_what_to_do(
    client: FlaskClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.comparisons.forget()
    workspace.matrices = type(workspace.matrices)(6)
    monkeypatch.setattr(country_comparison, "SECONDS_TO_COMPARE", 0.0)
    page = client.get(f"{MATRIX}?group=A")
    assert page.status_code == 200
    assert "Not compared yet, and so missing here:" in page.text
    assert "<code>milex matrix</code>" in page.text
    monkeypatch.setattr(country_comparison, "SECONDS_TO_COMPARE", 1e9)
    assert "Not compared yet" not in client.get(f"{MATRIX}?group=A").text


def test_the_heaviest_page_of_many_columns_stays_light(client: FlaskClient) -> None:
    for query in ("level=mandatory&by=law", "group=B&by=law", "by=law"):
        assert len(client.get(f"/es/matrix/milex-un-tip-som?{query}").data) < 150_000


def test_the_words_of_cells_are_complete() -> None:
    assert set(WORDS) == set(VERDICTS)
