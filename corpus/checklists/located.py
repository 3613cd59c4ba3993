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
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
        data = None if root is None else loader.construct_document(root)
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
    finally:
        loader.dispose()
    if root is None:
        raise InvalidChecklist(Message("%(name)s is empty; it needs at least one item.", name=name))
    lines: dict[Place, int] = {}
    repeated: list[Place] = []
    for place, line in _lines(root, (), 1):
        if place in lines:
            repeated.append(place)
        lines[place] = line
    return Located(data, lines, tuple(repeated))


def _lines(node: yaml.Node, place: Place, line: int) -> Iterator[tuple[Place, int]]:
    """Places with their lines; a mapping's value stands where its key does."""
    yield place, line
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _lines(value, (*place, str(key.value)), key.start_mark.line + 1)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _lines(value, (*place, index), value.start_mark.line + 1)
