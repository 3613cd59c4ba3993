"""Segments become a law: preamble, divisions, articles, attachments, conclusions."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.grammar import Grammar
from corpus.lines import MARGINAL_LEVEL
from corpus.model import Article, Attachment, Division, Paragraph, Quotation
from corpus.problems import Problem
from corpus.reading import Dropped
from corpus.segmenter.candidates import DivisionLabel, is_marginal
from corpus.segmenter.epigraphs import (
    Epigraph,
    Opening,
    epigraphs,
    has_heading,
    with_heading,
)
from corpus.segmenter.events import Plan, Segment
from corpus.segmenter.numbers import parse_number
from corpus.segmenter.paragraphs import ParagraphBuilder, paragraphs_of
from corpus.segmenter.ranks import division_rank
from corpus.segmenter.rows import Row
from i18n.messages import Message

_HEADING_WORDS = 45  # a division's heading is not longer
_LABEL_EDGES = " "
_OPENING = ('"', "“", "«", "'", "‘")
_CLOSING = ("”", "»", '"', "’", "'")


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of the source, from 1, where an article's label and its quoted articles' stand."""

    line: int
    quoted: tuple[int, ...] = ()


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


@dataclass(slots=True)
class _Node:
    """A division while it grows."""

    division: Division | None  # None is the container itself
    rank: int
    children: list["_Node | Article"] = field(default_factory=list)


@dataclass(slots=True)
class _Container:
    """The law itself, or an attachment."""

    root: _Node
    stack: list[_Node]
    preamble: list[str] = field(default_factory=list)
    label: str = ""
    places: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    """An article's segments: its own first, then what it quotes or prints again."""

    container: int
    own: Segment
    epigraph: Epigraph
    parts: list[tuple[Segment, Epigraph | None]]
    marginal: str = ""


class Assembler:
    """Builds the parts of a law from a plan; used once."""

    def __init__(self, plan: Plan, grammar: Grammar) -> None:
        self._segments = list(plan.segments)
        self._grammar = grammar
        self._problems = list(plan.problems)
        self._dropped: list[Dropped] = []
        self._containers: dict[int, _Container] = {}
        self._conclusions: list[str] = []

    def assemble(self) -> Segmented:
        """The law's parts."""
        marginals = self._marginals()
        self._split_conclusions()
        headings = self._epigraphs(marginals)
        index = 0
        while index < len(self._segments):
            segment = self._segments[index]
            if segment.kind == "article":
                end = index + 1
                while end < len(self._segments) and self._segments[end].kind in (
                    "quoted",
                    "duplicate",
                ):
                    end += 1
                group = [(s, headings.get(id(s))) for s in self._segments[index:end]]
                self._add_article(group, marginals.get(id(segment), ""))
                index = end
                continue
            self._add_other(segment)
            index += 1
        own = self._containers.get(0) or self._container(0)
        return Segmented(
            paragraphs_of(own.preamble, self._grammar),
            _frozen(own.root),
            paragraphs_of(self._conclusions, self._grammar),
            tuple(self._attachment(number) for number in sorted(self._containers) if number),
            tuple(self._problems),
            tuple(self._dropped),
            tuple(
                place
                for number in sorted({0, *self._containers})
                for place in self._container(number).places
            ),
        )

    def _container(self, number: int) -> _Container:
        if number not in self._containers:
            root = _Node(None, -1)
            self._containers[number] = _Container(root, [root])
        return self._containers[number]

    def _attachment(self, number: int) -> Attachment:
        container = self._containers[number]
        return Attachment(
            container.label,
            "",
            paragraphs_of(container.preamble, self._grammar),
            _frozen(container.root),
        )

    def _add_other(self, segment: Segment) -> None:
        if segment.kind == "division":
            self._add_division(segment)
        elif segment.kind == "back":
            self._dropped.extend(Dropped(r.number, r.text, segment.reason) for r in segment.rows)
        elif segment.kind == "annex":
            self._add_annex(segment)
        else:
            texts = [row.text for row in segment.rows]
            if segment.kind == "preamble" and not self._container(segment.container).places:
                self._container(segment.container).preamble.extend(texts)
            else:
                self._conclusions.extend(texts)

    def _add_annex(self, segment: Segment) -> None:
        container = self._container(segment.container)
        texts = [row.text for row in segment.rows]
        if texts:
            container.label, *rest = texts
            container.preamble.extend(rest)

    def _add_division(self, segment: Segment) -> None:
        label = segment.division
        if label is None:
            return
        container = self._container(segment.container)
        rows = segment.rows
        if rows and label.heading and rows[0].text.strip(" .:-") == label.heading.strip(" .:-"):
            rows = rows[1:]  # the heading stands on a row of its own
        heading_rows, others = _heading_rows(rows)
        heading = " ".join([label.heading, *(row.text for row in heading_rows)]).strip(" .:-–—")
        rank = division_rank(label)
        while container.stack[-1].rank >= rank:
            last = container.stack.pop()
            if self._is_repeated(last, label):
                container.stack.append(last)
                self._dropped.append(_as_dropped(segment, "repeated_heading"))
                return
        node = _Node(Division(label.kind, label.num, heading, label=label.label), rank)
        container.stack[-1].children.append(node)
        container.stack.append(node)
        if others:
            self._text_outside(others, container)

    def _is_repeated(self, node: _Node, label: DivisionLabel) -> bool:
        """Whether ``label`` prints again a division that has no articles yet."""
        division = node.division
        if division is None or division.kind != label.kind or _has_articles(node):
            return False
        numbers = [parse_number(num, self._grammar) for num in (division.num, label.num)]
        first, second = (found[1] if found else None for found in numbers)
        same = first is not None and second is not None and first.main == second.main
        if same:
            node.children.clear()
        return same

    def _text_outside(self, rows: Sequence[Row], container: _Container) -> None:
        """Text between a division's heading and its first article."""
        container.preamble.extend(row.text for row in rows if row.kind == "text")
        for row in rows:
            if row.kind == "note":
                self._dropped.append(Dropped(row.number, row.text, "note"))
        if any(row.kind == "text" for row in rows):
            self._problems.append(
                Problem(
                    "text_outside_articles",
                    Message(
                        "The text at line %(line)s stands in no article; it is kept with the"
                        " preamble.",
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
        container.stack[-1].children.append(article)
        lines = [part.row.number for part, _ in group if part.kind == "quoted" and part.row]
        container.places.append(Place(own.row.number if own.row else 1, tuple(lines)))
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
        heading, texts = _opened(own, epigraph, notes)
        parts = list(parts)
        label = _label(own)
        newest = self._newest_wording(own, parts)
        if newest is not None:
            notes.append(" ".join(part for part in (label, heading) if part))
            notes.extend(texts)
            segment, new_epigraph = parts.pop(newest)
            label = _label(segment).lstrip('"“« ')
            new_heading, texts = _opened(segment, new_epigraph, notes)
            heading = new_heading or heading
        builder = ParagraphBuilder(self._grammar)
        builder.add(texts)
        for segment, part_epigraph in parts:
            if segment.kind == "quoted":
                self._quote(builder, segment, part_epigraph, notes)
            else:
                part_heading, part_texts = _opened(segment, part_epigraph, notes)
                opening = " ".join(part for part in (_label(segment), part_heading) if part)
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
            if segment.kind == "duplicate" and announced and not _in_zone(segment):
                newest = position
            rows = segment.rows
        return newest

    def _quote(
        self,
        builder: ParagraphBuilder,
        segment: Segment,
        epigraph: Epigraph | None,
        notes: list[str],
    ) -> None:
        inside, outside = _until_closed(segment, epigraph)
        heading, texts = _opened(segment, inside, notes)
        quoted = ParagraphBuilder(self._grammar)
        quoted.add(texts)
        candidate = segment.candidate
        num = candidate.num if candidate else ""
        builder.quote(Quotation((Article(num, _label(segment), heading, quoted.blocks()),)))
        notes.extend(row.text for row in outside if row.kind == "note")
        builder.add([row.text for row in outside if row.kind != "note"])

    def _marginals(self) -> dict[int, str]:
        """Headings printed before the numbers, where that is the law's habit.

        They are taken out of the rows where they stand.
        """
        found: list[tuple[Segment, Segment]] = []
        eligible = 0
        previous: Segment | None = None
        for segment in self._segments:
            if segment.kind == "article" and previous is not None:
                eligible += 1
                headed = has_heading(_opening(segment), self._grammar)
                headed = headed or segment.heading == ""
                if not headed and _marginal_row(previous) is not None:
                    found.append((segment, previous))
            previous = segment
        if eligible < 1 or len(found) < max(1, 0.5 * eligible):
            return {}
        headings: dict[int, str] = {}
        for segment, before in found:
            row = before.rows.pop()
            above = before.rows[-1] if before.rows else None
            if above is not None and is_marginal(above) and _is_displaced(row, segment):
                before.rows.pop()
                segment.rows.insert(0, replace(row, bold=False, level=0))
                row = above
            headings[id(segment)] = row.text.rstrip(". ")
        return headings

    def _split_conclusions(self) -> None:
        """Signatures and promulgation leave the last own article."""
        last = next(
            (
                s
                for s in reversed(self._segments)
                if s.container == 0 and s.kind in ("article", "quoted", "duplicate")
            ),
            None,
        )
        if last is None:
            return
        for position, row in enumerate(last.rows):
            starts_late = position > 0 or (last.row is not None and row.number > last.row.number)
            if starts_late and row.kind == "text" and self._grammar.conclusion.match(row.text):
                ending = Segment("back", last.rows[position:], 0)
                last.rows = last.rows[:position]
                self._conclusions.extend(r.text for r in ending.rows)
                return

    def _epigraphs(self, marginals: dict[int, str]) -> dict[int, Epigraph]:
        segments = [s for s in self._segments if s.kind in ("article", "quoted", "duplicate")]
        openings = [_opening(segment) for segment in segments]
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


def _opening(segment: Segment) -> Opening:
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
    return Opening(row, rest, start, below, segment.kind == "quoted")


def _opened(segment: Segment, epigraph: Epigraph | None, notes: list[str]) -> tuple[str, list[str]]:
    """The heading and the texts of a segment; its notes are added to ``notes``."""
    notes.extend(row.text for row in segment.rows if row.kind == "note")
    if epigraph is None:
        return "", [row.text for row in segment.rows if row.kind == "text"]
    texts = [epigraph.rest] if epigraph.rest else []
    texts.extend(row.text for row in epigraph.below if row.kind == "text")
    if texts:
        texts[0] = texts[0].lstrip(".-–—° ") or texts[0]
    return epigraph.heading, texts


def _until_closed(segment: Segment, epigraph: Epigraph | None) -> tuple[Epigraph | None, list[Row]]:
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


def _label(segment: Segment) -> str:
    return segment.candidate.label.strip(_LABEL_EDGES) if segment.candidate else ""


def _in_zone(segment: Segment) -> bool:
    return bool(segment.candidate and segment.candidate.zone)


def _marginal_row(segment: Segment) -> Row | None:
    """The last row of ``segment`` when it looks like the next article's heading."""
    if not segment.rows:
        return None
    row = segment.rows[-1]
    if row.level == MARGINAL_LEVEL:
        return row
    untitled = segment.division is not None and not segment.division.heading
    if segment.kind == "division" and untitled and len(segment.rows) < 2:
        return None
    if row.kind != "text" or len(row.text.split()) > 20:
        return None
    if row.after_residue and len(row.text.split()) <= 14:
        return row
    return row if is_marginal(row) else None


def _is_displaced(row: Row, segment: Segment) -> bool:
    """Whether ``row`` is the first line of the article, printed above its number.

    So it is where a PDF's number stands lower than its line: the sentence goes on
    below the number.
    """
    following = next((r for r in segment.rows if r.kind == "text"), None)
    return following is not None and following.text[0].islower() and not row.level


def _heading_rows(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows that make a division's heading, and those that are text below it."""
    words = sum(len(row.text.split()) for row in rows if row.kind == "text")
    if words <= _HEADING_WORDS:
        return [r for r in rows if r.kind == "text"], [r for r in rows if r.kind != "text"]
    count = 0
    while (
        count < len(rows)
        and rows[count].kind == "text"
        and (rows[count].is_heading or is_marginal(rows[count]))
    ):
        count += 1
    return list(rows[:count]), list(rows[count:])


def _has_articles(node: _Node) -> bool:
    return any(isinstance(child, Article) or _has_articles(child) for child in node.children)


def _as_dropped(segment: Segment, reason: str) -> Dropped:
    """The label's row and what stands under it, as one dropped text."""
    texts = [segment.row.text if segment.row else "", *(row.text for row in segment.rows)]
    return Dropped(segment.row.number if segment.row else None, "\n".join(texts), reason)


def _frozen(node: _Node) -> tuple[Division | Article, ...]:
    frozen: list[Division | Article] = []
    for child in node.children:
        if isinstance(child, Article):
            frozen.append(child)
        elif child.division is not None:
            division = child.division
            frozen.append(
                Division(
                    division.kind,
                    division.num,
                    division.heading,
                    _frozen(child),
                    division.label,
                )
            )
    return tuple(frozen)
