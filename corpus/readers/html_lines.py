"""The text of a page as lines: blocks and <br> break them, bold and the rest is kept."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from corpus.html_source import elements, tag_of, text_of
from corpus.lines import Line
from corpus.readers.html_furniture import Furniture
from corpus.readers.plain import clean_characters, split_lines
from corpus.readers.runs import Run, line_of_runs
from corpus.readers.tables import row_lines
from corpus.reading import Dropped
from corpus.xml import line_of

_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd",
     "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
     "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "tr", "ul"}
)  # fmt: skip
_SPACE: Final = re.compile(r"\s+")
_BOLD: Final = re.compile(r"(?i)font-weight\s*:\s*(bold|[6-9]00)")
_NOT_BOLD: Final = re.compile(r"(?i)font-weight\s*:\s*(normal|[1-5]00)")
_ITALIC: Final = re.compile(r"(?i)font-style\s*:\s*(italic|oblique)")
_CENTRED: Final = re.compile(r"(?i)text-align\s*:\s*center")
_ALIGNED: Final = re.compile(r"(?i)text-align\s*:")
_UNLISTED: Final = re.compile(r"(?i)list-style(?:-type)?\s*:\s*none")
_OWN_LABEL: Final = re.compile(r"\s*(?:\(?\w{1,4}[.)º°]|[-•])")
_LOWEST_HEADING: Final = 5  # 6 means a marginal note
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    italic: bool = False
    centred: bool = False
    level: int = 0
    indent: int = 0
    literal: bool = False  # white space counts, as in <pre>


@dataclass(slots=True)
class _Row:
    cells: list[list[Line]] = field(default_factory=list)


def page_lines(body: etree._Element, furniture: Furniture, dropped: list[Dropped]) -> list[Line]:
    """The lines of ``body``; what is left out is added to ``dropped``, in order."""
    return _Writer(furniture, dropped).write(body)


class _Writer:
    """One pass over a page."""

    def __init__(self, furniture: Furniture, dropped: list[Dropped]) -> None:
        self._furniture = furniture
        self._dropped = dropped
        self._styles = [_Style()]
        self._buffers: list[list[Line]] = [[]]
        self._rows: list[_Row] = []
        self._counters: list[int | None] = []  # of the open lists; None where unnumbered
        self._kinds: list[str] = []
        self._runs: list[Run] = []
        self._line = 1  # where the runs began
        self._at = 1  # line of the last element seen

    def write(self, body: etree._Element) -> list[Line]:
        for starts, element in elements(body, self._enters):
            if starts:
                self._start(element)
            else:
                if not self._furniture.reason(element):
                    self._end(element)
                self._text(element.tail)
        self._flush()
        while len(self._buffers) > 1:
            inner = self._buffers.pop()
            self._buffers[-1].extend(inner)
        return self._buffers[0]

    def _enters(self, element: etree._Element) -> bool:
        reason = self._furniture.reason(element)
        if not reason:
            return True
        line = max(line_of(element), self._at)
        if reason == "script":
            if tag_of(element) in ("script", "style"):
                self._dropped.append(Dropped(line, f"<{tag_of(element)}>", reason))
            return False
        text = clean_characters(" ".join(" ".join(_visible(element)).split()))
        if text:
            self._dropped.append(Dropped(line, text, reason))
        if tag_of(element) in _BLOCKS:
            self._break()
        return False

    def _start(self, element: etree._Element) -> None:
        tag = tag_of(element)
        self._at = max(line_of(element), self._at)
        if tag == "br":
            self._flush(keep_blank=True)
        elif tag in _BLOCKS:
            self._break()
        self._styles.append(_styled(self._styles[-1], element, tag))
        if tag in ("td", "th"):
            self._buffers.append([])
        elif tag == "tr":
            self._rows.append(_Row())
        elif tag in ("ul", "ol"):
            self._open_list(element, tag)
        self._text(element.text, label=self._item_label(element) if tag == "li" else "")

    def _end(self, element: etree._Element) -> None:
        tag = tag_of(element)
        if tag in _BLOCKS:
            self._break()
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr" and self._rows:
            self._end_row(self._rows.pop())
        elif tag in ("ul", "ol") and self._counters:
            self._counters.pop()
            self._kinds.pop()
        self._styles.pop()

    def _text(self, text: str | None, label: str = "") -> None:
        if label and not (text and _OWN_LABEL.match(text)):
            text = f"{label} {(text or '').lstrip()}"
        if not text:
            return
        style = self._styles[-1]
        if style.literal:
            for position, line in enumerate(split_lines(text)):
                if position:
                    self._flush(keep_blank=True)
                self._add(line, style)
        else:
            self._add(_SPACE.sub(" ", text), style)

    def _add(self, text: str, style: _Style) -> None:
        if not any(run.text.strip() for run in self._runs):
            self._line = self._at
        self._runs.append(Run(clean_characters(text), style.bold, style.italic))

    def _flush(self, *, keep_blank: bool = False) -> None:
        """Ends the line; an empty one stays only after <br> or in <pre>."""
        runs, self._runs = self._runs, []
        if any(run.text.strip() for run in runs):
            style = self._styles[-1]
            lead = "".join(run.text for run in runs)
            indent = style.indent + (len(lead) - len(lead.lstrip()) if style.literal else 0)
            self._buffers[-1].append(
                line_of_runs(self._line, runs, style.level, indent, centred=style.centred)
            )
        elif keep_blank:
            self._blank()

    def _break(self) -> None:
        self._flush()
        self._blank()

    def _blank(self) -> None:
        lines = self._buffers[-1]
        if lines and lines[-1].text:
            lines.append(Line(self._at, ""))

    def _end_cell(self) -> None:
        if len(self._buffers) > 1:
            cell = self._buffers.pop()
            if self._rows:
                self._rows[-1].cells.append(cell)
            else:
                self._buffers[-1].extend(cell)

    def _end_row(self, row: _Row) -> None:
        lines = row_lines(row.cells)
        self._buffers[-1].extend(lines)
        self._blank()

    def _open_list(self, element: etree._Element, tag: str) -> None:
        plain = tag == "ul" or bool(_UNLISTED.search(element.get("style", "")))
        start = element.get("start", "1")
        self._counters.append(None if plain else (int(start) if start.isdecimal() else 1))
        self._kinds.append(element.get("type", "1"))

    def _item_label(self, element: etree._Element) -> str:
        """The number that a browser prints before a list's item."""
        if not self._counters or self._counters[-1] is None:
            return ""
        value = element.get("value", "")
        number = int(value) if value.isdecimal() and len(value) < 5 else self._counters[-1]
        self._counters[-1] = number + 1
        if _OWN_LABEL.match(text_of(element)[:20].lstrip()):
            return ""
        kind = self._kinds[-1]
        if kind in ("a", "A") and 0 < number <= len(_LETTERS):
            letter = _LETTERS[number - 1]
            return f"{letter if kind == 'a' else letter.upper()}."
        return f"{number}."


def _styled(style: _Style, element: etree._Element, tag: str) -> _Style:
    """``style`` inside ``element``."""
    css = element.get("style", "")
    align = element.get("align", "").lower()
    bold = style.bold or tag in ("b", "strong", "th") or bool(_BOLD.search(css))
    if _NOT_BOLD.search(css):
        bold = False
    centred = style.centred or tag == "center" or align == "center" or bool(_CENTRED.search(css))
    if (align and align != "center") or (_ALIGNED.search(css) and not _CENTRED.search(css)):
        centred = False
    level = style.level
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
        level = min(int(tag[1]), _LOWEST_HEADING)
    return replace(
        style,
        bold=bold,
        italic=style.italic or tag in ("i", "em", "cite") or bool(_ITALIC.search(css)),
        centred=centred,
        level=level,
        indent=style.indent + (2 if tag in ("ul", "ol", "blockquote", "dd") else 0),
        literal=style.literal or tag in ("pre", "xmp", "listing"),
    )


def _visible(element: etree._Element) -> list[str]:
    texts: list[str] = []
    for starts, each in elements(element, lambda e: tag_of(e) not in ("script", "style")):
        if starts:
            texts.append(each.text or "")
        elif each is not element:
            texts.append(each.tail or "")
    return texts
