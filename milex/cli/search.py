"""``milex search``: articles that answer a query."""

from typing import Any

import click
from rich.text import Text

from i18n.messages import Counted, Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from search.model import Hit, SearchRequest, SearchResults


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "search",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("Find articles by their words. Quotes keep words together.")),
    )
    @click.argument("query", metavar=desk.say(Message("QUERY")), callback=options.plain_text)
    @options.language(desk, multiple=True)
    @options.country(desk, multiple=True)
    @options.topic(desk, multiple=True)
    @click.option(
        "--from",
        "year_from",
        type=click.IntRange(1, 9999),
        metavar="Y",
        help=desk.say(Message("Laws of this year or later.")),
    )
    @click.option(
        "--to",
        "year_to",
        type=click.IntRange(1, 9999),
        metavar="Y",
        help=desk.say(Message("Laws of this year or earlier.")),
    )
    @click.option(
        "--across",
        is_flag=True,
        help=desk.say(Message("Also find the other language's words for the same concepts.")),
    )
    @click.option(
        "--limit",
        type=click.IntRange(1, 1000),
        default=20,
        metavar="N",
        help=desk.say(Message("How many articles to show; 20 by default.")),
    )
    @options.as_json(desk)
    def search(as_json: bool, **asked: Any) -> None:
        desk.workspace.check()  # a database of another schema is told before any hit
        results = desk.workspace.search.search(SearchRequest(**asked))
        if as_json:
            desk.print_json(_json(desk, results))
        else:
            _report(desk, results)

    return search


def _json(desk: Desk, results: SearchResults) -> dict[str, Any]:
    return {
        "total": results.total,
        "hits": [_hit_json(hit) for hit in results.hits],
        "facets": {
            name: [[value.upper() if name == "country" else value, count] for value, count in rows]
            for name, rows in results.facets.items()
        },
        "notes": [desk.say(note) for note in results.notes],
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "law": hit.key.law,
        "version": hit.key.version,
        "title": hit.law_title,
        "country": hit.country.upper(),
        "language": hit.language,
        "article": {"num": hit.num, "eid": hit.key.eid, "heading": hit.heading},
        "score": round(hit.score, 4),
        "snippet": "".join(mark.text for mark in hit.snippet),
        "matched": list(hit.matched),
    }


def _report(desk: Desk, results: SearchResults) -> None:
    console = desk.console
    for note in results.notes:
        desk.warn(note)
    if not results.total:
        if not results.notes:
            desk.tell(
                Message(
                    "No article answers; try fewer words or filters, or --across for the "
                    "words of the other language."
                )
            )
        return
    for hit in results.hits:
        title = Text(f"{hit.country.upper()}  {hit.law_title}", style="bold")
        where = " · ".join(part for part in (hit.num, hit.heading) if part)
        snippet = Text()
        for mark in hit.snippet:
            snippet.append(" ".join(mark.text.split("\n")), "bold" if mark.matched else "")
        console.print(title)
        console.print(Text(f"{hit.key.law}  {where}"))
        console.print(snippet)
        console.print()
    desk.tell(
        Counted(
            "%(shown)s of %(count)s article shown.",
            "%(shown)s of %(count)s articles shown.",
            shown=len(results.hits),
            count=results.total,
        )
    )
