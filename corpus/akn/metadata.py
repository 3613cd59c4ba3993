"""What is known of a law, as the ``meta`` element of Akoma Ntoso and back.

FRBR elements hold what they have a place for; status, year, publisher, address of
the source and the mark of a sample stand in ``proprietary``, in our own namespace.
A date that is not known in full is written, since the schema demands one, as the
first day of its year or of the calendar, under a name that says so.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from lxml import etree

from corpus.akn.canonical import canonical_text
from corpus.akn.vocabulary import LAW, NAMESPACE, SOURCE, STATUSES, TOPICS, akn, prefixed
from corpus.akn.xml_text import XmlText
from corpus.identifiers import expression_of, work_of
from corpus.marks import TERM
from corpus.model import LawMetadata
from i18n.languages import KNOWN_LANGUAGES, language_of_alpha3

_ENACTMENT: Final = "enactment"
_YEAR: Final = "year"
_UNKNOWN: Final = "unknown"
_VERSION: Final = "version"
_FIRST_DAY: Final = datetime.date(1, 1, 1).isoformat()
_NAMES: Final = {"a": NAMESPACE}


def add_meta(xml: XmlText, metadata: LawMetadata, terms: Mapping[str, str]) -> None:
    """Writes the whole ``meta`` of a law's main component.

    ``terms`` are the targets of the terms that the law marks, each with its words.
    """
    source = {"source": SOURCE}
    with xml.element("meta"):
        add_identification(xml, metadata, "!main")
        if metadata.topics:
            with xml.element("classification", source):
                for topic in metadata.topics:
                    shown = {"value": topic, "showAs": topic, "dictionary": TOPICS}
                    xml.leaf("keyword", shown)
        with xml.element("references", source):
            for eid, shown_as in (("milex", "MILEX"), ("legislature", "Legislature")):
                href = f"/akn/ontology/organization/{eid}"
                xml.leaf("TLCOrganization", {"eId": eid, "href": href, "showAs": shown_as})
            for target, words in terms.items():
                href = f"/akn/ontology/term/{target.removeprefix(TERM)}"
                eid = target.removeprefix("#")
                xml.leaf("TLCTerm", {"eId": eid, "href": href, "showAs": words})
        with xml.element("proprietary", source):
            xml.leaf(prefixed(LAW), _own_attributes(metadata))


def _own_attributes(metadata: LawMetadata) -> dict[str, str]:
    """What FRBR has no place for; what is not known is left out."""
    attributes = {
        "year": "" if metadata.year is None else str(metadata.year),
        "status": metadata.status,
        "publisher": metadata.publisher,
        "source": metadata.source_url,
        "sample": "true" if metadata.is_sample else "",
    }
    return {name: value for name, value in attributes.items() if value}


def add_identification(xml: XmlText, metadata: LawMetadata, component: str) -> None:
    """Writes the FRBR identification of ``component`` (``!main``, ``!att_1``) of the law."""
    work, expression = str(work_of(metadata)), str(expression_of(metadata))
    enacted, name = _enactment_date(metadata)
    with xml.element("identification", {"source": SOURCE}):
        with xml.element("FRBRWork"):
            _add_core(xml, work, component, (enacted, name), metadata.title)
            xml.leaf("FRBRcountry", {"value": metadata.jurisdiction})
            if metadata.kind:
                xml.leaf("FRBRsubtype", {"value": metadata.kind})
            if metadata.number:
                xml.leaf("FRBRnumber", {"value": metadata.number})
        if metadata.version_date is not None:
            enacted, name = metadata.version_date.isoformat(), _VERSION
        with xml.element("FRBRExpression"):
            _add_core(xml, expression, component, (enacted, name))
            known = KNOWN_LANGUAGES.get(metadata.language)
            xml.leaf("FRBRlanguage", {"language": known.alpha3 if known else metadata.language})
        with xml.element("FRBRManifestation"):
            _add_core(xml, expression, component, (enacted, name), suffix=".xml")


def _add_core(
    xml: XmlText,
    uri: str,
    component: str,
    day: tuple[str, str],
    title: str | None = None,
    *,
    suffix: str = "",
) -> None:
    """Writes the properties that all FRBR levels have, in the schema's order."""
    xml.leaf("FRBRthis", {"value": f"{uri}/{component}{suffix}"})
    xml.leaf("FRBRuri", {"value": f"{uri}{suffix}"})
    if title is not None:
        xml.leaf("FRBRalias", {"value": title, "name": "title"})
    xml.leaf("FRBRdate", {"date": day[0], "name": day[1]})
    xml.leaf("FRBRauthor", {"href": "#legislature" if title is not None else SOURCE})


def _enactment_date(metadata: LawMetadata) -> tuple[str, str]:
    """The date to write, and the name that says what it is."""
    if metadata.date is not None:
        return metadata.date.isoformat(), _ENACTMENT
    if metadata.year is not None and 1 <= metadata.year <= datetime.MAXYEAR:
        return datetime.date(metadata.year, 1, 1).isoformat(), _YEAR
    return _FIRST_DAY, _UNKNOWN


def read_metadata(document: etree._Element) -> LawMetadata:
    """What the ``meta`` of ``document`` (act, bill, doc…) says of the law.

    What is missing or not readable is left empty; a bill has the status ``bill``.
    """
    meta = document.find("a:meta", _NAMES)
    if meta is None:
        return LawMetadata(title=_printed_title(document), jurisdiction="", language="")
    own = meta.find(f"a:proprietary/{LAW}", _NAMES)
    foreign = own is None
    work = "a:identification/a:FRBRWork/a:"
    expression = "a:identification/a:FRBRExpression/a:"
    language = _attribute(meta, f"{expression}FRBRlanguage", "language")
    known = language_of_alpha3(language)
    kind = _attribute(meta, f"{work}FRBRsubtype", "value")
    metadata = LawMetadata(
        title=_title(meta, document, foreign=foreign),
        jurisdiction=_attribute(meta, f"{work}FRBRcountry", "value"),
        language=known.code if known else language,
        kind=kind or (document.get("name", "act") if foreign else ""),
        number=_attribute(meta, f"{work}FRBRnumber", "value"),
        date=_date(meta, f"{work}FRBRdate", _ENACTMENT, foreign=foreign),
        version_date=_date(meta, f"{expression}FRBRdate", _VERSION, foreign=foreign),
        topics=_topics(meta),
    )
    return _foreign(metadata, meta, document) if own is None else _with_own(metadata, own)


def _with_own(metadata: LawMetadata, own: etree._Element) -> LawMetadata:
    year = own.get("year", "")
    return replace(
        metadata,
        year=int(year) if year.lstrip("-").isdecimal() else None,
        status=STATUSES.get(own.get("status", ""), "unknown"),
        publisher=own.get("publisher", ""),
        source_url=own.get("source", ""),
        is_sample=own.get("sample") == "true",
    )


def _foreign(metadata: LawMetadata, meta: etree._Element, document: etree._Element) -> LawMetadata:
    """``metadata`` of a document that others wrote, completed from what is usual there."""
    day = _attribute(meta, "a:identification/a:FRBRWork/a:FRBRdate", "date")
    language = metadata.language.lower()
    return replace(
        metadata,
        jurisdiction=metadata.jurisdiction.lower(),
        language="es" if language == "esp" else language,  # a slip of OASIS's own Uruguayan act
        year=int(day[:4]) if day[:4].isdecimal() else None,
        status="bill" if document.tag == akn("bill") else "unknown",
        version_date=None if metadata.version_date == metadata.date else metadata.version_date,
    )


def _title(meta: etree._Element, document: etree._Element, *, foreign: bool) -> str:
    aliases = meta.findall("a:identification/a:FRBRWork/a:FRBRalias", _NAMES)
    named = [alias for alias in aliases if alias.get("name") == "title"]
    for alias in (*named, *aliases):
        return canonical_text(alias.get("value", ""))
    return _printed_title(document) if foreign else ""


def _printed_title(document: etree._Element) -> str:
    """The title that the document itself prints; "" when it marks none."""
    for name in ("shortTitle", "docTitle", "longTitle"):
        printed = next(document.iter(akn(name)), None)
        if printed is not None:
            return canonical_text("".join(str(text) for text in printed.itertext()))
    return ""


def _topics(meta: etree._Element) -> tuple[str, ...]:
    keywords = meta.iterfind("a:classification/a:keyword", _NAMES)
    return tuple(
        keyword.get("value", "") for keyword in keywords if keyword.get("dictionary") == TOPICS
    )


def _date(meta: etree._Element, path: str, name: str, *, foreign: bool) -> datetime.date | None:
    """The first date at ``path``; of our own documents only the one named ``name``."""
    for dated in meta.iterfind(path, _NAMES):
        if foreign or dated.get("name") == name:
            try:
                return datetime.date.fromisoformat(dated.get("date", "")[:10])
            except ValueError:
                return None
    return None


def _attribute(meta: etree._Element, path: str, name: str) -> str:
    """Attribute ``name`` of the first element at ``path``; "" when there is none."""
    found = meta.find(path, _NAMES)
    return "" if found is None else found.get(name, "")
