"""What a person asked of the search page, as the query string has it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import url_for
from werkzeug.datastructures import MultiDict

from i18n.messages import Message
from search.model import SearchRequest, Sort
from web.parameters import (
    LONGEST_QUERY,
    clean_codes,
    clean_laws,
    clean_text,
    page_number,
    whole_number,
)

ARTICLES_A_PAGE: Final = 20  # where one law is looked through
LAWS_A_PAGE: Final = 10
ARTICLES_A_LAW: Final = 3  # the best ones, where results are grouped by law
MOST_EXPORTED: Final = 1_000  # articles
FILTERS: Final = ("country", "language", "topic", "kind", "status")
_YEARS: Final = (1500, 2200)  # first and last that a law may bear


@dataclass(frozen=True, slots=True)
class Question:
    """A search as the URL states it."""

    query: str = ""
    country: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    law: str = ""  # the one law whose articles are wanted; "" for every law
    year_from: int | None = None
    year_to: int | None = None
    across: bool = False
    sort: Sort = "relevance"
    page: int = 1
    notes: tuple[Message, ...] = ()  # what of the URL was left out, and why

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the words narrows the answer."""
        chosen = any(getattr(self, name) for name in FILTERS)
        return bool(chosen or self.law or self.year_from or self.year_to)

    @property
    def page_length(self) -> int:
        """Laws on a page, or articles where one law is looked through."""
        return ARTICLES_A_PAGE if self.law else LAWS_A_PAGE

    def request(self) -> SearchRequest:
        """What the index is asked for this page."""
        return replace(
            self.whole_request(),
            limit=self.page_length,
            offset=(self.page - 1) * self.page_length,
            per_law=0 if self.law else ARTICLES_A_LAW,
        )

    def whole_request(self) -> SearchRequest:
        """What the index is asked for all that is exported: articles, not grouped."""
        return SearchRequest(
            query=self.query,
            languages=self.language,
            countries=self.country,
            topics=self.topic,
            kinds=self.kind,
            statuses=self.status,
            laws=(self.law,) if self.law else (),
            year_from=self.year_from,
            year_to=self.year_to,
            across=self.across,
            sort=self.sort,
            limit=MOST_EXPORTED,
        )

    def url(self, endpoint: str = "search.results") -> str:
        """The address of this question, or of what another endpoint makes of it."""
        values: dict[str, Any] = {
            "q": self.query,
            **{name: list(getattr(self, name)) for name in FILTERS},
            "law": self.law or None,
            "from": self.year_from,
            "to": self.year_to,
            "across": "1" if self.across else None,
            "sort": self.sort if self.sort != "relevance" else None,
            "page": self.page if self.page > 1 else None,
        }
        return url_for(endpoint, **values)  # without what is None or empty

    def toggled(self, name: str, value: str) -> "Question":
        """The question with ``value`` of a filter switched on or off, from its first page."""
        values: tuple[str, ...] = getattr(self, name)
        changed = (
            tuple(kept for kept in values if kept != value) if value in values else (*values, value)
        )
        change: dict[str, Any] = {name: changed}
        return replace(self, page=1, **change)

    def asking(self, query: str) -> "Question":
        """Other words under the same filters, from their first page."""
        return replace(self, query=query, page=1)

    def of_law(self, law: str) -> "Question":
        """The question for one law, "" for every law, from its first page."""
        return replace(self, page=1, law=law)

    def of_years(self, first: int | None, last: int | None) -> "Question":
        """The question for these years, both inclusive, from its first page."""
        return replace(self, page=1, year_from=first, year_to=last)

    def sorted_by(self, sort: Sort) -> "Question":
        """The question in another order, from its first page."""
        return replace(self, page=1, sort=sort)

    def in_both_languages(self) -> "Question":
        """The question with the other language's words, from its first page."""
        return replace(self, page=1, across=True)

    def on_page(self, page: int) -> "Question":
        """The same question, another page."""
        return replace(self, page=page)


def question_of(args: MultiDict[str, str]) -> Question:
    """The question that a query string asks; whatever cannot be meant is left out with a note."""
    notes: list[Message] = []
    query = clean_text(args.get("q", ""))
    if len(query) > LONGEST_QUERY:
        query = query[:LONGEST_QUERY]
        notes.append(
            Message(
                "Only the first %(most)s characters of the question were used.",
                most=LONGEST_QUERY,
            )
        )
    first, last = _years(args, notes)
    return Question(
        query=query,
        **{name: clean_codes(args.getlist(name)) for name in FILTERS},
        law=next(iter(clean_laws(args.getlist("law"))), ""),
        year_from=first,
        year_to=last,
        across=args.get("across", "") not in ("", "0"),
        sort="date" if args.get("sort") == "date" else "relevance",
        page=page_number(args.get("page", "")),
        notes=tuple(notes),
    )


def _years(args: MultiDict[str, str], notes: list[Message]) -> Sequence[int | None]:
    years = [_year(args.get(name, ""), notes) for name in ("from", "to")]
    if years[0] and years[1] and years[0] > years[1]:
        years.reverse()
        notes.append(Message("The years were given in reverse and have been exchanged."))
    return years


def _year(raw: str, notes: list[Message]) -> int | None:
    text = clean_text(raw)
    year = whole_number(text, *_YEARS) if text else None
    if text and year is None:
        notes.append(
            Message(
                "‹%(value)s› is not a year and was left out; a year looks like 2012.",
                value=text[:20],
            )
        )
    return year
