"""PDF bytes become the glyphs of their pages here, and nowhere else in the house.

PDFium (through the package pypdfium2) reads them: it is what browsers read
hostile PDFs with, and several times faster than readers in Python. Pages, glyphs a
page and glyphs in all are limited, so that the time is too. It knows nothing of lines.
"""

import ctypes
import math
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from corpus.errors import UnreadableFile
from i18n.messages import Message

MOST_PAGES: Final = 2_000
MOST_GLYPHS: Final = 3_000_000  # of the file
_MOST_GLYPHS_OF_PAGE: Final = 60_000
_SAMPLE: Final = 40  # pages
_LEAST_GLYPHS: Final = 20  # of a page that has text
_LEAST_SHARE: Final = 0.2  # of pages with text, among those that are not blank
_FORCED_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_BOLD_WEIGHT: Final = 600
_BOLD_NAMES: Final = ("bold", "black", "heavy", "demi")
_ITALIC_NAMES: Final = ("italic", "oblique")
_HYPHEN_MARK: Final = "\x02"  # PDFium's for a hyphen at the end of a line
_RIGHT_ANGLE: Final = math.pi / 2
_ONE_AT_A_TIME: Final = threading.Lock()  # PDFium must not run in two threads


@dataclass(frozen=True, slots=True, eq=False)
class Glyph:
    """A character on a page; points from the left and from the top of the upright page."""

    text: str  # " " is a gap; "" never occurs
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    bold: bool
    italic: bool

    @property
    def size(self) -> float:
        """The height of its font's line, in points."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """The glyphs of one page, in the order of the file."""

    number: int  # from 1
    glyphs: tuple[Glyph, ...]
    objects: int  # things drawn on it; 0 for a blank page
    skewed: str = ""  # text set aslant, such as a watermark


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages of a file and what its properties state."""

    pages: tuple[Page, ...]
    title: str


def parse_pdf(data: bytes, name: str) -> PdfText:
    """The text of ``data``, page by page.

    Raises:
        UnreadableFile: ``malformed``, ``encrypted``, ``too_large`` (pages or glyphs),
            ``scan`` where no or almost no page has text.
    """
    with _ONE_AT_A_TIME:
        document = _opened(data, name)
        try:
            count = len(document)
            _refuse_page_count(count, name)
            _refuse_textless(document, count, name)
            pages = tuple(_pages(document, count, name))
            title = document.get_metadata_dict().get("Title", "")
        finally:
            document.close()
    _refuse_scan(pages, name)
    return PdfText(pages, " ".join(title.split()))


def _opened(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFile(
                "encrypted",
                Message(
                    "%(name)s is protected by a password; save a copy without it and import that.",
                    name=name,
                ),
            ) from None
        raise _malformed(name) from None


def _refuse_page_count(count: int, name: str) -> None:
    if not count:
        raise _malformed(name)
    if count > MOST_PAGES:
        raise UnreadableFile(
            "too_large",
            Message(
                "%(name)s has %(count)s pages, over the limit of %(limit)s; split it and import"
                " the part that holds the law.",
                name=name,
                count=count,
                limit=MOST_PAGES,
            ),
        )


def _refuse_textless(document: pypdfium2.PdfDocument, count: int, name: str) -> None:
    """Refuses a long file at once when none of a sample of its pages has text."""
    if count <= _SAMPLE:
        return
    step = count / _SAMPLE
    if not any(
        page is not None and _glyph_count(page) >= _LEAST_GLYPHS
        for page in (_loaded(document, int(index * step)) for index in range(_SAMPLE))
    ):
        raise _scan(name)


def _refuse_scan(pages: tuple[Page, ...], name: str) -> None:
    drawn = [page for page in pages if page.objects]
    written = [page for page in drawn if len(page.glyphs) >= _LEAST_GLYPHS]
    if not written or len(written) < _LEAST_SHARE * len(drawn):
        raise _scan(name)
    text = "".join(glyph.text for page in written[:20] for glyph in page.glyphs)
    letters = sum(character.isalpha() for character in text)
    if letters < 0.4 * len(text.replace(" ", "")):
        raise UnreadableFile(
            "scan",
            Message(
                "%(name)s has a text layer whose characters cannot be told; run OCR on it first"
                " and import its text.",
                name=name,
            ),
        )


def _pages(document: pypdfium2.PdfDocument, count: int, name: str) -> Iterator[Page]:
    total = 0
    for index in range(count):
        page = _loaded(document, index)
        if page is None:
            yield Page(index + 1, (), 1)
            continue
        read = _page(page, index + 1)
        page.close()
        total += len(read.glyphs)
        if total > MOST_GLYPHS:
            raise UnreadableFile(
                "too_large",
                Message(
                    "%(name)s has more than %(limit)s characters; split it and import the part"
                    " that holds the law.",
                    name=name,
                    limit=MOST_GLYPHS,
                ),
            )
        yield read


def _loaded(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage | None:
    """The page, or None where it is broken."""
    try:
        return document[index]
    except pypdfium2.PdfiumError:
        return None


def _glyph_count(page: pypdfium2.PdfPage) -> int:
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return 0
    count = int(text.count_chars())
    text.close()
    return max(0, count)


def _page(page: pypdfium2.PdfPage, number: int) -> Page:
    objects = int(pdfium.FPDFPage_CountObjects(page))
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(number, (), objects)
    count = min(max(0, int(text.count_chars())), _MOST_GLYPHS_OF_PAGE)
    glyphs, skewed = _TextLayer(text).read(count)
    text.close()
    return Page(number, glyphs, objects, skewed)


class _TextLayer:
    """The characters of one page; PDFium's answers come into buffers that are used again."""

    def __init__(self, text: Any) -> None:
        self._text = text
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._flags = ctypes.c_int()
        self._font = ctypes.create_string_buffer(96)
        self._styles: dict[tuple[bytes, int], tuple[bool, bool]] = {}

    def read(self, count: int) -> tuple[tuple[Glyph, ...], str]:
        """The first ``count`` glyphs that stand as most do, and the text of the others."""
        turns = [self._quarter_turns(index) for index in range(count)]
        upright = Counter(turn for turn in turns if turn is not None).most_common(1)
        turn = upright[0][0] if upright else 0
        glyphs: list[Glyph] = []
        skewed: list[str] = []
        for index in range(count):
            character = self._character(index)
            if turns[index] == turn and character:
                glyphs.append(self._glyph(index, character, turn))
            elif character.strip():
                skewed.append(character)
        return tuple(glyphs), "".join(skewed)

    def _quarter_turns(self, index: int) -> int | None:
        """How many right angles the character is turned by; None for any other angle."""
        turns = float(pdfium.FPDFText_GetCharAngle(self._text, index)) / _RIGHT_ANGLE
        return round(turns) % 4 if abs(turns - round(turns)) < 0.05 else None

    def _character(self, index: int) -> str:
        code = int(pdfium.FPDFText_GetUnicode(self._text, index))
        if code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            return ""
        character = chr(code)
        if character == _HYPHEN_MARK:
            return "-"
        return " " if character.isspace() else character

    def _glyph(self, index: int, character: str, turn: int) -> Glyph:
        box, x, y = self._box, self._x, self._y
        pdfium.FPDFText_GetLooseCharBox(self._text, index, box)
        pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
        left, lower = _turned(box.left, box.bottom, turn)
        right, upper = _turned(box.right, box.top, turn)
        _, base = _turned(x.value, y.value, turn)
        bold, italic = self._style(index)
        low, high = sorted((-lower, -upper))
        return Glyph(character, min(left, right), max(left, right), low, high, -base, bold, italic)

    def _style(self, index: int) -> tuple[bool, bool]:
        """Whether the character is bold, and whether italic, by what its font says of itself."""
        pdfium.FPDFText_GetFontInfo(self._text, index, self._font, 96, self._flags)
        key = (self._font.value, self._flags.value)
        if key not in self._styles:
            name = key[0].decode("latin-1").lower()
            weight = int(pdfium.FPDFText_GetFontWeight(self._text, index))
            bold = any(word in name for word in _BOLD_NAMES) or bool(key[1] & _FORCED_BOLD)
            italic = any(word in name for word in _ITALIC_NAMES) or bool(key[1] & _ITALIC)
            self._styles[key] = (bold or weight >= _BOLD_WEIGHT, italic)
        return self._styles[key]


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the page once its text stands upright; the ordinate still goes up."""
    return ((x, y), (-y, x), (-x, -y), (y, -x))[turn]


def _malformed(name: str) -> UnreadableFile:
    return UnreadableFile(
        "malformed",
        Message(
            "%(name)s is a damaged PDF without a readable page; fetch it again from its source.",
            name=name,
        ),
    )


def _scan(name: str) -> UnreadableFile:
    return UnreadableFile(
        "scan",
        Message(
            "%(name)s is a scan: its pages are images without text; run OCR first, for example"
            " `ocrmypdf %(name)s text.pdf`, and import the result.",
            name=name,
        ),
    )
