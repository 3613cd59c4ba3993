"""What the index holds of an article: postings, facets and its key, never its text.

Every part of an article is indexed by stem, some also by exact form, each language in
fields of its own. The weight of a posting already carries the length of its part
(``ranking.Part.occurrence``), so answering needs no table of lengths.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from whoosh import fields, formats

from corpus.topics import with_parents
from search.analysis import ANALYSED_LANGUAGES, analysed_as, forms, number_key, words
from search.defined_words import defined_words
from search.model import ArticleEntry, ArticleKey
from search.ranking import Part, weights

# Exact values, one posting a value: what filters, facets and citations read.
KEYWORDS: Final = (
    "law", "country", "language", "topic", "year", "number", "article", "heading",
    "kind", "status", "date",
)  # fmt: skip
STORED: Final = "key"

# Positions are kept in two bytes; later words of an endless article join no phrase.
_LAST_POSITION: Final = 65_535
# A heading of more different words is not what a person types.
_LONGEST_HEADING: Final = 12
_LINE_GAP: Final = 1  # a phrase does not run from one block into the next


class WordPostings(fields.FieldType):  # type: ignore[misc]
    """Words with positions; the value given is ``(part, {word: positions}, length)``."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), None)

    def index(
        self, value: tuple[Part, Mapping[str, "array[int]"], int], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """(word, occurrences, weight, positions) of each word."""
        part, positions, length = value
        one = part.occurrence(length)
        for word, places in positions.items():
            yield word.encode(), len(places), round(len(places) * one, 2), places.tobytes()


class KeywordPostings(fields.FieldType):  # type: ignore[misc]
    """Exact values; the value given is a tuple of strings."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None)

    def index(self, value: tuple[str, ...], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """One posting for each different value."""
        for keyword in dict.fromkeys(value):
            yield keyword.encode(), 1, 1.0, b""


def stem_field(part: str, language: str) -> str:
    """The field with the stems of ``part`` in an analysed language."""
    return f"{part}_{language}"


def exact_field(part: str, language: str) -> str:
    """The field with the exact forms of ``part`` in an analysed language."""
    return f"{part}_{language}_exact"


def schema() -> fields.Schema:
    """The fields of the index."""
    made = fields.Schema(**{STORED: fields.STORED()})
    for keyword in KEYWORDS:
        made.add(keyword, KeywordPostings())
    for language in ANALYSED_LANGUAGES:
        for part in weights().parts.values():
            made.add(stem_field(part.name, language), WordPostings())
            if part.exact:
                made.add(exact_field(part.name, language), WordPostings())
    return made


def index_document(entry: ArticleEntry) -> dict[str, object]:
    """The values of the index document of ``entry``, field by field."""
    language = analysed_as(entry.language)
    document: dict[str, object] = {
        STORED: (entry.key.law, entry.key.version, entry.key.eid),
        "law": (entry.key.law,),
        "country": (entry.country,),
        "language": (entry.language,),
        "topic": with_parents(entry.topics),
        "year": () if entry.year is None else (str(entry.year),),
        "number": (number_key(entry.number),) if entry.number else (),
        "article": (number_key(entry.num),) if entry.num else (),
        "kind": (entry.kind,) if entry.kind else (),
        "status": (entry.status,),
        "date": (entry.date,) if entry.date else (),
    }
    if key := heading_key(entry.heading, language):
        document["heading"] = (key,)
    for name, text in _part_texts(entry).items():
        if text:
            document.update(_part_fields(weights().parts[name], text, language))
    return document


def stored_key(stored: Mapping[str, Any]) -> ArticleKey:
    """The key of the article whose stored fields these are."""
    return ArticleKey(*stored[STORED])


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


def _part_texts(entry: ArticleEntry) -> dict[str, str]:
    year = "" if entry.year is None else str(entry.year)
    return {
        "text": entry.text,
        "defined": "\n".join(defined_words(entry.heading, entry.text, entry.language)),
        "heading": entry.heading,
        "path": "\n".join(entry.path),
        "title": entry.law_title,
        "reference": " ".join((entry.kind, entry.number, year)).strip(),
    }


def _part_fields(part: Part, text: str, language: str) -> Iterator[tuple[str, object]]:
    stems: dict[str, array[int]] = {}
    exacts: dict[str, array[int]] = {}
    length = 0
    for raw, places in _places(text).items():
        found = forms(raw, language)
        if found.is_common:
            continue
        length += len(places)
        _add(stems, found.stem, places)
        if part.exact:
            _add(exacts, found.exact, places)
    if stems:
        yield stem_field(part.name, language), (part, stems, length)
    if exacts:
        yield exact_field(part.name, language), (part, exacts, length)


def _places(text: str) -> dict[str, "array[int]"]:
    """Each different word of ``text`` as printed, with its positions."""
    found: defaultdict[str, array[int]] = defaultdict(_no_places)
    position = 0
    for line in text.split("\n"):
        for _, _, raw in words(line):
            found[raw].append(position if position < _LAST_POSITION else _LAST_POSITION)
            position += 1
        position += _LINE_GAP
    return found


def _no_places() -> "array[int]":
    return array("H")


def _add(found: dict[str, "array[int]"], word: str, places: "array[int]") -> None:
    known = found.get(word)
    found[word] = places if known is None else array("H", sorted(known + places))
