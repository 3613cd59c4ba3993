"""Reading, citing and following a law, by mouse, by keyboard, by finger and without script."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from corpus.model import Article, Division, Document, LawMetadata, Paragraph
from milex.schema import upgrade
from web import create_app

OpenPage = Callable[..., Page]

ACT = "/laws/xd/act/12-2016"
LONG = "/laws/xa/ley/9-2001"
ODD = "/laws/xa/ley/8-2001"
MARKUP = "<script>document.title='taken'</script><img src=x onerror=alert(1)><b>negrita</b>"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def document(number: str, title: str, texts: list[str]) -> Document:
    articles = tuple(
        Article(str(n), f"Artículo {n}.", title, (Paragraph(text),))
        for n, text in enumerate(texts, start=1)
    )
    chapters = tuple(
        Division("chapter", str(at), title, articles[at : at + 20], f"CAPÍTULO {at}")
        for at in range(0, len(articles), 20)
    )
    metadata = LawMetadata(title, "xa", "es", "ley", number, 2001, datetime.date(2001, 1, 1))
    return Document(metadata, chapters)


@pytest.fixture(scope="module")
def laws(
    tmp_path_factory: pytest.TempPathFactory,
    serving: Callable[[Flask], AbstractContextManager[str]],
) -> Iterator[str]:
    """A site with a law of 400 articles and one whose words are markup."""
    application = create_app({"MILEX_HOME": str(tmp_path_factory.mktemp("laws"))})
    workspace = application.extensions["milex"]
    upgrade(workspace.engine)
    texts = [f"Palabras del artículo {n} de esta ley. " * 12 for n in range(1, 401)]
    workspace.library.add(document("9", "Ley muy larga", texts))
    workspace.library.add(document("8", f"Ley {MARKUP}", [MARKUP, f'"{MARKUP}']))
    with serving(application) as address:
        yield address


def test_a_defined_word_tells_its_meaning_to_mouse_and_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/es{ACT}")
    term = page.locator("#art_3 a.term", has_text="child").first
    meaning = page.get_by_role("tooltip")
    term.hover()
    expect(meaning.locator("p")).to_have_text("a person under the age of eighteen years")
    expect(meaning.locator("a")).to_be_hidden()
    assert meaning.locator("p").get_attribute("lang") == "en"
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    page.locator("#art_3 .cite").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "term":
            break
    expect(meaning).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning).to_be_hidden()


def test_a_finger_sees_the_meaning_before_it_is_led_away(open_page: OpenPage) -> None:
    page = open_page("phone", has_touch=True)
    page.goto(f"/es{ACT}")
    page.locator("#art_3 a.term", has_text="child").first.tap()
    meaning = page.get_by_role("dialog", name="child")
    expect(meaning).to_contain_text("a person under the age of eighteen years")
    assert "#" not in page.url
    assert page.evaluate(OVERFLOW) == 0
    page.get_by_role("link", name="Ir a la definición").tap()
    page.wait_for_url("**#art_2")
    expect(meaning).to_be_hidden()


@pytest.mark.parametrize(("language", "copy"), [("en", "Copy"), ("es", "Copiar")])
def test_an_article_is_cited_by_keyboard_and_its_citation_copied(
    open_page: OpenPage, language: str, copy: str
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/{language}{ACT}#art_3")
    page.locator("#art_3 .cite").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{language}{ACT}/articles/art_3/cite")
    page.get_by_role("button", name=copy).first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Section 3, ")
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_without_script_meanings_citations_and_downloads_are_plain_links(
    open_page: OpenPage, language: str
) -> None:
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"/{language}{ACT}")
    page.locator("#art_3 a.term").first.click()
    expect(page.locator("article:target")).to_be_in_viewport()
    page.locator("#art_3 .cite").click()
    expect(page.locator("[data-citation]").first).to_contain_text("Section 3")
    page.go_back()
    page.locator(".folded summary").first.click()
    with page.expect_download() as download:
        page.locator(".folded a[href$='/download/pdf']").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_law_full_of_markup_and_script_is_shown_as_text(open_page: OpenPage, laws: str) -> None:
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a script of the law ran: {dialog.message}"))
    for language in ("en", "es"):
        for address in (ODD, f"{ODD}/articles/art_2", f"{ODD}/articles/art_1/cite"):
            page.goto(f"{laws}/{language}{address}")
            assert page.title() != "taken"
            assert page.locator("main img, main b, main script").count() == 0
            expect(page.locator("main")).to_contain_text(MARKUP)


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_a_long_law_opens_at_its_articles_and_its_contents_follow(
    open_page: OpenPage, laws: str, width: str
) -> None:
    page = open_page(width)
    page.goto(f"{laws}/es{LONG}#art_333")
    article = page.locator("#art_333")
    expect(article).to_be_in_viewport()
    expect(article).to_contain_text("Palabras del artículo 333")
    if width == "desk":
        current = page.locator(".contents a[aria-current='location']")
        expect(current).to_be_visible()
        page.locator("#art_50").scroll_into_view_if_needed()
        expect(page.locator("#art_50")).to_be_in_viewport()
    else:
        page.locator(".contents > details > summary").click()
        part = page.locator(".contents-list details", has=page.locator("a[href='#art_390']"))
        part.locator("summary").click()
        page.locator(".contents a[href='#art_390']").click()
        expect(page.locator("#art_390")).to_be_in_viewport()
    assert page.evaluate(OVERFLOW) == 0
    # On paper every article is laid out.
    page.emulate_media(media="print")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#art_200')).contentVisibility")
        == "visible"
    )
    expect(page.locator("#art_1 .tools")).to_be_hidden()
