"""The words by which rules, roles and scopes of a checklist are told to people.

Each table is complete for its type; a test holds that.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from corpus.checklists.model import Role, Scope
from corpus.checklists.model import Rule as FullRule
from i18n.messages import Message
from milex.comparator.judgement import Rule

SCOPE_WORDS: Final[Mapping[Scope, Message]] = MappingProxyType(
    {
        "provision": Message("In one article: its parts must stand together."),
        "law": Message("Anywhere in this law."),
        "system": Message("Anywhere in this law; another law of the State may have it as well."),
    }
)

ROLE_WORDS: Final[Mapping[Role, Message]] = MappingProxyType(
    {
        "evidence": Message("proves its part"),
        "context": Message("must stand beside the rest"),
        "completing": Message("needed for a full answer"),
        "narrower": Message("less than asked"),
        "contrary": Message("the opposite"),
    }
)

FULL_WORDS: Final[Mapping[FullRule, Message]] = MappingProxyType(
    {
        "all": Message("Full when every part is found."),
        "any": Message("Full when one part that proves is found."),
        "num": Message("Full when the term of custody reaches the benchmark without a fine alone."),
    }
)

RULE_WORDS: Final[Mapping[Rule, Message]] = MappingProxyType(
    {
        "not_for_state": Message("The question cannot concern this State."),
        "no_phrases": Message("The checklist has no phrases in the language of this law."),
        "nothing_found": Message("Nothing that proves a part was found: absent."),
        "contrary_found": Message("The text says the opposite: contrary."),
        "contrary_and_evidence": Message(
            "The text grants it in one place and denies it in another: partial."
        ),
        "narrower_only": Message("Only less than what is asked was found: partial."),
        "all_found": Message("What a full answer needs was found: full."),
        "some_missing": Message("A part that a full answer needs was not found: partial."),
        "limited": Message("It was found only under words that limit it: partial."),
        "offence_silent": Message(
            "The described offence does not say otherwise, and so satisfies: full."
        ),
        "offence_broad": Message(
            "The described offence asks for less than the Protocol, and so reaches further: full."
        ),
        "incorporated": Message(
            "The law takes the treaty's own definition by reference, and so has it: full."
        ),
        "referred": Message(
            "An article named after it leads to another law's rule, and so has it: full."
        ),
        "penalty_reached": Message("The highest term of custody reaches the benchmark: full."),
        "penalty_low": Message("The highest term of custody is below the benchmark: partial."),
        "fine_instead": Message("A fine alone may be imposed instead of custody: partial."),
        "capped": Message("Another provision that this one rests on is not full: partial."),
    }
)
