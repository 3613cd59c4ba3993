"""What the index holds of an article: words, facets and its key, never its text.

Every part of an article is indexed by stem, some also by exact form, each language in
fields of its own. How long each part is stands in a column, so that what an occurrence
counts is worked out when a question is asked.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from whoosh import fields, formats

from corpus.topics import with_parents
from search.analysis import ANALYSED_LANGUAGES, analysed_as, forms, number_key, raw_words, words
from search.columns import NumberColumn, ValueColumn
from search.defined_words import defined_words
from search.model import ArticleEntry
from search.ranking import weights

# Exact values, found as words are: what citations and writers look up.
KEYWORDS: Final = ("law", "number", "article", "heading")
# One value of every document: what filters, facets and hits read.
COLUMNS: Final = (
    "law", "version", "eid", "country", "language", "topic", "year", "kind", "status", "date",
)  # fmt: skip
VALUE_BREAK: Final = "\n"  # between the topics of an article

# Positions are kept in two bytes; later words of an endless article join no phrase.
_LAST_POSITION: Final = 65_535
# A heading of more different words is not what a person types.
_LONGEST_HEADING: Final = 12
_LINE_GAP: Final = 1  # a phrase does not run from one block into the next

Stream = tuple[Sequence[str], Iterable[int]]  # words in order, and where each stands


class ArticleField(fields.FieldType):  # type: ignore[misc]
    """Words or a column, or both; what the words are is decided before they come here."""

    def __init__(self, column: ValueColumn | NumberColumn | None) -> None:
        super().__init__(formats.Existence(), None)
        self.column_type = column


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as the index takes it."""

    values: Mapping[str, str]  # by column
    lengths: Mapping[str, int]  # words of each part, common ones left out, by part
    streams: Mapping[str, Stream] = field(default_factory=dict)  # by field


def stem_field(part: str, language: str) -> str:
    """The field with the stems of ``part`` in an analysed language."""
    return f"{part}_{language}"


def exact_field(part: str, language: str) -> str:
    """The field with the exact forms of ``part`` in an analysed language."""
    return f"{part}_{language}_exact"


def length_column(part: str) -> str:
    """The column with the length of ``part``."""
    return f"{part}_length"


def value_columns() -> dict[str, ValueColumn]:
    """The columns of strings, by name."""
    return {name: ValueColumn() for name in COLUMNS}


def length_columns() -> dict[str, NumberColumn]:
    """The columns of the lengths of parts, by name."""
    return {length_column(part): NumberColumn() for part in weights().parts}


def schema() -> fields.Schema:
    """The fields of the index, with its columns."""
    columns: dict[str, ValueColumn | NumberColumn] = {**value_columns(), **length_columns()}
    made = fields.Schema()
    for name in dict.fromkeys((*_word_fields(), *columns)):
        made.add(name, ArticleField(columns.get(name)))
    return made


def _word_fields() -> list[str]:
    names = list(KEYWORDS)
    for language in ANALYSED_LANGUAGES:
        for part in weights().parts.values():
            names.append(stem_field(part.name, language))
            if part.exact:
                names.append(exact_field(part.name, language))
    return names


def indexed(entry: ArticleEntry) -> IndexedArticle:
    """``entry`` taken apart for the index."""
    language = analysed_as(entry.language)
    keywords = {
        "law": entry.key.law,
        "number": number_key(entry.number),
        "article": number_key(entry.num),
        "heading": heading_key(entry.heading, language),
    }
    streams: dict[str, Stream] = {
        name: ((keyword,), (0,)) for name, keyword in keywords.items() if keyword
    }
    lengths: dict[str, int] = {}
    for name, text in part_texts(entry).items():
        stems, exacts, places = part_words(text, language)
        if stems:
            lengths[name] = len(stems)
            streams[stem_field(name, language)] = (stems, places)
            if weights().parts[name].exact:
                streams[exact_field(name, language)] = (exacts, places)
    return IndexedArticle(_values(entry), lengths, streams)


def _values(entry: ArticleEntry) -> dict[str, str]:
    return {
        "law": entry.key.law,
        "version": entry.key.version,
        "eid": entry.key.eid,
        "country": entry.country,
        "language": entry.language,
        "topic": VALUE_BREAK.join(with_parents(entry.topics)),
        "year": "" if entry.year is None else str(entry.year),
        "kind": entry.kind,
        "status": entry.status,
        "date": entry.date,
    }


def phrase_words(text: str, language: str, *, exact: bool) -> list[tuple[str, int]]:
    """Words of ``text`` as a phrase asks for them, with their distance from its first word."""
    kept: list[tuple[str, int]] = []
    for position, word in enumerate(words(text)):
        found = forms(word.raw, language)
        if not found.is_common:
            kept.append((found.exact if exact else found.stem, position))
    return [(word, position - kept[0][1]) for word, position in kept]


def heading_key(heading: str, language: str) -> str:
    """What ``heading`` says, whatever its word order and small words; "" where nothing."""
    found = {
        form.stem for word in words(heading) if not (form := forms(word.raw, language)).is_common
    }
    return " ".join((language, *sorted(found))) if 0 < len(found) <= _LONGEST_HEADING else ""


def part_texts(entry: ArticleEntry) -> dict[str, str]:
    """The text of each part of an article, by the part's name."""
    year = "" if entry.year is None else str(entry.year)
    return {
        "text": entry.text,
        "defined": "\n".join(defined_words(entry.heading, entry.text, entry.language)),
        "heading": entry.heading,
        "path": "\n".join(entry.path),
        "title": entry.law_title,
        "reference": " ".join((entry.kind, entry.number, year)).strip(),
    }


def part_words(text: str, language: str) -> tuple[list[str], list[str], "array[int]"]:
    """(stems, exact forms, positions) of the words of ``text`` that are not too common."""
    stems: list[str] = []
    exacts: list[str] = []
    places = array("H")
    position = 0
    for line in text.split("\n"):
        for raw in raw_words(line):
            found = forms(raw, language)
            if not found.is_common:
                stems.append(found.stem)
                exacts.append(found.exact)
                places.append(position if position < _LAST_POSITION else _LAST_POSITION)
            position += 1
        position += _LINE_GAP
    return stems, exacts, places
