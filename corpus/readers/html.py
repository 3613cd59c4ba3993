"""Web pages as lines: the law's text found among menus, headers, panels and footers.

Publishers' pages (Infoleg, SUIN, the Irish Statute Book) and unknown ones go the
same way; ``html_furniture`` decides what is no text, ``html_lines`` writes the rest.
"""

import codecs
import re
from types import MappingProxyType
from typing import Final

from corpus.html_source import parse_html, tag_of
from corpus.readers.detect import decode
from corpus.readers.html_furniture import Furniture
from corpus.readers.html_lines import page_lines
from corpus.readers.html_metadata import page_metadata
from corpus.readers.plain import damage
from corpus.reading import Dropped, Reading

_CHARSET: Final = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})")
_MISNAMED: Final = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"})


def read(data: bytes, name: str) -> Reading:
    """The lines of a page and what its head and visible title state.

    Raises:
        UnreadableFile: the bytes are not text, or the HTML cannot be read to its end.
    """
    root = parse_html(page_text(data, name), name)
    body = next((child for child in root if tag_of(child) == "body"), root)
    furniture = Furniture(body)
    dropped: list[Dropped] = []
    lines = page_lines(body, furniture, dropped)
    return Reading(
        "html",
        tuple(lines),
        stated=MappingProxyType(page_metadata(root, furniture)),
        problems=damage("\n".join(line.text for line in lines)),
        dropped=tuple(dropped),
    )


def page_text(data: bytes, name: str) -> str:
    """The text of a page, by its mark, as UTF-8, by the charset it names, or by guess.

    Pages often name an encoding that they do not have: UTF-8 that decodes is
    believed first, and ISO-8859-1 is read as the Windows-1252 that browsers take it for.
    """
    match = _CHARSET.search(data[:8192])
    named = match[1].decode("ascii").lower() if match else ""
    if named and named not in _MISNAMED and not named.startswith(("utf", "ucs")):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return data.decode(codecs.lookup(named).name)
            except (LookupError, UnicodeError):
                pass
    return decode(data, name)[0]
