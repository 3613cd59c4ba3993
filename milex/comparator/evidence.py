"""Which words and which articles a finding cites, best first.

An article ranks by what it shows: how many of the elements, how often, how fully it
describes the offence, whether its heading says so, how telling the words are, for words
that stand in every article tell little, and how far it shares the question's own words.
Articles that show far less than the best one only mention the matter and are left out, and
the longer a law, the nearer to the best they must come. An article that shows a narrower
reading alone is cited only where none shows more.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from corpus.checklists.model import Provision
from milex.comparator.collecting import View
from milex.comparator.frames import FramedLaw
from milex.comparator.judgement import FRAME, Hit, Judgement
from milex.comparator.model import Evidence
from milex.comparator.reading import ReadLaw

MOST_ARTICLES: Final = 3  # that a reader checks in seconds
MOST_SPANS: Final = 3  # of one element in one article; the rest would repeat them
NEARLY_AS_GOOD: Final = 0.75  # of the best article's score
_LONG: Final = 100  # articles; each doubling beyond asks for this much more, for mentions grow
_LONGER: Final = 0.05
_NEAREST: Final = 0.9
_HEADING: Final = 0.5  # what a heading that names the matter adds, against 1 for each other part
_JUDGED: Final = 0.5  # what an article adds on which the verdict rests
_TELLING: Final = 0.5
_LATE: Final = 0.3  # what is taken off where the matter comes up at the article's end
_LATER: Final = 0.6  # and at the law's end, for a general rule stands before its uses
_SUPPORTING: Final = frozenset({"context", "completing"})  # roles whose words are not quoted


def evidence_of(
    provision: Provision, judgement: Judgement, framed: FramedLaw
) -> tuple[Evidence, ...]:
    """Spans of the articles that answer best, the best article's first."""
    if judgement.verdict not in {"full", "partial", "contrary"}:
        return ()
    by_article: dict[int, list[Hit]] = defaultdict(list)
    for hit in dict.fromkeys((*judgement.hits, *judgement.others)):
        if _role(provision, hit) not in _SUPPORTING:
            by_article[hit.article].append(hit)
    carrying = {h.article for hits in by_article.values() for h in hits if _carries(provision, h)}
    if judgement.verdict == "full" and carrying:
        by_article = {at: hits for at, hits in by_article.items() if at in carrying}
    judged = frozenset(hit.article for hit in judgement.hits)
    ranked = _Ranking(View(provision, framed, frozenset(by_article)), by_article, judged).best()
    return tuple(
        dict.fromkeys(_quoted(h, framed.law) for at in ranked for h in _spread(by_article[at]))
    )


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The articles of one finding, held against each other."""

    view: View
    by_article: Mapping[int, list[Hit]]
    judged: frozenset[int]  # on which the verdict rests

    @property
    def provision(self) -> Provision:
        """The provision asked about."""
        return self.view.provision

    @property
    def framed(self) -> FramedLaw:
        """The law asked."""
        return self.view.framed

    def best(self) -> list[int]:
        """Positions of the articles to cite, best first."""
        if len(self.by_article) < 2:
            return list(self.by_article)
        scores = self._scores()
        ranked = sorted(scores, key=lambda at: (self._only_headed(at), -scores[at], at))
        least = self._nearly() * scores[ranked[0]] if ranked else 0.0
        return [at for at in ranked if scores[at] >= least][:MOST_ARTICLES]

    def _nearly(self) -> float:
        """The share of the best score that an article must reach to be cited beside it."""
        doublings = math.log2(max(len(self.framed.law.articles), _LONG) / _LONG)
        return min(NEARLY_AS_GOOD + _LONGER * doublings, _NEAREST)

    def _scores(self) -> dict[int, float]:
        likeness = self.view.likeness()
        shares: tuple[Mapping[int, float], ...] = (
            {at: len({hit.start for hit in hits}) for at, hits in self.by_article.items()},
            {at: len({hit.element for hit in hits}) for at, hits in self.by_article.items()},
            {at: self._fullness(at) for at in self.by_article},
            {at: likeness.get(at, 0.0) for at in self.by_article},
        )
        numbers = self._numbers()
        telling = _shares({at: self._telling(at, numbers) for at in self.by_article})
        parts = [_shares(share) for share in shares]
        core = self.view.core(self.by_article)
        return {
            at: sum(part[at] for part in parts)
            + (at in core)
            + _TELLING * telling[at]
            + _HEADING * self._is_named(at, numbers)
            + _JUDGED * (at in self.judged)
            - _LATE * self._lateness(at)
            - _LATER * at / len(self.framed.law.articles)
            for at in self.by_article
        }

    def _fullness(self, at: int) -> int:
        frames = self.framed.named((*self.provision.frames, *self.provision.offence))
        return max((self.framed.fullness(frame, at) for frame in frames), default=0)

    def _telling(self, at: int, numbers: tuple[int, ...]) -> float:
        """How rare in this law the patterns are that the article shows, summed."""
        law = self.framed.law
        return sum(
            math.log((len(law.articles) + 1) / (len(law.where[number]) + 0.5))
            for number in numbers
            if number in law.articles[at].spans
        )

    def _is_named(self, at: int, numbers: tuple[int, ...]) -> bool:
        return not self.framed.law.articles[at].heading.isdisjoint(numbers)

    def _only_headed(self, at: int) -> bool:
        return all(hit.by_heading for hit in self.by_article[at])

    def _lateness(self, at: int) -> float:
        first = min(hit.start for hit in self.by_article[at])
        return first / max(len(self.framed.law.articles[at].words.forms), 1)

    def _numbers(self) -> tuple[int, ...]:
        return tuple(
            number
            for element in self.provision.elements
            if element.role not in _SUPPORTING
            for number in self.framed.compiled.numbers(element.patterns)
        )


def _shares(values: Mapping[int, float]) -> dict[int, float]:
    """``values`` as shares of the highest; 0 where none is above it."""
    most = max(values.values(), default=0)
    return {at: max(value, 0) / most if most > 0 else 0.0 for at, value in values.items()}


def _spread(hits: Iterable[Hit]) -> list[Hit]:
    """``hits`` of one article: every element once, unlimited words first, then repeats."""
    seen: dict[str, int] = defaultdict(int)
    turns: list[tuple[int, int, Hit]] = []
    for hit in sorted(hits, key=lambda hit: (bool(hit.limited), hit.start, hit.end)):
        if seen[hit.element] < MOST_SPANS:
            turns.append((seen[hit.element], hit.start, hit))
            seen[hit.element] += 1
    return [hit for _, _, hit in sorted(turns, key=lambda turn: turn[:2])]


def _carries(provision: Provision, hit: Hit) -> bool:
    """Whether ``hit`` shows what is asked, neither limited nor by a narrower reading."""
    return not hit.limited and _role(provision, hit) != "narrower"


def _role(provision: Provision, hit: Hit) -> str:
    if hit.element == FRAME:
        return "evidence"
    return next(e.role for e in provision.elements if e.name == hit.element)


def _quoted(hit: Hit, law: ReadLaw) -> Evidence:
    read = law.articles[hit.article]
    start, end = read.words.starts[hit.start], read.words.ends[hit.end - 1]
    return Evidence(
        article=read.article.num,
        eid=read.article.eid,
        start=start,
        end=end,
        quote=read.article.text[start:end],
        element=hit.element,
    )
