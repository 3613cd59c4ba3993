"""Which kinds of law a law is, and which of its articles belong to each kind.

The gate that keeps a trafficking act from earning smuggling findings by accident.
"""

from dataclasses import dataclass
from typing import Final

from corpus.checklists.model import Checklist, Provision, Regime, Scope
from milex.comparator.reading import CompiledChecklist, ReadArticle, ReadLaw

DENSE: Final = 1 / 3  # share of a law's articles that makes a regime the law's own
_WIDTH: dict[Scope, int] = {"provision": 0, "law": 1, "system": 2}


@dataclass(frozen=True, slots=True)
class Regimes:
    """What was recognised in a law. Sets hold positions in ``ReadLaw.articles``."""

    whole: tuple[str, ...]  # regimes of the law as a whole, by its title or topics
    articles: dict[str, frozenset[int]]  # articles[regime], its own and by the whole law
    total: int  # articles of the law

    @property
    def present(self) -> tuple[str, ...]:
        """Regimes that occur in the law, in the checklist's order."""
        return tuple(regime for regime, found in self.articles.items() if found)

    def open_to(self, provision: Provision, checklist: Checklist) -> frozenset[int]:
        """Positions of the articles in which ``provision`` may find its answer."""
        found: frozenset[int] = frozenset()
        for regime in checklist.regimes:
            if regime.id in provision.regimes:
                found |= self.articles[regime.id]
                if found and self._reaches_all(regime, provision):
                    return frozenset(range(self.total))
        return found

    def _reaches_all(self, regime: Regime, provision: Provision) -> bool:
        return bool(self.articles[regime.id]) and any(
            other in self.whole and _WIDTH[provision.scope] >= _WIDTH[scope]
            for other, scope in regime.within.items()
        )


def regimes_of(law: ReadLaw, compiled: CompiledChecklist) -> Regimes:
    """The regimes of ``law``."""
    own = {
        regime.id: frozenset(
            position
            for position, article in enumerate(law.articles)
            if is_of(article, regime, compiled)
        )
        for regime in compiled.checklist.regimes
    }
    titled = titles_of(law, compiled)
    whole = tuple(
        regime.id
        for regime in compiled.checklist.regimes
        if regime.id in titled
        or (titled.isdisjoint(regime.yields_to) and _is_given(law, regime, len(own[regime.id])))
    )
    everything = frozenset(range(len(law.articles)))
    articles = dict(own)
    for regime in compiled.checklist.regimes:
        if regime.id in whole:
            rivals = (own[rival] for rival in regime.rivals if rival in whole)
            elsewhere = frozenset().union(*rivals) - own[regime.id]
            articles[regime.id] = everything - elsewhere
    return Regimes(whole, articles, len(law.articles))


def titles_of(law: ReadLaw, compiled: CompiledChecklist) -> set[str]:
    """Ids of the regimes that the title of ``law`` names."""
    return {
        regime.id
        for regime in compiled.checklist.regimes
        if any(number in law.title for number in compiled.numbers(regime.title))
    }


def is_of(article: ReadArticle, regime: Regime, compiled: CompiledChecklist) -> bool:
    """Whether an article or the headings above it speak of ``regime``."""
    if article.shows(compiled.numbers(regime.text), headings=True):
        return True
    frames = (frame for frame in compiled.checklist.frames if frame.id in regime.frames)
    return any(
        all(article.shows(compiled.numbers(part.patterns)) for part in frame.parts)
        for frame in frames
    )


def _is_given(law: ReadLaw, regime: Regime, found: int) -> bool:
    """Whether the law's topics name ``regime``, or many of its articles, ``found``, speak of it."""
    dense = found >= 2 and found >= DENSE * len(law.articles)
    return dense or bool(set(law.law.topics) & set(regime.topics))
