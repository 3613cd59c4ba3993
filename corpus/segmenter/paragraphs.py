"""Rows of an article become paragraphs: points under points, quotations in their place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.grammar import Grammar
from corpus.model import Block, Paragraph, Quotation
from corpus.segmenter.points import DEFINITION, NAMED, Piece, PointFinder, PointLabel


@dataclass(slots=True)
class _Node:
    """A paragraph while it grows."""

    text: str
    num: str = ""
    style: str = ""
    children: list["_Node | Quotation"] = field(default_factory=list)

    def frozen(self) -> Paragraph:
        return Paragraph(self.text, self.num, tuple(_frozen(child) for child in self.children))


class ParagraphBuilder:
    """Collects the texts of one article and nests their points."""

    def __init__(self, grammar: Grammar) -> None:
        self._finder = PointFinder(grammar)
        self._root: list[_Node | Quotation] = []
        self._open: list[_Node] = []  # points that may still take children, outermost first

    def add(self, texts: Sequence[str]) -> None:
        """Paragraphs of the source that follow each other, their labels still in them."""
        for piece in self._finder.pieces(texts):
            self._add_piece(piece)

    def quote(self, quotation: Quotation) -> None:
        """A quotation, below the point that announced it."""
        (self._open[-1].children if self._open else self._root).append(quotation)

    def blocks(self) -> tuple[Block, ...]:
        """What was added, frozen."""
        return tuple(_frozen(node) for node in self._root)

    def _add_piece(self, piece: Piece) -> None:
        if not piece.labels:
            self._add_plain(piece.text)
        for label in piece.labels[:-1]:
            self._add_point(label, "")
        for label in piece.labels[-1:]:
            self._add_point(label, piece.text)

    def _add_point(self, label: PointLabel, text: str) -> None:
        node = _Node(text, label.printed, label.style)
        levels = [position for position, item in enumerate(self._open) if item.style == label.style]
        if levels:
            del self._open[levels[-1] :]
        elif label.style == NAMED:
            self._open.clear()
        elif label.value > 1 and self._open and self._open[-1].style == DEFINITION:
            self._open.pop()  # a list that began before the definition
        (self._open[-1].children if self._open else self._root).append(node)
        self._open.append(node)

    def _add_plain(self, text: str) -> None:
        if self._open and not self._open[-1].text and not self._open[-1].children:
            self._open[-1].text = text
            return
        if self._open and self._open[-1].style != NAMED:
            self._open.pop()
        (self._open[-1].children if self._open else self._root).append(_Node(text))


def _frozen(node: "_Node | Quotation") -> Block:
    return node if isinstance(node, Quotation) else node.frozen()


def paragraphs_of(texts: Iterable[str], grammar: Grammar) -> tuple[Paragraph, ...]:
    """``texts`` as paragraphs, their points nested."""
    builder = ParagraphBuilder(grammar)
    builder.add(tuple(texts))
    return tuple(block for block in builder.blocks() if isinstance(block, Paragraph))
