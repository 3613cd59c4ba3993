"""Countries named in the plain words of a query: read as a wish for their laws."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Final

import yaml

from corpus.jurisdictions import country_names
from i18n.languages import KNOWN_LANGUAGES
from i18n.messages import Message
from search.analysis import DATA_FOLDER, fold, words
from search.query_tree import AndNode, Node, PlaceNode, WordNode

_LONGEST_NAME: Final = 5  # words


def with_places(root: Node) -> tuple[Node, tuple[Message, ...]]:
    """``root`` with the countries that stand among its plain words; a message names each.

    Only words side by side are read so: what is quoted, joined by operators or denied is
    looked for as typed.
    """
    if isinstance(root, WordNode):
        root = AndNode((root,), loose=True)
    if not (isinstance(root, AndNode) and root.loose):
        return root, ()
    found = tuple(_read(root.children))
    notes = tuple(_note(node) for node in found if isinstance(node, PlaceNode))
    if not notes:
        return (root.children[0] if len(found) == 1 else root), ()
    return found[0] if len(found) == 1 else replace(root, children=found), notes


def places_of(root: Node) -> tuple[str, ...]:
    """The codes of the countries wished for."""
    nodes = root.children if isinstance(root, AndNode) else (root,)
    return tuple(node.country for node in nodes if isinstance(node, PlaceNode))


def _read(nodes: Sequence[Node]) -> Iterator[Node]:
    start = 0
    while start < len(nodes):
        taken = _place_at(nodes, start)
        yield nodes[start] if taken is None else taken
        start += len(taken.typed) if taken else 1


def _place_at(nodes: Sequence[Node], start: int) -> PlaceNode | None:
    """The longest name of a country that starts here."""
    run: list[WordNode] = []
    for node in nodes[start : start + _LONGEST_NAME]:
        if not isinstance(node, WordNode) or node.part:
            break
        run.append(node)
    for length in range(len(run), 0, -1):
        code = _names().get(" ".join(fold(node.raw) for node in run[:length]))
        if code is not None:
            return PlaceNode(tuple(run[:length]), code)
    return None


def _note(place: PlaceNode) -> Message:
    return Message(
        "“%(typed)s” was read as a country: its laws stand first, the others after them. "
        "For its laws alone ask with %(field)s.",
        typed=" ".join(node.raw for node in place.typed),
        field=f"country:{place.country}",
    )


@cache
def _names() -> Mapping[str, str]:
    """What a country is called, folded, word by word → its code."""
    found: dict[str, str] = {}
    for language in KNOWN_LANGUAGES:
        for code, name in country_names(language).items():
            found[_folded(name)] = code
            if "(" in name or "&" in name or "[" in name:
                joined = name.replace("&", {"en": "and", "es": "y"}[language])
                found[_folded(joined.split(" (")[0].split(" [")[0])] = code
        for code, said in _demonyms()[language].items():
            found |= dict.fromkeys((fold(word) for word in said.split()), code)
    return MappingProxyType({name: code for name, code in found.items() if len(name) > 3})


def _demonyms() -> Mapping[str, Mapping[str, str]]:
    raw: Mapping[str, Mapping[str, str]] = yaml.safe_load(
        (DATA_FOLDER / "demonyms.yaml").read_text(encoding="utf-8")
    )
    return raw


def _folded(name: str) -> str:
    return " ".join(fold(word.raw) for word in words(name))
