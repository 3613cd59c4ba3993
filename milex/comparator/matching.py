"""All patterns of a checklist searched in one pass over the words of a text.

Every distinct pattern is kept once. Each is hung under its rarest-looking step, so that
a text's vocabulary decides which patterns are tried at all; a word of the language is
tested against the checklist's words once, ever. The cost of a text is its words, plus
the few patterns whose words all stand in it.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, repeat

from corpus.checklists.patterns import Pattern, Step, WordPattern
from milex.comparator.words import Words

Span = tuple[int, int]  # first word, word after the last
Matches = Mapping[int, tuple[Span, ...]]  # matches[pattern number]: where it stands, by start


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

    def find(self, words: Words) -> Matches:
        """Where the patterns match; only those that do.

        From one start only the shortest match counts, and none crosses a sentence's end.
        """
        return self.find_each((words,))[0]

    def find_each(self, texts: Sequence[Words]) -> list[Matches]:
        """What ``find`` finds in each of ``texts``, all of them searched together.

        Their words are put into one row, so that what a pattern costs whether it matches or
        not is spent once for a law, and not once for each of its articles.
        """
        row = _row_of(texts)
        known = {form: self._numbers_of(form) for form in set(row.forms)}
        meant = [known[form] for form in row.forms]
        places: dict[int, list[int]] = defaultdict(list)
        for position, numbers in enumerate(meant):
            for number in numbers:
                places[number].append(position)
        search = _Search(row.sentences, row.begins(), meant, places, self._choice_list)
        opened = {choice for word in places for choice in self._opening.get(word, ())}
        found: list[dict[int, tuple[Span, ...]]] = [{} for _ in texts]
        for choice in opened:
            for number in self._by_anchor.get(choice, ()):
                prepared = self._prepared[number]
                if prepared.choices <= opened:
                    row.hand_out(number, search.spans(prepared), found)
        return list(found)

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
class _Row:
    """The words of several texts, one text after the other. Tuples have one entry a word."""

    forms: tuple[str, ...]
    sentences: tuple[int, ...]  # no two texts share a number
    owners: tuple[int, ...]  # which text a word is of
    firsts: tuple[int, ...]  # firsts[text]: where its words begin

    def begins(self) -> list[int]:
        """The position at which each sentence begins, and that after the last word."""
        count = len(self.sentences)
        opening = (
            at for at in range(count) if not at or self.sentences[at] != self.sentences[at - 1]
        )
        return [*opening, count]

    def hand_out(
        self, number: int, spans: Iterable[Span], found: list[dict[int, tuple[Span, ...]]]
    ) -> None:
        """Gives each text its own of ``spans``, which are in order and cross no text's end."""
        for owner, own in groupby(spans, key=lambda span: self.owners[span[0]]):
            first = self.firsts[owner]
            found[owner][number] = tuple((start - first, end - first) for start, end in own)


def _row_of(texts: Sequence[Words]) -> _Row:
    forms: list[str] = []
    sentences: list[int] = []
    owners: list[int] = []
    firsts: list[int] = []
    for owner, words in enumerate(texts):
        following = sentences[-1] + 1 if sentences else 0
        firsts.append(len(forms))
        forms.extend(words.forms)
        sentences.extend(number + following for number in words.sentences)
        owners.extend(repeat(owner, len(words.forms)))
    return _Row(tuple(forms), tuple(sentences), tuple(owners), tuple(firsts))


@dataclass(frozen=True, slots=True)
class _Search:
    """A row of words under search."""

    sentences: tuple[int, ...]  # by position; no number is left out
    begins: Sequence[int]  # begins[sentence]: its first position; one more for the end
    meant: Sequence[tuple[int, ...]]  # meant[position]: the checklist's words that stand there
    places: Mapping[int, list[int]]  # places[word number] -> positions
    choices: tuple[_Choice, ...]
    found: dict[int, list[Span]] = field(default_factory=dict)  # by choice, when asked for
    told: dict[int, frozenset[int]] = field(default_factory=dict)  # sentences, by choice
    live: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)  # phrases told, by choice
    stands: dict[tuple[int, ...], list[Span]] = field(default_factory=dict)  # by phrase
    held: dict[int, frozenset[int]] = field(default_factory=dict)  # sentences, by word

    def spans(self, prepared: _Prepared) -> tuple[Span, ...]:
        """Where a pattern matches, by start."""
        (_, opening), *following = prepared.steps
        # No match crosses a sentence's end, so that few places are left to look at.
        told = self._told_in(opening).intersection(*(self._told_in(c) for _, c in following))
        if not told:
            return ()
        hits = self._occurrences(opening)
        if not following:
            return _shortest(hits)
        steps = [(gap, self._occurrences(choice)) for gap, choice in following]
        spans: list[Span] = []
        for sentence in sorted(told):
            first, last = self.begins[sentence], self.begins[sentence + 1]
            for start, end in hits[bisect_left(hits, (first, 0)) : bisect_left(hits, (last, 0))]:
                reached = {end}
                for gap, later in steps:
                    reached = _next_ends(reached, gap, later, last)
                    if not reached:
                        break
                else:
                    spans.append((start, min(reached)))
        return _shortest(spans)

    def _told_in(self, choice: int) -> frozenset[int]:
        """The sentences that hold all words of any of the alternatives; few others tell them."""
        if choice not in self.told:
            told = [(self._held_by(phrase), phrase) for phrase in self.choices[choice]]
            self.live[choice] = [phrase for sentences, phrase in told if sentences]
            self.told[choice] = frozenset().union(*(sentences for sentences, _ in told))
        return self.told[choice]

    def _held_by(self, phrase: tuple[int, ...]) -> frozenset[int]:
        """The sentences that hold all words of a phrase."""
        held = self._held_in(phrase[0])
        for word in phrase[1:]:
            if not held:
                break
            held &= self._held_in(word)
        return held

    def _held_in(self, word: int) -> frozenset[int]:
        """The sentences that hold a word."""
        if word not in self.held:
            self.held[word] = frozenset(self.sentences[at] for at in self.places.get(word, ()))
        return self.held[word]

    def _occurrences(self, choice: int) -> list[Span]:
        """Where any of the alternatives stands, by start; twice where two of them mean it."""
        if choice not in self.found:
            self._told_in(choice)
            first, *others = map(self._spans_of, self.live[choice])
            self.found[choice] = sorted(chain(first, *others)) if others else first
        return self.found[choice]

    def _spans_of(self, phrase: tuple[int, ...]) -> list[Span]:
        """Where a phrase stands, by start."""
        if phrase not in self.stands:
            length = len(phrase)
            self.stands[phrase] = [(at, at + length) for at in self._starts(phrase)]
        return self.stands[phrase]

    def _starts(self, phrase: tuple[int, ...]) -> list[int]:
        """Where a phrase stands whole and within a sentence; looked for by its rarest word."""
        if len(phrase) == 1:
            return self.places.get(phrase[0], [])
        rarest = min(range(len(phrase)), key=lambda k: len(self.places.get(phrase[k], ())))
        last = len(phrase) - 1
        meant, sentences = self.meant, self.sentences
        return [
            start
            for at in self.places.get(phrase[rarest], ())
            if (start := at - rarest) >= 0
            and start + last < len(meant)
            and sentences[start] == sentences[start + last]
            and all(word in meant[start + k] for k, word in enumerate(phrase))
        ]


def _shortest(spans: Iterable[Span]) -> tuple[Span, ...]:
    """``spans``, by start, with the shortest from each start."""
    kept: dict[int, int] = {}
    for start, end in spans:
        kept[start] = min(kept.get(start, end), end)
    return tuple(kept.items())


def _next_ends(reached: set[int], gap: int, hits: list[Span], last: int) -> set[int]:
    """Ends, up to ``last``, of the ``hits`` that stand at most ``gap`` words after one reached."""
    ends = set()
    for before in reached:
        for hit in range(bisect_left(hits, (before, 0)), len(hits)):
            start, end = hits[hit]
            if start > before + gap:
                break
            if end <= last:
                ends.add(end)
    return ends


def _rarity(step: Step) -> tuple[int, int]:
    """A guess at how rare a step's words are: its shortest literal, then few alternatives."""
    shortest = min(max(len("".join(word.pieces)) for word in words) for words in step.alternatives)
    return shortest, -len(step.alternatives)
