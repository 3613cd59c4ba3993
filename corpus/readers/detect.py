"""What a file is, told from its content, and its text when it is text.

The name only helps where the content leaves a choice. Refusals are
``UnreadableFile`` with one sentence: what, where, accepted form, next step.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from charset_normalizer import from_bytes
from lxml import etree

from corpus.errors import UnreadableFile
from corpus.xml import parse_xml
from i18n.messages import Message

DEFAULT_SIZE_LIMIT: Final = 50 * 2**20  # bytes
ACCEPTED: Final = Message(
    "plain text, Markdown, HTML, Word (.docx), PDF with a text layer, provisions JSON,"
    " IMPO JSON, or the XML of Akoma Ntoso, Justice Canada, USLM, legislation.gov.uk (CLML)"
    " or LeyChile"
)

_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_OLE2: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
_HTML: Final = re.compile(r"<(?:!doctype\s+html|html)\b", re.I)
_PIECE_OF_HTML: Final = re.compile(
    r"\s*<(?:head|title|body|div|table|center|font|p|h[1-6]|span|b|br)\b[^>]*>", re.I
)
_XML: Final = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|[A-Za-z_][\w.:-]*[\s/>])")
_RUBBISH_BEFORE_TEXT: Final = re.compile(r"\s*<(?:meta|link|base)\b[^>]*>", re.I)
_MARKDOWN: Final = re.compile(r"^(?:---\s*$|#{1,6}\s*\S|\s*\*\*\S)", re.M)
_ROOTS: Final[Mapping[str, str]] = {
    "akomaNtoso": "akn",
    "Statute": "justice_canada",
    "Regulation": "justice_canada",
    "Legislation": "clml",
    "Norma": "leychile",
    "html": "html",
}
READ_FORMATS: Final = frozenset(
    {"akn", "docx", "html", "pdf", "justice_canada", "text", "markdown"}
    | {"provisions", "bill_json", "uslm", "clml", "leychile", "impo"}
)


def detect(data: bytes, name: str, *, size_limit: int = DEFAULT_SIZE_LIMIT) -> str:
    """The format of ``data``, one of ``READ_FORMATS``.

    Raises:
        UnreadableFile: empty, too large, binary, badly encoded, or of a format
            that this version does not read.
    """
    _refuse_size(data, name, size_limit)
    if binary := _binary_format(data):
        return binary
    _refuse_known_binaries(data, name)
    text, _ = decode(data, name)
    if not text.strip():
        raise UnreadableFile(
            "empty",
            Message(
                "%(name)s holds only blanks; %(accepted)s is expected.",
                name=name,
                accepted=ACCEPTED,
            ),
        )
    if (_HTML.search(text[:3000]) or _PIECE_OF_HTML.match(text)) and not _MARKDOWN.match(text):
        return "html"
    if _XML.match(text) and not _RUBBISH_BEFORE_TEXT.match(text):
        return _xml_format(data, name)
    if text.lstrip()[0] in "{[" and not _MARKDOWN.match(text):
        return _json_format(text, name)
    if text.startswith("{\\rtf"):
        raise unsupported(name, "RTF")
    return "markdown" if len(_MARKDOWN.findall(text[:200_000])) >= 2 else "text"


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding.

    UTF-8, UTF-16 and UTF-32 with or without a mark, then Windows-1252 and ISO-8859-1.

    Raises:
        UnreadableFile: none of them gives readable text.
    """
    text, encoding = _decoded(data, name)
    text = text.removeprefix("\ufeff")
    sample = text[:500_000]
    rubbish = len(_CONTROL.findall(sample)) + 5 * sample.count("\ufffd")
    if rubbish > 8 + len(sample) / 100:
        raise _bad_encoding(name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def load_json(text: str, name: str) -> Any:
    """The JSON value of ``text``.

    Raises:
        UnreadableFile: it is not JSON, or nested too deeply.
    """
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            "malformed",
            Message(
                "%(name)s line %(line)s: the JSON is broken; export the file again or mend it"
                " there.",
                name=name,
                line=error.lineno,
            ),
        ) from error
    except RecursionError as error:
        raise UnreadableFile(
            "malformed",
            Message(
                "%(name)s is JSON nested too deeply; a flat list of provisions is expected.",
                name=name,
            ),
        ) from error


def unsupported(name: str, format_name: str) -> UnreadableFile:
    """The refusal of a format that is known but not read."""
    return UnreadableFile(
        "unsupported_format",
        Message(
            "%(name)s is %(format)s, which is not read yet in this version; accepted are"
            " %(accepted)s, so save its text as UTF-8 and import that.",
            name=name,
            format=format_name,
            accepted=ACCEPTED,
        ),
    )


def _refuse_size(data: bytes, name: str, size_limit: int) -> None:
    if not data:
        raise UnreadableFile(
            "empty",
            Message("%(name)s is empty; %(accepted)s is expected.", name=name, accepted=ACCEPTED),
        )
    if len(data) > size_limit:
        raise UnreadableFile(
            "too_large",
            Message(
                "%(name)s has %(size)s bytes, over the limit of %(limit)s; split it or raise"
                " the size limit in the settings.",
                name=name,
                size=len(data),
                limit=size_limit,
            ),
        )


def _binary_format(data: bytes) -> str | None:
    """The format that is no text and yet read."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if data.startswith(_ZIP) and (b"word/" in data[:8192] or b"word/" in data[-65536:]):
        return "docx"
    return None


def _refuse_known_binaries(data: bytes, name: str) -> None:
    if data.startswith(_OLE2) and "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile(
            "encrypted",
            Message(
                "%(name)s is protected by a password; save a copy without it and import that.",
                name=name,
            ),
        )
    if data.startswith(_OLE2):
        raise UnreadableFile(
            "unsupported_format",
            Message(
                "%(name)s is a legacy Word document (.doc); convert it to text with"
                ' `soffice --headless --convert-to "txt:Text (encoded):UTF8" %(name)s`'
                " (LibreOffice) and import the result.",
                name=name,
            ),
        )
    if data.startswith(_ZIP):
        raise unsupported(name, "a ZIP archive")
    if b"\x00" in data[:65536] and not _wide_encoding(data):
        raise UnreadableFile(
            "binary",
            Message(
                "%(name)s is not text but binary data; accepted are %(accepted)s.",
                name=name,
                accepted=ACCEPTED,
            ),
        )


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 by mark, or UTF-16 by where the zero bytes of Latin text stand."""
    marks = (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    )
    for mark, encoding in marks:
        if data.startswith(mark):
            return encoding
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if len(data) % 2 == 0 and odd > 0.8 * half and even < 0.05 * half:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > 0.8 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    wide = _wide_encoding(data)
    for encoding in (wide,) if wide else ("utf-8",):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    if wide:
        raise _bad_encoding(name)
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("\ufffd") < 0.001 * len(damaged) and any(
        ord(c) > 0xBF for c in damaged[:100_000] if c != "\ufffd"
    ):
        return damaged, "utf-8"
    guess = from_bytes(data[:200_000], cp_isolation=["cp1252", "iso8859_1"], threshold=0.4).best()
    if guess is None:
        raise _bad_encoding(name)
    for encoding in ("cp1252", "iso8859_1"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise _bad_encoding(name)


def _bad_encoding(name: str) -> UnreadableFile:
    return UnreadableFile(
        "bad_encoding",
        Message(
            "%(name)s is not readable as text in UTF-8, UTF-16, ISO-8859-1 or Windows-1252;"
            " save it as UTF-8 and import it again.",
            name=name,
        ),
    )


def _xml_format(data: bytes, name: str) -> str:
    root = parse_xml(data, name)
    qualified = etree.QName(root)
    tag = qualified.localname
    known = "uslm" if "uslm" in (qualified.namespace or "") else _ROOTS.get(tag)
    if known in READ_FORMATS:
        return known
    if known:
        raise unsupported(name, known)
    raise UnreadableFile(
        "unknown_format",
        Message(
            "%(name)s is XML with the root element <%(tag)s>, which is no known format of laws;"
            " accepted are %(accepted)s.",
            name=name,
            tag=tag,
            accepted=ACCEPTED,
        ),
    )


def _json_format(text: str, name: str) -> str:
    value = load_json(text, name)
    if isinstance(value, dict):
        if isinstance(value.get("provisions"), list):
            return "provisions"
        if isinstance(value.get("markdown"), str):
            return "bill_json"
        if "articulos" in value and "nroNorma" in value:
            return "impo"
    raise UnreadableFile(
        "unknown_format",
        Message(
            "%(name)s is JSON without a list of provisions; accepted are %(accepted)s.",
            name=name,
            accepted=ACCEPTED,
        ),
    )
