"""The map of the Americas, and what the database holds of each of their States."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pydantic import TypeAdapter

from corpus.groups import GroupOfStates, groups_of_states
from corpus.jurisdictions import known_jurisdictions
from milex.records import CountrySummary

DRAWN: Final = Path(__file__).with_name("map_of_the_americas.json")
AMERICAS: Final = "oas"  # the group of States that the map shows
# Laws from which each deeper shade begins; below the first there is none.
STEPS: Final = (1, 3, 6)
# Subregions whose States the second picture enlarges: their numbers stand there alone.
_ENLARGED: Final = frozenset({"caribbean", "central-america"})


@dataclass(frozen=True, slots=True)
class Shape:
    """A State in a picture, in its units."""

    x: int  # where its number stands
    y: int
    path: str = ""  # SVG path data; "" where it is drawn as a circle


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of a part of the Americas."""

    box: str  # SVG's viewBox
    lands: str  # path data of lands of no State here
    states: Mapping[str, Shape]  # by code


@dataclass(frozen=True, slots=True)
class Shade:
    """How a State is filled, and what is written on it."""

    step: int  # 0 is hatched, then light to dark
    mark: str  # "" for nothing


@dataclass(frozen=True, slots=True)
class Place:
    """A State as one picture shows it."""

    country: str
    shape: Shape
    step: int
    mark: str  # "" where it stands in the other picture, or nowhere
    is_beside: bool  # whether the mark of a circle stands to the left: another one is close


@dataclass(frozen=True, slots=True)
class View:
    """A picture with what the database holds."""

    name: str  # "continent" or "caribbean"
    box: str
    lands: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A subregion: States with laws here, and those without."""

    group: GroupOfStates
    held: tuple[CountrySummary, ...]
    missing: tuple[str, ...]  # codes


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the database holds, State by State."""

    views: tuple[View, ...]
    regions: tuple[Region, ...]
    elsewhere: tuple[CountrySummary, ...]  # of other jurisdictions
    fictional: tuple[CountrySummary, ...]  # of the sample laws
    held: int  # States of the Americas with a law
    states: int  # States of the Americas


def holdings(countries: Sequence[CountrySummary]) -> Holdings:
    """``countries`` on the map and by subregion; each of them stands in one place."""
    by_code = {row.country: row for row in countries}
    americas = groups_of_states()[AMERICAS].members
    fictional = {code for code, known in known_jurisdictions().items() if known.is_sample}
    regions = tuple(
        Region(
            group,
            tuple(by_code[code] for code in group.members if code in by_code),
            tuple(code for code in group.members if code not in by_code),
        )
        for group in groups_of_states().values()
        if group.kind == "subregion"
    )
    return Holdings(
        views=views({row.country: Shade(step_of(row.laws), str(row.laws)) for row in countries}),
        regions=regions,
        elsewhere=tuple(r for r in countries if r.country not in {*americas, *fictional}),
        fictional=tuple(r for r in countries if r.country in fictional),
        held=sum(code in by_code for code in americas),
        states=len(americas),
    )


def views(shades: Mapping[str, Shade]) -> tuple[View, ...]:
    """Both pictures; a State without a shade is hatched, and nothing is written on it."""
    return tuple(_view(name, picture, shades) for name, picture in _pictures().items())


def step_of(laws: int) -> int:
    """The shade of so many laws: 0 for none, up to ``len(STEPS)``."""
    return sum(laws >= least for least in STEPS)


@cache
def _pictures() -> Mapping[str, Picture]:
    drawn = json.loads(DRAWN.read_text(encoding="utf-8"))["pictures"]
    return MappingProxyType(TypeAdapter(dict[str, Picture]).validate_python(drawn))


def _view(name: str, picture: Picture, shades: Mapping[str, Shade]) -> View:
    enlarged = {code for slug in _ENLARGED for code in groups_of_states()[slug].members}
    circles = [shape for shape in picture.states.values() if not shape.path]
    places = []
    for code, shape in picture.states.items():
        shade = shades.get(code, Shade(0, ""))
        is_here = (code in enlarged) is (name == "caribbean")
        is_beside = not shape.path and any(
            0 < other.x - shape.x < 80 and abs(other.y - shape.y) < 30 for other in circles
        )
        places.append(Place(code, shape, shade.step, shade.mark if is_here else "", is_beside))
    return View(name, picture.box, picture.lands, tuple(places))
