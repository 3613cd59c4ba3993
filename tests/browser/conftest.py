"""The system's Chromium, and the site on a real WSGI server over the sample laws."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize
from werkzeug.serving import make_server

from milex.cli.init import add_samples
from milex.indexing import rebuild_index
from milex.schema import upgrade
from milex.workspace import Workspace
from web import create_app

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
# A root user's container has no sandbox, and nothing may ask the network for updates.
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
WIDTHS: dict[str, ViewportSize] = {
    "desk": {"width": 1280, "height": 900},
    "phone": {"width": 375, "height": 740},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser; skips where there is none, except in CI."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        reason = "no Chromium here (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return {
        **browser_type_launch_args,
        "executable_path": found,
        "args": list(CHROMIUM_ARGUMENTS),
    }


@pytest.fixture(scope="session")
def serving() -> Callable[[Flask], AbstractContextManager[str]]:
    """Serves an application as long as a block lasts; gives its address."""
    return _serving


@contextmanager
def _serving(application: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        application.extensions["milex"].close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running site that holds the sample laws."""
    home = str(tmp_path_factory.mktemp("site"))
    application = create_app({"MILEX_HOME": home, "MILEX_RATE_LIMIT": "0"})
    workspace: Workspace = application.extensions["milex"]
    upgrade(workspace.engine)
    add_samples(workspace)
    rebuild_index(workspace.library, workspace.search)
    with _serving(application) as address:
        yield address


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    """Relative addresses in the tests are those of the site."""
    return site


@pytest.fixture
def widths() -> dict[str, ViewportSize]:
    """The two screens that every page must fit."""
    return WIDTHS


@pytest.fixture
def complaints(site: str) -> Callable[[Page], list[str]]:
    """Collects what a page's console says and what it asks of other hosts."""

    def collect(page: Page) -> list[str]:
        heard: list[str] = []
        page.on("console", lambda message: heard.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: None if request.url.startswith(site) else heard.append(request.url),
        )
        return heard

    return collect


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of a width of ``WIDTHS``, with or without JavaScript."""
    contexts = []

    def new(width: str = "desk", **options: Any) -> Page:
        context = browser.new_context(base_url=site, viewport=WIDTHS[width], **options)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()
