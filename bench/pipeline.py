"""Import, index and comparison of a folder of laws, as whole processes."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench.costs import Cost, cost_of


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the main job and what it cost."""

    name: str
    cost: Cost


@dataclass(frozen=True, slots=True)
class PipelineFigures:
    """The main job on one folder; ``baseline`` is the median of the runs around the steps."""

    baseline: Cost
    steps: tuple[Step, ...]  # together the whole job
    parts: tuple[Step, ...]  # of a step, run again by themselves to see what dominates
    imported: int
    refused: Counter[str]


def measure_pipeline(laws: Path, home: Path) -> PipelineFigures:
    """The main job on the files under ``laws``, in the empty data folder ``home``."""
    environment = {"MILEX_HOME": str(home)}
    report = home / "import.json"
    baselines = [_count_words(laws) for _ in range(2)]
    cost_of(["milex", "init"], environment)
    steps = (
        Step(
            "import and index",
            cost_of(["milex", "import", str(laws), "--json"], environment, str(report)),
        ),
        Step("compare all", cost_of(["bench.compare_all"], environment)),
    )
    parts = (
        Step("read only", cost_of(["milex", "import", str(laws), "--dry-run"], environment)),
        Step("index only", cost_of(["milex", "index", "--rebuild"], environment)),
    )
    baselines.append(_count_words(laws))
    told = json.loads(report.read_text(encoding="utf-8"))
    return PipelineFigures(
        baseline=sorted(baselines, key=lambda cost: cost.cpu)[1],
        steps=steps,
        parts=parts,
        imported=len(told["laws"]),
        refused=Counter(item["reason"] for item in told["refused"]),
    )


def _count_words(laws: Path) -> Cost:
    return cost_of(["bench.count_words", str(laws)])


def print_pipeline(figures: PipelineFigures) -> None:
    """A table of the steps and parts, as ratios to the baseline."""
    base = figures.baseline
    print(f"files imported {figures.imported}, refused {sum(figures.refused.values())}")
    print(
        f"baseline: reading the files and counting their words three times: "
        f"{base.cpu:.1f} s of CPU, {base.peak:.0f} MB\n"
    )
    whole = Step(
        "whole job",
        Cost(
            wall=sum(step.cost.wall for step in figures.steps),
            cpu=sum(step.cost.cpu for step in figures.steps),
            peak=max(step.cost.peak for step in figures.steps),
            status=0,
        ),
    )
    print(f"{'step':<20}{'CPU, × baseline':>16}{'of the job':>12}{'peak MB':>9}{'wall s':>8}")
    for step in (*figures.steps, whole, *figures.parts):
        cost = step.cost
        print(
            f"{step.name:<20}{cost.cpu / base.cpu:>16.1f}{cost.cpu / whole.cost.cpu:>12.0%}"
            f"{cost.peak:>9.0f}{cost.wall:>8.1f}"
        )
