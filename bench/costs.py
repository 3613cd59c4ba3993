"""What a command costs as a whole process."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What the operating system accounts to one finished process."""

    wall: float  # seconds
    cpu: float  # seconds of user and system time
    peak: float  # resident memory at its highest, in MB
    status: int  # exit code


def cost_of(
    arguments: Sequence[str], environment: Mapping[str, str] | None = None, output: str = os.devnull
) -> Cost:
    """The cost of ``python -m ARGUMENTS``; its standard output goes to the file ``output``."""
    begun = time.perf_counter()
    with open(output, "wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            env={**os.environ, **(environment or {})},
            stdout=sink,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        wall=time.perf_counter() - begun,
        cpu=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss / 1024,
        status=process.returncode,
    )
