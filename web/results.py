"""Search: what a person asked, as the query string has it, and the page of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import render_template, request, url_for
from werkzeug.datastructures import MultiDict

from i18n.messages import Message
from search.model import SearchRequest, SearchResults
from web.language import pages
from web.parameters import LONGEST_QUERY, clean_codes, clean_text, page_number, whole_number
from web.workspace import workspace

blueprint = pages("search", __name__)

PAGE_LENGTH: Final = 20
FACETS_SHOWN: Final = 8  # values of a facet that are seen without opening the rest
FILTERS: Final = ("country", "language", "topic")
_YEARS: Final = (1500, 2200)  # first and last that a law may bear


@dataclass(frozen=True, slots=True)
class Question:
    """A search as the URL states it."""

    query: str = ""
    country: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    across: bool = False
    page: int = 1
    notes: tuple[Message, ...] = ()  # what of the URL was left out, and why

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the words narrows the answer."""
        return bool(self.country or self.language or self.topic or self.year_from or self.year_to)

    def request(self) -> SearchRequest:
        """What the index is asked."""
        return SearchRequest(
            query=self.query,
            languages=self.language,
            countries=self.country,
            topics=self.topic,
            year_from=self.year_from,
            year_to=self.year_to,
            across=self.across,
            limit=PAGE_LENGTH,
            offset=(self.page - 1) * PAGE_LENGTH,
        )

    def url(self) -> str:
        """The address of this question."""
        values: dict[str, Any] = {
            "q": self.query,
            **{name: list(getattr(self, name)) for name in FILTERS},
            "from": self.year_from,
            "to": self.year_to,
            "across": "1" if self.across else None,
            "page": self.page if self.page > 1 else None,
        }
        return url_for("search.results", **values)  # without what is None or empty

    def toggled(self, name: str, value: str) -> "Question":
        """The question with ``value`` of a filter switched on or off, from its first page."""
        values: tuple[str, ...] = getattr(self, name)
        changed = (
            tuple(kept for kept in values if kept != value) if value in values else (*values, value)
        )
        change: dict[str, Any] = {name: changed}
        return replace(self, page=1, **change)

    def without_years(self) -> "Question":
        """The question for every year, from its first page."""
        return replace(self, page=1, year_from=None, year_to=None)

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
    years = [_year(args.get(name, ""), notes) for name in ("from", "to")]
    if years[0] and years[1] and years[0] > years[1]:
        years.reverse()
        notes.append(Message("The years were given in reverse and have been exchanged."))
    return Question(
        query=query,
        **{name: clean_codes(args.getlist(name)) for name in FILTERS},
        year_from=years[0],
        year_to=years[1],
        across=args.get("across", "") not in ("", "0"),
        page=page_number(args.get("page", "")),
        notes=tuple(notes),
    )


@blueprint.get("/search")
def results() -> str:
    """The answer to the question in the URL; no question gives the empty search page."""
    question = question_of(request.args)
    answer = workspace().search.search(question.request()) if question.query else None
    if answer is not None and not answer.hits and answer.total:
        question = question.on_page(_pages(answer))
        answer = workspace().search.search(question.request())
    return render_template(
        "search.html",
        question=question,
        answer=answer,
        page_total=_pages(answer) if answer else 0,
        facets=_facets(question, answer.facets) if answer else {},
        facets_shown=FACETS_SHOWN,
        filters=FILTERS,
        page_length=PAGE_LENGTH,
        across_url=replace(question, across=True, page=1).url(),
    )


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow the answer by."""

    value: str
    count: int  # articles that the answer would have with this value
    is_active: bool
    url: str  # the same question with this value switched on or off


def _facets(
    question: Question, counts: Mapping[str, Sequence[tuple[str, int]]]
) -> Mapping[str, tuple[FacetValue, ...]]:
    """Facets by filter, most first; active values stay even where they count nothing."""
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for name in FILTERS:
        active: tuple[str, ...] = getattr(question, name)
        counted = dict(counts.get(name, ()))
        values = [*counted, *(value for value in active if value not in counted)]
        facets[name] = tuple(
            FacetValue(
                value=value,
                count=counted.get(value, 0),
                is_active=value in active,
                url=question.toggled(name, value).url(),
            )
            for value in values
        )
    return facets


def _pages(answer: SearchResults) -> int:
    return -(-answer.total // PAGE_LENGTH)


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
