"""Laws, concepts and headings that begin with what was typed so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from i18n.languages import KNOWN_LANGUAGES
from i18n.terms import Concept, load_terms
from search.analysis import fold, forms, words
from search.model import SearchEngine, SearchRequest
from search.query_fields import SHORTEST_PREFIX

MOST_OF_A_KIND: Final = 4
_MOST_WORDS: Final = 8
_HEADINGS_LOOKED_AT: Final = 24  # hits among which different headings are looked for
_LONGEST_HEADING: Final = 90  # characters; what is longer is text that stands as a heading


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be meant."""

    kind: Literal["law", "concept", "heading"]
    text: str  # the law's title, the concept's expression, the heading
    language: str  # of ``text``, ISO 639-1
    detail: str = ""  # of a concept: its name in the other language
    law: str = ""  # of a law: its id
    country: str = ""  # of a law, ISO 3166-1 alpha-2, lower case


def suggestions(engine: SearchEngine, typed: str, language: str) -> tuple[Suggestion, ...]:
    """What ``typed`` may become: concepts, then laws, then headings, a few of each.

    Concepts of ``language`` (ISO 639-1), the reader's, stand before those of other languages.
    """
    if not any(len(word.raw) >= SHORTEST_PREFIX for word in words(typed)):
        return ()
    return (*_concepts(typed, language), *_laws(engine, typed), *_headings(engine, typed))


def _concepts(typed: str, language: str) -> list[Suggestion]:
    begun = _folded(typed)
    ranked = [
        (not starts, said_in != language, place, concept, said_in, text)
        for place, concept in enumerate(load_terms().concepts)
        for starts, said_in, text in _first_begun(concept, begun, language)
    ]
    ranked.sort(key=lambda row: row[:3])
    return [
        Suggestion("concept", text, said_in, detail=_name_elsewhere(concept, said_in))
        for *_, concept, said_in, text in ranked[:MOST_OF_A_KIND]
    ]


def _first_begun(concept: Concept, begun: str, language: str) -> Iterator[tuple[bool, str, str]]:
    """(whether at its start, language, text) of the best expression that ``begun`` begins."""
    found = [
        (folded.startswith(begun), said_in, text)
        for said_in, text, folded in _searched()[concept.id]
        if f" {begun}" in f" {folded}"
    ]
    if found:
        yield min(found, key=lambda row: (not row[0], row[1] != language))


@cache
def _searched() -> Mapping[str, Sequence[tuple[str, str, str]]]:
    """By concept: language, text and folded text of each expression that is searched for."""
    return {
        concept.id: [
            (language, one.text, _folded(one.text))
            for language, expressions in concept.expressions.items()
            for one in expressions
            if not one.only_typed
        ]
        for concept in load_terms().concepts
    }


def _folded(text: str) -> str:
    return " ".join(fold(word.raw) for word in words(text))


def _name_elsewhere(concept: Concept, language: str) -> str:
    return next(concept.expressions[code][0].text for code in KNOWN_LANGUAGES if code != language)


def _laws(engine: SearchEngine, typed: str) -> list[Suggestion]:
    query = _in_part("title", typed)
    if not query:
        return []
    hits = engine.search(SearchRequest(query, limit=MOST_OF_A_KIND, per_law=1)).hits
    return [
        Suggestion("law", hit.law_title, hit.language, law=hit.key.law, country=hit.country)
        for hit in hits
    ]


def _headings(engine: SearchEngine, typed: str) -> list[Suggestion]:
    query = _in_part("heading", typed)
    if not query:
        return []
    found: dict[str, Suggestion] = {}
    for hit in engine.search(SearchRequest(query, limit=_HEADINGS_LOOKED_AT)).hits:
        heading = hit.heading.strip().rstrip(".")
        if '"' not in heading and len(heading) <= _LONGEST_HEADING:
            found.setdefault(fold(heading), Suggestion("heading", heading, hit.language))
    return list(found.values())[:MOST_OF_A_KIND]


def _in_part(part: str, typed: str) -> str:
    """A query for what was typed in one part of articles, its last word only begun."""
    raws = [word.raw for word in words(typed)][:_MOST_WORDS]
    asked = [f"{part}:{raw}" for raw in raws[:-1] if not _is_small(raw)]
    if len(raws[-1]) >= SHORTEST_PREFIX and not typed[-1:].isspace():
        asked.append(f"{part}:{raws[-1]}*")
    elif not _is_small(raws[-1]) and typed[-1:].isspace():
        asked.append(f"{part}:{raws[-1]}")
    return " AND ".join(asked)


def _is_small(raw: str) -> bool:
    return any(forms(raw, language).is_common for language in KNOWN_LANGUAGES)
