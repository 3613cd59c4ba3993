"""The norms of Uruguay as IMPO, its official information centre, publishes them in JSON.

The file lists the articles with their numbers, the titles that open at each, their
texts and the centre's notes; the texts are as printed, with a little HTML. Notes on
the whole norm, addresses and register data are reported as dropped.
"""

import datetime
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from corpus.errors import UnreadableFile
from corpus.grammar import load_grammar
from corpus.identifiers import ascii_slug, assign_eids
from corpus.lines import Line
from corpus.model import Article, Division, Document, LawMetadata, Paragraph
from corpus.readers.detect import decode, load_json
from corpus.readers.markup import tidy
from corpus.readers.plain import clean_characters
from corpus.readers.printed_text import WholeText, articles_of, blocks_of, division_of
from corpus.reading import Dropped, Reading
from corpus.segmenter.ranks import RANKS
from i18n.languages import SPANISH
from i18n.messages import Message

FORMAT: Final = "impo"

_CENTRE: Final = "IMPO, Centro de Información Oficial"
_SITE: Final = "https://www.impo.com.uy"
_LAW_TEXTS: Final = frozenset({"articulos", "vistos", "firmantes"})
_ARTICLE_TEXTS: Final = frozenset({"textoArticulo", "notasArticulo", "tituloArticulo"})
_NOTE_MARK: Final = re.compile(r"\s*\(\*+\)")
_BREAK: Final = re.compile(r"<\s*(?:br|/p|/tr|/div)\b[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]*>")
_DAY: Final = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})")
_CHANGED: Final = re.compile(
    r"(?:redacción dada|agregad|derogad|sustituid)[^.]*?por:[^/]*?\bde (?P<date>\d+/\d+/\d{4})",
    re.IGNORECASE,
)
_NUMBER_FIELD: Final = re.compile(r'"nroArticulo"\s*:')


def read(data: bytes, name: str) -> Reading:
    """``data`` as a Reading with a Document.

    Raises:
        UnreadableFile: not readable text, broken JSON, or without any article
            (``no_articles``).
    """
    text, _ = decode(data, name)
    source = load_json(text, name)
    listed = source.get("articulos") if isinstance(source, dict) else None
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    if not items:
        raise UnreadableFile(
            "no_articles",
            Message(
                "%(name)s has no article; IMPO's JSON with a list ‹articulos› was expected.",
                name=name,
            ),
        )
    dropped: list[Dropped] = []
    lines = _line_numbers(text, len(items))
    grammar = load_grammar(SPANISH.code)
    articles = articles_of(
        [_whole_text(item, line) for item, line in zip(items, lines, strict=True)],
        grammar,
        dropped,
    )
    body = _Body()
    for item, line, article in zip(items, lines, articles, strict=True):
        for title in _texts(item, "titulosArticulo"):
            repeated = body.open(division_of(title, grammar))
            if repeated:
                dropped.append(Dropped(line, title, "repeated_heading"))
        body.add(article)
        dropped.extend(_left_out(item, _ARTICLE_TEXTS | {"titulosArticulo"}, line))
    dropped.extend(_left_out(source, _LAW_TEXTS, 1))
    document = Document(
        metadata=_metadata(source, items),
        body=body.closed(),
        preamble=blocks_of(_lines(source, "vistos", 1), grammar, dropped),
        conclusions=tuple(Paragraph(names) for names in _texts(source, "firmantes")),
    )
    return Reading(format=FORMAT, document=assign_eids(document), dropped=tuple(dropped))


@dataclass(slots=True)
class _Open:
    division: Division
    children: list[Division | Article] = field(default_factory=list)


class _Body:
    """Articles under the titles that open before them, nested by the titles' kinds."""

    def __init__(self) -> None:
        self._top: list[Division | Article] = []
        self._open: list[_Open] = []

    def open(self, division: Division) -> bool:
        """Opens ``division``; True when it only repeats the title of an open one.

        A title without label belongs to a division that was opened without a heading.
        """
        if any(_same(entry.division, division) for entry in self._open):
            return True
        last = self._open[-1] if self._open else None
        if (
            division.kind == "crossheading"
            and last
            and not (last.division.heading or last.children)
        ):
            last.division = replace(last.division, heading=division.heading)
            return False
        self._close(RANKS[division.kind])
        self._open.append(_Open(division))
        return False

    def add(self, article: Article) -> None:
        """Adds ``article`` to the innermost open division."""
        (self._open[-1].children if self._open else self._top).append(article)

    def closed(self) -> tuple[Division | Article, ...]:
        """The body, whole."""
        self._close(-1)
        return tuple(self._top)

    def _close(self, rank: int) -> None:
        while self._open and RANKS[self._open[-1].division.kind] >= rank:
            entry = self._open.pop()
            into = self._open[-1].children if self._open else self._top
            into.append(replace(entry.division, children=tuple(entry.children)))


def _same(first: Division, second: Division) -> bool:
    return (first.kind, first.num, first.heading.casefold()) == (
        second.kind,
        second.num,
        second.heading.casefold(),
    )


def _whole_text(item: Mapping[str, Any], line: int) -> WholeText:
    number, suffix = _field(item, "nroArticulo"), _field(item, "secArticulo")
    joint = "-" if suffix.isdecimal() else " "
    return WholeText(
        lines=tuple(_lines(item, "textoArticulo", line)),
        num=f"{number}{joint}{suffix}" if suffix else number,
        label=_field(item, "tituloArticulo") or f"Artículo {number} {suffix}".strip(),
        notes=tuple(_notes(item)),
    )


def _notes(item: Mapping[str, Any]) -> Iterator[str]:
    """The centre's notes on an article; each ends with a full stop at the end of a line."""
    note = ""
    for text in _texts(item, "notasArticulo"):
        note = f"{note} {text}".strip()
        if note.endswith("."):
            yield note
            note = ""
    if note:
        yield note


def _texts(item: Mapping[str, Any], key: str) -> Iterator[str]:
    """The lines of a field without their markup, blank ones left out."""
    return (line.text for line in _lines(item, key, 1) if line.text)


def _lines(item: Mapping[str, Any], key: str, number: int) -> Iterator[Line]:
    """The lines of a field without their markup, all at the line ``number`` of the file."""
    value = item.get(key)
    text = _BREAK.sub("\n", value) if isinstance(value, str) else ""
    for line in html.unescape(_TAG.sub("", text)).splitlines():
        clean = _NOTE_MARK.sub("", clean_characters(line))
        yield Line(number, tidy(clean), indent=len(clean) - len(clean.lstrip()))


def _field(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    text = str(value) if isinstance(value, str | int) else ""
    return tidy(html.unescape(_TAG.sub("", text)))


def _left_out(item: Mapping[str, Any], kept: frozenset[str], line: int) -> Iterator[Dropped]:
    """The values of ``item`` that are no text of the law."""
    for key, value in item.items():
        if key not in kept and (text := _words(value)):
            reason = "amendment_note" if key == "referenciasNorma" else "metadata"
            yield Dropped(line, text, reason)


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(filter(None, map(_words, value.values())))
    if isinstance(value, list):
        return " ".join(filter(None, map(_words, value)))
    return _field({"": value}, "")


def _line_numbers(text: str, count: int) -> Sequence[int]:
    """The line of the file where each article starts."""
    starts: list[int] = []
    line, position = 1, 0
    for match in _NUMBER_FIELD.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        starts.append(line)
    return starts if len(starts) == count else [1] * count


def _metadata(source: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> LawMetadata:
    date = _date(_field(source, "fechaPromulgacion")) or _date(_field(source, "fechaPublicacion"))
    year = _field(source, "anioNorma")
    path = _field(items[0], "urlArticulo").rpartition("/")[0]
    return LawMetadata(
        title=_field(source, "nombreNorma"),
        jurisdiction="uy",
        language=SPANISH.code,
        kind=ascii_slug(_field(source, "tipoNorma")).replace("-", "_") or "norma",
        number=_field(source, "nroNorma"),
        year=date.year if date else int(year) if year.isdecimal() else None,
        date=date,
        version_date=_last_change(items) or date,
        status="repealed" if "derogad" in _field(source, "leyenda").lower() else "in_force",
        publisher=_CENTRE,
        source_url=f"{_SITE}{path}" if path.startswith("/") else "",
    )


def _last_change(items: Sequence[Mapping[str, Any]]) -> datetime.date | None:
    """The day of the last norm that, by the centre's notes, gave an article its wording."""
    days = [
        day
        for item in items
        for note in _notes(item)
        for match in _CHANGED.finditer(note)
        if (day := _date(match["date"]))
    ]
    return max(days, default=None)


def _date(text: str) -> datetime.date | None:
    """A day as IMPO writes it, 11/08/2008; None where it is none."""
    match = _DAY.fullmatch(text)
    try:
        return datetime.date(*map(int, match.group("year", "month", "day"))) if match else None
    except ValueError:
        return None
