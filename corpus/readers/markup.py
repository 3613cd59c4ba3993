"""Words of XML elements, for the readers of publishers' dialects.

Elements are known by their local names: a dialect keeps its names when its
namespace gets a new version. It knows no dialect.
"""

import datetime
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Final

from lxml import etree

from corpus.akn.canonical import canonical_text
from corpus.model import Paragraph
from corpus.readers.plain import clean_characters

_CELL_SEPARATOR: Final = " | "


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Child elements with one of the local ``names``, in document order."""
    return (child for child in element if local_name(child) in names)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at ``path`` (local names) below ``element``; None when there is none."""
    for name in path:
        element = None if element is None else next(children(element, name), None)
    return element


def cut_out(element: etree._Element) -> None:
    """Takes ``element`` out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def tidy(text: str) -> str:
    """``text`` in canonical form, with ordinary spaces only."""
    return canonical_text(clean_characters(text))


def words_of(
    element: etree._Element | None, inline: Container[str], left_out: Container[str] = ()
) -> str:
    """The words of ``element`` in canonical form; "" for None.

    Elements with names in ``inline`` run on with the text around them, all others
    stand apart from it. Elements in ``left_out`` give nothing; the text after them
    is kept.
    """
    return "" if element is None else tidy("".join(_pieces(element, inline, left_out)))


def table_rows(
    table: etree._Element, inline: Container[str], left_out: Container[str] = ()
) -> Iterator[Paragraph]:
    """The rows of an XHTML table as text, one paragraph a row."""
    for row in table.iter("{*}tr", "{*}row"):
        cells = [words_of(cell, inline, left_out) for cell in children(row, "td", "th", "entry")]
        if any(cells):
            yield Paragraph(_CELL_SEPARATOR.join(cells), kind="table")


def date_of(text: str | None) -> datetime.date | None:
    """The ISO 8601 day that opens ``text``; None where there is none."""
    try:
        return datetime.date.fromisoformat((text or "").strip()[:10])
    except ValueError:
        return None


def _pieces(
    element: etree._Element, inline: Container[str], left_out: Container[str]
) -> Iterator[str]:
    yield element.text or ""
    for below in element:
        name = local_name(below)
        apart = "" if name in inline else " "
        if name not in left_out:
            yield apart
            yield from _pieces(below, inline, left_out)
            yield apart
        yield below.tail or ""


def runs(
    element: etree._Element,
    inline: Container[str],
    left_out: Container[str],
    is_block: Callable[[etree._Element], bool],
) -> Iterator["str | etree._Element"]:
    """The mixed content of ``element``: its texts, and the blocks between them, in order.

    Texts without any letter or digit, as the full stop after a quotation, are left out.
    """
    pieces = [element.text or ""]
    for below in element:
        if is_block(below):
            yield from _text(pieces)
            yield below
            pieces = []
        else:
            name = local_name(below)
            apart = "" if name in inline else " "
            inner = () if name in left_out else _pieces(below, inline, left_out)
            pieces.extend((apart, *inner, apart))
        pieces.append(below.tail or "")
    yield from _text(pieces)


def _text(pieces: Iterable[str]) -> Iterator[str]:
    text = tidy("".join(pieces))
    if any(character.isalnum() for character in text):
        yield text
