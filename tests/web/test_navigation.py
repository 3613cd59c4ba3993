"""The parts of the site, and where in them a page says it is."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from web.navigation import NOTES, PARTS

Page = Callable[..., html.HtmlElement]


def test_every_part_leads_to_a_page_in_both_languages(app: Flask, client: FlaskClient) -> None:
    for language in ("en", "es"):
        with app.test_request_context(f"/{language}/"):
            addresses = [app.url_for(part.endpoint) for part in (*PARTS, *NOTES)]
        for address in addresses:
            answer = client.get(address, follow_redirects=True)
            assert answer.status_code == 200, address
            assert answer.request.path.startswith(f"/{language}/")


@pytest.mark.parametrize(
    ("address", "current", "how"),
    [
        ("/es/laws", "Leyes", "page"),
        ("/es/laws/xa/ley/214-2021", "Leyes", "true"),
        ("/es/search?q=trata", "Buscar", "page"),
        ("/en/glossary", "Glossary", "page"),
    ],
)
def test_the_navigation_marks_the_part_that_a_page_lies_in(
    get_page: Page, address: str, current: str, how: str
) -> None:
    marked = get_page(address).xpath("//nav[@class='site-nav']//a[@aria-current]")
    assert [(link.text, link.get("aria-current")) for link in marked] == [(current, how)]


def test_the_home_page_lies_in_no_part(get_page: Page) -> None:
    assert not get_page("/en/").xpath("//nav[@class='site-nav']//a[@aria-current]")
