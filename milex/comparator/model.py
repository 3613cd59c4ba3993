"""What the comparator reads and what it finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["full", "partial", "absent", "contrary", "not_applicable", "undetermined"]
VERDICTS: tuple[Verdict, ...] = (
    "full",
    "partial",
    "absent",
    "contrary",
    "not_applicable",
    "undetermined",
)

# How the text has what was found: in its own words; by pointing to a treaty or to another law's
# article that has it; by an offence so broad that it holds it; by leaving it to the general law.
Basis = Literal["express", "by_reference", "by_breadth", "general_law"]
# The law reaches further, or less far, than the provision asks.
Divergence = Literal["broader", "narrower"]


@dataclass(frozen=True, slots=True)
class ComparableArticle:
    """An article as the comparator reads it."""

    eid: str
    num: str
    heading: str
    text: str  # corpus.model.Article.text: evidence offsets refer to it
    path: tuple[str, ...] = ()  # headings of the divisions that it stands in, outermost first
    name: str = ""  # what the law calls it, with its number: corpus.article_names


@dataclass(frozen=True, slots=True)
class ComparableLaw:
    """A version of a law, ready to be compared."""

    law: str  # "py/ley/4788-2012"
    version: str
    language: str  # ISO 639-1
    country: str
    title: str
    articles: tuple[ComparableArticle, ...]
    topics: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that prove an element: a span of an article's text."""

    article: str  # number, as shown to people: "4 bis"
    eid: str
    start: int  # offset in Article.text, in characters, inclusive
    end: int  # exclusive
    quote: str  # exactly Article.text[start:end]
    element: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A place that nearly answered, shown when a provision is absent."""

    article: str
    eid: str
    start: int
    end: int
    quote: str
    reason: str  # stable name: "context_missing", "other_regime", "cancelled_by_negative"…


@dataclass(frozen=True, slots=True)
class SearchLog:
    """What was looked for: the account that an *absent* must give."""

    articles_searched: int
    phrases: tuple[str, ...]  # as written in the checklist, in the law's language
    near_misses: tuple[NearMiss, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Provision × version: the machine's proposal, for a person to confirm."""

    provision: str
    verdict: Verdict
    confidence: float  # 0..1
    elements: Mapping[str, bool]  # elements[name] -> found; in the checklist's order
    articles: tuple[str, ...]  # numbers of the articles that answer, best first
    evidence: tuple[Evidence, ...]  # best first
    log: SearchLog
    basis: Basis | None = None  # None where nothing was found
    divergence: Divergence | None = None  # None where it reaches as far as it is asked to


@dataclass(frozen=True, slots=True)
class Comparison:
    """A law against a checklist: one finding a provision, in the checklist's order."""

    law: str
    version: str
    checklist: str
    checklist_version: str
    regimes: tuple[str, ...]  # kinds of law that this law was recognised as
    findings: tuple[Finding, ...] = field(default_factory=tuple)

    def counts(self) -> Mapping[Verdict, int]:
        """How many findings have each verdict, every verdict present."""
        return {verdict: sum(f.verdict == verdict for f in self.findings) for verdict in VERDICTS}
