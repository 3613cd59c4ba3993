"""Results of a search as JSON and as a table for spreadsheets."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, Final

from i18n.messages import Message
from search.model import Hit, SearchResults

PATH_SEPARATOR: Final = " › "
# What a spreadsheet would take for a formula.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK: Final = "\ufeff"  # by which spreadsheets know UTF-8

_COLUMNS: Final = (
    Message("Law"),
    Message("Title"),
    Message("Country"),
    Message("Language of the law"),
    Message("Version"),
    Message("Article"),
    Message("Heading"),
    Message("Place"),
    Message("Score"),
    Message("Excerpt"),
    Message("Found by"),
)


def search_json(
    results: SearchResults, say: Callable[[Message], str], proposal: str | None = None
) -> dict[str, Any]:
    """``results`` as ``milex search --json`` prints them; ``say`` puts notes into words.

    ``proposal`` is the query with its unknown words put right.
    """
    return {
        "total": results.total,
        "hits": [_hit_json(hit) for hit in results.hits],
        "facets": {
            name: [[value.upper() if name == "country" else value, count] for value, count in rows]
            for name, rows in results.facets.items()
        },
        "notes": [say(note) for note in results.notes],
        "laws": [{"law": law, "articles": count} for law, count in results.law_articles.items()],
        "law_total": results.laws,
        "did_you_mean": proposal,
    }


def search_csv(results: SearchResults, language: str) -> str:
    """The hits of ``results``, one a line under headings in ``language``, for spreadsheets."""
    buffer = io.StringIO()
    buffer.write(_BYTE_ORDER_MARK)
    table = csv.writer(buffer)
    table.writerow(column.in_language(language) for column in _COLUMNS)
    for hit in results.hits:
        table.writerow(map(_harmless, _cells(hit)))
    return buffer.getvalue()


def snippet_text(hit: Hit) -> str:
    """The snippet of ``hit`` on one line, without marks."""
    return " ".join("".join(mark.text for mark in hit.snippet).split())


def _cells(hit: Hit) -> Iterator[str]:
    yield from (hit.key.law, hit.law_title, hit.country.upper(), hit.language, hit.key.version)
    yield from (hit.num, hit.heading, PATH_SEPARATOR.join(hit.path), f"{hit.score:.4f}")
    yield from (snippet_text(hit), ", ".join(hit.matched))


def _harmless(cell: str) -> str:
    """``cell`` with an apostrophe where a spreadsheet would run it."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "law": hit.key.law,
        "version": hit.key.version,
        "title": hit.law_title,
        "country": hit.country.upper(),
        "language": hit.language,
        "article": {
            "num": hit.num,
            "eid": hit.key.eid,
            "heading": hit.heading,
            "path": list(hit.path),
        },
        "score": round(hit.score, 4),
        "snippet": "".join(mark.text for mark in hit.snippet),
        "matched": list(hit.matched),
        "matched_as": [
            {"concept": one.concept, "expression": one.expression} for one in hit.matched_as
        ],
    }
