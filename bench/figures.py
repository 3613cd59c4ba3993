"""The figures that the page «About» shows: ``python -m bench.figures`` writes them.

They are written on purpose and committed with their day, not by every run of ``make bench``:
what a site says of itself changes when somebody has looked at it.
"""

import datetime
import json
import os
from pathlib import Path
from typing import Any, Final

from bench.accuracy import HELD_OUT, measure_verdicts
from milex.evaluation.study import Evaluation
from milex.settings import settings_from_environment
from milex.workspace import open_workspace

PROJECT: Final = Path(__file__).resolve().parent.parent
TARGET: Final = PROJECT / "web" / "measured.json"


def measured(shared: Path, day: datetime.date) -> dict[str, Any]:
    """Agreement on the laws that the checklist was mended by, and on those nobody looked at."""
    workspace = open_workspace(settings_from_environment({"MILEX_HOME": os.devnull}))
    laws = shared / "laws"
    checklist = workspace.checklist()
    return {
        "day": day.isoformat(),
        "checklist": checklist.id,
        "checklist_version": checklist.version,
        "sets": {
            "known": _figures(measure_verdicts(shared / "gold" / "verdicts", laws, workspace)),
            "sealed": _figures(measure_verdicts(HELD_OUT / "sealed", laws, workspace)),
        },
    }


def _figures(found: Evaluation) -> dict[str, Any]:
    whole = found.overall
    low, high = found.intervals.by_law["accuracy"]
    return {
        "laws": len(found.by_law),
        "findings": whole.verdicts,
        "agreement": round(whole.accuracy, 3),
        "agreement_from": round(low, 3),
        "agreement_to": round(high, 3),
        "macro_f1": round(whole.verdict_macro_f1, 3),
        "false_full": round(whole.false_full_rate, 3),
        "evidence_f1": round(whole.evidence_f1, 3),
        "keywords": round(found.baselines["keywords"].accuracy, 3),
        "commonest": round(found.baselines["majority"].accuracy, 3),
    }


if __name__ == "__main__":
    shared_folder = Path(os.environ.get("MILEX_SHARED", PROJECT.parent / "shared"))
    today = datetime.datetime.now(datetime.UTC).date()
    TARGET.write_text(json.dumps(measured(shared_folder, today), indent=2) + "\n", "utf-8")
