"""How long a file may be read and how much memory that may take.

Readers and segmenter keep their own limits; these hold for what nobody foresaw. They
need a system with processor timers (not Windows) and the program's main thread;
elsewhere a file is read without them. It knows no format.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from corpus.errors import UnreadableFile
from i18n.messages import Message

SECONDS: Final = 10.0  # of the processor, for a file of up to a megabyte
SECONDS_PER_MEGABYTE: Final = 8.0  # for each further one
MEMORY: Final = 2**30  # bytes, beyond what the program has when it begins to read
_TRACED: Final = 10
_MEGABYTE: Final = 2**20
_STATUS: Final = Path("/proc/self/statm")


class _OutOfTimeError(BaseException):
    """The time is up; not an Exception, so that no reader takes it for damage of the file."""


@contextmanager
def reading_limits(name: str, size: int, seconds: float = SECONDS) -> Iterator[None]:
    """Gives up reading the file ``name`` of ``size`` bytes where it takes too much.

    ``seconds`` of the processor are for the first megabyte.

    Raises:
        UnreadableFile: ``too_complex``.
    """
    allowed = seconds + SECONDS_PER_MEGABYTE * max(0.0, size / _MEGABYTE - 1)
    if sys.gettrace() or sys.getprofile():
        allowed *= _TRACED  # a debugger or a measurement of coverage slows the program down
    try:
        with _time_limit(allowed), _memory_limit():
            yield
    except (_OutOfTimeError, MemoryError):
        raise UnreadableFile(
            "too_complex",
            Message(
                "%(name)s takes too much time or memory to read, so it was given up after"
                " %(seconds)s seconds; split it into parts, or save it in another format.",
                name=name,
                seconds=round(allowed),
            ),
        ) from None


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    usable = hasattr(signal, "setitimer") and hasattr(signal, "SIGPROF")
    if not usable or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _end(signal_number: int, frame: FrameType | None) -> None:
    raise _OutOfTimeError


@contextmanager
def _memory_limit() -> Iterator[None]:
    """Limits the address space where the system tells its size: Linux."""
    try:
        import resource

        pages = int(_STATUS.read_text(encoding="ascii").split()[0])
    except (ImportError, OSError, ValueError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * resource.getpagesize() + MEMORY
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([wanted, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
