"""A matrix of many laws: a second run, a second core, and the memory that it needs."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from bench.bulk import ARCHIVES, archive_files
from bench.costs import Cost, cost_of
from corpus.errors import CorpusError
from corpus.intake import Hints, take_in
from corpus.model import Document
from milex.schema import upgrade
from milex.settings import Settings, settings_from_environment
from milex.workspace import open_workspace

FEW: Final = 250
MANY: Final = 1_000
_SHORTEST: Final = 3_000  # bytes of a file; a shorter one is a title without articles
_LONGEST: Final = 60_000


@dataclass(frozen=True, slots=True)
class MatrixFigures:
    """Whole runs of ``milex matrix --by law``; ``idle`` is the same program without a law."""

    idle: Cost
    few: Cost  # FEW laws, one process
    again: Cost  # the same once more
    shared: Cost  # FEW laws on two processes, nothing kept
    many: Cost  # MANY laws, one process
    many_again: Cost


def measure_matrix(shared: Path, folder: Path, few: int = FEW, many: int = MANY) -> MatrixFigures:
    """The figures on laws of the bulk archives, in data folders below ``folder``."""
    empty, small, large = (folder / name for name in ("empty", "small", "large"))
    for home, count in ((empty, 0), (small, few), (large, many)):
        _fill(home, shared, count)
    idle = _matrix(empty, 1)
    first, again = _matrix(small, 1), _matrix(small, 1)
    workspace = open_workspace(_settings(small))
    workspace.comparisons.forget()
    workspace.close()
    return MatrixFigures(
        idle, first, again, _matrix(small, 2), _matrix(large, 1), _matrix(large, 1)
    )


def _settings(home: Path) -> Settings:
    return settings_from_environment({"MILEX_HOME": str(home)})


def _fill(home: Path, shared: Path, count: int) -> None:
    """A database of ``count`` laws, a number each, without an index."""
    workspace = open_workspace(_settings(home))
    upgrade(workspace.engine)
    for number, document in enumerate(islice(bulk_laws(shared), count), 1):
        metadata = replace(document.metadata, number=str(number))
        workspace.library.add(replace(document, metadata=metadata))
    workspace.close()


def bulk_laws(shared: Path) -> Iterator[Document]:
    """Laws of ordinary length that can be read, in turn from each archive."""
    archives = [_readable(shared / "bulk" / name) for name in ARCHIVES]
    for group in zip(*archives, strict=False):
        yield from group


def _readable(archive: Path) -> Iterator[Document]:
    for path, data in archive_files(archive):
        if _SHORTEST < len(data) < _LONGEST and path.suffix in {".md", ".json"}:
            country = "uy" if path.suffix == ".md" else "sg"
            with suppress(CorpusError):
                yield take_in(data, path.name, Hints(country=country, kind="act")).document


def _matrix(home: Path, processes: int) -> Cost:
    words = ["matrix", "--by", "law", "--processes", str(processes)]
    return cost_of(["milex", *words], {"MILEX_HOME": str(home)})


def print_matrix(figures: MatrixFigures) -> None:
    """Each figure as a ratio, beside its goal."""
    print(f"{FEW} and {MANY} laws of the bulk archives, by law, as text")
    print(f"{'':<62}{'measured':>10}{'goal':>8}")
    for name, ratio, goal in (
        ("CPU of a second run / of the first", _ratio(figures.again, figures.few), ""),
        (
            "the same, starting the program and loading the checklist apart",
            _work(figures.again, figures) / _work(figures.few, figures),
            "≤ 0.05",
        ),
        ("time of two processes / of one", figures.shared.wall / figures.few.wall, "≤ 0.65"),
        (f"peak memory of {MANY} laws / of {FEW}", figures.many.peak / figures.few.peak, "≤ 1.5"),
        (
            f"CPU of {MANY} laws / of {FEW}, starting apart",
            _work(figures.many, figures) / _work(figures.few, figures),
            "",
        ),
    ):
        print(f"{name:<62}{ratio:>10.2f}{goal:>8}")
    print(
        f"({FEW} laws: {figures.few.cpu:.0f} s of CPU and {figures.few.peak:.0f} MB, then "
        f"{figures.again.cpu:.1f} s; {MANY}: {figures.many.cpu:.0f} s and {figures.many.peak:.0f} "
        f"MB, then {figures.many_again.cpu:.1f} s; without a law {figures.idle.cpu:.1f} s)"
    )


def _ratio(one: Cost, other: Cost) -> float:
    return one.cpu / other.cpu


def _work(cost: Cost, figures: MatrixFigures) -> float:
    return max(cost.cpu - figures.idle.cpu, 0.0)
