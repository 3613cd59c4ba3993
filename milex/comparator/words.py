"""A text as folded words, with the way back to its characters and its sentences."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from corpus.checklists.patterns import fold

# A word, and the English possessive that is no word of its own.
_WORD = re.compile(r"(\w+)(?:['’]s\b)?")
_CLOSING: Final = "\"'”’»)]"
_ABBREVIATIONS: Final = frozenset(
    ("art", "arts", "inc", "num", "núm", "no", "nro", "sec", "cap", "para", "par", "vs", "etc", "v")
)

_fold = lru_cache(maxsize=200_000)(fold)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text. All tuples have one entry a word."""

    forms: tuple[str, ...]  # folded: "niños", "organizacion"
    starts: tuple[int, ...]  # offset of the first character in the text
    ends: tuple[int, ...]  # offset after the last, possessive included
    sentences: tuple[int, ...]  # number of the sentence, from 0, never falling

    def sentence_span(self, position: int) -> tuple[int, int]:
        """First word, and word after the last, of the sentence that holds word ``position``."""
        number = self.sentences[position]
        first = bisect_left(self.sentences, number)
        return first, bisect_left(self.sentences, number + 1)

    def within(self, start: int, end: int) -> tuple[int, int]:
        """First word, and word after the last, of those that begin in characters start..end."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def words_of(text: str, breaks: Sequence[int] = ()) -> Words:
    """The words of ``text``, in order. Points of a list belong to the sentence that opens it.

    ``breaks`` are offsets, in order, at which a sentence begins whatever stands before.
    """
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentences: list[int] = []
    sentence = 0
    end = 0
    pending = deque(breaks)
    for found in _WORD.finditer(text):
        start = found.start()
        is_broken = False
        while pending and pending[0] <= start:
            is_broken = bool(forms)
            pending.popleft()
        if is_broken or (forms and start - end > 1 and _ends_sentence(text, end, start, forms[-1])):
            sentence += 1
        forms.append(_fold(found.group(1)))
        end = found.end()
        starts.append(start)
        ends.append(end)
        sentences.append(sentence)
    return Words(tuple(forms), tuple(starts), tuple(ends), tuple(sentences))


def _ends_sentence(text: str, end: int, start: int, word: str) -> bool:
    """Whether a sentence ends between the word that ends at ``end`` and the next one."""
    between = text[end:start]
    stop = next((i for i, char in enumerate(between) if char in ".?!"), -1)
    if stop < 0:
        return False
    rest = between[stop + 1 :].lstrip(_CLOSING)
    if "\n" in rest:
        return not _is_label(text, end, word)
    if not rest or not rest[0].isspace():
        return False
    if word in _ABBREVIATIONS or _is_label(text, end, word):
        return False
    return text[start].isupper() or not text[start].isalpha()


def _is_label(text: str, end: int, word: str) -> bool:
    """Whether ``word`` is the label of a point: "1." or "a." opening its line."""
    if len(word) > 3 or not (word.isdigit() or len(word) == 1):
        return False
    line_start = text.rfind("\n", 0, end) + 1
    return not text[line_start : end - len(word)].strip(" (")
