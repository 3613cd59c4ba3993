"""Finding articles in a browser: suggestions, facets and the glossary, in both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

OpenPage = Callable[..., Page]
Complaints = Callable[[Page], list[str]]

IN_BOTH = pytest.mark.parametrize(
    ("language", "typed", "concept"),
    [
        ("en", "trafficking in p", "trafficking in persons"),
        ("es", "trata de p", "trata de personas"),
    ],
)
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def _type(page: Page, language: str, typed: str) -> None:
    page.goto(f"/{language}/search")
    page.locator("#q").press_sequentially(typed)
    expect(page.locator("#q-suggestions")).to_be_visible()


@IN_BOTH
def test_a_suggestion_is_chosen_by_keyboard_alone(
    open_page: OpenPage, complaints: Complaints, language: str, typed: str, concept: str
) -> None:
    page = open_page()
    heard = complaints(page)
    _type(page, language, typed)
    box = page.locator("#q")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    option = page.locator("#q-suggestions [aria-selected='true']")
    expect(option).to_contain_text(concept)
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.locator("#found")).to_contain_text(concept)
    assert heard == []


@IN_BOTH
def test_escape_closes_the_suggestions_and_keeps_what_was_typed(
    open_page: OpenPage, language: str, typed: str, concept: str
) -> None:
    del concept
    page = open_page()
    _type(page, language, typed)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.locator("#q-suggestions")).to_be_hidden()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#q")).to_have_value(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")


def test_a_law_is_opened_by_its_title(open_page: OpenPage) -> None:
    page = open_page("phone")
    _type(page, "en", "organized cri")
    assert page.evaluate(OVERFLOW) == 0
    page.locator("#q-suggestions li", has_text="Law · ").first.click()
    page.wait_for_url("**/laws/**")


def test_leaving_the_box_closes_the_suggestions(open_page: OpenPage) -> None:
    page = open_page()
    _type(page, "en", "traffick")
    page.keyboard.press("Tab")
    expect(page.locator("#q-suggestions")).to_be_hidden()


@pytest.mark.parametrize(("language", "word"), [("en", "victim"), ("es", "víctima")])
def test_facets_narrow_and_widen_without_a_script(
    open_page: OpenPage, language: str, word: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"/{language}/search?q={word}")
    facet = page.locator(".facet-topic a").first
    count = facet.locator(".count").inner_text()
    facet.click()
    expect(page.locator("#found")).to_contain_text(count)
    expect(page.locator(".facet-topic a.active")).to_have_count(1)
    expect(page.locator("#q-suggestions")).to_have_count(0)
    page.locator("a.chip").click()
    expect(page.locator("a.chip")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_the_search_fits_its_width(
    open_page: OpenPage,
    complaints: Complaints,
    widths: dict[str, ViewportSize],
    language: str,
    scheme: str,
) -> None:
    page = open_page("phone", color_scheme=scheme)
    heard = complaints(page)
    for address in (
        "/search?q=trata+de+personas&across=1",
        "/search?q=vicitma",
        "/search?q=victim&law=xd/act/12-2016&sort=date",
        "/glossary",
    ):
        page.set_viewport_size(widths["phone"])
        page.goto(f"/{language}{address}")
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
        assert page.evaluate(OVERFLOW) == 0, f"{address} on a phone"
        page.set_viewport_size(widths["desk"])
        assert page.evaluate(OVERFLOW) == 0, address
    assert heard == []


def test_a_reason_leads_to_its_concept_in_the_glossary(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/es/search?q=trafficking+in+persons&across=1&language=es")
    reason = page.locator(".why a").first
    expect(reason).to_have_text("trata de personas", ignore_case=True)
    reason.click()
    expect(page.locator("section.concept:target")).to_be_in_viewport()
