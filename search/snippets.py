"""What of an article is shown beside a hit: its best stretch, matching words marked."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from search.analysis import THOUSANDS, beginnings, fold, forms, words
from search.letters import bare, folded
from search.model import Mark
from search.query_tree import Node, PhraseNode, PrefixNode, WordNode, asked_words
from search.schema import phrase_words

WINDOW: Final = 240  # characters
_READ: Final = 60_000  # characters of an article looked through
_REACH: Final = 40  # characters a cut may move to fall between words
_LONG_WORD: Final = 40  # characters, with what stands before the next
_ELLIPSIS: Final = "…"


class Match(NamedTuple):  # made once a matching word
    """A stretch of text that answers the query."""

    start: int
    end: int
    term: str  # which part of the query it answers


class Marker:
    """Finds what a query matches in texts of one language.

    Only words that begin as a word of the query may are looked at.
    """

    def __init__(self, root: Node, language: str) -> None:
        self._language = language
        self._stems: set[str] = set()
        self._prefixes: list[str] = []
        self._phrases: list[_Phrase] = []
        self._terms = _Remembered(self._asked)
        for asked in asked_words(root, language):
            if not asked.part:
                self._add(asked)
        self._begin = _none_begins_another(
            {
                *self._prefixes,
                *(begin for stem in self._stems for begin in beginnings(stem, language)),
            }
        )
        self._numbers = any(begin[0].isdigit() for begin in self._begin)

    def matches(self, text: str) -> list[Match]:
        """Matching words of ``text`` in order, none twice."""
        if not text:
            return []
        text = text[:_READ]
        letters = f" {folded(text)} "
        terms = self._terms
        found = [
            Match(start, end, term)
            for start, end, word in _beginning(letters, self._begin)
            if (term := terms[word]) is not None
        ]
        if self._numbers or self._phrases:
            found = self._with_phrases(text, letters, self._with_numbers(text, found))
        found.sort()
        return found

    def _with_phrases(self, text: str, letters: str, found: list[Match]) -> list[Match]:
        """``found`` and the words of phrases that are not among them."""
        at = {match.start: match for match in found}
        for phrase in self._phrases:
            for start, end in phrase.places(text, letters):
                at.setdefault(start, Match(start, end, phrase.name))
        return list(at.values())

    def _with_numbers(self, text: str, found: list[Match]) -> list[Match]:
        """``found``, numbers with marks between their thousands as the one word that each is."""
        if not self._numbers:
            return found
        at = {match.start: match for match in found}
        for number in THOUSANDS.finditer(text):
            for start in range(number.start(), number.end()):
                at.pop(start, None)
            term = self._terms["".join(filter(str.isdigit, number[0]))]
            if term is not None:
                at[number.start()] = Match(number.start(), number.end(), term)
        return list(at.values())

    def _asked(self, word: str) -> str | None:
        """What of the query a folded word answers."""
        form = forms(bare(word), self._language)
        if form.is_common:
            return None
        if form.stem in self._stems:
            return form.stem
        return next((p for p in self._prefixes if form.exact.startswith(p)), None)

    def _add(self, asked: WordNode | PhraseNode | PrefixNode) -> None:
        match asked:
            case WordNode(raw):
                if not (form := forms(raw, self._language)).is_common:
                    self._stems.add(form.stem)
            case PrefixNode(prefix):
                self._prefixes.append(prefix)
            case PhraseNode(text, exact=exact):
                if phrase := phrase_words(text, self._language, exact=exact):
                    self._phrases.append(_Phrase(phrase, self._language, exact=exact))


class _Phrase:
    """Words that follow one another."""

    def __init__(self, asked: Sequence[tuple[str, int]], language: str, *, exact: bool) -> None:
        self.name = " ".join(word for word, _ in asked)
        self._asked = asked
        self._language = language
        self._exact = exact
        first = asked[0][0]
        self._begin = (first,) if exact else beginnings(first, language)

    def places(self, text: str, letters: str) -> Iterator[tuple[int, int]]:
        """(start, end) of each word of the phrase wherever it stands; ``letters``: ``text``'s."""
        first, length = self._asked[0][0], self._asked[-1][1] + 1
        for start, _, word in _beginning(letters, self._begin):
            if self._form(bare(word)) != first:
                continue
            stretch = text[start : start + length * _LONG_WORD]
            read = list(islice(words(stretch), length))
            if len(read) == length and all(
                self._form(read[distance].raw) == asked for asked, distance in self._asked
            ):
                for _, distance in self._asked:
                    yield start + read[distance].start, start + read[distance].end

    def _form(self, word: str) -> str:
        form = forms(word, self._language)
        return form.exact if self._exact else form.stem


def _none_begins_another(beginnings: set[str]) -> tuple[str, ...]:
    """Those of ``beginnings`` that no other one stands at the beginning of."""
    return tuple(
        one
        for one in sorted(beginnings)
        if not any(one != other and one.startswith(other) for other in beginnings)
    )


def _beginning(letters: str, beginnings: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, word) of the words that begin so; ``letters`` has a space before and after.

    Offsets are of the text without them.
    """
    found: list[tuple[int, int, str]] = []
    for begin in beginnings:
        asked = f" {begin}"
        at = letters.find(asked)
        while at >= 0:
            end = letters.index(" ", at + 1)
            found.append((at, end - 1, letters[at + 1 : end]))
            at = letters.find(asked, end)
    return found


class _Remembered(dict[str, str | None]):
    """What ``ask`` says of each word, asked once."""

    def __init__(self, ask: Callable[[str], str | None]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, word: str) -> str | None:
        self[word] = found = self._ask(word)
        return found


def snippet(text: str, matches: Sequence[Match]) -> tuple[Mark, ...]:
    """The stretch of ``text`` of about ``WINDOW`` characters that shows most of ``matches``.

    Where nothing matches it is the beginning. Cut ends carry an ellipsis; lines are run
    together.
    """
    start, end = _window(text, matches)
    marks: list[Mark] = [Mark(_ELLIPSIS, False)] if start else []
    at = start
    for match in matches:
        if match.start < start or match.end > end:
            continue
        if at < match.start:
            marks.append(Mark(_one_line(text[at : match.start]), False))
        marks.append(Mark(text[match.start : match.end], True))
        at = match.end
    if at < end:
        marks.append(Mark(_one_line(text[at:end]), False))
    if end < len(text):
        marks.append(Mark(_ELLIPSIS, False))
    return tuple(marks)


def printed(texts: Sequence[tuple[str, Sequence[Match]]]) -> tuple[str, ...]:
    """The matched words of ``texts`` as first printed, in order, each form once."""
    found: dict[str, str] = {}
    for text, matches in texts:
        for match in matches:
            word = text[match.start : match.end]
            found.setdefault(fold(word), word)
    return tuple(found.values())


def _window(text: str, matches: Sequence[Match]) -> tuple[int, int]:
    first, last = _densest(matches)
    room = WINDOW - (last - first)
    start = _cut_forward(text, max(0, first - room // 3), first)
    end = _cut_back(text, min(len(text), start + WINDOW), last)
    return start, end


def _densest(matches: Sequence[Match]) -> tuple[int, int]:
    """The stretch of at most ``WINDOW`` characters with most different terms, then most matches.

    The first one of equals; (0, 0) where nothing matches.
    """
    if matches and matches[-1].end - matches[0].start <= WINDOW:
        return matches[0].start, matches[-1].end
    best, found = (0, 0), (0, 0)
    terms: Counter[str] = Counter()
    beyond = 0  # the first match that is not in the stretch
    for place, match in enumerate(matches):
        while beyond < len(matches) and matches[beyond].end - match.start <= WINDOW:
            terms[matches[beyond].term] += 1
            beyond += 1
        if (value := (len(terms), beyond - place)) > best:
            best, found = value, (match.start, matches[beyond - 1].end)
        if beyond == place:  # a match longer than any stretch
            beyond += 1
        elif terms[match.term] == 1:
            del terms[match.term]
        else:
            terms[match.term] -= 1
    return found


def _cut_forward(text: str, start: int, before: int) -> int:
    """``start`` or the first beginning of a word after it, never behind ``before``."""
    if start == 0:
        return 0
    for place in range(start, min(start + _REACH, before)):
        if text[place - 1].isspace():
            return place
    return start


def _cut_back(text: str, end: int, after: int) -> int:
    """``end`` or the last end of a word before it, never in front of ``after``."""
    if end == len(text):
        return end
    for place in range(end, max(end - _REACH, after), -1):
        if text[place].isspace():
            return place
    return end


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
