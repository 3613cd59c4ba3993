"""The labels of points in an article's paragraphs, and the numberings that they make.

A label that opens a paragraph is taken for one. A label inside a paragraph, where a
source has lost its line breaks, is taken only where its neighbours make a list with it:
the number before it stands open, or the number after it follows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from corpus.grammar import Grammar
from corpus.segmenter.numbers import is_roman, roman_value

NAMED: Final = "named"  # style of points that a word announces: "PARÁGRAFO 1."
DEFINITION: Final = "definition"  # style of a definition without a label; points stand below it

_PATTERNS: Final = (
    ("(1)", re.compile(r"\(\s?(\d{1,3}[A-Z]?)\s?\)")),
    ("(A)", re.compile(r"\(\s?([A-ZÑ]{1,2}|[IVXL]{1,6})\s?\)")),
    ("(a)", re.compile(r"\(\s?([a-zñ]{1,2}|[ivxl]{1,6})\s?\)")),
    ("1.1", re.compile(r"(\d{1,3}(?:\.\d{1,2}){1,3})\.?[)]?(?=\s)")),
    ("1)", re.compile(r"(\d{1,3})\s?\)(?:\s?[-–.])?(?=\s|[A-ZÁÉÍÓÚÑ\"“]|$)")),
    ("1°", re.compile(r"(\d{1,2})\s?[°º]\.?\)?(?:\s?[-–])?(?=\s|[A-ZÁÉÍÓÚÑ]|$)")),
    ("1.", re.compile(r"(\d{1,3})\s?\.(?:\s?[-–])?(?=\s|[A-ZÁÉÍÓÚÑ\"“(]|$)")),
    ("A)", re.compile(r"([A-ZÑ]|[IVXL]{1,6})\s?\)(?:\s?[-–.])?(?=\s|$|[A-ZÁÉÍÓÚÑ])")),
    ("a)", re.compile(r"([a-zñ]|[ivxl]{1,6})\s?\)(?:\s?[-–.])?(?=\s|$|[A-ZÁÉÍÓÚÑ])")),
    ("A.", re.compile(r"([A-ZÑ]|[IVXL]{1,6})\s?\.(?:\s?[-–])?(?=\s|$)")),
    ("a.", re.compile(r"([a-zñ]|[ivxl]{1,6})\s?\.(?:\s?[-–])?(?=\s|$)")),
    ("-", re.compile(r"([-–—•·●▪])(?=\s)")),
)
_QUOTE_MARKS: Final = '"“«'
_UNNUMBERED: Final = frozenset({"-", "1.1", NAMED, DEFINITION})
_BREAK: Final = re.compile(
    r"(?:(?P<opens>[:—–-])|(?P<parts>[.;][\"”»’)]?|,(?=\s+(?:and|or|y|e|o|u)\s))|(?P<comma>,))"
    r"(?:\s*(?:and/or|and|or|but|nor|y/o|y|e|o|u)(?=[\s(]))?\s*"
    r"(?=\(\s?\w{1,5}\s?\)|(?<=\s)(?:\w{1,5}\s?[).]|\d\d?\s?[°º])|(?<=[—–:-])\w\)|[\"“«‘]|P[AÁaá][Rr])"
)
_IS_CITED: Final = re.compile(  # what follows a number that is only named
    r"\s*(?:$|[,;.):]|(?:and|or|to|y|e|o|u|al?|de|del|of)\s+(?:\(\s?\w{1,5}\s?\)|\w{1,4}\)|(?:est[ea]|th(?:is|at))\b))"
)

_Boundary = Literal["row", "opens", "parts", "comma"]


@dataclass(frozen=True, slots=True)
class PointLabel:
    """A label of a point, with its style and its place in a numbering."""

    style: str
    printed: str
    value: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph: the labels that open it, outermost first, and its text."""

    labels: tuple[PointLabel, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Label:
    """A label where it is printed, before it is known what it counts."""

    text: int  # index of its text
    start: int
    end: int
    readings: tuple[tuple[str, float], ...]  # style and value; a letter may be a Roman number
    boundary: _Boundary


@dataclass(slots=True)
class _Numbering:
    """An open list."""

    style: str
    value: float
    members: list[int] = field(default_factory=list)  # positions among the labels of a run
    is_certain: bool = False  # a member opens a paragraph


class PointFinder:
    """Cuts an article's texts into points, remembering which lists are open."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._named = tuple(re.compile(pattern) for pattern in grammar.points)
        self._open: list[_Numbering] = []  # outermost first

    def pieces(self, texts: Sequence[str]) -> Iterator[Piece]:
        """``texts``, in document order, cut at their labels; every word is in one piece."""
        labels = [label for index, text in enumerate(texts) for label in self._labels(index, text)]
        chosen = self._chosen(labels) if labels else {}
        by_text: dict[int, list[tuple[_Label, tuple[str, float]]]] = {}
        for position, reading in sorted(chosen.items()):
            by_text.setdefault(labels[position].text, []).append((labels[position], reading))
        for index, text in enumerate(texts):
            yield from _cut(text, by_text.get(index, ()))

    def _labels(self, index: int, text: str) -> Iterator[_Label]:
        """Labels that open ``text``, then those that may stand inside it."""
        end = 0
        for label in self._opening(index, text):
            yield label
            end = label.end
        balance = _Quotes(text)
        for match in _BREAK.finditer(text, max(0, end - 1)):
            if match.end() <= end or balance.is_inside(match.end()):
                continue
            boundary: _Boundary = (
                "opens" if match["opens"] else "parts" if match["parts"] else "comma"
            )
            for label in self._inline(index, text, match.end(), boundary):
                yield label
                end = label.end

    def _opening(self, index: int, text: str) -> Iterator[_Label]:
        for pattern in self._named:
            if match := pattern.match(text):
                yield _Label(index, 0, match.end(), ((NAMED, 0.0),), "row")
                return
        if self._grammar.defined.match(text):
            yield _Label(index, 0, 0, ((DEFINITION, 0.0),), "row")
            return
        start = 0
        position = 1 if text[:1] in _QUOTE_MARKS and text[1:2] not in ("", " ") else 0
        while found := _label_at(text, position):
            style, core, end = found
            yield _Label(index, start, end, _readings(style, core), "row")
            start = position = _after_blanks(text, end)
            if style[0] != "(" or text[position : position + 1] != "(":
                return

    def _inline(
        self, index: int, text: str, position: int, boundary: _Boundary
    ) -> Iterator[_Label]:
        """The labels at ``position`` inside ``text``, several where they stand together."""
        if text[position] in '"“«‘P':
            yield from self._inline_words(index, text, position, boundary)
            return
        while found := _label_at(text, position):
            style, core, end = found
            if style in _UNNUMBERED or _IS_CITED.match(text, end):
                return
            yield _Label(index, position, end, _readings(style, core), boundary)
            position = _after_blanks(text, end)
            boundary = "opens"
            if style[0] != "(" or text[position : position + 1] != "(":
                return

    def _inline_words(
        self, index: int, text: str, position: int, boundary: _Boundary
    ) -> Iterator[_Label]:
        if boundary == "parts":
            for pattern in self._named:
                if match := pattern.match(text, position):
                    yield _Label(index, position, match.end(), ((NAMED, 0.0),), boundary)
                    return
        if boundary != "comma" and self._grammar.defined.match(text, position):
            yield _Label(index, position, position, ((DEFINITION, 0.0),), boundary)

    def _chosen(self, labels: Sequence[_Label]) -> dict[int, tuple[str, float]]:
        """The labels that make lists, by position, each with how it is read."""
        chosen: dict[int, tuple[str, float]] = {}
        doubtful: list[_Numbering] = []
        for position, label in enumerate(labels):
            numbering = self._numbering_of(position, labels)
            if numbering is None:
                continue
            chosen[position] = (numbering.style, numbering.value)
            numbering.members.append(position)
            numbering.is_certain |= label.boundary == "row"
            if len(numbering.members) == 1 and not numbering.is_certain:
                doubtful.append(numbering)
        for numbering in doubtful:
            if len(numbering.members) == 1 and numbering.style != NAMED:
                del chosen[numbering.members[0]]
        return chosen

    def _numbering_of(self, position: int, labels: Sequence[_Label]) -> _Numbering | None:
        """The list that the label goes on with or opens; None for a number only named."""
        label = labels[position]
        style = label.readings[0][0]
        if style in _UNNUMBERED:
            return self._unnumbered(style)
        opened = self._opened(position, labels)
        if opened is not None and label.boundary == "opens":
            return opened
        continued = self._continued(label)
        if continued is not None:
            return continued
        if label.boundary != "row":
            return None
        return opened or self._begin(*_likeliest(label.readings))

    def _unnumbered(self, style: str) -> _Numbering:
        if style == NAMED:
            self._open.clear()
        depth = next((i for i, known in enumerate(self._open) if known.style == style), None)
        if depth is None:
            return self._begin(style, 0.0)
        del self._open[depth + 1 :]
        return self._open[depth]

    def _continued(self, label: _Label) -> _Numbering | None:
        """The innermost open list whose next number the label is."""
        for depth in range(len(self._open) - 1, -1, -1):
            known = self._open[depth]
            for style, value in label.readings:
                if known.style == style and _succeeds(known.value, value):
                    del self._open[depth + 1 :]
                    known.value = value
                    return known
        return None

    def _opened(self, position: int, labels: Sequence[_Label]) -> _Numbering | None:
        """A new list, where the label is its first number and a second one follows."""
        for style, value in labels[position].readings:
            if value == 1 and self._goes_on(style, position, labels):
                return self._begin(style, value)
        return None

    def _goes_on(self, style: str, position: int, labels: Sequence[_Label]) -> bool:
        for following in range(position + 1, len(labels)):
            label = labels[following]
            if label.boundary != "opens" and (style, 2.0) in label.readings:
                return True
            if label.boundary in ("row", "opens") and (style, 1.0) in label.readings:
                return False
            if label.boundary != "comma" and any(
                known.style == other and known.style != style and _succeeds(known.value, value)
                for known in self._open
                for other, value in label.readings
            ):
                return False
        return False

    def _begin(self, style: str, value: float) -> _Numbering:
        """A new list, below the open ones that are of other styles."""
        depth = next((i for i, known in enumerate(self._open) if known.style == style), None)
        if depth is not None:
            del self._open[depth:]
        numbering = _Numbering(style, value)
        self._open.append(numbering)
        return numbering


class _Quotes:
    """Tells, place after place, whether a quotation mark is open in a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._upto = 0
        self._depth = 0
        self._straight = 0

    def is_inside(self, position: int) -> bool:
        """Whether ``position``, not before the last one asked for, is inside a quotation."""
        stretch = self._text[self._upto : position]
        self._upto = position
        self._depth += stretch.count("“") + stretch.count("«")
        self._depth = max(0, self._depth - stretch.count("”") - stretch.count("»"))
        self._straight += stretch.count('"')
        return self._depth > 0 or self._straight % 2 == 1


def _cut(text: str, found: Sequence[tuple[_Label, tuple[str, float]]]) -> Iterator[Piece]:
    """``text`` cut before each run of labels that stand together."""
    labels: list[PointLabel] = []
    begin = 0
    for label, (style, value) in found:
        between = text[begin : label.start].strip()
        if between or (not labels and begin):
            yield Piece(tuple(labels), between)
            labels = []
        labels.append(PointLabel(style, text[label.start : label.end].strip(), value))
        begin = label.end
    rest = text[begin:].strip()
    if rest or labels or not begin:
        yield Piece(tuple(labels), rest)


def _label_at(text: str, position: int) -> tuple[str, str, int] | None:
    for style, pattern in _PATTERNS:
        if match := pattern.match(text, position):
            return style, match[1], match.end()
    return None


def _after_blanks(text: str, position: int) -> int:
    """The first place from ``position`` that is no blank; texts have no two blanks together."""
    return position + 1 if text[position : position + 1] == " " else position


def _readings(style: str, core: str) -> tuple[tuple[str, float], ...]:
    """What a label may count: a number, a letter, a Roman number."""
    if style in _UNNUMBERED:
        return ((style, 0.0),)
    if core[0].isdigit():
        digits = re.match(r"\d+", core)
        number = int(digits[0]) if digits else 0
        letter = core[-1]
        return ((style, number + (0.01 * (ord(letter) - 64) if letter.isalpha() else 0.0)),)
    found: list[tuple[str, float]] = []
    if is_roman(core):
        found.append((style.replace("a", "i").replace("A", "I"), float(roman_value(core))))
    if len(set(core)) == 1:
        letter = core[0].lower()
        place = 14.5 if letter == "ñ" else float(ord(letter) - 96)
        found.append((style, place + 26 * (len(core) - 1)))
    elif core.lower() in ("ch", "ll"):
        found.append((style, ord(core[0].lower()) - 95.5))
    return tuple(found) or ((style, 0.0),)


def _likeliest(readings: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """The reading of a label that neither goes on with a list nor is followed."""
    roman = readings[0]
    return roman if roman[1] == 1 or len(readings) == 1 else readings[-1]


def _succeeds(before: float, after: float) -> bool:
    return before < after <= int(before) + 1
