"""Readers: one module a format, each ``read(data, name) -> Reading``.

``detect`` decides from the content which one reads a file.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from corpus.readers import (
    akn_xml,
    clml,
    docx,
    html,
    impo,
    justice_canada,
    leychile,
    markdown,
    pdf,
    plain,
    provisions,
    uslm,
)
from corpus.reading import Reader

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "text": plain.read,
        "markdown": markdown.read,
        "provisions": provisions.read,
        "bill_json": provisions.read_bill,
        "html": html.read,
        "docx": docx.read,
        "pdf": pdf.read,
        "akn": akn_xml.read,
        "justice_canada": justice_canada.read,
        "uslm": uslm.read,
        "clml": clml.read,
        "leychile": leychile.read,
        "impo": impo.read,
    }
)
