"""The structure and the verdicts that MILEX finds, held against careful readers'."""

from pathlib import Path
from typing import Final

from milex.comparator.model import ComparableLaw
from milex.evaluation.study import Evaluation, evaluate
from milex.gold_laws import gold_laws
from milex.structure_evaluation import MEASURES, StructureEvaluation, evaluate_structure
from milex.workspace import Workspace

HELD_OUT: Final = Path(__file__).parent / "heldout"


def measure_structure(shared: Path, workspace: Workspace) -> StructureEvaluation:
    """What MILEX finds in the gold files, against what careful readers found."""
    gold = shared / "gold" / "structure"
    return evaluate_structure(gold, shared / "laws", workspace.settings.size_limit)


def print_structure(evaluation: StructureEvaluation) -> None:
    """The weakest files first, then the sums over all: a refused file has found nothing."""
    for refused in evaluation.refused:
        print(refused.reason)
    print(f"\n{'F1 of':<50}{'art.':>6}{'div.':>6}{'quot.':>6}{'ann.':>6}{'head.':>6}{'words':>8}")
    for score in sorted(evaluation.files, key=lambda each: (each.articles.f1, each.divisions.f1)):
        figures = "".join(f"{getattr(score, name).f1:>6.2f}" for name in MEASURES)
        kept = "" if score.conservation is None else f"{score.conservation:>8.4f}"
        print(f"{score.file[-49:]:<50}{figures}{kept}")
    totals = "".join(f"{evaluation.overall(name).f1:>6.3f}" for name in MEASURES)
    print(f"{'all together (micro)':<50}{totals}{evaluation.conservation:>8.4f}")


def real_laws(shared: Path, workspace: Workspace) -> list[ComparableLaw]:
    """The laws of the gold verdicts."""
    gold = shared / "gold" / "verdicts"
    return list(gold_laws(gold, shared / "laws", workspace.settings.size_limit).laws.values())


def held_out_sets() -> list[Path]:
    """The project's own gold folders, of laws that the shared gold does not hold."""
    return sorted(table.parent for table in HELD_OUT.glob("*/laws.tsv"))


def measure_verdicts(gold: Path, laws: Path, workspace: Workspace) -> Evaluation:
    """The comparator's agreement with the verdicts in ``gold``, by the Protocols' checklist."""
    read = gold_laws(gold, laws, workspace.settings.size_limit)
    return evaluate(gold, read.laws, workspace.checklist())


def print_verdicts(evaluation: Evaluation) -> None:
    """Agreement on the whole with its interval, the baselines beside it, and law by law."""
    print(f"{'':<20}{'n':>5}{'acc.':>7}{'F1':>7}{'kappa':>7}{'false full':>12}{'evid. F1':>10}")
    parts = {
        "all": evaluation.overall,
        f"always {evaluation.majority}": evaluation.baselines["majority"],
        "bare keywords": evaluation.baselines["keywords"],
        **evaluation.by_language,
        **evaluation.by_law,
    }
    for name, part in parts.items():
        print(
            f"{name:<20}{part.verdicts:>5}{part.accuracy:>7.2f}{part.verdict_macro_f1:>7.2f}"
            f"{part.weighted_kappa:>7.2f}{part.false_full_rate:>12.2f}{part.evidence_f1:>10.2f}"
        )
    cases = ", ".join(f"{verdict} {count}" for verdict, count in evaluation.cases.items())
    low, high = evaluation.intervals.by_law["verdict_macro_f1"]
    print(f"F1 weighs alike: {cases}; of the frequent {evaluation.overall.frequent_macro_f1:.2f}")
    print(f"95 % interval of F1, laws drawn anew: {low:.2f} to {high:.2f}")
