"""Many laws or States against a checklist: a table of verdicts, each leading to its evidence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Checklist
from corpus.groups import groups_of_states
from corpus.topics import load_topics
from milex.at_hand import AtHand
from milex.in_force import TREATIES
from milex.matrix import Matrix, Row, part_of
from milex.reports.matrix_flow import matrix_flow
from milex.reports.matrix_json import matrix_json
from milex.reports.matrix_sheets import cells_sheet, matrix_sheets
from milex.reports.matrix_text import left_out_lines, matrix_text
from web.country_comparison import at_hand, ready_matrix
from web.exports import FORM_STEP, FORMS, flow_file, links, sheets_file, text_file
from web.fragments import fragment
from web.language import in_interface_language, interface_language, pages
from web.matrix_question import MatrixQuestion, matrix_question
from web.matrix_table import Paged, column_of, counted_lines, in_order, paged, sections
from web.presentation import law_url
from web.wording import VERDICT_CELLS
from web.workspace import workspace

blueprint = pages("matrix", __name__)

MATRIX_STEPS: Final = "/matrix/<checklist_id>"


@blueprint.get("/matrix")
def default() -> AnyResponse:
    """To the matrix of the Protocols' checklist."""
    return redirect(url_for("matrix.matrix", checklist_id=DEFAULT_CHECKLIST), code=303)


@blueprint.get(MATRIX_STEPS)
def matrix(checklist_id: str) -> str:
    """Groups of provisions counted, or each provision of one group or of some levels.

    Raises:
        NotFound: no such checklist, group, level, country, topic or provision.
    """
    checklist = workspace().checklist(checklist_id)
    question = matrix_question(checklist)
    held = _held_states()
    ready = at_hand(question.asked(checklist, held))
    part = _part(ready.matrix, question)
    shown = _paged(part, question)
    question = replace(question, page=shown.page)
    page_url = _page_addresses(checklist)
    table = fragment(
        "_matrix_overview.html" if question.is_overview else "_matrix_table.html",
        (checklist, question, tuple(row.laws for row in ready.matrix.rows)),
        question=question,
        checklist=checklist,
        shown=shown,
        page_url=page_url,
        names={v: in_interface_language(name) for v, name in VERDICT_CELLS.items()},
        counted=lambda: counted_lines(part, shown.columns, question),
        sections=lambda: sections(part, shown.columns, question),
    )
    return render_template(
        "matrix.html",
        checklist=checklist,
        checklists=bundled_checklists().values(),
        question=question,
        shown=shown,
        provisions=len(part.provisions),
        table=table if shown.columns else "",
        page_url=page_url,
        file_url=lambda form: url_for(
            "matrix.download", checklist_id=checklist.id, form=form, **question.values
        ),
        forms=FORMS,
        **_around(ready, question, held),
    )


@blueprint.get(f"{MATRIX_STEPS}/<country>/<provision_id>")
def cell_of_state(checklist_id: str, country: str, provision_id: str) -> AnyResponse:
    """To the evidence of a State's cell: a short address, for a table has some thousand."""
    target = url_for(
        "country_comparison.provision",
        country=country,
        checklist_id=checklist_id,
        provision_id=provision_id,
    )
    return redirect(target, code=303)


@blueprint.get(f"{MATRIX_STEPS}/<country>/<kind>/<name>/<provision_id>")
def cell_of_law(
    checklist_id: str, country: str, kind: str, name: str, provision_id: str
) -> AnyResponse:
    """To the evidence of a law's cell."""
    target = url_for(
        "comparison.provision",
        country=country,
        kind=kind,
        name=name,
        checklist_id=checklist_id,
        provision_id=provision_id,
    )
    return redirect(target, code=303)


@blueprint.get(f"{MATRIX_STEPS}/download{FORM_STEP}")
def download(checklist_id: str, form: str) -> Response:
    """The whole matrix that the URL asks for, every page of it, as a file.

    Raises:
        NotFound: as for the page.
        ComparisonsNotReady: a law of it is not compared yet.
    """
    checklist = workspace().checklist(checklist_id)
    question = matrix_question(checklist)
    ready = ready_matrix(at_hand(question.asked(checklist, _held_states())))
    part = _part(ready, question)
    name = f"matrix_{checklist.id}"
    if form == "json":
        return text_file(form, name, matrix_json(part, interface_language()))
    if form == "txt":
        return text_file(form, name, [matrix_text(part, interface_language())])
    if form in {"csv", "xlsx"}:
        return sheets_file(
            form,
            name,
            lambda: matrix_sheets(part, links()),
            lambda: cells_sheet(part, links()),
        )
    return flow_file(form, name, matrix_flow(part, links()))


def _part(matrix: Matrix, question: MatrixQuestion) -> Matrix:
    """The provisions and rows that are asked for, the rows in order."""
    wanted = {p.id for p in matrix.provisions if question.admits(p)}
    rows = in_order(matrix, question)
    if question.states and not question.countries:
        members = groups_of_states()[question.states].members
        rows = tuple(row for row in rows if row.country in members)
    return part_of(matrix, wanted, rows)


def _paged(part: Matrix, question: MatrixQuestion) -> Paged:
    address = _addresses(part.checklist, part.by)
    columns = [column_of(row, part.by, address) for row in part.rows]
    return paged(columns, len(part.provisions), question)


def _page_addresses(checklist: Checklist) -> Callable[..., str]:
    return lambda **values: url_for("matrix.matrix", checklist_id=checklist.id, **values)


def _addresses(checklist: Checklist, by: str) -> Callable[[Row, str], str]:
    """Gives the page of a row's comparison, or the short address of a cell of it."""

    def address(row: Row, provision: str) -> str:
        if provision:
            name = row.country if by == "country" else row.laws[0].law
            return f"{checklist.id}/{name}/{provision}"  # relative to the matrix: there are many
        if by == "country":
            return url_for(
                "country_comparison.comparison", country=row.country, checklist_id=checklist.id
            )
        (law,) = row.laws
        return law_url(law.law, "comparison.comparison", checklist_id=checklist.id)

    return address


def _held_states() -> tuple[str, ...]:
    """Codes of the States that have a law here, treaties apart."""
    return tuple(
        each.country for each in workspace().library.countries() if each.country != TREATIES
    )


def _around(ready: AtHand, question: MatrixQuestion, held: tuple[str, ...]) -> dict[str, Any]:
    """What stands around the table: what may be chosen, and what is missing."""
    members = groups_of_states()[question.states].members if question.states else ()
    return {
        "held": held,
        "groups_of_states": groups_of_states().values(),
        "topics": tuple(load_topics()),
        "waiting": ready.waiting,
        "waiting_states": ready.waiting_states,
        "failures": ready.matrix.failures,
        "left_out": list(left_out_lines(ready.matrix.left_out, interface_language())),
        "without_laws": [code for code in members if code not in held],
        "on": ready.matrix.on,
    }
