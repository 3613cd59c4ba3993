"""Citations of a law and of its articles, to copy or to take into a reference manager."""

from typing import Final

from flask import Response, render_template

from corpus.article_names import placed_name
from corpus.identifiers import article_uri, expression_uri
from milex.citing import STYLES, Citation
from milex.reports.links import Links
from web.language import interface_language, pages
from web.law import LAW_STEPS, article_between_neighbours, law_asked_for
from web.workspace import workspace

blueprint = pages("citing", __name__)

# Styles that a reference manager takes as a file: extension and media type.
_FILES: Final = {
    "bibtex": ("bib", "application/x-bibtex; charset=utf-8"),
    "ris": ("ris", "application/x-research-info-systems; charset=utf-8"),
}
_FORM: Final = f"/<any({','.join(_FILES)}):form>"


@blueprint.get(f"{LAW_STEPS}/cite")
def law(country: str, kind: str, name: str) -> str:
    """A law's citations in every style.

    Raises:
        NotFound: no such law or version.
    """
    return _page(country, kind, name, "")


@blueprint.get(f"{LAW_STEPS}/articles/<eid>/cite")
def article(country: str, kind: str, name: str, eid: str) -> str:
    """An article's citations in every style.

    Raises:
        NotFound: no such law, version or article.
    """
    return _page(country, kind, name, eid)


@blueprint.get(f"{LAW_STEPS}/cite{_FORM}")
def law_file(country: str, kind: str, name: str, form: str) -> Response:
    """A law's citation as a file.

    Raises:
        NotFound: no such law or version.
    """
    return _file(country, kind, name, "", form)


@blueprint.get(f"{LAW_STEPS}/articles/<eid>/cite{_FORM}")
def article_file(country: str, kind: str, name: str, eid: str, form: str) -> Response:
    """An article's citation as a file.

    Raises:
        NotFound: no such law, version or article.
    """
    return _file(country, kind, name, eid, form)


def _page(country: str, kind: str, name: str, eid: str) -> str:
    summary, old_version = law_asked_for(country, kind, name)
    citation = _citation(country, kind, name, eid)
    return render_template(
        "cite.html",
        law=summary,
        old_version=old_version,
        eid=eid,
        citation=citation,
        styles=STYLES,
        files=_FILES,
    )


def _file(country: str, kind: str, name: str, eid: str, form: str) -> Response:
    citation = _citation(country, kind, name, eid)
    extension, media_type = _FILES[form]
    answer = Response(dict(citation.styles())[form] + "\n", content_type=media_type)
    file_name = "-".join(part for part in (*citation.law.law.split("/"), eid) if part)
    answer.headers.set("Content-Disposition", "attachment", filename=f"{file_name}.{extension}")
    return answer


def _citation(country: str, kind: str, name: str, eid: str) -> Citation:
    summary, _ = law_asked_for(country, kind, name)
    document = workspace().document(summary)
    links = Links(workspace().settings.site_url, interface_language())
    if not eid:
        return Citation(summary, links.law(summary), expression_uri(document.metadata))
    _, placed, _ = article_between_neighbours(document, summary.law, eid)
    return Citation(
        summary,
        links.article(summary, eid),
        article_uri(document.metadata, eid),
        placed_name(placed, document.metadata),
        placed.attachment.label if placed.attachment else "",
    )
