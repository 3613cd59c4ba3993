"""The languages that MILEX speaks, and the codes by which each standard knows them."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """A language of laws and of the interface."""

    code: str  # ISO 639-1, used everywhere but in FRBR URIs
    alpha3: str  # ISO 639-2/T, used in FRBR URIs and Akoma Ntoso
    own_name: str  # as its speakers write it
    snowball: str  # the Snowball stemmer's name for it


ENGLISH: Final = Language("en", "eng", "English", "english")
SPANISH: Final = Language("es", "spa", "Español", "spanish")

KNOWN_LANGUAGES: Final = MappingProxyType({lang.code: lang for lang in (ENGLISH, SPANISH)})
DEFAULT_LANGUAGE: Final = ENGLISH.code


def language_of_alpha3(alpha3: str) -> Language | None:
    """The known language with ISO 639-2/T code ``alpha3``, or None."""
    return next((lang for lang in KNOWN_LANGUAGES.values() if lang.alpha3 == alpha3), None)
