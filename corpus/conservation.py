"""How much of a source's words its document keeps, in their order.

The document is a set of streams (the preamble, each label, heading, article text and
note, each dropped line); every input word must be the next word of one of them, so
order is held inside a stream. Words that a line break cut with a hyphen count as one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from corpus.model import Article, Block, Division, Document, Paragraph, Quotation
from corpus.reading import Dropped

_WORD: Final = re.compile(r"[^\W_]+")
_BROKEN: Final = re.compile(r"(?<=[^\W\d_])-[ \t]*\n[ \t]*(?=[a-záéíóúüñ])")
_AHEAD: Final = 40  # words that a stream may have and the source not


def words(text: str) -> list[str]:
    """The words of ``text`` as they are compared: runs of letters and digits, case kept."""
    return _WORD.findall(_BROKEN.sub("", text))


def conservation(source: str, document: Document, dropped: Iterable[Dropped] = ()) -> float:
    """The share (0..1) of the words of ``source`` that ``document`` or ``dropped`` holds in order.

    1 for a source without words.
    """
    wanted = words(source)
    if not wanted:
        return 1.0
    streams = [words(text) for text in _streams(document)]
    streams.extend(words(item.text) for item in dropped)
    return _matched(wanted, streams) / len(wanted)


def _matched(wanted: Sequence[str], streams: Sequence[Sequence[str]]) -> int:
    """How many of ``wanted`` are met by following the streams, each from its beginning."""
    positions = [0] * len(streams)
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, stream in enumerate(streams):
        if stream:
            waiting[stream[0]].append(number)
    current, found = -1, 0
    for index, word in enumerate(wanted):
        chosen = current if _next_is(streams, positions, current, word) else -1
        if chosen < 0:
            chosen = _best_stream(wanted, index, streams, positions, waiting.get(word, ()))
        if chosen < 0 and current >= 0:
            chosen = _skip_ahead(wanted, index, streams, positions, current, waiting)
        if chosen < 0:
            continue
        current = chosen
        _advance(streams, positions, waiting, current)
        found += 1
    return found


def _next_is(
    streams: Sequence[Sequence[str]], positions: Sequence[int], number: int, word: str
) -> bool:
    if number < 0:
        return False
    stream, position = streams[number], positions[number]
    return position < len(stream) and stream[position] == word


def _best_stream(
    wanted: Sequence[str],
    index: int,
    streams: Sequence[Sequence[str]],
    positions: Sequence[int],
    numbers: Sequence[int],
) -> int:
    """Among ``numbers`` the stream that agrees with ``wanted`` for longest; -1 for none."""
    best, longest = -1, 0
    for number in numbers:
        stream, position = streams[number], positions[number]
        length = 0
        while (
            length < 12
            and position + length < len(stream)
            and index + length < len(wanted)
            and stream[position + length] == wanted[index + length]
        ):
            length += 1
        if length > longest:
            best, longest = number, length
    return best


def _skip_ahead(
    wanted: Sequence[str],
    index: int,
    streams: Sequence[Sequence[str]],
    positions: list[int],
    current: int,
    waiting: dict[str, list[int]],
) -> int:
    """Steps over words that only the stream has, where three words agree after them."""
    stream, position = streams[current], positions[current]
    target = list(wanted[index : index + 3])
    for ahead in range(position + 1, min(position + _AHEAD, len(stream) - len(target) + 1)):
        if list(stream[ahead : ahead + len(target)]) == target:
            waiting[stream[position]].remove(current)
            positions[current] = ahead
            waiting[stream[ahead]].append(current)
            return current
    return -1


def _advance(
    streams: Sequence[Sequence[str]],
    positions: list[int],
    waiting: dict[str, list[int]],
    number: int,
) -> None:
    stream = streams[number]
    waiting[stream[positions[number]]].remove(number)
    positions[number] += 1
    if positions[number] < len(stream):
        waiting[stream[positions[number]]].append(number)


def _streams(document: Document) -> Iterator[str]:
    yield "\n".join(_blocks(document.preamble))
    yield from _body(document.body)
    yield "\n".join(_blocks(document.conclusions))
    for attachment in document.attachments:
        yield attachment.label
        yield attachment.heading
        yield "\n".join(_blocks(attachment.preamble))
        yield from _body(attachment.body)


def _body(children: Sequence[Division | Article]) -> Iterator[str]:
    for child in children:
        yield child.label
        yield child.heading
        if isinstance(child, Article):
            yield "\n".join(_blocks(child.content))
            yield from child.notes
            yield from _quoted_notes(child.content)
        else:
            yield from _body(child.children)


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.num
            yield block.text
            yield from _blocks(block.children)
        else:
            yield from _blocks(block.paragraphs)
            for article in block.articles:
                yield article.label
                yield article.heading
                yield from _blocks(article.content)


def _quoted_notes(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Quotation):
            for article in block.articles:
                yield from article.notes
