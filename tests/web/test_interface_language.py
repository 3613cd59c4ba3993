from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from lxml import html

Page = Callable[..., html.HtmlElement]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("es", "/es/"),
        ("es-PY,es;q=0.9,en;q=0.5", "/es/"),
        ("en-GB", "/en/"),
        ("fr,es;q=0.4", "/es/"),
        ("fr", "/en/"),
        ("", "/en/"),
    ],
)
def test_the_front_door_follows_the_browsers_language(
    client: FlaskClient, accepted: str, expected: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert answer.status_code == 302
    assert answer.location == expected
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/en/", "/es/"),
        ("/en/laws/xa/ley/214-2021", "/es/laws/xa/ley/214-2021"),
        (
            "/en/search?q=trata+de+personas&country=xa&from=2000",
            "/es/search?q=trata+de+personas&country=xa&from=2000",
        ),
        ("/es/search?q=%C3%B1&language=en", "/en/search?q=%C3%B1&language=en"),
        (
            "/es/laws/xa/ley/214-2021/comparison/milex-un-tip-som?group=B",
            "/en/laws/xa/ley/214-2021/comparison/milex-un-tip-som?group=B",
        ),
    ],
)
def test_the_language_switch_keeps_the_place(get_page: Page, address: str, other: str) -> None:
    links = get_page(address).xpath("//nav[@class='languages']//a/@href")
    assert other in links
    assert address in links


def test_the_switch_on_a_page_without_language_leads_home(get_page: Page) -> None:
    links = get_page("/nowhere", 404).xpath("//nav[@class='languages']//a/@href")
    assert links == ["/en/", "/es/"]


@pytest.mark.parametrize(
    ("address", "accepted", "language"),
    [
        ("/es/nada", "en", "es"),
        ("/en/nothing", "es", "en"),
        ("/fr/laws", "es", "es"),
        ("/fr/laws", "fr", "en"),
        ("/es/laws/xa/ley/0-1", "en", "es"),
    ],
)
def test_a_missing_page_speaks_the_readers_language(
    client: FlaskClient, address: str, accepted: str, language: str
) -> None:
    answer = client.get(address, headers={"Accept-Language": accepted})
    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == language
    expected = {"en": "This page is not here", "es": "Esta página no está aquí"}
    assert expected[language] in answer.text


def test_dates_and_numbers_are_written_as_in_the_language(get_page: Page) -> None:
    english = get_page("/en/laws/xa/decreto/77-2020").find(".//header[@class='law-header']")
    spanish = get_page("/es/laws/xa/decreto/77-2020").find(".//header[@class='law-header']")
    assert "4 May 2020" in english.text_content()
    assert "4 de mayo de 2020" in spanish.text_content()


def test_countries_and_topics_have_their_name_in_the_language(get_page: Page) -> None:
    assert get_page("/es/laws/do").findtext(".//h1") == "República Dominicana"
    assert get_page("/en/laws/do").findtext(".//h1") == "Dominican Republic"
    assert "Trata de personas" in get_page("/es/laws/xa/decreto/77-2020").text_content()
