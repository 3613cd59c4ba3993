"""The shapes of comparisons in the API's answers: a law, a State, two laws, a matrix."""

from typing import Literal

from pydantic import Field, RootModel

from corpus.checklists.model import Level
from corpus.model import Status
from milex.alignment import PairKind
from milex.comparator.model import Basis, Divergence, Verdict
from milex.differences import StretchKind
from web.api.shapes import Shape


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
