"""What may be meant by the letters typed so far, as JSON for the search box."""

from flask import Response, jsonify, request, url_for

from corpus.jurisdictions import jurisdiction_name
from i18n.messages import Message
from search.suggestions import Suggestion, suggestions
from web.language import in_interface_language, interface_language, pages
from web.parameters import LONGEST_QUERY, clean_text
from web.presentation import law_url
from web.workspace import workspace

blueprint = pages("suggesting", __name__)

_KINDS = {
    "law": Message("Law"),
    "concept": Message("Concept"),
    "heading": Message("Heading"),
}


@blueprint.get("/search/suggestions")
def suggest() -> Response:
    """``{"suggestions": [{"kind", "label", "text", "language", "detail", "url"}, …]}``.

    ``q`` is what was typed; ``url`` leads to the law, or to the answer for the concept or
    heading.
    """
    typed = clean_text(request.args.get("q", ""))[:LONGEST_QUERY]
    found = suggestions(workspace().search, typed, interface_language())
    answer = jsonify({"suggestions": [_plain(one) for one in found]})
    answer.headers["Cache-Control"] = "private, max-age=60"
    return answer


def _plain(one: Suggestion) -> dict[str, str]:
    country = jurisdiction_name(one.country, interface_language()) if one.country else ""
    return {
        "kind": one.kind,
        "label": in_interface_language(_KINDS[one.kind]),
        "text": one.text,
        "language": one.language,
        "detail": country or one.detail,
        "url": _address(one),
    }


def _address(one: Suggestion) -> str:
    if one.kind == "law":
        return law_url(one.law)
    if one.kind == "concept":
        return url_for("search.results", q=one.text, across="1")
    return url_for("search.results", q=f'heading:"{one.text}"')
