"""``milex compare``: a law, or a State's laws together, against a checklist."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from i18n.messages import Message
from milex.cli import options
from milex.cli.complaints import SpokenUsageError
from milex.cli.desk import Desk
from milex.cli.files import EVERY, FLOWING, write_flow, write_sheets
from milex.cli.progress import progress_bar
from milex.cli.spoken import DONE, PROBLEMS, SpokenCommand
from milex.cli.writing import write
from milex.gathering import CountryView, gather_country
from milex.reports.comparison import comparison_json, comparison_report
from milex.reports.comparison_text import comparison_text
from milex.reports.country import country_json, country_text
from milex.reports.explanation import explanation_json, explanation_text
from milex.reports.findings import Findings, findings_of_country, findings_of_law
from milex.reports.findings_flow import findings_flow
from milex.reports.findings_sheets import findings_sheet, findings_sheets


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
        if self.explained is not None and self.wanted not in {"text", "json"}:
            raise SpokenUsageError(Message("--explain is told as text or json."))
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
    @options.report_format(desk, EVERY)
    @options.output(desk)
    @options.as_json(desk)
    def compare(output: Path | None, wanted: str, as_json: bool, **asked: Any) -> int:
        request = _Asked(**asked, wanted="json" if as_json else wanted)
        request.check()
        if request.country is not None:
            view = _gathered(desk, request, request.country)
            _write_country(desk, request, view, output)
            return PROBLEMS if view.failures else DONE
        if request.explained is not None:
            write([_explanation(desk, request, request.law or "", request.explained)], output)
        else:
            _write_law(desk, request, request.law or "", output)
        return DONE

    return compare


def _write_law(desk: Desk, asked: _Asked, law: str, output: Path | None) -> None:
    compared = desk.workspace.compared(law, asked.checklist, asked.group, asked.version)
    comparison = compared.comparison
    if asked.wanted == "json":
        write([_dumped(comparison_json(comparison))], output)
        return
    used = desk.workspace.checklist(comparison.checklist)
    summary = desk.workspace.library.law(law, comparison.version)
    if asked.wanted == "text":
        report = comparison_report(comparison, summary, used)
        write([comparison_text(report, desk.language)], output)
        return
    _write_findings(desk, asked.wanted, findings_of_law(summary, compared, used), output)


def _write_country(desk: Desk, asked: _Asked, view: CountryView, output: Path | None) -> None:
    if asked.wanted == "json":
        write([_dumped(country_json(view, desk.language))], output)
    elif asked.wanted == "text":
        write([country_text(view, desk.language)], output)
    else:
        findings = findings_of_country(view, desk.language)
        _write_findings(desk, asked.wanted, findings, output)


def _write_findings(desk: Desk, wanted: str, findings: Findings, output: Path | None) -> None:
    if wanted in FLOWING:
        write_flow(lambda links: findings_flow(findings, links), wanted, desk, output)
        return
    write_sheets(
        lambda links: findings_sheets(findings, links),
        lambda links: findings_sheet(findings, links),
        wanted,
        desk,
        output,
    )


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


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
