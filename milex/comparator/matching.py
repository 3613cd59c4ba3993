"""All patterns of a checklist searched in one pass over the words of a text.

Every distinct pattern is kept once. Each is hung under its rarest-looking step, so that
a text's vocabulary decides which patterns are tried at all; a word of the language is
tested against the checklist's words once, ever. The cost of a text is its words, plus
the few patterns whose words all stand in it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.checklists.patterns import Pattern, Step, WordPattern
from milex.comparator.words import Words

Span = tuple[int, int]  # first word, word after the last


_Choice = tuple[tuple[int, ...], ...]  # alternatives, each a phrase of word numbers


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A pattern as numbers: ``steps[k] = (gap, number of its choice of phrases)``."""

    steps: tuple[tuple[int, int], ...]
    anchor: int  # the choice that is looked for first, the rarest-looking
    choices: frozenset[int]  # all of them: one without its first words, and nothing matches


class Matcher:
    """The patterns of one language, ready to be searched together."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._words: dict[WordPattern, int] = {}
        self._choices: dict[_Choice, int] = {}
        self._index: dict[tuple[Step, ...], int] = {}
        self._prepared: list[_Prepared] = []
        for pattern in patterns:
            if pattern.steps not in self._index:
                self._index[pattern.steps] = len(self._prepared)
                self._prepared.append(self._prepare(pattern.steps))
        self._choice_list = tuple(self._choices)
        self._by_anchor: dict[int, list[int]] = defaultdict(list)
        for number, prepared in enumerate(self._prepared):
            self._by_anchor[prepared.anchor].append(number)
        self._opening: dict[int, list[int]] = defaultdict(list)  # word -> choices it may open
        for choice, phrases in enumerate(self._choice_list):
            for word in sorted({phrase[0] for phrase in phrases}):
                self._opening[word].append(choice)
        self._literal = {w.pieces[0]: n for w, n in self._words.items() if w.is_literal}
        self._open: dict[str, list[tuple[WordPattern, int]]] = defaultdict(list)
        for pattern_word, n in self._words.items():
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
        known = {form: self._numbers_of(form) for form in set(words.forms)}
        for position, form in enumerate(words.forms):
            for number in known[form]:
                places[number].append(position)
        text = _Text(words, places, self._choice_list, {})
        opened = {choice for word in places for choice in self._opening.get(word, ())}
        found: dict[int, tuple[Span, ...]] = {}
        for choice in opened:
            for number in self._by_anchor.get(choice, ()):
                prepared = self._prepared[number]
                if prepared.choices <= opened and (spans := text.spans(prepared)):
                    found[number] = spans
        return found

    def _prepare(self, steps: tuple[Step, ...]) -> _Prepared:
        numbered = []
        for step in steps:
            choice = tuple(tuple(self._number(w) for w in words) for words in step.alternatives)
            numbered.append((step.gap, self._choices.setdefault(choice, len(self._choices))))
        anchor = max(range(len(steps)), key=lambda k: _rarity(steps[k]))
        choices = frozenset(choice for _, choice in numbered)
        return _Prepared(tuple(numbered), numbered[anchor][1], choices)

    def _number(self, word: WordPattern) -> int:
        return self._words.setdefault(word, len(self._words))

    def _numbers_of(self, form: str) -> tuple[int, ...]:
        """Numbers of the checklist's words that mean ``form``; remembered for every later text."""
        numbers = self._seen.get(form)
        if numbers is None:
            candidates = {form[:1], form[:2]}
            matching = {
                n
                for opening in candidates
                for word, n in self._open.get(opening, ())
                if word.matches(form)
            }
            if form in self._literal:
                matching.add(self._literal[form])
            numbers = self._seen[form] = tuple(sorted(matching))
        return numbers


@dataclass(frozen=True, slots=True)
class _Text:
    """A text under search."""

    words: Words
    places: Mapping[int, list[int]]  # places[word number] -> positions
    choices: tuple[_Choice, ...]
    found: dict[int, list[Span]]  # occurrences of the choices asked for so far

    def spans(self, prepared: _Prepared) -> tuple[Span, ...]:
        """Where a pattern matches, by start."""
        steps: list[tuple[int, list[Span]]] = []
        for gap, choice in prepared.steps:
            hits = self._occurrences(choice)
            if not hits:
                return ()
            steps.append((gap, hits))
        spans: dict[int, int] = {}
        sentences = self.words.sentences
        for start, end in steps[0][1]:
            reached = {end}
            for gap, hits in steps[1:]:
                reached = _next_ends(reached, gap, hits, sentences)
                if not reached:
                    break
            else:
                spans[start] = min(spans.get(start, min(reached)), min(reached))
        return tuple(sorted(spans.items()))

    def _occurrences(self, choice: int) -> list[Span]:
        """Where any of the alternatives stands, by start."""
        if choice not in self.found:
            phrases = self.choices[choice]
            spans = [(at, at + len(phrase)) for phrase in phrases for at in self._starts(phrase)]
            self.found[choice] = spans if len(phrases) == 1 else sorted(set(spans))
        return self.found[choice]

    def _starts(self, phrase: tuple[int, ...]) -> list[int]:
        starts = self.places.get(phrase[0], [])
        if len(phrase) == 1 or not starts:
            return starts
        following = [frozenset(self.places.get(word, ())) for word in phrase[1:]]
        sentences = self.words.sentences
        return [
            start
            for start in starts
            if all(start + k in where for k, where in enumerate(following, 1))
            and sentences[start] == sentences[start + len(phrase) - 1]
        ]


def _next_ends(
    reached: set[int], gap: int, hits: list[Span], sentences: tuple[int, ...]
) -> set[int]:
    """Ends of the occurrences ``hits`` that stand at most ``gap`` words after an end reached."""
    ends = set()
    for before in reached:
        for hit in range(bisect_left(hits, (before, 0)), len(hits)):
            start, end = hits[hit]
            if start > before + gap:
                break
            if sentences[before - 1] == sentences[end - 1]:
                ends.add(end)
    return ends


def _rarity(step: Step) -> tuple[int, int]:
    """A guess at how rare a step's words are: its shortest literal, then few alternatives."""
    shortest = min(max(len("".join(word.pieces)) for word in words) for words in step.alternatives)
    return shortest, -len(step.alternatives)
