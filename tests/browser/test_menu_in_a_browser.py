"""The navigation on a screen of either width, with and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("script", [True, False])
def test_the_menu_of_a_phone_opens_over_the_page_and_leads_on(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("phone", java_script_enabled=script)
    page.goto("/es/")
    glossary = page.get_by_role("link", name="Glosario", exact=True)
    heading = page.locator("h1").bounding_box()
    expect(glossary).to_be_hidden()
    page.get_by_text("Menú", exact=True).click()
    expect(glossary).to_be_in_viewport()
    assert page.locator("h1").bounding_box() == heading
    glossary.click()
    expect(page.locator("h1")).to_have_text("Glosario")


def test_escape_and_a_click_elsewhere_close_the_menu(open_page: OpenPage) -> None:
    page = open_page("phone")
    page.goto("/en/")
    menu = page.locator(".site-nav details")
    page.locator(".site-nav summary").press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    page.locator(".site-nav summary").click()
    page.mouse.click(180, 700)
    expect(menu).not_to_have_attribute("open", "")


def test_a_wide_screen_shows_every_part_at_once(open_page: OpenPage) -> None:
    page = open_page("desk")
    page.goto("/en/")
    for link in page.locator(".site-nav a").all():
        expect(link).to_be_visible()
    expect(page.locator(".site-nav summary")).to_be_hidden()
