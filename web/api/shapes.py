"""The shapes of the API's answers, as ``/api/openapi.json`` describes them.

They say what ``milex.reports`` writes; the tests hold every answer to them.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from corpus.checklists.model import Level, Role, Rule, Scope
from corpus.model import Status
from milex.alignment import PairKind
from milex.comparator.model import Basis, Divergence, Verdict
from milex.differences import StretchKind


class Shape(BaseModel):
    """An object of the API."""

    model_config = ConfigDict(extra="allow", populate_by_name=True)  # fields may be added


class Trouble(Shape):
    """What went wrong, in one sentence."""

    status: int
    message: str
    language: Literal["en", "es"]


class Failed(Shape):
    """An error."""

    error: Trouble


class LawShown(Shape):
    """A law, and one of its versions."""

    law: str
    title: str
    country: str
    language: str
    kind: str
    number: str
    year: int | None
    date: str | None
    status: Status
    topics: list[str]
    version: str
    versions: list[str]
    is_sample: bool
    source_url: str
    publisher: str


class LawInAList(LawShown):
    """A law as lists show it; ``articles`` is how many it has."""

    articles: int


class ListOfLaws(Shape):
    """A page of laws."""

    laws: list[LawInAList]
    total: int
    next: str | None


class ArticleNamed(Shape):
    """An article without its text."""

    num: str
    eid: str
    heading: str
    chars: int


class LawWithContents(LawShown):
    """A law with the list of its articles."""

    articles: list[ArticleNamed]


class ArticleShown(Shape):
    """An article with its text; ``path`` holds the headings above it, outermost first."""

    num: str
    eid: str
    label: str
    heading: str
    path: list[str]
    text: str


class OneArticle(Shape):
    """An article of a version of a law."""

    law: str
    version: str
    article: ArticleShown


class ListOfArticles(Shape):
    """A page of the articles of a version."""

    law: str
    version: str
    articles: list[ArticleShown]
    total: int
    next: str | None


class ArticleFound(Shape):
    """Which article was found."""

    num: str
    eid: str
    heading: str
    path: list[str]


class FoundAs(Shape):
    """An expression of a concept by which an article was found."""

    concept: str
    expression: str


class HitShown(Shape):
    """An article that answers; ``matched`` are its words that do."""

    law: str
    version: str
    title: str
    country: str
    language: str
    article: ArticleFound
    score: float
    snippet: str
    matched: list[str]
    matched_as: list[FoundAs]


class LawCounted(Shape):
    """How many articles of a law answer."""

    law: str
    articles: int


class SearchAnswer(Shape):
    """A page of what was found; facets give value and count."""

    total: int
    hits: list[HitShown]
    facets: dict[str, list[tuple[str | int, int]]]
    notes: list[str]
    laws: list[LawCounted]
    law_total: int
    did_you_mean: str | None
    next: str | None


class ChecklistShown(Shape):
    """A checklist; ``provisions`` is how many it has."""

    checklist: str
    version: str
    status: str
    date: str
    title: dict[str, str]
    provisions: int


class ListOfChecklists(Shape):
    """Every checklist."""

    checklists: list[ChecklistShown]


class GroupShown(Shape):
    """A heading of a checklist, and the ids of the provisions below it."""

    group: str
    label: dict[str, str]
    provisions: list[str]


class ChecklistWithGroups(ChecklistShown):
    """A checklist with the names of its instruments, by code and language, and its groups."""

    instruments: dict[str, dict[str, str]]
    groups: list[GroupShown]


class SourceShown(Shape):
    """Where an obligation stands."""

    instrument: str
    article: str


class ElementShown(Shape):
    """A part of the answer, and the phrases that show it, by language."""

    label: dict[str, str]
    role: Role
    phrases: dict[str, list[str]]


class ReviewShown(Shape):
    """Whether a legal officer has read a provision."""

    status: Literal["unreviewed", "reviewed", "disputed"]
    by: str


class ProvisionShown(Shape):
    """All that a checklist says of a provision; ``tests`` is how many it has."""

    provision: str
    group: str
    level: Level
    since: str
    source: list[SourceShown]
    label: dict[str, str]
    question: dict[str, str]
    full: Rule
    partial: Rule
    scope: Scope
    regime: list[str]
    elements: dict[str, ElementShown]
    note: str
    review: ReviewShown
    tests: int


class ListOfProvisions(Shape):
    """A page of the provisions of a checklist."""

    checklist: str
    version: str
    provisions: list[ProvisionShown]
    total: int
    next: str | None


class EvidenceShown(Shape):
    """The words that prove an element: a span of the article's text, in characters."""

    article: str
    eid: str
    start: int
    end: int
    quote: str
    element: str


class NearMissShown(Shape):
    """Words that were found and do not count, and why."""

    article: str
    eid: str
    start: int
    end: int
    quote: str
    reason: str


class SearchedFor(Shape):
    """What was looked for, in how many articles."""

    articles_searched: int
    phrases: list[str]
    near_misses: list[NearMissShown]


class FindingOfALaw(Shape):
    """What a law says to a provision, as the program proposes it."""

    verdict: Verdict
    confidence: float = Field(ge=0, le=1)
    basis: Basis | None
    divergence: Divergence | None
    elements: dict[str, bool]
    articles: list[str]
    evidence: list[EvidenceShown]
    log: SearchedFor


class FindingShown(FindingOfALaw):
    """A finding, and the provision it answers."""

    provision: str


class ComparisonShown(Shape):
    """A law against a checklist."""

    law: str
    version: str
    checklist: str
    checklist_version: str
    regimes: list[str]
    findings: list[FindingShown]


class SideShown(Shape):
    """Which version stands on one side."""

    law: str
    version: str
    title: str
    country: str
    language: str


class ArticlePaired(Shape):
    """An article of one side."""

    num: str
    eid: str
    heading: str


class StretchShown(Shape):
    """Words that both sides have, or one of them."""

    kind: StretchKind
    text: str


class PairShown(Shape):
    """Articles that correspond; equal ones come without their words."""

    kind: PairKind
    moved: bool
    renumbered: bool
    likeness: float
    before: list[ArticlePaired]
    after: list[ArticlePaired]
    changes: list[StretchShown]


class ProvisionPaired(Shape):
    """What each side says to a provision."""

    provision: str
    differs: bool
    before: FindingOfALaw
    after: FindingOfALaw


class ByArticle(Shape):
    """Two laws article by article."""

    by: Literal["article"]
    before: SideShown
    after: SideShown
    counts: dict[str, int]
    pairs: list[PairShown]


class ByProvision(Shape):
    """Two laws provision by provision."""

    by: Literal["provision"]
    before: SideShown
    after: SideShown
    checklist: str
    checklist_version: str
    provisions: list[ProvisionPaired]


class LawCompared(Shape):
    """Which version of which law was compared."""

    law: str
    version: str
    title: str
    status: Status


class LawLeftOut(LawCompared):
    """A law that does not count, or could not be compared, and why."""

    reason: str


class StandsElsewhere(Shape):
    """An element that the best law lacks, and the law that has it."""

    element: str
    law: str
    version: str
    article: str


class FindingInALaw(FindingShown):
    """A finding, and the law it was found in."""

    law: str
    version: str


class FindingOfAState(Shape):
    """What a State's laws together say to a provision.

    Where a law answers, its finding stands in the same object, with ``law`` and ``version``.
    """

    provision: str
    verdict: Verdict
    searched: int
    disputed: bool
    treaty_text: bool
    elsewhere: list[StandsElsewhere]
    others: list[FindingInALaw]


class StateShown(Shape):
    """A State's laws in force on a day, together, against a checklist."""

    country: str
    on: str
    checklist: str
    checklist_version: str
    laws: list[LawCompared]
    left_out: list[LawLeftOut]
    failures: list[LawLeftOut]
    counts: dict[Level, dict[Verdict, int]]
    findings: list[FindingOfAState]


class Column(Shape):
    """A provision of a matrix."""

    id: str
    group: str
    level: Level
    label: str


class CellShown(Shape):
    """A verdict; where a text answers, its place and best words stand beside it."""

    provision: str
    verdict: Verdict
    searched: int


class RowShown(Shape):
    """A State with its laws, or one law; ``cells`` follow the provisions."""

    country: str
    laws: list[LawCompared]
    counts: dict[Level, dict[Verdict, int]]
    cells: list[CellShown]


class MatrixShown(Shape):
    """A page of the rows of a matrix; ``waiting`` are laws that nobody has compared yet."""

    by: Literal["country", "law"]
    checklist: str
    checklist_version: str
    on: str | None
    provisions: list[Column]
    left_out: list[LawLeftOut]
    failures: list[LawLeftOut]
    rows: list[RowShown]
    waiting: list[str]
    total: int
    next: str | None


class Difference(RootModel[ByArticle | ByProvision]):
    """Two laws side by side, in the way that ``by`` says."""
