"""What a file of legislation.gov.uk says of its law, and of the state of its parts."""

import re
from typing import Final, Literal

from lxml import etree

from corpus.model import LawMetadata, Status
from corpus.readers.markup import child, children, date_of, local_name, tidy, words_of
from i18n.languages import ENGLISH

State = Literal["", "repealed", "prospective"]

_XML_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES: Final = ("PrimaryMetadata", "SecondaryMetadata", "EUMetadata", "BillMetadata")
_DATES: Final = ("EnactmentDate", "Made", "Sifted", "Laid")
_KINDS: Final = (
    ("Act", "act"),
    ("Measure", "measure"),
    ("StatutoryInstrument", "statutory_instrument"),
    ("StatutoryRule", "statutory_rule"),
    ("StatutoryRuleOrOrder", "statutory_rule"),
    ("OrderInCouncil", "order"),
    ("Regulation", "regulation"),
    ("Directive", "directive"),
    ("Decision", "decision"),
    ("Treaty", "treaty"),
)
_REPEALED_TITLE: Final = re.compile(r"\((?:repealed|revoked)[^()]*\)\s*$", re.IGNORECASE)
_YEAR_OF_NUMBER: Final = re.compile(r"^\s*\d{4}\s+(?=\S)|\bNo\.?\s*(?=\d)")
_SERIES_WORD: Final = re.compile(r"(c|asp|anaw|asc|nawm|nia|apni|aosp|aip|gbla|ukcm)\.?\s*(\d+)")


def metadata_of(root: etree._Element) -> LawMetadata:
    """The metadata of a whole law, from its ``Metadata`` and its title page."""
    metadata = child(root, "Metadata")
    own = None if metadata is None else next(children(metadata, *_TYPES), None)
    date = next(
        (day for name in _DATES if (day := date_of(_attribute(own, name, "Date")))), None
    ) or date_of(_text(metadata, "date"))
    year = _attribute(own, "Year", "Value")
    title = _text(metadata, "title") or _printed(root, "Title")
    return LawMetadata(
        title=title,
        jurisdiction="gb",
        language=ENGLISH.code,
        kind=_kind(root, own),
        number=_number(root, own),
        year=date.year if date else int(year) if year.isdecimal() else None,
        date=date,
        version_date=date_of(_text(metadata, "valid")) or date,
        status=_status(root, own, title),
        publisher="legislation.gov.uk",
        source_url=_text(metadata, "identifier") or root.get("DocumentURI", ""),
    )


def is_welsh(root: etree._Element) -> bool:
    """Whether the file is the Welsh version of a law."""
    stated = (_text(child(root, "Metadata"), "language"), root.get(_XML_LANGUAGE, ""))
    return any(language.lower().startswith(("cy", "wel")) for language in stated)


def state_of(element: etree._Element) -> State:
    """Whether a part is no longer, or not yet, in force; "" where nothing says so."""
    if element.get("Status") == "Prospective":
        return "prospective"
    ended = element.get("Match") == "false" and element.get("RestrictEndDate")
    return "repealed" if ended or element.get("Status") == "Repealed" else ""


def _kind(root: etree._Element, own: etree._Element | None) -> str:
    classification = child(own, "DocumentClassification", "DocumentMainType")
    named = "" if classification is None else classification.get("Value", "")
    kind = next((kind for ending, kind in _KINDS if named.endswith(ending)), "")
    if kind:
        return kind
    return "act" if child(root, "Primary") is not None else "law"


def _number(root: etree._Element, own: etree._Element | None) -> str:
    """The number as cited beside the year: "c. 42", "asp 9", "632" of an instrument."""
    number = _attribute(own, "Number", "Value")
    printed = tidy(_YEAR_OF_NUMBER.sub("", _printed(root, "Number")))
    if (series := _SERIES_WORD.fullmatch(printed)) and series[2] == (number or series[2]):
        return printed
    return number or printed


def _status(root: etree._Element, own: etree._Element | None, title: str) -> Status:
    state = state_of(root)
    if state == "repealed" or _REPEALED_TITLE.search(title):
        return "repealed"
    if state == "prospective":
        return "not_yet_in_force"
    edition = child(own, "DocumentClassification", "DocumentStatus")
    stated = "" if edition is None else edition.get("Value", "")
    return {"revised": "in_force", "draft": "bill"}.get(stated, "unknown")  # type: ignore[return-value]


def _printed(root: etree._Element, name: str) -> str:
    """What the title page prints as Title or Number; "" where it prints none."""
    for law in root:
        for prelims in law:
            if local_name(prelims).endswith("Prelims"):
                return _text(prelims, name)
    return ""


def _attribute(own: etree._Element | None, name: str, attribute: str) -> str:
    element = child(own, name)
    return "" if element is None else element.get(attribute, "")


def _text(parent: etree._Element | None, name: str) -> str:
    element = child(parent, name)
    return words_of(element, ())
