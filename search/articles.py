"""What scoring asks of a set of articles, whichever engine keeps them.

Articles go by numbers; a law's articles have ascending ones, in its order.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.columns import Numbers
from search.memory import Held
from search.model import ArticleKey
from search.ranking import Part
from search.scores import Docs, Values


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a word stands in a part of articles."""

    docs: Docs
    weights: Values  # occurrences, weighed by the length of the part


@dataclass(frozen=True, slots=True)
class Places:
    """Where a word stands within articles."""

    docs: Docs
    counts: NDArray[np.int64]  # occurrences in each article
    places: NDArray[np.uint16]  # positions, article by article, ascending within each


@dataclass(frozen=True, slots=True)
class Facet:
    """A column of every article."""

    codes: Numbers  # by number
    values: Sequence[tuple[str, ...]]  # what each code stands for

    def where(self, lets: Callable[[str], bool]) -> NDArray[np.bool_]:
        """For each code whether ``lets`` is true of one of its values."""
        return np.array([any(map(lets, values)) for values in self.values], dtype=np.bool_)


class Articles(Protocol):
    """Articles to be found and scored; fields and columns are those of ``schema``."""

    count: int

    def key(self, doc: int) -> ArticleKey:
        """Which article ``doc`` is."""
        ...

    def value(self, name: str, doc: int) -> str:
        """What the column ``name``, of one value an article, says of ``doc``."""
        ...

    def facet(self, name: str) -> Facet:
        """The column ``name``."""
        ...

    def in_language(self, language: str) -> Docs:
        """Articles analysed as ``language``."""
        ...

    def docs_where(self, name: str, lets: Callable[[str], bool]) -> Docs:
        """Articles with a value in column ``name`` of which ``lets`` is true."""
        ...

    def docs(self, field: str, word: str) -> Docs:
        """Articles with ``word`` in ``field``."""
        ...

    def postings(self, field: str, word: str, part: Part) -> Postings:
        """Where ``word`` stands in ``field``, which holds ``part``."""
        ...

    def places(self, field: str, word: str, wanted: Docs) -> Places:
        """Where ``word`` stands in ``field`` of each of the articles ``wanted``."""
        ...

    def words_from(self, field: str, prefix: str, *, limit: int, scanned: int) -> list[str]:
        """Words of ``field`` that start with ``prefix``: the ``limit`` in most articles."""
        ...

    def spread(self, language: str, words: Sequence[str], found: int, *, exact: bool) -> int:
        """In how many articles of the library ``words`` stand, of which ``found`` are here."""
        ...

    def total(self, language: str) -> int:
        """Articles of the library analysed as ``language``."""
        ...

    def remembered(self, name: Hashable, make: Callable[[], Held]) -> Held:
        """What ``make`` gives, made once while it is remembered under ``name``."""
        ...
