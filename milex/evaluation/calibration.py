"""Whether the confidence of findings keeps its word: of ten said to be 80 % sure, eight right."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from milex.evaluation.gold import Pair

_STEP: Final = 0.05  # findings whose confidence rounds to the same step are told together


@dataclass(frozen=True, slots=True)
class Promise:
    """Findings that promise about as much, and what they keep."""

    verdicts: int
    confidence: float  # mean of what they say, 0..1
    accuracy: float  # share that some reader accepts, 0..1

    def as_json(self) -> dict[str, Any]:
        """The object that ``milex evaluate --json`` shows."""
        return {
            "verdicts": self.verdicts,
            "confidence": self.confidence,
            "accuracy": self.accuracy,
        }


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is promised and kept, and how far the two lie apart."""

    promises: tuple[Promise, ...]  # least confident first
    error: float  # mean distance, each finding weighing alike; 0..1, lower is better

    def as_json(self) -> dict[str, Any]:
        """The object that ``milex evaluate --json`` shows."""
        return {"error": self.error, "by_confidence": [each.as_json() for each in self.promises]}


def calibration(pairs: Sequence[Pair]) -> Calibration:
    """The promises of ``pairs``, of which there must be one at least."""
    steps: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        steps[round(pair.finding.confidence / _STEP)].append(pair)
    promises = tuple(_promise(steps[step]) for step in sorted(steps))
    apart = sum(each.verdicts * abs(each.confidence - each.accuracy) for each in promises)
    return Calibration(promises, apart / len(pairs))


def _promise(pairs: Sequence[Pair]) -> Promise:
    said = sum(pair.finding.confidence for pair in pairs)
    return Promise(len(pairs), said / len(pairs), sum(p.agrees for p in pairs) / len(pairs))
