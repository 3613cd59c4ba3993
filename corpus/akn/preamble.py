"""What each paragraph of a preamble is: citation, recital, enacting formula, or plain text.

Only openings and verbs that leave no doubt are told apart; reading dissolves the
difference again, so a wrong guess loses nothing.
"""

import re
from typing import Final

_OPENINGS: Final = (
    ("citations", re.compile(r"(?:vist[oa]s?|having regard)\b", re.IGNORECASE)),
    ("recitals", re.compile(r"(?:y )?(?:considerando|whereas)\b", re.IGNORECASE)),
)
_ENACTING: Final = re.compile(
    r"\b(?:d\s?e\s?c\s?r\s?e\s?t\s?a\s?n?|sancionan?|ordenan?|disponen?|resuelven?|promulgan?|expiden?)\b[^.;]*:$"
    r"|(?:siguiente|sigue|ley|decreto)\s*:$"
    r"|\bbe it enacted\b|\benacts as follows\b",
    re.IGNORECASE,
)
FORMULA: Final = "formula"
LONGEST_FORMULA: Final = 400  # characters; longer paragraphs are recitals that end in a colon


def preamble_part(text: str) -> str:
    """The element that ``text`` belongs in: citations, recitals, formula; "" for none of them."""
    for name, opening in _OPENINGS:
        if opening.match(text):
            return name
    if len(text) <= LONGEST_FORMULA and _ENACTING.search(text):
        return FORMULA
    return ""
