"""Fixtures that every room's tests share."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def _pages() -> dict[str, int]:
    """``pages[address]`` of ``tests/pages.txt``: the status that the page has."""
    lines = (PROJECT / "tests" / "pages.txt").read_text(encoding="utf-8").splitlines()
    parts = [line.split() for line in lines if line and not line.startswith("#")]
    return {address: int(status[0]) if status else 200 for address, *status in parts}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes ``page_address`` runs for every page, and its module's ``MORE_PAGES``."""
    if "page_address" in metafunc.fixturenames:
        more = getattr(metafunc.module, "MORE_PAGES", ())
        metafunc.parametrize("page_address", [*_pages(), *more])


@pytest.fixture(scope="session")
def pages() -> dict[str, int]:
    """``pages[address]``: the status of every page of the site, addresses without language."""
    return _pages()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real laws and gold data; tests that need it skip where it is missing."""
    folder = Path(os.environ.get("MILEX_SHARED", PROJECT.parent / "shared"))
    if not (folder / "laws" / "INDEX.tsv").is_file():
        pytest.skip(f"no folder of real laws at {folder}; set MILEX_SHARED to one")
    return folder


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of an empty PostgreSQL cluster's maintenance database, without driver.

    Skips where PostgreSQL's binaries are missing, except in CI, where it fails.
    """
    binaries = _postgres_binaries()
    if binaries is None:
        reason = "PostgreSQL's initdb is not installed (Debian: apt-get install postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="milex-postgres-") as name:
        yield from _cluster(Path(name), binaries)


def _cluster(folder: Path, binaries: Path) -> Iterator[str]:
    """A running cluster in ``folder``, which must stand where others may enter."""
    port = _free_port()
    data = folder / "data"
    _as_postgres(
        folder,
        binaries / "initdb",
        *("--pgdata", data, "--username", "milex", "--auth", "trust"),
        *("--encoding", "UTF8", "--no-sync"),
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    options += " -c max_connections=300"  # each engine of a session keeps one or two
    control = (binaries / "pg_ctl", "--pgdata", data, "--wait")
    _as_postgres(folder, *control, "--log", folder / "log", "--options", options, "start")
    try:
        yield f"milex@127.0.0.1:{port}"
    finally:
        _as_postgres(folder, *control, "--mode", "immediate", "stop")


def _postgres_binaries() -> Path | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb")
    if installed:
        return installed[-1].parent
    return Path(found).parent if found else None


def _free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _as_postgres(folder: Path, *command: str | Path) -> None:
    """Runs ``command``; PostgreSQL refuses to run as root, so root becomes ``postgres``."""
    user = None
    if os.geteuid() == 0:
        user = "postgres"
        shutil.chown(folder, user)
    subprocess.run(
        [str(part) for part in command],
        user=user,
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
    )
