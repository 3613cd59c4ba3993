"""Which findings a page shows, as its query string says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request

from corpus.checklists.model import LEVELS, Checklist, Provision
from i18n.messages import Message
from milex.comparator.model import VERDICTS, Verdict
from milex.errors import NotFound
from milex.workspace import check_group, known_provision
from web.parameters import clean_codes, clean_text


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Which findings the URL asks for; an empty field asks for all."""

    group: str = ""
    verdicts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    def admits(self, provision: Provision, verdict: Verdict) -> bool:
        """Whether this finding is to be shown."""
        return (
            (not self.group or provision.group == self.group)
            and (not self.verdicts or verdict in self.verdicts)
            and (not self.levels or provision.level in self.levels)
        )

    @property
    def values(self) -> dict[str, Any]:
        """The parts of a query string that ask for the same."""
        return {
            "group": self.group or None,
            "level": list(self.levels),
            "verdict": list(self.verdicts),
        }

    def of_group(self, group: str) -> "Narrowing":
        """The same verdicts and levels, of one group; "" for every group."""
        return replace(self, group=group)

    def of_cell(self, level: str, verdict: str) -> "Narrowing":
        """One level and one verdict, in the same group."""
        return Narrowing(self.group, (verdict,), (level,))


def narrowing_of(checklist: Checklist) -> Narrowing:
    """What the URL of this request asks for; ``?provision=`` asks for its group.

    A value that does not exist is refused: left out in silence, the reader would take
    every finding for the chosen ones.

    Raises:
        NotFound: a group, provision, verdict or level that there is not.
    """
    group = clean_text(request.args.get("group", ""))
    check_group(checklist, group or None)
    provision = clean_text(request.args.get("provision", ""))
    if provision:
        group = known_provision(checklist, provision).group
    return Narrowing(
        group=group,
        verdicts=known_values("verdict", VERDICTS),
        levels=known_values("level", LEVELS),
    )


def known_values(name: str, values: Sequence[str]) -> tuple[str, ...]:
    """The values of ``name`` in the URL, all of which must stand in ``values``.

    Raises:
        NotFound: one that does not.
    """
    return checked_values(name, clean_codes(request.args.getlist(name)), values)


def checked_values(name: str, asked: Iterable[str], values: Sequence[str]) -> tuple[str, ...]:
    """``asked``, all of which must stand in ``values``.

    Raises:
        NotFound: one that does not.
    """
    chosen = tuple(asked)
    for value in chosen:
        if value not in values:
            raise NotFound(
                Message(
                    "‹%(value)s› is no value of %(name)s; it takes %(known)s.",
                    value=value,
                    name=name,
                    known=", ".join(values),
                )
            )
    return chosen
