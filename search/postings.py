"""The postings of a word in one segment: how they lie in Whoosh's file, and back as arrays.

Whoosh's own blocks are pickled tuples, read and written posting by posting; these are
arrays, one after another: documents, occurrences in each, positions of all. Whoosh keeps
the words, where their postings stand, and which segments there are; through
``ArticleCodec`` its own matchers read these files too.
"""

import struct
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.matching import ListMatcher

_HEADER: Final = struct.Struct("<II")  # documents, bytes of a count

Documents = NDArray[np.int32]  # ascending, none twice


@dataclass(frozen=True, slots=True)
class SegmentPostings:
    """Where a word stands in one segment; deleted documents are still among them."""

    docs: Documents  # numbers within the segment
    counts: NDArray[np.uint32]  # occurrences in each document
    places: NDArray[np.uint16]  # positions of the occurrences, document by document

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return self.docs.nbytes + self.counts.nbytes + self.places.nbytes


class Cutter:
    """The postings of many words, one after another, and those of each as they are written."""

    def __init__(
        self, docs: NDArray[np.uint32], counts: NDArray[np.int64], places: NDArray[np.uint16]
    ) -> None:
        kind = np.min_scalar_type(counts.max(initial=0))
        self._width = kind.itemsize
        self._docs = docs.astype("<u4").tobytes()
        self._counts = counts.astype(kind.newbyteorder("<")).tobytes()
        self._places = places.astype("<u2").tobytes()

    def postings(self, here: tuple[int, int], there: tuple[int, int]) -> bytes:
        """The postings ``here`` (from, to), whose positions stand ``there``."""
        (first, last), (start, end), width = here, there, self._width
        return b"".join(
            (
                _HEADER.pack(last - first, width),
                self._docs[4 * first : 4 * last],
                self._counts[width * first : width * last],
                self._places[2 * start : 2 * end],
            )
        )


def unpacked(data: bytes) -> SegmentPostings:
    """Postings as ``Cutter`` wrote them.

    Raises:
        ValueError, struct.error: ``data`` is cut short.
    """
    found, width = _HEADER.unpack_from(data)
    counts_at = _HEADER.size + 4 * found
    places_at = counts_at + width * found
    return SegmentPostings(
        np.frombuffer(data, "<u4", found, _HEADER.size).astype(np.int32),
        np.frombuffer(data, f"<u{width}", found, counts_at).astype(np.uint32),
        np.frombuffer(data, "<u2", -1, places_at),
    )


def read_postings(leaf: Any, field: str, word: str) -> SegmentPostings | None:
    """The postings of ``word`` in ``field`` of a segment's reader; None where it has none."""
    terms = leaf._terms
    try:
        data = terms._tindex[terms._keycoder(field, word.encode())]
    except KeyError:
        return None
    return _read(terms._postfile, W3TermInfo.from_bytes(data))


def _read(file: Any, info: W3TermInfo) -> SegmentPostings:
    offset, (length,) = info.extent()  # Whoosh 2.7.4 reads the length as a tuple of one
    return unpacked(bytes(file.get(offset, length)))


class ArticleCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own files but for the postings.

    The index names this class, so moving it asks for a new ``analysis`` index format.
    """

    def postings_reader(
        self, file: Any, info: Any, format_: Any, term: Any = None, scorer: Any = None
    ) -> ListMatcher:
        """A matcher of Whoosh's over the postings, for its own searcher."""
        found = _read(file, info)
        return ListMatcher(
            found.docs.tolist(),
            found.counts.astype(float).tolist(),
            format=format_,
            scorer=scorer,
            term=term,
            terminfo=info,
        )
