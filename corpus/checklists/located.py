"""YAML with the line of every value, so that a problem can say where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from corpus.errors import InvalidChecklist
from i18n.messages import Message

Place = tuple[str | int, ...]  # keys and positions from the top: ("items", 3, "label", "en")

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where it is built in


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML file as plain values, with the line of each."""

    data: Any
    lines: Mapping[Place, int]  # lines[place], from 1
    repeated: tuple[Place, ...]  # keys that stand twice in one mapping; the last one counts

    def line(self, *place: str | int) -> int | None:
        """The line of ``place``, or of the nearest thing around it that the file has."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def read_located(text: str, name: str) -> Located:
    """``text`` as values with lines; ``name`` is the file's, for messages.

    Raises:
        InvalidChecklist: it is not YAML, or is empty.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InvalidChecklist(
            Message(
                "%(name)s line %(line)s is not valid YAML (%(reason)s); "
                "check the indentation, and quote texts that hold ‹: ›.",
                name=name,
                line=mark.line + 1 if mark else 1,
                reason=getattr(error, "problem", None) or str(error),
            )
        ) from error
    if root is None:
        raise InvalidChecklist(
            Message("%(name)s is empty; a checklist needs at least one item.", name=name)
        )
    lines: dict[Place, int] = {}
    repeated: list[Place] = []
    for place, node in _nodes(root, ()):
        if place in lines:
            repeated.append(place)
        lines[place] = node.start_mark.line + 1
    return Located(yaml.load(text, Loader=_LOADER), lines, tuple(repeated))  # noqa: S506 safe loader


def _nodes(node: yaml.Node, place: Place) -> Iterator[tuple[Place, yaml.Node]]:
    yield place, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, (*place, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _nodes(value, (*place, index))
