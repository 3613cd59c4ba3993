"""What verdicts, levels and states of a law mean, a sentence each.

Each table is complete for its type; a test holds that.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from corpus.checklists.model import Level
from corpus.model import Status
from i18n.messages import Message
from milex.comparator.model import Verdict

# What the verdict says in a sentence; "absent" never speaks of a State's whole law.
VERDICT_MEANINGS: Final[Mapping[Verdict, Message]] = MappingProxyType(
    {
        "full": Message("Every element was found in the text."),
        "partial": Message("Some elements were found, others were not."),
        "absent": Message("Not found in this instrument; another law may provide for it."),
        "contrary": Message("The text seems to say the opposite."),
        "not_applicable": Message("The question does not concern this kind of law."),
        "undetermined": Message("The text gives no safe answer; a person must read it."),
    }
)
LEVEL_MEANINGS: Final[Mapping[Level, Message]] = MappingProxyType(
    {
        "mandatory": Message("The treaty says “shall”."),
        "mandatory_qualified": Message(
            "The treaty says “shall”, within a limit such as “as appropriate”."
        ),
        "binding_if_party": Message("Another treaty binds the States that are party to it."),
        "must_consider": Message("The treaty asks the State to consider or endeavour."),
        "recommended": Message("Guidance without the force of a treaty."),
        "optional": Message("The treaty says “may”."),
    }
)
STATUS_NAMES: Final[Mapping[Status, Message]] = MappingProxyType(
    {
        "in_force": Message("In force"),
        "repealed": Message("Repealed"),
        "not_yet_in_force": Message("Not yet in force"),
        "bill": Message("Bill"),
        "unknown": Message("Not known"),
    }
)
