"""Lists of laws: every country, or one."""

from itertools import groupby

from flask import render_template, request

from corpus.jurisdictions import is_jurisdiction
from i18n.messages import Message
from milex.errors import NotFound
from web.language import pages
from web.parameters import clean_codes
from web.workspace import workspace

blueprint = pages("laws", __name__)


@blueprint.get("/laws")
def all_laws() -> str:
    """Laws by country; ``?language=`` and ``?topic=`` narrow them."""
    language = _first("language")
    topic = _first("topic")
    library = workspace().library
    everything = library.laws()
    laws = library.laws(language=language, topic=topic) if language or topic else everything
    return render_template(
        "laws.html",
        by_country=[(code, list(group)) for code, group in groupby(laws, lambda law: law.country)],
        total=len(laws),
        language=language,
        topic=topic,
        languages=sorted({law.language for law in everything}),
        topics=sorted({slug for law in everything for slug in law.topics}),
    )


@blueprint.get("/laws/<country>")
def of_country(country: str) -> str:
    """Laws of one country; a country that is known but has none says so.

    Raises:
        NotFound: no such country.
    """
    laws = workspace().library.laws(country=country)
    if not laws and not is_jurisdiction(country):
        raise NotFound(
            Message(
                "There is no country ‹%(country)s› here; countries are written with their "
                "ISO 3166 code in lower case, such as ‹py›.",
                country=country,
            )
        )
    return render_template("country.html", country=country, laws=laws)


def _first(name: str) -> str | None:
    return next(iter(clean_codes(request.args.getlist(name))), None)
