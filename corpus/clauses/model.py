"""The shape of the clause library."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that answers provisions: a clause's own, or one of its options."""

    id: str  # "consent-irrelevant", "consent-irrelevant/in-every-case"
    provisions: tuple[str, ...]  # ids of the checklist's provisions that it answers in full
    text: Mapping[str, str]  # text[language]: a line a paragraph, placeholders in [brackets]
    label: Mapping[str, str]  # label[language]: what tells it from the others


@dataclass(frozen=True, slots=True)
class Clause:
    """A model article, with what a drafter should know before using it."""

    id: str
    group: str  # of the checklist's groups
    heading: Mapping[str, str]  # heading[language]; the label of its own wording
    wordings: tuple[Wording, ...]  # its own first, then the options
    decide: Mapping[str, str]  # decide[language]: what the drafter has to settle
    beware: Mapping[str, str]  # beware[language]: what goes wrong

    @property
    def wording(self) -> Wording:
        """The wording that is proposed first."""
        return self.wordings[0]

    @property
    def options(self) -> tuple[Wording, ...]:
        """The other wordings."""
        return self.wordings[1:]

    @property
    def provisions(self) -> tuple[str, ...]:
        """Ids of the provisions that its own wording answers."""
        return self.wording.provisions


@dataclass(frozen=True, slots=True)
class ClauseFile:
    """The clauses of one group, as one file holds them."""

    checklist: str  # id
    group: str
    version: str
    status: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ClauseLibrary:
    """Every clause for one checklist, group by group, in the files' order."""

    checklist: str  # id
    clauses: tuple[Clause, ...]

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with this id."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def answering(self, provision_id: str) -> tuple[Clause, ...]:
        """Clauses that answer a provision, by their own wording or an option.

        Those of fewer provisions come first: they say it alone.
        """
        found = (
            clause
            for clause in self.clauses
            if any(provision_id in wording.provisions for wording in clause.wordings)
        )
        return tuple(sorted(found, key=lambda clause: len(clause.provisions)))
