"""``milex matrix``: States or laws against a checklist, provision by provision."""

import datetime
from pathlib import Path
from typing import Any

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.files import EVERY, FLOWING, write_flow, write_sheets
from milex.cli.progress import progress_bar
from milex.cli.spoken import DONE, PROBLEMS, SpokenCommand
from milex.cli.writing import write
from milex.gathering import Asked, gather_matrix
from milex.matrix import Matrix
from milex.reports.matrix_flow import matrix_flow
from milex.reports.matrix_json import matrix_json
from milex.reports.matrix_sheets import cells_sheet, matrix_sheets
from milex.reports.matrix_text import matrix_text


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "matrix",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Hold States or laws against a checklist, provision by provision. What was "
                "compared before is not compared again."
            )
        ),
    )
    @click.option(
        "--by",
        type=click.Choice(["country", "law"]),
        default="country",
        help=desk.say(Message("A row each State (country, the default) or each law (law).")),
    )
    @options.checklist(desk)
    @options.group(desk)
    @options.country(desk, multiple=True)
    @options.topic(desk)
    @options.on(desk)
    @click.option(
        "--processes",
        type=click.IntRange(1, 64),
        help=desk.say(Message("How many processes compute; one a core by default.")),
    )
    @options.report_format(desk, EVERY)
    @options.output(desk)
    @options.as_json(desk)
    def matrix(
        processes: int | None, wanted: str, output: Path | None, as_json: bool, **asked: Any
    ) -> int:
        found = _gathered(desk, Asked(**asked), processes)
        _write(desk, found, "json" if as_json else wanted, output)
        return PROBLEMS if found.failures else DONE

    return matrix


def _write(desk: Desk, matrix: Matrix, wanted: str, output: Path | None) -> None:
    if wanted == "json":
        write(matrix_json(matrix, desk.language), output)
    elif wanted == "text":
        write([matrix_text(matrix, desk.language)], output)
    elif wanted in FLOWING:
        write_flow(lambda links: matrix_flow(matrix, links), wanted, desk, output)
    else:
        write_sheets(
            lambda links: matrix_sheets(matrix, links),
            lambda links: cells_sheet(matrix, links),
            wanted,
            desk,
            output,
        )


def _gathered(desk: Desk, asked: Asked, processes: int | None) -> Matrix:
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    with progress_bar(desk) as show:
        return gather_matrix(
            desk.workspace,
            asked,
            today,
            processes=processes,
            progress=lambda done, total: show(done, total, Message("Comparing laws")),
        )
