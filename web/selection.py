"""What of a checklist's findings a page shows, how much of each, and the drawing of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from corpus.checklists.model import LEVELS, Checklist, Group, Level, Provision
from milex.comparator.model import Verdict
from web.drawing import Segment, stacked
from web.narrowing import Narrowing

MOST_IN_FULL: Final = 56  # findings on a page with all their words; more are told in a line
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Bar:
    """The findings of a level, drawn."""

    level: Level
    total: int
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The findings with ``checklist`` that the URL asks for."""

    checklist: Checklist
    narrowing: Narrowing
    verdicts: Mapping[str, Verdict]  # verdicts[provision], of every provision compared

    @property
    def chosen(self) -> tuple[Provision, ...]:
        """The provisions shown, in the checklist's order."""
        return tuple(
            provision
            for provision in self.checklist.provisions
            if provision.id in self.verdicts
            and self.narrowing.admits(provision, self.verdicts[provision.id])
        )

    @property
    def in_full(self) -> bool:
        """Whether they are few enough to be told with all their words."""
        return bool(self.narrowing.values["group"]) or 0 < len(self.chosen) <= MOST_IN_FULL

    @property
    def total(self) -> int:
        """How many findings there are in all."""
        return len(self.verdicts)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """A bar a level, of the chosen group or of all; whatever verdict or level is chosen."""
        counts: dict[Level, Counter[Verdict]] = {level: Counter() for level in LEVELS}
        for provision in self.checklist.provisions:
            if provision.id in self.verdicts and self.narrowing.group in ("", provision.group):
                counts[provision.level][self.verdicts[provision.id]] += 1
        return tuple(
            Bar(level, counted.total(), stacked(counted))
            for level, counted in counts.items()
            if counted
        )

    @property
    def tabs(self) -> tuple[tuple[Group, int], ...]:
        """Every group with how many of its findings the chosen verdicts and levels leave."""
        anywhere = self.narrowing.of_group("")
        counted = Counter(
            provision.group
            for provision in self.checklist.provisions
            if provision.id in self.verdicts
            and anywhere.admits(provision, self.verdicts[provision.id])
        )
        return tuple((group, counted[group.id]) for group in self.checklist.groups)

    def by_group(self, rows: Mapping[str, _Row]) -> Iterator[tuple[Group, tuple[_Row, ...]]]:
        """``rows[provision]`` of the provisions shown, under their groups."""
        for group in self.checklist.groups:
            of_group = tuple(rows[p.id] for p in self.chosen if p.group == group.id)
            if of_group:
                yield group, of_group

    def around(self, provision: Provision) -> tuple[Provision | None, Provision | None]:
        """The provisions before and after ``provision`` in the checklist."""
        compared = [p for p in self.checklist.provisions if p.id in self.verdicts]
        place = compared.index(provision)
        return (
            compared[place - 1] if place else None,
            compared[place + 1] if place + 1 < len(compared) else None,
        )
