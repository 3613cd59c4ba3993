"""Excerpts of an article around the words that prove something, with those words marked."""

from collections.abc import Iterable, Sequence
from typing import Final

from search.model import Mark

Span = tuple[int, int]  # offsets in the text, start inclusive, end exclusive

AROUND: Final = 90  # characters shown on each side of a marked word
_ELLIPSIS: Final = " … "


def excerpt(text: str, spans: Iterable[Span], *, around: int = AROUND) -> tuple[Mark, ...]:
    """The parts of ``text`` around ``spans``, the spans marked, in the text's order.

    Spans outside the text are left out; overlapping ones become one. Parts begin and
    end at whole words, and an ellipsis stands where text was left out.
    """
    marked = _united((max(start, 0), min(end, len(text))) for start, end in spans)
    marks: list[Mark] = []
    shown_to = 0
    for window, inside in _windows(text, marked, around):
        if window[0] > shown_to:
            marks.append(Mark(_ELLIPSIS if marks else "… ", matched=False))
        marks.extend(_marked_window(text, window, inside))
        shown_to = window[1]
    if marks and shown_to < len(text):
        marks.append(Mark(" …", matched=False))
    return tuple(marks)


def _united(spans: Iterable[Span]) -> list[Span]:
    united: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _windows(text: str, marked: Sequence[Span], around: int) -> list[tuple[Span, list[Span]]]:
    windows: list[tuple[Span, list[Span]]] = []
    for start, end in marked:
        left = _word_start(text, start - around, start)
        right = _word_end(text, end + around, end)
        if windows and left <= windows[-1][0][1]:
            (first, _), inside = windows[-1]
            windows[-1] = ((first, max(right, windows[-1][0][1])), [*inside, (start, end)])
        else:
            windows.append(((left, right), [(start, end)]))
    return windows


def _word_start(text: str, position: int, limit: int) -> int:
    """The start of the first whole word at or after ``position``, at most ``limit``."""
    if position <= 0:
        return 0
    while position < limit and not text[position - 1].isspace():
        position += 1
    return position


def _word_end(text: str, position: int, limit: int) -> int:
    """The end of the last whole word at or before ``position``, at least ``limit``."""
    if position >= len(text):
        return len(text)
    while position > limit and not text[position].isspace():
        position -= 1
    return position


def _marked_window(text: str, window: Span, inside: Sequence[Span]) -> Iterable[Mark]:
    position = window[0]
    for start, end in inside:
        if start > position:
            yield Mark(text[position:start], matched=False)
        yield Mark(text[start:end], matched=True)
        position = end
    if window[1] > position:
        yield Mark(text[position : window[1]], matched=False)
