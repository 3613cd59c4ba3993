"""Which laws a person means by what was typed or linked: an id, a version of it, or words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.checklists.patterns import fold
from milex.errors import NotFound
from milex.records import LawSummary
from web.parameters import clean_laws, clean_text
from web.presentation import country_name
from web.workspace import workspace

MOST_PROPOSED: Final = 12
MOST_LISTED: Final = 400  # laws that the fields of the form propose as one types


@dataclass(frozen=True, slots=True)
class ChosenLaw:
    """What one field named: a law, or else the laws that it may mean."""

    typed: str
    law: LawSummary | None = None  # of the version named
    proposed: tuple[LawSummary, ...] = ()  # where it is not one law

    @property
    def name(self) -> str:
        """How the URL names it: LAW for the current version, LAW@VERSION for another."""
        if self.law is None:
            return self.typed
        current = self.law.version == self.law.versions[-1]
        return self.law.law if current else f"{self.law.law}@{self.law.version}"


def chosen_law(raw: str) -> ChosenLaw:
    """The law that ``raw`` names.

    Raises:
        NotFound: it has the form of an id, and there is no such law or version.
    """
    typed = clean_text(raw)
    name, _, version = typed.partition("@")
    if ids := clean_laws([name.strip("/").lower()]):
        return ChosenLaw(typed, workspace().library.law(ids[0], version or None))
    words = fold(typed).split()
    found = [law for law in workspace().library.laws() if all(w in _words(law) for w in words)]
    if len(found) == 1:
        return ChosenLaw(typed, found[0])
    return ChosenLaw(typed, proposed=tuple(found[:MOST_PROPOSED]))


def chosen_laws(raw: Sequence[str], most: int) -> tuple[ChosenLaw, ...]:
    """What each field named, empty fields left out, at most ``most``, each law once.

    Raises:
        NotFound: as for ``chosen_law``.
    """
    chosen: dict[str, ChosenLaw] = {}
    for value in raw:
        if clean_text(value):
            one = chosen_law(value)
            chosen.setdefault(one.name, one)
    return tuple(chosen.values())[:most]


def version_before(law: LawSummary) -> LawSummary | None:
    """The version that stands before the one described; None where it is the first."""
    place = law.versions.index(law.version)
    if not place:
        return None
    try:
        return workspace().library.law(law.law, law.versions[place - 1])
    except NotFound:  # withdrawn meanwhile
        return None


def _words(law: LawSummary) -> str:
    return fold(f"{law.law} {law.title} {law.number} {law.year or ''} {country_name(law.country)}")
