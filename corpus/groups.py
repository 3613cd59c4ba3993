"""Groups of States: organisations, agreements, processes and subregions, with their members."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final, Literal

from pydantic import ConfigDict

from corpus.errors import InvalidReference
from corpus.reference.tables import FOLDER, STRICT, Bilingual, once_each, read_file, rows_of
from i18n.messages import Message

GroupKind = Literal["organisation", "agreement", "process", "subregion"]

_FILE: Final = FOLDER / "groups.yaml"


@dataclass(frozen=True, slots=True)
class GroupOfStates:
    """States that belong together."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    slug: str
    short: Bilingual  # as officials call it: "OAS"
    name: Bilingual
    kind: GroupKind
    note: Bilingual  # who else belongs to it, who left, what is contested
    as_of: int  # the year for which members and note are true
    members: tuple[str, ...]  # ISO 3166-1 alpha-2, lower case
    related: str = ""  # slug of the group that it stands beside


@cache
def groups_of_states() -> Mapping[str, GroupOfStates]:
    """The groups by slug, in the order of the file.

    Raises:
        InvalidReference: the file breaks a rule.
    """
    return load_groups(_FILE)


def load_groups(path: Path) -> Mapping[str, GroupOfStates]:
    """The groups of one file; whether their members are known States is not looked at.

    Raises:
        InvalidReference: a value does not fit, a group or member stands twice, or a
            related group is missing.
    """
    groups = rows_of(read_file(path), "groups", GroupOfStates, path.name)
    once_each([group.slug for group in groups], path.name)
    known = {group.slug for group in groups}
    for group in groups:
        once_each(group.members, f"{path.name}, {group.slug}")
        if group.related and group.related not in known:
            raise InvalidReference(
                Message(
                    "%(file)s: the group ‹%(group)s› stands beside ‹%(related)s›, which the "
                    "file does not have.",
                    file=path.name,
                    group=group.slug,
                    related=group.related,
                )
            )
    return MappingProxyType({group.slug: group for group in groups})
