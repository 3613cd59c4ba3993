"""Plain text as lines: the layout is only indentation, capitals and blank lines."""

import re
import unicodedata
from typing import Final

from corpus.lines import Line
from corpus.problems import Problem
from corpus.readers.detect import decode
from corpus.reading import Reading
from i18n.messages import Message

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b\u200e\u200f\u2060]")
# What nearly all text is made of: nothing there to clean, and in NFC as it stands.
_PLAIN: Final = re.compile("[\n -~¡-¬®-ÿ–—‘’“”…]*")
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
        Line(number, line.strip(), indent=len(line) - len(line.lstrip()))
        for number, line in enumerate(split_lines(clean_characters(text)), start=1)
    )
    return Reading("text", lines, problems=damage(text))


def split_lines(text: str) -> list[str]:
    """Lines at line feeds only; a form feed opens a line of its own."""
    return text.replace("\f", "\n").replace("\v", "\n").split("\n")


def clean_characters(text: str) -> str:
    """``text`` with ordinary spaces and without characters that nobody sees, in NFC."""
    if _PLAIN.fullmatch(text):
        return text
    visible = _UNPRINTABLE.sub("", _SPACES.sub(" ", text)).replace(_SOFT_HYPHEN, "")
    return unicodedata.normalize("NFC", visible)


def damage(text: str) -> tuple[Problem, ...]:
    """Problems for characters that an earlier conversion broke."""
    if "\ufffd" not in text and not _MOJIBAKE.search(text):
        return ()
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
