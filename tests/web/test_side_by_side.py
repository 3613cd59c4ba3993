"""Where comparing begins, and laws side by side by provision and by article."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from milex.alignment import align
from milex.workspace import Workspace

Page = Callable[..., html.HtmlElement]
TWO = "/en/compare?law=xa/ley/214-2021&law=xb/ley/1187-1996"
FOUR = f"{TWO}&law=xc/ley/57-2019&law=xd/act/12-2016"
VERSIONS = "/en/compare?law=xa/decreto/77-2020@2020-05-04&law=xa/decreto/77-2020"


@pytest.fixture
def workspace(app: Flask) -> Workspace:
    opened: Workspace = app.extensions["milex"]
    return opened


def test_every_provision_shows_the_verdict_of_each_law(
    get_page: Page, workspace: Workspace
) -> None:
    laws = ["xa/ley/214-2021", "xb/ley/1187-1996", "xc/ley/57-2019", "xd/act/12-2016"]
    verdicts = [[f.verdict for f in workspace.compare(law).findings] for law in laws]
    lines = get_page(FOUR).xpath("//table[@class='sides-table']/tbody/tr")
    for line, expected in zip(lines, zip(*verdicts, strict=True), strict=True):
        shown = [cell.get("class").removeprefix("word-") for cell in line.xpath("./td")]
        assert shown == list(expected)
        assert bool(line.xpath(".//span[@class='differs']")) == (len(set(expected)) > 1)


def test_a_group_lays_the_words_of_each_law_beside_one_another(get_page: Page) -> None:
    root = get_page(f"{TWO}&group=A")
    sections = root.xpath("//section[contains(@class, 'sides')][h3]")
    assert len(sections) == 14
    for section in sections:
        assert len(section.xpath("./div/div[@class='side']")) == 2
    assert root.xpath("//div[@class='side']//blockquote[@lang='es']/mark")
    assert root.xpath("//div[@class='side']//figcaption/a[starts-with(@href, '/en/laws/xb/')]")


def test_one_provision_alone_quotes_at_length(get_page: Page) -> None:
    alone, among = (
        get_page(f"{TWO}&{query}").xpath("string(//section[@id='tip.3a.act']//blockquote)")
        for query in ("provision=tip.3a.act", "group=A")
    )
    assert len(alone) > len(among)
    root = get_page(f"{TWO}&provision=tip.3a.act&provision=tip.3a.means")
    assert len(root.xpath("//div[contains(@class, 'columns')]")) == 2


def test_only_different_verdicts_are_shown_where_they_are_asked_for(get_page: Page) -> None:
    everything = len(get_page(TWO).xpath("//span[@class='differs']"))
    lines = get_page(f"{TWO}&different=1").xpath("//table[@class='sides-table']/tbody/tr")
    assert len(lines) == everything > 0
    assert all(line.xpath(".//span[@class='differs']") for line in lines)


def test_two_versions_are_laid_article_by_article(get_page: Page) -> None:
    root = get_page(VERSIONS)
    assert root.xpath("//ul/li/a[@aria-current='true'][text()='By article']")
    (pair,) = root.xpath("//section[contains(@class, 'pair')]")
    removed = "".join(pair.xpath(".//del/text()"))
    added = "".join(pair.xpath(".//ins/text()"))
    assert "Esta es la redacción anterior." in removed
    assert "<script>" in added
    assert pair.xpath("./div/div[1]//h3/a/@href") == [
        "/en/laws/xa/decreto/77-2020?version=2020-05-04#art_1"
    ]


def test_a_law_by_article_is_laid_beside_its_version_before(get_page: Page) -> None:
    root = get_page("/en/compare?law=xa/decreto/77-2020&by=article")
    assert "Esta es la redacción anterior." in root.xpath("string(//del)")


def test_articles_of_two_laws_are_paired_and_counted(get_page: Page, workspace: Workspace) -> None:
    root = get_page(f"{TWO}&by=article")
    before, after = (
        workspace.library.comparable(law) for law in ("xa/ley/214-2021", "xb/ley/1187-1996")
    )
    pairs = align(before.articles, after.articles)
    counted = {
        link.text_content().split()[0]: int(link.xpath("string(./span)"))
        for link in root.xpath("//nav//a[contains(@href, 'kind=')]")
    }
    assert sum(counted.values()) == len(pairs)
    removed = get_page(f"{TWO}&by=article&kind=removed")
    assert len(removed.xpath("//section[contains(@class, 'pair-removed')]")) == counted["Removed"]
    assert not removed.xpath("//del")  # a whole article is not struck out word by word


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("law=xa/ley/214-2021&law=xd/act/12-2016&by=article", "in different languages"),
        (FOUR.partition("?")[2] + "&by=article", "choose two of these"),
    ],
)
def test_what_cannot_be_laid_article_by_article_is_said(
    get_page: Page, query: str, words: str
) -> None:
    root = get_page(f"/en/compare?{query}")
    assert words in root.xpath("string(//p[@class='notice'])")


def test_a_law_is_found_by_words_of_its_title_or_its_number(get_page: Page) -> None:
    root = get_page("/en/compare?law=214&law=mujeres")
    assert len(root.xpath("//ul[contains(@class, 'sides-laws')]/li")) == 2
    several = get_page("/en/compare?law=trata&law=57")
    assert "may mean several laws" in several.text_content()
    choice = several.xpath("//div[@class='notice']//a/@href")[0]
    assert len(get_page(choice).xpath("//ul[contains(@class, 'sides-laws')]/li")) == 2
    none = get_page("/en/compare?law=zzzz")
    assert "No law here is called ‹zzzz›" in none.text_content()


@pytest.mark.parametrize(
    ("query", "target"),
    [
        (
            "start=law&law=xa/ley/214-2021",
            "/en/laws/xa/ley/214-2021/comparison/milex-un-tip-som",
        ),
        (
            "start=law&law=xa/decreto/77-2020@2020-05-04&checklist=milex-procedural-rights",
            "/en/laws/xa/decreto/77-2020/comparison/milex-procedural-rights?version=2020-05-04",
        ),
        ("start=country&country=xa", "/en/countries/xa/comparison/milex-un-tip-som"),
    ],
)
def test_the_start_leads_to_the_comparison_chosen(
    client: FlaskClient, query: str, target: str
) -> None:
    answer = client.get(f"/en/compare?{query}")
    assert answer.status_code == 303
    assert answer.location == target


@pytest.mark.parametrize(
    "query",
    [
        "law=xa/ley/0-1900&law=xb/ley/1187-1996",
        "law=xa/ley/214-2021@1800-01-01&law=xb/ley/1187-1996",
        f"{TWO.partition('?')[2]}&provision=nothing",
        f"{TWO.partition('?')[2]}&group=Z",
        f"{TWO.partition('?')[2]}&by=sentence",
        f"{TWO.partition('?')[2]}&by=article&kind=lost",
        "start=country&country=zz",
        "checklist=nothing",
    ],
)
def test_what_there_is_not_is_not_found(get_page: Page, query: str) -> None:
    get_page(f"/en/compare?{query}", 404)


@pytest.mark.parametrize("form", ["docx", "html"])
@pytest.mark.parametrize("query", [f"{FOUR}&group=A", f"{TWO}&by=article", VERSIONS])
def test_laws_side_by_side_can_be_kept_as_a_file(
    client: FlaskClient, form: str, query: str
) -> None:
    answer = client.get(query.replace("/compare?", f"/compare/download/{form}?"))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=xa-")


def test_a_file_of_one_law_alone_is_refused(client: FlaskClient) -> None:
    assert client.get("/en/compare/download/docx?law=xa/ley/214-2021").status_code == 404


def test_a_page_of_four_laws_stays_light(client: FlaskClient) -> None:
    for query in ("", "&group=B", "&group=E", "&by=article"):
        assert len(client.get(f"{FOUR}{query}").data) < 150_000
    assert len(client.get(f"{TWO}&by=article").data) < 150_000
