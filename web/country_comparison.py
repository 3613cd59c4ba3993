"""A State's laws together against a checklist: the only pages that say what a State lacks."""

import datetime
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask import Response, render_template, url_for

from corpus.checklists.model import Checklist, Group
from i18n.messages import Message
from milex.at_hand import AtHand, matrix_at_hand
from milex.comparator.model import Verdict
from milex.country import Answer as StateAnswer
from milex.errors import ComparisonsNotReady
from milex.gathering import Asked, check_state, country_view
from milex.matrix import Matrix
from milex.reports.country import country_json, country_text
from milex.reports.findings import Entry, findings_of_country
from milex.reports.findings_flow import findings_flow
from milex.reports.findings_sheets import findings_sheet, findings_sheets
from milex.reports.matrix_text import left_out_lines
from milex.reports.words import counted_laws
from milex.workspace import known_provision
from web.answers import Answer, Brief, brief_of_state, full_answer
from web.exports import FORM_STEP, FORMS, flow_file, json_file, links, sheets_file, text_file
from web.fragments import fragment
from web.language import interface_language, pages
from web.narrowing import Narrowing, narrowing_of
from web.presentation import PLACEHOLDER, law_url, place_in, shown_version
from web.selection import Selection
from web.workspace import workspace

blueprint = pages("country_comparison", __name__)

COUNTRY_STEPS: Final = "/countries/<country>/comparison/<checklist_id>"
SECONDS_TO_COMPARE: Final = 2.5  # that a page spends on laws that nobody compared before


def at_hand(asked: Asked) -> AtHand:
    """The matrix that ``asked`` asks for, as far as it is ready today.

    Raises:
        NotFound: no such checklist, group or country.
    """
    return matrix_at_hand(
        workspace(), asked, today(), seconds=SECONDS_TO_COMPARE, clock=time.monotonic
    )


def today() -> datetime.date:
    """The civil day here."""
    return datetime.datetime.now(datetime.UTC).astimezone().date()


def ready_matrix(ready: AtHand) -> Matrix:
    """The matrix, where no law of it is waiting: a file must not leave out a State.

    Raises:
        ComparisonsNotReady: some law is.
    """
    if ready.waiting:
        raise ComparisonsNotReady(
            Message(
                "Not compared yet: %(laws)s, so this file would be incomplete. Ask "
                "for it again in a moment, or let the command `milex matrix` compare them all.",
                laws=counted_laws(len(ready.waiting)),
            )
        )
    return ready.matrix


@dataclass(frozen=True, slots=True)
class _State:
    """A State and what its laws say together."""

    country: str  # ISO 3166-1 alpha-2, lower case
    checklist: Checklist
    on: datetime.date
    ready: AtHand

    @property
    def answers(self) -> Mapping[str, StateAnswer]:
        """``answers[provision]``; empty while a law of the State is waiting."""
        rows = self.ready.matrix.rows
        if not rows:
            return {}
        cells = (cell for cell in rows[0].cells if isinstance(cell, StateAnswer))
        return {cell.provision: cell for cell in cells}

    def entries(self, wanted: frozenset[str]) -> Mapping[str, Entry]:
        """``entries[provision]`` of those wanted, with all that each law says."""
        if not wanted:
            return {}
        view = country_view(workspace(), self.ready.matrix, self.on, wanted)
        findings = findings_of_country(view, interface_language())
        return {entry.provision.id: entry for entry in findings.entries}

    def url(self, endpoint: str, **values: Any) -> str:
        """The address of a page about this State and this checklist."""
        return url_for(endpoint, country=self.country, checklist_id=self.checklist.id, **values)


def _common(state: _State) -> dict[str, Any]:
    """What the pages of a State share."""
    matrix = state.ready.matrix
    address = place_in(state.url("country_comparison.provision", provision_id=PLACEHOLDER))
    return {
        "country": state.country,
        "checklist": state.checklist,
        "on": state.on,
        "laws": matrix.rows[0].laws if matrix.rows else (),
        "waiting": state.ready.waiting,
        "left_out": list(left_out_lines(matrix.left_out, interface_language())),
        "failures": matrix.failures,
        "provision_url": lambda provision: address(provision.id),
        "law_comparison_url": lambda law: law_url(
            law.law,
            "comparison.comparison",
            checklist_id=state.checklist.id,
            version=shown_version(law),
        ),
        "law_provision_url": lambda law, provision: law_url(
            law.law,
            "comparison.provision",
            checklist_id=state.checklist.id,
            provision_id=provision.id,
            version=shown_version(law),
        ),
    }


def _state(country: str, checklist_id: str) -> _State:
    """The State and its answers.

    Raises:
        NotFound: no such State or checklist.
    """
    code = country.lower()
    check_state(code)
    asked = Asked("country", checklist_id, None, (code,))
    ready = at_hand(asked)
    return _State(code, workspace().checklist(checklist_id), ready.matrix.on or today(), ready)


@blueprint.get(COUNTRY_STEPS)
def comparison(country: str, checklist_id: str) -> str:
    """What the laws of a State in force today say together.

    Raises:
        NotFound: no such State, checklist, group, provision, verdict or level.
    """
    state = _state(country, checklist_id)
    answers = state.answers
    verdicts: Mapping[str, Verdict] = {name: answer.verdict for name, answer in answers.items()}
    selection = Selection(state.checklist, narrowing_of(state.checklist), verdicts)
    common = _common(state)
    page_url = partial(state.url, "country_comparison.comparison")
    findings = fragment(
        "_country_comparison_findings.html",
        (state.country, state.on, state.checklist, common["laws"], selection.narrowing),
        selection=selection,
        everything=Narrowing(),
        groups=lambda: _by_group(state, selection),
        forms=FORMS,
        page_url=page_url,
        file_url=lambda form: state.url("country_comparison.download", form=form),
        **common,
    )
    return render_template(
        "country_comparison.html",
        findings=findings if selection.total else "",
        page_url=page_url,
        **common,
    )


def _by_group(
    state: _State, selection: Selection
) -> Iterator[tuple[Group, tuple[Answer | Brief, ...]]]:
    """What the page shows, under the groups of the checklist."""
    chosen = selection.chosen
    if not selection.in_full:
        answers = state.answers
        return selection.by_group({p.id: brief_of_state(p, answers[p.id]) for p in chosen})
    entries = state.entries(frozenset(p.id for p in chosen))
    return selection.by_group(
        {name: full_answer(entry, of_state=True) for name, entry in entries.items()}
    )


@blueprint.get(f"{COUNTRY_STEPS}/provisions/<provision_id>")
def provision(country: str, checklist_id: str, provision_id: str) -> str:
    """What each law of a State says to one provision, the best first.

    Raises:
        NotFound: no such State, checklist or provision.
    """
    state = _state(country, checklist_id)
    asked = known_provision(state.checklist, provision_id)
    verdicts = {name: answer.verdict for name, answer in state.answers.items()}
    entry = state.entries(frozenset({asked.id}) & verdicts.keys()).get(asked.id)
    selection = Selection(state.checklist, Narrowing(asked.group), verdicts)
    return render_template(
        "country_provision.html",
        provision=asked,
        answer=full_answer(entry, of_state=True, whole=True) if entry else None,
        neighbours=selection.around(asked) if entry else (None, None),
        page_url=lambda **values: state.url("country_comparison.comparison", **values),
        **_common(state),
    )


@blueprint.get(f"{COUNTRY_STEPS}/download{FORM_STEP}")
def download(country: str, checklist_id: str, form: str) -> Response:
    """What the laws of a State say together, as a file.

    Raises:
        NotFound: as for the page.
    """
    state = _state(country, checklist_id)
    language = interface_language()
    view = country_view(workspace(), ready_matrix(state.ready), state.on)
    name = f"{state.country}_{state.checklist.id}"
    if form == "json":
        return json_file(name, country_json(view, language))
    if form == "txt":
        return text_file(form, name, [country_text(view, language)])
    findings = findings_of_country(view, language)
    if form in {"csv", "xlsx"}:
        return sheets_file(
            form,
            name,
            lambda: findings_sheets(findings, links()),
            lambda: findings_sheet(findings, links()),
        )
    return flow_file(form, name, findings_flow(findings, links()))
