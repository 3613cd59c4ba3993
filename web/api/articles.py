"""Articles of a law with their text."""

from collections.abc import Sequence

from flask import Response

from corpus.model import PlacedArticle, placed_articles
from i18n.messages import Message
from milex.errors import NotFound
from milex.records import LawSummary
from milex.reports.law_json import article_json
from web.api.answering import json_answer, next_page
from web.api.asking import AskedArticles, AskedVersion
from web.api.shapes import ListOfArticles, OneArticle
from web.api.specification import answers, api_part, specification
from web.law import LAW_STEPS, law_id_of
from web.workspace import workspace

blueprint = api_part("articles", __name__)


@blueprint.get(f"{LAW_STEPS}/articles")
@specification.validate(resp=answers(ListOfArticles), tags=["laws"])
def articles(country: str, kind: str, name: str, query: AskedArticles) -> Response:
    """Show the articles of a version with their text, in their order."""
    summary, places = _placed(law_id_of(country, kind, name), query.version)
    page = places[query.offset : query.offset + query.limit]
    return json_answer(
        {
            "law": summary.law,
            "version": summary.version,
            "articles": [article_json(place) for place in page],
            "total": len(places),
            "next": next_page(len(places), query.offset, query.limit),
        }
    )


@blueprint.get(f"{LAW_STEPS}/articles/<eid>")
@specification.validate(resp=answers(OneArticle), tags=["laws"])
def article(country: str, kind: str, name: str, eid: str, query: AskedVersion) -> Response:
    """Show one article by its eId."""
    law_id = law_id_of(country, kind, name)
    summary, places = _placed(law_id, query.version)
    for place in places:
        if place.article.eid == eid:
            return json_answer(
                {
                    "law": summary.law,
                    "version": summary.version,
                    "article": article_json(place),
                }
            )
    raise NotFound(Message("%(law)s has no article ‹%(article)s›.", law=law_id, article=eid))


def _placed(law_id: str, version: str | None) -> tuple[LawSummary, Sequence[PlacedArticle]]:
    library = workspace().library
    summary = library.law(law_id, version)
    return summary, tuple(placed_articles(library.document(law_id, summary.version)))
