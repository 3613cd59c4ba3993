"""``milex search``: articles that answer a query."""

from collections.abc import Callable
from itertools import groupby
from typing import Any, Final, get_args

import click
from rich.text import Text

from corpus.model import Status
from i18n.messages import Counted, Message
from milex.cli import options
from milex.cli.complaints import SpokenUsageError
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.reports.search_results import PATH_SEPARATOR, search_csv, search_json
from search.model import Hit, SearchRequest, SearchResults, Sort
from search.query_help import EXAMPLES
from search.spelling import proposal

PER_LAW: Final = 3  # articles of each law where results are grouped

_PURPOSE: Final = Message("Find articles by their words.")
_ASKING: Final = Message(
    "All words must stand in an article; where none has all, any will do. Ways to ask:"
)

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command("search", cls=SpokenCommand, desk=desk, help=_help(desk))
    @click.argument("query", metavar=desk.say(Message("QUERY")), callback=options.plain_text)
    @options.language(desk, multiple=True)
    @options.country(desk, multiple=True)
    @options.topic(desk, multiple=True)
    @_filters(desk)
    @_years(desk)
    @click.option(
        "--across",
        is_flag=True,
        help=desk.say(Message("Also find the other language's words for the same concepts.")),
    )
    @_page(desk)
    @click.option(
        "--csv", "as_csv", is_flag=True, help=desk.say(Message("Print CSV, for spreadsheets."))
    )
    @options.as_json(desk)
    def search(as_json: bool, as_csv: bool, by_law: bool, **asked: Any) -> None:
        if as_json and as_csv:
            raise SpokenUsageError(Message("Say --json or --csv, not both."))
        desk.workspace.check()  # a database of another schema is told before any hit
        request = SearchRequest(**asked, per_law=PER_LAW if by_law else 0)
        results = desk.workspace.search.search(request)
        proposed = proposal(desk.workspace.search, request, results)
        if as_json:
            desk.print_json(search_json(results, desk.say, proposed))
        elif as_csv:
            click.echo(search_csv(results, desk.language), nl=False)
        else:
            _report(desk, results, proposed)

    return search


def _help(desk: Desk) -> str:
    ways = "\n".join(
        f"{example.query[desk.language]}  ({desk.say(example.meaning)})" for example in EXAMPLES
    )
    return f"{desk.say(_PURPOSE)}\n\n{desk.say(_ASKING)}\n\n\b\n{ways}"


def _filters(desk: Desk) -> Decorator:
    """``--kind``, ``--status`` and ``--law``, each again for more."""
    kind = click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="K",
        help=desk.say(Message("Laws of this kind, such as ley, decreto, act.")),
    )
    status = click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice(get_args(Status)),
        help=desk.say(Message("Laws in this state.")),
    )
    law = click.option(
        "--law",
        "laws",
        multiple=True,
        metavar=desk.say(Message("LAW")),
        help=desk.say(Message("Only articles of this law, such as py/ley/4788-2012.")),
    )
    return lambda function: kind(status(law(function)))


def _years(desk: Desk) -> Decorator:
    """``--from`` and ``--to``, both inclusive."""
    first = click.option(
        "--from",
        "year_from",
        type=click.IntRange(1, 9999),
        metavar="Y",
        help=desk.say(Message("Laws of this year or later.")),
    )
    last = click.option(
        "--to",
        "year_to",
        type=click.IntRange(1, 9999),
        metavar="Y",
        help=desk.say(Message("Laws of this year or earlier.")),
    )
    return lambda function: first(last(function))


def _page(desk: Desk) -> Decorator:
    """``--by-law``, ``--sort``, ``--limit`` and ``--offset``."""
    by_law = click.option(
        "--by-law",
        is_flag=True,
        help=desk.say(
            Message("Group by law, each with its best articles; --limit and --offset count laws.")
        ),
    )
    sort = click.option(
        "--sort",
        type=click.Choice(get_args(Sort)),
        default="relevance",
        help=desk.say(Message("The closest first, or the newest law first.")),
    )
    limit = click.option(
        "--limit",
        type=click.IntRange(1, 1000),
        default=20,
        metavar="N",
        help=desk.say(Message("How many articles to show; 20 by default.")),
    )
    offset = click.option(
        "--offset",
        type=click.IntRange(0, 1_000_000),
        default=0,
        metavar="N",
        help=desk.say(Message("How many to leave out from the beginning.")),
    )
    return lambda function: by_law(sort(limit(offset(function))))


def _report(desk: Desk, results: SearchResults, proposed: str | None) -> None:
    for note in results.notes:
        desk.warn(note)
    if proposed is not None:
        desk.warn(Message("Did you mean: %(query)s", query=proposed))
    if not results.total:
        if not results.notes:
            desk.tell(
                Message(
                    "No article answers; try fewer words or filters, or --across for the "
                    "words of the other language."
                )
            )
        return
    for _, hits in groupby(results.hits, key=lambda hit: hit.key.law):
        _report_law(desk, list(hits))
    desk.tell(
        Counted(
            "%(shown)s of %(count)s article shown.",
            "%(shown)s of %(count)s articles shown.",
            shown=len(results.hits),
            count=results.total,
        )
    )


def _report_law(desk: Desk, hits: list[Hit]) -> None:
    """Neighbouring hits of one law under its title."""
    console = desk.console
    first = hits[0]
    console.print(Text(f"{first.country.upper()}  {first.law_title}", style="bold"))
    for hit in hits:
        where = " · ".join(filter(None, (hit.num, hit.heading, PATH_SEPARATOR.join(hit.path))))
        snippet = Text()
        for mark in hit.snippet:
            snippet.append(" ".join(mark.text.split("\n")), "bold" if mark.matched else "")
        console.print(Text(f"{hit.key.law}  {where}"))
        console.print(snippet)
        console.print()
