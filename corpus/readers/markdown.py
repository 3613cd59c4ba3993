"""Markdown with or without front matter, as lines whose layout is kept.

Headings, bold, italics and lists become what ``Line`` says of layout; links keep
their text, entities become characters, HTML tags and ``<meta>`` rubbish are
dropped and reported. It knows nothing of articles.
"""

import html
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import yaml

from corpus.lines import Line
from corpus.problems import Problem
from corpus.readers.detect import decode
from corpus.readers.plain import clean_characters, damage, split_lines
from corpus.readers.runs import Run, line_of_runs
from corpus.readers.stated import stated_fields
from corpus.reading import Dropped, Reading
from i18n.messages import Message

_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->")
_RUBBISH: Final = re.compile(r"^\s*<(?:meta|link|base|script|style|!DOCTYPE)\b[^>]*>\s*$", re.I)
_IMAGE: Final = re.compile(r"!\[([^\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_HEADING: Final = re.compile(r"^\s{0,3}(#{1,6})\s*(?=\S)(.*?)\s*#*\s*$")
_BULLET: Final = re.compile(r"^(\s*)[*+]\s+(?=\S)")
_DASH_BULLET: Final = re.compile(r"^(\s*)-\s+(?=\()")
_QUOTE: Final = re.compile(r"^\s{0,3}>\s?")
_ESCAPE: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~\"'])")
_LITERAL_STARS: Final = re.compile(r"\(\s*\*+\s*\)")
_EMPHASIS: Final = re.compile(r"(\*{1,5})")
_FRONT_MATTER: Final = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.S)
_FIELD: Final = re.compile(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.M)
_STAR: Final = "\ue000"  # stands for a literal asterisk while emphasis is read


def read(data: bytes, name: str) -> Reading:
    """The lines of a Markdown file and what its front matter states.

    Raises:
        UnreadableFile: the bytes are not text.
    """
    text, _ = decode(data, name)
    return read_text(text)


def read_text(text: str, *, format_name: str = "markdown") -> Reading:
    """The lines of Markdown ``text`` and what its front matter states."""
    front, problems, body_start = _front_matter(text)
    dropped: list[Dropped] = []
    lines = tuple(_lines(text[body_start:], text.count("\n", 0, body_start) + 1, dropped))
    return Reading(
        format_name,
        lines,
        stated=MappingProxyType(stated_fields(front)),
        problems=problems + damage(text),
        dropped=tuple(dropped),
    )


def _front_matter(text: str) -> tuple[Mapping[str, Any], tuple[Problem, ...], int]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, (), 0
    try:
        value = yaml.load(match[1], Loader=yaml.BaseLoader)  # noqa: S506 - strings only
    except yaml.YAMLError:
        value = None
    if isinstance(value, dict):
        return value, (), match.end()
    fields = {key: text.strip("\"'") for key, text in _FIELD.findall(match[1])}
    if not fields:
        return {}, (), 0
    problem = Problem(
        "front_matter",
        Message("The front matter is not valid YAML; it is read line by line."),
        1,
        0.9,
    )
    return fields, (problem,), match.end()


def _lines(text: str, first: int, dropped: list[Dropped]) -> Iterator[Line]:
    bold = italic = False
    for number, raw in enumerate(split_lines(text), start=first):
        if _RUBBISH.match(raw):
            dropped.append(Dropped(number, raw.strip(), "markup"))
            yield Line(number, "")
            continue
        heading = _HEADING.match(raw)
        if heading or not raw.strip():
            bold = italic = False
        content = heading[2] if heading else _QUOTE.sub("", raw)
        content, indent = _without_bullet(content)
        runs, bold, italic = _runs(_inline(content), bold, italic)
        if heading:
            bold = italic = False
        yield line_of_runs(number, runs, len(heading[1]) if heading else 0, indent)


def _without_bullet(content: str) -> tuple[str, int]:
    bullet = _BULLET.match(content) or _DASH_BULLET.match(content)
    if bullet:
        return content[bullet.end() :], 2 + len(bullet[1])
    return content, len(content) - len(content.lstrip())


def _inline(text: str) -> str:
    """``text`` with links, tags, entities and escapes resolved; emphasis marks remain."""
    text = _ESCAPE.sub(lambda m: _STAR if m[1] == "*" else m[1], text)
    text = _LITERAL_STARS.sub(lambda m: m[0].replace("*", _STAR), text)
    text = _IMAGE.sub(r"\1", text)
    for _ in range(3):  # a link's text may hold a link
        text, found = _LINK.subn(r"\1", text)
        if not found:
            break
    text = _TAG.sub(" ", text) if "<" in text else text
    return clean_characters(html.unescape(text) if "&" in text else text)


def _runs(text: str, bold: bool, italic: bool) -> tuple[list[Run], bool, bool]:
    """Stretches of ``text`` by emphasis, and the emphasis still open at its end."""
    runs: list[Run] = []
    for part in _EMPHASIS.split(text):
        if not part:
            continue
        if part.strip("*"):
            runs.append(Run(part.replace(_STAR, "*"), bold, italic))
            continue
        # Four close one stretch of bold and open the next: nothing changes.
        if len(part) in (2, 3):
            bold = not bold
        if len(part) in (1, 3, 5):
            italic = not italic
    return runs, bold, italic
