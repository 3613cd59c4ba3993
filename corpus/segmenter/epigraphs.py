"""The heading of an article: where its layout, or the habit of the whole law, shows one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.grammar import Grammar
from corpus.segmenter.candidates import is_marginal
from corpus.segmenter.rows import Row

_LONGEST: Final = 200  # characters; longer openings are text
_LONGEST_ALONE: Final = 25  # words of a heading on a line of its own
_PARENTHESISED: Final = re.compile(r"\(([^()]{2,200}(?:\([^()]*\)[^()]*)?)\)\s*[.:]?\s*[-–—]*\s*")
_RUN_IN: Final = re.compile(
    r"([^.:;]{2,160}?)(?:\.\s*[-–—]+|\.|:\s*[-–—]+|\s[-–—]{1,2})\s*(?=[\dA-ZÁÉÍÓÚÑ¿(\"“]|$)"
)
_DASHED: Final = re.compile(r"([^.:;]{2,160}?)(?:\.\s?[-–—]+|:\s?[-–—]+)\s*(?=\S)")
_EDGES: Final = " .:-–—*"


@dataclass(frozen=True, slots=True)
class Opening:
    """How an article begins: the row of its label, what follows it there, the rows below."""

    row: Row
    rest: str  # after the label
    rest_start: int  # where the rest begins in the row's text
    below: tuple[Row, ...]  # the article's own text rows after the label's row
    quoted: bool = False
    closing: bool = False  # a transitional or final provision, which has no heading by habit


@dataclass(frozen=True, slots=True)
class Epigraph:
    """A heading, and what remains of the rows once it is taken out of them."""

    heading: str
    rest: str
    below: tuple[Row, ...]


def epigraphs(openings: Sequence[Opening], grammar: Grammar) -> list[Epigraph]:
    """The epigraph of each opening, in order; "" where an article has none."""
    certain = [_by_layout(opening, grammar) for opening in openings]
    run_in = [
        None if found or opening.closing else _run_in(opening, grammar)
        for found, opening in zip(certain, openings, strict=True)
    ]
    own = [
        position
        for position, opening in enumerate(openings)
        if not (opening.quoted or opening.closing)
    ]
    without = [position for position in own if certain[position] is None]
    habit = sum(run_in[position] is not None for position in without)
    is_habit = habit >= 3 and habit >= 0.55 * len(without) and habit >= 0.3 * len(own)
    return [
        found or (inline if is_habit and inline else Epigraph("", opening.rest, opening.below))
        for found, inline, opening in zip(certain, run_in, openings, strict=True)
    ]


def has_heading(opening: Opening, grammar: Grammar) -> bool:
    """Whether layout alone shows a heading after the label."""
    return _by_layout(opening, grammar) is not None


def with_heading(heading: str, found: Epigraph, opening: Opening) -> Epigraph:
    """``found`` with the ``heading`` that a person gives, taken out of the text if it opens it.

    "" gives the words of the heading that was found back to the text.
    """
    if not heading:
        return Epigraph("", opening.rest, opening.below)
    if heading.casefold() == found.heading.casefold():
        return replace(found, heading=heading)
    text = (opening.rest or (opening.below[0].text if opening.below else "")).lstrip(_EDGES)
    if not text.casefold().startswith(heading.casefold()):
        return replace(found, heading=heading)
    remainder = text[len(heading) :].lstrip(_EDGES)
    if opening.rest:
        return Epigraph(heading, remainder, opening.below)
    first, *others = opening.below
    return Epigraph(heading, "", (*([_with_text(first, remainder)] if remainder else ()), *others))


def _by_layout(opening: Opening, grammar: Grammar) -> Epigraph | None:
    row, rest = opening.row, opening.rest
    if not rest:
        return _on_next_row(opening, grammar)
    if (match := _PARENTHESISED.match(rest)) and _closes_epigraph(match, rest):
        return _taken(match[1], rest[match.end() :], opening.below)
    if row.bold or row.level:
        return _whole_row(opening, grammar)
    if _stands_alone(opening, grammar):
        return _taken(rest, "", opening.below)
    marked = _marked_length(row, opening.rest_start)
    if marked:
        heading, remainder = rest[:marked], rest[marked:]
        if _plausible(heading, grammar) and _ends_there(heading, remainder):
            return _taken(heading, remainder, opening.below)
        return None
    if (match := _DASHED.match(rest)) and _plausible(match[1], grammar):
        return _taken(match[1], rest[match.end() :], opening.below)
    return None


def _stands_alone(opening: Opening, grammar: Grammar, *, spaced: bool = True) -> bool:
    """Whether a heading follows the label on its line: short, no verb, no final stop.

    Without a blank line below it (``spaced`` False) only the habit of a law shows that.
    """
    rest = opening.rest
    following = opening.below[0] if opening.below else None
    return (
        bool(rest)
        and following is not None
        and (following.spaced or not spaced)
        and not following.text[0].islower()
        and rest[0].isupper()
        and len(rest.split()) <= _LONGEST_ALONE
        and rest.rstrip("\"”»’'")[-1:] not in (*".;:,—-", "")
        and _plausible(rest, grammar)
    )


def _closes_epigraph(match: re.Match[str], text: str) -> bool:
    """Whether a dash or a stop follows the parenthesis, and text follows that."""
    return match.end() < len(text) and text[: match.end()].rstrip()[-1:] in "-–—.:"


def _ends_there(heading: str, remainder: str) -> bool:
    """Whether bold or italics end with the heading, and not inside a sentence."""
    if not any(c.isalpha() for c in heading):
        return False
    first = remainder.strip(_EDGES).split(" ", 1)[0]
    return (
        heading.rstrip()[-1:] in ".:-–—"
        or not first
        or (first[0].isupper() and not first.isupper())
        or len(first) == 1
        or not first[0].isalpha()
    )


def _marked_length(row: Row, start: int) -> int:
    """How many characters after ``start`` bold or italics set apart."""
    prefix = row.bold_prefix
    length = len(prefix) if prefix and row.text.startswith(prefix) else 0
    if row.italic_prefix:
        position = row.text.find(row.italic_prefix, min(length, start))
        if 0 <= position <= max(length, start) + 2:
            length = position + len(row.italic_prefix)
    return max(0, length - start)


def _whole_row(opening: Opening, grammar: Grammar) -> Epigraph | None:
    rest = opening.rest
    if not opening.below:
        return None
    if opening.below[0].text[0].islower() and not rest.endswith("."):
        return None
    if len(rest) > _LONGEST or rest.endswith((":", ";", ",")) or grammar.not_epigraph.match(rest):
        return None
    if grammar.language != "en" and len(rest.split()) > 8 and grammar.finite_verbs.search(rest):
        return None
    return _taken(rest, "", opening.below)


def _on_next_row(opening: Opening, grammar: Grammar) -> Epigraph | None:
    """The label stands alone: a heading may stand on the next row, or open it."""
    if not opening.below:
        return None
    first, *others = opening.below
    text = first.text.lstrip(".-–— ")
    if (match := _PARENTHESISED.match(text)) and _closes_epigraph(match, text):
        return _taken(match[1], "", (_with_text(first, text[match.end() :]), *others))
    if not others or len(text) > _LONGEST or text.endswith((":", ";", ",")):
        return None
    if first.is_heading and not grammar.not_epigraph.match(text):
        return _taken(text, "", tuple(others))
    if (
        is_marginal(first)
        and not grammar.finite_verbs.search(text)
        and not others[0].text[0].islower()
    ):
        return _taken(text, "", tuple(others))
    return None


def _run_in(opening: Opening, grammar: Grammar) -> Epigraph | None:
    """A short first sentence without a verb, set as the rest of the text."""
    inline = bool(opening.rest)
    if _stands_alone(opening, grammar, spaced=False):
        return _taken(opening.rest, "", opening.below)
    text = opening.rest or (opening.below[0].text.lstrip(".-–— ") if opening.below else "")
    match = _RUN_IN.match(text)
    if match is None or not _plausible(match[1], grammar) or len(match[1].split()) > 18:
        return None
    remainder = text[match.end() :]
    below = opening.below if inline else opening.below[1:]
    if not remainder and not below:
        return None
    if inline:
        return _taken(match[1], remainder, below)
    kept = (_with_text(opening.below[0], remainder), *below) if remainder else below
    return _taken(match[1], "", kept)


def _plausible(heading: str, grammar: Grammar) -> bool:
    text = heading.strip(_EDGES)
    return (
        0 < len(text) <= _LONGEST
        and (text[0].isupper() or not text[0].isalpha())
        and not grammar.not_epigraph.match(text)
        and not (grammar.finite_verbs.search(text) and not text.isupper())
    )


def _taken(heading: str, rest: str, below: Sequence[Row]) -> Epigraph:
    return Epigraph(heading.strip(_EDGES), rest.strip().lstrip(".-–—: "), tuple(below))


def _with_text(row: Row, text: str) -> Row:
    return Row(row.number, text.strip(), row.kind, spaced=row.spaced, zone=row.zone)
