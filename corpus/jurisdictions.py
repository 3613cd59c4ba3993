"""Jurisdictions of laws: their codes, their names in both languages, where they belong.

Our own table comes first (``reference/jurisdictions.yaml``, and the fictional States
of the sample laws); Unicode's CLDR, as Babel ships it, names every other State.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, ClassVar, Final, Literal

from babel import Locale, UnknownLocaleError
from pydantic import ConfigDict, Field

from corpus.errors import InvalidReference
from corpus.groups import groups_of_states
from corpus.reference.tables import FOLDER, STRICT, Bilingual, once_each, read_file, rows_of
from i18n.languages import DEFAULT_LANGUAGE
from i18n.messages import Message

LegalSystem = Literal["", "civil", "common", "mixed"]
OasStatus = Literal[
    "none",
    "member",
    "member_not_participating",
    "withdrawn",
    "contested",
    "permanent_observer",
]

_FILES: Final = (
    FOLDER / "jurisdictions.yaml",
    Path(__file__).parent / "samples" / "jurisdictions.yaml",
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """Where a State publishes its laws."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str  # as it calls itself
    url: str = ""  # not opened by us; "" where none is known
    formats: tuple[str, ...] = ()  # "html", "pdf", "xml"…


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A State whose laws are kept, or ``xx`` for treaties between States."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    # ISO 3166-1 alpha-2, lower case; user-assigned for fictional States
    code: Annotated[str, Field(alias="iso", pattern=r"^[a-z]{2}$")]
    name: Bilingual
    alpha3: Annotated[str, Field(alias="iso3", pattern=r"^([A-Z]{3})?$")] = ""
    subregion: str = ""  # slug of a group: "south-america"; "europe" for Spain
    languages: tuple[str, ...] = ()  # ISO 639 codes of its legislation
    legal_system: LegalSystem = ""
    oas_status: OasStatus = "none"
    oas_note: Bilingual | None = None  # on that status
    note: Bilingual | None = None  # on its legal system and its languages
    official_gazette: Publisher | None = None
    official_legislation_site: Publisher | None = None
    is_sample: Annotated[bool, Field(alias="sample")] = False  # a fictional State

    @property
    def groups(self) -> tuple[str, ...]:
        """Slugs of the groups that it belongs to, in the order of their file."""
        return tuple(g.slug for g in groups_of_states().values() if self.code in g.members)


@cache
def known_jurisdictions() -> Mapping[str, Jurisdiction]:
    """The jurisdictions of our own table by code, in the order of the files.

    Raises:
        InvalidReference: a file breaks a rule, or a group has a member that none knows.
    """
    found = [row for path in _FILES for row in load_jurisdictions(path)]
    once_each([row.code for row in found], _FILES[0].name)
    known = MappingProxyType({row.code: row for row in found})
    for group in groups_of_states().values():
        for member in group.members:
            if member not in known:
                raise InvalidReference(
                    Message(
                        "The group ‹%(group)s› has the member ‹%(member)s›, which "
                        "jurisdictions.yaml does not have.",
                        group=group.slug,
                        member=member,
                    )
                )
    return known


def is_jurisdiction(code: str) -> bool:
    """Whether ``code`` (lower case) is one of ours or names a State in CLDR."""
    return code in known_jurisdictions() or code in _cldr_names(DEFAULT_LANGUAGE)


def jurisdiction_name(code: str, language: str) -> str:
    """The name of the jurisdiction ``code`` in ``language`` (ISO 639-1).

    In English where the language has no name for it; the code itself, in capitals,
    where nobody knows it.
    """
    code = code.lower()
    own = known_jurisdictions().get(code)
    if own is not None:
        return own.name.get(language, own.name[DEFAULT_LANGUAGE])
    names = _cldr_names(language) or _cldr_names(DEFAULT_LANGUAGE)
    return names.get(code, code.upper())


def country_names(language: str) -> Mapping[str, str]:
    """Names of States in ``language`` by code: CLDR's, and our own where we have one."""
    own = {
        code: one.name[language]
        for code, one in known_jurisdictions().items()
        if code != "xx" and language in one.name
    }
    return MappingProxyType({**_cldr_names(language), **own})


def load_jurisdictions(path: Path) -> tuple[Jurisdiction, ...]:
    """The jurisdictions of one file, in its order.

    Raises:
        InvalidReference: a value does not fit.
    """
    return rows_of(read_file(path), "jurisdictions", Jurisdiction, path.name)


@cache
def _cldr_names(language: str) -> Mapping[str, str]:
    """CLDR's names of States by lower-case code; empty for a language that it does not know.

    Its codes for regions (digits), for pseudo-locales and for no State are left out.
    """
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({})
    not_states = {"eu", "ez", "qo", "un", "xa", "xb", "zz"}
    return MappingProxyType(
        {
            code.lower(): str(name)
            for code, name in territories.items()
            if code.isalpha() and len(code) == 2 and code.lower() not in not_states
        }
    )
