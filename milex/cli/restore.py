"""``milex restore``: the library as a backup has it."""

from pathlib import Path

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.progress import progress_bar
from milex.cli.spoken import SpokenCommand
from milex.indexing import rebuild_index
from milex.reports.words import counted_articles, counted_laws
from milex.safekeeping import restore as restored


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "restore",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Make the database and the search index as a backup has them, once every byte "
                "of the backup is checked."
            )
        ),
    )
    @click.argument(
        "file", metavar=desk.say(Message("FILE")), type=options.SpokenPath(folder=False)
    )
    @click.option(
        "--force",
        is_flag=True,
        help=desk.say(Message("Replace the laws that are there; they are lost.")),
    )
    def restore(file: Path, force: bool) -> None:
        workspace = desk.workspace
        with progress_bar(desk) as show:
            restored(
                workspace.engine,
                file,
                force=force,
                on_row=lambda done, total: show(done, total, Message("Restoring the records")),
            )
            count = rebuild_index(
                workspace.library,
                workspace.search,
                lambda done, total: show(done, total, Message("Writing the index")),
            )
        desk.tell(
            Message(
                "The backup %(path)s is restored: %(laws)s, %(articles)s.",
                path=file.name,
                laws=counted_laws(len(workspace.library.laws())),
                articles=counted_articles(count),
            )
        )

    return restore
