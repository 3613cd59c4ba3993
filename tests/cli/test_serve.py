"""The site as ``milex serve`` starts it: a real server, in a process of its own."""

import http.client
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from milex.cli.serve import listening_socket, server_command
from web import create_app


def test_serve_answers_until_it_is_stopped(milex: Any, home: Path) -> None:
    milex("init", "--demo")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-c", "from milex.cli import main; main()"),
            *("serve", "--port", str(port), "--workers", "1"),
        ],
        env={"MILEX_HOME": str(home), "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        page = fetched(f"http://127.0.0.1:{port}/en/")
        long_answer = fetched(f"http://127.0.0.1:{port}/es/search?q={'%C3%B1' * 20_000}")
    finally:
        server.terminate()
        printed, _ = server.communicate(timeout=30)
    assert b"<html" in page
    assert "Solo se usaron los primeros 500" in long_answer.decode()
    assert f"http://127.0.0.1:{port}/en/" in printed
    assert printed.count("http://") == 4, "the address and three things to try"
    assert server.returncode == 0


def test_fifty_readers_at_once_are_all_answered(milex: Any, home: Path) -> None:
    milex("init", "--demo")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-c", "from milex.cli import main; main()"),
            *("serve", "--port", str(port), "--workers", "2"),
        ],
        env={"MILEX_HOME": str(home), "LANG": "C.UTF-8", "MILEX_RATE_LIMIT": "0"},
        stdout=subprocess.DEVNULL,
    )
    law = "laws/xa/ley/214-2021"
    pages = ("search?q=trata", law, f"{law}/comparison/milex-un-tip-som?group=A", "laws")

    def read(reader: int) -> list[int]:
        statuses = []
        for page in (*pages[reader % 4 :], *pages[: reader % 4]):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
            connection.request("GET", f"/es/{page}")
            statuses.append(connection.getresponse().status)
            connection.close()
        return statuses

    try:
        fetched(f"http://127.0.0.1:{port}/en/")
        with ThreadPoolExecutor(50) as readers:
            answers = [status for row in readers.map(read, range(50)) for status in row]
    finally:
        server.terminate()
        server.wait(30)
    assert answers == [200] * 200


@pytest.mark.parametrize("header", [f"X-Long: {'a' * 7_000}", f"Cookie: {'a=1; ' * 1_200}"])
def test_headers_of_any_size_are_answered_calmly(milex: Any, home: Path, header: str) -> None:
    milex("init", "--demo")
    app = create_app({"MILEX_HOME": str(home)})
    name, _, value = header.partition(": ")
    answer = app.test_client().get("/es/search?q=trata", headers={name: value})
    app.extensions["milex"].close()
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_the_server_is_named_the_application_as_a_string() -> None:
    with listening_socket("::1", 0) as listening:
        command = server_command(listening, 3)
        assert command[-1] == "web:create_app()"
        assert command[command.index("--bind") + 1] == f"fd://{listening.fileno()}"
        assert command[command.index("--workers") + 1] == "3"


def test_who_asks_while_the_server_loads_waits_and_is_not_refused() -> None:
    with listening_socket("127.0.0.1", 0) as listening, socket.socket() as asking:
        asking.connect(listening.getsockname())
        assert os.get_inheritable(listening.fileno())


def test_an_application_opens_nothing_that_workers_must_not_share(home: Path) -> None:
    """Workers part from a server that has made it: connections and files would be shared."""
    app = create_app({"MILEX_HOME": str(home)})
    opened = vars(app.extensions["milex"])
    with listening_socket("127.0.0.1", 0) as listening:
        assert "--preload" in server_command(listening, 1)
    assert not opened.keys() & {"engine", "library", "_index", "comparisons"}


def fetched(address: str) -> bytes:
    """The page at ``address``, asked for until the server has started."""
    for _ in range(480):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
                page: bytes = answer.read()
                return page
        except urllib.error.URLError:
            time.sleep(0.25)
    raise AssertionError("the server did not start")
