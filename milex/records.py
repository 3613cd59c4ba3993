"""What the library answers: frozen records that cross rooms. Knows no database."""

import datetime
from dataclasses import dataclass
from typing import Literal

from corpus.model import Status
from corpus.problems import Problem

Outcome = Literal[
    "added",  # a law that was not here
    "new_version",  # another wording of a law that is here
    "updated",  # the same wording, read or described better: its version was replaced
    "unchanged",
]


@dataclass(frozen=True, slots=True)
class LawSummary:
    """A law as lists show it. Without a version asked for, its current one is described."""

    law: str  # "py/ley/4788-2012"
    title: str
    country: str  # ISO 3166-1 alpha-2, lower case
    language: str  # ISO 639-1
    kind: str
    number: str
    year: int | None
    date: datetime.date | None  # of enactment
    status: Status
    topics: tuple[str, ...]  # slugs, in alphabetical order
    version: str  # the version described
    versions: tuple[str, ...]  # every version, oldest first
    articles: int  # of the version described, annexed series included
    is_sample: bool
    source_url: str
    publisher: str
    day: datetime.date | None = None  # from which the version described holds; None if unknown
    xml_sha256: str = ""  # of the version described
    article_word: str = ""  # what most of its articles are called: "Artículo", "Section"


@dataclass(frozen=True, slots=True)
class CountrySummary:
    """How much the library holds of a State."""

    country: str  # ISO 3166-1 alpha-2, lower case
    laws: int
    articles: int  # of current versions


@dataclass(frozen=True, slots=True)
class LawChange:
    """A version that came into the library."""

    law: str
    version: str
    title: str
    country: str  # ISO 3166-1 alpha-2, lower case
    language: str  # ISO 639-1
    at: datetime.datetime  # when it came, in UTC
    is_new_law: bool  # the first version of its law that came here


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding a document did."""

    law: str
    version: str
    outcome: Outcome
    articles: int


@dataclass(frozen=True, slots=True)
class ReadingAccount:
    """How the source of a version was read."""

    fingerprint: str  # milex.readings.reading_fingerprint
    conservation: float  # 0..1, share of the source's words that the version holds
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a version came from and how it was read, but for the problems met."""

    source_name: str  # file name
    source_format: str  # name of the reader
    source_sha256: str  # of the file's bytes; "" where unknown
    xml_sha256: str  # of the canonical XML
    conservation: float  # 0..1, share of the source's words that the version holds
    problems: int  # how many doubts the reading reported
    reading_sha256: str  # fingerprint of the reading; "" where it was not kept
    imported_at: datetime.datetime  # when the version was first stored


@dataclass(frozen=True, slots=True)
class KnownReading:
    """A version that came of a reading, and the account of it."""

    law: str
    version: str
    format: str
    articles: int
    account: ReadingAccount


@dataclass(frozen=True, slots=True)
class PendingTask:
    """A law that the search index has not yet read again since it changed."""

    id: int
    law: str


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """Which versions there are, for checks that walk through all of them."""

    law: str
    version: str
    xml_sha256: str
