"""Fields in a query, such as ``country:py`` or ``year:2005..2012``."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from corpus.jurisdictions import known_jurisdictions
from corpus.topics import load_topics
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from search.analysis import fold, number_key, words
from search.query_tree import KeywordNode, Node, PhraseNode, PrefixNode, WordNode, YearsNode

# Names of the fields as people type them, accents folded.
FIELD_NAMES: Final = {
    "country": "country",
    "pais": "country",
    "language": "language",
    "idioma": "language",
    "topic": "topic",
    "tema": "topic",
    "title": "title",
    "titulo": "title",
    "heading": "heading",
    "epigrafe": "heading",
    "article": "article",
    "articulo": "article",
    "year": "year",
    "año": "year",
    "anio": "year",
}
_LANGUAGE_NAMES: Final = {
    "english": "en",
    "ingles": "en",
    "eng": "en",
    "spanish": "es",
    "español": "es",
    "espanol": "es",
    "spa": "es",
}
SHORTEST_PREFIX: Final = 3  # letters
_PARTS: Final = ("title", "heading")  # of an article
_PREFIX: Final = re.compile(r"(?P<letters>[^\W_]+)\*$")
_YEARS: Final = re.compile(r"(?P<first>\d{4})?(?P<range>\.\.|-|–)?(?P<last>\d{4})?")


def field_nodes(
    name: str, value: str, *, quoted: bool, notes: dict[Message, None]
) -> tuple[Node, ...] | None:
    """What ``name:value`` asks for; None where it is no field and is read as words."""
    field = FIELD_NAMES.get(fold(name))
    if field is None:
        notes[
            Message(
                "“%(name)s:” is not a field and was read as a plain word. The fields are country, "
                "language, topic, title, heading, article and year.",
                name=name,
            )
        ] = None
        return None
    read = _read(field, value, quoted)
    if not read:
        notes[
            Message(
                "“%(typed)s” was read as plain words. Accepted forms: country:py, language:es, "
                "topic:trafficking, title:migration, article:5, year:2005 or year:2005..2012.",
                typed=f"{name}:{value}",
            )
        ] = None
        return None
    return read


def _read(field: str, value: str, quoted: bool) -> tuple[Node, ...]:
    if field in _PARTS:
        return _in_part(field, value, quoted)
    if field == "year":
        return _years(value)
    values = tuple(filter(None, (_keyword(field, one) for one in value.split(","))))
    return (KeywordNode(field, values),) if values else ()


def _in_part(part: str, value: str, quoted: bool) -> tuple[Node, ...]:
    """Words, a phrase or a prefix to be looked for in one part of an article."""
    if quoted:
        return (PhraseNode(value, part),) if any(words(value)) else ()
    nodes: list[Node] = [WordNode(word.raw, part) for word in words(value)]
    last = _PREFIX.search(value)
    if last is not None and len(prefix := fold(last["letters"])) >= SHORTEST_PREFIX:
        nodes[-1:] = [PrefixNode(prefix, part)]
    return tuple(nodes)


def _keyword(field: str, value: str) -> str:
    """``value`` as the index writes it; "" where it cannot be one."""
    folded = fold(value.strip())
    if field == "article":
        return number_key(value)
    if field == "country":
        known = _country_names().get(folded, folded)
        return known if re.fullmatch("[a-z]{2}", known) else ""
    if field == "language":
        code = _LANGUAGE_NAMES.get(folded, folded)
        return code if code in KNOWN_LANGUAGES else ""
    return _topic_labels().get(folded) or re.sub(r"[\s_]+", "-", folded)


@cache
def _country_names() -> Mapping[str, str]:
    """Folded name, in each language → code. What names a State as fictional is left off."""
    return {
        fold(name.split(" (")[0]): code
        for code, jurisdiction in known_jurisdictions().items()
        for name in jurisdiction.name.values()
    }


@cache
def _topic_labels() -> Mapping[str, str]:
    """Folded label, in each language → slug."""
    return {
        fold(label): slug for slug, topic in load_topics().items() for label in topic.label.values()
    }


def _years(value: str) -> tuple[Node, ...]:
    match = _YEARS.fullmatch(value.strip())
    if match is None or not (match["first"] or match["last"]):
        return ()
    first = int(match["first"]) if match["first"] else None
    last = int(match["last"]) if match["last"] else None
    if not match["range"]:
        last = first
    if first is not None and last is not None and first > last:
        first, last = last, first
    return (YearsNode(first, last),)
