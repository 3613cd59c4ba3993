"""``make bench``: every figure of the main job, on the real laws or else on the samples."""

import os
import tempfile
from pathlib import Path

from bench.accuracy import (
    held_out_sets,
    measure_structure,
    measure_verdicts,
    print_structure,
    print_verdicts,
)
from bench.comparing import measure_comparing, print_comparing
from bench.control import control_laws, measure_control, print_control
from bench.pipeline import measure_pipeline, print_pipeline
from bench.reading import measure_reading, print_reading
from bench.searching import measure_search, print_search
from milex.settings import settings_from_environment
from milex.workspace import open_workspace

CONTROL_LAWS = 1_000  # as many as there are, up to so many

PROJECT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Prints the figures, section by section."""
    shared = Path(os.environ.get("MILEX_SHARED", PROJECT.parent / "shared"))
    laws = shared / "laws"
    if not laws.is_dir():
        print(f"No folder of real laws at {shared}: measuring the six samples instead.\n")
        laws = PROJECT / "corpus" / "samples"
    with tempfile.TemporaryDirectory(prefix="milex-bench-") as home:
        print("== Import, index, compare ==")
        print_pipeline(measure_pipeline(laws, Path(home)))
        workspace = open_workspace(
            settings_from_environment({**os.environ, "MILEX_HOME": home}),
        )
        print("\n== Reading text ==")
        print_reading(measure_reading(laws))
        print("\n== Search ==")
        print_search(measure_search(workspace))
        print("\n== Comparing ==")
        print_comparing(measure_comparing(workspace.checklist()))
        if (shared / "bulk").is_dir():
            print("\n== Negative control: laws on other subjects ==")
            control = control_laws(shared, CONTROL_LAWS)
            print_control(measure_control(control, workspace.checklist()))
        if (shared / "gold").is_dir():
            print("\n== Structure against careful readers ==")
            print_structure(measure_structure(shared, workspace))
            print("\n== Verdicts against careful readers ==")
            print_verdicts(measure_verdicts(shared / "gold" / "verdicts", laws, workspace))
            for folder in held_out_sets():
                print(f"\n== Verdicts held out: {folder.name} ==")
                print_verdicts(measure_verdicts(folder, laws, workspace))
        workspace.close()


if __name__ == "__main__":
    main()
