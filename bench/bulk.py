"""Articles of thousands of laws, for figures on large libraries.

Read straight from the bulk archives, not through our own intake: what is measured here
is search. Laws stay whole and come in an order that is shuffled once and for all, half of
the articles in Spanish and half in English.
"""

import json
import random
import re
import tarfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from search.model import ArticleEntry, ArticleKey

ARCHIVES: Final = ("es-uruguay-leyes.tar.gz", "en-singapore-uganda-jamaica.tar.gz")
VERSION: Final = "2020-01-01"
_COUNTRIES: Final = {"Jamaican": "jm", "Ugandan": "ug", "singapore": "sg"}
_ARTICLE: Final = re.compile(
    r"^##### Art[íi]culo\s+(?P<num>[^\n]{1,40})\n(?P<text>.*?)(?=^#|\Z)", re.M | re.S
)
_FIELD: Final = re.compile(r'^(?P<name>\w+): "(?P<value>.*)"$', re.M)


def has_bulk(shared: Path) -> bool:
    """Whether the archives are there."""
    return all((shared / "bulk" / name).is_file() for name in ARCHIVES)


def bulk_articles(shared: Path, limit: int) -> list[ArticleEntry]:
    """``limit`` articles, or all where there are fewer."""
    found: list[ArticleEntry] = []
    for name in ARCHIVES:
        files = list(archive_files(shared / "bulk" / name))
        random.Random(name).shuffle(files)  # noqa: S311 (an order, not a secret)
        articles = (article for path, data in files for article in _articles(path, data))
        found += islice(articles, limit // 2)
    return found


def archive_files(archive: Path) -> Iterator[tuple[Path, bytes]]:
    """Path and bytes of every file of an archive, in its order."""
    with tarfile.open(archive) as files:
        for member in files:
            source = files.extractfile(member) if member.isfile() else None
            if source is not None:
                yield Path(member.name), source.read()


def _articles(path: Path, data: bytes) -> Iterator[ArticleEntry]:
    if path.suffix == ".md":
        yield from _uruguayan(data.decode("utf-8", "replace"))
    elif path.suffix == ".json" and path.parent.name in _COUNTRIES:
        yield from _provisions(json.loads(data), _COUNTRIES[path.parent.name])


def _uruguayan(data: str) -> Iterator[ArticleEntry]:
    fields = {match["name"]: match["value"] for match in _FIELD.finditer(data[:8_000])}
    number, kind = fields.get("official_number", ""), fields.get("rank", "ley")
    law = f"uy/{kind}/{number}-{fields.get('year', '')}"
    for place, match in enumerate(_ARTICLE.finditer(data)):
        yield ArticleEntry(
            key=ArticleKey(law, VERSION, f"art_{place}"),
            num=match["num"].strip(),
            heading="",
            text=match["text"].strip(),
            law_title=fields.get("title", ""),
            country="uy",
            language="es",
            year=int(fields["year"]) if fields.get("year", "").isdigit() else None,
            kind=kind,
            number=number,
            status=fields.get("status", "unknown"),
            date=fields.get("publication_date", ""),
        )


def _provisions(law: dict[str, Any], country: str) -> Iterator[ArticleEntry]:
    year = re.search(r"\d{4}$", str(law["id"]))
    for place, provision in enumerate(law.get("provisions", ())):
        yield ArticleEntry(
            key=ArticleKey(f"{country}/act/{law['id']}", VERSION, f"art_{place}"),
            num=str(provision.get("section", "")),
            heading=str(provision.get("title", "")),
            text=str(provision.get("content", "")),
            law_title=str(law.get("title", "")),
            country=country,
            language="en",
            year=int(year[0]) if year else None,
            path=(str(provision.get("chapter", "")),),
            kind="act",
            status=str(law.get("status", "unknown")),
            date=str(law.get("issued_date", "")),
        )
