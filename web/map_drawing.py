"""Draws ``map_of_the_americas.json`` from Natural Earth's outlines; run by hand, seldom.

``python -m web.map_drawing countries-50m.json`` writes the file beside this module. The
argument is a file of the npm package ``world-atlas`` 2.0.2: outlines of Natural Earth 4.1,
which are in the public domain, packed under the ISC licence. What covers equal areas on the
globe covers equal areas of a picture. A State too small to see becomes a circle.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

from babel.core import get_global

from corpus.groups import groups_of_states
from web.americas import DRAWN

SOURCE: Final = "Natural Earth 4.1 (public domain), as packed in npm world-atlas 2.0.2 (ISC)"

Point = tuple[float, float]
Ring = list[Point]

_LONGITUDE, _LATITUDE = -85.0, 12.0  # the middle of both pictures
# Lands of no State of ours, drawn so that coasts are whole: French, Dutch, British, US ones.
_OTHER_LANDS: Final = frozenset(
    {"250", "630", "531", "533", "092", "796", "660", "534", "663", "850"}
)


@dataclass(frozen=True, slots=True)
class Window:
    """What a picture shows, in its own units: whole ones, y downwards, (0, 0) in the middle."""

    left: int
    top: int
    right: int
    bottom: int
    radius: float  # of the globe
    dot: float  # area of the smallest State that is no circle


WINDOWS: Final[Mapping[str, Window]] = {
    "continent": Window(-385, -612, 450, 582, radius=520, dot=40),
    "caribbean": Window(-230, -470, 780, 165, radius=1720, dot=240),
}
_SMALLEST: Final = 12  # area of the smallest island drawn
_DETAIL: Final = 1.0  # a bend that stands out less is straightened


def pictures(topology: Mapping[str, Any]) -> dict[str, Any]:
    """``pictures[name] = {"box": viewBox, "lands": path, "states": {code: shape}}``.

    ``topology`` is TopoJSON with an object ``countries`` whose ids are ISO 3166-1 numbers.
    A shape has the ``x`` and ``y`` of its label and a ``path``, or no path where the State
    is a circle around them.
    """
    return {name: _picture(topology, window) for name, window in WINDOWS.items()}


def _picture(topology: Mapping[str, Any], window: Window) -> dict[str, Any]:
    arcs = [
        _straightened([_projected(point, window.radius) for point in arc])
        for arc in _arcs(topology)
    ]
    shown = set(groups_of_states()["oas"].members)
    states: dict[str, Any] = {}
    lands: list[Ring] = []
    for country in topology["objects"]["countries"]["geometries"]:
        code = _code(country.get("id", ""))
        if code not in shown and country.get("id") not in _OTHER_LANDS:
            continue
        rings = list(_clipped(_rings(country, arcs), window))
        if code not in shown:
            lands += [ring for ring in rings if _area(ring) >= _SMALLEST and _is_near(ring, window)]
        elif rings:
            states[code] = _shape(rings, window)
    width, height = window.right - window.left, window.bottom - window.top
    return {
        "box": f"{window.left} {window.top} {width} {height}",
        "lands": _path(lands),
        "states": dict(sorted(states.items())),
    }


def _shape(rings: Sequence[Ring], window: Window) -> dict[str, Any]:
    largest = max(rings, key=_area)
    x, y = _middle(largest)
    if _area(largest) < window.dot:
        return {"x": round(x), "y": round(y)}
    kept = [ring for ring in rings if ring is largest or _area(ring) >= _SMALLEST]
    return {"x": round(x), "y": round(y), "path": _path(kept)}


def _is_near(ring: Ring, window: Window) -> bool:
    """Whether land lies in the Americas: France itself would show at the edge."""
    return _middle(ring)[0] < window.radius * 0.75


def _code(number: str) -> str:
    """ISO 3166-1 alpha-2 in lower case of a State's number there; "" where there is none."""
    found = get_global("territory_aliases").get(number)
    return str(found[0]).lower() if found else ""


def _arcs(topology: Mapping[str, Any]) -> Iterator[Ring]:
    """The arcs in degrees; TopoJSON keeps whole numbers, each the step from the one before."""
    (scale_x, scale_y), (x0, y0) = (topology["transform"][k] for k in ("scale", "translate"))
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + x0, y * scale_y + y0))
        yield points


def _rings(country: Mapping[str, Any], arcs: Sequence[Ring]) -> Iterator[Ring]:
    """The outer rings of a country; lakes are not drawn."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    for polygon in polygons:
        ring: Ring = []
        for number in polygon[0]:
            ring += arcs[number] if number >= 0 else arcs[~number][::-1]
        yield ring


def _projected(point: Point, radius: float) -> Point:
    """Lambert's azimuthal equal-area projection; y grows downwards."""
    east, north = radians(point[0] - _LONGITUDE), radians(point[1])
    middle = radians(_LATITUDE)
    nearness = 1 + sin(middle) * sin(north) + cos(middle) * cos(north) * cos(east)
    stretch = radius * sqrt(2 / max(nearness, 1e-9))
    return (
        stretch * cos(north) * sin(east),
        -stretch * (cos(middle) * sin(north) - sin(middle) * cos(north) * cos(east)),
    )


def _straightened(points: Ring) -> Ring:
    """``points`` without those that lie less than ``_DETAIL`` off the line (Douglas, Peucker)."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        far = [_distance(points[i], points[first], points[last]) for i in between]
        if far and max(far) >= _DETAIL:
            farthest = between[far.index(max(far))]
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [points[i] for i in sorted(kept)]


def _distance(point: Point, one: Point, other: Point) -> float:
    """How far ``point`` lies off the line through ``one`` and ``other``."""
    (x, y), (x0, y0), (x1, y1) = point, one, other
    length = hypot(x1 - x0, y1 - y0)
    if length < 1e-9:
        return hypot(x - x0, y - y0)
    return abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length


def _clipped(rings: Iterable[Ring], window: Window) -> Iterator[Ring]:
    """The parts of ``rings`` inside ``window`` (Sutherland and Hodgman), empty ones left out."""
    edges = ((0, window.left, 1), (0, window.right, -1), (1, window.top, 1), (1, window.bottom, -1))
    for ring in rings:
        inside = ring
        for axis, limit, sign in edges:
            inside = _half(inside, axis, limit, sign)
        if inside:
            yield inside


def _half(ring: Ring, axis: int, limit: float, sign: int) -> Ring:
    """The part of ``ring`` on one side of a line across the picture."""
    kept: Ring = []
    for before, here in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        depth_before, depth = sign * (before[axis] - limit), sign * (here[axis] - limit)
        if depth_before * depth < 0:
            share = depth_before / (depth_before - depth)
            kept.append(
                (
                    before[0] + share * (here[0] - before[0]),
                    before[1] + share * (here[1] - before[1]),
                )
            )
        if depth >= 0:
            kept.append(here)
    return kept


def _area(ring: Ring) -> float:
    return abs(_signed_area(ring))


def _signed_area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring)) / 2


def _middle(ring: Ring) -> Point:
    """The centre of gravity of ``ring``; of what has no area, the mean of its points."""
    area = _signed_area(ring)
    if abs(area) < 1e-6:
        return (sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring))
    crosses = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)]
    return (
        sum((a[0] + b[0]) * cross for a, b, cross in crosses) / (6 * area),
        sum((a[1] + b[1]) * cross for a, b, cross in crosses) / (6 * area),
    )


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], *ring[:1]], strict=True)


def _path(rings: Iterable[Ring]) -> str:
    """SVG's path data in whole units, each point as the step from the one before."""
    parts = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
        drawn = "".join(f"l{x} {y}" for x, y in steps if (x, y) != (0, 0))
        parts.append(f"M{whole[0][0]} {whole[0][1]}{drawn}z")
    return "".join(parts).replace(" -", "-")


def main(arguments: Sequence[str]) -> None:
    """Writes the pictures of the TopoJSON file that ``arguments`` name."""
    topology = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    drawn = {"source": SOURCE, "pictures": pictures(topology)}
    DRAWN.write_text(json.dumps(drawn, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
