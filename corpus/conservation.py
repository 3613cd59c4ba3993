"""How much of a source's words its document keeps, in their order.

The document and the list of what was dropped are cut into pieces: each label,
heading, paragraph, note and dropped line. A piece is laid over the source, soon after
the one before it or else the longest first, on words that no other piece covers.
So order is held inside every piece, and text kept once where the source has it twice
counts once.
"""

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from corpus.model import Article, Block, Division, Document, Paragraph
from corpus.reading import Dropped

_WORD: Final = re.compile(r"[^\W_]+")
_GAP: Final = 80  # words, of a page's head or margin, that may stand inside a paragraph
_AHEAD: Final = 2000  # words that may be notes, menus or another language
_NGRAM: Final = 3
_TELLING: Final = 12  # words that stand together in one place only


def words(text: str) -> list[str]:
    """The words of ``text`` as they are compared: runs of letters and digits, case kept."""
    return _WORD.findall(text)


def conservation(source: str, document: Document, dropped: Iterable[Dropped] = ()) -> float:
    """The share (0..1) of the words of ``source`` that ``document`` or ``dropped`` holds in order.

    1 for a source without words.
    """
    if _say_the_same(_tokens((source,)), _tokens(_pieces(document))):
        return 1.0
    signs: dict[str, str] = {}
    wanted = _spelt(source, signs)
    if not wanted:
        return 1.0
    cover = _Cover(wanted)
    misplaced = cover.lay_in_order(_spelt(text, signs) for text in _pieces(document))
    misplaced.extend(_spelt(item.text, signs) for item in dropped)
    cover.lay_anywhere(cover.lay_whole(misplaced))
    return cover.covered() / len(wanted)


def _tokens(texts: Iterable[str]) -> Iterator[str]:
    """What blanks part in ``texts``, line by line."""
    lines = chain.from_iterable(text.split("\n") for text in texts)
    return chain.from_iterable(map(str.split, lines))


def _say_the_same(ours: Iterator[str], theirs: Iterator[str]) -> bool:
    """Whether two texts, each as its tokens, have the same words in the same order."""
    for one in ours:
        other = next(theirs, "")
        if one == other:
            continue
        own, others = words(one), words(other)
        while len(own) < len(others) and (token := next(ours, "")):
            own += words(token)
        while len(others) < len(own) and (token := next(theirs, "")):
            others += words(token)
        if own != others:
            return False
    return not any(map(words, theirs))


def _spelt(text: str, signs: dict[str, str]) -> str:
    """The words of ``text``, a character each, so that stretches compare and hash as strings do.

    ``signs`` gains the characters of new words; they mean nothing else.
    """
    return "".join(
        [
            signs.get(word) or _sign(word, signs)
            for line in text.split("\n")
            for word in _WORD.findall(line)
        ]
    )


def _sign(word: str, signs: dict[str, str]) -> str:
    return signs.setdefault(word, chr(len(signs) % sys.maxunicode + 1))


class _Occurrences:
    """Where each of some stretches of words begins on a free word of a source, in order."""

    def __init__(
        self, source: str, taken: bytearray, stretches: Collection[str], size: int
    ) -> None:
        """``stretches`` are of ``size`` words each."""
        self.first: dict[str, int] = {}
        self.following: dict[int, int] = {}  # the next beginning of the same stretch; -1 for none
        for position in range(len(source) - size, -1, -1):
            stretch = "" if taken[position] else source[position : position + size]
            if stretch in stretches:
                self.following[position] = self.first.get(stretch, -1)
                self.first[stretch] = position

    def free(self, stretch: str, taken: bytearray) -> Iterator[int]:
        """Where ``stretch`` begins on a word that is not ``taken``; forgets the others."""
        before, position = -1, self.first.get(stretch, -1)
        while position >= 0:
            after = self.following[position]
            if not taken[position]:
                yield position
                before = position
            elif before < 0:
                self.first[stretch] = after
            else:
                self.following[before] = after
            position = after


class _Cover:
    """The words of a source, a character each, and which of them are covered."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._taken = bytearray(len(source))
        self._sought: Sequence[str] = ()  # the pieces that may stand anywhere
        self._places: dict[int, _Occurrences] = {}  # by the number of words, made when needed

    def covered(self) -> int:
        """How many words are covered."""
        return sum(self._taken)

    def lay_in_order(self, pieces: Iterable[str]) -> list[str]:
        """Covers each long one of ``pieces`` soon after the one before it; the rest comes back."""
        misplaced = []
        end = 0
        for piece in pieces:
            start = -1
            if len(piece) >= _TELLING:
                start = self._source.find(piece, end, end + _AHEAD + len(piece))
            if start < 0:
                misplaced.append(piece)
                continue
            end = start + len(piece)
            self._taken[start:end] = b"\x01" * len(piece)
        return misplaced

    def lay_whole(self, pieces: Iterable[str]) -> list[str]:
        """Covers each long one of ``pieces`` where all its words are free; the rest comes back."""
        left = []
        for piece in sorted(filter(None, pieces), key=len, reverse=True):
            start = self._source.find(piece) if len(piece) >= _TELLING else -1
            while start >= 0 and self._taken.find(1, start, start + len(piece)) >= 0:
                start = self._source.find(piece, start + 1)
            if start < 0:
                left.append(piece)
            else:
                self._taken[start : start + len(piece)] = b"\x01" * len(piece)
        return left

    def lay_anywhere(self, pieces: Sequence[str]) -> None:
        """Covers the words of each of ``pieces``, which come with the longest first."""
        self._sought, self._places = pieces, {}
        left: list[tuple[str, int]] = []
        for piece in pieces:
            left.extend(self._lay(piece) if len(piece) >= _NGRAM else [(piece, -1)])
        for fragment, near in sorted(left, key=lambda item: len(item[0]), reverse=True):
            self._lay_words(fragment, near)

    def _lay(self, piece: str) -> list[tuple[str, int]]:
        """Covers the words of ``piece`` in long stretches, in one where possible.

        What does not fit comes back: its words, and the place after which they are
        to be sought. It waits until every piece has its place, for single words are
        found anywhere, also where another piece belongs.
        """
        left: list[tuple[str, int]] = []
        position, skipped, near = 0, 0, -1
        while position < len(piece):
            start, length = self._best(piece, position, near, _NGRAM)
            if not length:
                position += 1
                skipped += 1
                continue
            if skipped:
                left.append((piece[position - skipped : position], near))
                skipped = 0
            self._taken[start : start + length] = b"\x01" * length
            position += length
            near = start + length
        if skipped:
            left.append((piece[position - skipped :], near))
        return left

    def _lay_words(self, fragment: str, near: int) -> None:
        """Covers the words of ``fragment``, in stretches as long as may be."""
        position = 0
        while position < len(fragment):
            start, length = self._best(fragment, position, near, 1)
            if not length and near >= 0:  # the same words may stand in two places
                start, length = self._best(fragment, position, -1, 1)
            if length:
                self._taken[start : start + length] = b"\x01" * length
                near = start + length
            position += length or 1

    def _best(self, piece: str, position: int, near: int, shortest: int) -> tuple[int, int]:
        """Where the longest free stretch that agrees with the rest of ``piece`` starts.

        One of fewer than ``shortest`` words is none.
        """
        wanted = len(piece) - position
        for size in range(min(_NGRAM, wanted), shortest - 1, -1):
            best, longest = -1, size - 1
            for start in self._starts(piece[position : position + size], near):
                length = self._agreement(piece, position, start)
                if length > longest:
                    best, longest = start, length
                if longest == wanted:
                    break
            if best >= 0:
                return best, longest
        return -1, 0

    def _starts(self, stretch: str, near: int) -> Iterator[int]:
        """Free beginnings of ``stretch``; of a short one only close after what came before."""
        size = len(stretch)
        if near < 0 or size == _NGRAM:
            if size not in self._places:
                stretches = {
                    piece[at : at + size]
                    for piece in self._sought
                    for at in range(len(piece) - size + 1)
                }
                self._places[size] = _Occurrences(self._source, self._taken, stretches, size)
            yield from self._places[size].free(stretch, self._taken)
            return
        end = near + _GAP + size
        start = self._source.find(stretch, near, end)
        while start >= 0:
            if not self._taken[start]:
                yield start
            start = self._source.find(stretch, start + 1, end)

    def _agreement(self, piece: str, position: int, start: int) -> int:
        """How many words from ``start`` on are free and agree with ``piece`` from ``position``."""
        end = min(len(self._source), start + len(piece) - position)
        if self._source[start:end] == piece[position : position + end - start]:
            taken = self._taken.find(1, start, end)
            return end - start if taken < 0 else taken - start
        length = 0
        while (
            start + length < end
            and not self._taken[start + length]
            and self._source[start + length] == piece[position + length]
        ):
            length += 1
        return length


def _pieces(document: Document) -> Iterator[str]:
    yield from _blocks(document.preamble)
    yield from _body(document.body)
    yield from _blocks(document.conclusions)
    for attachment in document.attachments:
        yield attachment.label
        yield attachment.heading
        yield from _blocks(attachment.preamble)
        yield from _body(attachment.body)


def _body(children: Sequence[Division | Article]) -> Iterator[str]:
    for child in children:
        yield child.label
        yield child.heading
        if isinstance(child, Article):
            yield from _blocks(child.content)
            yield from child.notes
        else:
            yield from _body(child.children)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"{block.num} {block.text}"
            yield from _blocks(block.children)
        else:
            yield from _blocks(block.paragraphs)
            yield from _body(block.articles)
