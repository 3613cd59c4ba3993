"""What machines read of the site: the feed of changes, the sitemap and the rules for robots."""

import datetime
from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response, make_response, render_template, request, url_for

from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from milex.errors import NotFound
from web.language import pages
from web.presentation import law_url
from web.workspace import workspace

CHANGES_SHOWN: Final = 50
LAWS_A_SITEMAP: Final = 5_000  # each has an address a language, of the 50,000 that one may hold
# Pages that are no law's; a search, or what stands on one law, is no place to start from.
_TEXTS: Final = (
    "home.home",
    "laws.all_laws",
    "glossary.glossary",
    "checklists.checklists",
    "texts.help_page",
    "texts.about",
    "texts.accessibility",
)
_NEVER: Final = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

blueprint = pages("feeds", __name__)
for_robots = Blueprint("robots", __name__)


@blueprint.get("/feed.atom")
def feed() -> Response:
    """New laws and new wordings, the latest first."""
    changes = workspace().library.changes(CHANGES_SHOWN)
    return _as_xml(
        render_template(
            "feed.xml",
            site=workspace().settings.site_url,
            changes=changes,
            updated=changes[0].at
            if changes
            else datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC),
        ),
        "application/atom+xml",
    )


@for_robots.get("/sitemap.xml")
def sitemap() -> Response:
    """The parts of the sitemap: the pages about the site, and the laws by thousands."""
    parts = -(-len(workspace().library.laws()) // LAWS_A_SITEMAP)
    addresses = [url_for("robots.part_of_sitemap", number=number) for number in range(parts + 1)]
    site = workspace().settings.site_url
    return _as_xml(
        render_template("sitemap_index.xml", site=site, addresses=addresses), "application/xml"
    )


@for_robots.get("/sitemap-<int:number>.xml")
def part_of_sitemap(number: int) -> Response:
    """One part; each address with its other languages.

    Raises:
        NotFound: there is no part of this number.
    """
    places = list(_of_texts() if number == 0 else _of_laws(number - 1))
    if not places:
        raise NotFound(Message("There is no part %(number)s of the sitemap.", number=number))
    site = workspace().settings.site_url
    return _as_xml(render_template("sitemap.xml", site=site, places=places), "application/xml")


@for_robots.get("/robots.txt")
def robots() -> Response:
    """Robots read laws and texts; what is computed for each asking is not for them."""
    site = workspace().settings.site_url
    answer = make_response(render_template("robots.txt", site=site, languages=KNOWN_LANGUAGES))
    answer.mimetype = "text/plain"
    return answer


def _of_texts() -> Iterator[dict[str, str]]:
    """``place[language]``: the address of a page in each language."""
    for endpoint in _TEXTS:
        yield {code: url_for(endpoint, interface=code) for code in KNOWN_LANGUAGES}


def _of_laws(part: int) -> Iterator[dict[str, str]]:
    laws = sorted(law.law for law in workspace().library.laws())
    for law in laws[part * LAWS_A_SITEMAP : (part + 1) * LAWS_A_SITEMAP]:
        yield {code: law_url(law, interface=code) for code in KNOWN_LANGUAGES}


def _as_xml(text: str, media_type: str) -> Response:
    answer = Response(text, content_type=f"{media_type}; charset=utf-8")
    answer.add_etag(weak=True)
    answer.make_conditional(request)
    return answer
