"""A second language printed after the law's own, as treaty collections do, is left out."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from corpus.grammar import Grammar
from corpus.reading import Dropped
from corpus.segmenter.rows import Row

_LEAST_EXCESS: Final = 60  # foreign function words beyond the law's own ones


def without_foreign_text(rows: list[Row], grammar: Grammar, dropped: list[Dropped]) -> list[Row]:
    """``rows`` without the stretch in another language, which is added to ``dropped``."""
    region = _foreign_region(rows, grammar)
    if region is None:
        return rows
    start, end = region
    dropped.extend(Dropped(row.number, row.text, "other_language") for row in rows[start:end])
    return [*rows[:start], *rows[end:]]


def _foreign_region(rows: Sequence[Row], grammar: Grammar) -> tuple[int, int] | None:
    """The rows where another language outweighs the law's by most; None where none does."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update(row.text.lower().split())
    best: tuple[int, tuple[int, int]] | None = None
    for words in grammar.other_languages.values():
        if sum(counts[word] for word in words) < _LEAST_EXCESS:
            continue
        total = start = 0
        for index, row in enumerate(rows):
            if total <= 0:
                total, start = 0, index
            found = row.text.lower().split()
            total += sum(map(words.__contains__, found))
            total -= sum(map(grammar.stopwords.__contains__, found))
            if total >= _LEAST_EXCESS and (best is None or total > best[0]):
                best = total, (start, index + 1)
    return best[1] if best else None
