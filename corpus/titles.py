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
    re.compile(
        r"\b(?P<kind>Act|ACT)\s*,?\s+(?:(?:No\.?|NO\.?|Number)\s*)?(?P<number>\d{1,4})\s+(?:of|OF)\s+"
        r"(?P<year>\d{4})"
    ),
    re.compile(r"\b(?:Number|No\.)\s+(?P<number>\d{1,4})\s+of\s+(?P<year>\d{4})"),
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
# A line that names who makes the law, or only its number, and not the law.
_NO_TITLE: Final = re.compile(
    r"(?i)(?:(?:the\s+)?(?:rep[úu]blic|government|parliament|commonwealth|kingdom|state)\b"
    r"|chapter\b|cap\b|arrangement\b|an\s+act\b|be\s+it\b|\[|no\.|number\b|act(?:\s+no)?\b[\s.\d]*"
    r"|(?:el|la|los|las)\s+(?:congreso|asamblea|senado|cámara|presidente|poder|h)\b|poder\b|congreso\b"
    r"|asamblea\b|gobierno\b|estados\s+unidos\b|en\s+nombre\b|gaceta\b|diario\s+oficial\b"
    r"|registro\s+oficial\b|considerando\b|por\s+cuanto\b|decreta\b|presidencia\b|ministerio\b"
    r"|\d|§|section\b|sec\.|art|this\b|a\s+bill\b|(?:el|la)\s+presente\b|est[ae]\b)"
)
_SHORT_TITLE: Final = re.compile(
    r"\bThis\s+\w+\s+(?:may|shall)\s+be\s+(?:cited|called|known)\s+(?:for\s+all\s+purposes\s+)?(?:as\s+)?"
    r"(?:the\s+)?(?P<title>[A-Z](?:[^.;\n]|(?<=\(No)\.){3,150}?)(?=\s*(?:(?<!\(No)\.|[;\n]|,\s*$|$|,?\s+and\s+(?:shall|comes|is|extends)\b))"
)
_NAMED: Final = re.compile(
    r"\b(?:Act|ACT|Bill|BILL|Code|CODE|Ordinance|ORDINANCE|Regulations|REGULATIONS|Rules|RULES|Order|ORDER"
    r"|Constitution|CONSTITUTION|Convention|CONVENTION|Protocol|PROTOCOL|Ley|LEY|Decreto|DECRETO"
    r"|C[óo]digo|C[ÓO]DIGO|Reglamento|REGLAMENTO|Constituci[óo]n|CONSTITUCI[ÓO]N|Convenio|CONVENIO"
    r"|Convenci[óo]n|CONVENCI[ÓO]N|Protocolo|PROTOCOLO|Resoluci[óo]n|RESOLUCI[ÓO]N|Acuerdo|ACUERDO)\b"
)
_SUBJECT: Final = re.compile(
    r"(?i)(?:que|por\s+(?:la|el|medio|cuyo)|de|del|sobre|para|se|reg[uú]la\w*|ley|c[óo]digo|crea\w*|aprueba\w*)\s"
)
_LONGEST_TITLE: Final = 300  # characters
_NUMBER_WORDS: Final = 7  # of a line that only gives a law's number
_TITLE_LINES: Final = 12  # in which a law names itself
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


def title_in(lines: Sequence[str]) -> str:
    """The title that the first ``lines`` of a law print; "" where they have no words.

    A line that names a kind of law is preferred to one that names who made it; a number
    alone («LEY N° 45») takes the line below that says what it is about. The words by which
    an act says how to cite it go before a line that does not have them.
    """
    printed = [" ".join(line.split()) for line in lines if len(line.split()) > 1][:_TITLE_LINES]
    named = [
        place
        for place, line in enumerate(printed)
        if _NAMED.search(line) and not _NO_TITLE.match(line) and len(line) <= _LONGEST_TITLE
    ]
    said = _SHORT_TITLE.search("\n".join(lines))
    short = said["title"].rstrip(", ") if said else ""
    if not named or (short and short.casefold() not in printed[named[0]].casefold()):
        others = (line for line in printed if not _NO_TITLE.match(line))
        return short or next(others, printed[0] if printed else "")[:_LONGEST_TITLE]
    title = printed[named[0]]
    below = printed[named[0] + 1] if named[0] + 1 < len(printed) else ""
    is_number = title[-1].isdigit() and len(title.split()) <= _NUMBER_WORDS
    if is_number and _SUBJECT.match(below) and len(below) <= _LONGEST_TITLE:
        return f"{title} {below}"
    return title


def _cited(text: str, language: str) -> tuple[str, str, int | None]:
    for pattern in (_AKN_PATH, *((_SPANISH,) if language == "es" else _ENGLISH)):
        if match := pattern.search(text):
            groups = match.groupdict()
            kind = KIND_WORDS.get(" ".join(groups.get("kind", "act").lower().split()), "law")
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
