"""Which stretches of a law show a frame: an offence described, exploitation defined.

An article shows a frame by its own words; it may also borrow one. A definition counts
where the offence uses the defined word, and a sentence that takes up the offence of
another article ("in the cases of the preceding article") goes on describing it.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from corpus.checklists.model import Frame
from milex.comparator.likeness import Likeness
from milex.comparator.matching import Span
from milex.comparator.reading import CompiledChecklist, ReadArticle, ReadLaw
from milex.comparator.regimes import is_of, titles_of
from milex.comparator.words import words_of

_DEPTH: Final = 3  # definitions that lead to definitions
_STEM: Final = 5  # letters that the forms of one verb share


@dataclass(frozen=True, slots=True, eq=False)
class FramedLaw:
    """A law with the frames that its articles show; found when asked for, then remembered."""

    law: ReadLaw
    compiled: CompiledChecklist
    likeness: Likeness
    _own: dict[tuple[str, int], tuple[Span, ...] | None] = field(default_factory=dict)
    _borrowed: dict[str, Mapping[int, tuple[Span, ...]]] = field(default_factory=dict)
    _of_regime: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, law: ReadLaw, compiled: CompiledChecklist) -> "FramedLaw":
        """``law`` with nothing looked for yet."""
        articles = [
            (*words_of(read.article.heading).forms, *read.words.forms) for read in law.articles
        ]
        return cls(law, compiled, Likeness(articles))

    def named(self, ids: tuple[str, ...]) -> tuple[Frame, ...]:
        """The checklist's frames called ``ids``."""
        return tuple(frame for frame in self.compiled.checklist.frames if frame.id in ids)

    def is_titled(self, regimes: tuple[str, ...]) -> bool:
        """Whether the law's title names one of the regimes called ``regimes``."""
        return not titles_of(self.law, self.compiled).isdisjoint(regimes)

    def of_regimes(self, regimes: tuple[str, ...]) -> frozenset[int]:
        """Positions of the articles that speak of one of the regimes called ``regimes``."""
        for regime in self.compiled.checklist.regimes:
            if regime.id in regimes and regime.id not in self._of_regime:
                self._of_regime[regime.id] = frozenset(
                    position
                    for position, article in enumerate(self.law.articles)
                    if is_of(article, regime, self.compiled)
                )
        return frozenset().union(*(self._of_regime.get(id_, frozenset()) for id_ in regimes))

    def own(self, frame: Frame, position: int) -> tuple[Span, ...] | None:
        """Where an article shows ``frame`` itself: None for the whole of it, () for nowhere.

        In a list of definitions only the sentences that show every part count.
        """
        key = (frame.id, position)
        if key not in self._own:
            article = self.law.articles[position]
            parts = self._parts(frame, article)
            if not all(parts):
                self._own[key] = ()
            elif article.lists_definitions:
                self._own[key] = tuple(shared_sentences(article, parts))
            else:
                self._own[key] = None
        return self._own[key]

    def borrowed(self, frame: Frame, position: int) -> tuple[Span, ...]:
        """Where an article goes on with a ``frame`` that another one shows."""
        if frame.id not in self._borrowed:
            self._borrowed[frame.id] = self._borrowing(frame)
        return self._borrowed[frame.id].get(position, ())

    def showing(self, frame: Frame) -> list[int]:
        """Positions of the articles that show ``frame`` themselves."""
        numbers = self.compiled.numbers(frame.parts[0].patterns)
        found = self.law.articles_with(numbers)
        return [position for position, _ in found if self.own(frame, position) != ()]

    def fullness(self, frame: Frame, position: int) -> int:
        """How many different words an article has for ``frame``; 0 where it lacks a part.

        Forms of one word count once. The article that lists every act is the offence;
        another mentions it.
        """
        windows = self.own(frame, position)
        if windows == ():
            return 0
        article = self.law.articles[position]
        return sum(
            len(
                {
                    article.words.forms[start][:_STEM]
                    for start, end in spans
                    if windows is None or any(a <= start and end <= b for a, b in windows)
                }
            )
            for spans in self._parts(frame, article)
        )

    def _parts(self, frame: Frame, article: ReadArticle) -> list[list[Span]]:
        return [article.matches(self.compiled.numbers(part.patterns)) for part in frame.parts]

    def _borrowing(self, frame: Frame) -> Mapping[int, tuple[Span, ...]]:
        showing = self.showing(frame)
        windows: dict[int, set[Span]] = defaultdict(set)
        asked = {(at, window) for at in showing for window in self._describing(frame, at)}
        for _ in range(_DEPTH):
            asked = {
                (where, span)
                for at, window in asked
                for where, span in self.law.links.defined(at, window)
                if span not in windows[where]
            }
            for where, span in asked:
                windows[where].add(span)
        for position in range(len(self.law.articles)) if showing else ():
            for word, where in self.law.links.cited(position):
                if where in showing:
                    sentence = self.law.articles[position].words.sentence_span(word)
                    windows[position].add(sentence)
        return {position: tuple(sorted(spans)) for position, spans in windows.items() if spans}

    def _describing(self, frame: Frame, position: int) -> list[Span]:
        """The sentences of an article that hold a part of ``frame``."""
        article = self.law.articles[position]
        parts = self._parts(frame, article)
        if article.lists_definitions:
            return shared_sentences(article, parts)
        return sorted({article.words.sentence_span(s) for spans in parts for s, _ in spans})


def shared_sentences(article: ReadArticle, parts: list[list[Span]]) -> list[Span]:
    """The sentences in which every one of ``parts`` stands, in order."""
    numbers = [{article.words.sentences[start] for start, _ in spans} for spans in parts]
    shared = set.intersection(*numbers)
    return sorted(
        {
            article.words.sentence_span(start)
            for spans in parts
            for start, _ in spans
            if article.words.sentences[start] in shared
        }
    )
