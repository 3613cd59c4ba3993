"""A law as a PDF: searchable text, an outline of headings, page numbers, its own language.

A letter that the font does not have is written by its number, ``[U+4E2D]``, so that no word
is lost in silence.
"""

import datetime
import logging
from collections.abc import Iterator
from importlib.resources import as_file, files
from typing import Final

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from milex.exports.description import NOTES, LawFile
from milex.exports.passages import Passage, passages

_FAMILY: Final = "law"
_STEP: Final = 7.0  # millimetres by which points are indented
_DEEPEST: Final = 8  # steps; deeper points stand as far in
_LEADING: Final = 1.35  # of the size of the letters
_POINT: Final = 0.3528  # millimetres
_SIZES: Final = {1: 13.0, 2: 12.0, 3: 11.0}
_TEXT: Final = 10.0
_SMALL: Final = 8.5

# The font library tells each table of a font that it leaves out; no reader can use that.
logging.getLogger("fontTools").setLevel(logging.ERROR)


class _Pages(FPDF):
    """Pages with their number below.

    Lines are broken here: the library measures a line anew at each of its letters.
    """

    def __init__(self) -> None:
        super().__init__(format="A4")
        self._widths: dict[tuple[str, str], float] = {}

    def lines(self, text: str, width: float) -> Iterator[str]:
        """``text`` in lines of ``width`` millimetres, broken at blanks; longer words are cut."""
        line: list[str] = []
        left = width
        blank = self._width(" ")
        for word in text.split():
            needed = self._width(word)
            if line and needed + blank > left:
                yield " ".join(line)
                line, left = [], width
            while needed > width:
                fits = max(1, int(len(word) * width / needed))
                while fits > 1 and self.get_string_width(word[:fits]) > width:
                    fits -= 1
                yield word[:fits]
                word = word[fits:]
                needed = self._width(word)
            left -= needed + (blank if line else 0)
            line.append(word)
        if line:
            yield " ".join(line)

    def _width(self, word: str) -> float:
        """The width of ``word`` in millimetres; a law has each of its words many times."""
        key = (self.font_style, word)
        if key not in self._widths:
            self._widths[key] = self.get_string_width(word) / self.font_size
        return self._widths[key] * self.font_size

    def footer(self) -> None:
        """The number of the page."""
        self.set_y(-14)
        self.set_font(_FAMILY, "", _SMALL)
        self.set_text_color(86, 93, 100)
        self.cell(0, 5, str(self.page_no()), align="C")
        self.set_text_color(29, 35, 39)


def law_pdf(law: LawFile) -> bytes:
    """The document as a file; the same law gives the same pages."""
    pages = _Pages()
    pages.set_margins(22, 20)
    pages.set_auto_page_break(True, 22)
    _describe(pages, law)
    letters = _add_fonts(pages)
    pages.add_page()
    _write(pages, _held(law.title, letters), 16, bold=True, after=3)
    for fact in law.facts():
        _write(pages, _held(fact, letters), _SMALL, after=0.5)
    pages.ln(4)
    level = -1
    for passage in passages(law.document):
        if passage.kind == "heading":
            level = min(passage.level - 1, level + 1)  # an outline may skip no level
            _heading(pages, _held(passage.line, letters), level)
        elif passage.kind == "note":
            named = "" if passage.is_further else f"{law.said(NOTES)}: "
            note = _held(named + passage.text, letters)
            _write(pages, note, _SMALL, depth=passage.depth + 0.5, after=1)
        else:
            _passage(pages, passage, letters)
    return bytes(pages.output())


def _describe(pages: _Pages, law: LawFile) -> None:
    pages.set_title(law.title)
    pages.set_lang(law.locale)
    pages.set_subject(law.identifier)
    pages.set_author(law.document.metadata.publisher or "MILEX")
    pages.set_creator("MILEX")
    # The law's own day, not today's: the same law gives the same file.
    metadata = law.document.metadata
    day = metadata.version_date or metadata.date or datetime.date(2000, 1, 1)
    pages.set_creation_date(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC))


def _add_fonts(pages: _Pages) -> frozenset[int]:
    """The two fonts, and the letters that both have."""
    folder = files(__package__).joinpath("fonts")
    names = {"": "DejaVuSerifCondensed.ttf", "B": "DejaVuSerifCondensed-Bold.ttf"}
    known: list[frozenset[int]] = []
    for style, name in names.items():
        with as_file(folder.joinpath(name)) as path:
            pages.add_font(_FAMILY, style, path)
        font = pages.fonts[f"{_FAMILY}{style}"]
        known.append(frozenset(font.cmap if isinstance(font, TTFFont) else ()))
    pages.set_font(_FAMILY, "", _TEXT)
    pages.set_text_color(29, 35, 39)
    return known[0] & known[1]


def _held(text: str, letters: frozenset[int]) -> str:
    """``text`` with the letters that the font lacks written by their numbers."""
    return "".join(
        letter if ord(letter) in letters or letter in "\n\t" else f"[U+{ord(letter):04X}]"
        for letter in text
    )


def _heading(pages: _Pages, line: str, level: int) -> None:
    size = _SIZES.get(level + 1, _TEXT)
    pages.ln(size * _POINT * 0.9)
    # A heading stands with at least two lines of what it opens.
    if pages.will_page_break(size * _POINT * _LEADING + 2 * _TEXT * _POINT * _LEADING):
        pages.add_page()
    pages.start_section(line, level=level)
    _write(pages, line, size, bold=True, after=1)


def _passage(pages: _Pages, passage: Passage, letters: frozenset[int]) -> None:
    depth = min(passage.depth, _DEEPEST) + (1 if passage.is_quoted else 0)
    size = _SMALL + 0.5 if passage.kind == "row" else _TEXT
    _write(pages, _held(passage.line, letters), size, depth=depth, after=1.8)


def _write(
    pages: _Pages,
    text: str,
    size: float,
    *,
    bold: bool = False,
    depth: float = 0,
    after: float = 0,
) -> None:
    """A paragraph, ``depth`` steps in, with ``after`` millimetres of space below it."""
    pages.set_font(_FAMILY, "B" if bold else "", size)
    indent = pages.l_margin + depth * _STEP
    width = pages.w - pages.r_margin - indent
    for line in pages.lines(text, width):
        pages.set_x(indent)
        pages.cell(width, size * _POINT * _LEADING, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if after:
        pages.ln(after)
