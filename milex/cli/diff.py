"""``milex diff``: two laws, or two versions of one, side by side."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.complaints import SpokenUsageError
from milex.cli.desk import Desk
from milex.cli.files import FLOWING, write_flow
from milex.cli.spoken import SpokenCommand
from milex.cli.writing import write
from milex.errors import NotFound
from milex.reports.articles_diff import articles_diff, articles_diff_json
from milex.reports.articles_diff_flow import articles_diff_flow
from milex.reports.articles_diff_text import articles_diff_text
from milex.reports.provisions_diff import (
    provisions_diff,
    provisions_diff_flow,
    provisions_diff_json,
    provisions_diff_text,
)


class _Named(NamedTuple):
    """A version of a law as the command line names it."""

    law: str
    version: str | None  # None for the current one


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "diff",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Lay two laws side by side, or two versions of one: LAW@VERSION names a "
                "version. One law alone is laid beside the version before it."
            )
        ),
    )
    @click.argument("before", metavar=desk.say(Message("LAW1")), callback=options.plain_text)
    @click.argument(
        "after",
        metavar=desk.say(Message("[LAW2]")),
        callback=options.optional_text,
        required=False,
    )
    @click.option(
        "--by",
        type=click.Choice(["article", "provision"]),
        help=desk.say(
            Message(
                "Article by article, the default of two versions of one law, or provision by "
                "provision of a checklist, that of two laws."
            )
        ),
    )
    @options.checklist(desk)
    @options.group(desk)
    @options.report_format(desk, FLOWING)
    @options.output(desk)
    @options.as_json(desk)
    def diff(
        before: str,
        after: str | None,
        by: str | None,
        checklist: str | None,
        group: str | None,
        wanted: str,
        output: Path | None,
        as_json: bool,
    ) -> None:
        sides = _sides(desk, before, after)
        wanted = "json" if as_json else wanted
        by = by or ("article" if sides[0].law == sides[1].law else "provision")
        if by == "article":
            if checklist is not None or group is not None:
                raise SpokenUsageError(Message("--checklist and --group belong to --by provision."))
            _write_articles(desk, sides, wanted, output)
        else:
            _write_provisions(desk, sides, (checklist, group), wanted, output)

    return diff


def _write_articles(
    desk: Desk, sides: tuple[_Named, _Named], wanted: str, output: Path | None
) -> None:
    library = desk.workspace.library
    before, after = (
        (library.law(side.law, side.version), library.comparable(side.law, side.version))
        for side in sides
    )
    if before[0].language != after[0].language:
        raise SpokenUsageError(
            Message(
                "%(before)s and %(after)s are in different languages, so their articles have no "
                "words in common; compare them with --by provision.",
                before=before[0].law,
                after=after[0].law,
            )
        )
    found = articles_diff(before, after)
    if wanted == "json":
        write([_dumped(articles_diff_json(found))], output)
    elif wanted == "text":
        write([articles_diff_text(found, desk.language)], output)
    else:
        write_flow(lambda links: articles_diff_flow(found, links), wanted, desk, output)


def _write_provisions(
    desk: Desk,
    sides: tuple[_Named, _Named],
    asked: tuple[str | None, str | None],
    wanted: str,
    output: Path | None,
) -> None:
    workspace = desk.workspace
    before, after = (
        (
            workspace.library.law(side.law, side.version),
            workspace.compared(side.law, *asked, version=side.version),
        )
        for side in sides
    )
    found = provisions_diff(before, after, workspace.checklist(asked[0]))
    if wanted == "json":
        write([_dumped(provisions_diff_json(found))], output)
    elif wanted == "text":
        write([provisions_diff_text(found, desk.language)], output)
    else:
        write_flow(lambda links: provisions_diff_flow(found, links), wanted, desk, output)


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _sides(desk: Desk, before: str, after: str | None) -> tuple[_Named, _Named]:
    """The two versions meant: ``before`` alone is the later one, with what came before it."""
    first = _named(before)
    if after is not None:
        return first, _named(after)
    summary = desk.workspace.library.law(first.law, first.version)
    place = summary.versions.index(summary.version)
    if place == 0:
        raise NotFound(
            Message(
                "%(law)s has no version before %(version)s; name a second law, or two of its "
                "versions as LAW@VERSION: %(known)s.",
                law=summary.law,
                version=summary.version,
                known=", ".join(summary.versions),
            )
        )
    return _Named(first.law, summary.versions[place - 1]), _Named(first.law, summary.version)


def _named(written: str) -> _Named:
    law, _, version = written.strip().partition("@")
    return _Named(law.strip("/").lower(), version.strip() or None)
