"""How far findings and readers agree.

Each pair is counted once, as a row of whole numbers; every figure is worked out from
sums of rows. So a sample drawn anew (``intervals``) costs one product of matrices.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.checklists.patterns import fold
from milex.comparator.model import VERDICTS, Verdict
from milex.evaluation.gold import Pair

Counts = NDArray[np.float64]  # counts[row, column]: a row a pair, or the sum of many

# The order by which a linear weight counts how far two verdicts lie apart.
_ORDER: Final[tuple[Verdict, ...]] = ("contrary", "absent", "partial", "full")
_KINDS: Final = len(VERDICTS)
_CELLS: Final = _KINDS * _KINDS  # said × true verdict, then the columns below
_AGREES, _NOT_FULL, _FALSE_FULL = range(_CELLS, _CELLS + 3)
# Three columns each: named by both, by the finding, by the readers.
_ARTICLES: Final = slice(_CELLS + 3, _CELLS + 6)
_ELEMENTS: Final = slice(_CELLS + 6, _CELLS + 9)
_COLUMNS: Final = _CELLS + 9

_HYPHENED: Final = re.compile(r"(\d)-([a-z])$")

FEWEST_CASES: Final = 10  # of a verdict, for the macro F1 of the frequent ones


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far findings and readers agree. Every figure lies in 0..1, but kappa in -1..1."""

    verdicts: int  # provisions × laws compared
    verdict_macro_f1: float  # mean F1 of the verdicts that occur in the gold, each weighing alike
    frequent_macro_f1: float  # the same, of the verdicts with FEWEST_CASES or more
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
            "frequent_macro_f1": self.frequent_macro_f1,
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


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """The figures of ``pairs`` taken together."""
    values = figures(counted(pairs).sum(axis=0, keepdims=True))
    return Agreement(len(pairs), **{name: float(value[0]) for name, value in values.items()})


def counted(pairs: Sequence[Pair]) -> Counts:
    """A row of counts for each pair, in order."""
    rows = np.zeros((len(pairs), _COLUMNS))
    for row, pair in zip(rows, pairs, strict=True):
        row[_KINDS * VERDICTS.index(pair.finding.verdict) + VERDICTS.index(pair.truth)] = 1
        row[_AGREES] = pair.agrees
        if "full" not in pair.gold.accepted:
            row[_NOT_FULL] = 1
            row[_FALSE_FULL] = pair.finding.verdict == "full"
        row[_ARTICLES] = _articles(pair)
        row[_ELEMENTS] = _elements(pair)
    return rows


def figures(sums: Counts) -> Mapping[str, NDArray[np.float64]]:
    """The figures of an Agreement by name, each with one value a row of ``sums``."""
    cells = sums[:, :_CELLS].reshape(-1, _KINDS, _KINDS)
    both, ours, theirs = sums[:, _ARTICLES].T
    shared, found, true = sums[:, _ELEMENTS].T
    return {
        "verdict_macro_f1": _macro_f1(cells, 1),
        "frequent_macro_f1": _macro_f1(cells, FEWEST_CASES),
        "weighted_kappa": _weighted_kappa(cells),
        "accuracy": _ratio(sums[:, _AGREES], cells.sum(axis=(1, 2))),
        "false_full_rate": _ratio(sums[:, _FALSE_FULL], sums[:, _NOT_FULL]),
        "evidence_precision": _ratio(both, ours),
        "evidence_recall": _ratio(both, theirs),
        "evidence_f1": _ratio(2 * both, ours + theirs),
        "elements_micro_f1": _ratio(2 * shared, found + true),
    }


def f1_by_verdict(pairs: Sequence[Pair]) -> dict[str, float]:
    """F1 of each verdict that occurs among the true ones."""
    cells = counted(pairs).sum(axis=0)[:_CELLS].reshape(1, _KINDS, _KINDS)
    scores = _f1_of_verdicts(cells)[0]
    return {verdict: float(scores[VERDICTS.index(verdict)]) for verdict in cases_by_verdict(pairs)}


def cases_by_verdict(pairs: Sequence[Pair]) -> dict[Verdict, int]:
    """How often each verdict is the true one; only those that are, by name."""
    return dict(sorted(Counter(pair.truth for pair in pairs).items()))


def _f1_of_verdicts(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """f1[row, verdict]; ``cells[row, said, true]``."""
    right = np.diagonal(cells, axis1=1, axis2=2)
    return _ratio(2 * right, cells.sum(axis=1) + cells.sum(axis=2))


def _macro_f1(cells: NDArray[np.float64], fewest: int) -> NDArray[np.float64]:
    """Mean F1 of the verdicts that are true ``fewest`` times or more."""
    counts = cells.sum(axis=1) >= fewest
    return _ratio((_f1_of_verdicts(cells) * counts).sum(axis=1), counts.sum(axis=1))


def _weighted_kappa(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cohen's kappa with linear weights; verdicts outside the order are left out.

    One where no disagreement is possible, as when all verdicts are the same.
    """
    places = [VERDICTS.index(verdict) for verdict in _ORDER]
    ordered = cells[:, places][:, :, places]
    ranks = np.arange(len(_ORDER))
    apart = np.abs(ranks[:, None] - ranks[None, :])
    total = ordered.sum(axis=(1, 2))
    by_chance = ordered.sum(axis=2)[:, :, None] * ordered.sum(axis=1)[:, None, :]
    observed = _ratio((ordered * apart).sum(axis=(1, 2)), total)
    expected = _ratio((by_chance * apart).sum(axis=(1, 2)), total**2)
    return np.asarray(1 - _ratio(observed, expected), dtype=np.float64)


def _articles(pair: Pair) -> tuple[int, int, int]:
    """Articles named by both, by the finding, by the readers."""
    answers = pair.finding.verdict in {"full", "partial", "contrary"}
    ours = {_base(number) for number in pair.finding.articles} if answers else set()
    theirs = {_base(number) for number in pair.gold.articles}
    return len(ours & theirs), len(ours), len(theirs)


def _elements(pair: Pair) -> tuple[int, int, int]:
    """Elements found by both, by the finding, by the readers; of those that both name."""
    both = ours = theirs = 0
    for name, true in pair.gold.elements.items():
        if name in pair.finding.elements:
            found = pair.finding.elements[name] and pair.finding.verdict != "absent"
            both += found and true
            ours += found
            theirs += true
    return both, ours, theirs


def _base(number: str) -> str:
    """An article's number without paragraph: "3(1)" and "3" are one, and "129-A" and "129A"."""
    return _HYPHENED.sub(r"\1\2", "".join(fold(number.partition("(")[0]).split()))


def _ratio(part: NDArray[Any], whole: NDArray[Any]) -> NDArray[np.float64]:
    """``part / whole``, and 0 where there is nothing to divide by."""
    result = np.zeros(np.broadcast(part, whole).shape)
    np.divide(part, whole, out=result, where=whole != 0)
    return result
