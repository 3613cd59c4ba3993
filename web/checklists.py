"""Checklists: which there are, what each asks, and a group of its provisions in full."""

from collections import Counter
from collections.abc import Mapping

from flask import render_template, request

from corpus.checklists.loader import bundled_checklists
from corpus.checklists.model import LEVELS, Checklist, Level
from milex.workspace import check_group
from web.language import pages
from web.parameters import clean_text
from web.workspace import workspace

blueprint = pages("checklists", __name__)


@blueprint.get("/checklists")
def checklists() -> str:
    """Every checklist with what it is about and how much it asks."""
    known = sorted(bundled_checklists().values(), key=lambda one: -len(one.provisions))
    return render_template(
        "checklists.html", checklists=known, counts={one.id: _by_level(one) for one in known}
    )


@blueprint.get("/checklists/<checklist_id>")
def checklist(checklist_id: str) -> str:
    """A checklist's provisions by group, or with ``?group=`` one group of them in full.

    Raises:
        NotFound: no such checklist or group.
    """
    known = workspace().checklist(checklist_id)
    wanted = clean_text(request.args.get("group", "")) or None
    check_group(known, wanted)
    provisions = {
        group.id: [p for p in known.provisions if p.group == group.id] for group in known.groups
    }
    if wanted is None:
        return render_template(
            "checklist.html",
            checklist=known,
            provisions=provisions,
            counts=_by_level(known),
            levels=[level for level in LEVELS if any(p.level == level for p in known.provisions)],
        )
    places = [group.id for group in known.groups]
    place = places.index(wanted)
    return render_template(
        "checklist_group.html",
        checklist=known,
        group=known.groups[place],
        provisions=provisions[wanted],
        before=known.groups[place - 1] if place else None,
        after=known.groups[place + 1] if place + 1 < len(places) else None,
    )


def _by_level(checklist: Checklist) -> Mapping[Level, int]:
    """How many provisions are of each level, strongest first; levels without one left out."""
    counts = Counter(provision.level for provision in checklist.provisions)
    return {level: counts[level] for level in LEVELS if counts[level]}
