"""The words of many articles, gathered one after another and written out word by word.

Each word of each field is one entry in three flat arrays, so that what a hundred
thousand articles say takes some hundred megabytes, and sorting it is one call.
"""

import struct
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.postings import Cutter, SegmentPostings


def _numbering() -> defaultdict[str, int]:
    return defaultdict(count().__next__)


@dataclass(slots=True)
class _Stream:
    """What one field says, in the order in which it came: document by document."""

    numbers: defaultdict[str, int] = field(default_factory=_numbering)  # of its words
    words: "array[int]" = field(default_factory=lambda: array("I"))
    docs: "array[int]" = field(default_factory=lambda: array("I"))
    places: "array[int]" = field(default_factory=lambda: array("H"))


class TokenPool:
    """Takes the place of Whoosh's pool of postings."""

    def __init__(self) -> None:
        self._streams: defaultdict[str, _Stream] = defaultdict(_Stream)
        self.tokens = 0  # words held, over all fields

    def add(self, doc: int, name: str, words: Sequence[str], places: Iterable[int]) -> None:
        """``words`` stand in field ``name`` of ``doc`` at ``places``, which ascend."""
        stream = self._streams[name]
        stream.words.extend(map(stream.numbers.__getitem__, words))
        stream.docs.extend(repeat(doc, len(words)))
        stream.places.extend(places)
        self.tokens += len(words)

    def add_postings(
        self, name: str, word: str, found: SegmentPostings, numbers: NDArray[np.int64]
    ) -> None:
        """The postings of another segment; ``numbers[doc]`` is the new number, −1 for none.

        New numbers must be higher than those of all documents that are here.
        """
        docs = np.repeat(numbers[found.docs], found.counts)
        kept = docs >= 0
        stream = self._streams[name]
        stream.words.extend(repeat(stream.numbers[word], int(kept.sum())))
        stream.docs.frombytes(docs[kept].astype(np.uint32).tobytes())
        stream.places.frombytes(found.places[kept].tobytes())
        self.tokens += int(kept.sum())

    def write(self, writer: Any, fields: Mapping[str, object]) -> None:
        """Everything into Whoosh's writer of a segment's words; nothing is left here."""
        for name in sorted(self._streams):
            writer.start_field(name, fields[name])
            number = _FIELD.pack(writer._fieldid)
            offset = writer._postfile.tell()
            for word, info, data in _sorted_postings(self._streams.pop(name)):
                writer._tindex.add(number + word, _INFO.pack(*info, offset, len(data)))
                writer._postfile.write(data)
                offset += len(data)
            writer.finish_field()
        self.cleanup()

    def cleanup(self) -> None:
        """Nothing is left here."""
        self._streams.clear()
        self.tokens = 0


_FIELD: Final = struct.Struct("!H")  # the number of a field, before each of its words
# What Whoosh tells of a word: inlined or not, weight, documents, shortest and longest (not
# kept), highest weight (a bound), first and last document; then where its postings stand.
_INFO: Final = struct.Struct("!BfIBBfIIqi")
Info = tuple[int, float, int, int, int, float, int, int]


def _sorted_postings(stream: _Stream) -> Iterator[tuple[bytes, Info, bytes]]:
    """(word, what Whoosh tells of it, its postings), words in the order of their bytes."""
    order = np.argsort(np.frombuffer(stream.words, np.uint32), kind="stable")
    words = np.frombuffer(stream.words, np.uint32)[order]
    docs = np.frombuffer(stream.docs, np.uint32)[order]
    places = np.frombuffer(stream.places, np.uint16)[order]
    begins_word = np.append(True, words[1:] != words[:-1])
    starts = np.flatnonzero(begins_word | np.append(True, docs[1:] != docs[:-1]))
    docs = docs[starts]
    firsts = np.flatnonzero(begins_word[starts])  # of the postings of each word
    ends = np.append(firsts[1:], len(starts))
    place_bounds = np.append(starts[firsts], len(words)).tolist()
    low, high = docs[firsts].tolist(), docs[ends - 1].tolist()
    cut = Cutter(docs, np.diff(starts, append=len(words)), places)
    bounds = [0, *ends.tolist()]
    for word, at in sorted((word.encode(), number) for word, number in stream.numbers.items()):
        found = bounds[at + 1] - bounds[at]
        said = place_bounds[at + 1] - place_bounds[at]
        info = (0, float(said), found, 0, 0, float(said), low[at], high[at])
        here, there = (bounds[at], bounds[at + 1]), (place_bounds[at], place_bounds[at + 1])
        yield word, info, cut.postings(here, there)
