"""A State's laws together: the pages that may say what a State lacks."""

import datetime
from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from milex.at_hand import matrix_at_hand
from milex.gathering import Asked, gather_matrix
from milex.workspace import Workspace
from web import country_comparison

Page = Callable[..., html.HtmlElement]
CHECKLIST = "milex-un-tip-som"
STATE = f"/en/countries/xa/comparison/{CHECKLIST}"
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def workspace(app: Flask) -> Workspace:
    opened: Workspace = app.extensions["milex"]
    return opened


def test_a_state_is_answered_by_its_best_law_and_names_the_laws_searched(
    get_page: Page, workspace: Workspace
) -> None:
    matrix = gather_matrix(workspace, Asked(countries=("xa",)), TODAY)
    root = get_page(STATE)
    searched = root.xpath("//details[@class='searched']//li/a/@href")
    assert len(searched) == len(matrix.rows[0].laws) == 2
    shown = {
        line.get("id"): line.xpath("string(./span[@class='brief-verdict'])")
        for line in root.xpath("//ul[@class='briefs']/li")
    }
    assert list(shown) == [provision.id for provision in matrix.provisions]
    absent = [
        p.id
        for p, cell in zip(matrix.provisions, matrix.rows[0].cells, strict=True)
        if cell.verdict == "absent"
    ]
    assert absent
    for provision in absent:
        assert "Not found in the laws searched" in shown[provision]
    assert "instrument" not in " ".join(shown.values())


def test_a_group_tells_each_answer_with_the_law_that_gives_it(get_page: Page) -> None:
    root = get_page(f"{STATE}?group=A")
    answers = root.xpath("//article[@class='answer'][.//figure]")
    assert answers
    for answer in answers:
        (law,) = answer.xpath("./p[@class='told']/a/@href")
        assert law.endswith(f"/provisions/{answer.get('id')}")
        assert answer.xpath(".//figure/figcaption/a/@href")[0].startswith("/en/laws/xa/")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_provision_tells_what_each_law_says(get_page: Page, language: str) -> None:
    address = f"/{language}/countries/xa/comparison/{CHECKLIST}/provisions/tip.3a.act"
    root = get_page(address)
    accounts = root.xpath("//article[@class='answer']")
    assert accounts
    for account in accounts:
        assert account.xpath("./header/h3/@lang") == ["es"]
        assert account.xpath("./p[@class='facts']/a/@href")[0].startswith(f"/{language}/laws/xa/")


def test_a_state_without_laws_lacks_nothing(get_page: Page) -> None:
    root = get_page(f"/en/countries/py/comparison/{CHECKLIST}")
    assert "No law of this State is held here" in root.text_content()
    assert not root.xpath("//li[contains(@class, 'verdict-absent')]")


@pytest.mark.parametrize(
    "address",
    [
        "/en/countries/zz/comparison/milex-un-tip-som",
        "/en/countries/xx/comparison/milex-un-tip-som",
        "/en/countries/xa/comparison/nothing",
        "/en/countries/xa/comparison/milex-un-tip-som?group=Z",
        "/en/countries/xa/comparison/milex-un-tip-som/provisions/nothing",
        "/en/countries/xa/comparison/milex-un-tip-som/download/pdf",
    ],
)
def test_what_is_not_here_is_not_found(get_page: Page, address: str) -> None:
    get_page(address, 404)


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv", "html", "txt", "json"])
def test_what_the_laws_say_together_can_be_kept_as_a_file(client: FlaskClient, form: str) -> None:
    answer = client.get(f"{STATE}/download/{form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f"xa_{CHECKLIST}.{form}")


def test_without_time_to_compare_nothing_is_said_of_the_state(
    client: FlaskClient, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.comparisons.forget()
    workspace.matrices = type(workspace.matrices)(6)
    monkeypatch.setattr(country_comparison, "SECONDS_TO_COMPARE", 0.0)
    page = client.get(STATE)
    assert page.status_code == 200
    assert "2 laws of this State have not been compared yet" in page.text
    assert "milex matrix" in page.text
    (more,) = html.document_fromstring(page.text).xpath("//a[@class='button']/@href")
    assert more == STATE
    assert "Not found in the laws searched" not in page.text
    assert client.get(f"{STATE}/download/csv").status_code == 503
    monkeypatch.setattr(country_comparison, "SECONDS_TO_COMPARE", 1e9)
    assert "Not found in the laws searched" in client.get(STATE).text


def test_each_visit_compares_as_many_laws_as_it_has_time_for(workspace: Workspace) -> None:
    workspace.comparisons.forget()
    workspace.matrices = type(workspace.matrices)(6)
    ticks = count()  # a second each time somebody looks
    waiting = [
        len(
            matrix_at_hand(
                workspace, Asked(by="law"), TODAY, seconds=3.5, clock=lambda: float(next(ticks))
            ).waiting
        )
        for _ in range(4)
    ]
    total = len(workspace.library.laws())
    assert waiting == [max(0, total - 3 * visit) for visit in range(1, 5)]


def test_a_state_with_a_law_waiting_has_no_row(workspace: Workspace) -> None:
    workspace.comparisons.forget()
    workspace.matrices = type(workspace.matrices)(6)
    ticks = count()
    ready = matrix_at_hand(workspace, Asked(), TODAY, seconds=3.5, clock=lambda: float(next(ticks)))
    assert ready.waiting
    assert not {row.country for row in ready.matrix.rows} & set(ready.waiting_states)
