"""Comparing from its first page on: by keyboard, on a phone, without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]


@pytest.mark.parametrize(
    ("language", "button", "heading"),
    [
        ("en", "Lay side by side", "Laws side by side"),
        ("es", "Poner lado a lado", "Leyes lado a lado"),
    ],
)
def test_two_laws_are_laid_side_by_side_without_a_script(
    open_page: OpenPage, language: str, button: str, heading: str
) -> None:
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"/{language}/compare")
    page.locator("#law-1").fill("214")
    page.locator("#law-2").fill("xb/ley/1187-1996")
    page.get_by_role("button", name=button).click()
    expect(page.locator("h1")).to_have_text(heading)
    page.locator(".sides-table th a").nth(1).click()
    expect(page.locator(".side")).to_have_count(2)
    expect(page.locator(".side mark").first).to_be_visible()
    page.locator(".side-verdict a").first.click()
    expect(page.locator("ol.steps")).to_be_visible()


def test_a_country_is_compared_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/es/compare")
    page.locator("#country").focus()
    page.keyboard.type("Vald")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/countries/x*/comparison/milex-un-tip-som")
    expect(page.locator(".bars")).to_be_visible()


def test_columns_stand_beside_one_another_on_a_desk_and_on_paper(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/en/compare?law=xa/ley/214-2021&law=xb/ley/1187-1996&provision=tip.3a.act")

    def tops() -> set[float]:
        return {
            round(box["y"]) for side in page.locator(".side").all() if (box := side.bounding_box())
        }

    assert len(tops()) == 1
    page.emulate_media(media="print")
    assert len(tops()) == 1
    expect(page.locator(".tabs").first).to_be_hidden()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 375, "height": 740})
    assert len(tops()) == 2


def test_a_finding_is_reached_from_the_bars_and_its_reasons_from_there(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.goto("/en/laws/xa/ley/214-2021/comparison/milex-un-tip-som")
    page.locator(".bar-counts a").first.click()
    page.wait_for_url("**verdict=full*")
    page.get_by_role("link", name="Why this verdict").first.click()
    expect(page.locator("ol.steps > li")).to_have_count(7)
    page.locator(".neighbours a[rel='next']").click()
    expect(page.locator("ol.steps > li")).to_have_count(7)
