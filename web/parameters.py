"""What arrives in a query string, made harmless: any text is answered by a page.

A value that cannot be meant is left out, never refused.
"""

import re
from collections.abc import Iterable
from typing import Final

LONGEST_QUERY: Final = 500  # characters; also the search box's maxlength
LARGEST_PAGE: Final = 100_000
MOST_VALUES: Final = 40  # of one filter

# Control characters, and code points that no encoder accepts.
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LAW: Final = re.compile(r"[a-z]{2}/[a-z0-9-]{1,64}/[A-Za-z0-9._-]{1,200}")


def clean_text(raw: str) -> str:
    """``raw`` on one line, without unprintable characters or spaces at its ends."""
    return " ".join(_UNPRINTABLE.sub(" ", raw).split())


def clean_codes(raw: Iterable[str]) -> tuple[str, ...]:
    """The values that look like a code (``py``, ``trafficking``), once each, in their order."""
    lowered = (value.strip().lower() for value in raw)
    return tuple(dict.fromkeys(v for v in lowered if _CODE.fullmatch(v)))[:MOST_VALUES]


def clean_laws(raw: Iterable[str]) -> tuple[str, ...]:
    """The values that look like the id of a law (``py/ley/4788-2012``), once each."""
    stripped = (value.strip() for value in raw)
    return tuple(dict.fromkeys(v for v in stripped if _LAW.fullmatch(v)))[:MOST_VALUES]


def whole_number(raw: str, lowest: int, highest: int) -> int | None:
    """The number that ``raw`` writes in ASCII digits, or None outside the bounds (inclusive)."""
    digits = raw.strip()
    if not re.fullmatch(r"[0-9]{1,9}", digits):
        return None
    number = int(digits)
    return number if lowest <= number <= highest else None


def page_number(raw: str) -> int:
    """The page asked for, from 1; whatever makes no sense is the first."""
    return whole_number(raw, 1, LARGEST_PAGE) or 1
