"""Rows of tables as lines: cells of data side by side, cells of layout one after another.

A short cell beside a section that begins with its number is the section's marginal
note, as statute books of the British tradition print it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.lines import MARGINAL_LEVEL, Line

CELL_MARK: Final = " | "
_LONGEST_NOTE: Final = 30  # words
_LABEL: Final = re.compile(r"\(?(?:\d{1,4}|[IVXLCivxlc]{1,6}|[A-Za-zñÑ])[A-Z]?\s?[.)º°]?-?$")
_NUMBERED: Final = re.compile(r"\d{1,4}[A-Z]{0,2}\s?(?:\.|[-–—])")
_OPEN_QUOTES: Final = ("“", '"', "'", "‘")
_NOTE_END: Final = re.compile(r"(?<=[\w)”\"’])\.$")


def row_lines(cells: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines of a table's row; each cell comes as the lines it holds.

    Blank lines may stand in cells; the result begins and ends without one.
    """
    filled = [cell for cell in (_trimmed(cell) for cell in cells) if cell]
    if len(filled) < 2:
        return filled[0] if filled else []
    if (note := marginal_note(filled[-2])) and begins_numbered(filled[-1]):
        return [*_stacked(filled[:-2]), *note, *filled[-1]]
    if (note := marginal_note(filled[1])) and begins_numbered(filled[0]):
        return [*note, *filled[0], *_stacked(filled[2:])]
    if _LABEL.fullmatch(filled[0][0].text) and len(filled[0]) == 1 and len(filled) == 2:
        return [_joined((filled[0][0], filled[1][0]), " "), *filled[1][1:]]
    if all(len(cell) == 1 for cell in filled):
        return [_joined([cell[0] for cell in filled], CELL_MARK)]
    return _stacked(filled)


def marginal_note(lines: Sequence[Line]) -> list[Line]:
    """``lines`` as one marginal note; empty where they are too long, or no heading, for one."""
    text = " ".join(line.text for line in lines if line.text)
    begins = text[:1].isalpha() or text[:1] in _OPEN_QUOTES
    if not begins or len(text.split()) > _LONGEST_NOTE or text[:1].islower():
        return []
    if text.endswith((":", ";", ",")) or _LABEL.fullmatch(text):
        return []
    return [Line(lines[0].number, _NOTE_END.sub("", text), heading_level=MARGINAL_LEVEL)]


def begins_numbered(lines: Sequence[Line]) -> bool:
    """Whether the first of ``lines`` begins with the number of a section."""
    return bool(_NUMBERED.match(lines[0].text))


def _trimmed(cell: Sequence[Line]) -> list[Line]:
    texts = [position for position, line in enumerate(cell) if line.text]
    return list(cell[texts[0] : texts[-1] + 1]) if texts else []


def _stacked(cells: Sequence[Sequence[Line]]) -> list[Line]:
    lines: list[Line] = []
    for cell in cells:
        lines.extend(cell)
        lines.append(Line(cell[-1].number, ""))
    return lines


def _joined(lines: Sequence[Line], mark: str) -> Line:
    whole_bold = all(line.bold for line in lines)
    return replace(
        lines[0],
        text=mark.join(line.text for line in lines),
        bold=whole_bold,
        bold_prefix=lines[0].text if lines[0].bold and not whole_bold else lines[0].bold_prefix,
        heading_level=min(line.heading_level for line in lines),
    )
