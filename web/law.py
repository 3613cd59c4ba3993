"""A law, and one article of it."""

from collections.abc import Callable

from flask import render_template, request

from corpus.identifiers import article_uri, expression_uri
from corpus.model import Article, Document, PlacedArticle, placed_articles
from i18n.messages import Message
from milex.comparator.assembly import cited_articles
from milex.errors import NotFound
from web.contents import contents
from web.language import pages
from web.marked_text import MarkedText
from web.parameters import clean_text
from web.workspace import workspace

blueprint = pages("law", __name__)

LAW_STEPS = "/laws/<country>/<kind>/<name>"


def law_id_of(country: str, kind: str, name: str) -> str:
    """The id that the steps of a path spell: ``py/ley/4788-2012``."""
    return f"{country}/{kind}/{name}"


def version_asked_for() -> str | None:
    """The version that ``?version=`` names; None asks for the current one."""
    return clean_text(request.args.get("version", "")) or None


def anchors(document: Document) -> Callable[[Article], str | None]:
    """Gives an article of ``document``, quoted or its own, the eId that evidence cites it by.

    What a preamble quotes is never evidence, and has none.
    """
    eids = {id(cited.article): cited.eid for cited in cited_articles(document)}
    return lambda article: eids.get(id(article))


@blueprint.get(LAW_STEPS)
def law(country: str, kind: str, name: str) -> str:
    """A law with its contents list and every article.

    Raises:
        NotFound: no such law or version.
    """
    law_id = law_id_of(country, kind, name)
    summary = workspace().library.law(law_id)
    version = version_asked_for()
    document = workspace().library.document(law_id, version)
    return render_template(
        "law.html",
        law=summary,
        version=version or summary.version,
        document=document,
        anchor=anchors(document),
        pieces=MarkedText(document, workspace().library, law_id, version, whole=True),
        contents=contents(document),
        identifier=expression_uri(document.metadata),
        checklist=workspace().checklist(),
    )


@blueprint.get(f"{LAW_STEPS}/articles/<eid>")
def article(country: str, kind: str, name: str, eid: str) -> str:
    """One article with its place in the law and its neighbours.

    Raises:
        NotFound: no such law, version or article.
    """
    law_id = law_id_of(country, kind, name)
    summary = workspace().library.law(law_id)
    version = version_asked_for()
    document = workspace().library.document(law_id, version)
    before, placed, after = _article_between_neighbours(document, law_id, eid)
    return render_template(
        "article.html",
        law=summary,
        version=version or summary.version,
        document=document,
        anchor=anchors(document),
        pieces=MarkedText(document, workspace().library, law_id, version, whole=False),
        placed=placed,
        before=before,
        after=after,
        identifier=article_uri(document.metadata, eid),
    )


def _article_between_neighbours(
    document: Document, law_id: str, eid: str
) -> tuple[PlacedArticle | None, PlacedArticle, PlacedArticle | None]:
    articles = list(placed_articles(document))
    position = next((i for i, placed in enumerate(articles) if placed.article.eid == eid), None)
    if position is None:
        raise NotFound(Message("%(law)s has no article ‹%(article)s›.", law=law_id, article=eid))
    before = articles[position - 1] if position else None
    after = articles[position + 1] if position + 1 < len(articles) else None
    return before, articles[position], after
