"""A law, and one article of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, current_app, render_template, request
from markupsafe import Markup

from corpus.article_names import placed_name
from corpus.checklists.loader import bundled_checklists
from corpus.identifiers import article_uri, expression_uri
from corpus.model import Document, PlacedArticle, placed_articles
from i18n.messages import Message
from milex.errors import NotFound
from milex.exports.forms import FORMS
from milex.found import Found
from milex.records import LawSummary, Provenance
from milex.remembering import Remembered
from web.contents import contents
from web.kept_pages import kept_page
from web.language import pages
from web.law_markup import PageMarkup, contents_markup, margin_marks
from web.linked_data import legislation
from web.marked_text import Cited, MarkedText, addresses, cited_laws
from web.parameters import clean_text
from web.workspace import workspace

blueprint = pages("law", __name__)

LAW_STEPS: Final = "/laws/<country>/<kind>/<name>"
LONG_FROM: Final = 150  # articles: what is not in view is then not laid out
PROBLEMS_SHOWN: Final = 40
_CITED_REMEMBERED: Final = 2000  # versions; each some identifiers
_CITED: Final = "milex.cited"


def install_law(state: Any) -> None:
    """Gives the application a place for what its laws cite."""
    state.app.extensions[_CITED] = Remembered[str, tuple[Cited, ...]](_CITED_REMEMBERED)


blueprint.record(install_law)


def law_id_of(country: str, kind: str, name: str) -> str:
    """The id that the steps of a path spell: ``py/ley/4788-2012``."""
    return f"{country}/{kind}/{name}"


def version_asked_for() -> str | None:
    """The version that ``?version=`` names; None asks for the current one."""
    return clean_text(request.args.get("version", "")) or None


def law_asked_for(country: str, kind: str, name: str) -> tuple[LawSummary, str | None]:
    """The law of a path as the version asked for describes it, and that version's name.

    The name is None where it is the current one, as addresses of it leave it out.

    Raises:
        NotFound: no such law or version.
    """
    summary = workspace().library.law(law_id_of(country, kind, name), version_asked_for())
    return summary, None if summary.version == summary.versions[-1] else summary.version


@dataclass(frozen=True, slots=True)
class LawFacts:
    """Everything that the page of a law shows and that may change while the site runs."""

    law: LawSummary  # the version shown
    old_version: str | None  # its name where it is not the current one
    provenance: Provenance
    elsewhere: tuple[tuple[str, str], ...]  # addresses of what it cites, by identifier
    found: tuple[Found, ...]


@blueprint.get(LAW_STEPS)
def law(country: str, kind: str, name: str) -> Response:
    """A law with its contents list and every article.

    Raises:
        NotFound: no such law or version.
    """

    def facts() -> LawFacts:
        summary, old_version = law_asked_for(country, kind, name)
        provenance = workspace().library.provenance(summary.law, summary.version)
        elsewhere = tuple(_elsewhere(summary).items())
        return LawFacts(summary, old_version, provenance, elsewhere, workspace().found(summary))

    return kept_page(workspace().library.revision(), facts, _law_page)


def _law_page(facts: LawFacts) -> str:
    here, summary, old_version = workspace(), facts.law, facts.old_version
    document = here.document(summary)
    pieces = MarkedText(document, dict(facts.elsewhere), summary.law, old_version, whole=True)
    marks = margin_marks(facts.found, bundled_checklists(), summary.law, old_version)
    text = PageMarkup(document, pieces, summary.law, old_version, marks).text()
    problems = here.library.problems(summary.law, summary.version)
    return render_template(
        "law.html",
        law=summary,
        old_version=old_version,
        document=document,
        text=Markup(text),  # noqa: S704  # PageMarkup escapes
        is_long=summary.articles >= LONG_FROM,
        has_found=bool(facts.found),
        contents=contents_markup(contents(document)),
        identifier=expression_uri(document.metadata),
        checklist=here.checklist(),
        provenance=facts.provenance,
        problems=problems[:PROBLEMS_SHOWN],
        forms=FORMS,
        linked_data=legislation(summary, document, here.settings.site_url),
    )


@blueprint.get(f"{LAW_STEPS}/articles/<eid>")
def article(country: str, kind: str, name: str, eid: str) -> str:
    """One article with its place in the law and its neighbours.

    Raises:
        NotFound: no such law, version or article.
    """
    summary, old_version = law_asked_for(country, kind, name)
    document = workspace().document(summary)
    before, placed, after = article_between_neighbours(document, summary.law, eid)
    elsewhere = _elsewhere(summary)
    pieces = MarkedText(document, elsewhere, summary.law, old_version, whole=False)
    marks = margin_marks(workspace().found(summary), bundled_checklists(), summary.law, old_version)
    markup = PageMarkup(document, pieces, summary.law, old_version, marks)
    return render_template(
        "article.html",
        law=summary,
        old_version=old_version,
        document=document,
        placed=placed,
        name=placed_name(placed, document.metadata),
        text=Markup(markup.alone(placed.article)),  # noqa: S704  # PageMarkup escapes
        marks=marks.get(eid, ""),
        before=before,
        after=after,
        identifier=article_uri(document.metadata, eid),
    )


def article_between_neighbours(
    document: Document, law_id: str, eid: str
) -> tuple[PlacedArticle | None, PlacedArticle, PlacedArticle | None]:
    """The article ``eid`` with what stands before and after it.

    Raises:
        NotFound: the law has no such article.
    """
    articles = list(placed_articles(document))
    position = next((i for i, placed in enumerate(articles) if placed.article.eid == eid), None)
    if position is None:
        raise NotFound(Message("%(law)s has no article ‹%(article)s›.", law=law_id, article=eid))
    before = articles[position - 1] if position else None
    after = articles[position + 1] if position + 1 < len(articles) else None
    return before, articles[position], after


def _elsewhere(summary: LawSummary) -> Mapping[str, str]:
    """Where the law's citations of other laws lead, in the reader's language."""
    known: Remembered[str, tuple[Cited, ...]] = current_app.extensions[_CITED]
    cited = known.get(summary.xml_sha256, lambda: cited_laws(workspace().document(summary)))
    return addresses(cited, workspace().library)
