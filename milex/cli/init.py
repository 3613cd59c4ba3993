"""``milex init``: the database and the index, with the sample laws where asked."""

import click

from corpus.intake import take_in
from corpus.samples import sample_laws
from i18n.messages import Message
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.indexing import apply_index_tasks, rebuild_index
from milex.projection import sha256
from milex.reports.words import counted_articles, counted_laws
from milex.schema import upgrade
from milex.workspace import Workspace
from search.errors import IndexBroken, IndexMissing


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "init",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Make the database and the search index, or bring them up to date. "
                "Laws that are there stay."
            )
        ),
    )
    @click.option(
        "--demo",
        is_flag=True,
        help=desk.say(Message("Add the sample laws of fictional States.")),
    )
    def init(demo: bool) -> None:
        workspace = desk.workspace
        upgrade(workspace.engine)
        _ensure_index(workspace)
        if demo:
            add_samples(workspace)
        apply_index_tasks(workspace.library, workspace.search)
        _ensure_same_articles(workspace)
        desk.tell(
            Message(
                "MILEX is ready in %(home)s: %(laws)s, %(articles)s.",
                home=desk.settings.home,
                laws=counted_laws(len(workspace.library.laws())),
                articles=counted_articles(workspace.search.count()),
            )
        )

    return init


def add_samples(workspace: Workspace) -> None:
    """Adds the bundled sample laws; those that are there already stay as they are."""
    for name, xml in sample_laws():
        intake = take_in(xml, name)
        workspace.library.add(
            intake.document,
            source_name=name,
            source_format=intake.format,
            source_hash=sha256(xml),
        )


def _ensure_index(workspace: Workspace) -> None:
    try:
        workspace.search.count()
    except (IndexMissing, IndexBroken):
        rebuild_index(workspace.library, workspace.search)


def _ensure_same_articles(workspace: Workspace) -> None:
    """The index is of this database, not of one that was taken away."""
    if workspace.search.count() != workspace.library.article_total():
        rebuild_index(workspace.library, workspace.search)
