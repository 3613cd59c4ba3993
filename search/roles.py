"""Kinds of provision: which one a query asks for, and by which words an article tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

import yaml

from search.analysis import DATA_FOLDER, forms


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of provision in one language."""

    asked_by: frozenset[str]  # stems; any of them in a query asks for the kind
    told_by: tuple[tuple[str, ...], ...]  # an article of the kind says a word of each group


@cache
def roles() -> Mapping[str, tuple[Role, ...]]:
    """The kinds of ``data/roles.yaml``, by language."""
    raw = yaml.safe_load((DATA_FOLDER / "roles.yaml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            language: tuple(
                Role(
                    frozenset(forms(word, language).stem for word in rule["asked_by"].split()),
                    tuple(tuple(group.split()) for group in rule["told_by"]),
                )
                for rule in rules
            )
            for language, rules in raw.items()
        }
    )
