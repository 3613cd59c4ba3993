"""Places where an article or a division may begin, each with what speaks for it.

Nothing is decided here: ``corpus.segmenter.sequence`` chooses among the candidates.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from corpus.grammar import Grammar, load_grammar
from corpus.segmenter.closings import ClosingLabel, closing_label
from corpus.segmenter.numbers import (
    DIGITS,
    ROMANS,
    Number,
    ordinal_pattern,
    parse_number,
)
from corpus.segmenter.rows import Row

Family = Literal["word", "sign", "bare", "ordinal", "unit", "plain"]

_OPEN_QUOTE: Final = "\"“«'‘"
AFTER_NUMBER: Final = r"[\"”]?\s*[.:]{0,2}\s*[-–—]*\s*\.?\s*[-–—]*\s*"
_BARE: Final = re.compile(
    r"(?P<num>\d{1,3}[A-Z]{0,2})(?:\s?\.(?!\d)\s*[-–—]{0,2}\s?(?=\(1\)|\(l\)|\S|$)|\s?[-–—]{1,2}\s?(?=\(1\)))"
)
# "12 Short title", "279.011 (1) …": a number without a full stop, as Canada and Britain print it
_PLAIN: Final = re.compile(r"(?P<num>\d{1,3}(?:\.\d{1,3})?[A-Z]{0,2})\s+(?=\(1\)|[A-Z“\"])")
_NEAR: Final = 300  # characters before a label that may announce it
_EDGE: Final = 3  # characters at the beginning of a row, where its own label is sought
_CLOSED_QUOTE: Final = re.compile(r"[”»\"’][\s.;,)]*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label that may open an article."""

    row: int  # index of its row
    start: int  # where the label begins in the row's text, its opening quote included
    end: int  # where the text after the label begins
    label: str
    num: str  # normalised
    number: Number
    family: Family
    weight: float  # what choosing it is worth; more is likelier, ≤ 0 is a mere reference
    quoted: bool  # an opening quotation mark, or an unclosed one, makes it quoted text
    announced: bool  # the text before it announces new wording of another law
    zone: str = ""


def article_candidates(rows: Sequence[Row], grammar: Grammar) -> list[Candidate]:
    """Candidates of every family, in document order."""
    return list(_Finder(grammar, _labels(grammar.language)).find(rows))


@dataclass(frozen=True, slots=True)
class _Labels:
    """How each family begins."""

    word: re.Pattern[str]
    inside: re.Pattern[str]  # the word of ``word``, with a capital, anywhere
    sign: re.Pattern[str]
    ordinal: re.Pattern[str]
    unit: re.Pattern[str]


@cache
def _labels(language: str) -> _Labels:
    grammar, ordinals = load_grammar(language), ordinal_pattern(language)
    words = grammar.article_words
    number = rf"(?P<num>(?:{DIGITS}|{ROMANS}|{ordinals})){AFTER_NUMBER}"
    quote = rf"(?P<quote>[{_OPEN_QUOTE}]?\s*)"
    return _Labels(
        re.compile(rf"{quote}(?P<word>{words})\s*\.?\s*{number}"),
        re.compile(rf"(?=[A-Z])(?:{words})"),
        re.compile(rf"(?P<quote>[{_OPEN_QUOTE}]?)§+\s*(?P<num>{DIGITS}){AFTER_NUMBER}"),
        re.compile(rf"(?P<num>{ordinals})\s*[.:]\s*[-–—]*\s*"),
        re.compile(rf"{quote}(?P<word>{grammar.unit_words})\s+{number}"),
    )


class _Finder:
    """One pass over the rows, remembering quotations and announcements on its way."""

    def __init__(self, grammar: Grammar, labels: _Labels) -> None:
        self._grammar = grammar
        self._labels = labels
        self._in_quote = False
        self._announced = False
        self._previous = ""

    def find(self, rows: Sequence[Row]) -> Iterator[Candidate]:
        for index, row in enumerate(rows):
            if row.kind == "note":
                if self._grammar.new_wording_announced.search(row.text):
                    self._previous = "note"
                continue
            for candidate in self._in_row(index, row, rows):
                if candidate is not None:
                    yield candidate
            self._remember(row)

    def _remember(self, row: Row) -> None:
        text = row.text
        if text[0] in _OPEN_QUOTE and text[1:2] not in " " and self._announced:
            self._in_quote = not _CLOSED_QUOTE.search(text[1:])
        elif self._in_quote and _CLOSED_QUOTE.search(text):
            self._in_quote = False
        if text.endswith((":", ': "')) or "siguiente" in text[-120:]:
            self._announced = bool(self._grammar.amending.search(text[-400:]))
        else:
            self._announced = False
        self._previous = text

    def _in_row(self, index: int, row: Row, rows: Sequence[Row]) -> Iterator[Candidate | None]:
        text = row.text
        if closing := closing_label(row, self._grammar.language):
            yield self._closing(index, row, closing)
        elif match := self._styled(row) or self._labels.word.match(text):
            yield self._worded(index, row, match, "word")
        elif match := self._labels.unit.match(text):
            yield self._worded(index, row, match, "unit")
        elif match := self._labels.sign.match(text):
            yield self._make(index, row, match, "sign", 4.0)
        elif self._grammar.bare_numbers and (match := _BARE.match(text)):
            yield self._bare(index, row, match, rows)
        elif self._grammar.bare_numbers and (match := _PLAIN.match(text)):
            yield self._plain(index, row, match, rows)
        elif match := self._labels.ordinal.match(text):
            yield self._make(index, row, match, "ordinal", 2.5)
        if len(text) > 30:
            for match in self._inside(text):
                yield self._mid_row(index, row, match)

    def _inside(self, text: str) -> Iterator[re.Match[str]]:
        """Labels after the beginning of ``text``, each with the quotation mark before it."""
        done = _EDGE
        for word in self._labels.inside.finditer(text, _EDGE):
            begins = word.start() - (text[word.start() - 1] == " ")
            if begins and text[begins - 1] in _OPEN_QUOTE:
                begins -= 1
            match = self._labels.word.match(text, max(begins, done))
            if match:
                done = match.end()
                yield match

    def _styled(self, row: Row) -> re.Match[str] | None:
        """The label where bold sets it apart, which shows that a letter belongs to the number."""
        prefix = row.bold_prefix
        if not prefix or not row.text.startswith(prefix):
            return None
        return self._labels.word.fullmatch(prefix)

    def _worded(
        self, index: int, row: Row, match: re.Match[str], family: Family
    ) -> Candidate | None:
        word, rest = match["word"], row.text[match.end() :]
        printed = row.text[match.start("num") : match.end()]
        weight = 3.0
        if row.level or row.bold or row.bold_prefix:
            weight += 1.0
        if word.isupper() or re.search(r"[.\-–—:º°]\s*$", printed):
            weight += 0.5
        if word[0].islower():
            weight -= 2.5 if not row.level else 3.4
        if self._is_reference(row, rest, printed):
            weight = 0.0
        return self._make(index, row, match, family, weight)

    def _is_reference(self, row: Row, rest: str, printed: str) -> bool:
        """Whether what follows the number, or precedes the word, makes it a cross-reference."""
        if not rest or row.text.isupper():
            return False
        closed = printed.rstrip().endswith(("-", "–", "—", ":"))
        if closed or (row.bold_prefix and len(row.bold_prefix) >= len(row.text) - len(rest) - 2):
            return False
        if printed.rstrip().endswith(".") and rest[0].isupper():
            return False
        return bool(self._grammar.reference_after.match(rest)) or rest[0].islower()

    def _bare(
        self, index: int, row: Row, match: re.Match[str], rows: Sequence[Row]
    ) -> Candidate | None:
        weight = 1.5
        if row.level:
            weight += 2.5
        if row.text[match.end() :].startswith(("(1)", "(l)")):
            weight += 1.0
        before = rows[index - 1] if index else None
        if before is not None and is_marginal(before):
            weight += 1.5
        return self._make(index, row, match, "bare", weight)

    def _plain(
        self, index: int, row: Row, match: re.Match[str], rows: Sequence[Row]
    ) -> Candidate | None:
        """A number without a full stop: "12 Short title", or below a marginal heading."""
        rest = row.text[match.end() :]
        below = rows[index + 1] if index + 1 < len(rows) else None
        weight = 0.8 + (2.5 if row.level else 0.0) + (1.0 if rest.startswith("(1)") else 0.0)
        if (index and is_marginal(rows[index - 1])) or (
            below is not None and is_marginal(replace(row, text=rest)) and not below.level
        ):
            weight += 1.0
        return self._make(index, row, match, "plain", weight)

    def _closing(self, index: int, row: Row, label: ClosingLabel) -> Candidate | None:
        """A closing provision whose label names its kind."""
        parsed = parse_number(label.num, self._grammar)
        if parsed is None:
            return None
        quoted = self._in_quote and not row.level
        weight = 3.5 * (0.15 if quoted or self._announced else 0.2 if row.zone else 1.0)
        printed = row.text[: label.end].strip()
        num, number = parsed
        return Candidate(
            index, 0, label.end, printed, num, number, "ordinal", weight,
            quoted, self._announced, row.zone,
        )  # fmt: skip

    def _mid_row(self, index: int, row: Row, match: re.Match[str]) -> Candidate | None:
        """A label inside a paragraph: opened by a quotation mark, or glued to a sentence's end."""
        before = row.text[max(0, match.start() - _NEAR) : match.start()].rstrip()
        rest = row.text[match.end() : match.end() + 1]
        quoted = bool(match["quote"].strip())
        printed = row.text[match.start("num") : match.end()].rstrip()
        closed = (
            printed[-1:] in ".-–—:º°" and bool(rest) and (rest[0].isupper() or rest[0] in '("“')
        )
        if not closed or match["word"][0].islower():
            return None
        if quoted:
            announced = bool(self._grammar.amending.search(before))
            return self._make(index, row, match, "word", 0.0, quoted=True, announced=announced)
        if before[-1:] not in (".", ")", ":", "”", '"') and not match["word"].isupper():
            return None
        if before[-1:] not in (".", ")", "”", '"', ":") and not printed.endswith(("-", "–", "—")):
            return None
        return self._make(index, row, match, "word", 1.2)

    def _make(
        self,
        index: int,
        row: Row,
        match: re.Match[str],
        family: Family,
        weight: float,
        *,
        quoted: bool | None = None,
        announced: bool | None = None,
    ) -> Candidate | None:
        parsed = parse_number(match["num"], self._grammar)
        if parsed is None or _parts_word(row.text, match.end(), family):
            return None
        num, number = parsed
        opened = "quote" in match.re.groupindex and bool(match["quote"].strip())
        if quoted is None:
            quoted = opened or (self._in_quote and match.start() == 0 and not row.level)
        if announced is None:
            announced = self._announced and self._previous != "note"
        if quoted or announced:
            weight *= 0.15 if announced or opened else 0.5
        if row.zone:
            weight *= 0.2
        label = row.text[match.start() : match.end()].strip()
        return Candidate(
            index,
            match.start(),
            match.end(),
            label,
            num,
            number,
            family,
            weight,
            quoted,
            announced,
            row.zone,
        )


def is_marginal(row: Row) -> bool:
    """Whether ``row`` looks like a heading that stands alone: short, and no sentence."""
    words = row.text.split()
    return (
        row.kind == "text"
        and 0 < len(words) <= 16
        and (row.text[0].isupper() or row.text[0] in '"“')
        and row.text.rstrip("\"”»’'")[-1:] not in (*".;:,—-", "")
        and any(c.isalpha() for c in row.text)
    )


def _parts_word(text: str, position: int, family: Family) -> bool:
    """Whether a label that ends at ``position`` tears a word or a number, as in "§ 1²".

    "Artículo 5La" has only lost a blank.
    """
    after = text[position : position + 1]
    is_glued = family == "word" and after.isupper()
    return text[position - 1].isalnum() and after.isalnum() and not is_glued
