"""Permanent identifiers: ``/akn/…`` leads to the page or to the XML, as ``Accept`` prefers."""

from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from corpus.identifiers import Expression, Work, parse_expression, parse_work
from i18n.messages import Message
from milex.errors import NotFound
from web.language import accepted_language
from web.presentation import law_url
from web.workspace import workspace

blueprint = Blueprint("identifiers", __name__)

_PAGE: Final = "text/html"
_XML: Final = ("application/akn+xml", "application/xml", "text/xml")


@blueprint.get("/akn/<path:name>")
def resolve(name: str) -> Response:
    """303 to what an FRBR URI names: a law, a version of it, or an article.

    Raises:
        NotFound: no identifier of ours, or nothing here bears it.
    """
    work, version, eid = _named(f"/akn/{name}")
    summary = workspace().library.law(work.law_id)
    if version is not None and version not in summary.versions:
        workspace().library.xml(summary.law, version)  # raises, naming the versions there are
    wanted = request.accept_mimetypes.best_match([_PAGE, *_XML], default=_PAGE)
    language = accepted_language()
    if wanted != _PAGE:
        target = law_url(
            summary.law, "downloads.download", form="akn", version=version, interface=language
        )
    elif eid:
        target = law_url(summary.law, "law.article", eid=eid, version=version, interface=language)
    else:
        target = law_url(summary.law, version=version, interface=language)
    answer = redirect(target, code=303)
    answer.vary.update(("Accept", "Accept-Language"))
    return answer


def _named(uri: str) -> tuple[Work, str | None, str]:
    """The work, the version (None: the current one) and the eId ("": the whole law)."""
    expression: Expression | None = parse_expression(uri)
    if expression is not None:
        return expression.work, expression.version, expression.article
    whole, _, eid = uri.partition("/~")
    work = parse_work(whole)
    if work is None:
        raise NotFound(
            Message(
                "‹%(uri)s› is not an identifier of a law; one looks like "
                "‹/akn/py/act/ley/2012-12-12/4788›.",
                uri=uri,
            )
        )
    return work, None, eid
