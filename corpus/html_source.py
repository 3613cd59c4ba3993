"""HTML text becomes a tree here, and nowhere else in the house.

Like ``corpus.xml``: nothing from the network is read and no entity of the page's
own is expanded. HTML is never refused for bad nesting; a tree too deep to be a
law's is. Readers must walk the tree without recursion: bad HTML nests deeply.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from corpus.errors import UnreadableFile
from i18n.messages import Message

_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_STYLE: Final = re.compile(r"(?i)<(/?)(b|strong|i|em)(?=[\s>])")
_KEPT_OPEN: Final = "kept-open-"
_MOST_DEPTH: Final = 2048  # of libxml2, beyond which it leaves text out


def parse_html(text: str, name: str) -> etree._Element:
    """The ``html`` element of ``text``; comments and processing instructions are left out.

    Raises:
        UnreadableFile: ``malformed`` where libxml2 had to stop, or found no element.
    """
    # The parser ends at a zero byte, which would lose what follows it.
    source = _DECLARATION.sub("", text).replace("\x00", " ")
    # libxml2 lets <p> close <b>, but browsers do not: another name keeps the style open.
    # Style that is never closed then nests without end, and the page is read as it is.
    root = _parsed(_STYLE.sub(r"<\1" + _KEPT_OPEN + r"\2", source))
    root = _parsed(source) if root is None else root
    if root is None:
        raise UnreadableFile(
            "malformed",
            Message(
                "%(name)s has HTML that cannot be read to its end (elements more than"
                " %(depth)s deep, or none at all); save the page again and import that.",
                name=name,
                depth=_MOST_DEPTH,
            ),
        )
    return root


def _parsed(source: str) -> etree._Element | None:
    """The ``html`` element of ``source``; None where libxml2 stopped before its end."""
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # the size is limited when detecting; the depth by libxml2
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    stopped = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if stopped else root


def tag_of(element: etree._Element) -> str:
    """The lower-case name of ``element`` without namespace."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2].lower().removeprefix(_KEPT_OPEN)


def text_of(element: etree._Element) -> str:
    """All text inside ``element``, as it stands."""
    return "".join(str(text) for text in element.itertext())


def elements(
    root: etree._Element, enter: Callable[[etree._Element], bool]
) -> Iterator[tuple[bool, etree._Element]]:
    """``(True, element)`` where each starts and ``(False, element)`` where it ends.

    An element that ``enter`` denies is not started and its children are passed
    over; its end still comes, for the text that follows it.
    """
    stack = [iter((root,))]
    open_elements: list[etree._Element] = []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            if open_elements:
                yield False, open_elements.pop()
        elif enter(child):
            open_elements.append(child)
            yield True, child
            stack.append(iter(child))
        else:
            yield False, child
