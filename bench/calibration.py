"""Measures how far verdicts can be trusted, and writes ``milex/comparator/calibration.json``.

    python -m bench.calibration GOLD_DIR LAWS_DIR

The checklist's phrases were mended on the laws that measure it, so each State is judged
without the phrases that no other State's law has: as a law that nobody looked at. That
is severe, for some of these phrases are good for any law. The shares of agreement are
then made to rise or fall along a signal, never to turn (isotonic regression), and held
against the State left out.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Checklist, Element, Phrases
from milex.comparator.collecting import View
from milex.comparator.confidence import CALIBRATION, Curve, signal_of
from milex.comparator.engine import Examined, examine
from milex.comparator.model import ComparableLaw, Verdict
from milex.comparator.reading import compile_checklist
from milex.comparator.words import words_of
from milex.evaluation.gold import GoldVerdict, read_gold
from milex.gold_laws import gold_laws

_FEWEST: Final = 25  # cases a step; fewer say nothing
_PRIOR: Final = 4.0  # cases of the verdict's own share that every step is mixed with
_MEASURED: Final[tuple[Verdict, ...]] = ("absent", "partial", "full")
# Too rare to be measured: the share of the partial, and what needs no reading.
_BORROWED: Final[dict[Verdict, str]] = {"contrary": "partial"}
_CERTAIN: Final[dict[Verdict, float]] = {"not_applicable": 0.95, "undetermined": 0.0}
_FALLING: Final = frozenset({"absent"})


@dataclass(frozen=True, slots=True)
class Case:
    """A finding and whether a careful reader gives it too."""

    state: str
    verdict: Verdict
    signal: float
    agrees: bool


def cases(
    gold: Sequence[GoldVerdict], laws: Mapping[str, ComparableLaw], checklist: Checklist
) -> list[Case]:
    """Every finding on the gold's laws, each State's without its own phrases."""
    states = _states_of_patterns(laws.values(), checklist)
    found: list[Case] = []
    for state in sorted({law.country for law in laws.values()}):
        poorer = _without(checklist, state, states)
        for key, law in laws.items():
            if law.country == state:
                examined = examine(law, poorer)
                rows = (row for row in gold if row.law == key)
                found += [_case(row, examined) for row in rows if row.provision in examined.judged]
    return found


def _case(row: GoldVerdict, examined: Examined) -> Case:
    provision = examined.checklist.provision(row.provision)
    if provision is None:
        raise KeyError(row.provision)
    judgement = examined.judged[provision.id]
    view = View(provision, examined.framed, examined.open_to(provision))
    return Case(
        state=examined.framed.law.law.country,
        verdict=judgement.verdict,
        signal=signal_of(judgement, view),
        agrees=judgement.verdict in row.accepted,
    )


def _states_of_patterns(
    laws: Iterable[ComparableLaw], checklist: Checklist
) -> Mapping[tuple[str, str], set[str]]:
    """states[language, pattern as written] -> the States whose laws it matches."""
    states: dict[tuple[str, str], set[str]] = defaultdict(set)
    for law in laws:
        compiled = compile_checklist(checklist, law.language)
        found = {
            number
            for article in law.articles
            for text in (article.text, article.heading)
            for number in compiled.matcher.find(words_of(text))
        }
        for provision in checklist.provisions:
            for phrases in (*(e.patterns for e in provision.elements), provision.negatives):
                for pattern in phrases.get(law.language, ()):
                    if compiled.matcher.number_of(pattern) in found:
                        states[law.language, pattern.source].add(law.country)
    return states


def _without(
    checklist: Checklist, state: str, states: Mapping[tuple[str, str], set[str]]
) -> Checklist:
    """``checklist`` without the phrases that only the laws of ``state`` have."""

    def kept(phrases: Phrases) -> Phrases:
        return MappingProxyType(
            {
                language: tuple(p for p in own if states.get((language, p.source)) != {state})
                for language, own in phrases.items()
            }
        )

    def poorer(element: Element) -> Element:
        return replace(element, patterns=kept(element.patterns))

    provisions = tuple(
        replace(p, elements=tuple(map(poorer, p.elements)), negatives=kept(p.negatives))
        for p in checklist.provisions
    )
    return replace(checklist, provisions=provisions)


def fitted(measured: Sequence[Case]) -> dict[Verdict, Curve]:
    """The curve of each verdict, from cases."""
    curves: dict[Verdict, Curve] = {}
    for verdict in _MEASURED:
        rows = [case for case in measured if case.verdict == verdict]
        curves[verdict] = _isotonic(rows, falling=verdict in _FALLING)
    for verdict, share in _CERTAIN.items():
        curves[verdict] = Curve((), (share,))
    for verdict, other in _BORROWED.items():
        rows = [case for case in measured if case.verdict == other]
        curves[verdict] = Curve((), (round(_share(rows, rows), 3) if rows else 0.5,))
    return curves


def _isotonic(rows: Sequence[Case], *, falling: bool) -> Curve:
    """Steps of at least ``_FEWEST`` cases, joined where they would turn."""
    if not rows:
        return Curve((), (0.5,))
    ordered = sorted(rows, key=lambda case: case.signal)
    steps: list[list[Case]] = []
    for case in ordered:
        same = bool(steps) and steps[-1][-1].signal == case.signal
        if not steps or (len(steps[-1]) >= _FEWEST and not same):
            steps.append([])
        steps[-1].append(case)
    if len(steps) > 1 and len(steps[-1]) < _FEWEST:
        last = steps.pop()
        steps[-1] += last
    position = 1
    while position < len(steps):
        before, after = _share(steps[position - 1], rows), _share(steps[position], rows)
        if (after > before) if falling else (after < before):
            steps[position - 1] += steps.pop(position)
            position = max(position - 1, 1)
        else:
            position += 1
    edges = tuple(round(step[0].signal, 4) for step in steps[1:])
    return Curve(edges, tuple(round(_share(step, rows), 3) for step in steps))


def _share(step: Sequence[Case], rows: Sequence[Case]) -> float:
    """Share of agreement in ``step``, mixed with a little of the whole's."""
    whole = sum(case.agrees for case in rows) / len(rows)
    return (sum(case.agrees for case in step) + _PRIOR * whole) / (len(step) + _PRIOR)


def reliability(measured: Sequence[Case]) -> dict[str, float]:
    """How well curves fitted on other States foretell each State's agreement.

    ``brier``: mean squared error, lower is better, beside that of one constant share;
    ``calibration_error``: mean distance of confidence and agreement over ten equal groups.
    """
    told: list[tuple[float, bool, float]] = []
    for state in sorted({case.state for case in measured}):
        others = [case for case in measured if case.state != state]
        curves = fitted(others)
        constant = sum(case.agrees for case in others) / len(others)
        own = (case for case in measured if case.state == state)
        told += [(curves[c.verdict].at(c.signal), c.agrees, constant) for c in own]
    told.sort(key=lambda row: row[0])
    size = max(len(told) // 10, 1)
    groups = [told[start : start + size] for start in range(0, len(told), size)]
    error = sum(abs(sum(row[0] - row[1] for row in group)) for group in groups) / len(told)
    return {
        "brier": round(sum((row[0] - row[1]) ** 2 for row in told) / len(told), 4),
        "brier_of_a_constant": round(sum((row[2] - row[1]) ** 2 for row in told) / len(told), 4),
        "calibration_error": round(error, 4),
    }


def as_json(measured: Sequence[Case], checklist: Checklist) -> dict[str, Any]:
    """What the calibration file says: curves, and from what they were measured."""
    return {
        "provenance": {
            "method": "bench/calibration.py: each State judged without the phrases that only"
            " its laws have; isotonic steps",
            "checklist": checklist.id,
            "checklist_version": checklist.version,
            "findings": len(measured),
            "states": sorted({case.state for case in measured}),
            "agreement": round(sum(case.agrees for case in measured) / len(measured), 4),
            "reliability_on_the_state_left_out": reliability(measured),
        },
        "curves": {
            verdict: {"edges": list(curve.edges), "shares": list(curve.shares)}
            for verdict, curve in fitted(measured).items()
        },
    }


def main(gold: Path, folder: Path) -> None:
    """Measures on ``gold`` and writes the calibration file."""
    checklist = bundled_checklists()[DEFAULT_CHECKLIST]
    laws = gold_laws(gold, folder, 10**9).laws
    measured = cases(read_gold(gold), laws, checklist)
    text = json.dumps(as_json(measured, checklist), indent=1, ensure_ascii=False) + "\n"
    CALIBRATION.write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
