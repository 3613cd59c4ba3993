"""How much an article speaks of what a question asks, by the rare words that they share.

A cosine of word weights: a word that stands in every article of the law weighs nothing,
so that no list of stop words is needed. It orders articles; it proves nothing.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

_STEM: Final = 6  # letters: a verb and its noun mostly share them
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """The words of a law's articles, weighed when first asked for."""

    articles: Sequence[Sequence[str]]  # folded words of each, its heading's included
    _rarity: dict[str, float] = field(default_factory=dict)
    _weights: dict[int, Mapping[str, float]] = field(default_factory=dict)

    def of(self, question: frozenset[str], at: int) -> float:
        """Cosine of article ``at`` with the stems of ``question``: 0 to 1, higher is closer."""
        weights = self._weights_of(at)
        shared = sum(weights[stem] * self._rarity[stem] for stem in question if stem in weights)
        asked = math.sqrt(sum(self._rarity.get(stem, 0.0) ** 2 for stem in question))
        own = math.sqrt(sum(weight**2 for weight in weights.values()))
        return shared / (asked * own) if asked and own else 0.0

    def _weights_of(self, at: int) -> Mapping[str, float]:
        if not self._rarity:
            held = Counter(stem for forms in self.articles for stem in stems(forms))
            total = len(self.articles) + 1
            self._rarity.update(
                {stem: math.log(total / (count + 0.5)) for stem, count in held.items()}
            )
        if at not in self._weights:
            counted = Counter(form[:_STEM] for form in self.articles[at])
            self._weights[at] = {
                stem: (1 + math.log(count)) * self._rarity[stem]
                for stem, count in sorted(counted.items())
                if len(stem) >= _SHORTEST
            }
        return self._weights[at]


def stems(forms: Iterable[str]) -> frozenset[str]:
    """The first letters of each word long enough to mean something."""
    return frozenset(form[:_STEM] for form in forms if len(form) >= _SHORTEST)
