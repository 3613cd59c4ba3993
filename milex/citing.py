"""A law, or an article of it, cited: as lawyers write it, as APA does, for reference managers.

A citation is written in the law's language and by the law's own words; the reader's language
names what stands around it. Knows records, not pages.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from babel.dates import format_date

from corpus.jurisdictions import jurisdiction_name
from i18n.languages import DEFAULT_LANGUAGE, KNOWN_LANGUAGES
from i18n.messages import Message
from milex.records import LawSummary

STYLES: Final = {
    "full": Message("Full legal citation"),
    "short": Message("Short citation"),
    "apa": Message("APA, 7th edition"),
    "bibtex": Message("BibTeX"),
    "ris": Message("RIS"),
}
_CALENDARS: Final = {"en": "en_GB", "es": "es"}
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_NO_KEY: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited, and how."""

    law: LawSummary  # the version cited
    address: str  # of its page on the site, of the article's where one is cited
    identifier: str  # permanent identifier of the same
    article: str = ""  # as the law calls it: "Artículo 5", "Section 5"; "" for the whole law
    place: str = ""  # label of the annex that the article stands in; "" for the law's own

    def styles(self) -> Iterator[tuple[str, str]]:
        """The name of each style of ``STYLES`` and the citation in it."""
        yield "full", self.full()
        yield "short", self.short()
        yield "apa", self.apa()
        yield "bibtex", self.bibtex()
        yield "ris", self.ris()

    def full(self) -> str:
        """Article, instrument with number, title, State, day, gazette and wording."""
        law = self.law
        titled = f"«{law.title}»" if law.language == "es" else f"“{law.title}”"
        named = [self._article(), self._instrument(), titled if self._instrument() else law.title]
        facts = [self._country(), self._day(law.date), law.publisher]
        wording = ""
        if law.day and law.day != law.date:
            said = Message("wording of %(day)s", day=self._day(law.day))
            wording = said.in_language(_known(law.language))
        known = ", ".join(part for part in (*named, *facts) if part)
        return f"{known}; {wording}." if wording else f"{known}."

    def short(self) -> str:
        """Article and instrument, with the State's code."""
        instrument = self._instrument(with_year=True) or self.law.title
        parts = [self._article(), f"{instrument} ({self.law.country.upper()})"]
        return ", ".join(part for part in parts if part)

    def apa(self) -> str:
        """Title, instrument and article, year and State, address."""
        law = self.law
        named = [law.title, self._instrument(), self._article()]
        year = str(law.year) if law.year else {"es": "s. f."}.get(law.language, "n.d.")
        known = ", ".join(part for part in named if part)
        return f"{known} ({self._country()}, {year}). {self.address}"

    def bibtex(self) -> str:
        """An entry of BibTeX's kind ``misc``, which every style knows."""
        law = self.law
        known = KNOWN_LANGUAGES.get(law.language)
        fields = {
            "title": "{" + self._title().translate(_TEX) + "}",
            "author": "{" + self._country().translate(_TEX) + "}",
            "year": str(law.year or ""),
            "type": self._instrument().translate(_TEX),
            "publisher": law.publisher.translate(_TEX),
            "note": self.identifier.translate(_TEX),
            "url": self.address,
            "language": known.snowball if known else law.language,
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        return f"@misc{{{self._key()},\n{lines}}}"

    def ris(self) -> str:
        """An entry of RIS's type ``STAT``, a statute."""
        law = self.law
        rows = [
            ("TY", "STAT"),
            ("TI", law.title),
            ("AU", self._country()),
            ("PY", str(law.year or "")),
            ("DA", law.date.strftime("%Y/%m/%d") if law.date else ""),
            ("VL", self._instrument()),
            ("SE", self._article()),
            ("PB", law.publisher),
            ("LA", law.language),
            ("ID", self.identifier),
            ("UR", self.address),
        ]
        lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value)
        return "\r\n".join([*lines, "ER  - "])

    def _title(self) -> str:
        parts = (self._article(), self.law.title)
        return ", ".join(part for part in parts if part)

    def _article(self) -> str:
        return ", ".join(part for part in (self.article, self.place) if part)

    def _instrument(self, *, with_year: bool = False) -> str:
        """Such as "Ley 4788", with the year "Ley 4788/2012"; "" without a number."""
        law = self.law
        if not law.number:
            return ""
        ending = f"/{law.year}" if with_year and law.year else ""
        word = law.kind.replace("-", " ").replace("_", " ")
        return f"{word[:1].upper()}{word[1:]} {law.number}{ending}"

    def _country(self) -> str:
        return jurisdiction_name(self.law.country, _known(self.law.language))

    def _day(self, day: datetime.date | None) -> str:
        return format_date(day, "long", _CALENDARS[_known(self.law.language)]) if day else ""

    def _key(self) -> str:
        return _NO_KEY.sub("-", f"{self.law.law}-{self.article}".casefold()).strip("-")


def _known(language: str) -> str:
    return language if language in KNOWN_LANGUAGES else DEFAULT_LANGUAGE
