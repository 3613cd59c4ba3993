"""The home page: what is here, and three ways to start."""

from typing import Final

from flask import render_template

from milex.records import LawSummary
from web.americas import STEPS, holdings
from web.language import pages
from web.workspace import workspace

LAWS_SHOWN: Final = 6

blueprint = pages("home", __name__)


@blueprint.get("/")
def home() -> str:
    """What the database holds, the search box, and where to begin."""
    library = workspace().library
    laws = library.laws()
    countries = library.countries()
    # True sorts after False: a fictional State's law is no news beside a real one's.
    newest = sorted(sorted(laws, key=_age, reverse=True), key=lambda law: law.is_sample)
    return render_template(
        "home.html",
        holdings=holdings(countries),
        laws_of={row.country: row.laws for row in countries},
        steps=STEPS,
        law_total=len(laws),
        article_total=sum(law.articles for law in laws),
        laws=newest[:LAWS_SHOWN],
        checklist=workspace().checklist(),
    )


def _age(law: LawSummary) -> tuple[str, str]:
    """Sorts the oldest law first: by the day it was made, or the year where no day is known."""
    return law.date.isoformat() if law.date else str(law.year or ""), law.law
