"""Texts as files of other programs may hold them."""

import re
from typing import Final

# Characters that XML 1.0 cannot hold, and so neither Word nor Excel.
_UNPRINTABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def printable(text: str) -> str:
    """``text`` without the control characters that XML forbids."""
    return _UNPRINTABLE.sub("", text)


def neutral(text: str) -> str:
    """``text`` as a spreadsheet shows it, never as a formula.

    A text that opens as a formula would, spaces aside, gets an apostrophe before it.
    """
    text = printable(text)
    return f"'{text}" if text[:1] in _FORMULA or text.lstrip()[:1] in _FORMULA else text
