"""Findings of one law, or of a State's laws together, as every file format shows them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from babel.dates import format_date

from corpus.checklists.model import LEVELS, Checklist, Group, Provision
from corpus.jurisdictions import jurisdiction_name
from i18n.messages import Message
from milex.comparator.model import VERDICTS, Verdict
from milex.gathering import CountryView, Told
from milex.in_force import LeftOut
from milex.matrix import Counts
from milex.records import LawSummary
from milex.reports.country import account, remarks
from milex.reports.meanings import LEVEL_MEANINGS, STATUS_NAMES
from milex.reports.words import (
    COUNTRY_VERDICT_WORDS,
    LEVEL_WORDS,
    VERDICT_SYMBOLS,
    VERDICT_WORDS,
)
from milex.workspace import Compared

_LOCALES: Final = {"en": "en_GB", "es": "es_419"}  # how days are written


@dataclass(frozen=True, slots=True)
class Entry:
    """A provision and what was found for it."""

    provision: Provision
    verdict: Verdict
    best: Told | None  # None where no law was searched
    others: tuple[Told, ...] = ()
    why: Message | None = None  # why there is no answer
    remarks: tuple[str, ...] = ()  # what else a reader must know


@dataclass(frozen=True, slots=True)
class Findings:
    """A report of findings; of a State where ``country`` is not empty, else of one law."""

    country: str
    on: str  # ISO 8601; "" of one law
    checklist: Checklist
    laws: tuple[LawSummary, ...]  # the texts searched, in the versions searched
    left_out: tuple[LeftOut, ...]
    entries: tuple[Entry, ...]

    def title(self, language: str) -> str:
        """The report's title."""
        if self.country:
            return Message(
                "%(country)s: its laws compared with a checklist",
                country=jurisdiction_name(self.country, language),
            ).in_language(language)
        return Message("Comparison: %(law)s", law=self.laws[0].title).in_language(language)

    def by_group(self) -> Iterator[tuple[Group, tuple[Entry, ...]]]:
        """Groups with an entry, in the checklist's order."""
        groups = {group.id: group for group in self.checklist.groups}
        for name, entries in groupby(self.entries, key=lambda e: e.provision.group):
            yield groups[name], tuple(entries)

    def counts(self) -> Counts:
        """``counts[level][verdict]``; levels without an entry left out."""
        counted = Counter((e.provision.level, e.verdict) for e in self.entries)
        present = {e.provision.level for e in self.entries}
        return {
            level: {verdict: counted[level, verdict] for verdict in VERDICTS}
            for level in LEVELS
            if level in present
        }

    def verdict(self, verdict: Verdict, language: str) -> str:
        """The verdict's symbol and words; what is absent is not found *in these texts*."""
        words = COUNTRY_VERDICT_WORDS if self.country else VERDICT_WORDS
        return f"{VERDICT_SYMBOLS[verdict]} {words[verdict].in_language(language)}"


def findings_of_law(law: LawSummary, compared: Compared, checklist: Checklist) -> Findings:
    """One law against ``checklist``; ``law`` describes the version compared."""
    provisions = {provision.id: provision for provision in checklist.provisions}
    entries = tuple(
        Entry(provisions[f.provision], f.verdict, Told(law, compared.law, f))
        for f in compared.comparison.findings
    )
    return Findings("", "", checklist, (law,), (), entries)


def findings_of_country(view: CountryView, language: str) -> Findings:
    """A State's laws together; remarks in ``language``."""
    entries = tuple(
        Entry(
            row.provision,
            row.answer.verdict,
            row.best,
            row.others,
            account(row),
            tuple(remarks(row, language)),
        )
        for row in view.rows
    )
    return Findings(
        view.country, view.on.isoformat(), view.checklist, view.laws, view.left_out, entries
    )


def notes(of_state: bool, language: str) -> Iterator[str]:
    """What a reader must know to use the findings, a paragraph each."""
    sentences = (
        Message(
            "Every finding is a program's proposal, for a person to confirm: it quotes the "
            "words on which it rests, and a link leads to them in the text."
        ),
        Message(
            "“Not found in the laws searched” speaks of the laws named here, in force on that "
            "day and held by the library; another law of the State may provide for it. Where no "
            "law on the subject is held, nothing is said to be lacking."
        )
        if of_state
        else Message(
            "“Not found in this instrument” says that this text does not provide for it, with "
            "what was looked for; another law of the State may."
        ),
        Message(
            "The percentage is the program's confidence: how often a careful reader gave the "
            "same verdict where it was as sure."
        ),
        Message("There is no total and no score: a count stands beside its level."),
    )
    yield from (sentence.in_language(language) for sentence in sentences)
    for level in LEVELS:
        yield Message(
            "%(level)s: %(meaning)s", level=LEVEL_WORDS[level], meaning=LEVEL_MEANINGS[level]
        ).in_language(language)


def checklist_line(checklist: Checklist, language: str) -> str:
    """Which checklist, and which version of it, of which day."""
    line = Message(
        "%(title)s (%(checklist)s, version %(version)s of %(date)s)",
        title=checklist.title[language],
        checklist=checklist.id,
        version=checklist.version,
        date=checklist.date,
    ).in_language(language)
    if checklist.status.startswith("draft"):
        line += " · " + Message("a draft that a legal officer must review").in_language(language)
    return line


def version_line(law: LawSummary, language: str) -> str:
    """The law's version and its date: "version of 13 December 2012 · In force"."""
    if law.day is None:
        said = Message("version without a date").in_language(language)
    else:
        day = format_date(law.day, "long", locale=_LOCALES[language])
        said = Message("version of %(day)s", day=day).in_language(language)
    if law.version not in (str(law.day), "undated"):
        said += f" ({law.version})"
    return f"{said} · {STATUS_NAMES[law.status].in_language(language)}"
