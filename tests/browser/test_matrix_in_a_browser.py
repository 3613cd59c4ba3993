"""The matrix by keyboard, on a phone and without a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
MATRIX = "/matrix/milex-un-tip-som"
PLACE = """() => {
  const cell = document.activeElement.closest("td");
  return cell ? [cell.parentElement.id, cell.cellIndex] : null;
}"""


@pytest.mark.parametrize(("language", "heading"), [("en", "Means element"), ("es", "los medios")])
def test_arrow_keys_move_over_the_cells_and_enter_opens_the_evidence(
    open_page: OpenPage, language: str, heading: str
) -> None:
    page = open_page()
    page.goto(f"/{language}{MATRIX}?group=A")
    first = page.locator("table.matrix td a").first
    first.focus()
    assert page.evaluate(PLACE) == ["tip.3a.act", 1]
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.evaluate(PLACE) == ["tip.3a.means", 2]
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press("Control+End")
    assert page.evaluate(PLACE)[1] == page.locator("thead th").count() - 1
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(PLACE) == ["tip.3a.act", 1]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/provisions/tip.3a.means")
    expect(page.locator("h1")).to_contain_text(heading)


def test_one_tab_stop_holds_all_cells(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"/en{MATRIX}?group=A")
    assert page.locator("td a[tabindex='0']").count() == 1
    expect(page.locator(".roving-hint")).to_be_visible()


def test_headings_stay_in_sight_while_the_table_scrolls(open_page: OpenPage) -> None:
    page = open_page("phone")
    page.goto(f"/en{MATRIX}?group=B")
    frame = page.locator(".matrix-frame")
    frame.evaluate("(frame) => frame.scrollTo(200, 900)")
    inside = frame.evaluate(
        """(frame) => {
          const edge = frame.getBoundingClientRect();
          const corner = frame.querySelector(".corner").getBoundingClientRect();
          return [Math.round(corner.left - edge.left), Math.round(corner.top - edge.top)];
        }"""
    )
    assert max(map(abs, inside)) <= 2
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_the_table_is_chosen_and_read_without_a_script(open_page: OpenPage) -> None:
    page = open_page("phone", java_script_enabled=False)
    page.goto(f"/es{MATRIX}")
    page.get_by_text("Elegir lo que se muestra").click()
    page.get_by_role("radio", name="Leyes", exact=True).check()
    page.get_by_label("Grupo", exact=True).select_option("A")
    page.locator(".choose").get_by_role("button", name="Mostrar").click()
    page.wait_for_url("**by=law*")
    expect(page.locator(".roving-hint")).to_be_hidden()
    page.locator("td.v-full a").first.click()
    expect(page.locator("ol.steps")).to_be_visible()
