"""A second language printed after the law's own, as treaty collections do, is left out."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import Final

from corpus.grammar import Grammar
from corpus.reading import Dropped
from corpus.segmenter.rows import Row

_LEAST_EXCESS: Final = 60  # foreign function words beyond the law's own ones


def without_foreign_text(
    rows: Sequence[Row], grammar: Grammar, dropped: list[Dropped]
) -> list[Row]:
    """``rows`` without the stretch in another language, which is added to ``dropped``."""
    region = _foreign_region(rows, grammar)
    if region is None:
        return list(rows)
    start, end = region
    dropped.extend(Dropped(row.number, row.text, "other_language") for row in rows[start:end])
    return [*rows[:start], *rows[end:]]


def _foreign_region(rows: Sequence[Row], grammar: Grammar) -> tuple[int, int] | None:
    """The rows where another language outweighs the law's by most; None where none does."""
    spoken = [row.text.lower().split() for row in rows]
    counts = Counter(chain.from_iterable(spoken))
    own: list[int] | None = None
    best: tuple[int, tuple[int, int]] | None = None
    for words in grammar.other_languages.values():
        if sum(counts[word] for word in words) < _LEAST_EXCESS:
            continue
        own = own or [sum(map(grammar.stopwords.__contains__, found)) for found in spoken]
        total = start = 0
        for index, found in enumerate(spoken):
            if total <= 0:
                total, start = 0, index
            total += sum(map(words.__contains__, found)) - own[index]
            if total >= _LEAST_EXCESS and (best is None or total > best[0]):
                best = total, (start, index + 1)
    return best[1] if best else None
