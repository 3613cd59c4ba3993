"""What machines read: the feed of changes, the sitemap, the rules for robots."""

from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

Answers = Callable[[str], TestResponse]

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("language", "is_new"), [("en", "A law that is new here"), ("es", "Ley nueva en esta base")]
)
def test_the_feed_tells_new_laws_and_new_wordings_latest_first(
    answers: Answers, language: str, is_new: str
) -> None:
    answer = answers(f"/{language}/feed.atom")
    assert answer.mimetype == "application/atom+xml"
    root = ElementTree.fromstring(answer.data)  # noqa: S314 (our own answer)
    assert root.find(f"{ATOM}id").text == f"{SITE}/{language}/feed.atom"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 8, "six samples, and two wordings of the odd law"
    times = [entry.find(f"{ATOM}updated").text for entry in entries]
    assert times == sorted(times, reverse=True)
    assert root.find(f"{ATOM}updated").text == times[0]
    told = [entry.find(f"{ATOM}summary").text for entry in entries]
    assert not told[0].startswith(is_new), "the second wording of the odd law"
    assert all(sentence.startswith(is_new) for sentence in told[1:])
    for entry in entries:
        for name in ("id", "title", "updated", "link"):
            assert entry.find(f"{ATOM}{name}") is not None
    first = entries[0]
    assert first.find(f"{ATOM}link").get("href").startswith(f"{SITE}/{language}/laws/xa/decreto/")
    assert "<pruebas> & rarezas" in first.find(f"{ATOM}title").text, "markup is text"


def test_the_feed_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/en/feed.atom").headers["ETag"]
    assert client.get("/en/feed.atom", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_name_the_feed_and_their_other_language(answers: Answers, language: str) -> None:
    root = html.document_fromstring(answers(f"/{language}/laws").text)
    (feed,) = root.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
    assert feed.get("href") == f"/{language}/feed.atom"
    assert feed.get("title")
    others = root.xpath("//link[@rel='alternate']/@hreflang")
    assert others == ["en", "es"]


def test_the_sitemap_names_every_law_in_both_languages(answers: Answers) -> None:
    index = ElementTree.fromstring(answers("/sitemap.xml").data)  # noqa: S314
    parts = [one.text.removeprefix(SITE) for one in index.iter(f"{MAP}loc")]
    assert parts == ["/sitemap-0.xml", "/sitemap-1.xml"]
    found = []
    for part in parts:
        root = ElementTree.fromstring(answers(part).data)  # noqa: S314
        found += [one.text for one in root.iter(f"{MAP}loc")]
    assert len(found) == len(set(found))
    for language in ("en", "es"):
        assert f"{SITE}/{language}/laws/xa/ley/214-2021" in found
        assert f"{SITE}/{language}/glossary" in found
    for address in found:
        assert answers(address.removeprefix(SITE)).status_code == 200
    assert answers("/sitemap-2.xml").status_code == 404


def test_robots_are_kept_from_what_is_computed(answers: Answers) -> None:
    answer = answers("/robots.txt")
    assert answer.mimetype == "text/plain"
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /es/search" in lines
    assert "Disallow: /api/" in lines
    assert lines[-1] == f"Sitemap: {SITE}/sitemap.xml"
