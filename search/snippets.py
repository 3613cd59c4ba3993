"""What of an article is shown beside a hit: its best stretch, matching words marked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.analysis import Forms, chosen_words, fold, forms
from search.model import Mark
from search.query_tree import Node, PhraseNode, PrefixNode, WordNode, asked_words
from search.schema import phrase_words

WINDOW: Final = 240  # characters
_READ: Final = 60_000  # characters of an article looked through
_REACH: Final = 40  # characters a cut may move to fall between words
_ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of text that answers the query."""

    start: int
    end: int
    term: str  # which part of the query it answers


class Marker:
    """Finds what a query matches in texts of one language."""

    def __init__(self, root: Node, language: str) -> None:
        self._language = language
        self._stems: set[str] = set()
        self._prefixes: list[str] = []
        self._terms: dict[str, str | None] = _Remembered(self._term)
        self._phrases: list[tuple[bool, list[tuple[str, int]]]] = []
        for asked in asked_words(root, language):
            if not asked.part:
                self._add(asked)

    def matches(self, text: str) -> list[Match]:
        """Matching words of ``text`` in order, none twice."""
        text = text[:_READ]
        found = {
            start: Match(start, end, term)
            for start, end, term in chosen_words(text, self._terms.__getitem__)
        }
        if self._phrases:
            read = chosen_words(text, lambda raw: forms(raw, self._language))
            for exact, asked in self._phrases:
                for start, end, term in _phrase_matches(read, asked, exact=exact):
                    found.setdefault(start, Match(start, end, term))
        return [found[start] for start in sorted(found)]

    def _term(self, raw: str) -> str | None:
        form = forms(raw, self._language)
        if form.is_common:
            return None
        if form.stem in self._stems:
            return form.stem
        if not self._prefixes:
            return None
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
                    self._phrases.append((exact, phrase))


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


class _Remembered(dict[str, str | None]):
    """What ``ask`` says of each word, asked once."""

    def __init__(self, ask: Callable[[str], str | None]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, raw: str) -> str | None:
        self[raw] = found = self._ask(raw)
        return found


def _phrase_matches(
    read: Sequence[tuple[int, int, Forms]], asked: Sequence[tuple[str, int]], *, exact: bool
) -> Iterator[tuple[int, int, str]]:
    last = asked[-1][1]
    name = " ".join(word for word, _ in asked)
    said = [form.exact if exact else form.stem for _, _, form in read]
    first = asked[0][0]
    for start in range(len(read) - last):
        if said[start] == first and all(said[start + at] == word for word, at in asked):
            for _, distance in asked:
                yield *read[start + distance][:2], name


def _window(text: str, matches: Sequence[Match]) -> tuple[int, int]:
    first, last = 0, 0
    best = (0, 0)
    for place, match in enumerate(matches):
        inside = [m for m in matches[place : place + WINDOW] if m.end - match.start <= WINDOW]
        value = (len({m.term for m in inside}), len(inside))
        if value > best:
            best, first, last = value, match.start, inside[-1].end
    room = WINDOW - (last - first)
    start = _cut_forward(text, max(0, first - room // 3), first)
    end = _cut_back(text, min(len(text), start + WINDOW), last)
    return start, end


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
