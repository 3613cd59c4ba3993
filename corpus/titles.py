"""How a law is cited by its own text: kind, number, year and date.

«LEY 985 DE 2005», «Ley Nº 4788», «LEY NÚM. 20.430», «Act 7 of 2009», «(agosto 26)».
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Kinds of laws as they are cited, in lower case, and the word of ``LawMetadata.kind``.
KIND_WORDS: Final = {
    "ley orgánica": "ley_organica",
    "ley organica": "ley_organica",
    "ley": "ley",
    "decreto legislativo": "decreto_legislativo",
    "decreto ley": "decreto_ley",
    "decreto-ley": "decreto_ley",
    "decreto supremo": "decreto_supremo",
    "decreto": "decreto",
    "código": "codigo",
    "codigo": "codigo",
    "constitución": "constitucion",
    "constitucion": "constitucion",
    "convención": "tratado",
    "convencion": "tratado",
    "convenio": "tratado",
    "protocolo": "tratado",
    "act": "act",
    "bill": "bill",
    "code": "code",
    "convention": "treaty",
    "protocol": "treaty",
}
_KIND: Final = re.compile(rf"(?i)\b({'|'.join(sorted(KIND_WORDS, key=len, reverse=True))})\b")
_AKN_PATH: Final = re.compile(
    r"/akn/[a-z]{2}(?:-[a-z]+)?/(?P<kind>act|bill)/(?P<year>\d{4})/(?P<number>\w+)/"
)
_SPANISH: Final = re.compile(
    r"(?i)\b(?P<kind>decreto[\s-](?:legislativo|ley|supremo)|decreto|ley(?:\s+org[aá]nica)?)[\s-]*"
    r"(?:n(?:[úu]m|ro|[º°o])?\.?\s*[º°]?\s*)?(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})(?!\s*de\s+la\b)"
    r"(?:(?:\s*(?:/|de|-)\s*)(?P<year>\d{4}|\d{2}(?!\d)))?"
)
_ENGLISH: Final = (
    re.compile(r"\b(?P<kind>Act)\s+(?:No\.?\s*)?(?P<number>\d{1,4})\s+of\s+(?P<year>\d{4})"),
    re.compile(r"(?i)\b(?P<kind>act|bill)\b[, ]+(?P<year>1[6-9]\d{2}|20\d{2})\b"),
)
_MONTHS: Final = {
    month: number
    for number, names in enumerate(
        (
            "enero january", "febrero february", "marzo march", "abril april", "mayo may",
            "junio june", "julio july", "agosto august", "septiembre setiembre september",
            "octubre october", "noviembre november", "diciembre december",
        ),
        start=1,
    )
    for month in names.split()
}  # fmt: skip
_MONTH: Final = "|".join(_MONTHS)
_DAY_MONTH_YEAR: Final = re.compile(
    rf"(?i)\b(\d{{1,2}})(?:st|nd|rd|th|º|°)?\s+(?:de\s+|of\s+)?({_MONTH})\s*,?\s+(?:de[l]?\s+)?(\d{{4}})\b"
)
_MONTH_DAY_YEAR: Final = re.compile(rf"(?i)\b({_MONTH})\s+(\d{{1,2}}),?\s+(?:de\s+)?(\d{{4}})\b")
_MONTH_DAY: Final = re.compile(rf"(?i)\(\s*({_MONTH})\s+(\d{{1,2}})\s*\)")
_DAY_MONTH: Final = re.compile(rf"(?i)\(\s*(\d{{1,2}})\s+de\s+({_MONTH})\s*\)")


_MADE: Final = re.compile(
    r"(?i)\b(?:publicad|promulgad|sancionad|expedid|dad[oa] en|enacted|assent|published|done at)"
)
_HEAD: Final = 700  # characters in which a law names itself


@dataclass(frozen=True, slots=True)
class Citation:
    """What a law's own text says of it; empty where it says nothing."""

    kind: str = ""
    number: str = ""
    year: int | None = None
    date: datetime.date | None = None


def citation_in(names: Sequence[str], opening: str, language: str) -> Citation:
    """The citation that ``names`` (title, identifier, address) or else ``opening`` gives.

    ``opening`` is the beginning of the law's text in ``language`` (ISO 639-1). Its date
    is taken only where it stands like a law's own: in brackets under the number, or in
    the year that the citation gives.
    """
    for text in names:
        kind, number, year = _cited(text, language)
        if kind:
            return Citation(kind, number, year, _date(opening, year))
    named = next((found for text in names if (found := _kind(text))), "")
    kind, number, year = _cited(opening[:_HEAD], language)
    if kind and named in ("", kind):
        return Citation(kind, number, year, _date(opening, year))
    return Citation(named or _kind(opening[:_HEAD]), "", None, _date(opening, None))


def _cited(text: str, language: str) -> tuple[str, str, int | None]:
    for pattern in (_AKN_PATH, *((_SPANISH,) if language == "es" else _ENGLISH)):
        if match := pattern.search(text):
            groups = match.groupdict()
            kind = KIND_WORDS.get(" ".join(groups["kind"].lower().split()), "law")
            number = (groups.get("number") or "").replace(".", "")
            return kind, number, full_year(groups.get("year"))
    return "", "", None


def _kind(text: str) -> str:
    match = _KIND.search(text)
    return KIND_WORDS[match[1].lower()] if match else ""


def full_year(text: str | None) -> int | None:
    """The year that ``text`` writes with two or four digits; None for what is no such year."""
    if not text:
        return None
    value = int(text)
    if value >= 1000:
        return value if 1500 <= value <= 2100 else None
    return 1900 + value if value > 30 else 2000 + value


def _date(opening: str, year: int | None) -> datetime.date | None:
    """The law's own date in words, if ``opening`` gives it."""
    if year:
        if match := _MONTH_DAY.search(opening[:_HEAD]):
            return _valid(year, _MONTHS[match[1].lower()], int(match[2]))
        if match := _DAY_MONTH.search(opening[:_HEAD]):
            return _valid(year, _MONTHS[match[2].lower()], int(match[1]))
    for match in _DAY_MONTH_YEAR.finditer(opening[:_HEAD]):
        if year == int(match[3]) or _is_own_date(opening, match.start(), year):
            return _valid(int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
    for match in _MONTH_DAY_YEAR.finditer(opening[:_HEAD]):
        if year == int(match[3]) or _is_own_date(opening, match.start(), year):
            return _valid(int(match[3]), _MONTHS[match[1].lower()], int(match[2]))
    return None


def _is_own_date(opening: str, start: int, year: int | None) -> bool:
    """Whether the words before a date say that the law was made or published on it."""
    return year is None and bool(_MADE.search(opening[max(0, start - 90) : start]))


def _valid(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
