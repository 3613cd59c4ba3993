"""An inventory: the INDEX.tsv of a folder, saying of each file what the file may not.

The first line names the columns. ``file`` is the path from the inventory's folder;
``iso``, ``title``, ``number_year``, ``language`` and ``topic`` are read where they are
given, other columns are ignored.
"""

import datetime
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from corpus.identifiers import ascii_slug

INVENTORY: Final = "INDEX.tsv"


@dataclass(frozen=True, slots=True)
class Listing:
    """What an inventory says of one file; "" and None where it says nothing."""

    country: str = ""  # ISO 3166-1 alpha-2, lower case
    title: str = ""
    kind: str = ""
    number: str = ""
    year: int | None = None
    date: datetime.date | None = None
    language: str = ""
    topics: tuple[str, ...] = ()


# Words of an inventory's topic column that are no topic but say what the law is.
_KINDS_BY_TOPIC: Final = MappingProxyType({"treaty": "treaty", "criminal code": "code"})
_TOPICS: Final = MappingProxyType({"refugee": "refugees-and-asylum", "migration": "entry-and-stay"})
_KINDS: Final = MappingProxyType(
    {
        "ley": "ley",
        "ley organica": "ley",
        "decreto": "decreto",
        "d leg": "decreto-legislativo",
        "a l": "acto-legislativo",
        "act": "act",
        "bill": "bill",
    }
)
_YEAR: Final = r"(?P<year>(?:1[5-9]|20)\d\d)"
_NUMBERED: Final = re.compile(
    rf"(?P<word>[^\d§/]+?)\s*(?P<number>\d[\d.]*)(?:\s*(?:/|de|of)\s*{_YEAR})?"
)
_CHAPTER: Final = re.compile(rf"(?:[^\d]*\s)?{_YEAR},? c\. (?P<number>[\w-]+)")  # 1998 c. 42
_DATE: Final = re.compile(r"\b(\d{2})-(\d{2})-(\d{4})\b")
_LONE_YEAR: Final = re.compile(rf"(?<![\d§-])(?<!§ ){_YEAR}(?![\d-])")
_FIRST_WORD: Final = re.compile(r"[^\W\d]+")


def listing_of(path: Path) -> Listing:
    """What the nearest inventory that names ``path`` says of it; an empty Listing without one.

    The file's own folder is looked at first, then the folders above it.
    """
    path = path.absolute()
    for folder in path.parents:
        rows = _rows(folder / INVENTORY)
        if (listing := rows.get(path.relative_to(folder).as_posix())) is not None:
            return listing
    return Listing()


@cache
def _rows(path: Path) -> dict[str, Listing]:
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return {}
    if not lines:
        return {}
    columns = lines[0].split("\t")
    rows = (dict(zip(columns, line.split("\t"), strict=False)) for line in lines[1:])
    return {row["file"]: _listing(row) for row in rows if row.get("file")}


def _listing(row: dict[str, str]) -> Listing:
    topic = row.get("topic", "").strip().lower()
    kind, number, year, date = reference(row.get("number_year", ""))
    return Listing(
        country=row.get("iso", "").strip().lower(),
        title=row.get("title", "").strip(),
        kind=kind or _KINDS_BY_TOPIC.get(topic, ""),
        number=number,
        year=year,
        date=date,
        language=row.get("language", "").strip().lower(),
        topics=topics_of(topic),
    )


def reference(written: str) -> tuple[str, str, int | None, datetime.date | None]:
    """Kind, number, year and date in a reference such as "Ley 26.165 / 2006".

    Each is "" or None where the reference does not say it; nothing is guessed from a
    gazette's or a revision's number. "Act 7 of 2009" gives ("act", "7", 2009, None).
    """
    written = " ".join(written.split())
    first = _FIRST_WORD.match(written)
    kind = _KINDS.get(first[0].lower(), "") if first else ""
    if chapter := _CHAPTER.fullmatch(written):
        return kind, chapter["number"], int(chapter["year"]), None
    if numbered := _NUMBERED.fullmatch(written):
        kind = _KINDS.get(_plain(numbered["word"]), "")
        is_year = kind == "bill" and not numbered["year"]  # bills are cited by year alone
        if (kind or _plain(numbered["word"]) == "no") and not is_year:
            year = int(numbered["year"]) if numbered["year"] else None
            return kind, numbered["number"].rstrip("."), year, None
    date = _date(written)
    lone = _LONE_YEAR.search(written)
    year = date.year if date else int(lone["year"]) if lone else None
    return kind, "", year, date


def _plain(words: str) -> str:
    return ascii_slug(words).replace("-", " ")


def _date(written: str) -> datetime.date | None:
    if found := _DATE.search(written):
        day, month, year = (int(part) for part in found.groups())
        try:
            return datetime.date(year, month, day)
        except ValueError:
            return None
    return None


def topics_of(words: str) -> tuple[str, ...]:
    """Slugs of corpus.topics for the topic words of a table, which commas separate.

    Words that are no topic ("other") or say the kind of the law ("treaty") give none.
    """
    names = (word.strip().lower() for word in words.split(","))
    return tuple(
        _TOPICS.get(name, ascii_slug(name))
        for name in names
        if name and name != "other" and name not in _KINDS_BY_TOPIC
    )
