"""Provisions JSON: a list of provisions, cut out of a page or a PDF by another program.

The cuts are often wrong (an article's first words in its title, the next chapter's
heading at the end of the provision before), so the provisions become lines again,
in their order, and the segmenter decides. Fields whose text the content repeats
are left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from corpus.errors import UnreadableFile
from corpus.lines import MARGINAL_LEVEL, Line
from corpus.readers.detect import decode, load_json
from corpus.readers.markdown import read_text
from corpus.readers.plain import clean_characters, damage
from corpus.readers.stated import stated_fields
from corpus.reading import Reading
from i18n.messages import Message

ARTICLE_LEVEL: Final = 5  # heading level given to a label that a field states
DIVISION_LEVEL: Final = 2

_LABELLED: Final = re.compile(
    r"(?i)\s*(?:art(?:[íi]culo|icle|\.)?|section|sec\.?|§)\s*\.?\s*(?:[\divxlc]|[úu]nic)"
)
_GENERIC: Final = re.compile(r"(?i)(?:section|article|art[íi]culo)\s+\w+\.?$")
_SPLIT_ORDINAL: Final = re.compile(r"^(.{0,12}?\d+)\.\s*([ºo°])\s*(\.?\s*-)")
# A schedule run into the last words before it: "… repealed. Schedule (Sections 2, 5) Fees".
_SCHEDULE: Final = re.compile(
    r"(?<=[\w.;:\]”\"’)])(?<!\bthe)(?<!\bthis)(?<!\bin)(?<!\band)(?<!\bto)(?<!\bof)\s+"
    r"(?P<label>(?:Schedules?\s+)?(?:(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth"
    r"|Tenth|FIRST|SECOND|THIRD|FOURTH|FIFTH|SIXTH)\s+)?(?:Schedule|SCHEDULE)(?:\s+\d{1,2})?)\s+"
    r"(?P<reference>\((?i:sections?|ss?\.|regulations?|rules?|articles?|paragraphs?|orders?)\s"
    r"[^()]*(?:\([^()]*\)[^()]*)*\))\s*"
)
_TITLE: Final = re.compile(  # "Currency point A currency point is …"
    r"(?P<title>[A-Z][a-z]+(?:\s[a-z,’'-]+){0,12})\s(?=(?:A|An|The|In|For|Every|Any|Each|No|There|If"
    r"|When|I|We|Part|PART|Form|FORM|1\.)\s)"
)
# What the page of a law says after the law, run into its last words.
_PAGE_TAIL: Final = re.compile(r"\s(?=History of this document\s+\d{1,2}\s+\w+\s+\d{4}\b)")
_NUMBER_FIELD: Final = re.compile(r"\d+[A-Za-z]{0,3}(?:[ .-](?:bis|ter|qu[aá]ter|\d+))?")


def read(data: bytes, name: str) -> Reading:
    """The provisions of ``data`` as lines, and what the file states of the law.

    A line's number is that of its provision in the file.

    Raises:
        UnreadableFile: the JSON is broken, or no provision has text.
    """
    text, _ = decode(data, name)
    source = load_json(text, name)
    provisions = [item for item in source["provisions"] if isinstance(item, dict)]
    if not any(_field(item, "content") or _field(item, "title") for item in provisions):
        raise UnreadableFile(
            "no_articles",
            Message("%(name)s has a list of provisions without any text in it.", name=name),
        )
    return Reading(
        "provisions",
        tuple(_lines(provisions, _line_numbers(text, len(provisions)))),
        stated=MappingProxyType(stated_fields(source)),
        problems=damage(text),
    )


def read_bill(data: bytes, name: str) -> Reading:
    """A bill whose text stands in a ``markdown`` field beside its stages.

    Raises:
        UnreadableFile: the JSON is broken.
    """
    text, _ = decode(data, name)
    source = load_json(text, name)
    reading = read_text(source["markdown"], format_name="bill_json")
    stated = stated_fields({**source, "status": "bill"})
    return Reading(
        reading.format,
        reading.lines,
        stated=MappingProxyType({**reading.stated, **stated}),
        problems=reading.problems,
        dropped=reading.dropped,
    )


def _line_numbers(text: str, count: int) -> Sequence[int]:
    """The line of the file where each provision starts."""
    starts: list[int] = []
    line, position = 1, 0
    for match in _positions(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        starts.append(line)
    return starts if len(starts) == count else [1] * count


def _positions(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r'"provision_ref"\s*:', text))


def _field(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return clean_characters(value).strip("\n") if isinstance(value, str) else ""


def _lines(provisions: Sequence[Mapping[str, Any]], numbers: Sequence[int]) -> Iterator[Line]:
    printed = {_key(line) for item in provisions for line in _field(item, "content").split("\n")}
    division = ""
    tail = ""  # the division's heading, where the provision before prints it
    for item, following in zip(provisions, [*provisions[1:], {}], strict=True):
        number = numbers[0]
        numbers = numbers[1:]
        chapter = _field(item, "chapter")
        if chapter != division:
            division = chapter
            if not tail:
                yield from _division_lines(chapter, printed, number)
        content, tail = _without_tail(_field(item, "content"), _field(following, "chapter"))
        yield from _provision_lines(item, content, number)
        yield Line(number, "")
        if tail:
            yield Line(number, tail, heading_level=DIVISION_LEVEL)
            yield Line(number, "")


def _division_lines(chapter: str, printed: set[str], number: int) -> Iterator[Line]:
    """The chapter field as headings, unless the text prints it or it is a cut of columns."""
    parts = [part.strip() for part in chapter.split("\n") if part.strip()]
    if not parts or all(_key(part) in printed for part in parts) or _cut_of_columns(chapter):
        return
    for part in parts:
        yield Line(number, part, heading_level=DIVISION_LEVEL)
    yield Line(number, "")


def _provision_lines(item: Mapping[str, Any], content: str, number: int) -> Iterator[Line]:
    title = " ".join(_field(item, "title").split())
    title = title if any(map(str.isalnum, title)) else ""  # "***" above a repealed section
    section = " ".join(_field(item, "section").split())
    label = _label_line(title, section, content)
    if label is not None:
        yield Line(number, label[0], heading_level=label[1])
    for line in _PAGE_TAIL.sub("\n", content, count=1).split("\n"):
        yield from _schedule_lines(line, number)


def _schedule_lines(line: str, number: int) -> Iterator[Line]:
    """``line``, with the schedules that are run into it on lines of their own."""
    position = 0
    for match in _SCHEDULE.finditer(line):
        yield from _text_lines(line[position : match.start()], number, titled=bool(position))
        yield Line(number, "")
        yield Line(number, match["label"], heading_level=DIVISION_LEVEL)
        yield Line(number, match["reference"])
        position = match.end()
    yield from _text_lines(line[position:], number, titled=bool(position))


def _text_lines(text: str, number: int, *, titled: bool) -> Iterator[Line]:
    """A line; its first words apart where they are the title of a schedule."""
    title = _TITLE.match(text) if titled else None
    if title:
        yield Line(number, title["title"], heading_level=DIVISION_LEVEL)
        text = text[title.end() :]
    yield Line(number, text.strip(), indent=len(text) - len(text.lstrip()))


def _label_line(title: str, section: str, content: str) -> tuple[str, int] | None:
    """The line above the content, and its heading level; None where the content has it all."""
    if _LABELLED.match(title) and not _GENERIC.fullmatch(title):
        return _SPLIT_ORDINAL.sub(r"\1\2\3", title), ARTICLE_LEVEL
    labelled = bool(_LABELLED.match(content)) or _numbered(content, section)
    repeated = title in " ".join(content[: len(title) + 200].split())
    generic = bool(_GENERIC.fullmatch(title))
    if labelled:
        plain = repeated or generic or _cut_of_columns(title)
        return None if plain else (title, MARGINAL_LEVEL)
    if _NUMBER_FIELD.fullmatch(section):
        return f"{section}. {'' if generic else title}".strip(), ARTICLE_LEVEL
    return None if repeated else (title, DIVISION_LEVEL)


def _cut_of_columns(title: str) -> bool:
    return bool(re.search(r"\S {4,}\S", title))


def _numbered(content: str, section: str) -> bool:
    """Whether the content itself begins with the number that the field states."""
    return bool(section) and bool(re.match(rf"\s*{re.escape(section)}(?![\dA-Za-z])", content))


def _without_tail(content: str, next_chapter: str) -> tuple[str, str]:
    """The content, and the next chapter's heading where it is run into the content's end."""
    label = next_chapter.split("\n")[0].strip()
    if label:
        pattern = rf"(?<=[.;:”\"]) ({re.escape(label)}(?!\w)[^\n]*)\s*$"
        if match := re.search(pattern, content[-300:]):
            return content[: len(content) - len(match[0])], match[1].strip()
    return content, ""


def _key(line: str) -> str:
    return " ".join(line.split()).casefold()
