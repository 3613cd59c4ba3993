"""The words of Akoma Ntoso, and how the words of our model map to them.

Source: Akoma Ntoso 3.0, part 2 (``akomantoso30.xsd``); our choices for Latin
American laws follow the mapping of books, titles, chapters and transitional
articles that the schema allows.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, get_args

from lxml import etree

from corpus.model import DivisionKind, Status

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN_NAMESPACE: Final = "urn:milex:akn:1"  # what Akoma Ntoso has no place for
NUMBER: Final = f"{{{OWN_NAMESPACE}}}number"  # on num: the normalised number
TARGET: Final = f"{{{OWN_NAMESPACE}}}target"  # on quotedStructure: the amended law as named
LAW: Final = f"{{{OWN_NAMESPACE}}}law"  # in proprietary: the mark of our own writer

SOURCE: Final = "#milex"
TOPICS: Final = "#topics"  # the dictionary of keywords that are slugs of our topics
TABLE: Final = "table"  # class of a table kept as text
EMPTY: Final = "empty"  # name of the hcontainer that stands in a body without anything

# Kinds whose Akoma Ntoso element has their own name; the others are an hcontainer with a name.
DIVISION_ELEMENTS: Final = frozenset(
    {
        "book",
        "part",
        "title",
        "division",
        "chapter",
        "subchapter",
        "section",
        "subsection",
        "paragraph",
        "transitional",
    }
)
DIVISION_KINDS: Final[Mapping[str, DivisionKind]] = MappingProxyType(
    {kind: kind for kind in get_args(DivisionKind)}
)
STATUSES: Final[Mapping[str, Status]] = MappingProxyType(
    {status: status for status in get_args(Status)}
)

HIERARCHY: Final = frozenset(
    {
        *DIVISION_ELEMENTS,
        "alinea",
        "article",
        "clause",
        "hcontainer",
        "indent",
        "level",
        "list",
        "point",
        "proviso",
        "rule",
        "subclause",
        "subdivision",
        "sublist",
        "subparagraph",
        "subpart",
        "subrule",
        "subtitle",
        "tome",
    }
)

# What may be the unit of a law, the usual first: foreign documents choose one.
UNITS: Final = ("article", "section", "rule", "clause", "level", "paragraph")

_PREFIX: Final = f"{{{NAMESPACE}}}"


def akn(name: str) -> str:
    """The qualified name of the Akoma Ntoso element ``name``."""
    return _PREFIX + name


def prefixed(name: str) -> str:
    """``name``, qualified with our own namespace, as a file prints it."""
    return name.replace(f"{{{OWN_NAMESPACE}}}", "milex:")


def name_of(element: etree._Element) -> str:
    """The name of an Akoma Ntoso element; "" for elements of other namespaces."""
    tag = element.tag
    return tag[len(_PREFIX) :] if isinstance(tag, str) and tag.startswith(_PREFIX) else ""
