"""All patterns of a checklist searched in one pass over the words of a text.

Every distinct pattern is kept once. Each is hung under its rarest-looking step, so that
a text's vocabulary decides which patterns are tried at all; a word of the language is
tested against the checklist's words once, ever. The cost of a text is its words, plus
the few patterns whose words all stand in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.checklists.patterns import Pattern, Step, WordPattern
from milex.comparator.words import Words

Span = tuple[int, int]  # first word, word after the last


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A pattern as numbers: ``steps[k] = (gap, alternatives)``, alternatives of word numbers."""

    steps: tuple[tuple[int, tuple[tuple[int, ...], ...]], ...]
    anchor: int  # the step whose words decide whether the pattern is tried


class Matcher:
    """The patterns of one language, ready to be searched together."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._numbers: dict[WordPattern, int] = {}
        self._index: dict[tuple[Step, ...], int] = {}
        self._prepared: list[_Prepared] = []
        for pattern in patterns:
            if pattern.steps not in self._index:
                self._index[pattern.steps] = len(self._prepared)
                self._prepared.append(self._prepare(pattern.steps))
        self._by_word: dict[int, list[int]] = defaultdict(list)
        for number, prepared in enumerate(self._prepared):
            words = {alternative[0] for alternative in prepared.steps[prepared.anchor][1]}
            for word in sorted(words):
                self._by_word[word].append(number)
        self._literal = {w.pieces[0]: n for w, n in self._numbers.items() if w.is_literal}
        self._open: dict[str, list[tuple[WordPattern, int]]] = defaultdict(list)
        for pattern_word, n in self._numbers.items():
            if not pattern_word.is_literal:
                self._open[pattern_word.pieces[0][:2]].append((pattern_word, n))
        self._seen: dict[str, tuple[int, ...]] = {}

    def number_of(self, pattern: Pattern) -> int:
        """The number by which ``find`` knows ``pattern``; patterns of equal steps share it."""
        return self._index[pattern.steps]

    def find(self, words: Words) -> Mapping[int, tuple[Span, ...]]:
        """spans[number] -> where that pattern matches, by start; only patterns that do.

        From one start only the shortest match counts, and none crosses a sentence's end.
        """
        places: dict[int, list[int]] = defaultdict(list)
        for position, form in enumerate(words.forms):
            for number in self._numbers_of(form):
                places[number].append(position)
        tried: set[int] = set()
        found: dict[int, tuple[Span, ...]] = {}
        for word in places:
            for number in self._by_word.get(word, ()):
                if number not in tried:
                    tried.add(number)
                    if spans := self._spans(self._prepared[number], places, words):
                        found[number] = spans
        return found

    def _prepare(self, steps: tuple[Step, ...]) -> _Prepared:
        numbered = tuple(
            (
                step.gap,
                tuple(tuple(self._number(word) for word in words) for words in step.alternatives),
            )
            for step in steps
        )
        return _Prepared(numbered, max(range(len(steps)), key=lambda k: _rarity(steps[k])))

    def _number(self, word: WordPattern) -> int:
        return self._numbers.setdefault(word, len(self._numbers))

    def _numbers_of(self, form: str) -> tuple[int, ...]:
        numbers = self._seen.get(form)
        if numbers is None:
            matching = [n for word, n in self._open.get(form[:2], ()) if word.matches(form)]
            matching += [n for word, n in self._open.get(form[:1], ()) if word.matches(form)]
            if form in self._literal:
                matching.append(self._literal[form])
            numbers = self._seen[form] = tuple(sorted(set(matching)))
        return numbers

    def _spans(
        self, prepared: _Prepared, places: Mapping[int, list[int]], words: Words
    ) -> tuple[Span, ...]:
        steps = []
        for _, alternatives in prepared.steps:
            hits = _occurrences(alternatives, places, words)
            if not hits:
                return ()
            steps.append(hits)
        spans = []
        for start, end in steps[0]:
            reached = {end}
            for (gap, _), hits in zip(prepared.steps[1:], steps[1:], strict=True):
                reached = _next_ends(reached, gap, hits, words.sentences)
                if not reached:
                    break
            else:
                spans.append((start, min(reached)))
        return tuple(spans)


def _occurrences(
    alternatives: tuple[tuple[int, ...], ...], places: Mapping[int, list[int]], words: Words
) -> list[Span]:
    """Where one of the alternatives stands, by start; each start with its shortest one."""
    ends: dict[int, int] = {}
    for phrase in alternatives:
        starts = places.get(phrase[0], ())
        if len(phrase) > 1:
            following = [set(places.get(word, ())) for word in phrase[1:]]
            starts = [
                start
                for start in starts
                if all(start + k in where for k, where in enumerate(following, 1))
                and words.sentences[start] == words.sentences[start + len(phrase) - 1]
            ]
        for start in starts:
            ends[start] = min(ends.get(start, start + len(phrase)), start + len(phrase))
    return sorted(ends.items())


def _next_ends(
    reached: set[int], gap: int, hits: list[Span], sentences: tuple[int, ...]
) -> set[int]:
    """Ends of the occurrences ``hits`` that stand at most ``gap`` words after an end reached."""
    return {
        end
        for start, end in hits
        for before in reached
        if before <= start <= before + gap and sentences[before - 1] == sentences[end - 1]
    }


def _rarity(step: Step) -> tuple[int, int]:
    """A guess at how rare a step's words are: its shortest literal, then few alternatives."""
    shortest = min(max(len("".join(word.pieces)) for word in words) for words in step.alternatives)
    return shortest, -len(step.alternatives)
