"""How much an article speaks of what a question asks, by the rare words that they share.

A cosine of word weights: a word that stands in every article of the law weighs nothing,
so that no list of stop words is needed. It orders articles and tells how near a law comes
to a question that it does not answer; it proves nothing.
"""

import math
from collections import Counter, defaultdict
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
    _postings: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    _known: dict[frozenset[str], Mapping[int, float]] = field(default_factory=dict)

    def of(self, question: frozenset[str]) -> Mapping[int, float]:
        """likeness[position]: cosine with the stems of ``question``, above 0 and at most 1.

        Articles that share none of its words are left out.
        """
        if question not in self._known:
            self._weigh()
            # fsum: the stems come in no order, and their sum must not depend on it.
            asked = math.sqrt(math.fsum(self._rarity.get(stem, 0.0) ** 2 for stem in question))
            found: dict[int, float] = defaultdict(float)
            for stem in sorted(question):
                weight = self._rarity.get(stem, 0.0)
                if weight > 0:
                    for at, share in self._postings[stem]:
                        found[at] += weight * share / asked
            self._known[question] = dict(found)
        return self._known[question]

    def _weigh(self) -> None:
        """Fills rarity and postings, once."""
        if self._rarity or not self.articles:
            return
        counted = [
            Counter(form[:_STEM] for form in forms if len(form) >= _SHORTEST)
            for forms in self.articles
        ]
        held = Counter(stem for counts in counted for stem in counts)
        total = len(counted) + 1
        for stem, count in held.items():
            self._rarity[stem] = max(math.log(total / (count + 0.5)), 0.0)
        for at, counts in enumerate(counted):
            weights = {
                stem: (1 + math.log(count)) * self._rarity[stem] for stem, count in counts.items()
            }
            own = math.sqrt(sum(weight**2 for weight in weights.values()))
            for stem, weight in weights.items():
                if weight > 0:
                    self._postings.setdefault(stem, []).append((at, weight / own))


def stems(forms: Iterable[str]) -> frozenset[str]:
    """The first letters of each word long enough to mean something."""
    return frozenset(form[:_STEM] for form in forms if len(form) >= _SHORTEST)
