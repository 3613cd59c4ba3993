"""Legal concepts of migration and trafficking law, and how each language says them.

The data is ``terms.yaml``, which a lawyer can edit; this module reads and checks it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from i18n.languages import KNOWN_LANGUAGES

TERMS_FILE: Final = Path(__file__).parent / "terms.yaml"
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is built in

# How the place in an instrument is said in Spanish; "art." is the same.
_PLACES: Final = (
    (" and its travaux préparatoires", " y sus trabajos preparatorios"),
    (" and ", " y "),
    (" to ", " a "),
    ("principle", "principio"),
    ("objective", "objetivo"),
)

# Words that tell of trafficking in persons, and of smuggling of migrants, in either language.
_TRAFFICKING: Final = re.compile(
    r"\btrata(?:s|nte\w*)?\b|\btraffick\w*(?! in organs)(?<!organ trafficking)", re.IGNORECASE
)
_SMUGGLING: Final = re.compile(
    r"\bsmuggl\w*|\bcoyot\w*|\btr[áa]fico\b.*\b(?:in)?migrantes?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Expression:
    """One way to say a concept."""

    text: str
    regions: tuple[str, ...] = ()  # ISO 3166-1 alpha-2 where it is used; empty: everywhere
    # Understood when typed, but too wide a net to be searched for in a person's stead.
    only_typed: bool = False


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """An expression that is taken for the concept and is not, or not surely."""

    text: str
    language: str
    note: Mapping[str, str]  # why, by language


@dataclass(frozen=True, slots=True)
class Concept:
    """A legal concept; its first expression in a language is its name there."""

    id: str
    expressions: Mapping[str, tuple[Expression, ...]]  # by language, at least one each
    definition: Mapping[str, str]  # by language, in our own words
    source: Mapping[str, str]  # by language: the instrument that the definition leans on
    false_friends: tuple[FalseFriend, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """An expression that laws use for more than one concept; never translated."""

    text: str
    language: str
    between: tuple[str, ...]  # concept ids, two or more


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything in ``terms.yaml``."""

    concepts: tuple[Concept, ...]
    ambiguities: tuple[Ambiguity, ...]


class InvalidTerms(ValueError):
    """``terms.yaml`` breaks its own rules; it lists every breach."""

    def __init__(self, breaches: Sequence[str]) -> None:
        super().__init__("; ".join(breaches))
        self.breaches = tuple(breaches)


@cache
def load_terms() -> Terms:
    """The concepts of ``terms.yaml``, in file order."""
    return read_terms(TERMS_FILE.read_text(encoding="utf-8"))


def concept_of(concept_id: str) -> Concept:
    """The concept called ``concept_id``.

    Raises:
        KeyError: there is none.
    """
    return _by_id()[concept_id]


@cache
def _by_id() -> Mapping[str, Concept]:
    return MappingProxyType({concept.id: concept for concept in load_terms().concepts})


def read_terms(source: str) -> Terms:
    """The concepts written in ``source`` (YAML).

    Raises:
        InvalidTerms: a field is missing or unknown, an expression belongs to two
            concepts, a concept lists an expression as its own and as a false friend, or
            it mixes trafficking in persons with smuggling of migrants.
    """
    raw = _LOADER(source).get_single_data()
    try:
        instruments = raw.get("instruments", {})
        concepts = tuple(
            _concept(identifier, body, instruments) for identifier, body in raw["concepts"].items()
        )
        ambiguities = tuple(
            Ambiguity(item["text"], item["language"], tuple(item["between"]))
            for item in raw.get("ambiguous", ())
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidTerms([f"not of the expected shape: {error!r}"]) from error
    terms = Terms(concepts, ambiguities)
    breaches = [
        *_own_breaches(concepts),
        *_mixed_offences(concepts),
        *_shared_expressions(terms),
        *_lost_references(terms),
    ]
    if breaches:
        raise InvalidTerms(breaches)
    return terms


def _concept(identifier: str, body: Mapping[str, Any], instruments: Mapping[str, str]) -> Concept:
    unknown = body.keys() - {"expressions", "definition", "source", "false_friends"}
    if unknown:
        raise InvalidTerms([f"{identifier}: unknown field {', '.join(sorted(unknown))}"])
    return Concept(
        id=identifier,
        expressions=MappingProxyType(
            {
                language: tuple(_expression(item) for item in items)
                for language, items in body["expressions"].items()
            }
        ),
        definition=MappingProxyType(dict(body["definition"])),
        source=MappingProxyType(
            {"en": body["source"], "es": _in_spanish(body["source"], instruments)}
        ),
        false_friends=tuple(
            FalseFriend(item["text"], item["language"], MappingProxyType(dict(item["note"])))
            for item in body.get("false_friends", ())
        ),
    )


def _in_spanish(source: str, instruments: Mapping[str, str]) -> str:
    """``source`` with the Spanish name of its instrument; as it is where the name is not known."""
    name = max((one for one in instruments if source.startswith(one)), key=len, default="")
    place = source[len(name) :]
    for english, spanish in _PLACES if name else ():
        place = place.replace(english, spanish)
    return instruments.get(name, "") + place


def _expression(item: str | Mapping[str, Any]) -> Expression:
    if isinstance(item, str):
        return Expression(item)
    return Expression(
        item["text"], tuple(item.get("regions", ())), bool(item.get("only_typed", False))
    )


def _own_breaches(concepts: Iterable[Concept]) -> Iterator[str]:
    for concept in concepts:
        for language in KNOWN_LANGUAGES:
            searched = [one for one in concept.expressions.get(language, ()) if not one.only_typed]
            if not searched:
                yield f"{concept.id}: no expression to search for in «{language}»"
            if not concept.definition.get(language, "").strip():
                yield f"{concept.id}: no definition in «{language}»"
        if not concept.source["en"].strip():
            yield f"{concept.id}: no source"
        own = {
            (language, one.text.casefold())
            for language, expressions in concept.expressions.items()
            for one in expressions
        }
        for friend in concept.false_friends:
            if (friend.language, friend.text.casefold()) in own:
                yield f"{concept.id}: «{friend.text}» is both an expression and a false friend"


def _mixed_offences(concepts: Iterable[Concept]) -> Iterator[str]:
    for concept in concepts:
        said = [one.text for said in concept.expressions.values() for one in said]
        if any(map(_TRAFFICKING.search, said)) and any(map(_SMUGGLING.search, said)):
            yield f"{concept.id}: mixes trafficking in persons with smuggling of migrants"


def _shared_expressions(terms: Terms) -> Iterator[str]:
    said = [
        (language, one.text.casefold())
        for concept in terms.concepts
        for language, expressions in concept.expressions.items()
        for one in expressions
    ]
    said += [(doubt.language, doubt.text.casefold()) for doubt in terms.ambiguities]
    for (language, text), count in Counter(said).items():
        if count > 1:
            yield f"«{text}» ({language}) stands {count} times"


def _lost_references(terms: Terms) -> Iterator[str]:
    known = {concept.id for concept in terms.concepts}
    for doubt in terms.ambiguities:
        if len(set(doubt.between) & known) < 2:
            yield f"«{doubt.text}»: names fewer than two known concepts"
