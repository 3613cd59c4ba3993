"""A law against a checklist: what the machine proposes, with its evidence and its reasons."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from flask import Response, render_template

from corpus.checklists.model import Checklist, Group, Provision
from milex.comparator.model import Verdict
from milex.in_force import TREATIES
from milex.records import LawSummary
from milex.reports.comparison import comparison_json, comparison_report
from milex.reports.comparison_text import comparison_text
from milex.reports.explanation import explanation_steps
from milex.reports.findings import findings_of_law
from milex.reports.findings_flow import findings_flow
from milex.reports.findings_sheets import findings_sheet, findings_sheets
from milex.workspace import Compared, known_provision
from web.answers import Answer, Brief, brief_of_law, full_answer
from web.exports import FORM_STEP, FORMS, flow_file, json_file, links, sheets_file, text_file
from web.fragments import fragment
from web.kept_pages import kept_page
from web.language import interface_language, pages
from web.law import LAW_STEPS, law_asked_for
from web.narrowing import Narrowing, narrowing_of
from web.presentation import PLACEHOLDER, law_url, place_in, shown_version
from web.selection import Selection
from web.workspace import workspace

blueprint = pages("comparison", __name__)

COMPARISON_STEPS: Final = f"{LAW_STEPS}/comparison/<checklist_id>"


@blueprint.get(COMPARISON_STEPS)
def comparison(country: str, kind: str, name: str, checklist_id: str) -> Response:
    """The proposals for a law: all in a line each, or the chosen ones with all their words.

    Raises:
        NotFound: no such law, version, checklist, group, provision, verdict or level.
    """

    def facts() -> LawSummary:
        return law_asked_for(country, kind, name)[0]

    checklist = workspace().checklist(checklist_id)
    revision = workspace().library.revision()
    return kept_page(revision, facts, lambda law: _comparison_page(law, checklist))


def _comparison_page(law: LawSummary, checklist: Checklist) -> str:
    compared = workspace().compared(law.law, checklist.id, version=law.version)
    selection = Selection(checklist, narrowing_of(checklist), _verdicts(compared))
    return render_template(
        "comparison.html",
        law=law,
        of_a_state=law.country != TREATIES,
        regimes=[r for r in checklist.regimes if r.id in compared.comparison.regimes],
        checklist=checklist,
        findings=fragment(
            "_comparison_findings.html",
            (law, checklist, selection.narrowing),
            law=law,
            selection=selection,
            everything=Narrowing(),
            groups=lambda: _by_group(law, compared, selection),
            forms=FORMS,
            page_url=_page_addresses(law, checklist),
            provision_url=_provision_addresses(law, checklist),
            file_url=_file_addresses(law, selection),
        ),
    )


@blueprint.get(f"{COMPARISON_STEPS}/provisions/<provision_id>")
def provision(country: str, kind: str, name: str, checklist_id: str, provision_id: str) -> str:
    """What a law says to one provision, and each step to the verdict.

    Raises:
        NotFound: no such law, version, checklist or provision.
    """
    checklist = workspace().checklist(checklist_id)
    asked = known_provision(checklist, provision_id)
    law, compared = _compared(country, kind, name, checklist_id)
    findings = findings_of_law(law, compared, checklist)
    entry = next(e for e in findings.entries if e.provision.id == asked.id)
    explanation = workspace().explain(law.law, asked.id, checklist.id, law.version)
    selection = Selection(checklist, Narrowing(asked.group), _verdicts(compared))
    return render_template(
        "provision.html",
        law=law,
        of_a_state=law.country != TREATIES,
        checklist=checklist,
        provision=asked,
        answer=full_answer(entry, of_state=False, whole=True),
        steps=explanation_steps(explanation, checklist, interface_language()),
        neighbours=selection.around(asked),
        article_names={article.eid: article.name for article in compared.law.articles},
        page_url=_page_addresses(law, checklist),
        provision_url=_provision_addresses(law, checklist),
    )


@blueprint.get(f"{COMPARISON_STEPS}/download{FORM_STEP}")
def download(country: str, kind: str, name: str, checklist_id: str, form: str) -> Response:
    """The findings that the URL asks for, as a file.

    Raises:
        NotFound: as for the page.
    """
    law, compared = _compared(country, kind, name, checklist_id)
    checklist = workspace().checklist(checklist_id)
    narrowing = narrowing_of(checklist)
    provisions = {p.id: p for p in checklist.provisions}
    kept = tuple(
        finding
        for finding in compared.comparison.findings
        if narrowing.admits(provisions[finding.provision], finding.verdict)
    )
    chosen = replace(compared, comparison=replace(compared.comparison, findings=kept))
    file_name = f"{law.law.replace('/', '-')}_{checklist.id}"
    if form == "json":
        return json_file(file_name, comparison_json(chosen.comparison))
    if form == "txt":
        report = comparison_report(chosen.comparison, law, checklist)
        return text_file(form, file_name, [comparison_text(report, interface_language())])
    findings = findings_of_law(law, chosen, checklist)
    if form in {"csv", "xlsx"}:
        return sheets_file(
            form,
            file_name,
            lambda: findings_sheets(findings, links()),
            lambda: findings_sheet(findings, links()),
        )
    return flow_file(form, file_name, findings_flow(findings, links()))


def _by_group(
    law: LawSummary, compared: Compared, selection: Selection
) -> Iterator[tuple[Group, tuple[Answer | Brief, ...]]]:
    """What the page shows, under the groups of the checklist."""
    findings = findings_of_law(law, compared, selection.checklist)
    chosen = {provision.id for provision in selection.chosen}
    rows: dict[str, Answer | Brief] = {
        entry.provision.id: full_answer(entry, of_state=False)
        if selection.in_full
        else brief_of_law(entry)
        for entry in findings.entries
        if entry.provision.id in chosen
    }
    return selection.by_group(rows)


def _page_addresses(law: LawSummary, checklist: Checklist) -> Callable[..., str]:
    return partial(
        law_url,
        law.law,
        "comparison.comparison",
        checklist_id=checklist.id,
        version=shown_version(law),
    )


def _file_addresses(law: LawSummary, selection: Selection) -> Callable[[str], str]:
    return lambda form: law_url(
        law.law,
        "comparison.download",
        checklist_id=selection.checklist.id,
        form=form,
        version=shown_version(law),
        **selection.narrowing.values,
    )


def _provision_addresses(law: LawSummary, checklist: Checklist) -> Callable[[Provision], str]:
    pattern = law_url(
        law.law,
        "comparison.provision",
        checklist_id=checklist.id,
        provision_id=PLACEHOLDER,
        version=shown_version(law),
    )
    address = place_in(pattern)
    return lambda provision: address(provision.id)


def _compared(country: str, kind: str, name: str, checklist_id: str) -> tuple[LawSummary, Compared]:
    """The version asked for, and its comparison."""
    law, _ = law_asked_for(country, kind, name)
    return law, workspace().compared(law.law, checklist_id, version=law.version)


def _verdicts(compared: Compared) -> dict[str, Verdict]:
    return {finding.provision: finding.verdict for finding in compared.comparison.findings}
