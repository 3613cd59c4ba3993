"""How long a law takes to open in a browser: one of 2,000 articles beside one of 20."""

import datetime
import shutil
import statistics
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from corpus.model import Article, Division, Document, LawMetadata, Paragraph
from milex.schema import upgrade
from milex.workspace import Workspace
from web import create_app

SHORT: Final = 20
LONG: Final = 2_000
ROUNDS: Final = 7  # the first warms the server and is left out
_CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")
_WORDS: Final = (
    "La autoridad competente dictará las medidas que protejan a toda persona que ingrese, "
    "permanezca, transite o salga del territorio, conforme al reglamento."
)
_A_CHAPTER: Final = 25  # articles
_USABLE: Final = """() => new Promise((done) => requestAnimationFrame(() => setTimeout(() =>
  done(performance.getEntriesByType('navigation')[0].loadEventEnd))))"""


@dataclass(frozen=True, slots=True)
class Opening:
    """Milliseconds from the request to the page's load event, medians of the rounds."""

    milliseconds: Mapping[int, float]  # by articles

    @property
    def ratio(self) -> float:
        """The long law's time to the short law's."""
        return self.milliseconds[LONG] / self.milliseconds[SHORT]


def measure_opening(home: Path) -> Opening | None:
    """Both laws opened in the system's Chromium, by turns; None where there is none."""
    found = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if found is None:
        return None
    with _site(home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        times: dict[int, list[float]] = {SHORT: [], LONG: []}
        for _ in range(ROUNDS):
            for articles, taken in times.items():
                taken.append(_opened(browser, f"{address}/en/laws/xa/ley/{articles}-2001"))
        browser.close()
    return Opening({articles: statistics.median(taken[1:]) for articles, taken in times.items()})


def print_opening(opening: Opening | None) -> None:
    """The two times and their ratio."""
    if opening is None:
        print("No Chromium here: not measured.")
        return
    for articles, milliseconds in opening.milliseconds.items():
        print(f"A law of {articles:,} articles opens in {milliseconds:,.0f} ms")
    print(f"Ratio {opening.ratio:.1f} (at most 5)")


def _opened(browser: Browser, address: str) -> float:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address)
    taken: float = page.evaluate(_USABLE)
    context.close()
    return taken


@contextmanager
def _site(home: Path) -> Iterator[str]:
    application = create_app({"MILEX_HOME": str(home), "MILEX_RATE_LIMIT": "0"})
    workspace: Workspace = application.extensions["milex"]
    upgrade(workspace.engine)
    for articles in (SHORT, LONG):
        workspace.library.add(_law(articles))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        workspace.close()


class _Silent(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing."""


def _law(count: int) -> Document:
    articles = tuple(
        Article(str(n), f"Artículo {n}.", f"De la medida {n}", _content(n))
        for n in range(1, count + 1)
    )
    chapters = tuple(
        Division("chapter", str(at), "De las medidas", articles[at : at + _A_CHAPTER])
        for at in range(0, count, _A_CHAPTER)
    )
    metadata = LawMetadata(
        f"Ley de {count} artículos", "xa", "es", "ley", str(count), 2001, datetime.date(2001, 1, 1)
    )
    return Document(metadata, chapters)


def _content(number: int) -> tuple[Paragraph, ...]:
    points = tuple(Paragraph(f"{_WORDS} {number}", f"{letter})") for letter in "ab")
    return (Paragraph(f"{number} {_WORDS} {_WORDS}"), Paragraph(_WORDS, children=points))
