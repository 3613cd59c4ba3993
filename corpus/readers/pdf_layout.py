"""Glyphs of a page become rows in the order in which a person reads them.

Columns are read one after another, between rows that run across all of them; small
print in the margin is set apart as notes. It knows nothing of articles.
"""

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.pdf_source import Glyph, Page
from corpus.readers.runs import Run

_SMALLER: Final = 0.93  # of the text's size, at most, is a marginal note's
_NARROW: Final = 0.3  # of the page's text width, at most, has the margin
_MARGIN_SHARE: Final = 0.35  # of the page's characters, at most
_LETTERS: Final = 0.36  # of a margin's characters, more; points (a) and numbers have fewer
_COLUMN: Final = 0.2  # of the width and of the characters, at least, has a column
_FILLED: Final = 0.55  # of its column fills the usual row of running text
_CROSSED_MARGIN: Final = 0.06  # of the rows, at most, run into the margin
_CROSSED_GUTTER: Final = 0.35  # of the rows, at most, run across columns
_FEWEST_ROWS: Final = 5  # of each of two columns
_GUTTER: Final = 0.8  # times the text's size, the least width between columns
_NOTE_GUTTER: Final = 0.5  # the same before a margin
_BIN: Final = 1.0  # points


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """Glyphs without a gap, in one style."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    bold: bool
    italic: bool
    glued: bool  # to the word before it

    @property
    def size(self) -> float:
        """Height of the font's line."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One printed line of a column, or of a marginal note."""

    page: int
    runs: tuple[Run, ...]
    text: str  # of the runs, single-spaced
    x0: float
    x1: float
    top: float
    baseline: float  # of most words
    size: float  # of most words
    left: float  # of its column
    right: float

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its column, clear of both edges."""
        width = self.right - self.left
        before, after = self.x0 - self.left, self.right - self.x1
        return min(before, after) > 0.1 * width and abs(before - after) < 0.06 * width


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows of a page in reading order, and those of its margin from the top."""

    rows: tuple[Row, ...]
    margin: tuple[Row, ...]


def page_layouts(pages: Sequence[Page]) -> list[Layout]:
    """The rows of each page; where some pages have a margin, all may have it."""
    words = [page_words(page.glyphs) for page in pages]
    strips = [strip for each in words if (strip := _margin_strip(each)) is not None]
    return [_layout(page.number, each, strips) for page, each in zip(pages, words, strict=True)]


def _layout(page: int, words: list[Word], strips: Sequence[float]) -> Layout:
    if not words:
        return Layout((), ())
    size = statistics.median(word.size for word in words)
    main, margin = _without_margin(words, strips)
    rows = [row for band in _bands(main, size) for row in _rows(page, band)]
    return Layout(tuple(rows), tuple(_rows(page, margin)))


def page_words(glyphs: Iterable[Glyph]) -> list[Word]:
    """Words of ``glyphs``, in the order of the file."""
    words: list[Word] = []
    current: list[Glyph] = []
    glued = False
    for glyph in glyphs:
        if not glyph.text.strip() or glyph.size <= 0:
            _end_word(words, current, glued)
            current, glued = [], False
            continue
        if current and (_apart(current[-1], glyph) or _other_style(current[-1], glyph)):
            _end_word(words, current, glued)
            glued = _touches(current[-1], glyph)
            current = []
        current.append(glyph)
    _end_word(words, current, glued)
    return words


def _apart(before: Glyph, after: Glyph) -> bool:
    size = max(before.size, after.size)
    return (
        after.x0 - before.x1 > 0.35 * size
        or after.x0 < before.x0 - 0.2 * size
        or abs(after.baseline - before.baseline) > 0.6 * size
    )


def _touches(before: Glyph, after: Glyph) -> bool:
    return not _apart(before, after) and after.x0 - before.x1 < 0.1 * after.size


def _other_style(before: Glyph, after: Glyph) -> bool:
    return (before.bold, before.italic) != (after.bold, after.italic)


def _end_word(words: list[Word], glyphs: Sequence[Glyph], glued: bool) -> None:
    if not glyphs:
        return
    words.append(
        Word(
            "".join(glyph.text for glyph in glyphs),
            min(glyph.x0 for glyph in glyphs),
            max(glyph.x1 for glyph in glyphs),
            min(glyph.top for glyph in glyphs),
            max(glyph.bottom for glyph in glyphs),
            glyphs[0].baseline,
            glyphs[0].bold,
            glyphs[0].italic,
            glued,
        )
    )


def _margin_strip(words: list[Word]) -> float | None:
    """Where a page's text ends and small print beside it begins; None without a margin."""
    if not words:
        return None
    size = statistics.median(word.size for word in words)
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    # A note of one row would itself count as a gutter if rows might cross one.
    for share in (0.0, _CROSSED_MARGIN):
        for x in _gutters(words, _NOTE_GUTTER * size, share):
            across = _across(words, [x])
            before, after = _split([word for word in words if word not in across], x)
            for side, other in ((before, after), (after, before)):
                if side and other and _is_margin(side, other, right - left):
                    return x
    return None


def _without_margin(words: list[Word], strips: Sequence[float]) -> tuple[list[Word], list[Word]]:
    """The page's text, and the small print beside one of ``strips``."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    small = _SMALLER * _usual_size(words)
    most: set[Word] = set()
    for x in {round(strip) for strip in strips}:
        side = _small_print(words, x, small)
        other = [word for word in words if word not in side]
        if len(side) > len(most) and other and _is_margin(list(side), other, right - left):
            most = side
    return [word for word in words if word not in most], [w for w in words if w in most]


def _small_print(words: Sequence[Word], x: float, small: float) -> set[Word]:
    """The small words on the narrower side of ``x``, in rows whose other words are large."""
    middle = statistics.median(word.x0 for word in words)
    side: set[Word] = set()
    for row in _clusters(words):
        if x < middle:
            beside = [word for word in row if word.x0 < x]
        else:
            beside = [word for word in row if word.x1 > x]
        others = [word for word in row if word not in beside]
        if all(word.size <= small for word in beside) and not any(
            word.size <= small for word in others
        ):
            side.update(beside)
    return side


def _is_margin(side: Sequence[Word], other: Sequence[Word], width: float) -> bool:
    """Whether ``side`` is narrow, small print, and words: no numbers of points."""
    characters = _characters(side)
    return (
        max(word.x1 for word in side) - min(word.x0 for word in side) <= _NARROW * width
        and characters <= _MARGIN_SHARE * (characters + _characters(other))
        and _usual_size(side) <= _SMALLER * _usual_size(other)
        and _letters(side) > _LETTERS * characters
    )


def _bands(words: list[Word], size: float) -> list[list[Word]]:
    """``words`` in the order of reading: columns, cut where a row runs across them."""
    gutters = _column_gutters(words, size)
    if not gutters:
        return [words]
    across = _across(words, gutters)
    tops = sorted({word.top for word in across})
    bands: list[list[Word]] = []
    rest = [word for word in words if word not in across]
    edges = [*tops, float("inf")]
    for index, edge in enumerate(edges):
        above = [word for word in rest if word.top < edge]
        rest = [word for word in rest if word.top >= edge]
        bands.extend(column for column in _columns(above, gutters) if column)
        if index < len(tops):
            bands.append([word for word in across if word.top == edge])
    return bands


def _across(words: Sequence[Word], gutters: Sequence[float]) -> set[Word]:
    """The words of rows that cross a gutter: where a word, or a gap as usual, lies on it."""
    crossing: set[Word] = set()
    for row in _clusters(words):
        for x in gutters:
            before = [word for word in row if word.x0 < x]
            after = [word for word in row if word.x0 >= x]
            touches = any(word.x0 < x < word.x1 for word in before)
            near = before and after and after[0].x0 - before[-1].x1 < 0.5 * before[-1].size
            if touches or near:
                crossing.update(row)
    return crossing


def _column_gutters(words: list[Word], size: float) -> list[float]:
    """Where the page divides into columns of running text; empty for one column."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    narrowest = _COLUMN * (right - left)
    found = [
        x
        for x in _gutters(words, _GUTTER * size, _CROSSED_GUTTER)
        if left + narrowest < x < right - narrowest
    ]
    if not found:
        return []
    across = _across(words, found)
    columns = _columns([word for word in words if word not in across], found)
    least = _COLUMN * sum(map(_characters, columns)) / len(found)
    if all(_characters(column) >= least and _is_running(column) for column in columns):
        return found
    return []


def _is_running(column: Sequence[Word]) -> bool:
    """Whether ``column`` has several rows that mostly fill it, as text does and tables do not."""
    rows = _clusters(column)
    if len(rows) < _FEWEST_ROWS:
        return False
    width = max(word.x1 for word in column) - min(word.x0 for word in column)
    filled = statistics.median(row[-1].x1 - row[0].x0 for row in rows)
    several = statistics.median(len(row) for row in rows)
    return filled >= _FILLED * width and several >= 3


def _columns(words: Iterable[Word], gutters: Sequence[float]) -> list[list[Word]]:
    columns: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for word in words:
        columns[sum(word.x0 >= x for x in gutters)].append(word)
    return columns


def _gutters(words: Sequence[Word], width: float, share: float) -> list[float]:
    """The middles of upright strips, wide enough, that few rows (a share) cross."""
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    rows = _clusters(words)
    bins = [0] * (int((right - left) / _BIN) + 1)
    for row in rows:
        crossed = {
            position
            for word in row
            for position in range(int((word.x0 - left) / _BIN), int((word.x1 - left) / _BIN) + 1)
        }
        for position in crossed:
            bins[position] += 1
    allowed = math.ceil(share * len(rows)) if len(rows) >= 2 * _FEWEST_ROWS else 0
    gutters: list[float] = []
    start: int | None = None
    for position, crossings in enumerate([*bins, len(rows)]):
        if crossings <= allowed and start is None:
            start = position
        elif crossings > allowed and start is not None:
            wide = (position - start) * _BIN >= width
            if wide and start > 0 and position < len(bins):
                gutters.append(left + (start + position) / 2 * _BIN)
            start = None
    return gutters


def _split(words: Sequence[Word], x: float) -> tuple[list[Word], list[Word]]:
    return [w for w in words if w.x0 < x], [w for w in words if w.x0 >= x]


def _clusters(words: Iterable[Word]) -> list[list[Word]]:
    """``words`` by printed row from the top, each from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        if rows and _on_row(word, rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _on_row(word: Word, row: Sequence[Word]) -> bool:
    """Whether ``word`` stands on the row: on its baseline, raised or lowered."""
    tallest = max(row, key=lambda each: each.size)
    return abs(word.baseline - tallest.baseline) <= 0.4 * max(word.size, tallest.size)


def _rows(page: int, words: Sequence[Word]) -> list[Row]:
    if not words:
        return []
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    return [_row(page, row, left, right) for row in _clusters(words)]


def _row(page: int, words: Sequence[Word], left: float, right: float) -> Row:
    runs = tuple(
        Run(word.text if word.glued else f" {word.text}", word.bold, word.italic) for word in words
    )
    return Row(
        page,
        runs,
        " ".join("".join(run.text for run in runs).split()),
        words[0].x0,
        words[-1].x1,
        min(word.top for word in words),
        statistics.median_low([word.baseline for word in words]),
        statistics.median_low([word.size for word in words]),
        left,
        right,
    )


def _characters(words: Iterable[Word]) -> int:
    return sum(len(word.text) for word in words)


def _letters(words: Iterable[Word]) -> int:
    return sum(character.isalpha() for word in words for character in word.text)


def _usual_size(words: Sequence[Word]) -> float:
    """The size of most characters."""
    sizes = sorted((word.size, len(word.text)) for word in words)
    half = sum(length for _, length in sizes) / 2
    for size, length in sizes:
        half -= length
        if half <= 0:
            return size
    return sizes[-1][0] if sizes else 0.0
