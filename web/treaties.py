"""Treaties, and where each State of the Americas stands to them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from flask import render_template, request

from corpus.groups import groups_of_states
from corpus.treaties import Position, Standing, Treaty, load_treaties
from i18n.messages import Message
from milex.errors import NotFound
from web.americas import AMERICAS, Shade, views
from web.language import pages
from web.parameters import clean_codes
from web.reference_wording import POSITION_SIGNS

blueprint = pages("treaties", __name__)


# How a State is filled on the map; the sign on it tells apart what has the same shade.
STEPS: Final[Mapping[Position, int]] = MappingProxyType(
    {"party": 3, "signatory": 2, "denounced": 1, "none_known": 1, "unknown": 0}
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How States stand to a treaty, counted."""

    treaty: Treaty
    positions: Counter[Position]
    probable: int  # parties of which no table was seen


def tally(treaty: Treaty, countries: Sequence[str]) -> Tally:
    """Where ``countries`` stand to ``treaty``."""
    standings = [load_treaties().standing(country, treaty.slug) for country in countries]
    probable = sum(standing.position == "party" and standing.is_probable for standing in standings)
    return Tally(treaty, Counter(standing.position for standing in standings), probable)


@blueprint.get("/treaties")
def all_treaties() -> str:
    """Every treaty with how many States of the Americas are parties to it."""
    known = load_treaties()
    states = groups_of_states()[AMERICAS].members
    return render_template(
        "treaties.html",
        tallies=[tally(treaty, states) for treaty in known.treaties.values()],
        states=len(states),
        as_of=known.as_of,
    )


@blueprint.get("/treaties/<slug>")
def treaty(slug: str) -> str:
    """A treaty and its parties, State by State; ``?group=`` shows a group's members alone.

    Raises:
        NotFound: no such treaty.
    """
    known = load_treaties()
    found = known.treaties.get(slug)
    if found is None:
        raise NotFound(
            Message(
                "There is no treaty ‹%(treaty)s› here; the list of treaties shows what there is.",
                treaty=slug,
            )
        )
    asked = next(iter(clean_codes(request.args.getlist("group"))), AMERICAS)
    group = groups_of_states().get(asked) or groups_of_states()[AMERICAS]
    standings: list[Standing] = [known.standing(code, slug) for code in group.members]
    return render_template(
        "treaty.html",
        treaty=found,
        parent=known.treaties.get(found.parent),
        supplements=known.supplements(slug),
        standings=standings,
        views=views(
            {s.country: Shade(STEPS[s.position], POSITION_SIGNS[s.position]) for s in standings}
        ),
        positions={standing.country: standing.position for standing in standings},
        steps=STEPS,
        tally=tally(found, group.members),
        sources=known.sources,
        group=group,
        groups=tuple(groups_of_states().values()),
        as_of=known.as_of,
    )
