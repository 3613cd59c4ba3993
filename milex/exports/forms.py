"""The forms in which a law can be kept, in one table for the command line and the site."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from i18n.messages import Message
from milex.exports.description import LawFile
from milex.exports.law_docx import law_docx
from milex.exports.law_html import law_html
from milex.exports.law_pdf import law_pdf
from milex.exports.law_text import law_text
from milex.library import Library


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file."""

    name: Message  # as a link to it says
    extension: str
    media_type: str
    make: Callable[[LawFile], bytes] | None  # None: the canonical XML as it is stored


FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "akn": Form(Message("Akoma Ntoso XML"), "xml", "application/akn+xml; charset=utf-8", None),
        "docx": Form(
            Message("Word document"),
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            law_docx,
        ),
        "pdf": Form(Message("PDF"), "pdf", "application/pdf", law_pdf),
        "html": Form(Message("Web page"), "html", "text/html; charset=utf-8", law_html),
        "txt": Form(
            Message("Plain text"),
            "txt",
            "text/plain; charset=utf-8",
            lambda law: law_text(law.document).encode("utf-8"),
        ),
    }
)


def exported(
    library: Library, law_id: str, version: str | None, form: str, language: str, address: str = ""
) -> bytes:
    """A version of a law as a file of a form of ``FORMS``; the current version by default.

    ``language`` is that of the words around the law's own, ``address`` its page on the site.

    Raises:
        NotFound: no such law, or no such version of it.
    """
    make = FORMS[form].make
    if make is None:
        return library.xml(law_id, version)
    return make(LawFile(library.document(law_id, version), language, address))
