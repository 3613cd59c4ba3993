"""How to ask, in a few examples: what page and command line show beside the box."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from i18n.messages import Message


@dataclass(frozen=True, slots=True)
class Example:
    """A way to ask."""

    query: Mapping[str, str]  # by language of the reader
    meaning: Message


def _example(english: str, spanish: str, meaning: Message) -> Example:
    return Example(MappingProxyType({"en": english, "es": spanish}), meaning)


EXAMPLES: Final = (
    _example(
        "victim protection",
        "protección víctimas",
        Message("both words, in any form and order"),
    ),
    _example(
        '"trafficking in persons"',
        '"trata de personas"',
        Message("these words, one after the other"),
    ),
    _example("asylum OR refugee", "asilo O refugio", Message("either word")),
    _example("visa NOT tourist", "visa NO turista", Message("the first word without the second")),
    _example("traffick*", "migra*", Message("words that begin so")),
    _example(
        "penalty NEAR/5 trafficking",
        "pena CERCA/5 trata",
        Message("words at most five words apart"),
    ),
    _example("section 7 act 12 of 2016", "art. 145 bis ley 26.364", Message("an article of a law")),
    _example(
        "country:uy year:2005..2012",
        "país:uy año:2005..2012",
        Message("a country, and laws of these years"),
    ),
    _example(
        "topic:trafficking title:migration",
        "tema:trafficking título:migración",
        Message("a topic, and a word of the title"),
    ),
    _example(
        "heading:definitions article:5",
        "epígrafe:definiciones artículo:5",
        Message("a word of the heading, and the number"),
    ),
)
