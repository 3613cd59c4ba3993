"""A law as linked data: schema.org's Legislation, for search engines and catalogues."""

from typing import Any, Final

from corpus.identifiers import expression_uri, work_uri
from corpus.jurisdictions import jurisdiction_name
from corpus.model import Document
from milex.exports.forms import FORMS
from milex.records import LawSummary
from web.language import interface_language
from web.presentation import law_url

_FORCE: Final = {
    "in_force": "https://schema.org/InForce",
    "repealed": "https://schema.org/NotInForce",
    "not_yet_in_force": "https://schema.org/NotInForce",
    "bill": "https://schema.org/NotInForce",
}


def legislation(law: LawSummary, document: Document, site: str) -> dict[str, Any]:
    """The version that ``law`` describes; ``site`` has no slash at its end.

    What is not known is left out.
    """
    metadata = document.metadata
    country = jurisdiction_name(law.country, interface_language())
    values: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": site + expression_uri(metadata),
        "url": site + law_url(law.law, version=law.version),
        "name": law.title,
        "inLanguage": law.language,
        "legislationIdentifier": work_uri(metadata),
        "legislationType": law.kind,
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": country},
        "legislationDate": law.date.isoformat() if law.date else None,
        "legislationDateVersion": law.day.isoformat() if law.day else None,
        "legislationLegalForce": _FORCE.get(law.status),
        "publisher": {"@type": "Organization", "name": law.publisher} if law.publisher else None,
        "isBasedOn": law.source_url or None,
        "encoding": [
            {
                "@type": "LegislationObject",
                "encodingFormat": form.media_type.partition(";")[0],
                "contentUrl": site
                + law_url(law.law, "downloads.download", form=name, version=law.version),
            }
            for name, form in FORMS.items()
        ],
    }
    return {name: value for name, value in values.items() if value is not None}
