"""The map of the Americas: every State in its place, numbered, shaded, named beside it."""

import json
from collections.abc import Callable

import pytest
from lxml import html

from corpus.groups import groups_of_states
from milex.records import CountrySummary
from web.americas import DRAWN, Place, Shade, holdings, step_of, views
from web.map_drawing import pictures

AMERICAS = groups_of_states()["oas"].members
HELD = [CountrySummary("py", 9, 900), CountrySummary("bb", 4, 40), CountrySummary("gb", 1, 60)]

# Two squares that share a side: Paraguay (600) and Brazil (076), then a speck (Barbados, 052).
TOPOLOGY = {
    "transform": {"scale": [1, 1], "translate": [-60, -25]},
    "arcs": [
        [[10, 0], [0, 10]],  # the shared side
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 10], [15, 0], [0, -10], [-15, 0]],
        [[0, 38], [0, 0], [0, 0]],
    ],
    "objects": {
        "countries": {
            "geometries": [
                {"id": "600", "type": "Polygon", "arcs": [[0, 1]]},
                {"id": "076", "type": "MultiPolygon", "arcs": [[[2, 0]]]},
                {"id": "052", "type": "Polygon", "arcs": [[3]]},
                {"id": "752", "type": "Polygon", "arcs": [[0, 1]]},
                {"type": "Polygon", "arcs": [[0, 1]]},
            ]
        }
    },
}


def test_both_pictures_hold_every_state_once_and_nothing_else() -> None:
    drawn = json.loads(DRAWN.read_text(encoding="utf-8"))
    assert "Natural Earth" in drawn["source"]
    assert set(drawn["pictures"]["continent"]["states"]) == set(AMERICAS)
    caribbean = drawn["pictures"]["caribbean"]["states"]
    for slug in ("caribbean", "central-america"):
        assert set(groups_of_states()[slug].members) <= set(caribbean)


def test_every_state_has_its_number_in_exactly_one_picture() -> None:
    shades = {code: Shade(1, "7") for code in AMERICAS}
    numbered = [place.country for view in views(shades) for place in view.places if place.mark]
    assert sorted(numbered) == sorted(AMERICAS)


@pytest.mark.parametrize(
    ("laws", "step"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (500, 3)]
)
def test_a_deeper_shade_is_more_laws(laws: int, step: int) -> None:
    assert step_of(laws) == step


def test_what_is_held_and_what_is_missing_makes_up_every_region() -> None:
    found = holdings(HELD)
    assert (found.held, found.states) == (2, 35)
    for region in found.regions:
        named = [row.country for row in region.held] + list(region.missing)
        assert sorted(named) == sorted(region.group.members)
    assert [row.country for row in found.elsewhere] == ["gb"]
    places: dict[str, Place] = {p.country: p for p in found.views[0].places}
    assert (places["py"].mark, places["py"].step) == ("9", 3)
    assert places["br"].step == 0


def test_numbers_of_crowded_islands_stand_on_their_free_side() -> None:
    places = {p.country: p for p in holdings(()).views[1].places}
    assert places["kn"].is_beside  # Antigua lies to the right
    assert not places["ag"].is_beside
    assert not places["bb"].is_beside


def test_a_topology_is_drawn_with_shared_sides_shared() -> None:
    states = pictures(TOPOLOGY)["continent"]["states"]
    assert set(states) == {"py", "br", "bb"}  # Sweden and what has no number are left out
    assert "path" not in states["bb"]
    assert states["py"]["path"].startswith("M")
    assert states["py"]["path"].endswith("z")
    assert states["py"]["x"] < states["br"]["x"]
    assert states["bb"]["y"] < states["py"]["y"]  # Barbados lies north


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_beside_the_map_leads_wherever_the_map_does(
    get_page: Callable[..., html.HtmlElement], language: str
) -> None:
    root = get_page(f"/{language}/")
    on_map = set(root.xpath("//*[local-name()='svg']//@href"))
    in_list = set(root.xpath("//div[@class='regions']//a/@href"))
    assert len(on_map) == len(AMERICAS)
    assert on_map <= in_list
    assert root.xpath("//*[local-name()='svg']/@aria-hidden") == ["true", "true"]
    assert set(root.xpath("//*[local-name()='svg']//a/@tabindex") or ["-1"]) == {"-1"}
