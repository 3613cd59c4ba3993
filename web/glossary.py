"""The bilingual glossary: the concepts by which a search crosses languages."""

from flask import render_template, request

from i18n.languages import KNOWN_LANGUAGES
from i18n.terms import Concept, load_terms
from search.analysis import fold
from web.language import interface_language, pages
from web.parameters import clean_text

blueprint = pages("glossary", __name__)


@blueprint.get("/glossary")
def glossary() -> str:
    """Every concept by its name in the language of the page; ``?q=`` keeps those that say it."""
    wanted = clean_text(request.args.get("q", ""))[:100]
    language = interface_language()
    other = next(code for code in KNOWN_LANGUAGES if code != language)
    terms = load_terms()
    shown = [concept for concept in terms.concepts if fold(wanted) in _said(concept)]
    return render_template(
        "glossary.html",
        wanted=wanted,
        concepts=sorted(shown, key=lambda one: fold(one.expressions[language][0].text)),
        total=len(terms.concepts),
        ambiguities=terms.ambiguities if not wanted else (),
        names={concept.id: concept.expressions[language][0].text for concept in terms.concepts},
        other=other,
    )


def _said(concept: Concept) -> str:
    """All that is said of ``concept`` in any language, folded."""
    expressions = (one.text for said in concept.expressions.values() for one in said)
    friends = (friend.text for friend in concept.false_friends)
    return fold("\n".join((*expressions, *friends, *concept.definition.values())))
