"""Checklists, and what they ask."""

from flask import Response

from corpus.checklists.loader import bundled_checklists
from milex.reports.checklist_json import checklist_json, provision_json
from milex.workspace import check_group, known_provision
from web.api.answering import json_answer, next_page
from web.api.asking import AskedNothing, AskedProvisions
from web.api.shapes import (
    ChecklistWithGroups,
    ListOfChecklists,
    ListOfProvisions,
    ProvisionShown,
)
from web.api.specification import answers, api_part, specification
from web.workspace import workspace

blueprint = api_part("checklists", __name__)


@blueprint.get("/checklists")
@specification.validate(resp=answers(ListOfChecklists, may_be_missing=False), tags=["checklists"])
def checklists(query: AskedNothing) -> Response:
    """List the checklists that laws are compared with."""
    return json_answer(
        {"checklists": [checklist_json(known) for known in bundled_checklists().values()]}
    )


@blueprint.get("/checklists/<checklist_id>")
@specification.validate(resp=answers(ChecklistWithGroups), tags=["checklists"])
def checklist(checklist_id: str, query: AskedNothing) -> Response:
    """Show a checklist with its instruments and groups."""
    known = workspace().checklist(checklist_id)
    return json_answer(
        {
            **checklist_json(known),
            "instruments": {code: dict(names) for code, names in known.instruments.items()},
            "groups": [
                {
                    "group": group.id,
                    "label": dict(group.label),
                    "provisions": [p.id for p in known.provisions if p.group == group.id],
                }
                for group in known.groups
            ],
        }
    )


@blueprint.get("/checklists/<checklist_id>/provisions")
@specification.validate(resp=answers(ListOfProvisions), tags=["checklists"])
def provisions(checklist_id: str, query: AskedProvisions) -> Response:
    """Show the provisions of a checklist with their sources, elements and phrases."""
    known = workspace().checklist(checklist_id)
    check_group(known, query.group)
    wanted = [p for p in known.provisions if query.group in (None, p.group)]
    page = wanted[query.offset : query.offset + query.limit]
    return json_answer(
        {
            "checklist": known.id,
            "version": known.version,
            "provisions": [provision_json(provision) for provision in page],
            "total": len(wanted),
            "next": next_page(len(wanted), query.offset, query.limit),
        }
    )


@blueprint.get("/checklists/<checklist_id>/provisions/<provision_id>")
@specification.validate(resp=answers(ProvisionShown), tags=["checklists"])
def provision(checklist_id: str, provision_id: str, query: AskedNothing) -> Response:
    """Show one provision by its id."""
    known = workspace().checklist(checklist_id)
    return json_answer(provision_json(known_provision(known, provision_id)))
