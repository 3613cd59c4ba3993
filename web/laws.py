"""The list of laws, and the page of a State."""

import time
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from math import ceil

from flask import render_template, request, url_for

from corpus.checklists.loader import bundled_checklists
from corpus.groups import GroupOfStates, groups_of_states
from corpus.jurisdictions import is_jurisdiction, known_jurisdictions
from corpus.treaties import load_treaties
from i18n.messages import Message
from milex.at_hand import matrix_at_hand
from milex.errors import NotFound
from milex.gathering import Asked
from milex.in_force import TREATIES
from milex.records import LawSummary
from web.choosing import LAWS_A_PAGE, ORDERS, STATUSES, choice_of, chosen, topics_held
from web.country_comparison import today
from web.language import pages
from web.narrowing import Narrowing
from web.selection import Selection
from web.timeline import timeline
from web.workspace import workspace

blueprint = pages("laws", __name__)


@dataclass(frozen=True, slots=True)
class Together:
    """What the laws of a State in force today answer to a checklist, in numbers."""

    selection: Selection  # without verdicts while a law is waiting
    waiting: tuple[LawSummary, ...]  # laws that nobody compared yet
    searched: int  # laws


@blueprint.get("/laws")
def all_laws() -> str:
    """Laws by country, group of States, topic, status, language and years, in any order."""
    choice = choice_of(request.args)
    everything = workspace().library.laws()
    found = chosen(everything, choice)
    last = max(1, ceil(len(found) / LAWS_A_PAGE))
    choice = choice.on_page(min(choice.page, last))
    start = (choice.page - 1) * LAWS_A_PAGE
    held = {law.status for law in everything}
    group = groups_of_states().get(choice.group)
    return render_template(
        "laws.html",
        choice=choice,
        laws=found[start : start + LAWS_A_PAGE],
        first=start + 1,
        total=len(found),
        page_total=last,
        orders=tuple(ORDERS),
        countries=sorted({law.country for law in everything}),
        groups=_by_kind(),
        topics=topics_held(everything),
        statuses=[status for status in STATUSES if status in held],
        languages=sorted({law.language for law in everything}),
        group=group,
        missing=_missing(group, everything) if group else (),
    )


@blueprint.get("/laws/<country>")
def of_country(country: str) -> str:
    """A State: its laws over time, its treaties, its publishers, what its laws answer together.

    Raises:
        NotFound: no such country.
    """
    library = workspace().library
    laws = library.laws(country=country)
    if not laws and not is_jurisdiction(country):
        raise NotFound(
            Message(
                "There is no country ‹%(country)s› here; countries are written with their "
                "ISO 3166 code in lower case, such as ‹py›.",
                country=country,
            )
        )
    versions = library.laws(country=country, every_version=True)
    state = known_jurisdictions().get(country)
    known = load_treaties()
    standings = [known.standing(country, t.slug) for t in known.treaties.values() if t.binding]
    return render_template(
        "country.html",
        country=country,
        state=state,
        groups=[groups_of_states()[slug] for slug in state.groups] if state else (),
        laws=laws,
        line=timeline(laws, versions, today()),
        treaties=known,
        standings=standings if any(standing.acts for standing in standings) else (),
        together=_together(country) if laws and country != TREATIES else None,
        page_url=partial(
            url_for,
            "country_comparison.comparison",
            country=country,
            checklist_id=workspace().checklist().id,
        ),
        checklist=workspace().checklist(),
        checklists=tuple(bundled_checklists().values()),
    )


def _together(country: str) -> Together:
    """The answers of the laws of ``country`` as far as they are kept: no law is compared here."""
    checklist = workspace().checklist()
    asked = Asked("country", checklist.id, None, (country,))
    ready = matrix_at_hand(workspace(), asked, today(), seconds=0, clock=time.monotonic)
    cells = ready.matrix.rows[0].cells if ready.matrix.rows else ()
    return Together(
        Selection(checklist, Narrowing(), {cell.provision: cell.verdict for cell in cells}),
        ready.waiting,
        len(ready.matrix.rows[0].laws) if ready.matrix.rows else 0,
    )


def _by_kind() -> list[tuple[str, list[GroupOfStates]]]:
    groups = sorted(groups_of_states().values(), key=lambda group: group.kind == "subregion")
    return [
        ("subregions" if kind else "groups", list(of_kind))
        for kind, of_kind in groupby(groups, key=lambda group: group.kind == "subregion")
    ]


def _missing(group: GroupOfStates, laws: list[LawSummary]) -> list[str]:
    held = {law.country for law in laws}
    return [code for code in group.members if code not in held]
