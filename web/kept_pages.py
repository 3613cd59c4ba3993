"""Whole pages that are asked for again and again, kept as they travel.

Reading a law is what most visitors do. Its page is made once for the facts that it shows,
and kept compressed; facts are asked for again when the library has changed. A browser that
has the page is told so and gets nothing.
"""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from flask import Flask, Response, current_app, request

from milex.remembering import Remembered

PAGES_REMEMBERED: Final = 32_000_000  # bytes, compressed: some thousand laws, or a hundred codes
FACTS_REMEMBERED: Final = 2_000  # addresses
_EFFORT: Final = 6  # of 9; paid once
_EXTENSION: Final = "milex.pages"

_Facts = TypeVar("_Facts", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Kept:
    data: bytes  # gzip
    etag: str


class _Keeper:
    """The pages of one application, and the facts that each address showed last."""

    def __init__(self) -> None:
        self.pages: Remembered[tuple[Hashable, ...], _Kept] = Remembered(
            PAGES_REMEMBERED, lambda kept: len(kept.data)
        )
        self.facts: Remembered[tuple[Hashable, ...], Any] = Remembered(FACTS_REMEMBERED)


def install_kept_pages(app: Flask) -> None:
    """Gives ``app`` a place for its pages."""
    app.extensions[_EXTENSION] = _Keeper()


def kept_page(
    revision: Hashable, facts: Callable[[], _Facts], make: Callable[[_Facts], str]
) -> Response:
    """The page that ``make`` makes of ``facts``, made once for the same facts and address.

    ``facts`` must give everything that the page shows and that may change while the site
    runs; they are asked for again when ``revision`` is another one. An address with other
    parameters than ``version`` is made anew and not kept.
    """
    if not set(request.args) <= {"version"}:
        return _answer(_made(make(facts())))
    keeper: _Keeper = current_app.extensions[_EXTENSION]
    address = (request.script_root, request.path, request.query_string)
    known: _Facts = keeper.facts.get((*address, revision), facts)
    return _answer(keeper.pages.get((*address, known), lambda: _made(make(known))))


def _made(text: str) -> _Kept:
    page = text.encode("utf-8")
    etag = hashlib.sha256(page).hexdigest()[:20]
    return _Kept(gzip.compress(page, _EFFORT, mtime=0), etag)


def _answer(kept: _Kept) -> Response:
    takes_gzip = request.accept_encodings.quality("gzip") > 0
    data = kept.data if takes_gzip else gzip.decompress(kept.data)
    answer = Response(data, content_type="text/html; charset=utf-8")
    answer.vary.add("Accept-Encoding")
    if takes_gzip:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(kept.etag, weak=True)  # the same page, compressed or not
    answer.headers["Cache-Control"] = "no-cache"  # kept by browsers, asked about each time
    answer.make_conditional(request)
    return answer
