"""Jurisdictions of laws: their codes, their names in both languages, where they belong.

Our own table comes first (``reference/jurisdictions.yaml``, and the fictional States
of the sample laws); Unicode's CLDR, as Babel ships it, names every other State.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml
from babel import Locale, UnknownLocaleError

from i18n.languages import DEFAULT_LANGUAGE

_FOLDER: Final = Path(__file__).parent
_FILES: Final = (
    _FOLDER / "reference" / "jurisdictions.yaml",
    _FOLDER / "samples" / "jurisdictions.yaml",
)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A State whose laws are kept, or ``xx`` for treaties between States."""

    code: str  # ISO 3166-1 alpha-2, lower case; user-assigned for fictional States
    name: Mapping[str, str]  # name[language]
    alpha3: str = ""
    subregion: str = ""  # slug: "south-america"
    languages: tuple[str, ...] = ()  # ISO 639 codes of its legislation
    legal_system: str = ""  # "civil", "common" or "mixed"
    oas_status: str = ""  # "member", "withdrawn", "permanent_observer"…, "none"
    groups: tuple[str, ...] = ()  # slugs of groups of States
    is_sample: bool = False  # a fictional State of the sample laws


@cache
def known_jurisdictions() -> Mapping[str, Jurisdiction]:
    """The jurisdictions of our own table by code, in the order of the files."""
    return MappingProxyType(
        {jurisdiction.code: jurisdiction for path in _FILES for jurisdiction in _load(path)}
    )


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


def _load(path: Path) -> Iterable[Jurisdiction]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as source:
        rows: list[dict[str, Any]] = yaml.safe_load(source)["jurisdictions"]
    for row in rows:
        yield Jurisdiction(
            code=row["iso"],
            name=MappingProxyType(row["name"]),
            alpha3=row.get("iso3", ""),
            subregion=row.get("subregion", ""),
            languages=tuple(row.get("languages", ())),
            legal_system=row.get("legal_system", ""),
            oas_status=row.get("oas_status", ""),
            groups=tuple(row.get("groups", ())),
            is_sample=row.get("sample", False),
        )


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
