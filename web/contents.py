"""The contents list of a law: its divisions and articles as a tree of links."""

from dataclasses import dataclass

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
    """Every division, article and attachment of ``document``, in its order."""
    attachments = (
        Entry(
            eid=attachment.eid,
            label=attachment.label,
            heading=attachment.heading,
            is_article=False,
            children=_entries(attachment.body),
        )
        for attachment in document.attachments
    )
    return (*_entries(document.body), *attachments)


def _entries(children: tuple[Division | Article, ...]) -> tuple[Entry, ...]:
    """An entry for each child; a division that prints no name stands for what is in it."""
    entries: list[Entry] = []
    for child in children:
        if isinstance(child, Division) and not (child.label or child.heading):
            entries.extend(_entries(child.children))
        else:
            entries.append(_entry(child))
    return tuple(entries)


def _entry(child: Division | Article) -> Entry:
    if isinstance(child, Article):
        return Entry(child.eid, child.label, child.heading, is_article=True)
    return Entry(
        eid=child.eid,
        label=child.label,
        heading=child.heading,
        is_article=False,
        children=_entries(child.children),
    )
