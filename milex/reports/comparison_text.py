"""A comparison as text for a terminal or a file, 80 columns wide."""

import textwrap
from collections.abc import Iterator
from typing import Final

from i18n.messages import Message
from milex.comparator.model import Finding
from milex.records import LawSummary
from milex.reports.comparison import ComparisonReport, ReportGroup, ReportRow
from milex.reports.elements import found_elements, missing_elements
from milex.reports.text_parts import COLUMNS, counts_lines, distinct_quotes, shortened
from milex.reports.words import (
    BASIS_WORDS,
    DIVERGENCE_WORDS,
    VERDICT_SYMBOLS,
    VERDICT_WORDS,
    articles_of,
)

_VERDICT_WIDTH: Final = 18
_CONFIDENCE_WIDTH: Final = 6


def comparison_text(report: ComparisonReport, language: str) -> str:
    """``report`` in ``language``: a table a group, then counts level by level."""
    return "\n".join(line.rstrip() for line in _lines(report, language)) + "\n"


def _lines(report: ComparisonReport, language: str) -> Iterator[str]:
    opening = Message(
        "%(title)s (%(law)s, version %(version)s)",
        title=report.law.title,
        law=report.law.law,
        version=report.version,
    )
    checklist = Message(
        "Compared with: %(title)s (%(checklist)s %(version)s)",
        title=report.checklist.title[language],
        checklist=report.checklist.id,
        version=report.checklist.version,
    )
    caution = Message(
        "These are a program's findings in this one text, for a person to confirm. The "
        "percentage is the program's confidence."
    )
    for message in (opening, checklist, caution):
        yield from textwrap.wrap(message.in_language(language), COLUMNS)
    for group in report.groups:
        yield from _group(group, report.law, language)
    yield ""
    yield Message("Findings, level by level").in_language(language)
    yield ""
    yield from counts_lines(report.counts, language)


def _group(group: ReportGroup, law: LawSummary, language: str) -> Iterator[str]:
    yield ""
    yield f"{group.id}  {group.label[language]}"
    yield ""
    for row in group.rows:
        yield from _row(row, law, language)


def _row(row: ReportRow, law: LawSummary, language: str) -> Iterator[str]:
    """Three columns: verdict, confidence, and what it is about with where it stands."""
    finding = row.finding
    word = VERDICT_WORDS[finding.verdict].in_language(language)
    first = textwrap.wrap(
        f"{VERDICT_SYMBOLS[finding.verdict]} {word}", _VERDICT_WIDTH - 1, subsequent_indent="  "
    )
    third = list(_account(row, law, language))
    for number in range(max(len(first), len(third))):
        verdict = first[number] if number < len(first) else ""
        confidence = f"{finding.confidence:.0%}" if number == 0 else ""
        account = third[number] if number < len(third) else ""
        yield f"{verdict:<{_VERDICT_WIDTH}}{confidence:>{_CONFIDENCE_WIDTH - 2}}  {account}"


def _account(row: ReportRow, law: LawSummary, language: str) -> Iterator[str]:
    finding = row.finding
    yield from _wrapped(row.provision.label[language])
    yield from _wrapped(_where(row, law).in_language(language), "  ")
    for evidence in distinct_quotes(finding.evidence):
        yield from _wrapped(f"{evidence.article}: «{shortened(evidence.quote)}»", "  ")
    for message in (*_qualities(finding), *_elements(row, language)):
        yield from _wrapped(message.in_language(language), "  ")
    if finding.verdict == "absent":
        yield from _wrapped(_log(finding).in_language(language), "  ")


def _qualities(finding: Finding) -> Iterator[Message]:
    """How the law has it, unless in its own words, and whether it reaches as far as asked."""
    if finding.basis is not None and finding.basis != "express":
        yield BASIS_WORDS[finding.basis]
    if finding.divergence is not None:
        yield DIVERGENCE_WORDS[finding.divergence]


def _elements(row: ReportRow, language: str) -> Iterator[Message]:
    """What is there and what lacks: of a partial answer, or of one against the question."""
    if row.finding.verdict not in {"partial", "contrary"}:
        return
    found = found_elements(row.provision, row.finding, language)
    if found:
        yield Message("with: %(elements)s", elements="; ".join(part.label for part in found))
    missing = missing_elements(row.provision, row.finding, language)
    if missing:
        yield Message("without: %(elements)s", elements="; ".join(missing))


def _where(row: ReportRow, law: LawSummary) -> Message:
    articles = row.finding.articles
    if not articles:
        return Message("%(provision)s", provision=row.provision.id)
    return Message(
        "%(provision)s; %(where)s", provision=row.provision.id, where=articles_of(law, articles)
    )


def _log(finding: Finding) -> Message:
    """What was looked for: the account that an *absent* must give."""
    looked = Message(
        "looked for %(phrases)s phrases in %(articles)s articles",
        phrases=len(finding.log.phrases),
        articles=finding.log.articles_searched,
    )
    if not finding.log.near_misses:
        return looked
    nearest = finding.log.near_misses[0]
    return Message(
        "%(looked)s; nearest: %(article)s «%(quote)s»",
        looked=looked,
        article=nearest.article,
        quote=shortened(nearest.quote),
    )


def _wrapped(text: str, indent: str = "") -> list[str]:
    width = COLUMNS - _VERDICT_WIDTH - _CONFIDENCE_WIDTH
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent + "  " * bool(indent)
    )
