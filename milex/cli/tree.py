"""The command line as one tree, in the language that the settings ask for."""

from importlib.metadata import version

import click

from i18n.messages import Message
from milex.cli import (
    backup,
    checklist,
    clause,
    compare,
    diff,
    doctor,
    evaluate,
    export,
    import_,
    index,
    init,
    laws,
    matrix,
    outline,
    restore,
    search,
    serve,
    show,
)
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenGroup
from milex.settings import SETTINGS, Settings

_VERBS = (
    init,
    import_,
    outline,
    laws,
    show,
    search,
    compare,
    matrix,
    diff,
    checklist,
    clause,
    evaluate,
    index,
    doctor,
    export,
    backup,
    restore,
    serve,
)


def build(settings: Settings) -> click.Group:
    """Every command, working with ``settings`` and speaking their language."""
    desk = Desk(settings)
    group = SpokenGroup(
        "milex",
        desk=desk,
        help=desk.say(
            Message(
                "Migration and anti-trafficking laws as structured articles, searched and "
                "compared with the UN Protocols."
            )
        ),
        settings=[(row.variable, desk.say(row.help)) for row in SETTINGS],
    )
    for verb in _VERBS:
        group.add_command(verb.command(desk))
    shown = click.version_option(
        version("milex"),
        prog_name="milex",
        help=desk.say(Message("Show the version and exit.")),
    )
    return shown(group)
