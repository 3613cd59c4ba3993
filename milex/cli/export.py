"""``milex export``: a law as a file to keep, in every form."""

from pathlib import Path

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.cli.writing import write_binary
from milex.exports.forms import FORMS, exported
from milex.reports.links import Links

_READABLE = frozenset({"akn", "html", "txt"})  # on a terminal too


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "export",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message("Write a law as Akoma Ntoso XML, Word document, web page, PDF or plain text.")
        ),
    )
    @options.law(desk)
    @click.option(
        "--format",
        "wanted",
        type=click.Choice(tuple(FORMS)),
        default="akn",
        help=desk.say(
            Message(
                "Akoma Ntoso XML (akn, the default), Word document (docx), PDF (pdf), web page "
                "(html) or plain text (txt)."
            )
        ),
    )
    @options.version(desk)
    @options.output(desk)
    def export(law: str, wanted: str, version: str | None, output: Path | None) -> None:
        library = desk.workspace.library
        links = Links(desk.settings.site_url, desk.language)
        address = links.law(library.law(law, version))
        data = exported(library, law, version, wanted, desk.language, address)
        if output is None and wanted in _READABLE:
            click.echo(data, nl=False)
        else:
            write_binary(data, output)

    return export
