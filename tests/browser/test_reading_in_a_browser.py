"""What a legal officer does in a browser, in both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

OpenPage = Callable[..., Page]
Complaints = Callable[[Page], list[str]]

LAW = "/laws/xa/ley/214-2021"
COMPARISON = f"{LAW}/comparison/milex-un-tip-som"
PAGES = [
    "/",
    "/laws",
    "/laws/xa",
    LAW,
    f"{LAW}/articles/art_7",
    "/search",
    "/search?q=victim&country=xd&from=2000",
    "/search?q=v%C3%ADctima",
    "/search?q=zzzz",
    f"/search?q={'w' * 400}",
    COMPARISON,
    f"{COMPARISON}?verdict=absent&group=C",
    f"{COMPARISON}/provisions/tip.3a.act",
    "/countries/xa/comparison/milex-un-tip-som",
    "/countries/xa/comparison/milex-un-tip-som?group=B",
    "/countries/xa/comparison/milex-un-tip-som/provisions/tip.3a.act",
]


OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach((d) => { d.open = true })"


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_fit_their_width_stay_on_their_host_and_complain_of_nothing(
    open_page: OpenPage, complaints: Complaints, widths: dict[str, ViewportSize], language: str
) -> None:
    page = open_page("desk")
    heard = complaints(page)
    for address in PAGES:
        page.goto(f"/{language}{address}")
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate(OVERFLOW) == 0, address
        page.set_viewport_size(widths["phone"])
        assert page.evaluate(OVERFLOW) == 0, f"{address} on a phone"
        page.evaluate(OPEN_EVERYTHING)
        assert page.evaluate(OVERFLOW) == 0, f"{address} on a phone, every part opened"
        page.set_viewport_size(widths["desk"])
    assert heard == []


@pytest.mark.parametrize(
    ("language", "query", "hit"), [("en", "victim", "Section"), ("es", "víctima", "Artículo")]
)
def test_a_search_from_the_home_page_by_keyboard_alone(
    open_page: OpenPage, language: str, query: str, hit: str
) -> None:
    page = open_page()
    page.goto(f"/{language}/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type(query)
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text(query)
    first = page.locator(".hit h4 a").first
    expect(first).to_contain_text(hit)
    address = first.get_attribute("href") or ""
    assert address.startswith(f"/{language}/laws/")
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    expect(page.locator("article:target")).to_be_in_viewport()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/en/laws")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_attribute("href", "#main")
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_what_has_the_focus_is_outlined(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/en/")
    for _ in range(6):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle,"
            " getComputedStyle(document.activeElement).outlineWidth]"
        )
        assert outline[0] != "none"
        assert float(outline[1].removesuffix("px")) >= 2


def test_the_language_switch_keeps_the_article_that_is_being_read(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/en{LAW}#art_20")
    page.get_by_role("link", name="Español").click()
    page.wait_for_url(f"**/es{LAW}#art_20")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("#art_20")).to_be_in_viewport()


def test_the_language_switch_keeps_a_search(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/es/search?q=trata+de+personas&country=xa")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#q")).to_have_value("trata de personas")
    expect(page.locator(".chip")).to_have_count(1)


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_the_contents_list_leads_to_the_article(open_page: OpenPage, width: str) -> None:
    page = open_page(width)
    page.goto(f"/es{LAW}")
    link = page.locator(".contents a[href='#art_12']")
    if width == "phone":
        expect(link).not_to_be_visible()
        page.locator(".contents summary").click()
    link.click()
    expect(page.locator("#art_12")).to_be_in_viewport()
    assert page.url.endswith("#art_12")


def test_the_contents_list_marks_the_article_that_is_read(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/en{LAW}#art_20")
    expect(page.locator(".contents a[aria-current='location']")).to_have_count(1)


def test_evidence_leads_to_the_article_with_the_words(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/en{COMPARISON}?group=A&verdict=full")
    evidence = page.locator(".answer > figure").first
    words = evidence.locator("mark").first.inner_text()
    evidence.get_by_role("link").click()
    article = page.locator("article:target")
    expect(article).to_be_in_viewport()
    expect(article).to_contain_text(words)


def test_findings_are_narrowed_with_the_form(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/es{COMPARISON}")
    page.get_by_text("Elegir por grupo, veredicto y nivel").click()
    page.get_by_label("Grupo", exact=True).select_option("C")
    page.get_by_role("checkbox", name="Completa").check()
    page.get_by_role("button", name="Mostrar").click()
    page.wait_for_url("**group=C&verdict=full*")
    badges = page.locator(".answer > header .verdict")
    expect(page.locator(".tabs [aria-current]")).to_contain_text("Víctimas")
    expect(badges.first).to_contain_text("Completa")
    assert set(badges.all_inner_texts()) == {badges.first.inner_text()}


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_works_without_javascript(open_page: OpenPage, language: str) -> None:
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"/{language}/")
    page.locator("#q").fill("trata de personas")
    page.keyboard.press("Enter")
    page.locator(".facets > details > summary").click()
    page.locator(".facet a").first.click()
    expect(page.locator(".chip")).to_have_count(1)
    page.locator(".hit h4 a").first.click()
    expect(page.locator("article:target")).to_be_in_viewport()
    page.locator(".contents summary").click()
    page.locator(".contents .to-article a").first.click()
    page.locator(".law-header .button").click()
    expect(page.locator(".brief").first).to_be_visible()
    page.locator(".tabs a").nth(5).click()
    expect(page.locator("article.answer").first).to_be_visible()
    page.locator(".answer summary").first.click()
    expect(page.locator(".phrases").first).to_be_visible()


def test_the_dark_scheme_is_dark_and_print_leaves_the_furniture_out(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    page.goto(f"/en{LAW}")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in ground[4:-1].split(",")[:3]) < 120
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".contents")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_copying_a_link_to_an_article_puts_its_address_on_the_clipboard(
    open_page: OpenPage, site: str
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"/en{LAW}")
    page.locator("#art_3 .anchor").click()
    expect(page.locator("#art_3 .anchor.copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}/en{LAW}#art_3"
