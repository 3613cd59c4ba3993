"""``milex backup``: the whole library in one file."""

from pathlib import Path

import click

from i18n.messages import Counted, Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.progress import progress_bar
from milex.cli.spoken import SpokenCommand
from milex.safekeeping import back_up


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "backup",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Write the whole database to one file, also while the site is running. "
                "Keep the file safe: only its owner can read it."
            )
        ),
    )
    @click.argument(
        "file",
        metavar=desk.say(Message("FILE")),
        type=options.SpokenPath(exists=False, folder=False),
    )
    def backup(file: Path) -> None:
        workspace = desk.workspace
        with progress_bar(desk) as show:
            manifest = back_up(
                workspace.engine,
                desk.settings,
                file,
                lambda done, total: show(done, total, Message("Writing the backup")),
            )
        desk.tell(
            Message(
                "The backup %(path)s is written: %(rows)s, %(megabytes)s MB.",
                path=file.name,
                rows=Counted("%(count)s record", "%(count)s records", count=manifest.rows),
                megabytes=f"{file.stat().st_size / 1e6:.1f}",
            )
        )

    return backup
