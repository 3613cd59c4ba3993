"""The contrast of the colours, computed from the style sheet itself (WCAG 2.2, 1.4.3)."""

import re
from pathlib import Path

import pytest

from milex.comparator.model import VERDICTS

STYLE = Path(__file__).resolve().parents[2] / "web" / "static" / "milex.css"


def _palettes() -> dict[str, dict[str, str]]:
    text = STYLE.read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", text, re.DOTALL)[:2]
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return {"light": read[0], "dark": read[1]}


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    *((ink, ground) for ink in ("ink", "quiet", "link") for ground in ("paper", "sheet", "notice")),
    ("accent", "sheet"),
    ("on-accent", "accent"),
    ("mark-ink", "mark"),
    *((v.replace("_", "-"), f"{v.replace('_', '-')}-ground") for v in VERDICTS),
]


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(scheme: str, ink: str, ground: str) -> None:
    palette = _palettes()[scheme]
    assert contrast(palette[ink], palette[ground]) >= 4.5


def test_the_dark_scheme_redefines_every_colour_of_the_light_one() -> None:
    palettes = _palettes()
    assert palettes["light"].keys() == palettes["dark"].keys()


def test_the_style_sheet_loads_nothing() -> None:
    text = STYLE.read_text(encoding="utf-8")
    assert "url(" not in text
    assert "@import" not in text
