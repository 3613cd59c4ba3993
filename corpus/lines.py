"""Lines with layout: what readers of text formats hand to the segmenter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

# Heading level of a marginal note: it belongs to the number that comes after it.
MARGINAL_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a source, cleaned of markup, with what its layout says.

    An empty ``text`` is a blank line: it separates paragraphs.
    """

    number: int  # line of the source file, from 1
    text: str  # without markup; inner spaces as printed, none at the ends
    heading_level: int = 0  # 1 is the highest; 0 for body text
    bold: bool = False  # the whole line is bold
    bold_prefix: str = ""  # the bold words that open the line, if only they are bold
    italic_prefix: str = ""  # italic words right after the bold prefix, or opening the line
    indent: int = 0  # columns or list depth, 0 at the margin
    centred: bool = False


_CUT: Final = re.compile(r"[^\W\d_]-$")  # a word cut at the end of a line
_REST: Final = re.compile(r"[a-záéíóúüñ]{2,}(?![\w)])\S*")  # its rest, and no label of a point


def without_cut_words(lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with each word that a line break cut put whole at the end of its first line."""
    whole = list(lines)
    for position in range(len(whole) - 1):
        line, following = whole[position], whole[position + 1]
        rest = _REST.match(following.text)
        if rest and _CUT.search(line.text):
            whole[position] = replace(line, text=line.text[:-1] + rest[0])
            whole[position + 1] = replace(
                following,
                text=following.text[rest.end() :].lstrip(),
                bold_prefix="",
                italic_prefix="",
            )
    return tuple(whole)
