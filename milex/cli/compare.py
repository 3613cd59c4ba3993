"""``milex compare``: a law against a checklist, provision by provision."""

import json
from pathlib import Path

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.reports.comparison import comparison_json, comparison_report
from milex.reports.comparison_text import comparison_text


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "compare",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Compare a law with a checklist of provisions. A provision that is absent "
                "was not found in this instrument; another law may have it."
            )
        ),
    )
    @options.law(desk)
    @click.option(
        "--checklist",
        metavar="ID",
        help=desk.say(Message("The checklist; that of the UN Protocols by default.")),
    )
    @click.option(
        "--group", metavar="G", help=desk.say(Message("Only this group of provisions, such as A."))
    )
    @options.version(desk)
    @click.option(
        "--format",
        "wanted",
        type=click.Choice(["text", "json"]),
        default="text",
        help=desk.say(Message("The format; text by default.")),
    )
    @options.output(desk)
    @options.as_json(desk)
    def compare(
        law: str,
        checklist: str | None,
        group: str | None,
        version: str | None,
        wanted: str,
        output: Path | None,
        as_json: bool,
    ) -> None:
        workspace = desk.workspace
        comparison = workspace.compare(law, checklist, group, version)
        if as_json or wanted == "json":
            text = json.dumps(comparison_json(comparison), ensure_ascii=False, indent=2) + "\n"
        else:
            used = workspace.checklist(comparison.checklist)
            report = comparison_report(comparison, workspace.library.law(law), used)
            text = comparison_text(report, desk.language)
        if output is None:
            click.echo(text, nl=False)
        else:
            output.write_text(text, encoding="utf-8")

    return compare
