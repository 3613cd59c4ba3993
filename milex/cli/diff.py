"""``milex diff``: two laws, or two versions of one, side by side."""

import json
from pathlib import Path
from typing import NamedTuple

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.cli.writing import write
from milex.errors import NotFound
from milex.reports.articles_diff import articles_diff, articles_diff_json
from milex.reports.articles_diff_text import articles_diff_text


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
    @options.output(desk)
    @options.as_json(desk)
    def diff(before: str, after: str | None, output: Path | None, as_json: bool) -> None:
        sides = _sides(desk, before, after)
        library = desk.workspace.library
        read = [
            (library.law(side.law, side.version), library.comparable(side.law, side.version))
            for side in sides
        ]
        found = articles_diff(*read)
        if as_json:
            text = json.dumps(articles_diff_json(found), ensure_ascii=False, indent=2) + "\n"
        else:
            text = articles_diff_text(found, desk.language)
        write([text], output)

    return diff


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
