"""What a USLM file says of its law, and the names of elements that say where it stands."""

import datetime
import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from corpus.model import DivisionKind, LawMetadata, Status
from corpus.readers.markup import child, children, date_of, local_name, words_of

UNITS: Final = frozenset({"section", "courtRule", "rule"})
DIVISIONS: Final[dict[str, DivisionKind]] = {
    "title": "title",
    "subtitle": "other",
    "part": "part",
    "subpart": "other",
    "division": "division",
    "subdivision": "other",
    "chapter": "chapter",
    "subchapter": "subchapter",
    "article": "other",
    "subarticle": "other",
    "appendix": "other",
    "courtRules": "other",
    "compiledAct": "other",
    "reorganizationPlans": "other",
    "reorganizationPlan": "other",
}
INLINE: Final = frozenset(
    {"ref", "date", "b", "i", "em", "strong", "u", "sub", "sup", "inline", "span", "term"}
    | {"shortTitle", "quotedText", "quotedContent", "headingText", "del", "ins", "a", "entity"}
    | {"amendingAction", "organization", "person", "location", "role", "num", "bold", "italic"}
)
FOOTNOTES: Final = frozenset({"note"})
_STATUSES: Final[dict[str, Status]] = {
    "repealed": "repealed",
    "terminated": "repealed",
    "expired": "repealed",
    "notYetEnacted": "bill",
}
_CODE: Final = re.compile(r"/us/usc/t(?P<title>\w+)(?P<path>(?:/[\w.–-]+)*)")
_LAW: Final = re.compile(r"/us/(?P<kind>pl|pvtl|bill)/(?P<number>[\w/]+)")
_OFFICE: Final = "Office of the Law Revision Counsel, U.S. House of Representatives"
_SITE: Final = "https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title"
_PATH_WORDS: Final = {"s": "", "ch": "ch. ", "sch": "subch. ", "pt": "pt. ", "st": "subtit. "}
_PATH_PART: Final = re.compile(r"/(s|ch|sch|pt|st)(\d[\w.–-]*|[IVXLC]+[\w-]*|[A-Z])(?=/|$)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the law of the United States a file stands, by its identifier."""

    citation: str  # "18 U.S.C. 1591", "117-58"; "" where unknown
    kind: str
    source_url: str = ""


def metadata_of(root: etree._Element) -> LawMetadata:
    """What a whole file says of its law."""
    main = child(root, "main")
    holder = root if main is None else main
    identifier = root.get("identifier") or next(
        (below.get("identifier", "") for below in holder if below.get("identifier")), ""
    )
    place = _place(identifier, root)
    date, version_date = _dates(root)
    return LawMetadata(
        title=_title(root, place),
        jurisdiction="us",
        language="en",
        kind=place.kind,
        number=place.citation,
        year=date.year if date else None,
        date=date,
        version_date=version_date,
        status=_status(root, place),
        publisher=_meta(root, "publisher") or _OFFICE,
        source_url=place.source_url,
    )


def _place(identifier: str, root: etree._Element) -> _Place:
    if code := _CODE.fullmatch(identifier):
        title, path = code["title"], code["path"]
        parts = _PATH_PART.findall(path)
        inner = f" {_PATH_WORDS[parts[-1][0]]}{parts[-1][1]}" if parts else ""
        section = f"-section{parts[-1][1]}" if parts and parts[-1][0] == "s" else ""
        return _Place(f"{title} U.S.C.{inner}", "code", f"{_SITE}{title}{section}")
    if law := _LAW.match(identifier):
        kind = {"pl": "public_law", "pvtl": "private_law", "bill": "bill"}[law["kind"]]
        return _Place(law["number"].replace("/", "-"), kind)
    number = "-".join(filter(None, (_meta(root, "congress"), _meta(root, "docNumber"))))
    is_bill = local_name(root) in ("bill", "resolution")
    return _Place(number, "bill" if is_bill else "act")


def _title(root: etree._Element, place: _Place) -> str:
    """A part of the Code by its citation and heading, any other law by its own title."""
    unit = root
    while child(unit, "heading") is None:
        inner = next(children(unit, "main", *DIVISIONS, *UNITS), None)
        if inner is None:
            break
        unit = inner
    heading = words_of(child(unit, "heading"), INLINE, FOOTNOTES).strip("[] ")
    if place.kind == "code":
        return " ".join(filter(None, (f"{place.citation}.".replace("..", "."), heading)))
    return _meta(root, "title") or heading or place.citation


def _meta(root: etree._Element, name: str) -> str:
    return words_of(child(root, "meta", name), INLINE)


def _dates(root: etree._Element) -> tuple[datetime.date | None, datetime.date | None]:
    """The day of enactment, and the day from which this wording holds.

    A file of one section has them as the first and the last date of its source
    credit, which lists the acts that made and changed it; a file of a whole title says
    when it was made.
    """
    if local_name(root) in UNITS:
        credit = child(root, "sourceCredit")
        listed = [] if credit is None else credit.iter("{*}date", "{*}ref")
        days = [day for item in listed if (day := date_of(_stated_day(item)))]
        return (days[0], max(days)) if days else (None, None)
    approved = child(root, "meta", "approvedDate")
    enacted = None if approved is None else date_of(approved.get("date") or approved.text)
    created = child(root, "meta", "created")
    return enacted, enacted or (None if created is None else date_of(created.text))


def _stated_day(element: etree._Element) -> str:
    """The day of a date, or of an act cited by it: ``/us/act/1952-06-27/ch477``."""
    return element.get("date") or element.get("href", "").removeprefix("/us/act/")


def _status(root: etree._Element, place: _Place) -> Status:
    if place.kind == "bill":
        return "bill"
    stated = root.get("status")
    return _STATUSES.get(stated, "unknown") if stated else "in_force"
