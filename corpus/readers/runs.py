"""Stretches of text in one style become a ``Line`` that says what its layout was."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.lines import Line


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def line_of_runs(
    number: int,
    runs: Sequence[Run],
    heading_level: int = 0,
    indent: int = 0,
    *,
    centred: bool = False,
) -> Line:
    """The line that ``runs`` make, single-spaced, with its bold and italic openings."""
    text = " ".join("".join(run.text for run in runs).split())
    worded = [run for run in runs if any(character.isalnum() for character in run.text)]
    all_bold = bool(worded) and all(run.bold for run in worded)
    bold_prefix, rest = ("", worded) if all_bold else _prefix(runs, bold=True)
    italic_prefix, _ = _prefix(rest, bold=False)
    return Line(
        number,
        text,
        heading_level=heading_level,
        bold=all_bold,
        bold_prefix=bold_prefix,
        italic_prefix="" if all_bold else italic_prefix,
        indent=indent,
        centred=centred,
    )


def _prefix(runs: Sequence[Run], *, bold: bool) -> tuple[str, Sequence[Run]]:
    """The words in bold (or else italics) that open ``runs``, and the runs after them."""
    words: list[str] = []
    position = 0
    for run in runs:
        marked = run.bold if bold else run.italic
        punctuation = bool(words) and not any(c.isalnum() for c in run.text)
        if not marked and not punctuation and run.text.strip():
            break
        words.append(run.text)
        position += 1
    return " ".join("".join(words).split()), runs[position:]
