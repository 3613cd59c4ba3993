"""``milex compare``: a law, or a State's laws together, against a checklist."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.complaints import SpokenUsageError
from milex.cli.desk import Desk
from milex.cli.progress import progress_bar
from milex.cli.spoken import DONE, PROBLEMS, SpokenCommand
from milex.cli.writing import write
from milex.gathering import CountryView, gather_country
from milex.reports.comparison import comparison_json, comparison_report
from milex.reports.comparison_text import comparison_text
from milex.reports.country import country_json, country_text
from milex.reports.explanation import explanation_json, explanation_text


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is compared with what, in which form."""

    law: str | None
    country: str | None
    on: datetime.date | None
    checklist: str | None
    group: str | None
    explained: str | None
    version: str | None
    wanted: str

    def check(self) -> None:
        """Raises SpokenUsageError where options do not go together."""
        if (self.law is None) == (self.country is None):
            raise SpokenUsageError(
                Message("Name a law, or a country with --country: one of the two.")
            )
        if self.law is None and (self.version is not None or self.explained is not None):
            raise SpokenUsageError(
                Message("--version and --explain belong to a law, not to --country.")
            )
        if self.country is None and self.on is not None:
            raise SpokenUsageError(
                Message("--on belongs to --country; of a law say the version, --version.")
            )


def command(desk: Desk) -> click.Command:
    """The command, in the desk's language."""

    @click.command(
        "compare",
        cls=SpokenCommand,
        desk=desk,
        help=desk.say(
            Message(
                "Compare a law with a checklist of provisions, or all laws of a country in "
                "force together. A provision that is absent was not found in this instrument; "
                "another law may have it: only --country says what a country lacks."
            )
        ),
    )
    @options.law(desk, required=False)
    @options.country(desk)
    @options.on(desk)
    @options.checklist(desk)
    @options.group(desk)
    @click.option(
        "--explain",
        "explained",
        metavar="PROVISION",
        help=desk.say(
            Message("Each step by which this provision got its verdict, such as tip.3a.act.")
        ),
    )
    @options.version(desk)
    @options.report_format(desk, ("text", "json"))
    @options.output(desk)
    @options.as_json(desk)
    def compare(output: Path | None, wanted: str, as_json: bool, **asked: Any) -> int:
        request = _Asked(**asked, wanted="json" if as_json else wanted)
        request.check()
        if request.country is not None:
            view = _gathered(desk, request, request.country)
            write(_of_country(desk, request, view), output)
            return PROBLEMS if view.failures else DONE
        write(_of_law(desk, request, request.law or ""), output)
        return DONE

    return compare


def _of_law(desk: Desk, asked: _Asked, law: str) -> Iterator[str]:
    if asked.explained is not None:
        yield _explanation(desk, asked, law, asked.explained)
        return
    comparison = desk.workspace.compare(law, asked.checklist, asked.group, asked.version)
    if asked.wanted == "json":
        yield _dumped(comparison_json(comparison))
        return
    used = desk.workspace.checklist(comparison.checklist)
    summary = desk.workspace.library.law(law, comparison.version)
    yield comparison_text(comparison_report(comparison, summary, used), desk.language)


def _explanation(desk: Desk, asked: _Asked, law: str, provision: str) -> str:
    explanation = desk.workspace.explain(law, provision, asked.checklist, asked.version)
    if asked.wanted == "json":
        return _dumped(explanation_json(explanation))
    title = desk.workspace.library.law(law).title
    used = desk.workspace.checklist(explanation.checklist)
    return explanation_text(explanation, title, used, desk.language)


def _gathered(desk: Desk, asked: _Asked, country: str) -> CountryView:
    today = datetime.datetime.now(datetime.UTC).astimezone().date()
    with progress_bar(desk) as show:
        return gather_country(
            desk.workspace,
            country,
            asked.on or today,
            asked.checklist,
            asked.group,
            progress=lambda done, total: show(done, total, Message("Comparing laws")),
        )


def _of_country(desk: Desk, asked: _Asked, view: CountryView) -> Iterator[str]:
    if asked.wanted == "json":
        yield _dumped(country_json(view, desk.language))
    else:
        yield country_text(view, desk.language)


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
