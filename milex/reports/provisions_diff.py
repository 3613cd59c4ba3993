"""Two laws provision by provision: what each says, side by side, as text, JSON and a flow."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any, Final

from corpus.checklists.model import Checklist, Provision
from milex.gathering import Told
from milex.records import LawSummary
from milex.reports.articles_diff import side_json
from milex.reports.articles_diff_text import side_line
from milex.reports.comparison import finding_json
from milex.reports.findings import checklist_line
from milex.reports.findings_flow import element_lines
from milex.reports.flow import Flow
from milex.reports.links import Links
from milex.reports.matrix_text import caution
from milex.reports.side_by_side import SideBySide, SideRow, differing, side_by_side_flow
from milex.reports.text_parts import COLUMNS, distinct_quotes, shortened, wrapped
from milex.reports.words import VERDICT_SYMBOLS, VERDICT_WORDS
from milex.workspace import Compared

_BETWEEN: Final = " │ "
_SIDE: Final = (COLUMNS - len(_BETWEEN)) // 2


@dataclass(frozen=True, slots=True)
class ProvisionPair:
    """A provision, and what each of two laws says to it."""

    provision: Provision
    before: Told
    after: Told

    @property
    def differs(self) -> bool:
        """Whether the two laws have different verdicts."""
        return self.before.finding.verdict != self.after.finding.verdict


@dataclass(frozen=True, slots=True)
class ProvisionsDiff:
    """Two laws against one checklist; both summaries describe the versions compared."""

    before: LawSummary
    after: LawSummary
    checklist: Checklist
    pairs: tuple[ProvisionPair, ...]  # in the checklist's order

    @property
    def rows(self) -> tuple[SideRow, ...]:
        """The pairs as rows of two laws."""
        return tuple(SideRow(pair.provision, (pair.before, pair.after)) for pair in self.pairs)


def provisions_diff(
    before: tuple[LawSummary, Compared], after: tuple[LawSummary, Compared], checklist: Checklist
) -> ProvisionsDiff:
    """Two comparisons with the same provisions of ``checklist``, side by side."""
    provisions = {provision.id: provision for provision in checklist.provisions}
    pairs = tuple(
        ProvisionPair(
            provisions[one.provision],
            Told(before[0], before[1].law, one),
            Told(after[0], after[1].law, other),
        )
        for one, other in zip(
            before[1].comparison.findings, after[1].comparison.findings, strict=True
        )
    )
    return ProvisionsDiff(before[0], after[0], checklist, pairs)


def provisions_diff_json(diff: ProvisionsDiff) -> dict[str, Any]:
    """``diff`` as ``milex diff --by provision --json`` prints it."""
    return {
        "by": "provision",
        "before": side_json(diff.before),
        "after": side_json(diff.after),
        "checklist": diff.checklist.id,
        "checklist_version": diff.checklist.version,
        "provisions": [
            {
                "provision": pair.provision.id,
                "differs": pair.differs,
                "before": _told_json(pair.before),
                "after": _told_json(pair.after),
            }
            for pair in diff.pairs
        ],
    }


def _told_json(told: Told) -> dict[str, Any]:
    return {k: v for k, v in finding_json(told.finding).items() if k != "provision"}


def provisions_diff_text(diff: ProvisionsDiff, language: str) -> str:
    """``diff`` in ``language``, in two columns of 38 characters; ≠ marks other verdicts."""
    return "\n".join(line.rstrip() for line in _lines(diff, language)) + "\n"


def _lines(diff: ProvisionsDiff, language: str) -> Iterator[str]:
    yield from _columns(
        wrapped(side_line(diff.before).in_language(language), width=_SIDE),
        wrapped(side_line(diff.after).in_language(language), width=_SIDE),
    )
    yield ""
    yield from wrapped(checklist_line(diff.checklist, language))
    yield from wrapped(caution(of_states=False).in_language(language))
    yield from wrapped(differing(diff.rows).in_language(language))
    groups = {group.id: group.label[language] for group in diff.checklist.groups}
    for group, pairs in groupby(diff.pairs, key=lambda pair: pair.provision.group):
        yield from ("", f"{group}  {groups[group]}")
        for pair in pairs:
            yield ""
            mark = "≠ " if pair.differs else "  "
            yield from wrapped(pair.provision.label[language], first=mark, rest="  ")
            yield from _columns(
                list(_side(pair.provision, pair.before, language)),
                list(_side(pair.provision, pair.after, language)),
            )


def _columns(left: list[str], right: list[str]) -> Iterator[str]:
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one:<{_SIDE}}{_BETWEEN}{other}"


def _side(provision: Provision, told: Told, language: str) -> Iterator[str]:
    finding = told.finding
    word = VERDICT_WORDS[finding.verdict].in_language(language)
    where = f" · {', '.join(finding.articles)}" if finding.articles else ""
    verdict = f"{VERDICT_SYMBOLS[finding.verdict]} {word}{where}"
    yield from wrapped(verdict, width=_SIDE, rest="  ")
    for piece in distinct_quotes(finding.evidence):
        quote = f"{piece.article}: «{shortened(piece.quote)}»"
        yield from wrapped(quote, width=_SIDE, first="  ", rest="    ")
    for line in element_lines(provision, told, language):
        yield from wrapped(line, width=_SIDE, first="  ", rest="    ")


def provisions_diff_flow(diff: ProvisionsDiff, links: Links) -> Flow:
    """The two laws side by side in the language of ``links``: a row a provision."""
    laws = (diff.before, diff.after)
    return side_by_side_flow(SideBySide(laws, diff.checklist, diff.rows), links)
