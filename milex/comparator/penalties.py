"""Terms of custody in an offence, and whether a fine may replace them.

Numbers are read in digits and words, years and months, in both languages. Degrees of
the Chilean kind (*presidio mayor*) stand for their lowest year.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from milex.comparator.words import Words

BENCHMARK_YEARS: Final = 4.0  # UNTOC 2(b), used as a benchmark

_UNITS: Final = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
    "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13,
    "catorce": 14, "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18,
    "diecinueve": 19, "veinte": 20, "veintiun": 21, "veintiuno": 21, "veintidos": 22,
    "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100,
    "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_YEARS: Final = frozenset(("año", "años", "year", "years"))
_MONTHS: Final = frozenset(("mes", "meses", "month", "months"))
_JOINING: Final = frozenset(("y", "and"))
_CUSTODY: Final = (
    "prision", "reclusion", "presidio", "penitenciaria", "carcel", "privativa", "encarcelamiento",
    "imprison", "custody", "jail", "confine", "incarcerat", "arresto", "cadena",
)  # fmt: skip
# Two words that mean custody together.
_CUSTODY_PAIRS: Final = frozenset(
    (("penal", "servitude"), ("hard", "labour"), ("hard", "labor"), ("deprivation", "of"))
)
# What a number of years may measure instead, told by the words shortly before it or right after.
_OTHER_BEFORE: Final = ("inhabilit", "disqualif", "suspen", "clausura", "probation", "supervis")
_BEFORE: Final = 6  # words
_NOT_CUSTODY: Final = ("edad", "age", "old", "inhabilit", "residen", "prescri")
_DEGREES: Final[dict[tuple[str, ...], float]] = {
    ("presidio", "mayor"): 5.0,
    ("reclusion", "mayor"): 5.0,
}
_LIFE: Final[tuple[tuple[str, ...], ...]] = (
    ("imprisonment", "for", "life"),
    ("life", "imprisonment"),
    ("term", "of", "years", "or", "for", "life"),
    ("or", "for", "life"),
    ("for", "life"),
    ("prision", "perpetua"),
    ("reclusion", "perpetua"),
    ("presidio", "perpetuo"),
    ("cadena", "perpetua"),
    ("prision", "vitalicia"),
    ("prision", "permanente"),
)
# Graver than any custody: "a more serious penalty" (UNTOC 2(b)).
_DEATH: Final[tuple[tuple[str, ...], ...]] = (
    ("suffer", "death"),
    ("punished", "with", "death"),
    ("punishable", "by", "death"),
    ("sentenced", "to", "death"),
    ("death", "penalty"),
    ("pena", "de", "muerte"),
)


# First words, so that most words of a text need no further look.
_OPENING: Final = frozenset(words[0] for words in (*_CUSTODY_PAIRS, *_DEATH))
_TERM_WORDS: Final = (
    _YEARS | _MONTHS | frozenset(words[0] for words in (*_DEGREES, *_LIFE, *_DEATH))
)


@dataclass(frozen=True, slots=True)
class Penalty:
    """The gravest custody that a stretch of text provides."""

    years: float  # highest maximum; infinite for life
    fine_instead: bool  # a fine may be imposed without custody
    start: int  # first word of the term
    end: int  # word after it


def penalty_in(words: Words, first: int, last: int) -> Penalty | None:
    """The gravest term of custody in words ``first`` to ``last`` (exclusive), or None."""
    forms = words.forms
    best: Penalty | None = None
    for position in range(first, last):
        if not _opens_penalty(forms, position):
            continue
        sentence, after = words.sentence_span(position)
        for term in _terms(forms, max(first, sentence), min(last, after)):
            if best is None or term[0] > best.years:
                best = Penalty(term[0], False, min(position, term[1]), max(position + 1, term[2]))
    if best is None:
        return None
    sentence, after = words.sentence_span(best.start)
    return Penalty(best.years, _fine_instead(forms[sentence:after]), best.start, best.end)


def _opens_penalty(forms: tuple[str, ...], position: int) -> bool:
    """Whether words from ``position`` on speak of custody, or of a graver penalty."""
    form = forms[position]
    if _is_custody(form):
        return True
    return form in _OPENING and (
        forms[position : position + 2] in _CUSTODY_PAIRS
        or any(forms[position : position + len(death)] == death for death in _DEATH)
    )


@lru_cache(maxsize=50_000)
def _is_custody(form: str) -> bool:
    """Whether a word speaks of custody, even glued to the word before it ("enprision")."""
    return any(stem in form for stem in _CUSTODY)


def _terms(forms: tuple[str, ...], first: int, last: int) -> list[tuple[float, int, int]]:
    """Terms in the stretch: years, first word, word after."""
    terms: list[tuple[float, int, int]] = []
    for position in range(first, last):
        form = forms[position]
        if form not in _TERM_WORDS:
            continue
        if form in _YEARS or form in _MONTHS:
            number, start = _number_before(forms, position, first)
            following = forms[position + 1 : position + 3]
            before = forms[max(first, start - _BEFORE) : start]
            if number and not _measures_other(before, following):
                years = number / 12 if form in _MONTHS else float(number)
                terms.append((years, start, position + 1))
        for phrase, years in _DEGREES.items():
            if forms[position : position + len(phrase)] == phrase:
                terms.append((years, position, position + len(phrase)))
        for life in (*_LIFE, *_DEATH):
            if forms[position : position + len(life)] == life:
                terms.append((math.inf, position, position + len(life)))
    return terms


def _measures_other(before: tuple[str, ...], following: tuple[str, ...]) -> bool:
    """Whether a number of years measures something else than custody.

    What stands nearest before it decides: "inhabilitación y prisión de dos años".
    """
    is_joined = following[:1] in {("e",), ("y",), ("and",)}  # what follows is another penalty
    if not is_joined and any(word.startswith(_NOT_CUSTODY) for word in following):
        return True
    for word in reversed(before):
        if _is_custody(word):
            return False
        if word.startswith(_OTHER_BEFORE):
            return True
    return False


def _number_before(forms: tuple[str, ...], position: int, first: int) -> tuple[int, int]:
    """The number that ends right before ``position`` and where it starts; 0 where none does.

    A number told twice, "diez (10) años", counts once.
    """
    start = position
    total = 0
    while start > first and position - start < 4:
        word = forms[start - 1]
        if word.isdecimal() and len(word) <= 3:
            return (int(word), start - 1) if start == position else (total, start)
        if word in _UNITS:
            total += _UNITS[word]
        elif word not in _JOINING or not total:
            break
        start -= 1
    return total, start


def _fine_instead(forms: tuple[str, ...]) -> bool:
    """Whether a sentence lets a fine stand instead of custody."""
    for position, form in enumerate(forms):
        if form in {"o", "or"} and _opens_fine(forms[position + 1 : position + 5]):
            return True
        if form == "or" and forms[position + 1 : position + 2] == ("both",):
            return True
        if form == "or" and forms[position + 1 : position + 3] == ("to", "both"):
            return True
        if form == "o" and forms[position + 1 : position + 3] == ("ambas", "penas"):
            return True
        if form in {"fine", "multa"} and _opens_custody(forms[position + 1 : position + 12]):
            return True
    return False


def _opens_fine(following: tuple[str, ...]) -> bool:
    return any(word in {"fine", "fined", "multa"} for word in following)


def _opens_custody(following: tuple[str, ...]) -> bool:
    """Whether "or imprisonment" follows, within a few words of a fine."""
    return any(
        word in {"o", "or"} and any(_is_custody(later) for later in following[k + 1 : k + 5])
        for k, word in enumerate(following)
    )
