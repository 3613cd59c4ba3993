"""From the map and the lists to a State, a treaty and a group, on screens of either width."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


def test_a_click_on_the_map_opens_the_state(open_page: OpenPage) -> None:
    page = open_page("desk")
    page.goto("/es/")
    page.locator(".map-continent a[href$='/laws/br'] path").click()
    expect(page.locator("h1")).to_have_text("Brasil")


def test_the_keyboard_goes_through_the_list_and_not_the_map(open_page: OpenPage) -> None:
    page = open_page("desk")
    page.goto("/en/")
    page.locator(".ways summary").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('.regions') !== null"
    assert page.evaluate(inside) or page.evaluate("document.activeElement.tagName") == "PRE"
    assert page.evaluate("document.activeElement.closest('svg') === null")


def test_a_heading_of_the_list_orders_it_and_turns_it_round(open_page: OpenPage) -> None:
    page = open_page("desk")
    page.goto("/en/laws")
    years = "[...document.querySelectorAll('tbody td:nth-child(3)')].map((cell) => +cell.innerText)"
    for turned in (False, True):
        page.get_by_role("columnheader", name="Year").get_by_role("link").click()
        expect(page.get_by_role("columnheader", name="Year")).to_have_attribute(
            "aria-sort", "descending" if turned else "ascending"
        )
        found = page.evaluate(years)
        assert found == sorted(found, reverse=turned)


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_narrows_the_list_and_takes_the_narrowing_away(
    open_page: OpenPage, script: bool
) -> None:
    page = open_page("phone", java_script_enabled=script)
    page.goto("/es/laws")
    page.get_by_text("Elegir y ordenar").click()
    page.get_by_label("Idioma de la ley").select_option("en")
    page.get_by_label("Orden", exact=True).select_option("-year")
    page.get_by_role("button", name="Mostrar").click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator("tbody tr")).to_have_count(3)
    page.locator(".chip").click()
    expect(page.locator("tbody tr")).to_have_count(6)


def test_from_a_state_to_a_treaty_to_a_group_and_the_language_stays(open_page: OpenPage) -> None:
    page = open_page("phone")
    page.goto("/es/laws/py")
    page.locator("table a", has_text="Protocolo contra la trata").click()
    expect(page.locator("h1")).to_contain_text("Protocolo para prevenir")
    page.get_by_label("Grupo de Estados").select_option("mercosur")
    page.get_by_role("button", name="Mostrar").click()
    expect(page.locator("tbody tr")).to_have_count(6)
    page.get_by_role("link", name="English").click()
    expect(page.locator("tbody tr")).to_have_count(6)
    expect(page.locator("h1")).to_contain_text("Protocol to Prevent")
