"""Doubts and defects found while reading, collected instead of raised."""

from dataclasses import dataclass

from i18n.messages import Message


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubtful or defective place in a source.

    Reading goes on after a Problem; what makes a file unusable is an
    ``UnreadableFile`` instead.
    """

    code: str  # stable name for programs, e.g. "gap_in_numbering"
    message: Message  # one sentence: what, where, what to check
    line: int | None = None  # line of the source file, from 1; None where it has no lines
    confidence: float = 1.0  # 0..1, how sure the reader is that this is a defect
