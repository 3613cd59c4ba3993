"""A file's bytes become a ``Document`` with everything worth knowing about the reading.

``detect → read → segment → metadata → eIds → marks → conservation``. Nothing is stored here.
"""

import datetime
import html
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from corpus.annotation import annotate
from corpus.conservation import conservation
from corpus.errors import InvalidOutline, UnreadableFile
from corpus.grammar import load_grammar
from corpus.identifiers import assign_eids
from corpus.language import detect_language, is_foreign
from corpus.limits import reading_limits
from corpus.lines import Line, without_cut_words
from corpus.model import Article, Document, LawMetadata, Status, placed_articles
from corpus.problems import Problem
from corpus.readers import READERS
from corpus.readers.detect import DEFAULT_SIZE_LIMIT, decode, detect, load_json
from corpus.reading import Dropped, Reading
from corpus.segmenter import Cut, Place, segment
from corpus.titles import citation_in, title_in
from i18n.languages import KNOWN_LANGUAGES, language_of_alpha3
from i18n.messages import Message

_OPENING: Final = 20_000  # characters in which a law says its name, number and date
_SENTENCE_WORDS: Final = 25  # of a sentence of running text
_FEWEST_SENTENCES: Final = 3  # in a text that is no scan
_ENTRY_WORDS: Final = 9  # of an entry of a contents list
_TAG: Final = re.compile(r"<[^<>]*>")
_BODYLESS_XML: Final = re.compile(r"<\?.*?\?>|<!--.*?-->|<meta\b.*?</meta>", re.S)
_STATUSES: Final = frozenset(get_args(Status))


@dataclass(frozen=True)
class Hints:
    """What whoever imports a file knows of it; it goes before what the source states."""

    country: str | None = None  # ISO 3166-1 alpha-2
    title: str | None = None
    number: str | None = None
    date: datetime.date | None = None
    language: str | None = None  # ISO 639-1
    kind: str | None = None
    topics: tuple[str, ...] = ()
    cuts: tuple[Cut, ...] | None = None  # the law's own articles, as a person corrected them


@dataclass(frozen=True)
class Intake:
    """A file, read."""

    document: Document
    format: str
    problems: tuple[Problem, ...]
    dropped: tuple[Dropped, ...]
    conservation: float  # 0..1, share of the source's words kept in order or reported dropped
    places: tuple[Place, ...] = ()  # lines of the articles, as placed_articles orders them


def take_in(
    data: bytes, name: str, hints: Hints | None = None, *, size_limit: int = DEFAULT_SIZE_LIMIT
) -> Intake:
    """``data`` as a document, with eIds and marks.

    ``name`` is the file's name, for messages. Without a country in ``hints`` the
    source must state one.

    Raises:
        UnreadableFile: nothing of the file can be used; the message says why.
        InvalidOutline: the articles that ``hints`` list do not fit the file.
    """
    with reading_limits(name, len(data)):
        return _taken_in(data, name, hints or Hints(), size_limit)


def _taken_in(data: bytes, name: str, hints: Hints, size_limit: int) -> Intake:
    format_name = detect(data, name, size_limit=size_limit)
    reading = READERS[format_name](data, name)
    if reading.document is not None:
        _refuse_cuts(hints, name)
        return _from_document(reading.document, reading, data, name, hints)
    lines = deque(without_cut_words(reading.lines))
    reading = replace(reading, lines=())
    return _from_lines(reading, lines, name, hints)


def _refuse_cuts(hints: Hints, name: str) -> None:
    """Lines can be cut anew only where MILEX cut them."""
    if hints.cuts is not None:
        raise InvalidOutline(
            Message(
                "%(name)s marks its articles itself, so an outline cannot correct them; correct"
                " the file.",
                name=name,
            )
        )


def _from_document(
    document: Document, reading: Reading, data: bytes, name: str, hints: Hints
) -> Intake:
    stated = {field: str(value) for field, value in reading.stated.items()}
    metadata = _hinted(document.metadata, hints)
    if stated.get("jurisdiction") and not metadata.jurisdiction:
        metadata = replace(metadata, jurisdiction=stated["jurisdiction"])
    _require_country(metadata.jurisdiction, name)
    document = annotate(assign_eids(replace(document, metadata=metadata)))
    if next(placed_articles(document), None) is None:
        raise _no_articles(document, name, reading.format)
    text, _ = decode(data, name)
    share = conservation(_printed_words(text, name), document, reading.dropped)
    return Intake(document, reading.format, reading.problems, reading.dropped, share)


def _printed_words(text: str, name: str) -> str:
    """The words that a structured file holds: no tags, and of JSON the values only."""
    if text.lstrip().startswith("{"):
        text = "\n".join(_values(load_json(text, name)))
    return html.unescape(_TAG.sub(" ", _BODYLESS_XML.sub(" ", text)))


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _values(item)
    elif isinstance(value, str | int):
        yield str(value)


def _from_lines(reading: Reading, lines: deque[Line], name: str, hints: Hints) -> Intake:
    """The law in ``lines``, which are used up: of a long law they would fill much memory."""
    source = "\n".join(line.text for line in lines)
    language = hints.language or reading.stated.get("language") or detect_language(source)
    if language not in KNOWN_LANGUAGES:
        known = language_of_alpha3(language)
        language = known.code if known else detect_language(source)
    parts = segment(_each(lines), language, hints.cuts)
    metadata, problems = _metadata(reading, source, language, name, hints)
    document = annotate(
        assign_eids(
            Document(metadata, parts.body, parts.preamble, parts.conclusions, parts.attachments)
        )
    )
    dropped = (*reading.dropped, *parts.dropped)
    _require_articles(document, name, reading.format, dropped)
    share = conservation(source, document, parts.dropped)
    found = (*reading.problems, *problems, *parts.problems)
    return Intake(document, reading.format, found, dropped, share, parts.places)


def _each(lines: deque[Line]) -> Iterator[Line]:
    while lines:
        yield lines.popleft()


def _metadata(
    reading: Reading, source: str, language: str, name: str, hints: Hints
) -> tuple[LawMetadata, tuple[Problem, ...]]:
    """Hints first, then what the source states, then what its text says."""
    stated = reading.stated
    opening = "\n".join(filter(None, source[: 2 * _OPENING].split("\n")))[:_OPENING]
    names = (stated.get("title", ""), stated.get("identifier", ""), stated.get("source_url", ""))
    citation = citation_in((hints.number or "", *names), opening, language)
    country = (hints.country or stated.get("jurisdiction") or "").lower()
    _require_country(country, name)
    title, problems = _title(hints, stated, opening, name, language)
    date = (
        hints.date
        or _date(stated.get("date"))
        or citation.date
        or _date(stated.get("publication_date"))
    )
    status = stated.get("status", "unknown")
    kind = hints.kind or stated.get("kind") or citation.kind or "law"
    number = hints.number or stated.get("number") or citation.number
    metadata = LawMetadata(
        title=title,
        jurisdiction=country,
        language=language,
        kind=kind.lower().replace(" ", "_"),
        number=number,
        year=hints.date.year if hints.date else citation.year or (date.year if date else None),
        date=date,
        version_date=_date(stated.get("version_date")),
        status=status if status in _STATUSES else "unknown",  # type: ignore[arg-type]
        topics=hints.topics,
        publisher=stated.get("publisher", ""),
        source_url=stated.get("source_url", ""),
    )
    return _consistent(metadata), problems


def _consistent(metadata: LawMetadata) -> LawMetadata:
    """The year of the citation and the date agree, or the date is left out.

    A law of December may be dated or published in January.
    """
    if metadata.date and metadata.year and metadata.year != metadata.date.year:
        if abs(metadata.year - metadata.date.year) > 1:
            return replace(metadata, date=None)
        return replace(metadata, year=metadata.date.year)
    return metadata


def _title(
    hints: Hints, stated: Mapping[str, str], opening: str, name: str, language: str
) -> tuple[str, tuple[Problem, ...]]:
    title = hints.title or stated.get("title")
    if title:
        return " ".join(title.split()), ()
    lines = [line for line in opening.split("\n") if not is_foreign(line, language)]
    first = title_in(lines) or name
    problem = Problem(
        "title_guessed",
        Message("No title is stated; this line is taken: «%(title)s».", title=first[:200]),
        1,
        0.5,
    )
    return first[:300], (problem,)


def _hinted(metadata: LawMetadata, hints: Hints) -> LawMetadata:
    return replace(
        metadata,
        title=hints.title or metadata.title,
        jurisdiction=(hints.country or metadata.jurisdiction).lower(),
        language=hints.language or metadata.language,
        kind=hints.kind or metadata.kind,
        number=hints.number or metadata.number,
        date=hints.date or metadata.date,
        year=hints.date.year if hints.date else metadata.year,
        topics=hints.topics or metadata.topics,
    )


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _require_country(country: str, name: str) -> None:
    if not re.fullmatch(r"[a-z]{2}", country):
        raise UnreadableFile(
            "unreadable",
            Message(
                "%(name)s does not say of which country it is; say --country with its ISO 3166"
                " code, such as --country CO.",
                name=name,
            ),
        )


def _require_articles(
    document: Document, name: str, format_name: str, dropped: Iterable[Dropped]
) -> None:
    """Refuses a scan's running heads and a contents list that stands without its law.

    Articles whose text the publisher prints elsewhere, and says so, are no contents list.
    """
    articles = [placed.article for placed in placed_articles(document)]
    if not articles:
        raise _no_articles(document, name, format_name)
    is_printed_elsewhere = any(item.reason == "text_elsewhere" for item in dropped)
    language = document.metadata.language
    if not is_printed_elsewhere and all(_is_entry(article, language) for article in articles):
        raise UnreadableFile(
            "no_articles",
            Message(
                "%(name)s has the numbers of articles but not their text, as a contents list has;"
                " import the law itself.",
                name=name,
            ),
        )


def _is_entry(article: Article, language: str) -> bool:
    """Whether an article has only lines as short and verbless as a contents list's."""
    grammar = load_grammar(language)
    verbs = (grammar.finite_verbs, grammar.approving, grammar.amending, grammar.not_epigraph)
    return not any(
        len(line.split()) > _ENTRY_WORDS or any(pattern.search(line) for pattern in verbs)
        for line in article.text.split("\n")
    )


def _no_articles(document: Document, name: str, format_name: str) -> UnreadableFile:
    if format_name == "html":
        return UnreadableFile(
            "no_articles",
            Message(
                "%(name)s is a web page without numbered articles or sections; save the page that"
                " shows the law's full text, or its PDF or Word file, and import that.",
                name=name,
            ),
        )
    texts = [paragraph.text for paragraph in document.preamble]
    sentences = sum(len(text.split()) > _SENTENCE_WORDS for text in texts)
    if sentences < _FEWEST_SENTENCES and texts:
        return UnreadableFile(
            "scan",
            Message(
                "%(name)s holds only headings and running heads, as a scan without a text layer"
                " gives; run OCR on the original and import its text.",
                name=name,
            ),
        )
    return UnreadableFile(
        "no_articles",
        Message(
            "%(name)s has no article or section that can be recognised; a law with numbered"
            " articles is expected (see the formats accepted by milex import --help).",
            name=name,
        ),
    )


def own_articles(document: Document) -> list[Article]:
    """The law's own articles in document order, attachments left out."""
    return [placed.article for placed in placed_articles(document, attachments=False)]
