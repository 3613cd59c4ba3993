"""Marks on a text: which may stand together, and where they end up when the text changes."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from corpus.model import (
    Article,
    Block,
    Division,
    Document,
    Mark,
    MarkKind,
    Paragraph,
)

TERM: Final = "#term-"  # what every target of a term begins with
# Targets that are an IRI reference in every reader's eyes, whoever wrote them.
_TARGETS: Final[dict[MarkKind, re.Pattern[str]]] = {
    "ref": re.compile(r"#[A-Za-z_][\w.-]*|(?:https?:/)?/[\w~][\w/.~@:?=&;,+-]*", re.ASCII),
    "term": re.compile(rf"{TERM}[\w-]+", re.ASCII),
    "def": re.compile(rf"{TERM}[\w-]+", re.ASCII),
}


def arranged(text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """``marks`` in order, without those that cannot stand on ``text``.

    Left out is a mark that is empty, reaches beyond the text, has a target that no
    link may have, crosses an earlier one, or stands inside another than a ``def``.
    """
    kept: list[Mark] = []
    around: list[Mark] = []  # the definitions that are still open
    end = 0  # of the last mark that holds no other
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)):
        while around and around[-1].end <= mark.start:
            around.pop()
        fits = end <= mark.start < mark.end <= (around[-1].end if around else len(text))
        if not fits or not _TARGETS[mark.kind].fullmatch(mark.target):
            continue
        kept.append(mark)
        if mark.kind != "def":
            end = mark.end
        elif around and around[-1].end - around[-1].start == mark.end - mark.start:
            kept.pop()  # one definition is enough for the same words
        else:
            around.append(mark)
    return tuple(kept)


def added(paragraph: Paragraph, marks: Iterable[Mark]) -> Paragraph:
    """``paragraph`` with those of ``marks`` that share no words with its own.

    A definition may stand around other marks, and they in it.
    """
    flat = [mark for mark in paragraph.marks if mark.kind != "def"]
    definitions = [mark for mark in paragraph.marks if mark.kind == "def"]
    ends = [mark.end for mark in flat]

    def fits(mark: Mark) -> bool:
        beside = bisect_right(ends, mark.start)
        if mark.kind == "def":
            while beside < len(flat) and flat[beside].start < mark.end:
                if not _holds(mark, flat[beside]):
                    return False
                beside += 1
            return all(_is_apart(mark, other) for other in definitions)
        if beside < len(flat) and flat[beside].start < mark.end:
            return False
        return all(_is_apart(mark, other) or _holds(other, mark) for other in definitions)

    new = [mark for mark in marks if fits(mark)]
    if not new:
        return paragraph
    return replace(paragraph, marks=arranged(paragraph.text, (*paragraph.marks, *new)))


def _is_apart(one: Mark, other: Mark) -> bool:
    return one.end <= other.start or other.end <= one.start


def _holds(outer: Mark, inner: Mark) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def paragraphs_of(document: Document) -> Iterator[Paragraph]:
    """Every paragraph of ``document``, points and quoted articles' included, in its order."""
    yield from paragraphs_in(document.preamble)
    yield from _in_body(document.body)
    yield from paragraphs_in(document.conclusions)
    for attachment in document.attachments:
        yield from paragraphs_in(attachment.preamble)
        yield from _in_body(attachment.body)


def _in_body(children: Iterable[Division | Article]) -> Iterator[Paragraph]:
    for child in children:
        if isinstance(child, Division):
            yield from _in_body(child.children)
        else:
            yield from paragraphs_in(child.content)


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph of ``blocks``, points and quoted articles' included, in its order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
            yield from paragraphs_in(block.children)
        else:
            yield from paragraphs_in(block.paragraphs)
            yield from _in_body(block.articles)
