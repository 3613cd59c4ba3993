"""Words of a text and the two forms by which they are found: exact and stemmed.

One chain for index, query and snippet: split → fold → stop word? → stem. Folding takes
accents off and keeps ñ, so ``victimas`` finds ``víctimas`` and ``ano`` does not find
``año``. Stems come from ``data/word_forms.yaml`` first, then from Snowball, which is
given the folded word: accents typed or not, the stem is the same.

It knows nothing of the index.
"""

import hashlib
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import snowballstemmer
import yaml

from i18n.languages import KNOWN_LANGUAGES

DATA_FOLDER: Final = Path(__file__).parent / "data"

# Laws in languages that MILEX does not analyse are found by exact words only.
OTHER_LANGUAGE: Final = "xx"
ANALYSED_LANGUAGES: Final = (*KNOWN_LANGUAGES, OTHER_LANGUAGE)

# Longer strings are no words; the index would carry them for nothing.
_LONGEST_WORD: Final = 48
# Raw words whose forms are remembered: the vocabulary of about 100,000 articles.
_REMEMBERED_WORDS: Final = 2**17

THOUSANDS: Final = re.compile(r"(?<!\d)\d{1,3}(?:[.,]\d{3})+(?!\d)")  # 26.364 and 26,364
_WORD: Final = re.compile(
    rf"(?P<number>{THOUSANDS.pattern})"  # are 26364
    r"|(?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f])*)(?:['’]s(?![^\W_]))?"
)
# Snowball may change so many letters before what it cuts; of short words (dying → die), more.
_MOST_CHANGED: Final = 3
_SHORT_STEM: Final = 3
_ORDINAL_MARKS: Final = str.maketrans("", "", "ºª°")
# What is cut or changed of a folded word before Snowball sees it, by language.
# Spanish: the accents by which Snowball tells nouns from verbs are gone (mínimos, unidades),
# so plurals are cut first: -os, -as, and -es after l, n, r, d. English: -ise is -ize.
_BEFORE_STEMMING: Final = MappingProxyType(
    {
        "es": (re.compile(r"(?:(?<=[oa])s|(?<=[^b]l)es|(?<=[nrd])es)$"), ""),
        "en": (re.compile(r"(?<=\w{4})is(?=(?:e[ds]?|ing|ations?)$)"), "iz"),
    }
)


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms by which one word is found in one language."""

    exact: str  # lower case, accents folded
    stem: str  # equal to ``exact`` where the language has no stemming
    is_common: bool  # a stop word: neither indexed nor asked for


class Word(NamedTuple):  # made once a word of every text, three times faster than a dataclass
    """A word where it stands in a text."""

    start: int  # offset of its first character
    end: int  # offset after its last character
    raw: str  # as printed; thousands separators taken out of numbers


def words(text: str) -> Iterator[Word]:
    """Words of ``text`` in order, whatever the language. Possessive ``'s`` is left off."""
    for match in _WORD.finditer(text):
        number = match["number"]
        if number is not None:
            yield Word(match.start(), match.end(), number.replace(".", "").replace(",", ""))
        else:
            yield Word(match.start("word"), match.end("word"), match["word"])


def raw_words(text: str) -> list[str]:
    """The words of ``text`` as ``words`` gives them, without their places and much faster."""
    return [
        word or number.replace(".", "").replace(",", "") for number, word in _WORD.findall(text)
    ]


@lru_cache(maxsize=_REMEMBERED_WORDS)
def fold(text: str) -> str:
    """``text`` in lower case without accents or ordinal marks; ñ stays."""
    lower = text.lower()
    if lower.isascii():
        return lower
    composed = unicodedata.normalize("NFC", lower).translate(_ORDINAL_MARKS)
    return "".join(
        letter
        if letter == "ñ"
        else "".join(
            c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c)
        )
        for letter in composed
    )


@lru_cache(maxsize=_REMEMBERED_WORDS)
def forms(raw: str, language: str) -> Forms:
    """The forms of one word in ``language`` (a code of ``ANALYSED_LANGUAGES``)."""
    exact = fold(raw)[:_LONGEST_WORD]
    if language not in KNOWN_LANGUAGES:
        return Forms(exact, exact, is_common=not exact)
    is_common = not exact or exact in stop_words(language)
    return Forms(exact, _stem(exact, language), is_common)


def analysed_as(language: str) -> str:
    """The language whose analysis serves laws in ``language`` (ISO 639-1)."""
    return language if language in KNOWN_LANGUAGES else OTHER_LANGUAGE


def number_key(number: str) -> str:
    """Law and article numbers as compared: ``"188-A"`` and ``"188 a"`` give ``"188a"``."""
    return re.sub(r"[\W_]+", "", fold(number))


@cache
def stop_words(language: str) -> frozenset[str]:
    """Folded words of ``language`` that are too common to be searched for."""
    return frozenset(str(_load("stopwords.yaml")[language]).split())


@cache
def soft_stems(language: str) -> frozenset[str]:
    """Stems of words that ask for a kind of provision: they help, and are not insisted on."""
    return frozenset(
        forms(word, language).stem for word in _load("soft_words.yaml").get(language, "").split()
    )


@cache
def word_forms(language: str) -> Mapping[str, str]:
    """Folded word → stem, for words whose stem is not left to Snowball.

    Raises:
        ValueError: a word stands under two stems.
    """
    stems: dict[str, str] = {}
    for stem, group in _load("word_forms.yaml").get(language, {}).items():
        for word in group:
            if stems.setdefault(word, stem) != stem:
                raise ValueError(f"word_forms.yaml: «{word}» stands under two stems")
    return MappingProxyType(stems)


@lru_cache(maxsize=2**10)
def beginnings(stem: str, language: str) -> tuple[str, ...]:
    """Letters with one of which each word of ``stem`` begins, folded; none begins another.

    Snowball changes few letters before the ending that it cuts (happy → happi,
    organise → organiz, existencia → existent); words that stand in a table are taken whole.
    """
    kept = 1 if len(stem) <= _SHORT_STEM else max(2, len(stem) - _MOST_CHANGED)
    told = (word for word, of in word_forms(language).items() if of == stem)
    chosen: list[str] = []
    for one in sorted({stem[:kept], *told} if language in KNOWN_LANGUAGES else {stem}):
        if not (chosen and one.startswith(chosen[-1])):
            chosen.append(one)
    return tuple(chosen)


@cache
def fingerprint() -> str:
    """Changes whenever an index made before would no longer fit this analysis."""
    digest = hashlib.sha256(_INDEX_FORMAT.encode())
    for name in ("stopwords.yaml", "word_forms.yaml"):
        digest.update((DATA_FOLDER / name).read_bytes())
    digest.update(repr(_load("weights.yaml")["parts"]).encode())
    return digest.hexdigest()[:16]


# Raised by hand when code changes what the index holds.
_INDEX_FORMAT: Final = "5"

_stemmers: Final = {
    code: snowballstemmer.stemmer(language.snowball) for code, language in KNOWN_LANGUAGES.items()
}
# A Snowball stemmer keeps its word in itself: two threads in one would mix their words.
_stemming: Final = threading.Lock()


def _stem(exact: str, language: str) -> str:
    known = word_forms(language).get(exact)
    if known is not None:
        return known
    pattern, replacement = _BEFORE_STEMMING[language]
    exact = pattern.sub(replacement, exact)
    with _stemming:
        return str(_stemmers[language].stemWord(exact))


def _load(name: str) -> Any:
    with (DATA_FOLDER / name).open(encoding="utf-8") as source:
        return yaml.safe_load(source)
