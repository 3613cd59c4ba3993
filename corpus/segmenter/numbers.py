"""The numbers of articles and divisions as a sequence: which comes after which."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from corpus.grammar import Grammar, load_grammar
from corpus.identifiers import normalise_number

LATIN_SUFFIXES: Final = (
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
)
_SPELLINGS: Final = {
    "quáter": "quater",
    "quintus": "quinquies",
    "quinque": "quinquies",
    "quinquis": "quinquies",
    "novies": "nonies",
    "quinto": "quinquies",
}
LATIN: Final = "|".join((*LATIN_SUFFIXES, *_SPELLINGS))
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN: Final = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,4})")
_LOOSE_SUFFIX: Final = re.compile(rf"(\d)\s*[:,]\s*(?=(?i:{LATIN})\b)")
_QUOTED_LETTER: Final = re.compile(r"(?<=[\dº°])\s?[\"“'‘]([A-ZÑ])[\"”'’]")  # 347 "D"
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")

# A number in digits as printed after a label word: 1º, 5 bis, 188-A, 279.011, 268 (1).
DIGITS: Final = (
    r"\d{1,4}(?:\.\d{1,3}(?!\d|\s*(?:de\b|of\b)))*"
    r"(?:\s?[º°ª]\.?|\s?o(?=[.\s°º–—:-]|$)|\s?(?:er|ro|do|to|vo|mo|no)\b\.?)?"
    rf"(?:[\s.,:–-]{{0,3}}(?:(?i:{LATIN}))\b"
    r"|[-–]\s?[A-ZÑ](?![\w])|\s?[A-ZÑ]{1,2}(?=\s*(?:[º°.)\-–—:*]|$))(?!\.[A-Z]\.)|[a-z]{1,2}(?=\s*[.\-–—:]|\s+[A-ZÁÉÍÓÚ]|$)|[A-Z]{1,2}(?![\w])"
    r"|\s?[\"“'‘][A-ZÑ][\"”'’](?=\s*[º°.)\-–—:])"
    r"|\s\(\d{1,2}\)(?=\s*[.\-–—:])|[-–]\d{1,2}(?![\d])|\s\d(?=\s*\.\s*[A-ZÁÉÍÓÚ]))*"
)
ROMANS: Final = r"[IVXLC]{1,7}(?![\w])"

FIRST_LATIN: Final = 40  # rank of "bis" among insertions
FIRST_LETTER: Final = 80  # rank of "A"
_ALPHABET: Final = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
ALPHABET_SIZE: Final = len(_ALPHABET)

NumberKind = Literal["digits", "roman", "word"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sequence: ``main``, then what tells its insertions apart."""

    kind: NumberKind
    main: int  # "único" is 0
    sub: tuple[int, ...] = ()


@cache
def ordinal_pattern(language: str) -> str:
    """A pattern of every ordinal word of ``language``, longest first."""
    words = sorted(load_grammar(language).ordinals, key=len, reverse=True)
    return "(?i:" + "|".join(word.replace(" ", r"\s+") for word in words) + r")(?!\w)"


def parse_number(raw: str, grammar: Grammar) -> tuple[str, Number] | None:
    """``raw`` normalised, and its place in a sequence; None where it is no number."""
    raw = _QUOTED_LETTER.sub(r" \1", _LOOSE_SUFFIX.sub(r"\1 ", raw))
    num = normalise_number(raw, grammar.language)
    value = grammar.ordinals.get(" ".join(num.lower().split()))
    if value is not None:
        return num.lower(), Number("word", value)
    tokens = _TOKEN.findall(num)
    if tokens and tokens[0].isdigit():
        return num, Number("digits", int(tokens[0]), tuple(_rank(token) for token in tokens[1:]))
    if num and _ROMAN.fullmatch(num.upper()):
        return num.upper(), Number("roman", roman_value(num))
    return None


def roman_value(roman: str) -> int:
    """The value of a Roman number, in capitals or not."""
    values = [_ROMAN_VALUES[letter] for letter in roman.upper()]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )


def is_roman(text: str) -> bool:
    """Whether ``text`` is a Roman number in capitals or in small letters."""
    return bool(text) and _ROMAN.fullmatch(text.upper()) is not None


def _rank(token: str) -> int:
    """Insertions in the order in which laws mix them: 5-1, 5 bis, 5 A."""
    if token.isdigit():  # 279.02 stands after 279.011
        return int(token.ljust(3, "0") if token[0] == "0" else token)
    latin = _SPELLINGS.get(token.lower(), token.lower())
    if latin in LATIN_SUFFIXES:
        return FIRST_LATIN + LATIN_SUFFIXES.index(latin)
    rank = 0
    for letter in token.upper():
        rank = rank * ALPHABET_SIZE + _ALPHABET.find(letter) + 1
    return FIRST_LETTER + rank - 1
