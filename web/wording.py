"""Sentences and names that pages add to ``milex.reports.words``: meanings, states, reasons.

Each table is complete for its type; a test holds that.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from i18n.messages import Message
from milex.comparator.model import Verdict
from milex.reports.words import VERDICT_WORDS

LANGUAGE_NAMES: Final[Mapping[str, Message]] = MappingProxyType(
    {"en": Message("English"), "es": Message("Spanish")}
)
# The least share of agreement from which each is said, the surest first.
CONFIDENCE_NAMES: Final = (
    (0.9, Message("high confidence")),
    (0.8, Message("fair confidence")),
    (0.0, Message("low confidence")),
)
FORM_NAMES: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "docx": Message("Word"),
        "xlsx": Message("Excel"),
        "csv": Message("CSV"),
        "html": Message("web page"),
        "txt": Message("text"),
        "json": Message("JSON"),
    }
)
# In the cells of a table whose caption says in what it was not found.
VERDICT_CELLS: Final[Mapping[Verdict, Message]] = MappingProxyType(
    {**VERDICT_WORDS, "absent": Message("not found")}
)
UNDATED_VERSION: Final = Message("without a date")


def name_of(names: Mapping[Any, Message], code: str, language: str) -> str:
    """The name of ``code`` in ``language``; a code without one is shown in its own words."""
    name = names.get(code)
    return name.in_language(language) if name else code.replace("_", " ")
