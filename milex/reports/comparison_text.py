"""A comparison as text for a terminal or a file, 80 columns wide."""

import io
from typing import Final

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from i18n.messages import Message
from milex.comparator.model import VERDICTS, Finding
from milex.reports.comparison import ComparisonReport, ReportGroup, ReportRow
from milex.reports.words import LEVEL_WORDS, VERDICT_SYMBOLS, VERDICT_WORDS

COLUMNS: Final = 80
_QUOTES_SHOWN: Final = 2  # a provision; --format json has them all
_QUOTE_LENGTH: Final = 160  # characters


def comparison_text(report: ComparisonReport, language: str) -> str:
    """``report`` in ``language``: a table a group, then counts level by level."""
    out = io.StringIO()
    console = Console(file=out, width=COLUMNS, markup=False, highlight=False, force_terminal=False)
    for part in _parts(report, language):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _parts(report: ComparisonReport, language: str) -> list[RenderableType]:
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
    caution = Message("These are a program's findings in this one text, for a person to confirm.")
    parts: list[RenderableType] = [
        Text(message.in_language(language)) for message in (opening, checklist, caution)
    ]
    for group in report.groups:
        parts += ["", Text(f"{group.id}  {group.label[language]}"), _group(group, language)]
    parts += ["", Text(Message("Findings, level by level").in_language(language))]
    parts.append(_counts(report, language))
    return parts


def _group(group: ReportGroup, language: str) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 0), width=COLUMNS)
    table.add_column(width=17)
    table.add_column(width=4, justify="right")
    table.add_column(ratio=1)
    for row in group.rows:
        table.add_row(*_row(row, language))
    return table


def _row(row: ReportRow, language: str) -> tuple[Text, Text, Text]:
    finding = row.finding
    word = VERDICT_WORDS[finding.verdict].in_language(language)
    lines = [row.provision.label[language], _where(row, language), *_quotes(finding)]
    return (
        Text(f"{VERDICT_SYMBOLS[finding.verdict]} {word}"),
        Text(f"{finding.confidence:.0%}"),
        Text("\n".join(line for line in lines if line)),
    )


def _where(row: ReportRow, language: str) -> str:
    articles = ", ".join(row.finding.articles)
    if not articles:
        return row.provision.id
    message = Message(
        "%(provision)s; articles %(articles)s", provision=row.provision.id, articles=articles
    )
    return message.in_language(language)


def _quotes(finding: Finding) -> list[str]:
    return [
        f"  {evidence.article}: «{_shortened(evidence.quote)}»"
        for evidence in finding.evidence[:_QUOTES_SHOWN]
    ]


def _shortened(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= _QUOTE_LENGTH else quote[: _QUOTE_LENGTH - 1].rstrip() + "…"


def _counts(report: ComparisonReport, language: str) -> Table:
    """Levels down, verdicts across; the symbols are explained in the rows above."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    table.add_column("")
    for verdict in VERDICTS:
        word = VERDICT_WORDS[verdict].in_language(language)
        table.add_column(Text(f"{VERDICT_SYMBOLS[verdict]} {word}"), justify="right", max_width=12)
    for level, counts in report.counts.items():
        numbers = (Text(str(counts[verdict])) for verdict in VERDICTS)
        table.add_row(Text(LEVEL_WORDS[level].in_language(language)), *numbers)
    return table
