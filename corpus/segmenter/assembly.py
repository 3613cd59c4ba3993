"""Segments become a law: preamble, divisions, articles, attachments, conclusions."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from corpus.grammar import Grammar
from corpus.model import Article, Attachment, Division, Paragraph, Quotation
from corpus.problems import Problem
from corpus.reading import Dropped
from corpus.segmenter.candidates import is_marginal
from corpus.segmenter.epigraphs import Epigraph, epigraphs, with_heading
from corpus.segmenter.events import Plan, Segment
from corpus.segmenter.margins import take_marginals
from corpus.segmenter.paragraphs import ParagraphBuilder, paragraphs_of
from corpus.segmenter.rows import Row
from corpus.segmenter.tree import Container, Place
from corpus.segmenter.wordings import (
    amended_law,
    in_zone,
    label_of,
    opened,
    opening_of,
    until_closed,
)
from i18n.messages import Message

_WITH_ARTICLE: Final = ("quoted", "duplicate")
_ARTICLES: Final = ("article", *_WITH_ARTICLE)


@dataclass(frozen=True, slots=True)
class Segmented:
    """What the segmenter made of lines."""

    preamble: tuple[Paragraph, ...]
    body: tuple[Division | Article, ...]
    conclusions: tuple[Paragraph, ...]
    attachments: tuple[Attachment, ...]
    problems: tuple[Problem, ...]
    dropped: tuple[Dropped, ...]
    places: tuple[Place, ...]  # of all articles, in document order, attachments last


class Assembler:
    """Builds the parts of a law from a plan; used once."""

    def __init__(self, plan: Plan, grammar: Grammar) -> None:
        self._segments = list(plan.segments)
        self._grammar = grammar
        self._problems = list(plan.problems)
        self._dropped: list[Dropped] = []
        self._containers: dict[int, Container] = {}
        self._conclusions: list[str] = []

    def assemble(self) -> Segmented:
        """The law's parts."""
        marginals = take_marginals(self._segments, self._grammar)
        self._split_conclusions()
        headings = self._epigraphs(marginals)
        waiting = deque(self._segments)
        self._segments.clear()  # each is let go when its article is made
        while waiting:
            segment = waiting.popleft()
            if segment.kind != "article":
                self._add_other(segment)
                continue
            group = [(segment, headings.pop(id(segment), None))]
            while waiting and waiting[0].kind in _WITH_ARTICLE:
                part = waiting.popleft()
                group.append((part, headings.pop(id(part), None)))
            self._add_article(group, marginals.get(id(segment), ""))
        own = self._container(0)
        attached = [container for number, container in self._containers.items() if number]
        return Segmented(
            paragraphs_of(own.preamble, self._grammar),
            own.body(),
            tuple(map(Paragraph, self._conclusions)),
            tuple(container.attachment() for container in attached),
            tuple(self._problems),
            tuple(self._dropped),
            tuple(place for container in (own, *attached) for place in container.places),
        )

    def _container(self, number: int) -> Container:
        if number not in self._containers:
            self._containers[number] = Container(self._grammar)
        return self._containers[number]

    def _add_other(self, segment: Segment) -> None:
        container = self._container(segment.container)
        if segment.kind == "division" and segment.division:
            below, repeated = container.open_division(segment, segment.division)
            self._dropped.extend(repeated)
            if below:
                self._text_outside(below, container)
        elif segment.kind == "back":
            self._dropped.extend(Dropped(r.number, r.text, segment.reason) for r in segment.rows)
        elif segment.kind == "annex":
            self._add_annex(segment, container)
        elif segment.kind == "preamble" and not container.places:
            container.preamble.extend(row.text for row in segment.rows)
        else:
            if segment.kind in ("quoted", "duplicate"):  # of no article: a label in plain text
                self._conclusions.append(label_of(segment))
            self._conclusions.extend(row.text for row in segment.rows)

    def _add_annex(self, segment: Segment, container: Container) -> None:
        """Label and heading of an attachment, and what it says before its first article."""
        for row in segment.rows:
            if row.kind == "note":
                self._dropped.append(Dropped(row.number, row.text, "note"))
        rows = [row for row in segment.rows if row.kind != "note"]
        if not rows:
            return
        first, *below = rows
        label = segment.division
        container.label, container.heading = (
            (label.label, label.heading) if label else (first.text, "")
        )
        if below and label and below[0].text.startswith("(") and not label.heading:
            container.label += f" {below.pop(0).text}"  # "SCHEDULE (Section 2)"
        is_short = label is not None or self._grammar.attached.fullmatch(first.text)
        if below and is_short and not container.heading and _is_title(below):
            container.heading = below.pop(0).text
        container.preamble.extend(row.text for row in below)

    def _text_outside(self, rows: Sequence[Row], container: Container) -> None:
        """Text between a division's heading and its first article, or instead of one."""
        kept = self._conclusions if container.places else container.preamble
        kept.extend(row.text for row in rows if row.kind == "text")
        for row in rows:
            if row.kind == "note":
                self._dropped.append(Dropped(row.number, row.text, "note"))
        if any(row.kind == "text" for row in rows):
            self._problems.append(
                Problem(
                    "text_outside_articles",
                    Message(
                        "The text at line %(line)s stands in no article; it is kept before or after"
                        " them.",
                        line=rows[0].number,
                    ),
                    rows[0].number,
                    0.5,
                )
            )

    def _add_article(self, group: list[tuple[Segment, Epigraph | None]], marginal: str) -> None:
        own, epigraph = group[0]
        container = self._container(own.container)
        article = self._article(own, epigraph, group[1:], marginal)
        lines = [part.row.number for part, _ in group if part.kind == "quoted" and part.row]
        container.add_article(article, Place(own.row.number if own.row else 1, tuple(lines)))
        if not article.content and not article.heading and not article.notes:
            line = own.row.number if own.row else None
            self._problems.append(
                Problem(
                    "empty_article",
                    Message(
                        "Article %(num)s at line %(line)s has no text.", num=article.num, line=line
                    ),
                    line,
                    0.6,
                )
            )

    def _article(
        self,
        own: Segment,
        epigraph: Epigraph | None,
        parts: list[tuple[Segment, Epigraph | None]],
        marginal: str,
    ) -> Article:
        notes: list[str] = []
        heading, texts = opened(own, epigraph, notes)
        parts = list(parts)
        label = label_of(own)
        newest = self._newest_wording(own, parts)
        if newest is not None:
            notes.append(" ".join(part for part in (label, heading) if part))
            notes.extend(texts)
            segment, new_epigraph = parts.pop(newest)
            label = label_of(segment).lstrip('"“« ')
            new_heading, texts = opened(segment, new_epigraph, notes)
            heading = new_heading or heading
        builder = ParagraphBuilder(self._grammar)
        builder.add(texts)
        quotes = any(segment.kind == "quoted" for segment, _ in parts)
        target = amended_law(" ".join(texts), self._grammar.language) if quotes else ""
        for segment, part_epigraph in parts:
            if segment.kind == "quoted":
                outside = self._quote(builder, segment, part_epigraph, notes, target)
                target = amended_law(outside, self._grammar.language) or target
            else:
                part_heading, part_texts = opened(segment, part_epigraph, notes)
                opening = " ".join(part for part in (label_of(segment), part_heading) if part)
                notes.extend([opening, *part_texts])
        candidate = own.candidate
        num = candidate.num if candidate else ""
        heading = heading or marginal if own.heading is None else own.heading
        return Article(num, label, heading, builder.blocks(), notes=tuple(notes))

    def _newest_wording(
        self, own: Segment, parts: list[tuple[Segment, Epigraph | None]]
    ) -> int | None:
        """Which part is the wording now in force, where a note announces it; else None."""
        rows = own.rows
        newest = None
        for position, (segment, _) in enumerate(parts):
            announced = any(
                row.kind == "note" and self._grammar.new_wording_announced.search(row.text)
                for row in rows[-3:]
            )
            if segment.kind == "duplicate" and announced and not in_zone(segment):
                newest = position
            rows = segment.rows
        return newest

    def _quote(
        self,
        builder: ParagraphBuilder,
        segment: Segment,
        epigraph: Epigraph | None,
        notes: list[str],
        target: str,
    ) -> str:
        """Adds a quoted article of the law ``target``; the text that follows the quotation."""
        inside, outside = until_closed(segment, epigraph)
        heading, texts = opened(segment, inside, notes)
        quoted = ParagraphBuilder(self._grammar)
        quoted.add(texts)
        candidate = segment.candidate
        num = candidate.num if candidate else ""
        article = Article(num, label_of(segment), heading, quoted.blocks())
        builder.quote(Quotation((article,), target=target))
        notes.extend(row.text for row in outside if row.kind == "note")
        following = [row.text for row in outside if row.kind != "note"]
        builder.add(following)
        return " ".join(following)

    def _split_conclusions(self) -> None:
        """Signatures and promulgation leave the last own article, or a schedule after it."""
        labelled = [s for s in reversed(self._segments) if s.kind in (*_ARTICLES, "annex")]
        own = next((s for s in labelled if not s.container), None)
        for last in filter(None, (own, labelled[0] if labelled else None)):
            for position, row in enumerate(last.rows):
                is_late = position > 0 or (last.row is not None and row.number > last.row.number)
                if is_late and row.kind == "text" and self._grammar.conclusion.match(row.text):
                    self._conclusions.extend(r.text for r in last.rows[position:])
                    last.rows = last.rows[:position]
                    return

    def _epigraphs(self, marginals: dict[int, str]) -> dict[int, Epigraph]:
        segments = [s for s in self._segments if s.kind in _ARTICLES]
        openings = [opening_of(segment) for segment in segments]
        found = epigraphs(openings, self._grammar)
        if marginals:
            found = [
                Epigraph("", opening.rest, opening.below) if id(segment) in marginals else epigraph
                for segment, opening, epigraph in zip(segments, openings, found, strict=True)
            ]
        return {
            id(segment): epigraph
            if segment.heading is None or id(segment) in marginals
            else with_heading(segment.heading, epigraph, opening)
            for segment, opening, epigraph in zip(segments, openings, found, strict=True)
        }


def _is_title(rows: Sequence[Row]) -> bool:
    """Whether the first of ``rows`` is a heading above the others."""
    return len(rows) > 1 and (is_marginal(rows[0]) or rows[0].is_heading)
