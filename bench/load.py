"""A client that asks a site for pages, many at once, and tells how it was answered."""

import http.client
import itertools
import os
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

_TIMEOUT: Final = 30  # seconds
_PAGE_SIZE: Final = os.sysconf("SC_PAGE_SIZE")
_TICKS: Final = os.sysconf("SC_CLK_TCK")  # a second
_TABLE: Final = Path("/proc")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    site: str  # its address, no slash at the end
    process: int  # the first of its processes


@dataclass(slots=True)
class Load:
    """What a site answered. Times are in milliseconds."""

    seconds: float = 0.0
    cpu: float = 0.0  # seconds that the server used
    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)  # bytes of the bodies as they travel
    statuses: dict[int, int] = field(default_factory=dict)  # statuses[status]: how many

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.times) / self.seconds

    @property
    def cost(self) -> float:
        """Milliseconds of the server's CPU an answer: what other work of the machine spares."""
        return self.cpu * 1000 / len(self.times)

    @property
    def p95(self) -> float:
        """The time that one answer in twenty exceeds."""
        return statistics.quantiles(self.times, n=20)[-1]

    @property
    def failures(self) -> int:
        """Answers with a status of 500 or more, and connections that broke (status 0)."""
        return sum(n for status, n in self.statuses.items() if status >= 500 or status == 0)


def load(server: Server, paths: Sequence[str], *, clients: int, seconds: float) -> Load:
    """Asks ``server`` for ``paths`` in turn with so many clients at once, keeping connections."""
    result, lock = Load(), threading.Lock()
    used = cpu_of(server.process)
    begun = time.perf_counter()
    until = begun + seconds

    def ask(first: int) -> None:
        host = urlsplit(server.site).netloc
        connection = http.client.HTTPConnection(host, timeout=_TIMEOUT)
        for place in itertools.count(first):
            asked = time.perf_counter()
            if asked >= until:
                break
            status, size = _asked(connection, paths[place % len(paths)])
            taken = (time.perf_counter() - asked) * 1000
            with lock:
                result.times.append(taken)
                result.sizes.append(size)
                result.statuses[status] = result.statuses.get(status, 0) + 1
        connection.close()

    threads = [threading.Thread(target=ask, args=(place * 7,)) for place in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    result.seconds = time.perf_counter() - begun
    result.cpu = cpu_of(server.process) - used
    return result


def _asked(connection: http.client.HTTPConnection, path: str) -> tuple[int, int]:
    """Status and bytes of one answer; status 0 where the connection broke twice."""
    for _ in range(2):  # a server may close a kept connection at any time
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            return answer.status, len(answer.read())
        except (http.client.HTTPException, OSError):
            connection.close()
    return 0, 0


def memory_of(process: int) -> float:
    """Megabytes that ``process`` and those below it hold."""
    return sum(
        int((_TABLE / str(one) / "statm").read_text().split()[1]) * _PAGE_SIZE / 2**20
        for one in _family(process)
    )


def cpu_of(process: int) -> float:
    """Seconds of CPU that ``process`` and those below it have used so far."""
    used = 0
    for one in _family(process):
        fields = (_TABLE / str(one) / "stat").read_text().rpartition(")")[2].split()
        used += int(fields[11]) + int(fields[12])  # user and system time
    return used / _TICKS


def _family(process: int) -> list[int]:
    """``process`` and all that it started, by id."""
    below = [
        int(entry.name)
        for entry in _TABLE.iterdir()
        if entry.name.isdigit() and _parent(entry) == process
    ]
    return [process, *(one for child in below for one in _family(child))]


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):  # it has ended meanwhile
        return -1
