"""The home page: what is here, and three ways to start."""

from typing import Final

from flask import render_template

from web.language import pages
from web.workspace import workspace

LAWS_SHOWN: Final = 6

blueprint = pages("home", __name__)


@blueprint.get("/")
def home() -> str:
    """What the database holds, the search box, and where to begin."""
    library = workspace().library
    laws = library.laws()
    newest = sorted(laws, key=lambda law: (law.year or 0, law.law), reverse=True)
    return render_template(
        "home.html",
        countries=library.countries(),
        law_total=len(laws),
        article_total=sum(law.articles for law in laws),
        laws=newest[:LAWS_SHOWN],
        checklist=workspace().checklist(),
    )
