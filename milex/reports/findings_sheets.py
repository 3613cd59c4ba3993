"""Findings as tables: a row a provision, a row a quoted span, counts, laws and notes."""

from collections.abc import Iterator, Sequence

from i18n.messages import Message
from milex.comparator.model import VERDICTS
from milex.gathering import Told
from milex.reports.elements import found_elements, missing_elements
from milex.reports.findings import Entry, Findings, checklist_line, notes, version_line
from milex.reports.findings_flow import qualities
from milex.reports.links import Links
from milex.reports.matrix_text import left_out_lines
from milex.reports.sheets import Column, Judged, Linked, Sheet, Value
from milex.reports.words import LEVEL_WORDS

_QUOTE = 1000  # characters; more of a cell cannot be read in a table


def findings_sheets(findings: Findings, links: Links) -> Iterator[Sheet]:
    """The sheets of a workbook; the first is also the table of the CSV."""
    yield findings_sheet(findings, links)
    yield _evidence_sheet(findings, links)
    yield _counts_sheet(findings, links.language)
    yield _laws_sheet(findings, links)
    yield notes_sheet(
        (
            checklist_line(findings.checklist, links.language),
            *left_out_lines(findings.left_out, links.language),
            *notes(bool(findings.country), links.language),
        ),
        links.language,
    )


def findings_sheet(findings: Findings, links: Links) -> Sheet:
    """A row a provision, in the checklist's order."""
    titles = (
        (Message("Group"), 8, False),
        (Message("Identifier"), 24, False),
        (Message("Provision"), 40, True),
        (Message("Level"), 20, False),
        (Message("Verdict"), 22, True),
        (Message("Confidence"), 11, False),
        (Message("Law"), 26, False),
        (Message("Version"), 14, False),
        (Message("Articles"), 16, True),
        (Message("Words"), 70, True),
        (Message("With"), 36, True),
        (Message("Without"), 36, True),
        (Message("Remarks"), 50, True),
        (Message("Link"), 40, False),
    )
    columns = tuple(
        Column(title.in_language(links.language), width, wraps) for title, width, wraps in titles
    )
    rows = (_row(findings, entry, links) for entry in findings.entries)
    return Sheet(Message("Findings").in_language(links.language), columns, rows, frozen=3)


def _row(findings: Findings, entry: Entry, links: Links) -> Sequence[Value]:
    language, told = links.language, entry.best
    opening: list[Value] = [
        entry.provision.group,
        entry.provision.id,
        entry.provision.label[language],
        LEVEL_WORDS[entry.provision.level].in_language(language),
        Judged(findings.verdict(entry.verdict, language), entry.verdict),
    ]
    if told is None:
        return [*opening, *[None] * 7, _remarks(entry, language), None]
    finding = told.finding
    best = finding.evidence[0] if finding.evidence else None
    missing = missing_elements(entry.provision, finding, language)
    shows = finding.verdict in {"partial", "contrary"}
    found = [part.label for part in found_elements(entry.provision, finding, language)]
    href = links.article(told.law, best.eid) if best else links.law(told.law)
    return [
        *opening,
        None if entry.verdict == "absent" and findings.country else float(finding.confidence),
        told.law.law,
        told.law.version,
        ", ".join(finding.articles),
        " · ".join(dict.fromkeys(e.quote for e in finding.evidence))[:_QUOTE] or None,
        "; ".join(found) if finding.evidence else None,
        "; ".join(missing) if shows else None,
        _remarks(entry, language),
        Linked(href, href),
    ]


def _remarks(entry: Entry, language: str) -> str | None:
    lines = [entry.why.in_language(language)] if entry.why else []
    if entry.best is not None:
        lines += qualities(entry.best.finding, language)
        log = entry.best.finding.log
        if entry.verdict == "absent" and not entry.why:
            looked = Message(
                "looked for %(phrases)s phrases in %(articles)s articles",
                phrases=len(log.phrases),
                articles=log.articles_searched,
            )
            lines.append(looked.in_language(language))
    lines += entry.remarks
    lines += [f"{other.law.law}: {', '.join(other.finding.articles)}" for other in entry.others]
    return "; ".join(lines) or None


def _evidence_sheet(findings: Findings, links: Links) -> Sheet:
    titles = (
        (Message("Identifier"), 24, False),
        (Message("Law"), 26, False),
        (Message("Article"), 12, False),
        (Message("Element"), 36, True),
        (Message("Words"), 90, True),
        (Message("Link"), 50, False),
    )
    columns = tuple(
        Column(title.in_language(links.language), width, wraps) for title, width, wraps in titles
    )
    rows = (
        row
        for entry in findings.entries
        for told in (entry.best, *entry.others)
        if told is not None
        for row in _evidence_rows(entry, told, links)
    )
    return Sheet(Message("Evidence").in_language(links.language), columns, rows)


def _evidence_rows(entry: Entry, told: Told, links: Links) -> Iterator[Sequence[Value]]:
    labels = {e.name: e.label[links.language] for e in entry.provision.elements}
    for piece in told.finding.evidence:
        href = links.article(told.law, piece.eid)
        label = labels.get(piece.element) or Message("the offence as described").in_language(
            links.language
        )
        yield [
            entry.provision.id,
            told.law.law,
            piece.article,
            label,
            piece.quote[:_QUOTE],
            Linked(href, href),
        ]


def _counts_sheet(findings: Findings, language: str) -> Sheet:
    level = Column(Message("Level").in_language(language), 26)
    columns = (level, *(Column(findings.verdict(v, language), 18, wraps=True) for v in VERDICTS))
    rows: list[Sequence[Value]] = [
        [LEVEL_WORDS[name].in_language(language), *(counts[v] for v in VERDICTS)]
        for name, counts in findings.counts().items()
    ]
    title = Message("Counts by level").in_language(language)
    return Sheet(title, columns, rows, filtered=False)


def _laws_sheet(findings: Findings, links: Links) -> Sheet:
    titles = (
        (Message("Law"), 30, False),
        (Message("Title"), 70, True),
        (Message("Version"), 40, True),
        (Message("Source"), 50, False),
        (Message("Link"), 60, False),
    )
    columns = tuple(
        Column(title.in_language(links.language), width, wraps) for title, width, wraps in titles
    )
    rows: list[Sequence[Value]] = [
        [
            law.law,
            law.title,
            version_line(law, links.language),
            law.source_url,
            Linked(links.law(law), links.law(law)),
        ]
        for law in findings.laws
    ]
    return Sheet(Message("Laws").in_language(links.language), columns, rows)


def notes_sheet(lines: Sequence[str], language: str) -> Sheet:
    """What a reader must know, a line each."""
    title = Message("Notes").in_language(language)
    return Sheet(
        title, (Column(title, 120, wraps=True),), [[line] for line in lines], filtered=False
    )
