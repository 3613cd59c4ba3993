"""A law against a checklist: what the machine proposes, with its evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import render_template, request

from corpus.checklists.model import LEVELS, Checklist, Group, Level, Provision
from i18n.messages import Message
from milex.comparator.model import (
    VERDICTS,
    ComparableArticle,
    Evidence,
    Finding,
    NearMiss,
    Verdict,
)
from milex.errors import NotFound
from milex.reports.elements import FoundElement, found_elements, missing_elements
from milex.reports.excerpts import excerpt
from milex.workspace import check_group
from search.model import Mark
from web.language import interface_language, pages
from web.law import LAW_STEPS, law_id_of, version_asked_for
from web.parameters import clean_codes, clean_text
from web.workspace import workspace

blueprint = pages("comparison", __name__)

EXCERPTS_SHOWN: Final = 3
NEAR_MISSES_SHOWN: Final = 3
AROUND_NEAR_MISS: Final = 45  # characters on each side: enough to see why it does not count


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a provision is answered, or nearly: an article and its marked words."""

    name: str  # what the law calls it: "Section 5"
    eid: str
    heading: str
    marks: tuple[Mark, ...]
    reason: str = ""  # of a near miss


@dataclass(frozen=True, slots=True)
class Answer:
    """A provision of the checklist with what was found for it."""

    provision: Provision
    finding: Finding
    found: tuple[FoundElement, ...]
    missing: tuple[str, ...]  # labels
    excerpts: tuple[Excerpt, ...]
    near_misses: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which findings the URL asks for; an empty field asks for all."""

    group: str = ""
    verdicts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def admits(self, provision: Provision, finding: Finding) -> bool:
        """Whether this finding is to be shown."""
        return (
            (not self.group or provision.group == self.group)
            and (not self.verdicts or finding.verdict in self.verdicts)
            and (not self.levels or provision.level in self.levels)
        )


@blueprint.get(f"{LAW_STEPS}/comparison/<checklist_id>")
def comparison(country: str, kind: str, name: str, checklist_id: str) -> str:
    """The proposals for a law, by group of provisions.

    Raises:
        NotFound: no such law, version, checklist, group, verdict or level.
    """
    law_id = law_id_of(country, kind, name)
    summary = workspace().library.law(law_id)
    checklist = workspace().checklist(checklist_id)
    version = version_asked_for() or summary.version
    compared = workspace().compared(law_id, checklist.id, version=version)
    found = compared.comparison
    narrowing = _narrowing(checklist)
    articles = {article.eid: article for article in compared.law.articles}
    findings = {finding.provision: finding for finding in found.findings}
    groups = _answers_by_group(checklist, findings, narrowing, articles)
    return render_template(
        "comparison.html",
        law=summary,
        version=version,
        checklist=checklist,
        comparison=found,
        regimes=[known for known in checklist.regimes if known.id in found.regimes],
        narrowing=narrowing,
        everything=Narrowing(),
        groups=groups,
        shown_total=sum(len(answers) for _, answers in groups),
        counts=_counts(checklist, findings, narrowing.group),
        verdicts=VERDICTS,
        levels=LEVELS,
    )


def _narrowing(checklist: Checklist) -> Narrowing:
    """What the URL asks for.

    A value that does not exist is refused: left out in silence, the reader would take
    every finding for the chosen ones.

    Raises:
        NotFound: a group, verdict or level that there is not.
    """
    group = clean_text(request.args.get("group", ""))
    check_group(checklist, group or None)
    return Narrowing(
        group=group, verdicts=_known("verdict", VERDICTS), levels=_known("level", LEVELS)
    )


def _known(name: str, values: Sequence[str]) -> tuple[str, ...]:
    asked = clean_codes(request.args.getlist(name))
    for value in asked:
        if value not in values:
            raise NotFound(
                Message(
                    "‹%(value)s› is no value of %(name)s; it takes %(known)s.",
                    value=value,
                    name=name,
                    known=", ".join(values),
                )
            )
    return asked


def _answers_by_group(
    checklist: Checklist,
    findings: Mapping[str, Finding],
    narrowing: Narrowing,
    articles: Mapping[str, ComparableArticle],
) -> tuple[tuple[Group, tuple[Answer, ...]], ...]:
    """Groups that have something to show, in the checklist's order."""
    shown = (
        (
            group,
            tuple(
                _answer(provision, findings[provision.id], articles)
                for provision in checklist.provisions
                if provision.group == group.id
                and provision.id in findings
                and narrowing.admits(provision, findings[provision.id])
            ),
        )
        for group in checklist.groups
    )
    return tuple((group, answers) for group, answers in shown if answers)


def _answer(
    provision: Provision, finding: Finding, articles: Mapping[str, ComparableArticle]
) -> Answer:
    language = interface_language()
    return Answer(
        provision=provision,
        finding=finding,
        found=found_elements(provision, finding, language),
        missing=missing_elements(provision, finding, language),
        excerpts=_excerpts(finding.evidence, articles)[:EXCERPTS_SHOWN],
        near_misses=_near_misses(finding.log.near_misses, articles)[:NEAR_MISSES_SHOWN],
    )


def _excerpts(
    evidence: Sequence[Evidence], articles: Mapping[str, ComparableArticle]
) -> tuple[Excerpt, ...]:
    """One excerpt an article, with all its evidence marked, best article first."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for span in evidence:
        spans.setdefault(span.eid, []).append((span.start, span.end))
    return tuple(
        Excerpt(
            name=articles[eid].name,
            eid=eid,
            heading=articles[eid].heading,
            marks=excerpt(articles[eid].text, places),
        )
        for eid, places in spans.items()
        if eid in articles
    )


def _near_misses(
    misses: Iterable[NearMiss], articles: Mapping[str, ComparableArticle]
) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(
            name=articles[miss.eid].name,
            eid=miss.eid,
            heading=articles[miss.eid].heading,
            marks=excerpt(
                articles[miss.eid].text, [(miss.start, miss.end)], around=AROUND_NEAR_MISS
            ),
            reason=miss.reason,
        )
        for miss in misses
        if miss.eid in articles
    )


def _counts(
    checklist: Checklist, findings: Mapping[str, Finding], group: str
) -> Mapping[Level, Mapping[Verdict, int]]:
    """``counts[level][verdict]``, levels without a provision left out; never one score."""
    counts: dict[Level, dict[Verdict, int]] = {
        level: dict.fromkeys(VERDICTS, 0) for level in LEVELS
    }
    for provision in checklist.provisions:
        if provision.id in findings and group in ("", provision.group):
            counts[provision.level][findings[provision.id].verdict] += 1
    return {level: row for level, row in counts.items() if any(row.values())}
