"""What holds on every page, whatever it shows."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

# Of the law whose wording is full of what HTML could misread; ``tests/pages.txt`` has the rest.
MORE_PAGES = [
    "/laws/xa/decreto/77-2020",
    "/laws/xa/decreto/77-2020?version=2020-05-04",
    "/laws/xa/decreto/77-2020/articles/att_1__art_1",
    "/laws/xa/decreto/77-2020/comparison/milex-un-tip-som",
    "/search?q=rareza",
    "/laws/xa/decreto/77-2020/comparison/milex-un-tip-som/provisions/tip.3a.act?version=2020-05-04",
]
in_both = pytest.mark.parametrize("language", ["en", "es"])
Page = Callable[..., html.HtmlElement]
Answers = Callable[[str], TestResponse]


@in_both
def test_a_page_has_one_heading_its_landmarks_and_its_language(
    get_page: Page, pages: dict[str, int], language: str, page_address: str
) -> None:
    root = get_page(f"/{language}{page_address}", pages.get(page_address, 200))
    assert root.get("lang") == language
    assert len(root.findall(".//h1")) == 1
    assert root.find(".//h1").text_content().strip()
    for landmark in ("header", "main", "footer"):
        assert len(root.xpath(f"//body/{landmark}")) == 1, landmark
    assert root.findtext(".//title").endswith("· MILEX")
    assert root.xpath("//a[@class='skip']/@href") == ["#main"]


@in_both
def test_every_field_has_a_label_and_every_id_is_used_once(
    get_page: Page, pages: dict[str, int], language: str, page_address: str
) -> None:
    root = get_page(f"/{language}{page_address}", pages.get(page_address, 200))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    for field in root.xpath("//input[not(@type='hidden')] | //select"):
        labels = root.xpath("//label[@for=$id]", id=field.get("id", "")) or field.xpath(
            "ancestor::label"
        )
        assert labels, html.tostring(field)
    for link in root.xpath("//a"):
        assert link.text_content().strip() or link.get("aria-label"), html.tostring(link)
    for described in root.xpath("//@aria-labelledby"):
        assert described in ids


@in_both
def test_headings_never_skip_a_level_downwards(
    get_page: Page, pages: dict[str, int], language: str, page_address: str
) -> None:
    headings = get_page(f"/{language}{page_address}", pages.get(page_address, 200)).iter(
        "h1", "h2", "h3", "h4", "h5", "h6"
    )
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    for before, after in pairwise(levels):
        assert after <= before + 1, levels


@in_both
def test_a_page_needs_no_other_host_no_inline_script_and_no_cookie(
    answers: Answers, pages: dict[str, int], language: str, page_address: str
) -> None:
    answer = answers(f"/{language}{page_address}")
    assert answer.status_code == pages.get(page_address, 200)
    root = html.document_fromstring(answer.text)
    for loaded in root.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
        assert loaded.startswith("/static/")
    inline = root.xpath("//script[not(@src)]/@type")
    assert set(inline) <= {"application/ld+json"}, "data, which no browser runs"
    assert not root.xpath(
        "//script[not(@src or @type)] | //style | //@style | //@onclick | //iframe"
    )
    assert "Set-Cookie" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in answer.headers


@in_both
def test_every_link_of_a_page_leads_to_a_page(
    answers: Answers,
    get_page: Page,
    pages: dict[str, int],
    language: str,
    page_address: str,
) -> None:
    root = get_page(f"/{language}{page_address}", pages.get(page_address, 200))
    links = {href.partition("#")[0] for href in root.xpath("//main//a/@href | //header//a/@href")}
    itself = {f"/{code}{page_address}" for code in ("en", "es")}  # the language switch
    ours = sorted(href for href in links - itself if href.startswith("/"))
    for href in (href for href in ours[:25] if "verdict=" not in href):
        answer = answers(href)
        assert answer.status_code in {200, 303}, href
    ids = set(root.xpath("//@id"))
    for fragment in root.xpath("//a[starts-with(@href, '#')]/@href"):
        assert fragment[1:] in ids


def test_over_https_the_browser_is_told_to_stay_there(client: FlaskClient) -> None:
    answer = client.get("/en/", base_url="https://milex.example")
    assert "max-age=" in answer.headers["Strict-Transport-Security"]


def test_static_files_carry_the_security_headers_too(client: FlaskClient) -> None:
    with client.get("/static/milex.css") as answer:
        assert answer.status_code == 200
        assert answer.mimetype == "text/css"
        assert "Content-Security-Policy" in answer.headers
