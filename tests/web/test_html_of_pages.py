"""Every page is HTML that a strict parser accepts, and every page stands in the table."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import html5lib
import pytest
from flask import Flask
from werkzeug.test import TestResponse

MORE_PAGES = [
    "/laws/xa/decreto/77-2020",
    "/laws/xa/decreto/77-2020/articles/art_2bis",
    "/laws/xa/decreto/77-2020/versions",
    "/laws/xa/decreto/77-2020/changes",
    "/laws/xa/decreto/77-2020/comparison/milex-un-tip-som",
]
CODE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
FLOWS_IN_A_PARAGRAPH = {
    "a",
    "abbr",
    "b",
    "button",
    "cite",
    "code",
    "em",
    "i",
    "kbd",
    "mark",
    "span",
}
# Addresses of what is no page: a file, answers to letters as they are typed, or the short
# address of a page.
NO_PAGE = re.compile(
    r"\.\w+$|/download/|/export/|/suggestions$|form>$|format>$|/matrix$|/matrix/.*/<"
)

Answers = Callable[[str], TestResponse]

in_both = pytest.mark.parametrize("language", ["en", "es"])


@in_both
def test_a_page_is_valid_html(answers: Answers, language: str, page_address: str) -> None:
    text = answers(f"/{language}{page_address}").text
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(text)
    lines = text.splitlines()
    assert [(code, lines[place[0] - 1][:200]) for place, code, _ in parser.errors] == []
    for element in root.iter():
        if element.tag in FLOWS_IN_A_PARAGRAPH:
            inside = {one.tag for one in element.iter()} - {element.tag}
            assert not inside & {"div", "p", "ul", "ol", "table", "section", "h2", "h3"}, text
        for name in ("lang", "hreflang"):
            assert CODE.fullmatch(element.get(name, "en")), element.get(name)
    for link in root.iter("a"):
        assert not [one for one in link.iter() if one.tag in {"a", "button", "input"}][1:]
    for image in root.iter("img"):
        assert image.get("alt") is not None
        assert image.get("width"), "its place is kept before it comes"
    for table in root.iter("table"):
        assert [cell for cell in table.iter("th") if cell.get("scope")], "no headings"


@in_both
def test_names_and_descriptions_point_to_what_is_there(
    answers: Answers, language: str, page_address: str
) -> None:
    text = answers(f"/{language}{page_address}").text
    root = html5lib.parse(text, namespaceHTMLElements=False)
    ids = [element.get("id") for element in root.iter() if element.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert not [one for one in ids if not one or re.search(r"\s", one)]
    for element in root.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list"):
            for target in element.get(name, "").split():
                assert target in ids, (element.tag, name, target)


def test_every_page_of_the_site_stands_in_the_table(app: Flask, pages: dict[str, int]) -> None:
    routed = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "interface" in rule.arguments and not NO_PAGE.search(rule.rule)
    }
    adapter = app.url_map.bind("localhost")
    tested = set()
    for address, status in pages.items():
        if status == 200:
            endpoint, _ = adapter.match(f"/en{urlsplit(address).path}")
            tested.add(endpoint)
    assert routed - tested == set(), "write an address of each into tests/pages.txt"
