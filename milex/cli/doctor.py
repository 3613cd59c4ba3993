"""``milex doctor``: what is wrong, and which command mends it."""

from contextlib import suppress

import click

from i18n.errors import MilexError
from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import DONE, ENVIRONMENT, PROBLEMS, SpokenCommand
from milex.doctor import Diagnosis, examine
from milex.indexing import mend_index

_SYMBOLS = {"well": "✓", "unwell": "!", "unusable": "✕"}


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "doctor",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message("Check database, index, checklists and stored XML; say what mends them.")
        ),
    )
    @click.option(
        "--mend",
        is_flag=True,
        help=desk.say(Message("First bring the index to what the database holds.")),
    )
    @options.as_json(desk)
    def doctor(mend: bool, as_json: bool) -> int:
        if mend:
            with suppress(MilexError):  # what cannot be mended is told below
                mend_index(desk.workspace.library, desk.workspace.search)
        found = examine(desk.workspace)
        if as_json:
            desk.print_json([_json(desk, diagnosis) for diagnosis in found])
        else:
            for diagnosis in found:
                click.echo(f"{_SYMBOLS[diagnosis.condition]} {desk.say(diagnosis.message)}")
        conditions = {diagnosis.condition for diagnosis in found}
        if "unusable" in conditions:
            return ENVIRONMENT
        return PROBLEMS if "unwell" in conditions else DONE

    return doctor


def _json(desk: Desk, diagnosis: Diagnosis) -> dict[str, str]:
    return {
        "check": diagnosis.check,
        "condition": diagnosis.condition,
        "message": desk.say(diagnosis.message),
    }
