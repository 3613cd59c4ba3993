"""PDF files with a text layer, as lines.

What a page's edges repeat is left out, columns follow one another, and marginal
notes become headings of the sections that they stand beside.
"""

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from corpus.lines import Line
from corpus.pdf_source import Page, parse_pdf
from corpus.problems import Problem
from corpus.readers.pdf_edges import edge_rows
from corpus.readers.pdf_layout import Layout, Row, page_layouts
from corpus.readers.plain import clean_characters, damage
from corpus.readers.runs import line_of_runs
from corpus.readers.tables import begins_numbered, marginal_note
from corpus.reading import Dropped, Reading
from i18n.messages import Message

_SPACED: Final = 1.3  # times the usual distance of rows, and more, is a blank line
_NOTE_GAP: Final = 1.6  # times the height of a note's row, and more, parts two notes
_CUT: Final = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_REST: Final = re.compile(r"[^\W\d_]+")
_LEADERS: Final = re.compile(r"\s*(?:\.\s?){5,}\s*")
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\uf0b7": "•", "\uf02d": "-"}
)


@dataclass(frozen=True, slots=True)
class _Note:
    """A marginal note: its rows, from the top."""

    rows: tuple[Row, ...]


def read(data: bytes, name: str) -> Reading:
    """The lines of a PDF; its line numbers count the printed lines of all pages.

    Raises:
        UnreadableFile: damaged, protected by a password, too long, or a scan.
    """
    text = parse_pdf(data, name)
    layouts = page_layouts(text.pages)
    dropped: list[Dropped] = []
    lines = _Writer(layouts, dropped).write()
    for page in text.pages:
        if page.skewed:
            dropped.append(Dropped(None, clean_characters(page.skewed), "watermark"))
    whole = tuple(_with_whole_words(lines))
    problems = (*_pages_without_text(text.pages), *damage("\n".join(x.text for x in whole)))
    return Reading(
        "pdf",
        whole,
        stated=MappingProxyType(_stated(text.title, whole)),
        problems=problems,
        dropped=tuple(dropped),
    )


class _Writer:
    """One pass over the pages."""

    def __init__(self, layouts: Sequence[Layout], dropped: list[Dropped]) -> None:
        self._layouts = layouts
        self._dropped = dropped
        self._edges = edge_rows([layout.rows for layout in layouts])
        self._number = 0
        self._before: Row | None = None
        kept = [row for layout in layouts for row in layout.rows if row not in self._edges]
        self._leading = _usual_leading(kept)

    def write(self) -> list[Line]:
        lines: list[Line] = []
        for layout in self._layouts:
            beside = self._beside(layout)
            for row in layout.rows:
                self._number += 1
                reason = self._edges.get(row)
                if reason:
                    self._dropped.append(Dropped(self._number, _clean(row), reason))
                    continue
                heading = self._marginal(beside.get(row, []), row)
                if lines and lines[-1].text and (heading or self._is_spaced(row)):
                    lines.append(Line(self._number, ""))
                lines.extend(heading)
                lines.append(self._line(row))
                self._before = row
        return lines

    def _line(self, row: Row) -> Line:
        half_letter = max(1.0, 0.4 * row.size)
        indent = min(60, max(0, int((row.x0 - row.left) / half_letter)))
        runs = [replace(run, text=clean_characters(run.text)) for run in row.runs]
        line = line_of_runs(self._number, runs, 0, indent, centred=row.is_centred)
        return replace(
            line,
            text=_tidy(line.text),
            bold_prefix=_tidy(line.bold_prefix),
            italic_prefix=_tidy(line.italic_prefix),
        )

    def _is_spaced(self, row: Row) -> bool:
        before = self._before
        if before is None:
            return True
        if before.page != row.page or row.baseline <= before.baseline:
            return abs(before.size - row.size) > 0.15 * row.size
        return row.baseline - before.baseline > _SPACED * max(
            self._leading, 0.5 * (before.size + row.size) * 0.8
        )

    def _beside(self, layout: Layout) -> dict[Row, list[_Note]]:
        """The notes of the margin by the row that each begins beside."""
        found: dict[Row, list[_Note]] = {}
        rows = [row for row in layout.rows if row not in self._edges]
        numbered = [row for row in rows if begins_numbered([Line(1, row.text)])]
        for note in _notes(layout.margin, numbered):
            first = note.rows[0]
            near = [r for r in numbered if abs(r.baseline - first.baseline) <= 1.5 * r.size]
            row = min(near or rows, key=lambda r: abs(r.baseline - first.baseline), default=None)
            if row is None:
                self._drop_note(note)
            else:
                found.setdefault(row, []).append(note)
        return found

    def _marginal(self, notes: Sequence[_Note], row: Row) -> list[Line]:
        """The heading that the first of ``notes`` makes; the others are dropped."""
        heading: list[Line] = []
        numbered = begins_numbered([Line(1, row.text)])
        for note in notes:
            lines = [Line(self._number, _clean(each)) for each in note.rows]
            made = marginal_note(list(_with_whole_words(lines))) if numbered else []
            if made and not heading:
                heading = made
            else:
                self._drop_note(note)
        return heading

    def _drop_note(self, note: _Note) -> None:
        text = " ".join(_clean(row) for row in note.rows)
        self._dropped.append(Dropped(self._number, text, "marginal_note"))


def _notes(margin: Sequence[Row], numbered: Sequence[Row]) -> Iterator[_Note]:
    """The rows of the margin as notes: apart where a gap is, or where a section begins."""
    current: list[Row] = []
    for row in margin:
        if current:
            gap = row.baseline - current[-1].baseline > _NOTE_GAP * row.size
            ended = current[-1].text.endswith(".") and any(
                abs(each.baseline - row.baseline) <= 0.5 * each.size for each in numbered
            )
            if gap or ended:
                yield _Note(tuple(current))
                current = []
        current.append(row)
    if current:
        yield _Note(tuple(current))


def _usual_leading(rows: Sequence[Row]) -> float:
    """The usual distance, in points, between rows of one column; 0 where there is none."""
    distances = Counter(
        round(after.baseline - before.baseline)
        for before, after in itertools.pairwise(rows)
        if before.page == after.page and 0 < after.baseline - before.baseline < 60
    )
    if not distances:
        return 0.0
    return statistics.median_low(distances.elements())


def _clean(row: Row) -> str:
    return _tidy(clean_characters(row.text))


def _tidy(text: str) -> str:
    """``text`` without ligatures and without the dots that lead to a page number."""
    text = text.translate(_LIGATURES)
    return _LEADERS.sub(" ", text).strip() if "...." in text or ". . ." in text else text


def _with_whole_words(lines: Sequence[Line]) -> Iterator[Line]:
    """``lines`` with words that a line's end cut put whole, on their first line.

    A hyphen stays where the file writes the word with it elsewhere and never without.
    """
    vocabulary = {word.casefold() for line in lines for word in re.findall(r"[\w-]+", line.text)}
    carried = 0
    for position, line in enumerate(lines):
        text = line.text[carried:].lstrip()
        if carried:
            line = replace(line, text=text, bold_prefix="", italic_prefix="")
        carried = 0
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        cut, rest = _CUT.search(text), _REST.match(following)
        if cut and rest and rest[0][0].islower():
            end = following.find(" ") if " " in following else len(following)
            whole = f"{cut[1]}{rest[0]}".casefold()
            hyphened = f"{cut[1]}-{rest[0]}".casefold()
            keep = hyphened in vocabulary and whole not in vocabulary
            line = replace(line, text=(text if keep else text[:-1]) + following[:end])
            carried = end
        yield line


def _pages_without_text(pages: Sequence[Page]) -> Iterator[Problem]:
    for page in pages:
        if page.objects and not page.glyphs:
            yield Problem(
                "page_without_text",
                Message(
                    "Page %(page)s has no text, perhaps because it is an image; check what it"
                    " shows.",
                    page=page.number,
                ),
                None,
                0.6,
            )


def _stated(title: str, lines: Sequence[Line]) -> dict[str, str]:
    """The title among the file's properties, if its first lines bear it out."""
    opening = " ".join(line.text for line in lines[:60]).casefold()
    words = title.split()
    if len(words) > 2 and title.casefold() in opening:
        return {"title": title}
    return {}
