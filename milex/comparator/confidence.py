"""How likely a careful reader gives the same verdict, as measured, never as guessed.

``calibration.json`` holds, for each verdict, shares of agreement measured on laws whose
State's own phrases were withheld (``bench/calibration.py`` makes it, and says from what).
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from milex.comparator.collecting import View
from milex.comparator.judgement import Judgement
from milex.comparator.model import Verdict

CALIBRATION: Final = Path(__file__).parent / "calibration.json"
_NEAR_MISS: Final = 0.1  # of likeness: what a place that nearly answered adds to the doubt


@dataclass(frozen=True, slots=True)
class Curve:
    """Shares of agreement along a signal that only ever falls, or only ever rises."""

    edges: tuple[float, ...]  # where each share but the first begins, rising
    shares: tuple[float, ...]  # 0..1, one more than edges

    def at(self, signal: float) -> float:
        """The share for ``signal``."""
        return self.shares[bisect_right(self.edges, signal)]

    @property
    def is_monotone(self) -> bool:
        """Whether the shares never turn."""
        steps = [later - earlier for earlier, later in pairwise(self.shares)]
        return all(step <= 0 for step in steps) or all(step >= 0 for step in steps)


@cache
def curves() -> Mapping[Verdict, Curve]:
    """The measured curve of each verdict."""
    return curves_of(json.loads(CALIBRATION.read_text(encoding="utf-8")))


def curves_of(data: dict[str, Any]) -> Mapping[Verdict, Curve]:
    """The curves that a calibration file says."""
    return MappingProxyType(
        {
            verdict: Curve(tuple(curve["edges"]), tuple(curve["shares"]))
            for verdict, curve in data["curves"].items()
        }
    )


def signal_of(judgement: Judgement, view: View) -> float:
    """What tells how far a verdict can be trusted.

    Of *absent* how near the law comes to the question: the likeness of its nearest open
    article, and whether a place nearly answered; higher is more doubtful. Of any other
    verdict how many places show it; higher is surer.
    """
    if judgement.verdict != "absent":
        return float(len({(hit.article, hit.start) for hit in judgement.hits}))
    if not view.open_to:
        return 0.0
    likeness = view.likeness()
    nearest = max((likeness.get(at, 0.0) for at in view.open_to), default=0.0)
    return nearest + _NEAR_MISS * bool(judgement.misses)


def confidence_of(judgement: Judgement, view: View) -> float:
    """0 to 1; nought where nothing was judged."""
    curve = curves().get(judgement.verdict)
    return curve.at(signal_of(judgement, view)) if curve else 0.0
