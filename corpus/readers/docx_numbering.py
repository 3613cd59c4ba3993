"""Word's automatic numbers: what it would print before each numbered paragraph.

Source: ISO/IEC 29500-1, section 17.9 (numbering), with its counters: those of an
abstract list are shared by all lists made from it, unless one begins anew.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from corpus.docx_source import W, local, number, switch, value
from corpus.grammar import load_grammar

LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_LARGEST: Final = 10_000
_SEPARATORS: Final = {"nothing": "", "space": " ", "tab": " "}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    kind: str = "decimal"  # w:numFmt
    text: str = ""  # "%1.%2"
    start: int = 1
    restart: int | None = None  # after which level, from 1, it begins anew; 0 never
    separator: str = " "
    legal: bool = False  # all numbers as digits
    bold: bool | None = None
    style: str = ""  # paragraph style that it numbers


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)  # own ones
    starts: dict[int, int] = field(default_factory=dict)  # levels that begin anew
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a paragraph, with the space that follows it."""

    text: str
    bold: bool | None


class Numbering:
    """The lists of a document and where each has got to."""

    def __init__(self, root: etree._Element | None, language: str) -> None:
        """``root`` is the numbering part; ``language`` (en or es) is of numbers in words."""
        words = load_grammar(language).ordinals
        self._ordinals: dict[int, str] = {}
        for word, count in words.items():
            self._ordinals.setdefault(count, word)
        self._mark = "º" if language == "es" else ""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, list[int | None]] = {}
        if root is not None:
            self._read(root)

    def label(self, list_id: str, level: int) -> Label | None:
        """The label of the next paragraph on ``level`` (0…8) of a list; None without one."""
        found = self._lists.get(list_id)
        if found is None or not 0 <= level < LEVELS:
            return None
        levels = {**self._abstract.get(found.abstract, {}), **found.levels}
        counters = self._counters.setdefault(found.abstract, [None] * LEVELS)
        if not found.begun:
            found.begun = True
            for position in found.starts:
                counters[position] = None
        own = levels.get(level, Level())
        for higher in range(level):
            if counters[higher] is None:
                counters[higher] = found.starts.get(higher, levels.get(higher, Level()).start)
        current = counters[level]
        first = found.starts.get(level, own.start)
        counters[level] = first if current is None else min(current + 1, _LARGEST)
        for deeper in range(level + 1, LEVELS):
            if _begins_anew(levels.get(deeper, Level()), deeper, level):
                counters[deeper] = None
        text = self._written(own, levels, counters)
        return Label(text + own.separator, own.bold) if text.strip() else None

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """The level of a list that numbers paragraphs of ``style``."""
        found = self._lists.get(list_id)
        levels = self._abstract.get(found.abstract, {}) if found else {}
        return next((n for n, level in levels.items() if level.style == style), None)

    def _written(self, own: Level, levels: Mapping[int, Level], counters: list[int | None]) -> str:
        if own.kind == "bullet":
            return ""

        def place(match: re.Match[str]) -> str:
            position = int(match[1]) - 1
            kind = levels.get(position, Level()).kind
            if own.legal and kind != "none":
                kind = "decimal"
            return self._number(counters[position] or 0, kind)

        return _PLACE.sub(place, own.text)

    def _number(self, count: int, kind: str) -> str:
        if kind in ("none", "bullet"):
            return ""
        if kind in ("upperRoman", "lowerRoman"):
            roman = _roman(count)
            return roman if kind == "upperRoman" else roman.lower()
        if kind in ("upperLetter", "lowerLetter"):
            letters = _letters(count)
            return letters if kind == "upperLetter" else letters.lower()
        if kind == "ordinalText" and count in self._ordinals:
            return self._ordinals[count].capitalize()
        if kind == "ordinal":
            return f"{count}{self._mark or _english_mark(count)}"
        return f"{count:02}" if kind == "decimalZero" else str(count)

    def _read(self, root: etree._Element) -> None:
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for abstract in root.findall(f"{W}abstractNum"):
            own = value(abstract, "abstractNumId")
            self._abstract[own] = {
                number(level, 0, "ilvl"): _level(level) for level in abstract.findall(f"{W}lvl")
            }
            if style := value(abstract.find(f"{W}numStyleLink")):
                linked[own] = style
            if style := value(abstract.find(f"{W}styleLink")):
                by_style[style] = own
        for own, style in linked.items():
            if not self._abstract[own] and style in by_style:
                self._abstract[own] = self._abstract[by_style[style]]
        for element in root.findall(f"{W}num"):
            self._lists[value(element, "numId")] = _list(element)


def _list(element: etree._Element) -> _List:
    found = _List(value(element.find(f"{W}abstractNumId")))
    for override in element.findall(f"{W}lvlOverride"):
        position = number(override, 0, "ilvl")
        start = override.find(f"{W}startOverride")
        if start is not None:
            found.starts[min(position, LEVELS - 1)] = number(start, 1)
        level = override.find(f"{W}lvl")
        if level is not None:
            found.levels[position] = _level(level)
    return found


def _level(element: etree._Element) -> Level:
    restart = element.find(f"{W}lvlRestart")
    return Level(
        kind=_kind(element),
        text=value(element.find(f"{W}lvlText"))[:200],
        start=number(element.find(f"{W}start"), 0),
        restart=None if restart is None else number(restart, 0),
        separator=_SEPARATORS.get(value(element.find(f"{W}suff")), " "),
        legal=bool(switch(element, "isLgl")),
        bold=switch(element.find(f"{W}rPr"), "b"),
        style=value(element.find(f"{W}pStyle")),
    )


def _kind(element: etree._Element) -> str:
    """The kind of number, also where a newer one stands beside its fallback."""
    for child in element.iter():
        if local(child) == "numFmt" and value(child) != "custom":
            return value(child) or "decimal"
    return "decimal"


def _begins_anew(level: Level, deeper: int, used: int) -> bool:
    """Whether ``deeper`` begins anew once the level ``used`` has gone on."""
    if level.restart is None:
        return True
    return level.restart > 0 and used < min(level.restart, deeper)


def _roman(count: int) -> str:
    text = ""
    for weight, letters in _ROMAN:
        repeated, count = divmod(count, weight)
        text += letters * repeated
    return text


def _letters(count: int) -> str:
    """A, B … Z, AA, BB …, as Word goes on."""
    if count < 1:
        return ""
    repeated, position = divmod(count - 1, 26)
    return chr(ord("A") + position) * min(repeated + 1, 20)


def _english_mark(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
