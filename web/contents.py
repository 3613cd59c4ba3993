"""The contents list of a law: its divisions and articles as a tree of links."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.article_names import names_of_articles
from corpus.model import Article, Division, Document


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list; ``eid`` is the anchor that it leads to."""

    eid: str
    label: str
    heading: str
    is_article: bool
    children: tuple["Entry", ...] = ()


def contents(document: Document) -> tuple[Entry, ...]:
    """Every division, article and attachment of ``document``, in its order.

    An article that prints a bare number and no heading is called by its name: "Section 2".
    """
    names = {id(placed.article): name for placed, name in names_of_articles(document)}
    attachments = (
        Entry(
            eid=attachment.eid,
            label=attachment.label,
            heading=attachment.heading,
            is_article=False,
            children=_entries(attachment.body, names),
        )
        for attachment in document.attachments
    )
    return (*_entries(document.body, names), *attachments)


def _entries(
    children: tuple[Division | Article, ...], names: Mapping[int, str]
) -> tuple[Entry, ...]:
    """An entry for each child; a division that prints no name stands for what is in it."""
    entries: list[Entry] = []
    for child in children:
        if isinstance(child, Division) and not (child.label or child.heading):
            entries.extend(_entries(child.children, names))
        else:
            entries.append(_entry(child, names))
    return tuple(entries)


def _entry(child: Division | Article, names: Mapping[int, str]) -> Entry:
    if isinstance(child, Article):
        is_bare = not child.heading and not any(letter.isalpha() for letter in child.label)
        label = names[id(child)] if is_bare else child.label
        return Entry(child.eid, label, child.heading, is_article=True)
    return Entry(
        eid=child.eid,
        label=child.label,
        heading=child.heading,
        is_article=False,
        children=_entries(child.children, names),
    )
