"""Labels of closing provisions that name their kind: "Disposición transitoria primera"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from corpus.grammar import load_grammar
from corpus.model import DivisionKind
from corpus.segmenter.numbers import DIGITS, ROMANS, ordinal_pattern
from corpus.segmenter.rows import Row

_AFTER: Final = r"\s*(?:[.:]\s*[-–—]*|[-–—]+)?\s*"
_STEM: Final = 6  # letters that tell one sort of closing provision from another


@dataclass(frozen=True, slots=True)
class ClosingLabel:
    """The label of a closing provision, as offsets in its row's text."""

    end: int
    num: str  # as printed; "única" or "único" where none is
    sort: str  # tells transitional provisions from final ones, …

    @property
    def kind(self) -> DivisionKind:
        """The division that the provision belongs to."""
        return "transitional" if self.sort.startswith("transi") else "final"


def closing_label(row: Row, language: str) -> ClosingLabel | None:
    """The label that opens ``row``, if it is one of a closing provision and not its heading."""
    match = _pattern(language).match(row.text)
    if match is None:
        return None
    word = next(filter(None, (match["sort"], match["alone"], match["behind"])))
    num = match["num"] or match["before"] or ""
    rest = row.text[match.end() :]
    printed = match[0].rstrip()
    is_closed = printed[-1] in ".:-–—"
    if rest and not (is_closed and (rest[0].isupper() or not rest[0].isalpha())):
        return None
    if not num and not (rest and is_closed):
        return None
    sole = "único" if printed.lower().startswith("art") or word.lower().endswith("o") else "única"
    return ClosingLabel(match.end(), num or sole, word.lower()[:_STEM])


@cache
def _pattern(language: str) -> re.Pattern[str]:
    grammar = load_grammar(language)
    number = rf"(?:{DIGITS}|{ROMANS}|{ordinal_pattern(language)})"
    return re.compile(
        rf"(?:(?:{grammar.closing_words})\s+(?P<sort>(?i:{grammar.closing_sorts}))"
        rf"|(?P<alone>{grammar.closing_alone})"
        rf"|(?:{grammar.article_words})\s+(?P<before>{number})\s+(?P<behind>(?i:transitori[oa])))"
        rf"(?!\w)(?:\s+(?P<num>{number}))?{_AFTER}"
    )
