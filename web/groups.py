"""Groups of States: who belongs to them, what is held of them, which treaties bind them."""

from flask import render_template

from corpus.groups import groups_of_states
from corpus.treaties import load_treaties
from i18n.messages import Message
from milex.errors import NotFound
from web.language import pages
from web.treaties import tally
from web.workspace import workspace

blueprint = pages("groups", __name__)


@blueprint.get("/groups")
def all_groups() -> str:
    """Every group of States with how many of its members have laws here."""
    held = {row.country for row in workspace().library.countries()}
    return render_template(
        "groups.html",
        groups=[
            (group, sum(code in held for code in group.members))
            for group in groups_of_states().values()
        ],
    )


@blueprint.get("/groups/<slug>")
def group(slug: str) -> str:
    """A group's members with their laws here, and how they stand to each treaty.

    Raises:
        NotFound: no such group.
    """
    found = groups_of_states().get(slug)
    if found is None:
        raise NotFound(
            Message(
                "There is no group of States ‹%(group)s› here; the list of groups shows what "
                "there is.",
                group=slug,
            )
        )
    rows = {row.country: row for row in workspace().library.countries()}
    treaties = load_treaties().treaties.values()
    return render_template(
        "group.html",
        group=found,
        related=groups_of_states().get(found.related),
        rows=rows,
        held=any(code in rows for code in found.members),
        checklist=workspace().checklist(),
        tallies=[tally(treaty, found.members) for treaty in treaties if treaty.binding],
    )
