"""Values to narrow an answer by, each with what it would leave and where it leads."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.topics import load_topics
from web.question import FILTERS, Question

Counts = Mapping[str, Sequence[tuple[str, int]]]

_DECADE: Final = 10  # years


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value to narrow the answer by."""

    value: str  # a code, or a decade as "2010–2019"
    count: int  # articles that the answer would have with this value
    is_active: bool
    url: str  # the same question with this value switched on or off
    children: tuple["FacetValue", ...] = ()  # of a topic


def facets(question: Question, counts: Counts) -> Mapping[str, tuple[FacetValue, ...]]:
    """Facets by name, most first, decades newest first; active values stay even at zero."""
    found = {name: _values(question, name, counts.get(name, ())) for name in FILTERS}
    found["topic"] = tuple(_as_tree(found["topic"]))
    found["decade"] = tuple(_decades(question, counts.get("year", ())))
    return found


def _values(
    question: Question, name: str, counted: Sequence[tuple[str, int]]
) -> tuple[FacetValue, ...]:
    active: tuple[str, ...] = getattr(question, name)
    counts = dict(counted)
    return tuple(
        FacetValue(
            value, counts.get(value, 0), value in active, question.toggled(name, value).url()
        )
        for value in (*counts, *(value for value in active if value not in counts))
    )


def _as_tree(values: Iterable[FacetValue]) -> Iterable[FacetValue]:
    """Topics, each with its child topics below it; a child without its parent stands alone."""
    found = {one.value: one for one in values}
    known = load_topics()
    for slug, one in found.items():
        topic = known.get(slug)
        if topic is not None and topic.parent in found:
            continue
        below = tuple(child for name, child in found.items() if _parent(name) == slug)
        yield replace(one, children=below)


def _parent(slug: str) -> str | None:
    topic = load_topics().get(slug)
    return topic.parent if topic is not None else None


def _decades(question: Question, years: Sequence[tuple[str, int]]) -> Iterable[FacetValue]:
    counts: Counter[int] = Counter()
    for year, count in years:
        counts[int(year) // _DECADE * _DECADE] += count
    for first in sorted(counts, reverse=True):
        last = first + _DECADE - 1
        is_active = (question.year_from, question.year_to) == (first, last)
        other = question.of_years(None, None) if is_active else question.of_years(first, last)
        yield FacetValue(f"{first}–{last}", counts[first], is_active, other.url())
