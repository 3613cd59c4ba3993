"""``milex compare``: a law against a checklist, provision by provision."""

import json
from pathlib import Path
from typing import Any

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.desk import Desk
from milex.cli.spoken import SpokenCommand
from milex.reports.comparison import comparison_json, comparison_report
from milex.reports.comparison_text import comparison_text
from milex.reports.explanation import explanation_json, explanation_text


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
    @click.option(
        "--explain",
        "explained",
        metavar="PROVISION",
        help=desk.say(
            Message("Each step by which this provision got its verdict, such as tip.3a.act.")
        ),
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
        explained: str | None,
        version: str | None,
        wanted: str,
        output: Path | None,
        as_json: bool,
    ) -> None:
        is_json = as_json or wanted == "json"
        if explained is not None:
            text = _explanation(desk, law, explained, checklist, version, is_json=is_json)
        else:
            text = _comparison(desk, law, checklist, group, version, is_json=is_json)
        if output is None:
            click.echo(text, nl=False)
        else:
            output.write_text(text, encoding="utf-8")

    return compare


def _comparison(
    desk: Desk,
    law: str,
    checklist: str | None,
    group: str | None,
    version: str | None,
    *,
    is_json: bool,
) -> str:
    comparison = desk.workspace.compare(law, checklist, group, version)
    if is_json:
        return _dumped(comparison_json(comparison))
    used = desk.workspace.checklist(comparison.checklist)
    report = comparison_report(comparison, desk.workspace.library.law(law), used)
    return comparison_text(report, desk.language)


def _explanation(
    desk: Desk,
    law: str,
    provision: str,
    checklist: str | None,
    version: str | None,
    *,
    is_json: bool,
) -> str:
    explanation = desk.workspace.explain(law, provision, checklist, version)
    if is_json:
        return _dumped(explanation_json(explanation))
    title = desk.workspace.library.law(law).title
    used = desk.workspace.checklist(explanation.checklist)
    return explanation_text(explanation, title, used, desk.language)


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
