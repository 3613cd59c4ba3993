"""The whole measurement: agreement, its intervals and parts, baselines, disagreements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.checklists.model import Checklist
from i18n.messages import Message
from milex.comparator.engine import compare
from milex.comparator.model import ComparableLaw, Verdict
from milex.errors import NotFound
from milex.evaluation.agreement import Agreement, agreement, cases_by_verdict, f1_by_verdict
from milex.evaluation.baselines import keywords, majority, majority_verdict
from milex.evaluation.calibration import Calibration, calibration
from milex.evaluation.gold import Pair, read_gold
from milex.evaluation.intervals import Intervals, intervals
from milex.evaluation.spread import Spread, spread


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Agreement on the whole and in parts, baselines beside it, and every disagreement."""

    checklist: Checklist
    overall: Agreement
    intervals: Intervals
    by_group: Mapping[str, Agreement]
    by_language: Mapping[str, Agreement]
    by_law: Mapping[str, Agreement]
    by_verdict: Mapping[str, float]  # F1 of each verdict that occurs in the gold
    cases: Mapping[Verdict, int]  # how many pairs have each of these verdicts
    majority: Verdict  # the commonest verdict: the baseline that always says it
    baselines: Mapping[str, Agreement]  # "majority" and "keywords"
    spread: Spread
    calibration: Calibration
    disagreements: tuple[Pair, ...]  # in the order of the gold

    def as_json(self, *, states: bool = False) -> dict[str, Any]:
        """The object that ``milex evaluate --json`` shows; ``states`` adds the spread."""
        always = self.baselines["majority"]
        return {
            **self.overall.as_json(),
            "intervals": self.intervals.as_json(),
            "by_verdict": dict(self.by_verdict),
            "cases": dict(self.cases),
            "by_group": _parts_as_json(self.by_group),
            "by_language": _parts_as_json(self.by_language),
            "by_law": _parts_as_json(self.by_law),
            "baseline": {
                "verdict": self.majority,
                "accuracy": always.accuracy,
                "verdict_macro_f1": always.verdict_macro_f1,
            },
            "baselines": _parts_as_json(self.baselines),
            "calibration": self.calibration.as_json(),
            **({"leave_one_out": self.spread.as_json()} if states else {}),
            "disagreements": [_disagreement(pair) for pair in self.disagreements],
        }


def evaluate(gold_dir: Path, laws: Mapping[str, ComparableLaw], checklist: Checklist) -> Evaluation:
    """Agreement of the comparator with the gold in ``gold_dir``.

    ``laws`` are the gold's laws by key; gold of a law that is not among them is left out,
    and so is gold of a provision that the checklist does not have.

    Raises:
        NotFound: the gold folder is incomplete, or no gold verdict remains.
    """
    pairs = _pairs(gold_dir, laws, checklist)
    if not pairs:
        raise NotFound(
            Message(
                "No verdict of %(folder)s concerns the laws and the checklist given.",
                folder=str(gold_dir),
            )
        )
    return Evaluation(
        checklist=checklist,
        overall=agreement(pairs),
        intervals=intervals(pairs),
        by_group=_parts(pairs, lambda pair: pair.gold.group),
        by_language=_parts(pairs, lambda pair: pair.language),
        by_law=_parts(pairs, lambda pair: pair.gold.law),
        by_verdict=f1_by_verdict(pairs),
        cases=cases_by_verdict(pairs),
        majority=majority_verdict(pairs),
        baselines={
            "majority": agreement(majority(pairs)),
            "keywords": agreement(keywords(pairs, laws, checklist)),
        },
        spread=spread(pairs),
        calibration=calibration(pairs),
        disagreements=tuple(pair for pair in pairs if not pair.agrees),
    )


def _pairs(
    gold_dir: Path, laws: Mapping[str, ComparableLaw], checklist: Checklist
) -> Sequence[Pair]:
    gold = read_gold(gold_dir)
    found = {
        key: {finding.provision: finding for finding in compare(law, checklist).findings}
        for key, law in laws.items()
    }
    return [
        Pair(each, finding, laws[each.law].language, laws[each.law].country)
        for each in gold
        if (finding := found.get(each.law, {}).get(each.provision)) is not None
    ]


def _parts(pairs: Sequence[Pair], key: Callable[[Pair], str]) -> Mapping[str, Agreement]:
    return {
        name: agreement([pair for pair in pairs if key(pair) == name])
        for name in sorted({key(pair) for pair in pairs})
    }


def _parts_as_json(parts: Mapping[str, Agreement]) -> dict[str, Any]:
    return {name: part.as_json() for name, part in parts.items()}


def _disagreement(pair: Pair) -> dict[str, Any]:
    return {
        "law": pair.gold.law,
        "provision": pair.gold.provision,
        "group": pair.gold.group,
        "gold": list(pair.gold.accepted),
        "found": pair.finding.verdict,
        "gold_articles": list(pair.gold.articles),
        "found_articles": list(pair.finding.articles),
        "gold_elements": dict(pair.gold.elements),
        "found_elements": dict(pair.finding.elements),
        "confidence": pair.finding.confidence,
        "evidence": [
            {"article": piece.article, "element": piece.element, "quote": piece.quote}
            for piece in pair.finding.evidence
        ],
        "note": pair.gold.note,
    }
