"""``milex outline``: the structure found in a file; nothing is stored."""

from pathlib import Path
from typing import Any

import click
from corpus.intake import Hints
from corpus.outline import outline as outline_of

from corpus.errors import UnreadableFile
from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import PROBLEMS, SpokenCommand
from milex.importing import read


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "outline",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("Show the structure found in a file. Nothing is stored.")),
    )
    @click.argument(
        "path", metavar="PATH", type=click.Path(exists=True, dir_okay=False, path_type=Path)
    )
    @options.hints(desk)
    @options.as_json(desk)
    def outline(path: Path, hints: Hints, as_json: bool) -> int:
        try:
            _, intake = read(path, hints, desk.settings.size_limit)
        except UnreadableFile as error:
            desk.warn(error.message)
            return PROBLEMS
        found = outline_of(intake)
        if as_json:
            desk.print_json(found)
        else:
            _report(desk, found)
        return 0

    return outline


def _report(desk: Desk, found: dict[str, Any]) -> None:
    openings: dict[str, list[dict[str, Any]]] = {}
    for division in found["divisions"]:
        openings.setdefault(division["first_article"], []).append(division)
    rows = []
    for article in found["articles"]:
        for division in openings.pop(article["num"], []):
            rows.append(("", "", f"{division['type']} {division['num']} {division['heading']}"))
        rows.append((article["num"], str(article["chars"]), article["heading"]))
    desk.print_table((Message("Article"), Message("Letters"), Message("Heading")), rows)
    desk.warn(
        Message(
            "%(articles)s articles, %(divisions)s divisions, %(series)s annexed series, "
            "%(doubts)s doubts; %(share)s of the words kept.",
            articles=len(found["articles"]),
            divisions=len(found["divisions"]),
            series=len(found["annexed_series"]),
            doubts=len(found["problems"]),
            share=f"{found['conservation']:.2%}",
        )
    )
    for problem in found["problems"]:
        desk.warn(
            Message("Line %(line)s: %(message)s", line=problem["line"], message=problem["message"])
        )
