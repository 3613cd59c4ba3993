"""Word packages (.docx) are opened here, and nowhere else in the house.

A package is a ZIP archive of XML parts. What could exhaust the memory (parts that
unpack to a hundredfold, too many or too large parts), what is encrypted and what
carries macros is refused; parts are parsed by ``corpus.xml``. It knows no law.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.xml import parse_xml
from i18n.messages import Message

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = W[1:-1].encode()
_OFFICE_DOCUMENT: Final = "/officeDocument"

MOST_ENTRIES: Final = 4_000
LARGEST_PART: Final = 48 * 2**20  # bytes, unpacked
LARGEST_TOTAL: Final = 400 * 2**20  # of all entries, images included
HIGHEST_RATIO: Final = 150  # of unpacked to packed, for parts over a megabyte
_ENCRYPTED: Final = 0x1
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
    MemoryError,
)


class Package:
    """The parts of a Word document."""

    def __init__(self, data: bytes, name: str) -> None:
        """Opens ``data``.

        Raises:
            UnreadableFile: ``malformed``, ``encrypted``, ``unsafe_archive`` for what
                unpacks beyond the limits, ``unsupported_format`` for macros.
        """
        self._name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        except _BROKEN:
            raise _malformed(name) from None
        _refuse_unsafe(self._archive.infolist(), name)
        if "word/vbaProject.bin" in self._entries:
            raise UnreadableFile(
                "unsupported_format",
                Message(
                    "%(name)s is a Word document with macros; save it as a document without"
                    " macros (.docx) and import that.",
                    name=name,
                ),
            )

    def names(self, prefix: str) -> Iterator[str]:
        """Names of the parts that begin with ``prefix``, sorted."""
        return iter(sorted(name for name in self._entries if name.startswith(prefix)))

    def part(self, part: str) -> etree._Element | None:
        """The root element of ``part``; None where the package has none.

        Raises:
            UnreadableFile: the part is broken, or is no safe XML.
        """
        entry = self._entries.get(part)
        if entry is None:
            return None
        try:
            data = self._archive.read(entry)
        except _BROKEN:
            raise _malformed(self._name) from None
        return parse_xml(data.replace(_STRICT, _TRANSITIONAL), f"{self._name} ({part})")

    def document(self) -> etree._Element:
        """The root element of the main part.

        Raises:
            UnreadableFile: there is none.
        """
        main = self.part("word/document.xml")
        if main is None:
            relations = self.part("_rels/.rels")
            for relation in relations if relations is not None else ():
                if relation.get("Type", "").endswith(_OFFICE_DOCUMENT):
                    main = self.part(relation.get("Target", "").lstrip("/"))
        if main is None:
            raise _malformed(self._name)
        return main


def local(element: etree._Element) -> str:
    """The name of ``element`` without namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: etree._Element | None, attribute: str = "val") -> str:
    """An attribute of Word's own namespace; "" where it, or the element, is missing."""
    return "" if element is None else element.get(f"{W}{attribute}", "")


def number(element: etree._Element | None, default: int, attribute: str = "val") -> int:
    """An attribute as a whole number below a million; ``default`` where it is none."""
    text = value(element, attribute)
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 6 else default


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """What ``properties`` say of an on-off property; None where they say nothing."""
    element = None if properties is None else properties.find(f"{W}{name}")
    if element is None:
        return None
    return value(element).lower() not in ("0", "false", "off", "none")


def _refuse_unsafe(entries: list[zipfile.ZipInfo], name: str) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableFile(
            "encrypted",
            Message(
                "%(name)s is protected by a password; save a copy without it and import that.",
                name=name,
            ),
        )
    parts = [entry for entry in entries if entry.filename.endswith((".xml", ".rels"))]
    if (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > LARGEST_TOTAL
        or any(entry.file_size > LARGEST_PART for entry in parts)
        or any(
            entry.file_size > 2**20 and entry.file_size > HIGHEST_RATIO * entry.compress_size
            for entry in entries
        )
    ):
        raise UnreadableFile(
            "unsafe_archive",
            Message(
                "%(name)s unpacks to far more than a law needs, as files made to exhaust the"
                " memory do; save the document again in Word or LibreOffice and import that.",
                name=name,
            ),
        )


def _malformed(name: str) -> UnreadableFile:
    return UnreadableFile(
        "malformed",
        Message(
            "%(name)s is a damaged Word document; open it in Word or LibreOffice, save it again"
            " and import that.",
            name=name,
        ),
    )
