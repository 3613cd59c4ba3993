"""What a law's page offers beside its text: citations, versions, marks, data, and its cost."""

import datetime
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from corpus.model import Article, Division, Document, LawMetadata, Paragraph
from milex.schema import upgrade
from milex.workspace import Workspace
from web import create_app

Page = Callable[..., html.HtmlElement]
Answers = Callable[[str], TestResponse]
LAW = "/en/laws/xa/decreto/77-2020"
ACT = "/es/laws/xd/act/12-2016"


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_each_article_has_a_link_to_copy_and_one_to_cite_by(get_page: Page) -> None:
    root = get_page(LAW)
    (tools,) = root.xpath("//article[@id='art_2bis']//p[@class='tools']")
    assert tools.get("lang") == "en", "they speak the reader's language, the text its own"
    copy, cite = tools.iter("a")
    assert (copy.get("href"), copy.get("aria-label")) == ("#art_2bis", "Link to Artículo 2 bis")
    assert cite.get("href") == f"{LAW}/articles/art_2bis/cite"
    assert cite.get("aria-label") == "Cite Artículo 2 bis"


def test_an_article_is_cited_by_the_laws_own_term_in_both_languages(get_page: Page) -> None:
    for address in (ACT, ACT.replace("/es/", "/en/")):
        root = get_page(f"{address}/articles/art_3/cite")
        assert "Section 3" in words(root.find(".//h1"))
        styles = root.xpath("//dl[@class='citations']//*[@data-citation]")
        assert words(styles[0]).startswith("Section 3, ")
        assert "@misc{xd-act-12-2016-section-3," in styles[3].text
        assert "TY  - STAT" in styles[4].text


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("bibtex", "application/x-bibtex", "@misc{"),
        ("ris", "application/x-research-info-systems", "TY  - STAT"),
    ],
)
def test_citations_are_files_for_reference_managers(
    answers: Answers, form: str, media_type: str, begins: str
) -> None:
    for address in (f"{ACT}/cite/{form}", f"{ACT}/articles/art_3/cite/{form}"):
        answer = answers(address)
        assert answer.mimetype == media_type
        assert answer.text.startswith(begins)
        assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("day", "leads_to"),
    [
        ("2020-05-04", f"{LAW}?version=2020-05-04"),
        ("2021-12-31", f"{LAW}?version=2020-05-04"),
        ("2022-01-01", LAW),
        ("2030-01-01", LAW),
    ],
)
def test_a_day_leads_to_the_version_that_held_on_it(
    client: FlaskClient, day: str, leads_to: str
) -> None:
    answer = client.get(f"{LAW}/versions?on={day}")
    assert (answer.status_code, answer.location) == (303, leads_to)


@pytest.mark.parametrize("day", ["1999-01-01", "yesterday", "2020-02-30", "%00"])
def test_a_day_without_a_version_is_answered_with_the_versions_there_are(
    get_page: Page, day: str
) -> None:
    root = get_page(f"{LAW}/versions?on={day}")
    assert len(root.xpath("//p[@class='notice']")) == (day != "%00")
    assert len(root.xpath("//tbody/tr")) == 2


def test_what_changed_between_versions_is_told_word_by_word(get_page: Page) -> None:
    root = get_page(f"{LAW}/changes")
    (change,) = root.xpath("//section[@class='change']")
    assert words(change.find("h2")).startswith("Artículo 1 ")
    assert "redacción anterior" in " ".join(change.xpath(".//del/text()"))
    assert "<script>" in " ".join(change.xpath(".//ins/text()"))
    back = get_page(f"{LAW}/changes?from=2022-01-01&to=2020-05-04")
    assert "redacción anterior" in " ".join(back.xpath("//ins/text()"))
    same = get_page(f"{LAW}/changes?from=2022-01-01&to=2022-01-01")
    assert same.xpath("//p[@class='notice']")
    get_page(f"{LAW}/changes?from=1999-01-01", 404)


def test_the_law_is_linked_data_that_no_browser_runs(answers: Answers, get_page: Page) -> None:
    (script,) = get_page(LAW).xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@type"] == "Legislation"
    assert data["name"] == "Decreto de <pruebas> & rarezas"
    assert data["inLanguage"] == "es"
    assert data["legislationDate"] == "2020-05-04"
    assert data["legislationDateVersion"] == "2022-01-01"
    assert data["legislationLegalForce"] == "https://schema.org/InForce"
    assert {one["encodingFormat"] for one in data["encoding"]} >= {"application/pdf", "text/html"}
    assert "<pruebas>" not in answers(LAW).text, "its letters are escaped in JSON too"
    languages = get_page(LAW).xpath("//link[@rel='alternate']/@hreflang")
    assert languages == ["en", "es"]


def test_a_page_that_the_browser_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get(LAW)
    again = client.get(LAW, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    compressed = client.get(LAW, headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert compressed.headers["ETag"] == first.headers["ETag"]
    assert len(compressed.data) < len(first.data) / 3
    assert client.get(LAW.replace("/en/", "/es/")).headers["ETag"] != first.headers["ETag"]
    assert client.get(f"{LAW}?version=2020-05-04").headers["ETag"] != first.headers["ETag"]


# ---- a site of its own, whose laws change ----


def numbered(count: int, first_words: str = "Palabras.") -> Document:
    articles = tuple(
        Article(str(n), f"Artículo {n}.", "", (Paragraph(first_words),))
        for n in range(1, count + 1)
    )
    return Document(
        LawMetadata("Ley larga", "xa", "es", "ley", "5", 2001, datetime.date(2001, 1, 1)),
        (
            Division("title", "I", "Todo", articles[: count // 2], "TÍTULO I"),
            *articles[count // 2 :],
        ),
    )


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[Flask]:
    app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True})
    upgrade(app.extensions["milex"].engine)
    yield app
    app.extensions["milex"].close()


def test_a_page_that_is_kept_follows_every_change_of_the_library(changing: Flask) -> None:
    workspace: Workspace = changing.extensions["milex"]
    client = changing.test_client()
    address = "/en/laws/xa/ley/5-2001"
    assert client.get(address).status_code == 404
    workspace.library.add(numbered(2))
    assert "Palabras." in client.get(address).text
    workspace.library.add(numbered(2, "Otras palabras."))
    assert "Otras palabras." in client.get(address).text
    workspace.library.withdraw("xa/ley/5-2001")
    assert client.get(address).status_code == 404


def test_what_a_comparison_found_stands_beside_the_articles_once_it_is_kept(
    changing: Flask,
) -> None:
    workspace: Workspace = changing.extensions["milex"]
    offence = (
        "Comete el delito de trata de personas quien capte a otra con fines de explotación "
        "sexual. Será reprimido con prisión de cuatro a diez años."
    )
    workspace.library.add(numbered(1, offence))
    client = changing.test_client()
    address = "/es/laws/xa/ley/5-2001"
    before = html.document_fromstring(client.get(address).text)
    assert not before.xpath("//details[@class='found']")
    assert before.xpath("//p[contains(@class, 'not-compared')]//a")
    workspace.compare("xa/ley/5-2001")
    after = html.document_fromstring(client.get(address).text)
    assert not after.xpath("//p[contains(@class, 'not-compared')]")
    (mark,) = after.xpath("//article[@id='art_1']/details[@class='found']")
    assert mark.get("lang") == "es"
    links = mark.xpath(".//a/@href")
    assert links
    start = f"{address}/comparison/milex-un-tip-som/provisions/"
    assert all(link.startswith(start) for link in links)
    assert client.get(links[0]).status_code == 200


def test_a_long_contents_list_opens_part_by_part(changing: Flask) -> None:
    changing.extensions["milex"].library.add(numbered(240))
    root = html.document_fromstring(changing.test_client().get("/en/laws/xa/ley/5-2001").text)
    (contents,) = root.xpath("//div[@class='contents-list']")
    links = contents.xpath(".//li[@class='to-article']/a/@href")
    assert links == [f"#art_{n}" for n in range(1, 241)]
    summaries = [words(one) for one in contents.iter("summary")]
    assert summaries[0] == "Artículo 1. – Artículo 50."
    assert "long" in root.xpath("//div[@data-go-to]")[0].get("class").split()
