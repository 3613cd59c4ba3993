"""States' laws together against a checklist, and many at once: what the matrix shows."""

import json
from dataclasses import replace

from flask import Response

from milex.gathering import Asked, check_country, check_state, country_view
from milex.reports.country import country_json
from milex.reports.matrix_json import matrix_json
from web.api.answering import json_answer, next_page
from web.api.asking import AskedCountry, AskedMatrix
from web.api.comparison_shapes import MatrixShown, StateShown
from web.api.specification import answers, api_part, specification
from web.country_comparison import at_hand, ready_matrix, today
from web.language import interface_language
from web.workspace import workspace

blueprint = api_part("states", __name__)


@blueprint.get("/countries/<country>/comparison/<checklist_id>")
@specification.validate(resp=answers(StateShown), tags=["comparisons"])
def state(country: str, checklist_id: str, query: AskedCountry) -> Response:
    """Compare the laws of a State in force on a day, together, with a checklist."""
    code = country.lower()
    check_country(code)
    check_state(code)
    on = query.on or today()
    asked = Asked("country", checklist_id, query.group, (code,), on=on)
    view = country_view(workspace(), ready_matrix(at_hand(asked)), on)
    return json_answer(country_json(view, interface_language()))


@blueprint.get("/matrix/<checklist_id>")
@specification.validate(resp=answers(MatrixShown), tags=["comparisons"])
def matrix(checklist_id: str, query: AskedMatrix) -> Response:
    """Show States or laws against a checklist, provision by provision, row by row.

    Laws that nobody has compared yet are compared as far as time allows; those that still
    wait are named, and a State of which one waits has no row.
    """
    asked = Asked(
        query.by,
        checklist_id,
        query.group,
        tuple(dict.fromkeys(code.lower() for code in query.country)),
        query.topic,
        query.on,
    )
    ready = at_hand(asked)
    rows = ready.matrix.rows
    page = replace(ready.matrix, rows=rows[query.offset : query.offset + query.limit])
    return json_answer(
        {
            **json.loads("".join(matrix_json(page, interface_language()))),
            "waiting": [law.law for law in ready.waiting],
            "total": len(rows),
            "next": next_page(len(rows), query.offset, query.limit),
        }
    )
