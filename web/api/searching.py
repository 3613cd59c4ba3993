"""The index, asked by a program."""

from flask import Response

from milex.reports.search_results import search_json
from search.model import SearchRequest
from search.spelling import proposal
from web.api.answering import json_answer, next_page
from web.api.asking import AskedSearch
from web.api.shapes import SearchAnswer
from web.api.specification import answers, api_part, specification
from web.language import in_interface_language
from web.parameters import clean_text
from web.question import ARTICLES_A_LAW
from web.workspace import workspace

blueprint = api_part("search", __name__)


@blueprint.get("/search")
@specification.validate(resp=answers(SearchAnswer, may_be_missing=False), tags=["search"])
def search(query: AskedSearch) -> Response:
    """Find articles by their words; where they are grouped by law, limit and offset count laws."""
    request = SearchRequest(
        query=clean_text(query.q),
        countries=tuple(code.lower() for code in query.country),
        languages=tuple(query.language),
        topics=tuple(query.topic),
        kinds=tuple(query.kind),
        statuses=tuple(query.status),
        laws=tuple(query.law),
        year_from=query.year_from,
        year_to=query.year_to,
        across=query.across,
        sort=query.sort,
        limit=query.limit,
        offset=query.offset,
        per_law=ARTICLES_A_LAW if query.by_law else 0,
    )
    index = workspace().search
    found = index.search(request)
    total = found.laws if query.by_law else found.total
    return json_answer(
        {
            **search_json(found, in_interface_language, proposal(index, request, found)),
            "next": next_page(total, query.offset, query.limit),
        }
    )
