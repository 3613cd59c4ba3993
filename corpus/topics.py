"""Topics of laws: slugs that never change, with labels and scope notes in both languages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import ClassVar

from pydantic import ConfigDict

from corpus.reference.tables import FOLDER, STRICT, Bilingual, once_each, read_file, rows_of


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic; the tree has two levels."""

    slug: str
    label: Mapping[str, str]  # label[language]
    scope: Mapping[str, str]  # scope[language]: what belongs here
    parent: str | None = None  # slug; None at the first level
    children: tuple[str, ...] = ()  # slugs, in the order of the file


@dataclass(frozen=True, slots=True)
class _Child:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    slug: str
    label: Bilingual
    scope: Bilingual


@dataclass(frozen=True, slots=True)
class _Row:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    slug: str
    label: Bilingual
    scope: Bilingual
    children: tuple[_Child, ...] = ()


@cache
def load_topics() -> Mapping[str, Topic]:
    """All topics by slug, each parent directly before its children.

    Raises:
        InvalidReference: the file breaks a rule.
    """
    path = FOLDER / "topics.yaml"
    topics = tuple(_flattened(rows_of(read_file(path), "topics", _Row, path.name)))
    once_each([topic.slug for topic in topics], path.name)
    return MappingProxyType({topic.slug: topic for topic in topics})


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


def _flattened(rows: Iterable[_Row]) -> Iterator[Topic]:
    for row in rows:
        children = tuple(child.slug for child in row.children)
        yield Topic(row.slug, row.label, row.scope, None, children)
        for child in row.children:
            yield Topic(child.slug, child.label, child.scope, row.slug)
