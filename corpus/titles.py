"""How a law is cited by its own text: kind, number, year and date.

«LEY 985 DE 2005», «Ley Nº 4788», «LEY NÚM. 20.430», «Act 7 of 2009», «(agosto 26)».
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_KIND_WORDS: Final = {
    "ley orgánica": "ley_organica",
    "ley": "ley",
    "decreto legislativo": "decreto_legislativo",
    "decreto ley": "decreto_ley",
    "decreto-ley": "decreto_ley",
    "decreto supremo": "decreto_supremo",
    "decreto": "decreto",
    "código": "codigo",
    "act": "act",
    "bill": "bill",
    "convention": "treaty",
    "protocol": "treaty",
}
_SPANISH: Final = re.compile(
    r"(?i)\b(?P<kind>decreto[\s-](?:legislativo|ley|supremo)|decreto|ley(?:\s+org[aá]nica)?)[\s-]*"
    r"(?:n(?:[úu]m|ro|[º°o])?\.?\s*[º°]?\s*)?(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,6})(?!\s*de\s+la\b)"
    r"(?:(?:\s*(?:/|de|-)\s*)(?P<year>\d{4}|\d{2}(?!\d)))?"
)
_ENGLISH: Final = (
    re.compile(r"\b(?P<kind>Act)\s+(?:No\.?\s*)?(?P<number>\d{1,4})\s+of\s+(?P<year>\d{4})"),
    re.compile(r"(?i)\b(?P<kind>act|bill)\b[, ]+(?P<year>1[6-9]\d{2}|20\d{2})\b"),
    re.compile(r"(?i)\b(?P<kind>act|bill|convention|protocol)\b"),
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


@dataclass(frozen=True, slots=True)
class Citation:
    """What a law's own text says of it; empty where it says nothing."""

    kind: str = ""
    number: str = ""
    year: int | None = None
    date: datetime.date | None = None


def citation_in(texts: Sequence[str], language: str) -> Citation:
    """The first citation found in ``texts``, the likeliest place first (ISO 639-1 language)."""
    for text in texts:
        kind, number, year = _cited(text[:1500], language)
        if kind:
            date = _date(texts, year)
            return Citation(kind, number, year or (date.year if date else None), date)
    return Citation(date=_date(texts, None))


def _cited(text: str, language: str) -> tuple[str, str, int | None]:
    for pattern in (_SPANISH,) if language == "es" else _ENGLISH:
        if match := pattern.search(text):
            groups = match.groupdict()
            kind = _KIND_WORDS.get(" ".join(groups["kind"].lower().split()), "law")
            number = (groups.get("number") or "").replace(".", "")
            return kind, number, _year(groups.get("year"))
    return "", "", None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    value = int(text)
    if value >= 1000:
        return value if 1500 <= value <= 2100 else None
    return 1900 + value if value > 30 else 2000 + value


def _date(texts: Sequence[str], year: int | None) -> datetime.date | None:
    """The first date in words; one without its year where the citation gives the year."""
    for text in texts:
        opening = text[:2500]
        if year:
            if match := _MONTH_DAY.search(opening):
                return _valid(year, _MONTHS[match[1].lower()], int(match[2]))
            if match := _DAY_MONTH.search(opening):
                return _valid(year, _MONTHS[match[2].lower()], int(match[1]))
        if match := _DAY_MONTH_YEAR.search(opening):
            return _valid(int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
        if match := _MONTH_DAY_YEAR.search(opening):
            return _valid(int(match[3]), _MONTHS[match[1].lower()], int(match[2]))
    return None


def _valid(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
