"""What a page shows of a finding: in a line, or in full with its words marked and linked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.checklists.model import Provision
from i18n.messages import Message
from milex.comparator.model import ComparableArticle, Evidence, NearMiss, Verdict
from milex.country import Answer as StateAnswer
from milex.gathering import Told
from milex.records import LawSummary
from milex.reports.elements import FoundElement, found_elements, missing_elements
from milex.reports.excerpts import AROUND, excerpt
from milex.reports.findings import Entry
from milex.reports.text_parts import shortened
from milex.reports.words import articles_of
from search.model import Mark
from web.language import interface_language
from web.presentation import article_address

EXCERPTS_SHOWN: Final = 3  # articles, where many provisions stand on a page
NEAR_MISSES_SHOWN: Final = 2
AROUND_NEAR_MISS: Final = 45  # characters on each side: enough to see why it does not count
_ARTICLES_NAMED: Final = 4
_QUOTE_LENGTH: Final = 130  # characters of the words of a finding in a line


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where a provision is answered, or nearly: an article and its marked words."""

    name: str  # what the law calls it: "Section 5"
    eid: str
    heading: str
    marks: tuple[Mark, ...]
    href: str
    reason: str = ""  # of a near miss


@dataclass(frozen=True, slots=True)
class Account:
    """What one law says to a provision, ready to be shown."""

    law: LawSummary
    told: Told
    found: tuple[FoundElement, ...]
    missing: tuple[str, ...]  # labels
    excerpts: tuple[Excerpt, ...]
    more: tuple[Excerpt, ...]  # articles beyond those quoted, without words
    near_misses: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A provision with what was found for it."""

    provision: Provision
    verdict: Verdict
    confidence: float | None  # None where the answer is that of many laws together
    best: Account | None  # None where no law was searched
    others: tuple[Account, ...] = ()
    why: Message | None = None  # why there is no answer
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A provision and its finding in a line: where it stands, and the best words."""

    provision: Provision
    verdict: Verdict
    confidence: float | None
    where: str = ""  # the articles that answer, as the law calls them: "Sections 5, 7"
    href: str = ""  # of the article of the best words; "" where nothing is quoted
    quote: str = ""
    law: LawSummary | None = None  # that says so, of a State's


def full_answer(entry: Entry, *, of_state: bool, whole: bool = False) -> Answer:
    """``entry`` in full; ``whole`` where it is alone on its page and nothing is cut short."""
    told = entry.best
    # How sure one law's absence is says nothing of all laws together.
    says = told is not None and told.finding.verdict == entry.verdict
    sure = says and not (of_state and entry.verdict == "absent")
    return Answer(
        provision=entry.provision,
        verdict=entry.verdict,
        confidence=told.finding.confidence if told and sure else None,
        best=account_of(entry.provision, told, whole=whole) if told else None,
        others=tuple(account_of(entry.provision, other, whole=whole) for other in entry.others),
        why=entry.why,
        remarks=entry.remarks,
    )


def account_of(
    provision: Provision,
    told: Told,
    *,
    whole: bool = False,
    shown: int = EXCERPTS_SHOWN,
    around: int = AROUND,
) -> Account:
    """What ``told`` says, in the language of this request; ``around`` is in characters."""
    language = interface_language()
    finding, articles = told.finding, {article.eid: article for article in told.text.articles}
    excerpts = _excerpts(told.law, finding.evidence, articles, around)
    misses = _near_misses(told.law, finding.log.near_misses, articles)
    return Account(
        law=told.law,
        told=told,
        found=found_elements(provision, finding, language),
        missing=missing_elements(provision, finding, language),
        excerpts=excerpts if whole else excerpts[:shown],
        more=() if whole else excerpts[shown:],
        near_misses=misses if whole else misses[:NEAR_MISSES_SHOWN],
    )


def brief_of_law(entry: Entry) -> Brief:
    """The finding of one law in a line."""
    if entry.best is None:
        return Brief(entry.provision, entry.verdict, None)
    finding, law = entry.best.finding, entry.best.law
    best = finding.evidence[0] if finding.evidence else None
    return Brief(
        entry.provision,
        entry.verdict,
        finding.confidence,
        _where(law, finding.articles),
        article_address(law, best.eid) if best else "",
        shortened(best.quote, _QUOTE_LENGTH) if best else "",
    )


def brief_of_state(provision: Provision, answer: StateAnswer) -> Brief:
    """What a State's laws together say, in a line."""
    best = answer.best
    if best is None or not best.outline.eid or best.outline.verdict != answer.verdict:
        return Brief(provision, answer.verdict, None)
    outline = best.outline
    return Brief(
        provision,
        answer.verdict,
        outline.confidence,
        _where(best.law, outline.articles),
        article_address(best.law, outline.eid),
        shortened(outline.quote, _QUOTE_LENGTH),
        best.law,
    )


def _where(law: LawSummary, numbers: Sequence[str]) -> str:
    return articles_of(law, numbers[:_ARTICLES_NAMED]) + "…" * (len(numbers) > _ARTICLES_NAMED)


def _excerpts(
    law: LawSummary,
    evidence: Sequence[Evidence],
    articles: Mapping[str, ComparableArticle],
    around: int,
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
            marks=excerpt(articles[eid].text, places, around=around),
            href=article_address(law, eid),
        )
        for eid, places in spans.items()
        if eid in articles
    )


def _near_misses(
    law: LawSummary, misses: Iterable[NearMiss], articles: Mapping[str, ComparableArticle]
) -> tuple[Excerpt, ...]:
    return tuple(
        Excerpt(
            name=articles[miss.eid].name,
            eid=miss.eid,
            heading=articles[miss.eid].heading,
            marks=excerpt(
                articles[miss.eid].text, [(miss.start, miss.end)], around=AROUND_NEAR_MISS
            ),
            href=article_address(law, miss.eid),
            reason=miss.reason,
        )
        for miss in misses
        if miss.eid in articles
    )
