"""What a page states of the law it shows: its title, address, dates, number, language."""

import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

from corpus.html_source import tag_of, text_of
from corpus.readers.html_furniture import Furniture
from corpus.readers.stated import stated_fields

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("eli:title", "dcterms.title", "citation_title", "og:title", "dc.title"),
    "publisher": ("eli:publisher", "dcterms.publisher", "dc.publisher", "og:site_name"),
    "language": ("dc.language", "dcterms.language"),
    "date": ("eli:date_document", "dcterms.issued"),
    "publication_date": ("eli:date_publication",),
    "number": ("eli:id_local",),
    "url": ("og:url", "dc.identifier", "dcterms.identifier"),
}
# Fields that SUIN, the legal database of Colombia's Ministry of Justice, prints unseen.
_FIELDS: Final[Mapping[str, str]] = {
    "tipo": "kind",
    "numero": "number",
    "fecha_expedicion": "date",
    "fecha_diario_oficial": "publication_date",
    "estado_documento": "status",
}
_STATUSES: Final = {"no vigente": "repealed", "derogado": "repealed", "derogada": "repealed"}
_CIVIL_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SITE: Final = re.compile(r"\s+(?:\||–|—|-|::?)\s+[^|]*$")
_GOVERNMENT: Final = re.compile(
    r"https?://(?:[\w-]+\.)*(?:gov|gob|gub|go|mil|jus)\.([a-z]{2})(?:[/:]|$)"
)
_LONGEST_TITLE: Final = 300


def page_metadata(root: etree._Element, furniture: Furniture) -> dict[str, str]:
    """Fields of ``LawMetadata`` that the page states, as ``stated_fields`` gives them."""
    named = _named(root)
    source = {
        field: value
        for field, names in _NAMES.items()
        if (value := next((named[name] for name in names if named.get(name)), ""))
    }
    if not re.fullmatch(r"\d[\w.-]*", source.get("number", "")):
        source.pop("number", None)
    source.update(_fields(root))
    for link in root.iter("link"):
        if link.get("rel", "").lower() == "canonical" and link.get("href"):
            source["url"] = link.get("href", "")
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language:
        source["language"] = language
    if not source.get("url", "").startswith(("http://", "https://")):
        source.pop("url", None)
    elif match := _GOVERNMENT.match(source["url"]):
        source["country"] = match[1]
    source["title"] = _title(root, furniture, source.get("title", ""))
    return stated_fields(source)


def _named(root: etree._Element) -> dict[str, str]:
    """Contents of the page's <meta> elements by lower-case name."""
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        content = " ".join(meta.get("content", "").split())
        if name and content:
            named.setdefault(name, content)
    return named


def _fields(root: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("span"):
        field = _FIELDS.get(element.get("field", ""))
        text = " ".join((element.text or "").split())
        if field and text:
            found[field] = _iso(text) if field.endswith("date") else text
    if "status" in found:
        found["status"] = _STATUSES.get(found["status"].lower(), found["status"])
    return found


def _iso(text: str) -> str:
    match = _CIVIL_DATE.fullmatch(text)
    return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}" if match else ""


def _title(root: etree._Element, furniture: Furniture, named: str) -> str:
    """The main heading, else the title that the head gives without the site's name."""
    for heading in root.iter("h1"):
        if any(furniture.reason(each) for each in (heading, *heading.iterancestors())):
            continue
        text = _own_text(heading, furniture)
        if len(text.split()) > 1 and len(text) <= _LONGEST_TITLE:
            return text
    head = next((" ".join(text_of(t).split()) for t in root.iter("title")), "")
    for text in (named, head):
        text = _SITE.sub("", text)
        if len(text.split()) > 2:
            return text[:_LONGEST_TITLE]
    return ""


def _own_text(heading: etree._Element, furniture: Furniture) -> str:
    parts = [heading.text or ""]
    for child in heading:
        if not furniture.reason(child) and tag_of(child) != "img":
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
