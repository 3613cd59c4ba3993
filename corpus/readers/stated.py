"""What a source states of itself, under the names that ``LawMetadata`` uses.

Front matter and JSON fields come in several dialects, in English and in Spanish;
the table below is the whole translation.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Any, Final

from corpus.problems import Problem
from i18n.messages import Message

# Fields of LawMetadata, and three more that help to find them -> keys that state
# them, best first. The more: publication_date, identifier, and source_url as a citation.
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title", "titulo", "título", "name", "nombre"),
    "jurisdiction": ("country", "pais", "país", "jurisdiction"),
    "language": ("language", "lang", "idioma"),
    "kind": ("rank", "rango", "official_type", "kind", "tipo"),
    "number": ("official_number", "number", "numero", "número"),
    "date": (
        "promulgation_date",
        "enactment_date",
        "issued_date",
        "fecha_promulgacion",
        "date",
        "fecha",
        "passed_date",
    ),
    "publication_date": ("publication_date", "fecha_publicacion", "gazette_date"),
    "version_date": ("last_updated", "ultima_actualizacion", "version_date"),
    "status": ("status", "estado", "current_stage"),
    "publisher": ("publisher", "official_journal", "gazette", "diario_oficial"),
    "source_url": ("source", "fuente", "url", "source_url", "pdf_url"),
    "identifier": ("identifier", "identificador", "short_name"),
}
_STATUSES: Final[Mapping[str, str]] = {
    "in_force": "in_force",
    "vigente": "in_force",
    "parcialmente_derogada": "in_force",
    "partially_repealed": "in_force",
    "repealed": "repealed",
    "derogada": "repealed",
    "derogado": "repealed",
    "abrogada": "repealed",
    "not_yet_in_force": "not_yet_in_force",
    "passed": "bill",
    "bill": "bill",
}
_ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACEHOLDER_DATES: Final = frozenset({"1900-01-01", "1970-01-01"})


def stated_fields(source: Mapping[str, Any]) -> dict[str, str]:
    """Fields of ``LawMetadata`` that ``source`` states, as strings; dates are ISO 8601.

    Values that cannot be what they claim (a date that is none, an unknown status)
    are left out.
    """
    stated = {
        field: text
        for field, keys in _KEYS.items()
        if (text := next((t for key in keys if (t := _text(field, source.get(key)))), ""))
    }
    first = stated.get("date") or stated.get("publication_date") or ""
    if "version_date" in stated and stated["version_date"] < first:
        del stated["version_date"]
    return stated


def not_in_force(num: str, line: int | None, *, yet: bool = False) -> Problem:
    """What to say of a provision that the source marks as repealed, or as not ``yet`` in force."""
    if yet:
        message = Message("Provision %(num)s is not in force yet.", num=num)
    else:
        message = Message(
            "Provision %(num)s is no longer in force; its text is kept as it stood.", num=num
        )
    return Problem("not_in_force", message, line)


def _text(field: str, value: Any) -> str:
    text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    if field.endswith("date"):
        return text if _is_date(text) else ""
    if field == "status":
        return _STATUSES.get(text.lower().replace(" ", "_"), "")
    if field == "jurisdiction":
        return text.lower() if re.fullmatch(r"[A-Za-z]{2}", text) else ""
    if field == "language":
        return text.lower()[:2]
    return text


def _is_date(text: str) -> bool:
    if not _ISO_DATE.fullmatch(text) or text in _PLACEHOLDER_DATES:
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
