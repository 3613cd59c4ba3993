"""Which matrix a page shows, as its query string says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from flask import request

from corpus.checklists.model import LEVELS, Checklist, Provision
from corpus.groups import groups_of_states
from corpus.topics import load_topics
from milex.gathering import Asked, check_country
from milex.matrix import By
from milex.workspace import check_group, known_provision
from web.narrowing import checked_values, known_values
from web.parameters import clean_codes, clean_text, page_number

Arrangement = Literal["group", "level"]
Order = Literal["checklist", "most", "least"]

BY: Final[tuple[By, ...]] = ("country", "law")
ARRANGEMENTS: Final[tuple[Arrangement, ...]] = ("group", "level")
ORDERS: Final[tuple[Order, ...]] = ("checklist", "most", "least")


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """A matrix as the URL states it; an empty field asks for all."""

    by: By = "country"
    group: str = ""
    levels: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-2, lower case
    states: str = ""  # slug of a group of States
    topic: str = ""
    arrange: Arrangement = "group"
    order: Order = "checklist"  # of the provisions: most or least often full first
    sort: str = ""  # id of the provision by whose verdicts the columns stand; "" by name
    page: int = 1  # of columns

    @property
    def is_overview(self) -> bool:
        """Whether groups of provisions are counted, instead of each provision shown."""
        return not (self.group or self.levels)

    def admits(self, provision: Provision) -> bool:
        """Whether ``provision`` is asked for."""
        return (not self.group or provision.group == self.group) and (
            not self.levels or provision.level in self.levels
        )

    def asked(self, checklist: Checklist, held: Sequence[str]) -> Asked:
        """What the library is asked; ``held`` are the States that it has laws of."""
        members = groups_of_states()[self.states].members if self.states else ()
        wanted = self.countries or tuple(code for code in members if code in held)
        return Asked(self.by, checklist.id, None, wanted, self.topic or None)

    @property
    def values(self) -> dict[str, Any]:
        """The parts of a query string that ask for the same."""
        plain = MatrixQuestion()
        one = ("by", "group", "states", "topic", "arrange", "order", "sort")
        return {
            "level": list(self.levels),
            "country": list(self.countries),
            "page": self.page if self.page > 1 else None,
            **{
                name: getattr(self, name)
                for name in one
                if getattr(self, name) != getattr(plain, name)
            },
        }

    def of(self, **changes: Any) -> dict[str, Any]:
        """The query of the same question with ``changes``, from its first page."""
        return replace(self, **{"page": 1, **changes}).values


def matrix_question(checklist: Checklist) -> MatrixQuestion:
    """The matrix that the URL of this request asks for.

    Raises:
        NotFound: a value that there is not.
    """
    group = clean_text(request.args.get("group", ""))
    check_group(checklist, group or None)
    sort = clean_text(request.args.get("sort", ""))
    countries = clean_codes(request.args.getlist("country"))
    for country in countries:
        check_country(country)
    return MatrixQuestion(
        by=_one("by", BY),
        group=group,
        levels=known_values("level", LEVELS),
        countries=countries,
        states=_named("states", tuple(groups_of_states())),
        topic=_named("topic", tuple(load_topics())),
        arrange=_one("arrange", ARRANGEMENTS),
        order=_one("order", ORDERS),
        sort=known_provision(checklist, sort).id if sort else "",
        page=page_number(request.args.get("page", "")),
    )


def _one(name: str, values: Sequence[Any]) -> Any:
    """The value of ``name`` in the URL; the first of ``values`` where it says none."""
    return next(iter(known_values(name, values)), values[0])


def _named(name: str, values: Sequence[str]) -> str:
    asked = clean_codes([request.args.get(name, "")])
    return next(iter(checked_values(name, asked, values)), "")
