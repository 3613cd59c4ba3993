"""Parts that several reports as text share: 80 columns, quotes in short, counts by level."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from corpus.checklists.model import Level
from i18n.messages import Message
from milex.comparator.model import Evidence, Verdict
from milex.reports.words import LEVEL_WORDS, VERDICT_SYMBOLS, VERDICT_WORDS

COLUMNS: Final = 80
QUOTES_SHOWN: Final = 2  # a provision; --format json has them all
_QUOTE_LENGTH: Final = 160  # characters


def wrapped(text: str, *, width: int = COLUMNS, first: str = "", rest: str = "") -> list[str]:
    """``text`` in lines of ``width``, identifiers never broken; ``first``, ``rest`` indent it."""
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def shortened(text: str, length: int = _QUOTE_LENGTH) -> str:
    """``text`` on one line, at most ``length`` characters, an ellipsis where it is cut."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def evenly(count: int, most: int) -> Iterator[tuple[int, int]]:
    """Start and end of as few parts of ``count`` as hold ``most`` at most, as long as can be."""
    parts = -(-count // most)
    for part in range(parts):
        yield count * part // parts, count * (part + 1) // parts


def distinct_quotes(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The best quotes, none inside another one shown."""
    shown: list[Evidence] = []
    for found in evidence:
        inside = any(
            found.eid == other.eid and found.start < other.end and other.start < found.end
            for other in shown
        )
        if not inside and len(shown) < QUOTES_SHOWN:
            shown.append(found)
    return shown


def counts_lines(
    counts: Mapping[Level, Mapping[Verdict, int]],
    language: str,
    words: Mapping[Verdict, Message] = VERDICT_WORDS,
    indent: str = "",
) -> Iterator[str]:
    """Some lines a level; there is no sum over levels, and no verdict that nothing has."""
    levels = {level: LEVEL_WORDS[level].in_language(language) for level in counts}
    width = max(map(len, levels.values()), default=0) + 2
    for level, verdicts in counts.items():
        parts = [
            f"{VERDICT_SYMBOLS[verdict]} {words[verdict].in_language(language)} {count}"
            for verdict, count in verdicts.items()
            if count
        ]
        yield from side_by_side(f"{indent}{levels[level]:<{width}}", parts)


def side_by_side(first: str, parts: Iterable[str]) -> Iterator[str]:
    """``parts`` after ``first``, none broken, on as many lines as they need."""
    line = first
    for part in parts:
        if len(line) + len(part) > COLUMNS and line != first:
            yield line
            line = " " * len(first)
        line += part + "   "
    yield line
