"""The words by which verdicts, levels, counts and places are told to people."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from corpus.article_names import several
from corpus.checklists.model import Level
from i18n.messages import Counted, Message
from milex.comparator.model import Basis, Divergence, Verdict
from milex.in_force import Reason
from milex.records import LawSummary

VERDICT_WORDS: Final[Mapping[Verdict, Message]] = MappingProxyType(
    {
        "full": Message("full"),
        "partial": Message("partial"),
        "absent": Message("not found in this instrument"),
        "contrary": Message("contrary"),
        "not_applicable": Message("not applicable"),
        "undetermined": Message("undetermined"),
    }
)

# Of a State's laws together; no law of its own is named, so it is not one instrument's.
COUNTRY_VERDICT_WORDS: Final[Mapping[Verdict, Message]] = MappingProxyType(
    {**VERDICT_WORDS, "absent": Message("not found in the laws searched")}
)

# A symbol beside the word, never instead of it.
VERDICT_SYMBOLS: Final[Mapping[Verdict, str]] = MappingProxyType(
    {
        "full": "●",
        "partial": "◐",
        "absent": "○",
        "contrary": "✕",
        "not_applicable": "–",
        "undetermined": "?",
    }
)

# The colour behind it, as web pages write it; calm enough for black words. None for the rest.
VERDICT_GROUNDS: Final[Mapping[Verdict, str]] = MappingProxyType(
    {
        "full": "E2F1E9",
        "partial": "FBEFD3",
        "absent": "EEF0F2",
        "contrary": "FBE5EA",
        "undetermined": "EBE9F8",
    }
)

BASIS_WORDS: Final[Mapping[Basis, Message]] = MappingProxyType(
    {
        "express": Message("in its own words"),
        "by_reference": Message("by reference to a treaty or another law"),
        "by_breadth": Message("by the breadth of the offence"),
        "general_law": Message("left to the general law"),
    }
)

DIVERGENCE_WORDS: Final[Mapping[Divergence, Message]] = MappingProxyType(
    {
        "broader": Message("reaches further than asked"),
        "narrower": Message("reaches less far than asked"),
    }
)

# Why a place that nearly answered does not count.
MISS_WORDS: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "context_missing": Message("the words that must stand beside it are missing"),
        "frame_missing": Message("the article does not describe the offence itself"),
        "other_regime": Message("it speaks of another matter"),
        "denied": Message("the text denies it"),
        "cancelled_by_negative": Message("the words around it give it another meaning"),
    }
)

LEVEL_WORDS: Final[Mapping[Level, Message]] = MappingProxyType(
    {
        "mandatory": Message("mandatory"),
        "mandatory_qualified": Message("mandatory, qualified"),
        "binding_if_party": Message("binding if party"),
        "must_consider": Message("must consider"),
        "recommended": Message("recommended"),
        "optional": Message("optional"),
    }
)


# Why a law does not count in a matrix or a State's view, in the order in which they are told.
LEFT_OUT_WORDS: Final[Mapping[Reason, Message]] = MappingProxyType(
    {
        "repealed": Message("Left out as repealed"),
        "not_yet_in_force": Message("Left out as not yet in force"),
        "bill": Message("Left out as bills"),
        "no_wording": Message("Left out for want of the wording of that day"),
        "treaty": Message("Left out as treaties, which are no State's laws"),
        "sample": Message("Left out as samples of fictional States"),
    }
)


def counted_states(count: int) -> Message:
    """Such as "1 State" or "6 States"."""
    return Counted("%(count)s State", "%(count)s States", count=count)


def counted_laws(count: int) -> Message:
    """Such as "1 law" or "6 laws"."""
    return Counted("%(count)s law", "%(count)s laws", count=count)


def counted_articles(count: int) -> Message:
    """Such as "1 article" or "226 articles"."""
    return Counted("%(count)s article", "%(count)s articles", count=count)


def articles_of(law: LawSummary, numbers: Sequence[str]) -> str:
    """Articles of ``law`` as it calls them: "Section 5", "Artículos 5, 7 bis"; "–" for none."""
    return several(law.article_word, numbers) if numbers else "–"


def named_articles(numbers: Sequence[str]) -> Message:
    """As ``articles_of``, where no law is at hand to say its word."""
    if not numbers:
        return Message("no article")
    return Counted(
        "article %(numbers)s",
        "articles %(numbers)s",
        count=len(numbers),
        numbers=", ".join(numbers),
    )
