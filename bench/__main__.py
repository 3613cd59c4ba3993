"""``make bench``: every figure of the main job, on the real laws or else on the samples."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.accuracy import (
    held_out_sets,
    measure_structure,
    measure_verdicts,
    print_structure,
    print_verdicts,
    real_laws,
)
from bench.bulk import bulk_articles, has_bulk
from bench.comparing import measure_comparing, print_comparing
from bench.control import control_laws, measure_control, print_control
from bench.crowd import measure_crowds, print_crowd
from bench.matrix import measure_matrix, print_matrix
from bench.opening import measure_opening, print_opening
from bench.pipeline import measure_pipeline, print_pipeline
from bench.reading import measure_reading, print_reading
from bench.relevance import print_relevance
from bench.searching import SIZES, measure_race, print_growth, print_race
from bench.serving import measure_serving, print_serving
from milex.settings import settings_from_environment
from milex.workspace import open_workspace

SECTIONS = ("all", "opening", "search", "crowd", "relevance", "serving")
CONTROL_LAWS = 1_000  # as many as there are, up to so many

PROJECT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str]) -> None:
    """Prints the figures, section by section; of one section where ``arguments`` names it."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("section", nargs="?", choices=SECTIONS, default="all")
    parser.add_argument("--articles", type=int, action="append", help="size of the search race")
    asked = parser.parse_args(arguments)
    shared = Path(os.environ.get("MILEX_SHARED", PROJECT.parent / "shared"))
    if asked.section == "all":
        _everything_but_search(shared)
    if asked.section in ("all", "opening"):
        print("\n== A long law in a browser ==")
        with tempfile.TemporaryDirectory(prefix="milex-opening-") as home:
            print_opening(measure_opening(Path(home)))
    if asked.section == "opening":
        return
    if asked.section in ("all", "serving"):
        print("\n== Pages by the second ==")
        _serving(shared)
    if asked.section == "serving":
        return
    if asked.section in ("all", "relevance"):
        print("\n== Relevance of search ==")
        print_relevance(shared)
    if asked.section in ("all", "crowd"):
        print("\n== Ten workers search while a writer imports ==")
        for crowd in measure_crowds():
            print_crowd(crowd)
    if asked.section not in ("all", "search"):
        return
    print("\n== Search ==")
    _search(shared, asked.articles or list(SIZES))


def _serving(shared: Path) -> None:
    if not has_bulk(shared):
        print(f"No bulk archives in {shared}: not measured.")
        return
    with tempfile.TemporaryDirectory(prefix="milex-serving-") as home:
        print_serving(measure_serving(shared, Path(home)))


def _search(shared: Path, sizes: Sequence[int]) -> None:
    if not has_bulk(shared):
        print(f"No bulk archives in {shared}: not measured.")
        return
    races = []
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory(prefix="milex-race-") as folder:
            races.append(measure_race(bulk_articles(shared, size), Path(folder)))
        print_race(races[-1])
    print_growth(races)


def _everything_but_search(shared: Path) -> None:
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
        print("\n== Comparing ==")
        real = real_laws(shared, workspace) if (shared / "gold").is_dir() else []
        print_comparing(measure_comparing(workspace.checklist(), real))
        if has_bulk(shared):
            print("\n== Matrix of many laws ==")
            print_matrix(measure_matrix(shared, Path(home) / "matrix"))
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
    main(sys.argv[1:])
