"""Which laws a list shows and in what order, as the query string has it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, get_args

from flask import url_for
from werkzeug.datastructures import MultiDict

from corpus.checklists.patterns import fold
from corpus.groups import groups_of_states
from corpus.model import Status
from corpus.topics import load_topics, with_parents
from milex.records import LawSummary
from web.parameters import clean_codes, page_number, whole_number
from web.presentation import country_name

LAWS_A_PAGE: Final = 50
DEFAULT_ORDER: Final = "country"
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
_YEARS: Final = (1500, 2200)  # first and last that a law may bear


@dataclass(frozen=True, slots=True)
class Choice:
    """What a list of laws is narrowed to, and its order; "" and None narrow nothing."""

    country: str = ""
    group: str = ""  # slug of a group of States
    topic: str = ""
    status: str = ""
    language: str = ""
    year_from: int | None = None
    year_to: int | None = None
    sort: str = DEFAULT_ORDER  # a key of ORDERS; after "-" the other way round
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves any law out."""
        return replace(self, sort=DEFAULT_ORDER, page=1) != Choice()

    @property
    def order(self) -> str:
        """The key of ORDERS that it sorts by."""
        return self.sort.removeprefix("-")

    @property
    def is_descending(self) -> bool:
        """Whether the greatest comes first."""
        return self.sort.startswith("-")

    def url(self) -> str:
        """The address of the list of laws with this choice."""
        values: dict[str, Any] = {
            "from" if name == "year_from" else "to" if name == "year_to" else name: value
            for name, value in ((field.name, getattr(self, field.name)) for field in fields(self))
            if value
        }
        if self.sort == DEFAULT_ORDER:
            del values["sort"]
        if self.page == 1:
            del values["page"]
        return url_for("laws.all_laws", **values)

    def without(self, *names: str) -> "Choice":
        """The choice with these parts narrowing nothing, from its first page."""
        empty = Choice()
        change: dict[str, Any] = {name: getattr(empty, name) for name in names}
        return replace(self, page=1, **change)

    def sorted_by(self, order: str) -> "Choice":
        """The choice in the order ``order``, the other way round where it has it already."""
        turned = order == self.order and not self.is_descending
        return replace(self, page=1, sort=f"-{order}" if turned else order)

    def on_page(self, page: int) -> "Choice":
        """The same choice, another page."""
        return replace(self, page=page)


def choice_of(args: MultiDict[str, str]) -> Choice:
    """The choice that a query string makes; what cannot be meant narrows nothing."""
    first, last = (whole_number(args.get(name, ""), *_YEARS) for name in ("from", "to"))
    if first and last and first > last:
        first, last = last, first
    sort = args.get("sort", "")
    status = _code(args, "status")
    group = _code(args, "group")
    return Choice(
        country=_code(args, "country"),
        group=group if group in groups_of_states() else "",
        topic=_code(args, "topic"),
        status=status if status in STATUSES else "",
        language=_code(args, "language"),
        year_from=first,
        year_to=last,
        sort=sort if sort.removeprefix("-") in ORDERS else DEFAULT_ORDER,
        page=page_number(args.get("page", "")),
    )


def chosen(laws: Iterable[LawSummary], choice: Choice) -> list[LawSummary]:
    """``laws`` that ``choice`` lets through, in its order; a law without a year comes last."""
    members = groups_of_states()[choice.group].members if choice.group else ()
    found = [law for law in laws if _passes(law, choice, members)]
    found.sort(key=lambda law: (fold(country_name(law.country)), law.year or 9999, fold(law.title)))
    key = ORDERS[choice.order]
    found.sort(key=key, reverse=choice.is_descending)
    if choice.order == "year":
        found.sort(key=lambda law: law.year is None)
    return found


def _passes(law: LawSummary, choice: Choice, members: Sequence[str]) -> bool:
    year = law.year or 0
    return (
        choice.country in ("", law.country)
        and (not choice.group or law.country in members)
        and (not choice.topic or choice.topic in with_parents(law.topics))
        and choice.status in ("", law.status)
        and choice.language in ("", law.language)
        and (not choice.year_from or year >= choice.year_from)
        and (not choice.year_to or 0 < year <= choice.year_to)
    )


def topics_held(laws: Iterable[LawSummary]) -> list[str]:
    """The topics of ``laws``, each below its parent, in the order of the topics' file."""
    held = set(with_parents(topic for law in laws for topic in law.topics))
    known = load_topics()
    return [slug for slug in known if slug in held] + sorted(held - set(known))


def _code(args: MultiDict[str, str], name: str) -> str:
    return next(iter(clean_codes(args.getlist(name))), "")


ORDERS: Final[Mapping[str, Callable[[LawSummary], Any]]] = {
    # fictional States stand behind real ones
    "country": lambda law: (law.is_sample, fold(country_name(law.country))),
    "title": lambda law: fold(law.title),
    "year": lambda law: law.year or 0,
    "status": lambda law: STATUSES.index(law.status),
    "articles": lambda law: law.articles,
}
