"""Many laws against one checklist: what is kept is taken, the rest made on every core.

What has been made is kept in small lots as it comes, so whoever stops the work loses
no more than one lot. Memory does not grow with the number of laws but for their outlines.
"""

import signal
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import active_children, get_all_start_methods, get_context
from typing import Final

from corpus.checklists.loader import bundled_checklists
from corpus.checklists.model import Checklist
from corpus.cores import core_count
from i18n.errors import MilexError
from i18n.messages import Message
from milex.comparisons import Comparisons
from milex.errors import ComparingStopped, DatabaseUnusable, NotFound
from milex.library import Library
from milex.making import Made, Task, make, make_with
from milex.outlines import Outline, read_outlines
from milex.records import LawSummary

Progress = Callable[[int, int], None]  # laws done, laws in all

_LOT: Final = 16  # comparisons kept in one transaction
_AHEAD: Final = 3  # tasks that wait for each process: it never idles, and memory stays flat
# Starting a process costs what comparing so many laws does.
_WORTH_PROCESSES: Final = 24
_FIRST: Final = 4  # times the bound that one long law may take, or it would wait for ever
_SECONDS_AN_ARTICLE: Final = 0.004  # to compare one, on a slow day


@dataclass(frozen=True, slots=True)
class Failure:
    """A law that could not be compared."""

    law: LawSummary
    reason: Message


@dataclass(frozen=True, slots=True)
class Outlined:
    """Many laws against one checklist."""

    outlines: Mapping[tuple[str, str], tuple[Outline, ...]]  # outlines[law, version]
    failures: tuple[Failure, ...]  # their laws are not in ``outlines``
    made: int  # comparisons that were not kept yet
    waiting: tuple[LawSummary, ...] = ()  # neither kept nor made within the time allowed


def outline_laws(
    library: Library,
    kept: Comparisons,
    laws: Sequence[LawSummary],
    checklist: Checklist,
    *,
    processes: int | None = None,
    progress: Progress = lambda done, total: None,
) -> Outlined:
    """The versions that ``laws`` describe against ``checklist``.

    ``processes`` compute at most; by default as many as there are cores. Ctrl-C leaves
    kept what was made.

    Raises:
        DatabaseUnusable: the database cannot be read, or not be written.
        ComparingStopped: the system ended a process.
    """
    known = kept.outlines(checklist, [law.xml_sha256 for law in laws])
    found = {
        (law.law, law.version): known[law.xml_sha256] for law in laws if law.xml_sha256 in known
    }
    missing = [law for law in laws if (law.law, law.version) not in found]
    progress(len(found), len(laws))
    failures: list[Failure] = []
    equal: dict[Outline, Outline] = {}
    results = _results(library, missing, checklist, processes or core_count())
    with _keeping(kept, checklist) as keep, closing(results):
        for law, result in results:
            if isinstance(result, MilexError):
                failures.append(Failure(law, result.message))
            else:
                rows = read_outlines(result.outlines)
                found[law.law, law.version] = tuple(equal.setdefault(row, row) for row in rows)
                keep(result)
            progress(len(found) + len(failures), len(laws))
    if missing:
        kept.sweep()
    return Outlined(found, tuple(failures), len(missing) - len(failures))


def outline_at_hand(
    library: Library,
    kept: Comparisons,
    laws: Sequence[LawSummary],
    checklist: Checklist,
    *,
    seconds: float,
    clock: Callable[[], float],
) -> Outlined:
    """As ``outline_laws``, for whoever waits for a page: the rest stays ``waiting``.

    About ``seconds`` are spent on what is not kept, the shortest laws first, and some times
    that where the shortest one is long, so that asking again gets further. ``clock`` gives
    seconds. A busy or read-only database keeps nothing, and nobody waits for it.

    Raises:
        DatabaseUnusable: the database cannot be read.
    """
    known = kept.outlines(checklist, [law.xml_sha256 for law in laws])
    found = {
        (law.law, law.version): known[law.xml_sha256] for law in laws if law.xml_sha256 in known
    }
    missing = sorted(
        (law for law in laws if (law.law, law.version) not in found), key=lambda law: law.articles
    )
    failures: list[Failure] = []
    made: list[Made] = []
    start = clock()
    while missing and _has_time(missing[0], clock() - start, seconds, is_first=not made):
        law = missing.pop(0)
        result = _made(library, law, lambda task: make(task, checklist))
        if isinstance(result, MilexError):
            failures.append(Failure(law, result.message))
        else:
            found[law.law, law.version] = read_outlines(result.outlines)
            made.append(result)
    with suppress(DatabaseUnusable):
        kept.keep(checklist, made, patient=False)
    return Outlined(found, tuple(failures), len(made), tuple(missing))


def _has_time(law: LawSummary, spent: float, seconds: float, *, is_first: bool) -> bool:
    """Whether ``law`` may still be compared; the first one may take some times ``seconds``."""
    needed = law.articles * _SECONDS_AN_ARTICLE
    return spent + needed <= seconds or (is_first and needed <= _FIRST * seconds)


@contextmanager
def _keeping(kept: Comparisons, checklist: Checklist) -> Iterator[Callable[[Made], None]]:
    """Keeps what it is given in lots; the last one also when the block raises."""
    lot: list[Made] = []

    def keep(made: Made) -> None:
        lot.append(made)
        if len(lot) >= _LOT:
            kept.keep(checklist, lot)
            lot.clear()

    try:
        yield keep
    finally:
        kept.keep(checklist, lot)


def _results(
    library: Library, laws: Sequence[LawSummary], checklist: Checklist, processes: int
) -> Generator[tuple[LawSummary, Made | MilexError], None, None]:
    """Each law with its comparison or what went wrong, in no order."""
    bundled = bundled_checklists().get(checklist.id) is checklist
    if processes < 2 or len(laws) < _WORTH_PROCESSES or not bundled:
        for law in laws:
            yield law, _made(library, law, lambda task: make(task, checklist))
    else:
        yield from _on_processes(library, laws, checklist.id, processes)


def _on_processes(
    library: Library, laws: Sequence[LawSummary], checklist_id: str, processes: int
) -> Iterator[tuple[LawSummary, Made | MilexError]]:
    # Never a plain fork: a progress bar's thread may hold locks that the copy waits for.
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    context = get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["milex.making"])
    # The longest laws first, so that no process is left alone with one at the end.
    waiting = sorted(laws, key=lambda law: law.articles)
    running: dict[Future[Made], LawSummary] = {}
    executor = ProcessPoolExecutor(processes, context, initializer=_ignore_interrupts)
    try:
        while waiting or running:
            while waiting and len(running) < processes * _AHEAD:
                law = waiting.pop()
                task = _task(library, law)
                if isinstance(task, MilexError):
                    yield law, task
                else:
                    running[executor.submit(make_with, task, checklist_id)] = law
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future), _result(future)
    except (KeyboardInterrupt, GeneratorExit):
        for process in active_children():  # whose work nobody waits for
            process.terminate()
        raise
    except BrokenProcessPool as error:
        raise ComparingStopped(
            Message(
                "The system ended a process that compares laws, perhaps for want of memory; "
                "run the command again with --processes 1. What was computed is kept."
            )
        ) from error
    finally:
        executor.shutdown(cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of the terminal; only the first one answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _made(library: Library, law: LawSummary, work: Callable[[Task], Made]) -> Made | MilexError:
    task = _task(library, law)
    if isinstance(task, MilexError):
        return task
    try:
        return work(task)
    except MilexError as error:
        return error


def _task(library: Library, law: LawSummary) -> Task | MilexError:
    try:
        return Task(law.law, law.version, library.xml(law.law, law.version))
    except NotFound as error:  # withdrawn meanwhile
        return error


def _result(future: Future[Made]) -> Made | MilexError:
    try:
        return future.result()
    except MilexError as error:
        return error
