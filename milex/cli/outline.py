"""``milex outline``: the structure found in a file; nothing is stored."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from corpus.errors import CorpusError
from corpus.intake import Hints, Intake
from corpus.outline import outline as outline_of
from corpus.segmenter import Cut
from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.outline_tree import tree_lines
from milex.cli.spoken import DONE, PROBLEMS, SpokenCommand
from milex.importing import read

_ANY_COUNTRY: Final = "xx"  # an outline says of no country, so none need be known


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "outline",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("Show the structure found in a file. Nothing is stored.")),
    )
    @click.argument(
        "path", metavar=desk.say(Message("PATH")), type=options.SpokenPath(folder=False)
    )
    @options.hints(desk)
    @options.structure(desk)
    @options.as_json(desk)
    def outline(path: Path, hints: Hints, cuts: tuple[Cut, ...] | None, as_json: bool) -> int:
        try:
            known = replace(hints, cuts=cuts, country=hints.country or _ANY_COUNTRY)
            _, intake = read(path, known, desk.settings.size_limit)
        except CorpusError as error:
            desk.warn(error.message)
            return PROBLEMS
        if as_json:
            desk.print_json({**outline_of(intake), "problems": desk.problems(intake.problems)})
        else:
            _report(desk, intake)
        return DONE

    return outline


def _report(desk: Desk, intake: Intake) -> None:
    for line in tree_lines(desk, intake):
        click.echo(line)
    found = outline_of(intake)
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
