"""XML bytes become a tree here, and nowhere else in the house.

Entities are never expanded, no DTD and nothing from the network is ever read, and
a tree is never deeper than ``MAX_DEPTH``: what a hostile file could use to exhaust
memory or to read other files is refused with a sentence. It knows no XML dialect.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from lxml import etree

from corpus.errors import UnreadableFile
from i18n.messages import Message

# Far above any law (the deepest of ten real XML laws has 16 levels), far below what would
# exhaust the stack of a recursive reader.
MAX_DEPTH: Final = 100

_SAFELY: Final[dict[str, Any]] = {
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_TOO_DEEP = etree.XPath("boolean(/*" + "/*" * MAX_DEPTH + ")")
_UNSAFE_ERRORS: Final = frozenset({
    etree.ErrorTypes.ERR_ENTITY_LOOP,
    etree.ErrorTypes.ERR_RESOURCE_LIMIT,
})  # fmt: skip
_DEPTH_MESSAGE: Final = re.compile(r"depth", re.IGNORECASE)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of ``data``; comments and processing instructions are left out.

    ``name`` is the file's name, for messages. Lines of the file stay at hand as
    ``element.sourceline``.

    Raises:
        UnreadableFile: ``unsafe_xml`` for entities of the file's own, amplification
            and trees deeper than ``MAX_DEPTH``; ``malformed`` for all that is not
            well-formed XML; ``empty`` for no bytes but blanks.
    """
    if not data.strip():
        raise UnreadableFile(
            "empty", Message("%(name)s is empty; an XML file was expected.", name=name)
        )
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        raise _refusal(error, name) from None
    _refuse_entities(root, name)
    if is_too_deep(root):
        raise _too_deep(name)
    return root


def parsed_parts(data: bytes, tag: str, schema: etree.XMLSchema) -> Iterator[etree._Element]:
    """The elements ``tag`` of ``data`` as the parser comes to their ends, held against ``schema``.

    For XML that we wrote ourselves; each may be cleared before the next is asked for.

    Raises:
        XMLSyntaxError: of lxml, where ``data`` is not well-formed or does not fit ``schema``.
    """
    events = etree.iterparse(BytesIO(data), ("end",), tag=tag, schema=schema, **_SAFELY)
    for _, element in events:
        yield element


def is_too_deep(root: etree._Element) -> bool:
    """Whether elements stand more than ``MAX_DEPTH`` deep in the tree of ``root``."""
    return bool(_TOO_DEEP(root))


def line_of(element: etree._Element) -> int:
    """The line of the file where ``element`` starts, from 1; 1 where the parser lost it."""
    line: Any = element.sourceline
    return line or 1


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, **_SAFELY)


def _refuse_entities(root: etree._Element, name: str) -> None:
    """Refuses entities that the file declares, and those it uses without a declaration."""
    document_type = root.getroottree().docinfo.internalDTD
    if document_type is None:
        return
    declared = next(document_type.iterentities(), None)  # type: ignore[attr-defined]  # stub
    if declared is not None:
        raise UnreadableFile(
            "unsafe_xml",
            Message(
                "%(name)s declares the XML entity ‹%(entity)s›, which could hide other files or"
                " exhaust the memory. Replace each entity with its text, remove the DOCTYPE"
                " and try again.",
                name=name,
                entity=declared.name,
            ),
        )
    unknown = next(root.iter(etree.Entity), None)
    if unknown is not None:
        raise UnreadableFile(
            "malformed",
            Message(
                "%(name)s line %(line)d uses %(entity)s, which is defined outside the file."
                " Replace it with the character that it stands for and try again.",
                name=name,
                line=line_of(unknown),
                entity=unknown.text,
            ),
        )


def _refusal(error: etree.XMLSyntaxError, name: str) -> UnreadableFile:
    """The error of lxml as ours; libxml2's limits tell of an attack, not of a slip."""
    text = error.msg or ""
    line = max(error.lineno or 1, 1)
    if _DEPTH_MESSAGE.search(text):
        return _too_deep(name)
    code: int | None = getattr(error, "code", None)
    if code in _UNSAFE_ERRORS or "amplification" in text:
        return UnreadableFile(
            "unsafe_xml",
            Message(
                "%(name)s line %(line)d goes beyond the limits of safe XML (entities that"
                " multiply, or one text of more than 10 MB). Replace entities with their text,"
                " or split the file.",
                name=name,
                line=line,
            ),
        )
    return UnreadableFile(
        "malformed",
        Message(
            "%(name)s line %(line)d, column %(column)d is not well-formed XML: up to there the"
            " file could be read. Mend that place, or fetch the file again from its source.",
            name=name,
            line=line,
            column=max(error.offset or 1, 1),
        ),
    )


def _too_deep(name: str) -> UnreadableFile:
    return UnreadableFile(
        "unsafe_xml",
        Message(
            "%(name)s has elements within elements more than %(depth)d deep, which no law has."
            " Check that the file is a law's XML.",
            name=name,
            depth=MAX_DEPTH,
        ),
    )
