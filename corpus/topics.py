"""Topics of laws: slugs that never change, with labels and scope notes in both languages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

_FILE: Final = Path(__file__).parent / "reference" / "topics.yaml"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic; the tree has two levels."""

    slug: str
    label: Mapping[str, str]  # label[language]
    scope: Mapping[str, str]  # scope[language]: what belongs here
    parent: str | None = None  # slug; None at the first level
    children: tuple[str, ...] = ()  # slugs, in the order of the file


@cache
def load_topics() -> Mapping[str, Topic]:
    """All topics by slug, each parent directly before its children."""
    with _FILE.open(encoding="utf-8") as source:
        rows: list[dict[str, Any]] = yaml.safe_load(source)["topics"]
    return MappingProxyType({topic.slug: topic for topic in _flattened(rows, None)})


def with_parents(slugs: Iterable[str]) -> tuple[str, ...]:
    """``slugs``, each parent before its child, none twice; unknown ones stay as they are."""
    known = load_topics()
    found: dict[str, None] = {}
    for slug in slugs:
        topic = known.get(slug)
        if topic is not None and topic.parent is not None:
            found[topic.parent] = None
        found[slug] = None
    return tuple(found)


def _flattened(rows: list[dict[str, Any]], parent: str | None) -> Iterator[Topic]:
    for row in rows:
        children: list[dict[str, Any]] = row.get("children", [])
        yield Topic(
            slug=row["slug"],
            label=MappingProxyType(row["label"]),
            scope=MappingProxyType(row["scope"]),
            parent=parent,
            children=tuple(child["slug"] for child in children),
        )
        yield from _flattened(children, row["slug"])
