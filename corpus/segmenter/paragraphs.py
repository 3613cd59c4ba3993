"""Rows of an article become paragraphs: points under points, quotations in their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from corpus.grammar import Grammar
from corpus.model import Block, Paragraph, Quotation
from corpus.segmenter.numbers import is_roman, roman_value

_PATTERNS: Final = (
    ("(1)", re.compile(r"\(\s?(\d{1,3}[A-Z]?)\s?\)")),
    ("(A)", re.compile(r"\(\s?([A-ZÑ]{1,2}|[IVXL]{1,6})\s?\)")),
    ("(a)", re.compile(r"\(\s?([a-zñ]{1,2}|[ivxl]{1,6})\s?\)")),
    ("1.1", re.compile(r"(\d{1,3}(?:\.\d{1,2}){1,3})\.?[)]?(?=\s)")),
    ("1)", re.compile(r"(\d{1,3})\s?\)(?:\s?[-–.])?(?=\s|[A-ZÁÉÍÓÚÑ\"“]|$)")),
    ("1°", re.compile(r"(\d{1,2})\s?[°º]\.?\)?(?:\s?[-–])?(?=\s|[A-ZÁÉÍÓÚÑ]|$)")),
    ("1.", re.compile(r"(\d{1,3})\s?\.(?:\s?[-–])?(?=\s|[A-ZÁÉÍÓÚÑ\"“(]|$)")),
    ("A)", re.compile(r"([A-ZÑ]|[IVXL]{1,6})\s?\)(?:\s?[-–.])?(?=\s|$|[A-ZÁÉÍÓÚÑ])")),
    ("a)", re.compile(r"([a-zñ]|[ivxl]{1,6})\s?\)(?:\s?[-–.])?(?=\s|$|[A-ZÁÉÍÓÚÑ])")),
    ("A.", re.compile(r"([A-ZÑ]|[IVXL]{1,6})\s?\.(?:\s?[-–])?(?=\s|$)")),
    ("a.", re.compile(r"([a-zñ]|[ivxl]{1,6})\s?\.(?:\s?[-–])?(?=\s|$)")),
    ("-", re.compile(r"([-–—•·●▪])(?=\s)")),
)
_QUOTE_MARKS: Final = '"“«'


@dataclass(slots=True)
class _Node:
    """A paragraph while it grows."""

    text: str
    num: str = ""
    style: str = ""
    value: int = 0
    children: list["_Node | Quotation"] = field(default_factory=list)

    def frozen(self) -> Paragraph:
        return Paragraph(self.text, self.num, tuple(_frozen(child) for child in self.children))


class ParagraphBuilder:
    """Collects the texts of one article and nests their points."""

    def __init__(self, grammar: Grammar) -> None:
        self._named = tuple(re.compile(pattern) for pattern in grammar.points)
        self._root: list[_Node | Quotation] = []
        self._open: list[_Node] = []  # points that may still take children, outermost first

    def add(self, text: str) -> None:
        """One paragraph of the source, its label still in ``text``."""
        labels = list(self._labels(text))
        if not labels:
            self._add_plain(text)
            return
        end = 0
        for position, (style, label, value, end_of_label) in enumerate(labels):
            end = end_of_label
            last = position == len(labels) - 1
            self._add_point(style, label, value, text[end:].strip() if last else "")
        del end

    def quote(self, quotation: Quotation) -> None:
        """A quotation, below the point that announced it."""
        (self._open[-1].children if self._open else self._root).append(quotation)

    def blocks(self) -> tuple[Block, ...]:
        """What was added, frozen."""
        return tuple(_frozen(node) for node in self._root)

    def _labels(self, text: str) -> Iterator[tuple[str, str, int, int]]:
        """Labels that open ``text`` (several when printed together), with where each ends."""
        for pattern in self._named:
            if match := pattern.match(text):
                yield "named", match[0].strip(), 0, match.end()
                return
        position = 1 if text[:1] in _QUOTE_MARKS and text[1:2] not in ("", " ") else 0
        start = 0
        while True:
            found = _label_at(text, position)
            if found is None:
                return
            style, core, end = found
            style, value = self._typed(style, core)
            yield style, text[start:end].strip(), value, end
            if style[0] != "(":
                return
            position = end + len(text[end:]) - len(text[end:].lstrip())
            start = end
            if text[position : position + 1] != "(":
                return

    def _typed(self, style: str, core: str) -> tuple[str, int]:
        """The style told apart into letters and Roman numbers, and the label's value."""
        if core[0].isdigit():
            return style, int(re.match(r"\d+", core)[0])  # type: ignore[index]
        if style == "-" or style == "1.1":
            return style, 0
        alphabetic = ord(core[0].lower()) - 96 if len(core) == 1 else 0
        if not is_roman(core):
            return style, alphabetic
        roman_style, value = style.replace("a", "i").replace("A", "I"), roman_value(core)
        for node in reversed(self._open):
            if node.style == style and node.value + 1 == alphabetic:
                return style, alphabetic
            if node.style == roman_style and node.value + 1 == value:
                return roman_style, value
        if value == 1 or len(core) > 1:
            return roman_style, value
        return style, alphabetic

    def _add_point(self, style: str, label: str, value: int, text: str) -> None:
        node = _Node(text, label, style, value)
        levels = [position for position, item in enumerate(self._open) if item.style == style]
        if levels:
            del self._open[levels[-1] :]
        elif style == "named":
            self._open.clear()
        (self._open[-1].children if self._open else self._root).append(node)
        self._open.append(node)

    def _add_plain(self, text: str) -> None:
        if self._open and not self._open[-1].text and not self._open[-1].children:
            self._open[-1].text = text
            return
        if self._open and self._open[-1].style != "named":
            self._open.pop()
        (self._open[-1].children if self._open else self._root).append(_Node(text))


def _label_at(text: str, position: int) -> tuple[str, str, int] | None:
    for style, pattern in _PATTERNS:
        if match := pattern.match(text, position):
            return style, match[1], match.end()
    return None


def _frozen(node: "_Node | Quotation") -> Block:
    return node if isinstance(node, Quotation) else node.frozen()


def paragraphs_of(texts: Sequence[str], grammar: Grammar) -> tuple[Paragraph, ...]:
    """``texts`` as paragraphs, their points nested."""
    builder = ParagraphBuilder(grammar)
    for text in texts:
        builder.add(text)
    return tuple(block for block in builder.blocks() if isinstance(block, Paragraph))
