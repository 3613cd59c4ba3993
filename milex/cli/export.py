"""``milex export``: a law as Akoma Ntoso or plain text."""

from pathlib import Path

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.reports.law_text import law_text


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "export",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(Message("Write a law as Akoma Ntoso XML or as plain text.")),
    )
    @options.law(desk)
    @click.option(
        "--format",
        "wanted",
        type=click.Choice(["akn", "txt"]),
        default="akn",
        help=desk.say(Message("Akoma Ntoso XML (akn, the default) or plain text (txt).")),
    )
    @options.version(desk)
    @options.output(desk)
    def export(law: str, wanted: str, version: str | None, output: Path | None) -> None:
        library = desk.workspace.library
        if wanted == "akn":
            data = library.xml(law, version)
        else:
            data = law_text(library.document(law, version)).encode("utf-8")
        if output is None:
            click.echo(data, nl=False)
        else:
            output.write_bytes(data)

    return export
