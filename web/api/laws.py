"""Laws: the list of them, and one with its contents."""

from bisect import bisect_right

from flask import Response

from corpus.model import placed_articles
from milex.records import LawSummary
from milex.reports.law_json import contents_json, summary_json
from web.api.answering import json_answer, same_address
from web.api.asking import AskedLaws, AskedVersion
from web.api.shapes import LawWithContents, ListOfLaws
from web.api.specification import answers, api_part, specification
from web.law import LAW_STEPS, law_id_of
from web.workspace import workspace

blueprint = api_part("laws", __name__)


@blueprint.get("/laws")
@specification.validate(resp=answers(ListOfLaws, may_be_missing=False), tags=["laws"])
def laws(query: AskedLaws) -> Response:
    """List laws in the order of their ids, page by page.

    The order is that of the ids, so that a law added meanwhile moves nothing that was read.
    """
    found = sorted(
        workspace().library.laws(
            country=query.country.lower() if query.country else None,
            topic=query.topic,
            language=query.language,
        ),
        key=_law_id,
    )
    begin = bisect_right(found, query.after, key=_law_id) if query.after else 0
    page = found[begin : begin + query.limit]
    goes_on = begin + query.limit < len(found)
    return json_answer(
        {
            "laws": [summary_json(law) for law in page],
            "total": len(found),
            "next": same_address(after=page[-1].law) if goes_on else None,
        }
    )


def _law_id(law: LawSummary) -> str:
    return law.law


@blueprint.get(LAW_STEPS)
@specification.validate(resp=answers(LawWithContents), tags=["laws"])
def law(country: str, kind: str, name: str, query: AskedVersion) -> Response:
    """Show a law with the list of its articles."""
    law_id = law_id_of(country, kind, name)
    summary = workspace().library.law(law_id, query.version)
    document = workspace().library.document(law_id, summary.version)
    return json_answer(contents_json(summary, summary.version, list(placed_articles(document))))
