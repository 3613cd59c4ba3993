"""Headings that may open a division: books, titles, chapters, transitional provisions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.grammar import Grammar
from corpus.model import DivisionKind
from corpus.segmenter.candidates import is_marginal
from corpus.segmenter.closings import closing_label
from corpus.segmenter.numbers import DIGITS, LATIN, ROMANS, is_roman, ordinal_pattern
from corpus.segmenter.rows import Row


@dataclass(frozen=True, slots=True)
class DivisionLabel:
    """A heading that may open a division."""

    row: int
    start: int
    end: int
    kind: DivisionKind
    label: str
    num: str
    heading: str


def division_labels(rows: Sequence[Row], grammar: Grammar) -> list[DivisionLabel]:
    """Headings that may open a division, in document order."""
    patterns = _division_patterns(grammar)
    words = "|".join(entry.pattern.pattern for entry in grammar.divisions)
    begins = re.compile(rf"[\"“«]?(?:{words})(?!\w)")
    found: list[DivisionLabel] = []
    sort = ""  # of the closing provisions that stand open
    for index, row in enumerate(rows):
        if row.kind != "text":
            continue
        closing = closing_label(row, grammar.language)
        if closing is not None:
            if closing.sort not in sort:
                found.append(DivisionLabel(index, 0, 0, closing.kind, "", "", ""))
            sort = closing.sort
            continue
        label = _zone_heading(index, rows, grammar) or _division_at(
            index, row, patterns if begins.match(row.text) else (), grammar
        )
        if label is None:
            continue
        sort = row.text.lower()
        if found and _is_title_of(label, found[-1], rows):
            found[-1] = replace(found[-1], heading=label.heading or row.text)
            continue
        found.append(label)
    return found


def _division_patterns(grammar: Grammar) -> list[tuple[DivisionKind, re.Pattern[str]]]:
    words = rf"(?:{grammar.division_numbers}|{grammar.division_adjectives})(?!\w)"
    ordinals = ordinal_pattern(grammar.language)
    suffix = rf"(?:\s?[-–]\s?[A-Z](?!\w)|\s(?i:{LATIN})(?!\w))?"
    number = rf"(?:{DIGITS}|(?:{ROMANS}|{ordinals}){suffix}|[A-Z](?!\w)|{words})"
    return [
        (
            entry.kind,
            re.compile(
                rf"[\"“«]?(?P<word>{entry.pattern.pattern})(?![\w])\s*(?P<num>{number})?"
                r"\s*[.:]?\s*[-–—]*\s*(?P<rest>.*)$"
            ),
        )
        for entry in grammar.divisions
    ]


def _division_at(
    index: int,
    row: Row,
    patterns: Sequence[tuple[DivisionKind, re.Pattern[str]]],
    grammar: Grammar,
) -> DivisionLabel | None:
    for kind, pattern in patterns:
        match = pattern.match(row.text)
        if match and (label := _division(index, row, kind, match, grammar)):
            return label
    if row.level and re.fullmatch(rf"{ROMANS}\.?", row.text):
        return DivisionLabel(index, 0, len(row.text), "part", row.text, row.text.strip("."), "")
    return None


def _is_title_of(label: DivisionLabel, before: DivisionLabel, rows: Sequence[Row]) -> bool:
    """Whether ``label`` only names the division of the row just before it.

    «TÍTULO V / DISPOSICIONES TRANSITORIAS», «LIBRO PRIMERO / PARTE GENERAL».
    """
    if (
        before.heading
        or not before.label
        or any(row.kind == "text" for row in rows[before.row + 1 : label.row])
    ):
        return False
    if label.kind in ("transitional", "final"):
        return before.kind not in ("transitional", "final")
    named = label.kind == "part" and not label.heading and label.num.isalpha()
    return named and before.kind == "book" and not is_roman(label.num)


def _zone_heading(index: int, rows: Sequence[Row], grammar: Grammar) -> DivisionLabel | None:
    """A heading of transitional or final provisions."""
    row = rows[index]
    kind: DivisionKind | None = None
    if grammar.transitional.match(row.text):
        kind = "transitional"
    elif grammar.final.match(row.text):
        kind = "final"
    elif grammar.closing_general.match(row.text) and index + 1 < len(rows):
        first = re.compile(rf"{ordinal_pattern(grammar.language)}\s*[.:\-–—]")
        kind = "final" if first.match(rows[index + 1].text) else None
    if kind is None or not (row.is_heading or row.text[0].isupper()) or len(row.text) > 120:
        return None
    return DivisionLabel(index, 0, len(row.text), kind, "", "", row.text.strip(" .:-"))


def _division(
    index: int, row: Row, kind: DivisionKind, match: re.Match[str], grammar: Grammar
) -> DivisionLabel | None:
    """The label that ``match`` found, unless the row is a sentence that begins like one."""
    rest, num = match["rest"].strip(), (match["num"] or "").strip(" .:-–—")
    capitals = match["word"].isupper()
    if kind == "paragraph" and rest and row.text.endswith((".", ";", ":")) and not row.is_heading:
        return None  # "PÁRRAFO I.- El ministerio …": a point of the article before
    if not capitals and not row.is_heading and (not num or len(row.text) > 90):
        return None
    if row.text.endswith((".", ";", ",")) and not row.is_heading and not capitals:
        return None
    if rest and rest[0].islower() and not (row.is_heading and match["num"]):
        return None
    if not num and rest and not capitals:
        return None
    alone = kind == "part" and row.spaced and bool(num) and is_marginal(row)
    if kind in ("paragraph", "part", "section") and not (row.is_heading or capitals or alone):
        return None
    if len(row.text.split()) > 60 or (
        rest and grammar.reference_after.match(rest) and not capitals and not row.level
    ):
        return None
    label = row.text[: match.start("rest")].strip(' .:-–—"“«')
    return DivisionLabel(index, 0, len(row.text), kind, label, num, rest)
