"""The navigation: which parts the site has, and where in them a reader is.

``base.html`` draws both lists.
"""

from dataclasses import dataclass
from typing import Final

from flask import Flask, request

from i18n.messages import Message


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site, in the order in which the navigation names it."""

    endpoint: str  # of the page that it begins with
    name: Message
    blueprints: tuple[str, ...]  # whose pages lie within it


PARTS: Final = (
    Part("search.results", Message("Search"), ("search",)),
    Part("laws.all_laws", Message("Laws"), ("laws", "law", "comparison", "country_comparison")),
    Part("side_by_side.compare", Message("Compare"), ("side_by_side",)),
    Part("matrix.default", Message("Matrix"), ("matrix",)),
    Part("treaties.all_treaties", Message("Treaties"), ("treaties",)),
    Part("checklists.checklists", Message("Checklists"), ("checklists",)),
    Part("glossary.glossary", Message("Glossary"), ("glossary",)),
)
# What the foot of every page leads to beside them.
NOTES: Final[tuple[Part, ...]] = (
    Part("texts.help_page", Message("Help"), ()),
    Part("texts.about", Message("About MILEX"), ()),
    Part("texts.accessibility", Message("Accessibility"), ()),
    Part("groups.all_groups", Message("Groups of States"), ("groups",)),
)


def install_navigation(app: Flask) -> None:
    """Gives the templates of ``app`` ``site_parts``, ``site_notes`` and ``where``."""
    app.jinja_env.globals.update(site_parts=PARTS, site_notes=NOTES, where=where)


def where(part: Part) -> str:
    """``page`` on the first page of ``part``, ``true`` on another one within it, else "".

    These are values of ``aria-current``.
    """
    if request.endpoint == part.endpoint:
        return "page"
    return "true" if request.blueprint in part.blueprints else ""
