"""The structure of a law as an indented tree, its doubts under the articles they are about."""

from bisect import bisect_right
from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from corpus.intake import Intake
from corpus.model import Article, Attachment, Division, quoted_articles
from corpus.segmenter import Place
from i18n.messages import Message
from milex.cli.desk import Desk

STEP: Final = "  "  # indentation of a level
DOUBT: Final = "? "  # opens the line of a doubt
_NUMBER_WIDTH: Final = 5  # of the column of article numbers


def tree_lines(desk: Desk, intake: Intake) -> Iterator[str]:
    """Lines of the tree, none wider than the screen, or than 80 columns without one."""
    return _Tree(desk, intake).lines()


class _Tree:
    """One walk over a law, handing out each place and each doubt once."""

    def __init__(self, desk: Desk, intake: Intake) -> None:
        self._desk = desk
        self._width = desk.console.width
        self._document = intake.document
        self._places = iter(intake.places)
        self._begins = sorted({place.line for place in intake.places})
        self._doubts = sorted(
            (problem for problem in intake.problems), key=lambda problem: problem.line or 0
        )

    def lines(self) -> Iterator[str]:
        yield from self._wrapped(self._document.metadata.title, "", "")
        yield from self._doubts_before(self._begins[0] if self._begins else 0, STEP)
        yield from self._body(self._document.body, STEP)
        for attachment in self._document.attachments:
            yield from self._attachment(attachment)
        yield from self._doubts_before(None, STEP)

    def _attachment(self, attachment: Attachment) -> Iterator[str]:
        name = " ".join(part for part in (attachment.label, attachment.heading) if part)
        yield from self._cut(self._desk.say(Message("Annex: %(name)s", name=name or "…")), STEP)
        yield from self._body(attachment.body, STEP * 2)

    def _body(self, children: tuple[Division | Article, ...], indent: str) -> Iterator[str]:
        for child in children:
            if isinstance(child, Article):
                yield from self._article(child, indent)
            else:
                label = child.label or child.num
                name = STEP.join(part for part in (label, child.heading) if part)
                yield from self._cut(name or "…", indent)
                yield from self._body(child.children, indent + STEP)

    def _article(self, article: Article, indent: str) -> Iterator[str]:
        place = next(self._places, None)
        yield from self._cut(f"{article.num:<{_NUMBER_WIDTH}} {article.heading}".rstrip(), indent)
        below = indent + " " * (_NUMBER_WIDTH + 1)
        if quoted := [quoted.num for quoted in quoted_articles(article)]:
            numbers = ", ".join(quoted)
            told = self._desk.say(Message("quotes articles: %(numbers)s", numbers=numbers))
            yield from self._wrapped(told, below, below)
        if place is not None:
            yield from self._doubts_before(self._end(place), below)

    def _end(self, place: Place) -> int | None:
        """The line where the next article begins; None after the last."""
        position = bisect_right(self._begins, place.line)
        return self._begins[position] if position < len(self._begins) else None

    def _doubts_before(self, line: int | None, indent: str) -> Iterator[str]:
        """Doubts that stand before ``line``, or all that are left; each is told once."""
        while self._doubts and (line is None or (self._doubts[0].line or 0) < line):
            said = self._desk.say(self._doubts.pop(0).message)
            yield from self._wrapped(said, indent + DOUBT, indent + STEP)

    def _cut(self, text: str, indent: str) -> Iterator[str]:
        """``text`` on one line, what does not fit cut off with “…”."""
        line = indent + " ".join(text.split("\n"))
        yield line if len(line) <= self._width else line[: self._width - 1].rstrip() + "…"

    def _wrapped(self, text: str, first: str, others: str) -> Iterator[str]:
        yield from wrap(text, self._width, initial_indent=first, subsequent_indent=others)
