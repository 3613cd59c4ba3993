"""The law and its attachments while they grow: articles under divisions that nest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.grammar import Grammar
from corpus.model import Article, Attachment, Division
from corpus.reading import Dropped
from corpus.segmenter.candidates import is_marginal
from corpus.segmenter.divisions import DivisionLabel
from corpus.segmenter.events import Segment
from corpus.segmenter.numbers import parse_number
from corpus.segmenter.paragraphs import paragraphs_of
from corpus.segmenter.ranks import division_rank
from corpus.segmenter.rows import Row

_HEADING_WORDS = 45  # a division's heading is not longer


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of the source, from 1, where an article's label and its quoted articles' stand."""

    line: int
    quoted: tuple[int, ...] = ()


@dataclass(slots=True)
class _Node:
    """A division while it grows."""

    division: Division | None  # None is the container itself
    rank: int
    printed: Dropped | None  # as the source prints it, if it comes to be left out
    children: list["_Node | Article"] = field(default_factory=list)


class Container:
    """The law itself, or an attachment."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._root = _Node(None, -1, None)
        self._stack = [self._root]
        self.preamble: list[str] = []
        self.label = ""
        self.heading = ""
        self.places: list[Place] = []

    def add_article(self, article: Article, place: Place) -> None:
        """Adds ``article`` to the innermost open division."""
        self._stack[-1].children.append(article)
        self.places.append(place)

    def open_division(
        self, segment: Segment, label: DivisionLabel
    ) -> tuple[list[Row], list[Dropped]]:
        """Opens the division of ``segment``; the text under its heading, and what is dropped.

        A heading printed again before its first article opens nothing: it is dropped, with
        the headings that stand between.
        """
        rows = segment.rows
        if rows and label.heading and rows[0].text.strip(" .:-") == label.heading.strip(" .:-"):
            rows = rows[1:]  # the heading stands on a row of its own
        is_whole = label.kind in ("transitional", "final")
        heading_rows, others = ([], rows) if is_whole else heading_and_text(rows)
        heading = " ".join([label.heading, *(row.text for row in heading_rows)]).strip(" .:-–—")
        rank, printed = division_rank(label), _as_dropped(segment, "repeated_heading")
        while self._stack[-1].rank >= rank:
            last = self._stack.pop()
            if self._is_repeated(last, label):
                self._stack.append(last)
                repeated = [*_printed(last), printed]
                last.children.clear()
                return [], repeated
        node = _Node(Division(label.kind, label.num, heading, label=label.label), rank, printed)
        self._stack[-1].children.append(node)
        self._stack.append(node)
        return others, []

    def _is_repeated(self, node: _Node, label: DivisionLabel) -> bool:
        """Whether ``label`` prints again a division that has no articles yet."""
        division = node.division
        if division is None or division.kind != label.kind or _has_articles(node):
            return False
        numbers = [parse_number(num, self._grammar) for num in (division.num, label.num)]
        first, second = (found[1] if found else None for found in numbers)
        return first is not None and second is not None and first.main == second.main

    def body(self) -> tuple[Division | Article, ...]:
        """What was added, whole."""
        return tuple(_frozen(self._root))

    def attachment(self) -> Attachment:
        """What was added, as an attachment."""
        preamble = paragraphs_of(self.preamble, self._grammar)
        return Attachment(self.label, self.heading, preamble, self.body())


def heading_and_text(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
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


def _printed(node: _Node) -> Iterator[Dropped]:
    """The headings below ``node``, which has no articles."""
    for child in node.children:
        if isinstance(child, _Node):
            if child.printed is not None:
                yield child.printed
            yield from _printed(child)


def _as_dropped(segment: Segment, reason: str) -> Dropped:
    """The label's row and what stands under it, as one dropped text."""
    texts = [segment.row.text if segment.row else "", *(row.text for row in segment.rows)]
    return Dropped(segment.row.number if segment.row else None, "\n".join(texts), reason)


def _frozen(node: _Node) -> Iterator[Division | Article]:
    for child in node.children:
        if isinstance(child, Article):
            yield child
        elif child.division is not None:
            division = child.division
            yield Division(
                division.kind,
                division.num,
                division.heading,
                tuple(_frozen(child)),
                division.label,
            )
