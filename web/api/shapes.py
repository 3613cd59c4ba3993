"""The shapes of the API's answers, as ``/api/openapi.json`` describes them.

They say what ``milex.reports`` writes; the tests hold every answer to them.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from corpus.checklists.model import Level, Role, Rule, Scope
from corpus.model import Status


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
