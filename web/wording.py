"""Sentences and names that pages add to ``milex.reports.words``: meanings, states, reasons.

Each table is complete for its type; a test holds that.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from corpus.checklists.model import ReviewStatus, Role, Rule, Scope
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
# What must be found for a full answer, where it is looked for, and what a part of it is for.
RULE_NAMES: Final[Mapping[Rule, Message]] = MappingProxyType(
    {
        "all": Message("A full answer has every element."),
        "any": Message("A full answer has one of the elements."),
        "num": Message("A full answer states the penalty."),
    }
)
SCOPE_NAMES: Final[Mapping[Scope, Message]] = MappingProxyType(
    {
        "provision": Message("They are looked for in articles on the subject."),
        "law": Message("They are looked for in the whole of the law."),
        "system": Message("Any law of the State may have them."),
    }
)
ROLE_NAMES: Final[Mapping[Role, Message]] = MappingProxyType(
    {
        "evidence": Message("evidence"),
        "context": Message("must stand beside another element"),
        "completing": Message("completes an answer, and is none by itself"),
        "narrower": Message("less than is asked: partial at most"),
        "contrary": Message("the opposite of what is asked"),
    }
)
REVIEW_NAMES: Final[Mapping[ReviewStatus, Message]] = MappingProxyType(
    {
        "unreviewed": Message("not yet reviewed by a legal officer"),
        "reviewed": Message("reviewed by a legal officer"),
        "disputed": Message("disputed by a legal officer"),
    }
)
UNDATED_VERSION: Final = Message("without a date")


def name_of(names: Mapping[Any, Message], code: str, language: str) -> str:
    """The name of ``code`` in ``language``; a code without one is shown in its own words."""
    name = names.get(code)
    return name.in_language(language) if name else code.replace("_", " ")
