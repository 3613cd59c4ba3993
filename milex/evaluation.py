"""Agreement of the comparator with careful readers' coding.

A gold folder holds ``laws.tsv`` (``key``, ``file``, ``country``, ``language``, ``topics``,
``title``, ``number``, ``date``) and one ``KEY.jsonl`` a law, a line a provision with
``item``, ``group``, ``verdict``, ``accepted``, ``articles``, ``elements`` and ``note``.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.checklists.model import Checklist
from corpus.checklists.patterns import fold
from i18n.messages import Message
from milex.comparator.engine import compare
from milex.comparator.model import ComparableLaw, Finding, Verdict
from milex.errors import NotFound

# The order by which a linear weight counts how far two verdicts lie apart.
_ORDER: Final[tuple[Verdict, ...]] = ("contrary", "absent", "partial", "full")


@dataclass(frozen=True, slots=True)
class GoldVerdict:
    """What careful readers found of one provision in one law."""

    law: str  # key of the law in the gold folder
    provision: str
    group: str
    verdict: Verdict
    accepted: tuple[Verdict, ...]  # every verdict that a careful reader gave
    articles: tuple[str, ...]  # base numbers, best first
    elements: Mapping[str, bool]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold verdict and the comparator's finding for it."""

    gold: GoldVerdict
    finding: Finding
    language: str

    @property
    def agrees(self) -> bool:
        """Whether a careful reader gave this verdict too."""
        return self.finding.verdict in self.gold.accepted

    @property
    def truth(self) -> Verdict:
        """The verdict that the finding is held against: its own where readers accept it."""
        return self.finding.verdict if self.agrees else self.gold.verdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far findings and readers agree. Every figure lies in 0..1, but kappa in -1..1."""

    verdicts: int  # provisions × laws compared
    verdict_macro_f1: float  # mean F1 of the verdicts that occur in the gold
    weighted_kappa: float  # linear weights over contrary < absent < partial < full
    accuracy: float  # share of verdicts among the accepted ones
    false_full_rate: float  # found full, among the verdicts for which no reader accepts full
    evidence_precision: float  # articles named, over all findings
    evidence_recall: float
    evidence_f1: float
    elements_micro_f1: float

    def as_json(self) -> dict[str, Any]:
        """The object that ``milex evaluate --json`` shows."""
        return {
            "verdicts": self.verdicts,
            "verdict_macro_f1": self.verdict_macro_f1,
            "weighted_kappa": self.weighted_kappa,
            "accuracy": self.accuracy,
            "false_full_rate": self.false_full_rate,
            "evidence": {
                "precision": self.evidence_precision,
                "recall": self.evidence_recall,
                "f1": self.evidence_f1,
            },
            "elements": {"micro_f1": self.elements_micro_f1},
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Agreement on the whole and in parts, a baseline beside it, and every disagreement."""

    overall: Agreement
    by_group: Mapping[str, Agreement]
    by_language: Mapping[str, Agreement]
    by_law: Mapping[str, Agreement]
    by_verdict: Mapping[str, float]  # F1 of each verdict that occurs in the gold
    majority: Verdict  # the commonest verdict: the baseline that always says it
    majority_accuracy: float
    majority_macro_f1: float
    disagreements: tuple[Pair, ...]  # in the order of the gold

    def as_json(self) -> dict[str, Any]:
        """The object that ``milex evaluate --json`` shows."""
        return {
            **self.overall.as_json(),
            "by_verdict": dict(self.by_verdict),
            "by_group": {key: part.as_json() for key, part in self.by_group.items()},
            "by_language": {key: part.as_json() for key, part in self.by_language.items()},
            "by_law": {key: part.as_json() for key, part in self.by_law.items()},
            "baseline": {
                "verdict": self.majority,
                "accuracy": self.majority_accuracy,
                "verdict_macro_f1": self.majority_macro_f1,
            },
            "disagreements": [
                {
                    "law": pair.gold.law,
                    "provision": pair.gold.provision,
                    "gold": list(pair.gold.accepted),
                    "found": pair.finding.verdict,
                    "gold_articles": list(pair.gold.articles),
                    "found_articles": list(pair.finding.articles),
                    "note": pair.gold.note,
                }
                for pair in self.disagreements
            ],
        }


def read_gold(folder: Path) -> tuple[GoldVerdict, ...]:
    """Every verdict of the gold folder, law by law in the order of ``laws.tsv``.

    Raises:
        NotFound: the folder has no ``laws.tsv``, or a law's file is missing.
    """
    table = folder / "laws.tsv"
    if not table.is_file():
        raise NotFound(
            Message(
                "%(path)s is not there; a gold folder holds laws.tsv and one KEY.jsonl a law.",
                path=str(table),
            )
        )
    keys = [line.split("\t")[0] for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    verdicts: list[GoldVerdict] = []
    for key in filter(None, keys):
        path = folder / f"{key}.jsonl"
        if not path.is_file():
            raise NotFound(
                Message("%(path)s is not there, but laws.tsv names the law.", path=str(path))
            )
        rows = path.read_text(encoding="utf-8").splitlines()
        verdicts += [_gold(key, json.loads(row)) for row in rows if row.strip()]
    return tuple(verdicts)


def evaluate(gold_dir: Path, laws: Mapping[str, ComparableLaw], checklist: Checklist) -> Evaluation:
    """Agreement of the comparator with the gold in ``gold_dir``.

    ``laws`` are the gold's laws by key; gold of a law that is not among them is left out,
    and so is gold of a provision that the checklist does not have.

    Raises:
        NotFound: the gold folder is incomplete, or no gold verdict remains.
    """
    pairs = []
    found = {
        key: {finding.provision: finding for finding in compare(law, checklist).findings}
        for key, law in laws.items()
    }
    for gold in read_gold(gold_dir):
        finding = found.get(gold.law, {}).get(gold.provision)
        if finding is not None:
            pairs.append(Pair(gold, finding, laws[gold.law].language))
    if not pairs:
        raise NotFound(
            Message(
                "No verdict of %(folder)s concerns the laws and the checklist given.",
                folder=str(gold_dir),
            )
        )
    return _evaluation(pairs)


def _gold(key: str, row: dict[str, Any]) -> GoldVerdict:
    return GoldVerdict(
        law=key,
        provision=row["item"],
        group=row["group"],
        verdict=row["verdict"],
        accepted=tuple(row.get("accepted") or (row["verdict"],)),
        articles=tuple(row.get("articles", ())),
        elements=row.get("elements", {}),
        note=row.get("note", ""),
    )


def _evaluation(pairs: Sequence[Pair]) -> Evaluation:
    majority = Counter(pair.gold.verdict for pair in pairs).most_common(1)[0][0]
    constant = [
        (majority, majority if majority in pair.gold.accepted else pair.gold.verdict)
        for pair in pairs
    ]
    return Evaluation(
        overall=_agreement(pairs),
        by_group=_parts(pairs, [pair.gold.group for pair in pairs]),
        by_language=_parts(pairs, [pair.language for pair in pairs]),
        by_law=_parts(pairs, [pair.gold.law for pair in pairs]),
        by_verdict=_f1_by_verdict(_labels(pairs)),
        majority=majority,
        majority_accuracy=sum(said == truth for said, truth in constant) / len(constant),
        majority_macro_f1=_mean(_f1_by_verdict(constant).values()),
        disagreements=tuple(pair for pair in pairs if not pair.agrees),
    )


def _parts(pairs: Sequence[Pair], keys: Sequence[str]) -> Mapping[str, Agreement]:
    return {
        key: _agreement([pair for pair, own in zip(pairs, keys, strict=True) if own == key])
        for key in sorted(set(keys))
    }


def _agreement(pairs: Sequence[Pair]) -> Agreement:
    labels = _labels(pairs)
    not_full = [pair for pair in pairs if "full" not in pair.gold.accepted]
    precision, recall, f1 = _evidence(pairs)
    return Agreement(
        verdicts=len(pairs),
        verdict_macro_f1=_mean(_f1_by_verdict(labels).values()),
        weighted_kappa=_weighted_kappa(labels),
        accuracy=sum(pair.agrees for pair in pairs) / len(pairs),
        false_full_rate=_ratio(sum(p.finding.verdict == "full" for p in not_full), len(not_full)),
        evidence_precision=precision,
        evidence_recall=recall,
        evidence_f1=f1,
        elements_micro_f1=_elements_f1(pairs),
    )


def _labels(pairs: Iterable[Pair]) -> list[tuple[Verdict, Verdict]]:
    """Found and true verdict of each pair."""
    return [(pair.finding.verdict, pair.truth) for pair in pairs]


def _f1_by_verdict(labels: Sequence[tuple[Verdict, Verdict]]) -> dict[str, float]:
    """F1 of each verdict that occurs among the true ones."""
    return {
        verdict: _f1(
            sum(said == truth == verdict for said, truth in labels),
            sum(said == verdict for said, _ in labels),
            sum(truth == verdict for _, truth in labels),
        )
        for verdict in sorted({truth for _, truth in labels})
    }


def _weighted_kappa(labels: Sequence[tuple[Verdict, Verdict]]) -> float:
    """Cohen's kappa with linear weights; verdicts outside the order are left out.

    One where no disagreement is possible, as when all verdicts are the same.
    """
    ranks = [
        (_ORDER.index(said), _ORDER.index(truth))
        for said, truth in labels
        if said in _ORDER and truth in _ORDER
    ]
    if not ranks:
        return 1.0
    said_counts = Counter(said for said, _ in ranks)
    true_counts = Counter(truth for _, truth in ranks)
    observed = sum(abs(said - truth) for said, truth in ranks) / len(ranks)
    expected = (
        sum(
            abs(said - truth) * said_counts[said] * true_counts[truth]
            for said in said_counts
            for truth in true_counts
        )
        / len(ranks) ** 2
    )
    return 1.0 if expected == 0 else 1 - observed / expected


def _evidence(pairs: Iterable[Pair]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the articles named, over all pairs."""
    both = named = true = 0
    for pair in pairs:
        answers = pair.finding.verdict in {"full", "partial", "contrary"}
        ours = {_base(number) for number in pair.finding.articles} if answers else set()
        theirs = {_base(number) for number in pair.gold.articles}
        both += len(ours & theirs)
        named += len(ours)
        true += len(theirs)
    return _ratio(both, named), _ratio(both, true), _f1(both, named, true)


def _elements_f1(pairs: Iterable[Pair]) -> float:
    """F1 of the elements found, over those that both the gold and the checklist name."""
    both = ours = theirs = 0
    for pair in pairs:
        for name, true in pair.gold.elements.items():
            if name in pair.finding.elements:
                found = pair.finding.elements[name] and pair.finding.verdict != "absent"
                both += found and true
                ours += found
                theirs += true
    return _f1(both, ours, theirs)


def _base(number: str) -> str:
    """An article's number without paragraph: "3(1)" and "3" are one article."""
    return "".join(fold(number.partition("(")[0]).split())


def _f1(both: int, ours: int, theirs: int) -> float:
    return _ratio(2 * both, ours + theirs)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(values: Iterable[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept) if kept else 0.0
