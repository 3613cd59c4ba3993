"""Search: the page of answers to a question, and the same as a table for spreadsheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from flask import Response, render_template, request

from milex.reports.search_results import search_csv
from search.concepts import named_concepts
from search.model import Hit, SearchResults
from search.query import parse
from search.query_help import EXAMPLES
from search.spelling import proposal
from web.facets import facets
from web.language import interface_language, pages
from web.question import FILTERS, MOST_EXPORTED, Question, question_of
from web.workspace import workspace

blueprint = pages("search", __name__)

FACETS_SHOWN: Final = 8  # values of a facet that are seen without opening the rest


@dataclass(frozen=True, slots=True)
class LawFound:
    """A law with its best articles."""

    law: str
    hits: tuple[Hit, ...]
    articles: int  # that match, of which ``hits`` are the best
    whole_url: str  # the same question, this law's articles alone


@blueprint.get("/search")
def results() -> str:
    """The answer to the question in the URL; no question gives the empty search page."""
    question = question_of(request.args)
    context: dict[str, Any] = {"answer": None}
    if question.query:
        question, answer = _answered(question)
        context = {
            "answer": answer,
            "laws": tuple(_laws(question, answer)),
            "page_total": _pages(question, answer),
            "facets": facets(question, answer.facets),
            "proposed": proposal(workspace().search, question.request(), answer),
            "concepts": named_concepts(parse(question.query).root),
        }
    return render_template(
        "search.html",
        question=question,
        facets_shown=FACETS_SHOWN,
        filters=FILTERS,
        examples=EXAMPLES,
        most_exported=MOST_EXPORTED,
        **context,
    )


@blueprint.get("/search.csv")
def table() -> Response:
    """The articles that answer the question in the URL, for spreadsheets."""
    question = question_of(request.args)
    answer = workspace().search.search(question.whole_request())
    data = search_csv(answer, interface_language()).encode("utf-8")
    response = Response(data, content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="milex.csv")
    return response


def _answered(question: Question) -> tuple[Question, SearchResults]:
    """The answer, with the question on its last page where it asked for one beyond."""
    answer = workspace().search.search(question.request())
    if answer.total and not answer.hits:
        question = question.on_page(_pages(question, answer))
        answer = workspace().search.search(question.request())
    return question, answer


def _laws(question: Question, answer: SearchResults) -> Iterator[LawFound]:
    for law, group in groupby(answer.hits, key=lambda hit: hit.key.law):
        hits: Sequence[Hit] = tuple(group)
        yield LawFound(
            law, tuple(hits), answer.law_articles.get(law, len(hits)), question.of_law(law).url()
        )


def _pages(question: Question, answer: SearchResults) -> int:
    found = answer.total if question.law else answer.laws
    return max(1, -(-found // question.page_length))
