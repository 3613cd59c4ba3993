"""Which words of an article are weakened, and by which limit of the checklist."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from corpus.checklists.model import Limit, Provision
from milex.comparator.frames import FramedLaw
from milex.comparator.matching import Span
from milex.comparator.reading import ReadArticle

_CLOSE: Final = 25  # words, on either side


@dataclass(frozen=True, slots=True)
class Limiting:
    """A limit in one article."""

    limit: Limit
    spans: list[Span]
    lifted: list[int]  # words in whose sentences it weakens nothing
    in_heading: bool

    def weakens(self, article: ReadArticle, start: int, end: int) -> bool:
        """Whether it weakens the words ``start`` to ``end``."""
        sentences = article.words.sentences
        if any(sentences[word] == sentences[start] for word in self.lifted):
            return False
        spans = [span for span in self.spans if sentences[span[0]] == sentences[start]]
        if self.limit.reach == "sentence":
            return bool(spans) or self.in_heading
        if self.limit.reach == "close":
            return any(first - end <= _CLOSE and start - last <= _CLOSE for first, last in spans)
        return any(last <= end for _, last in spans)


def limiting(provision: Provision, framed: FramedLaw, position: int) -> list[Limiting]:
    """The limits of ``provision`` that hold in an article, with where their words stand."""
    article = framed.law.articles[position]
    numbers = framed.compiled.numbers
    return [
        Limiting(
            limit,
            article.matches(numbers(limit.phrases)),
            [
                *(start for start, _ in article.matches(numbers(limit.lifted))),
                *_citing(limit, framed, position),
            ],
            not article.heading.isdisjoint(numbers(limit.phrases)),
        )
        for limit in framed.compiled.checklist.limits
        if limit.id in provision.limits
        and (not limit.only_in or framed.is_titled(limit.only_in))
        and (not limit.unless or position not in framed.of_regimes(limit.unless))
    ]


def _citing(limit: Limit, framed: FramedLaw, position: int) -> list[int]:
    """The words of an article that cite one which lifts ``limit``."""
    if not limit.unless:
        return []
    lifting = framed.of_regimes(limit.unless)
    return [word for word, where in framed.law.links.cited(position) if where in lifting]


def limit_on(article: ReadArticle, start: int, end: int, limits: Iterable[Limiting]) -> str:
    """The id of the limit that weakens a match; "" for none."""
    weakening = (own.limit.id for own in limits if own.weakens(article, start, end))
    return next(weakening, "")
