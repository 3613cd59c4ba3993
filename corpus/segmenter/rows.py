"""Lines become rows: whole paragraphs, with publisher's notes and residue set apart.

A row keeps the number of the line where it starts. Nothing here decides what is
an article; it only avoids tearing sentences that a line break cut.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from corpus.grammar import Grammar, load_grammar
from corpus.lines import Line
from corpus.reading import Dropped
from corpus.segmenter.numbers import DIGITS, LATIN, ROMANS, ordinal_pattern

RowKind = Literal["text", "note", "mark"]
_TERMINAL: Final = re.compile(r"[.;:!?…][\"”»’')\]]*$|[”»\"]$|[.:]\s*[-–—]+$")
POINT: Final = re.compile(
    r"[\"“«]?(?:\(\s?(?:\d{1,3}[A-Z]?|[a-zñ]{1,2}|[A-Z]{1,2}|[ivxl]{1,6})\s?\)"
    r"|\d{1,3}(?:\.\d{1,2}){1,3}\.?(?=\s)|\d{1,3}\s?(?:[.)]|[°º]\.?\)?)\s?[-–]?(?=\s|[A-ZÁÉÍÓÚÑ\"“(]|$)"
    r"|(?:[a-zñ]|[ivxl]{1,6}|[A-ZÑ]|[IVXL]{1,6})\s?[).](?:\s?[-–])?(?=\s|$|[A-ZÁÉÍÓÚÑ])"
    r"|[-–—•·●▪](?=\s))"
)
# "Artículo 14" on one line, "Bis. En materia…" on the next
_SUFFIX_ALONE: Final = re.compile(rf"(?i:{LATIN})\s*[.\-–]")
_ENDING: Final = 40  # characters at the end of a line that show whether a sentence ends
_SECTION: Final = re.compile(r"\d+[A-Z]{0,2}\s?\.?\s?[-–—]*\(1\)")
_BEFORE_NOTE: Final = '.;:)]”"*»-'
_PREFILTER: Final = re.compile(r"[(*\[]|DOF|CONCORDANCIA|(?i:nota|ver)\b")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the source, or what a note left of one."""

    number: int  # line of the file where it starts
    text: str  # single spaces
    kind: RowKind = "text"  # "mark": begins or ends a zone, no text of the law
    level: int = 0
    bold: bool = False
    bold_prefix: str = ""
    italic_prefix: str = ""
    indent: int = 0
    spaced: bool = True  # a blank line, or residue, stands before it
    after_residue: bool = False
    zone: str = ""  # "earlier": an earlier wording printed inside the text

    @property
    def is_heading(self) -> bool:
        """Whether layout sets the whole row apart as a heading."""
        return self.level > 0 or self.bold or (self.text.isupper() and len(self.text) > 3)


@dataclass(frozen=True, slots=True)
class Shapes:
    """How labels of a language begin a line."""

    article: re.Pattern[str]
    division: re.Pattern[str]
    reference_after: re.Pattern[str]
    unfinished_before: re.Pattern[str]


def shapes(grammar: Grammar) -> Shapes:
    """The label patterns of ``grammar``, anchored at the beginning of a line."""
    return _shapes_of(grammar.language)


@cache
def _shapes_of(language: str) -> Shapes:
    grammar = load_grammar(language)
    divisions = "|".join(entry.pattern.pattern for entry in grammar.divisions)
    number = rf"(?:{DIGITS}|{ROMANS}|{ordinal_pattern(grammar.language)})"
    return Shapes(
        re.compile(rf"[\"“«'‘”*]{{0,2}}\s*(?:(?:{grammar.article_words})\s*\.?\s*{number}|§)"),
        re.compile(rf"[\"“«]?(?:{divisions})(?![\w])"),
        grammar.reference_after,
        re.compile(grammar.unfinished_before.pattern, re.IGNORECASE),
    )


def rows_of(
    lines: Iterable[Line],
    grammar: Grammar,
    dropped: list[Dropped],
    begun: Collection[int] = frozenset(),
) -> list[Row]:
    """Rows of ``lines`` in order; what is left out is added to ``dropped``.

    The lines ``begun`` always begin a row.
    """
    kept = _without_residue(lines, grammar, dropped)
    joined = _joined(kept, shapes(grammar), begun)
    return list(_with_notes(joined, grammar))


def _without_residue(
    lines: Iterable[Line], grammar: Grammar, dropped: list[Dropped]
) -> Iterator[Row]:
    """Rows of one line each; blank ones separate. Residue becomes a blank."""
    any_residue = _any_residue(grammar.language)
    residue_before = spaced = False
    zone = ""
    for line in lines:
        text = " ".join(line.text.split())
        if text == line.text:
            text = line.text  # one copy of it is enough
        if not text:
            spaced = True
            continue
        if grammar.earlier_wording_begins.match(text):
            zone = "earlier"
        reason = None
        if not line.heading_level and any_residue.match(text):
            reason = next((r.reason for r in grammar.residue if r.pattern.match(text)), None)
        if reason:
            dropped.append(Dropped(line.number, text, reason))
            residue_before = spaced = True
            continue
        ends_zone = zone and grammar.earlier_wording_ends.search(text)
        yield Row(
            line.number,
            text,
            "note" if ends_zone else "text",
            line.heading_level,
            line.bold,
            line.bold_prefix,
            line.italic_prefix,
            line.indent,
            spaced,
            residue_before,
            zone,
        )
        if ends_zone:
            zone = ""
        residue_before = spaced = False


@cache
def _any_residue(language: str) -> re.Pattern[str]:
    """What begins as some residue does."""
    return re.compile("|".join(r.pattern.pattern for r in load_grammar(language).residue))


def _joined(rows: Iterable[Row], shape: Shapes, begun: Collection[int]) -> Iterator[Row]:
    """``rows`` with the lines of one paragraph put together."""
    current: Row | None = None
    parts: list[str] = []
    last = ""

    def whole() -> Iterator[Row]:
        if current is not None:
            yield replace(current, text=" ".join(parts)) if len(parts) > 1 else current

    for row in rows:
        begins = row.number in begun and current is not None and current.number != row.number
        if current is not None and not begins and _continues(current, last, row, shape):
            parts.append(row.text)
            last = row.text
            if current.bold and not row.bold:
                current = replace(current, bold=False, bold_prefix=" ".join(parts[:-1]))
            continue
        yield from whole()
        current, parts, last = row, [row.text], row.text
    yield from whole()


def _continues(current: Row, last: str, row: Row, shape: Shapes) -> bool:
    """Whether ``row`` goes on with the paragraph ``current``, whose last line is ``last``."""
    if current.kind != "text" or row.kind != "text" or current.zone != row.zone:
        return False
    text = row.text
    lower = text[0].islower()
    if _SUFFIX_ALONE.match(text) and shape.article.fullmatch(last):
        return True
    if article := shape.article.match(text):
        is_reference = _is_reference(text[article.end() :], lower, shape)
        return is_reference and _is_unfinished(current, last, shape)
    if row.level or current.level:
        return row.level > 0 and lower and _is_unfinished(current, last, shape)
    if not lower and shape.division.match(text):
        return False
    is_point, after_point = POINT.match(text), POINT.fullmatch(last)
    if is_point and not after_point:
        is_number = not row.spaced and text[0].isdigit() and not _SECTION.match(text)
        return is_number and _is_unfinished(current, last, shape)
    return bool(after_point and not is_point) or _flows(current, last, row, shape)


def _is_unfinished(current: Row, last: str, shape: Shapes) -> bool:
    """Whether the line ``last`` of the paragraph ``current`` breaks off inside a sentence."""
    breaks_off = not current.level and bool(shape.unfinished_before.search(last[-_ENDING:]))
    return breaks_off and not (last.isupper() and current.text == last)  # "ORDER OF SECTIONS"


def _is_reference(after: str, lower: bool, shape: Shapes) -> bool:
    """Whether a label that begins a line is only named by the sentence before it."""
    after = after.lstrip(" .-–—°º")
    return lower or not after or after[0].islower() or bool(shape.reference_after.match(after))


def _flows(current: Row, last: str, row: Row, shape: Shapes) -> bool:
    """Whether two lines without labels are one sentence."""
    text = row.text
    lower = text[0].islower()
    if _TERMINAL.search(last[-_ENDING:]) or (len(last) < 40 and shape.division.match(last)):
        return False
    if row.spaced:
        return lower and not current.bold
    if text[0] in '"“«' and last[-1] in "—–":
        return False  # the first definition of a list
    if not lower and (current.bold != row.bold or last.isupper() or text.isupper()):
        return False
    is_full = len(last) >= 45 and not current.bold
    return lower or is_full or _is_unfinished(current, last, shape)


def _with_notes(rows: Iterable[Row], grammar: Grammar) -> Iterator[Row]:
    """``rows`` with the publisher's notes cut out of them as rows of their own."""
    for row in rows:
        if row.kind != "text" or not _PREFILTER.search(row.text):
            yield row
            continue
        position, first = 0, True
        for start, end in _note_spans(row.text, grammar):
            if before := row.text[position:start].strip():
                yield _piece(row, before, first)
                first = False
            yield Row(row.number, row.text[start:end].strip(), "note", zone=row.zone)
            position = end
        if rest := row.text[position:].strip():
            yield _piece(row, rest, first) if position else row


def _piece(row: Row, text: str, first: bool) -> Row:
    if first and row.text.startswith(text):
        return replace(row, text=text)
    return replace(row, text=text, bold_prefix="", italic_prefix="", level=0)


def _note_spans(text: str, grammar: Grammar) -> list[tuple[int, int]]:
    """Where notes stand in ``text``: at its beginning, or after the end of a sentence."""
    spans: list[tuple[int, int]] = []
    for pattern in grammar.notes:
        for match in pattern.finditer(text):
            before = text[: match.start()].rstrip()
            closes = text[match.start()] == "(" and match.end() == len(text)
            ended = not before or before[-1] in _BEFORE_NOTE or before[-1].isdigit()
            if not ended and not closes:
                continue
            if match[0].strip():
                spans.append(match.span())
    spans.sort()
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
