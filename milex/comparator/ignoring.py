"""What in an article never counts: object clauses, names of treaties, notes, old wordings."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from milex.comparator.matching import Matches, Span
from milex.comparator.words import Words


@dataclass(frozen=True, slots=True)
class Never:
    """The patterns of a checklist's ``never``, by their numbers."""

    names: tuple[int, ...]
    instruments: tuple[int, ...]  # names of treaties that a law may take its words from: they stay
    sentences: tuple[int, ...]
    notes: tuple[int, ...]
    earlier: tuple[int, ...]


_LABELS: Final = 1  # words of a label that may stand before the words that open a line


def evident(spans: Matches, text: str, words: Words, never: Never) -> Matches:
    """``spans`` without those in stretches of the text that prove nothing.

    These are sentences that state an object or a title, lines that are a publisher's note,
    and from a line that announces an earlier wording on, the rest of the article. Words
    of the name of a treaty or body do not count either.
    """
    stretches = [
        words.sentence_span(start)
        for number in never.sentences
        for start, _ in spans.get(number, ())
    ]
    stretches += _lines(spans, never.notes, text, words, to_the_end=False)
    stretches += _lines(spans, never.earlier, text, words, to_the_end=True)
    names = [s for number in never.names for s in spans.get(number, ())]
    if not stretches and not names:
        return spans
    kept = {}
    kept_names = frozenset(never.instruments)
    for number, found in spans.items():
        left = tuple(
            span
            for span in found
            if not any(first <= span[0] < last for first, last in stretches)
            and (number in kept_names or not _within_any(span, names))
        )
        if left:
            kept[number] = left
    return kept


def _within_any(span: Span, stretches: list[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in stretches)


def _lines(
    spans: Matches, numbers: tuple[int, ...], text: str, words: Words, *, to_the_end: bool
) -> Iterator[Span]:
    """The lines that open with one of the patterns, or all from the first of them on."""
    for number in numbers:
        for start, _ in spans.get(number, ()):
            first, last = line_span(text, words, start)
            if start - first <= _LABELS:
                yield first, len(words.forms) if to_the_end else last


def line_span(text: str, words: Words, position: int) -> Span:
    """First word, and word after the last, of the line that holds word ``position``."""
    start = text.rfind("\n", 0, words.starts[position]) + 1
    end = text.find("\n", words.starts[position])
    first = bisect_right(words.starts, start - 1)
    last = bisect_right(words.starts, (end if end >= 0 else len(text)) - 1)
    return first, last
