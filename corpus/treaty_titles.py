"""Whether a law is the text of a treaty: one between States, or a law that approves it.

Read from its title, because such a law often prints the treaty as its own articles.
"""

import re
from typing import Final

_APPROVES: Final = (
    r"(?:apru[eé]ba(?:se|n(?:se)?)?|aprobaci[oó]n|aprobatori[ao]|ratif[ií]ca(?:se)?|ratificaci[oó]n|"
    r"adh(?:iere|esi[oó]n)|approv(?:es|ing|al)|ratif(?:ies|ying|ication)|accession)"
)
_TREATY: Final = (
    r"(?:convenci[oó]n|convenios?|protocolos?|tratados?|acuerdos?|pacto|convention|protocol|treaty|"
    r"covenant|agreement)"
)
_FEW_WORDS: Final = r"(?:[^\W\d_]+\s+){0,4}?"
_OPENS: Final = re.compile(rf"(?i)\W*(?:the\s+|el\s+|la\s+)?{_TREATY}\b(?!\s+act\b)")
_APPROVED: Final = re.compile(rf"(?i)\b{_APPROVES}\s+{_FEW_WORDS}{_TREATY}\b")
_KINDS: Final = frozenset({"treaty", "tratado"})


def is_treaty_text(title: str, kind: str = "") -> bool:
    """Whether a law of this title and kind gives the text of a treaty.

    A title that opens with the word for one, or says that one is approved or ratified:
    «Aprueba el Protocolo…», "Convention relating to…". An act named after a treaty, such
    as a "Refugees Convention Act", is a State's own law.
    """
    return kind in _KINDS or bool(_OPENS.match(title) or _APPROVED.search(title))
