"""Two or more laws provision by provision, as a flow: a row a provision, a column a law."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.checklists.model import Checklist, Provision
from i18n.messages import Message
from milex.gathering import Told
from milex.records import LawSummary
from milex.reports.articles_diff_flow import side_item
from milex.reports.findings import checklist_line, notes
from milex.reports.findings_flow import element_lines, evidence_runs
from milex.reports.flow import Block, Cell, Flow, Heading, Paragraph, Table, text
from milex.reports.links import Links
from milex.reports.matrix_text import caution
from milex.reports.words import VERDICT_SYMBOLS, VERDICT_WORDS
from milex.workspace import Compared

_PROVISION_SHARE = 0.2  # of the page, for the first column


@dataclass(frozen=True, slots=True)
class SideRow:
    """A provision, and what each law says to it, in the order of the laws."""

    provision: Provision
    told: tuple[Told, ...]

    @property
    def differs(self) -> bool:
        """Whether two of the laws have different verdicts."""
        return len({told.finding.verdict for told in self.told}) > 1


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Laws against one checklist; the summaries describe the versions compared."""

    laws: tuple[LawSummary, ...]
    checklist: Checklist
    rows: tuple[SideRow, ...]  # in the checklist's order

    def only(self, rows: Sequence[SideRow]) -> "SideBySide":
        """The same laws with some of the rows."""
        return replace(self, rows=tuple(rows))


def side_by_side(sides: Sequence[tuple[LawSummary, Compared]], checklist: Checklist) -> SideBySide:
    """Comparisons with the same provisions of ``checklist``, side by side."""
    provisions = {provision.id: provision for provision in checklist.provisions}
    findings = zip(*(compared.comparison.findings for _, compared in sides), strict=True)
    rows = tuple(
        SideRow(
            provisions[of_provision[0].provision],
            tuple(
                Told(law, compared.law, finding)
                for (law, compared), finding in zip(sides, of_provision, strict=True)
            ),
        )
        for of_provision in findings
    )
    return SideBySide(tuple(law for law, _ in sides), checklist, rows)


def side_by_side_flow(found: SideBySide, links: Links) -> Flow:
    """The laws side by side in the language of ``links``."""
    *before, last = (law.title for law in found.laws)
    title = Message("%(before)s and %(after)s", before=", ".join(before), after=last)
    return Flow(title.in_language(links.language), links.language, _blocks(found, links), wide=True)


def differing(rows: Sequence[SideRow]) -> Message:
    """How many provisions have different verdicts."""
    return Message(
        "Provisions with different verdicts: %(different)s of %(all)s, marked ≠.",
        different=sum(row.differs for row in rows),
        all=len(rows),
    )


def _blocks(found: SideBySide, links: Links) -> Iterator[Block]:
    language = links.language
    for law in found.laws:
        yield side_item(law, links)
    yield Paragraph(text(checklist_line(found.checklist, language)))
    yield Paragraph(text(caution(of_states=False).in_language(language)), "note")
    yield Paragraph(text(differing(found.rows).in_language(language)))
    groups = {group.id: group.label[language] for group in found.checklist.groups}
    columns = (
        Message("Provision").in_language(language),
        *(f"{law.law} ({law.version})" for law in found.laws),
    )
    share = (1 - _PROVISION_SHARE) / len(found.laws)
    widths = (_PROVISION_SHARE, *(share for _ in found.laws))
    for group, rows in groupby(found.rows, key=lambda row: row.provision.group):
        yield Heading(1, f"{group}  {groups[group]}")
        yield Table(columns, widths, tuple(_row(row, links) for row in rows))
    yield Heading(1, Message("How to read this").in_language(language))
    for note in notes(False, language):
        yield Paragraph(text(note), "item")


def _row(row: SideRow, links: Links) -> tuple[Cell, ...]:
    label = f"{'≠ ' * row.differs}{row.provision.label[links.language]}"
    first = Cell((text(label, "strong"), text(row.provision.id, "faint")))
    return (first, *(_cell(row.provision, told, links) for told in row.told))


def _cell(provision: Provision, told: Told, links: Links) -> Cell:
    language = links.language
    verdict = told.finding.verdict
    words = f"{VERDICT_SYMBOLS[verdict]} {VERDICT_WORDS[verdict].in_language(language)}"
    return Cell(
        (
            text(words, "strong"),
            *evidence_runs(told, links, with_law=False),
            *(text(line) for line in element_lines(provision, told, language)),
        ),
        verdict,
    )
