"""What searching has read of the index and may read again: counts of words, and articles.

An article of the index never changes under its number, and counts hold until the next
commit, so nothing here is ever out of date. No answers are kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from milex.postgres_index import State
from search.candidates import Candidate

_MOST_BYTES: Final = 48_000_000  # of articles: some ten thousand
_MOST_WORDS: Final = 100_000
_OVERHEAD: Final = 1_500  # bytes of an article beside its packed words


class IndexMemory:
    """Counts of one state and articles of one generation. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State | None = None
        self._counts: dict[str, int] = {}
        self._generation = 0
        self._articles: OrderedDict[int, Candidate] = OrderedDict()
        self._bytes = 0

    def counts(self, state: State, words: Iterable[str]) -> dict[str, int]:
        """In how many articles each of ``words`` is, of those words that are remembered."""
        with self._lock:
            known = self._counts if state == self._state else {}
            return {word: known[word] for word in words if word in known}

    def keep_counts(self, state: State, counts: Mapping[str, int]) -> None:
        """Remembers ``counts`` of ``state``."""
        with self._lock:
            if state != self._state or len(self._counts) > _MOST_WORDS:
                self._state, self._counts = state, {}
            self._counts.update(counts)

    def articles(self, generation: int, numbers: Sequence[int]) -> dict[int, Candidate]:
        """The articles of ``numbers``, of those that are remembered."""
        with self._lock:
            if generation != self._generation:
                return {}
            found = {one: self._articles[one] for one in numbers if one in self._articles}
            for one in found:
                self._articles.move_to_end(one)
            return found

    def keep_articles(self, generation: int, articles: Mapping[int, Candidate]) -> None:
        """Remembers ``articles``; those asked for least lately make room."""
        with self._lock:
            if generation != self._generation:
                self._generation, self._bytes = generation, 0
                self._articles.clear()
            for number, article in articles.items():
                if number not in self._articles:
                    self._articles[number] = article
                    self._bytes += _size(article)
            while self._bytes > _MOST_BYTES and len(self._articles) > 1:
                self._bytes -= _size(self._articles.popitem(last=False)[1])


def _size(article: Candidate) -> int:
    return len(article.words) + _OVERHEAD
