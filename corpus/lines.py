"""Lines with layout: what readers of text formats hand to the segmenter."""

from dataclasses import dataclass
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
