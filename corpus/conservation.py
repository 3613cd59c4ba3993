"""How much of a source's words its document keeps, in their order.

The document and the list of what was dropped are cut into pieces: each label,
heading, paragraph, note and dropped line. A piece is laid over the source, the
longest first, on words that no other piece covers. So order is held inside every
piece, and text kept once where the source has it twice counts once.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from corpus.model import Article, Block, Division, Document, Paragraph
from corpus.reading import Dropped

_WORD: Final = re.compile(r"[^\W_]+")
_GAP: Final = 80  # words, of a page's head or margin, that may stand inside a paragraph
_NGRAM: Final = 3


def words(text: str) -> list[str]:
    """The words of ``text`` as they are compared: runs of letters and digits, case kept."""
    return _WORD.findall(text)


def conservation(source: str, document: Document, dropped: Iterable[Dropped] = ()) -> float:
    """The share (0..1) of the words of ``source`` that ``document`` or ``dropped`` holds in order.

    1 for a source without words.
    """
    wanted = words(source)
    if not wanted:
        return 1.0
    pieces = [words(text) for text in _pieces(document)]
    pieces.extend(words(item.text) for item in dropped)
    signs: dict[str, str] = {}
    cover = _Cover(_spelt(wanted, signs))
    for piece in sorted(filter(None, pieces), key=len, reverse=True):
        cover.lay(_spelt(piece, signs))
    return cover.covered() / len(wanted)


def _spelt(text: list[str], signs: dict[str, str]) -> str:
    """``text`` with one character a word, so that stretches compare and hash as strings do.

    ``signs`` gains the characters of new words; they mean nothing else.
    """
    return "".join([signs.get(word) or _sign(word, signs) for word in text])


def _sign(word: str, signs: dict[str, str]) -> str:
    return signs.setdefault(word, chr(len(signs) % sys.maxunicode + 1))


class _Cover:
    """The words of a source, a character each, and which of them are covered."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._taken = bytearray(len(source))
        # by length of the stretch; made when first asked for, the longest first
        self._starts: dict[int, dict[str, list[int]]] = {}

    def covered(self) -> int:
        """How many words are covered."""
        return sum(self._taken)

    def lay(self, piece: str) -> None:
        """Covers the words of ``piece``, in one stretch where possible."""
        position = 0
        near = -1
        while position < len(piece):
            start, length = self._best(piece, position, near)
            if not length:
                position += 1
                continue
            self._taken[start : start + length] = b"\x01" * length
            position += length
            near = start + length

    def _starts_of(self, stretch: str) -> list[int]:
        """Where ``stretch``, of at most ``_NGRAM`` words, begins."""
        size = len(stretch)
        if size not in self._starts:
            found: dict[str, list[int]] = defaultdict(list)
            for position in range(len(self._source) - size + 1):
                found[self._source[position : position + size]].append(position)
            self._starts[size] = dict(found)
        return self._starts[size].get(stretch, [])

    def _best(self, piece: str, position: int, near: int) -> tuple[int, int]:
        """Where the longest free stretch that agrees with the rest of ``piece`` starts."""
        size = min(_NGRAM, len(piece) - position)
        while size:
            starts = self._starts_of(piece[position : position + size])
            found = self._longest(piece, position, starts, size, near)
            if found[1]:
                return found
            size -= 1
        return -1, 0

    def _longest(
        self, piece: str, position: int, starts: list[int], size: int, near: int
    ) -> tuple[int, int]:
        """The best of ``starts``; a short remainder counts only close after what came before."""
        if near >= 0 and size < _NGRAM:
            starts = starts[bisect_left(starts, near) : bisect_right(starts, near + _GAP)]
        best, longest = -1, 0
        wanted = len(piece) - position
        far = 0
        for start in starts:
            if self._taken[start]:
                far += 1
                continue
            length = self._agreement(piece, position, start)
            if length > longest:
                best, longest = start, length
            if longest == wanted:
                break
        if far > len(starts) // 2 and far > 16:
            starts[:] = [start for start in starts if not self._taken[start]]
        return best, longest if longest >= size else 0

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
