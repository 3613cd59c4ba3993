"""What every page of ``tests/pages.txt`` owes its readers, measured in a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal
from zlib import crc32

import pytest
from playwright.sync_api import Page, ViewportSize

OpenPage = Callable[..., Page]
View = tuple[str, Literal["light", "dark"]]

AXE = (Path(__file__).parent / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
HEAVIEST = 150_000  # bytes that travel on a first visit
MOST_REQUESTS = 12
LARGEST_SHIFT = 0.05
ZOOMED: Final[ViewportSize] = {"width": 320, "height": 640}  # a window of 1280 at 400 %

RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map((one) => ({
    id: one.id, impact: one.impact,
    where: one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ': ' + node.failureSummary),
  }));
}"""
SHIFT = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""
WEIGHT = """() => [...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].reduce((sum, one) => sum + one.transferSize, 0)"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_EVERYTHING = "document.querySelectorAll('details').forEach((d) => { d.open = true })"

# A page is seen at both widths and in both schemes, one view a language; which of the two pairs
# of views, and which of them in English, changes from page to page, so that all of them meet.
PAIRS: Final[tuple[tuple[View, View], ...]] = (
    (("desk", "light"), ("phone", "dark")),
    (("desk", "dark"), ("phone", "light")),
)


def view_of(address: str, language: str) -> View:
    """The width and the scheme in which a page is looked at in a language."""
    turn = crc32(address.encode())
    pair = PAIRS[turn % 2]
    return pair[(turn // 2 + (language == "es")) % 2]


in_both = pytest.mark.parametrize("language", ["en", "es"])


@in_both
def test_axe_finds_nothing_serious(
    open_page: OpenPage, widths: dict[str, Any], language: str, page_address: str
) -> None:
    page = open_page()
    page.goto(f"/{language}{page_address}")
    page.evaluate(AXE)
    page.evaluate(OPEN_EVERYTHING)
    width, scheme = view_of(page_address, language)
    page.set_viewport_size(widths[width])
    page.emulate_media(color_scheme=scheme)
    grave = [one for one in page.evaluate(RUN_AXE) if one["impact"] in GRAVE]
    assert grave == [], (width, scheme)


@in_both
def test_a_first_visit_is_light_shifts_nothing_and_can_be_zoomed(
    open_page: OpenPage, site: str, language: str, page_address: str
) -> None:
    page = open_page("phone")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/{language}{page_address}", wait_until="load")
    assert page.evaluate(SHIFT) < LARGEST_SHIFT
    assert page.evaluate(WEIGHT) <= HEAVIEST
    assert len(asked) <= MOST_REQUESTS, asked
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    page.set_viewport_size(ZOOMED)
    assert page.evaluate(OVERFLOW) == 0, "400 %"
    page.evaluate(OPEN_EVERYTHING)
    assert page.evaluate(OVERFLOW) == 0, "400 %, every part opened"
