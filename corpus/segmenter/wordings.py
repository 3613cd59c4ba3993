"""The wording of one article: its label, its heading, its texts, and where a quotation ends."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.citations import citations
from corpus.segmenter.epigraphs import Epigraph, Opening
from corpus.segmenter.events import Segment
from corpus.segmenter.rows import Row

_ANNOUNCEMENT: Final = 800  # characters before a quotation that may name its law
_NAMED_LAW: Final = {
    "es": re.compile(
        r"\b(?:C[óoÓO](?:digo|DIGO)|Constituci[óo]n|Estatuto|Ley)"
        r"(?:\s+(?:(?:de|del|la|las|los|sobre|contra|para|el|y|e)\s+)*[A-ZÁÉÍÓÚÑ][\wáéíóúñ]*)+"
    ),
    "en": re.compile(
        r"\b(?:[A-Z][\w’'-]*\s+(?:(?:of|and|in|the|for|to|on)\s+)*){1,8}"
        r"(?:Act|Code|Ordinance|Regulations)\b(?:,?\s+\d{4})?"
    ),
}
_OPENING = ('"', "“", "«", "'", "‘")
_CLOSING = ("”", "»", '"', "’", "'")


def opening_of(segment: Segment) -> Opening:
    """How the article of ``segment`` begins."""
    row = segment.row or segment.rows[0]
    start = segment.candidate.end if segment.candidate else 0
    rows = list(segment.rows)
    rest = ""
    if (
        rows
        and rows[0].number == row.number
        and row.text[start:].strip().startswith(rows[0].text)
        and row.text[start:].strip()
    ):
        rest = rows.pop(0).text
    below = tuple(r for r in rows if r.kind == "text")
    is_closing = segment.candidate is not None and segment.candidate.family == "ordinal"
    return Opening(row, rest, start, below, segment.kind == "quoted", is_closing)


def opened(segment: Segment, epigraph: Epigraph | None, notes: list[str]) -> tuple[str, list[str]]:
    """The heading and the texts of a segment; its notes are added to ``notes``."""
    notes.extend(row.text for row in segment.rows if row.kind == "note")
    if epigraph is None:
        return "", [row.text for row in segment.rows if row.kind == "text"]
    texts = [epigraph.rest] if epigraph.rest else []
    texts.extend(row.text for row in epigraph.below if row.kind == "text")
    if texts:
        texts[0] = texts[0].lstrip(".-–—° ") or texts[0]
    return epigraph.heading, texts


def until_closed(segment: Segment, epigraph: Epigraph | None) -> tuple[Epigraph | None, list[Row]]:
    """A quoted article up to its closing mark, and the amending article's rows after it."""
    candidate = segment.candidate
    if epigraph is None or candidate is None or not candidate.quoted:
        return epigraph, []
    if not candidate.label.startswith(_OPENING):
        return epigraph, []
    end: int | None = 0 if _closes(epigraph.rest) else _closed_at(epigraph.below, 0)
    if end is None:
        return epigraph, []
    while end < len(epigraph.below) and epigraph.below[end].text.startswith(_OPENING):
        # Each paragraph of one quoted article may stand in marks of its own.
        following = _closed_at(epigraph.below, end)
        if following is None:
            break
        end = following
    return replace(epigraph, below=epigraph.below[:end]), list(epigraph.below[end:])


def _closed_at(rows: Sequence[Row], start: int) -> int | None:
    """The position after the first of ``rows`` from ``start`` that closes a quotation."""
    closing = (at for at in range(start, len(rows)) if _closes(rows[at].text))
    return next((at + 1 for at in closing), None)


def _closes(text: str) -> bool:
    return text.rstrip(" .;,)").endswith(_CLOSING)


def amended_law(text: str, language: str) -> str:
    """The law that ``text`` announces to change, as it names it; "" where it names none.

    The last one cited by number and year, else the last one named.
    """
    shown = text[-_ANNOUNCEMENT:]
    cited = [c for c in citations(shown, language) if c.law and c.scope == "law"]
    if cited:
        laws = [c for c in cited if not c.number] or cited
        return shown[laws[-1].start : laws[-1].end]
    named = [match[0] for match in _NAMED_LAW[language].finditer(shown)]
    return named[-1] if named else ""


def label_of(segment: Segment) -> str:
    """The label of the article of ``segment`` as printed."""
    return segment.candidate.label.strip(" ") if segment.candidate else ""


def in_zone(segment: Segment) -> bool:
    """Whether ``segment`` stands where earlier wordings are printed."""
    return bool(segment.candidate and segment.candidate.zone)
