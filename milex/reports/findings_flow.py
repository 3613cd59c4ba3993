"""Findings as a flow of blocks: a table a group, evidence quoted, marked and linked."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from corpus.checklists.model import Provision
from i18n.messages import Message
from milex.comparator.model import VERDICTS, Finding
from milex.gathering import Told
from milex.matrix import Counts
from milex.records import LawSummary
from milex.reports.elements import found_elements, missing_elements
from milex.reports.excerpts import excerpt
from milex.reports.findings import Entry, Findings, checklist_line, notes, version_line
from milex.reports.flow import Block, Cell, Flow, Heading, Paragraph, Run, Runs, Table, cell, text
from milex.reports.links import Links
from milex.reports.matrix_text import left_out_lines
from milex.reports.words import (
    BASIS_WORDS,
    COUNTRY_VERDICT_WORDS,
    DIVERGENCE_WORDS,
    LEVEL_WORDS,
    MISS_WORDS,
    VERDICT_SYMBOLS,
    articles_of,
)

ARTICLES_SHOWN = 3
PHRASES_SHOWN = 12
_NOTES_FIRST = 2  # what a finding is, and what "not found" means
_AROUND_A_MISS = 45  # characters on each side


def findings_flow(findings: Findings, links: Links) -> Flow:
    """The report in the language of ``links``."""
    return Flow(findings.title(links.language), links.language, _blocks(findings, links), wide=True)


def _blocks(findings: Findings, links: Links) -> Iterator[Block]:
    language = links.language
    yield Paragraph(
        text(
            Message(
                "Compared with: %(checklist)s",
                checklist=checklist_line(findings.checklist, language),
            ).in_language(language)
        )
    )
    if findings.on:
        yield Paragraph(
            text(Message("Laws in force on %(day)s", day=findings.on).in_language(language))
        )
    for law in findings.laws:
        yield Paragraph(_law(law, links), "item")
    for line in left_out_lines(findings.left_out, language):
        yield Paragraph(text(line, "faint"))
    for note in islice(notes(bool(findings.country), language), _NOTES_FIRST):
        yield Paragraph(text(note), "note")
    yield Heading(1, Message("Findings, level by level").in_language(language))
    yield counts_table(findings.counts(), findings, language)
    for group, entries in findings.by_group():
        yield Heading(1, f"{group.id}  {group.label[language]}")
        yield _entries_table(findings, entries, links)
    yield Heading(1, Message("How to read this").in_language(language))
    for note in notes(bool(findings.country), language):
        yield Paragraph(text(note), "item")


def _law(law: LawSummary, links: Links) -> Runs:
    runs = [
        Run(law.title, "strong", links.law(law), law.language),
        Run(f" · {law.law} · {version_line(law, links.language)}"),
    ]
    if law.source_url:
        runs += [Run(" · "), Run(law.source_url, href=_web(law.source_url))]
    return tuple(runs)


def _web(address: str) -> str:
    """``address`` where a click may lead there; "" for anything but the web."""
    return address if address.startswith(("http://", "https://")) else ""


def counts_table(counts: Counts, findings: Findings, language: str) -> Table:
    """A row a level, a column a verdict that something has; no sums."""
    shown = [v for v in VERDICTS if any(row[v] for row in counts.values())]
    level = Message("Level").in_language(language)
    share = 0.7 / max(len(shown), 1)
    return Table(
        (level, *(findings.verdict(verdict, language) for verdict in shown)),
        (0.3, *(share for _ in shown)),
        tuple(
            (
                cell(LEVEL_WORDS[name].in_language(language)),
                *(cell(str(row[v]), verdict=v if row[v] else None) for v in shown),
            )
            for name, row in counts.items()
        ),
        dense=True,
    )


def _entries_table(findings: Findings, entries: Sequence[Entry], links: Links) -> Table:
    language = links.language
    columns = (
        Message("Verdict").in_language(language),
        Message("Provision").in_language(language),
        Message("Where it stands, and in which words").in_language(language),
    )
    rows = tuple(
        (
            _verdict_cell(findings, entry, language),
            _provision_cell(entry.provision, language),
            Cell(tuple(_account(findings, entry, links))),
        )
        for entry in entries
    )
    return Table(columns, (0.16, 0.26, 0.58), rows)


def _verdict_cell(findings: Findings, entry: Entry, language: str) -> Cell:
    paragraphs = [text(findings.verdict(entry.verdict, language), "strong")]
    if entry.best is not None and entry.best.finding.verdict == entry.verdict:
        finding = entry.best.finding
        # How sure one law's absence is says nothing of all laws together.
        if entry.verdict != "absent" or not findings.country:
            paragraphs.append(text(f"{finding.confidence:.0%}", "faint"))
        paragraphs += [text(quality, "faint") for quality in qualities(finding, language)]
    return Cell(tuple(paragraphs), entry.verdict)


def qualities(finding: Finding, language: str) -> Iterator[str]:
    """On what a finding rests where that is not its own words, and how far it reaches."""
    if finding.basis is not None and finding.basis != "express":
        yield BASIS_WORDS[finding.basis].in_language(language)
    if finding.divergence is not None:
        yield DIVERGENCE_WORDS[finding.divergence].in_language(language)


def _provision_cell(provision: Provision, language: str) -> Cell:
    sources = "; ".join(f"{s.instrument} {s.article}" for s in provision.sources)
    level = LEVEL_WORDS[provision.level].in_language(language)
    return Cell(
        (
            text(provision.label[language], "strong"),
            text(provision.question[language]),
            text(f"{provision.id} · {sources} · {level}", "faint"),
        )
    )


def _account(findings: Findings, entry: Entry, links: Links) -> Iterator[Runs]:
    language = links.language
    told = entry.best
    if entry.why is not None:
        yield text(_opening(entry.why.in_language(language)))
    if told is None:
        return
    if told.finding.evidence:
        yield from evidence_runs(told, links, with_law=bool(findings.country))
        yield from (text(line) for line in element_lines(entry.provision, told, language))
    elif told.finding.verdict == "absent":
        yield from _log(told, links, with_count=not findings.country)
    yield from (text(_opening(remark)) for remark in entry.remarks)
    for other in entry.others:
        yield _other(other, links)


def evidence_runs(told: Told, links: Links, *, with_law: bool) -> Iterator[Runs]:
    """A paragraph an article, its matched words marked, best article first."""
    articles = {article.eid: article for article in told.text.articles}
    pieces = [piece for piece in told.finding.evidence if piece.eid in articles]
    order = list(dict.fromkeys(piece.eid for piece in pieces))
    for eid in order[:ARTICLES_SHOWN]:
        article = articles[eid]
        spans = [(piece.start, piece.end) for piece in pieces if piece.eid == eid]
        yield (
            Run(
                f"{told.law.law}, {article.name}" if with_law else article.name,
                "strong",
                links.article(told.law, eid),
                told.law.language,
            ),
            Run("  "),
            *_excerpt(article.text, spans, told),
        )
    if len(order) > ARTICLES_SHOWN:
        rest = ", ".join(articles[eid].name for eid in order[ARTICLES_SHOWN:])
        more = Message("also in %(articles)s", articles=rest)
        yield text(_opening(more.in_language(links.language)), "faint")


def _excerpt(
    words: str, spans: Sequence[tuple[int, int]], told: Told, around: int = 90
) -> Iterator[Run]:
    language = told.law.language
    yield Run("«")
    for mark in excerpt(words, spans, around=around):
        yield Run(mark.text, "match" if mark.matched else "plain", language=language)
    yield Run("»")


def element_lines(provision: Provision, told: Told, language: str) -> Iterator[str]:
    """What is there and what lacks: of a partial answer, or of one against the question."""
    if told.finding.verdict not in {"partial", "contrary"}:
        return
    found = [part.label for part in found_elements(provision, told.finding, language)]
    missing = missing_elements(provision, told.finding, language)
    if found:
        with_ = Message("with: %(elements)s", elements="; ".join(found))
        yield _opening(with_.in_language(language))
    if missing:
        without = Message("without: %(elements)s", elements="; ".join(missing))
        yield _opening(without.in_language(language))


def _log(told: Told, links: Links, *, with_count: bool) -> Iterator[Runs]:
    """What was looked for, and the nearest places: the account that an *absent* must give."""
    language, log = links.language, told.finding.log
    if with_count:
        looked = Message(
            "looked for %(phrases)s phrases in %(articles)s articles",
            phrases=len(log.phrases),
            articles=log.articles_searched,
        )
        yield text(_opening(looked.in_language(language)))
    phrases = " · ".join(log.phrases[:PHRASES_SHOWN])
    yield text(phrases + (" …" if len(log.phrases) > PHRASES_SHOWN else ""), "faint")
    articles = {article.eid: article for article in told.text.articles}
    for reason, misses in groupby(log.near_misses, key=lambda miss: miss.reason):
        for miss in list(misses)[:1]:
            if miss.eid not in articles:
                continue
            name = Message(
                "Nearest: %(article)s, but %(reason)s",
                article=articles[miss.eid].name,
                reason=MISS_WORDS.get(reason, reason),
            ).in_language(language)
            yield (
                Run(name, href=links.article(told.law, miss.eid)),
                Run("  "),
                *_excerpt(articles[miss.eid].text, [(miss.start, miss.end)], told, _AROUND_A_MISS),
            )


def _other(other: Told, links: Links) -> Runs:
    """A runner-up in one line, linked."""
    verdict = other.finding.verdict
    words = COUNTRY_VERDICT_WORDS[verdict].in_language(links.language)
    best = other.finding.evidence[0] if other.finding.evidence else None
    line = Message(
        "also %(verdict)s: %(law)s, %(articles)s",
        verdict=f"{VERDICT_SYMBOLS[verdict]} {words}",
        law=other.law.law,
        articles=articles_of(other.law, other.finding.articles),
    )
    href = links.article(other.law, best.eid) if best else links.law(other.law)
    return (Run(_opening(line.in_language(links.language)), href=href),)


def _opening(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
