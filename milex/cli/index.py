"""``milex index``: the search index brought to what the library holds."""

import click

from i18n.messages import Message
from milex.cli.desk import Desk
from milex.cli.progress import progress_bar
from milex.cli.spoken import SpokenCommand
from milex.indexing import apply_index_tasks, rebuild_index
from milex.reports.words import counted_articles


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "index",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message("Bring the search index up to date, or write it anew from the database.")
        ),
    )
    @click.option(
        "--rebuild",
        is_flag=True,
        help=desk.say(
            Message("Write the whole index anew, forget kept comparisons; mends what is broken.")
        ),
    )
    def index(rebuild: bool) -> None:
        workspace = desk.workspace
        if rebuild:
            workspace.comparisons.forget()
            with progress_bar(desk) as show:
                count = rebuild_index(
                    workspace.library,
                    workspace.search,
                    lambda done, total: show(done, total, Message("Writing the index")),
                )
            desk.tell(
                Message(
                    "The index was written anew: %(articles)s.", articles=counted_articles(count)
                )
            )
            return
        workspace.check()
        laws = apply_index_tasks(workspace.library, workspace.search)
        desk.tell(
            Message(
                "The index is up to date: %(articles)s; laws read again: %(laws)s.",
                laws=laws,
                articles=counted_articles(workspace.search.count()),
            )
        )

    return index
