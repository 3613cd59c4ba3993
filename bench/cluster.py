"""A throwaway PostgreSQL cluster for the search race."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres_cluster() -> Iterator[str | None]:
    """The URL of an empty database; None, saying so, where PostgreSQL is not installed."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not installed:
        print("PostgreSQL is not installed: its engine was left out.")
        yield None
        return
    binaries = installed[-1]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="milex-postgres-") as name:
        folder = Path(name)
        user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL does not run as root
        if user:
            shutil.chown(folder, user)

        def run(*command: str) -> None:
            subprocess.run(
                [str(binaries / command[0]), "--pgdata", str(folder / "data"), *command[1:]],
                user=user,
                cwd=folder,
                check=True,
                stdout=subprocess.DEVNULL,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            )

        run("initdb", "--username", "milex", "--auth", "trust", "--encoding", "UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c shared_buffers=256MB"
        run("pg_ctl", "--wait", "--log", str(folder / "log"), "--options", options, "start")
        try:
            yield f"postgresql+psycopg://milex@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "--wait", "--mode", "immediate", "stop")
