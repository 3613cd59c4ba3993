"""XML written from its beginning to its end, without a tree of it in memory."""

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Final, Self
from xml.sax.saxutils import escape

NO_ATTRIBUTES: Final[Mapping[str, str]] = MappingProxyType({})
_QUOTE: Final = MappingProxyType({'"': "&quot;"})
_DECLARATION: Final = "<?xml version='1.0' encoding='UTF-8'?>"
_INDENT: Final = "  "
_KEPT: Final = 4096  # pieces that wait to be encoded


class XmlText:
    """An XML file under way.

    ``with xml.element("article", {"eId": "art_1"}):`` writes its tags around what is
    written inside. An element stands on a line of its own, indented, unless it or one
    around it holds text: there every blank counts.
    """

    def __init__(self) -> None:
        self._bytes = BytesIO()
        self._pieces = [_DECLARATION]
        self._open: list[str] = []  # names, outermost first
        self._begun = False  # the last tag still lacks its ">"
        self._inline = 0  # how many elements were open when text first came; 0 outside text
        self.deepest = 0  # elements that were open at once, at most

    def element(self, name: str, attributes: Mapping[str, str] = NO_ATTRIBUTES) -> Self:
        """Begins the element ``name``, which ends with the ``with`` block; empty values count."""
        pieces = self._pieces
        if self._begun:
            pieces.append(">")
        if not self._inline:
            pieces.append("\n" + _INDENT * len(self._open))
        pieces.append(f"<{name}")
        for key, value in attributes.items():
            pieces.append(f' {key}="{escape(value, _QUOTE)}"')
        self._begun = True
        self._open.append(name)
        self.deepest = max(self.deepest, len(self._open))
        if len(pieces) > _KEPT:
            self._encode()
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        name = self._open.pop()
        if self._begun:
            self._pieces.append("/>")
        elif self._inline:
            self._pieces.append(f"</{name}>")
        else:
            self._pieces.append(f"\n{_INDENT * len(self._open)}</{name}>")
        self._begun = False
        if self._inline > len(self._open):
            self._inline = 0

    def text(self, words: str) -> None:
        """Adds text to the element that was begun last; "" makes it hold text all the same."""
        if self._begun:
            self._pieces.append(">")
            self._begun = False
        self._inline = self._inline or len(self._open)
        self._pieces.append(escape(words))

    def leaf(
        self, name: str, attributes: Mapping[str, str] = NO_ATTRIBUTES, words: str | None = None
    ) -> None:
        """Adds an element that holds ``words`` or, for None, nothing at all."""
        with self.element(name, attributes):
            if words is not None:
                self.text(words)

    def _encode(self) -> None:
        self._bytes.write("".join(self._pieces).encode())
        self._pieces.clear()

    def value(self) -> bytes:
        """The whole file, when every element has ended."""
        self._pieces.append("\n")
        self._encode()
        return self._bytes.getvalue()
