"""Plain text as lines: the layout is only indentation, capitals and blank lines."""

import re
import unicodedata
from typing import Final

from corpus.lines import Line
from corpus.problems import Problem
from corpus.readers.detect import decode
from corpus.reading import Reading
from i18n.messages import Message

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\u200b\u200e\u200f\u2060]")
_SOFT_HYPHEN: Final = "\u00ad"
_MOJIBAKE: Final = re.compile(r"Ã[\u0080-\u00bf\u2018-\u203a]|â€")
_SPACES: Final = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")


def read(data: bytes, name: str) -> Reading:
    """The lines of a plain text file.

    Raises:
        UnreadableFile: the bytes are not text.
    """
    text, _ = decode(data, name)
    lines = tuple(
        Line(number, clean.strip(), indent=len(clean) - len(clean.lstrip()))
        for number, line in enumerate(split_lines(text), start=1)
        for clean in (clean_characters(line),)
    )
    return Reading("text", lines, problems=damage(text))


def split_lines(text: str) -> list[str]:
    """Lines at line feeds only; a form feed opens a line of its own."""
    return text.replace("\f", "\n").replace("\v", "\n").split("\n")


def clean_characters(text: str) -> str:
    """``text`` with ordinary spaces and without characters that nobody sees, in NFC."""
    visible = _UNPRINTABLE.sub("", _SPACES.sub(" ", text)).replace(_SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", visible)


def damage(text: str) -> tuple[Problem, ...]:
    """Problems for characters that an earlier conversion broke."""
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        if "\ufffd" in line or _MOJIBAKE.search(line):
            problems.append(
                Problem(
                    "damaged_characters",
                    Message(
                        "Line %(line)s has characters broken by an earlier conversion;"
                        " compare it with the official text.",
                        line=number,
                    ),
                    number,
                    0.9,
                )
            )
    return tuple(problems)
