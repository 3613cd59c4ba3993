"""What a text cites, before anything says where it leads."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["own", "law", "other", "unstated"]


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law as cited by another: kind as in ``LawMetadata``, number without points, year.

    A law without a number is cited by its ``title``, the year included.
    """

    kind: str
    number: str
    year: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing that a text cites; ``start`` and ``end`` are the words to link.

    An article by its ``number``, by its place (``step`` -1 or 1 from the citing one) or
    as the citing one itself by the label of its ``point``; with none of these the law.
    """

    start: int
    end: int
    scope: Scope
    number: str = ""  # normalised
    step: int = 0
    point: str = ""
    law: CitedLaw | None = None  # with the scope "law"
    noun: str = ""  # what the text calls itself, lower case: "of this Act"
    unit: str = ""  # "article" or "section", where the language tells them apart
    is_transitional: bool = False
