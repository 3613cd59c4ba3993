"""Names that do not change: article numbers, eIds, law ids and FRBR URIs.

All of them are functions of what the law says of itself, never of a file, a
database row or a chapter: an article that moves to another chapter keeps its eId.
Slugs are ASCII, lower case in law ids and URIs; eIds keep the case of the number.

Sources: Akoma Ntoso Naming Convention 1.0, sections 4 (URIs) and 5 (eIds).
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count
from typing import Final, TypeVar

from corpus.model import (
    Article,
    Attachment,
    Block,
    Division,
    DivisionKind,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
)
from i18n.languages import KNOWN_LANGUAGES, SPANISH, language_of_alpha3

UNDATED: Final = "undated"
TITLE_SLUG_LENGTH: Final = 60

_REMEMBERED: Final = 4096  # numbers, of which all laws have the same

_EDGE: Final = " \t\u00a0.,:;-–—_ºª°"  # what separates a number from what follows it
_LATIN: Final = (
    r"(?:bis|ter|qu[áa]ter|quinquies|quinque|quinto|sexies|septies|octies|nonies|novies|decies"
    r"|undecies|duodecies|terdecies|quaterdecies|quindecies)"
)
_LABEL_WORD: Final = re.compile(
    r"(?:art[íi]c(?:ulos?)?|arts?|articles?|sections?|secs?|cl[áa]usula|clause|§+)(?=[\s.\d§])[\s.]*",
    re.IGNORECASE,
)
_ORDINAL_MARK: Final = re.compile(r"(?<=\d)\.?\s?[ºª°]\.?|(?<=\d)o(?![a-z0-9])\.?")
_ORDINAL_ENDING: Final = re.compile(
    r"(?<=\d)(?:er|ero|ra|ro|do|da|to|ta|mo|ma|vo|va|no|na)\b\.?", re.IGNORECASE
)
_ROMAN: Final = re.compile(
    r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,4})"
)
_LATIN_SUFFIX: Final = re.compile(rf"(?<=[\dA-ZÑ])[\s.\-–—]*({_LATIN})\b\.?", re.IGNORECASE)
_LETTER_SUFFIX: Final = re.compile(
    r"(?<=\d)(?:\s?[-–—]\s?([A-Za-zÑñ]{1,2})|\s([A-ZÑ]{1,2})|([A-Za-zÑñ]{1,2}))"
    rf"(?=$|\s{_LATIN}\b)"
)

_THOUSANDS: Final = re.compile(r"(?<=\d)\.(?=\d{3}(?:\D|$))")  # "21.325" is cited as "21325"
_DAY: Final = rf"\d{{4}}-\d{{2}}-\d{{2}}|{UNDATED}"
_WORK_URI: Final = re.compile(
    r"/akn/(?P<country>[a-z0-9-]+)/(?P<document>act|bill)(?:/(?P<kind>[a-z0-9-]+))?"
    rf"/(?P<day>{_DAY}|\d{{4}})/(?P<name>[a-z0-9-]+)"
)
_EXPRESSION_URI: Final = re.compile(
    rf"(?P<work>/akn/.+)/(?P<language>[a-z0-9-]+)@(?P<version>{_DAY})(?:/~(?P<article>[\w-]+))?"
)

_DIVISION_REFERENCE: Final[dict[DivisionKind, str]] = {
    "book": "book",
    "part": "part",
    "title": "title",
    "division": "dvs",
    "chapter": "chp",
    "subchapter": "subchp",
    "section": "sec",
    "subsection": "subsec",
    "paragraph": "para",
    "crossheading": "crossheading",
    "transitional": "trans",
    "final": "final",
    "schedule": "sched",
    "other": "other",
}


def normalise_number(raw: str, language: str = SPANISH.code) -> str:
    """The number of an article without label word, ordinal mark and final punctuation.

    ``"Artículo 1º.-"`` gives ``"1"``, ``"5 BIS"`` ``"5 bis"``, ``"188-A"`` ``"188A"``,
    ``"PRIMERO"`` ``"primero"``; decimals, compounds and Roman numbers stay as printed.
    A joined letter becomes a capital in Spanish; in English it stays as printed
    (``"7103a"``). Applying it twice changes nothing.
    """
    text, before = _normalised_once(raw, language), raw
    while text != before:  # what stood behind a mark may be another: "–§0", "0ªª0"
        text, before = _normalised_once(text, language), text
    return text


@lru_cache(_REMEMBERED)
def _normalised_once(raw: str, language: str) -> str:
    text = unicodedata.normalize("NFC", " ".join(raw.split()))
    text = _strip_edges(_LABEL_WORD.sub("", text, count=1) if _LABEL_WORD.match(text) else text)
    if not any(character.isdigit() for character in text):
        return " ".join(_number_word(word) for word in text.split())
    spanish = language == SPANISH.code
    text = _ORDINAL_MARK.sub("", text)
    if spanish:
        text = _ORDINAL_ENDING.sub("", text)
    text = _LATIN_SUFFIX.sub(lambda match: f" {match[1].lower()} ", text)
    text = _strip_edges(" ".join(text.split()))
    return _LETTER_SUFFIX.sub(lambda match: _joined_letters(match, capital=spanish), text)


def _joined_letters(match: re.Match[str], *, capital: bool) -> str:
    letters = match[1] or match[2] or match[3]
    return letters.upper() if capital else letters


def _strip_edges(text: str) -> str:
    """``text`` without punctuation around it, nor a closing bracket that nothing opens."""
    stripped = text.strip(_EDGE)
    while stripped.endswith(")") and "(" not in stripped:
        stripped = stripped[:-1].strip(_EDGE)
    return stripped


def _number_word(word: str) -> str:
    return word if _ROMAN.fullmatch(word) else word.lower()


def ascii_slug(text: str) -> str:
    """``text`` as lower-case ASCII words joined by hyphens; "" when nothing is left."""
    return eid_slug(text).lower()


@lru_cache(_REMEMBERED)
def eid_slug(text: str) -> str:
    """``text`` as ASCII words joined by hyphens, in their own case; "" when nothing is left."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", folded).strip("-")


@lru_cache(_REMEMBERED)
def article_eid(num: str) -> str:
    """The eId of the first article with the normalised number ``num``, outside attachments.

    ``"5 bis"`` gives ``art_5bis``, ``"único"`` ``art_unico``, ``"279.011"``
    ``art_279-011``; an article without a number ``art_nn``.
    """
    joined = re.sub(rf"(?<=[0-9A-Z])\s(?={_LATIN}\b)", "", num)
    return f"art_{eid_slug(joined) or 'nn'}"


def assign_eids(document: Document) -> Document:
    """``document`` with the eIds of its articles, divisions, attachments and quoted articles.

    Earlier eIds are replaced: the result depends on numbers and order alone. An eId
    that is taken gets ``_2``, ``_3``… in document order. Divisions carry the eIds of
    the divisions around them (``title_I__chp_II``), articles do not; what stands in an
    attachment carries the attachment's (``att_1__art_5``), quoted articles that of the
    quotation (``art_3__qstr_1__art_41ter``).
    """
    names = EidRegister()
    return replace(
        document,
        preamble=_flow_with_eids(document.preamble, "preamble", names),
        body=_with_eids(document.body, "", "", names),
        conclusions=_flow_with_eids(document.conclusions, "conclusions", names),
        attachments=tuple(
            _attachment_with_eids(attachment, f"att_{position}", names)
            for position, attachment in enumerate(document.attachments, start=1)
        ),
    )


class EidRegister:
    """The eIds already given in one document."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}  # the number that the next duplicate of a name gets

    def free(self, wanted: str) -> str:
        """``wanted``, or the first of ``wanted_2``, ``wanted_3``… that is not taken.

        Slugs hold no underscore, so a numbered name never meets a wanted one.
        """
        number = self._next.get(wanted, 1)
        self._next[wanted] = number + 1
        return wanted if number == 1 else f"{wanted}_{number}"


def _attachment_with_eids(attachment: Attachment, eid: str, names: EidRegister) -> Attachment:
    return replace(
        attachment,
        eid=eid,
        preamble=_flow_with_eids(attachment.preamble, f"{eid}__preamble", names),
        body=_with_eids(attachment.body, f"{eid}__", f"{eid}__", names),
    )


def _with_eids(
    children: Iterable[Division | Article], series: str, parent: str, names: EidRegister
) -> tuple[Division | Article, ...]:
    """``children`` with eIds; ``series`` prefixes articles, ``parent`` divisions."""
    named: list[Division | Article] = []
    for child in children:
        if isinstance(child, Article):
            named.append(_article_with_eids(child, series, names))
            continue
        number = eid_slug(normalise_number(child.num)) or "nn"
        eid = names.free(f"{parent}{_DIVISION_REFERENCE[child.kind]}_{number}")
        below = _with_eids(child.children, series, f"{eid}__", names)
        named.append(replace(child, eid=eid, children=below))
    return tuple(named)


def _article_with_eids(article: Article, prefix: str, names: EidRegister) -> Article:
    eid = names.free(prefix + article_eid(article.num))
    content = _flow_with_eids(article.content, eid, names)
    if content is article.content:
        return article if eid == article.eid else _named(article, eid)
    return replace(article, eid=eid, content=content)


def _named(article: Article, eid: str) -> Article:
    """``article`` with another eId; ``replace`` would take several times as long."""
    return Article(article.num, article.label, article.heading, article.content, eid, article.notes)


BlockT = TypeVar("BlockT", Block, Paragraph)


def _flow_with_eids(blocks: tuple[BlockT, ...], eid: str, names: EidRegister) -> tuple[BlockT, ...]:
    """``blocks`` of the element ``eid`` with eIds in their quotations."""
    prefixes = (f"{eid}__qstr_{position}__" for position in count(1))
    return _quotations_with_eids(blocks, prefixes, names)


def _quotations_with_eids(
    blocks: tuple[BlockT, ...], prefixes: Iterator[str], names: EidRegister
) -> tuple[BlockT, ...]:
    """``blocks`` with eIds in their quotations, each of which takes the next prefix."""
    if not any(isinstance(block, Quotation) or block.children for block in blocks):
        return blocks
    return tuple(_block_with_eids(block, prefixes, names) for block in blocks)


def _block_with_eids(block: BlockT, prefixes: Iterator[str], names: EidRegister) -> BlockT:
    if isinstance(block, Paragraph):
        return replace(block, children=_quotations_with_eids(block.children, prefixes, names))
    prefix = next(prefixes)
    return replace(
        block,
        paragraphs=_quotations_with_eids(block.paragraphs, prefixes, names),
        articles=tuple(_article_with_eids(article, prefix, names) for article in block.articles),
    )


def law_id(metadata: LawMetadata) -> str:
    """The permanent id of a law: ``py/ley/4788-2012`` (country/kind/number-year).

    Without a number the title stands for it, cut at a word before
    ``TITLE_SLUG_LENGTH`` characters; without a year there is no ending.
    """
    return work_of(metadata).law_id


def version_of(metadata: LawMetadata) -> str:
    """The name of this version of the law: an ISO 8601 date, or ``UNDATED``."""
    day = metadata.version_date or metadata.date
    return day.isoformat() if day else UNDATED


@dataclass(frozen=True, slots=True)
class Work:
    """A law as its FRBR URI names it: ``/akn/py/act/ley/2012-12-12/4788``.

    ``str`` formats it, ``parse_work`` reads it back.
    """

    country: str  # ISO 3166-1 alpha-2, lower case
    document: str  # "act" or "bill"
    kind: str  # slug; equal to ``document`` where the URI has no subtype
    day: str  # ISO 8601 date, a year, or ``UNDATED``
    name: str  # slug of the number, or of the title

    def __str__(self) -> str:
        subtype = "" if self.kind == self.document else f"/{self.kind}"
        return f"/akn/{self.country}/{self.document}{subtype}/{self.day}/{self.name}"

    @property
    def law_id(self) -> str:
        """The id that every LAW argument takes: ``py/ley/4788-2012``."""
        year = "" if self.day == UNDATED else f"-{self.day.split('-')[0]}"
        name = self.name if self.name.endswith(year) else self.name + year
        return f"{self.country}/{self.kind}/{name}"


@dataclass(frozen=True, slots=True)
class Expression:
    """A version of a law, or an article of it, as its FRBR URI names it.

    ``/akn/py/act/ley/2012-12-12/4788/spa@2012-12-12/~art_5``: ``str`` formats it,
    ``parse_expression`` reads it back.
    """

    work: Work
    language: str  # ISO 639-1 where the language is known, else as it came
    version: str  # ISO 8601 date or ``UNDATED``
    article: str = ""  # eId; "" for the whole version

    def __str__(self) -> str:
        known = KNOWN_LANGUAGES.get(self.language)
        portion = f"/~{self.article}" if self.article else ""
        return f"{self.work}/{known.alpha3 if known else self.language}@{self.version}{portion}"


def work_of(metadata: LawMetadata) -> Work:
    """The FRBR work that ``metadata`` describes."""
    document = "bill" if "bill" in (metadata.kind, metadata.status) else "act"
    year = metadata.date.year if metadata.date else metadata.year
    day = metadata.date.isoformat() if metadata.date else _year_text(year)
    return Work(
        country=ascii_slug(metadata.jurisdiction) or "xx",
        document=document,
        kind=ascii_slug(metadata.kind) or document,
        day=day,
        name=ascii_slug(_THOUSANDS.sub("", metadata.number)) or _title_slug(metadata.title),
    )


def expression_of(metadata: LawMetadata, eid: str = "") -> Expression:
    """The FRBR expression that ``metadata`` describes, or its article ``eid``."""
    language = metadata.language if metadata.language in KNOWN_LANGUAGES else ""
    return Expression(
        work=work_of(metadata),
        language=language or ascii_slug(metadata.language) or "und",
        version=version_of(metadata),
        article=eid,
    )


def work_uri(metadata: LawMetadata) -> str:
    """The FRBR work URI: ``/akn/py/act/ley/2012-12-12/4788``."""
    return str(work_of(metadata))


def expression_uri(metadata: LawMetadata) -> str:
    """The FRBR expression URI: ``/akn/py/act/ley/2012-12-12/4788/spa@2012-12-12``."""
    return str(expression_of(metadata))


def article_uri(metadata: LawMetadata, eid: str) -> str:
    """The FRBR URI of an article of this version: the expression's and ``/~art_5``."""
    return str(expression_of(metadata, eid))


def parse_work(uri: str) -> Work | None:
    """The work that ``uri`` names; None for what is not a work URI of ours."""
    match = _WORK_URI.fullmatch(uri)
    if match is None:
        return None
    return Work(
        country=match["country"],
        document=match["document"],
        kind=match["kind"] or match["document"],
        day=match["day"],
        name=match["name"],
    )


def parse_expression(uri: str) -> Expression | None:
    """The version or article that ``uri`` names; None for what is not such a URI of ours."""
    match = _EXPRESSION_URI.fullmatch(uri)
    work = parse_work(match["work"]) if match else None
    if match is None or work is None:
        return None
    known = language_of_alpha3(match["language"])
    return Expression(
        work=work,
        language=known.code if known else match["language"],
        version=match["version"],
        article=match["article"] or "",
    )


def _year_text(year: int | None) -> str:
    return f"{year:04d}" if year is not None and 1 <= year <= datetime.MAXYEAR else UNDATED


def _title_slug(title: str) -> str:
    """The slug of ``title``, cut at a word; ``untitled`` when nothing is left of it."""
    slug = ascii_slug(title)
    if len(slug) > TITLE_SLUG_LENGTH:
        cut = slug[: TITLE_SLUG_LENGTH + 1]
        slug = cut.rpartition("-")[0] or cut[:TITLE_SLUG_LENGTH]
    return slug or "untitled"
