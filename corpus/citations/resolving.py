"""What a citation leads to from where it stands; "" where that is in doubt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from corpus.citations.cited import Citation, CitedLaw
from corpus.citations.rules import rules_of
from corpus.identifiers import article_eid, ascii_slug, work_of
from corpus.model import LawMetadata

_THIS_UNIT: Final = frozenset({"section", "subsection", "article", "artículo", "paragraph"})


@dataclass(frozen=True, slots=True)
class Series:
    """Articles that share one numbering: the law's own, or an attachment's."""

    words: frozenset[str]  # of its name, lower case
    eids: tuple[str, ...]  # in document order
    numbers: Mapping[str, str]  # key_of(number) -> eId, transitional articles aside
    transitional: Mapping[str, str]
    unit: str = ""  # "article" or "section", as its labels say; "" for either


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands, which decides what its citations mean."""

    law: LawMetadata
    main: Series  # the law's own articles
    current: Series
    eid: str = ""  # of the article that holds the text; "" outside articles
    labels: frozenset[str] = field(
        default_factory=frozenset
    )  # of that article's points, lower case
    owns_bare_numbers: bool = True  # a number without a law is one of this law
    quoted_law: CitedLaw | None = None  # whose text is quoted here, where it is named


def key_of(number: str) -> str:
    """What two spellings of one article's number have in common."""
    return article_eid(number).casefold()


def resolve(citation: Citation, place: Place) -> str:
    """The target of ``citation`` in a text at ``place``; "" where it leads nowhere.

    ``#`` and an eId within the document, the FRBR work URI of another law of the same
    country, with ``/~`` and an eId for its article.
    """
    law = citation.law if citation.scope == "law" else None
    if citation.scope == "unstated" and not place.owns_bare_numbers:
        law = place.quoted_law
        if law is None or citation.step or citation.point:
            return ""
    if law is not None and not _is_own(law, place.law):
        return _elsewhere(law, citation, place.law)
    if law is not None and not citation.number:
        # Outside its articles a law that names itself is its title, and no link.
        return str(work_of(place.law)) if place.eid and not law.title else ""
    series = place.main if law is not None else _series(citation, place)
    eid = _within(citation, series, place) if series else ""
    if not eid or (eid == place.eid and citation.scope == "unstated" and not citation.point):
        return ""
    return f"#{eid}"


def _is_own(law: CitedLaw, metadata: LawMetadata) -> bool:
    if law.title:
        return not metadata.number and ascii_slug(law.title) == ascii_slug(metadata.title)
    own_year = metadata.date.year if metadata.date else metadata.year
    own = CitedLaw(law.kind, metadata.number.replace(".", ""), own_year or 0)
    return law == own and metadata.kind.split("_")[0] == law.kind.split("_")[0]


def _elsewhere(law: CitedLaw, citation: Citation, citing: LawMetadata) -> str:
    if not re.fullmatch(r"[a-z]{2}", citing.jurisdiction) or citing.jurisdiction == "xx":
        return ""  # treaties are of no country, and so are the laws that they mention
    work = work_of(
        LawMetadata(
            title=law.title,
            jurisdiction=citing.jurisdiction,
            language=citing.language,
            kind=law.kind,
            number=law.number,
            year=law.year,
        )
    )
    return f"{work}/~{article_eid(citation.number)}" if citation.number else str(work)


def _series(citation: Citation, place: Place) -> Series | None:
    """The numbering that ``citation`` means by "this law", or by nothing."""
    if citation.scope == "other":
        return None
    rules, noun = rules_of(place.law.language), citation.noun
    if citation.scope == "unstated" or noun in rules.any_nouns:
        if citation.unit == "section" != place.current.unit and place.main.unit == "section":
            return place.main  # a schedule that speaks of the Act's sections
        return place.current
    if noun in _THIS_UNIT:
        return place.current if citation.point else None
    for series in (place.current, place.main):
        if noun in series.words:
            return series
    is_elsewhere = place.current is not place.main and noun not in rules.act_nouns
    if noun in rules.treaty_nouns or is_elsewhere:
        return None
    return place.main


def _within(citation: Citation, series: Series, place: Place) -> str:
    if citation.point:
        return place.eid if citation.point in place.labels else ""
    if citation.step:
        if place.eid not in series.eids:
            return ""
        position = series.eids.index(place.eid) + citation.step
        return series.eids[position] if 0 <= position < len(series.eids) else ""
    if citation.unit and series.unit and citation.unit != series.unit:
        return ""
    numbers = series.transitional if citation.is_transitional else series.numbers
    return numbers.get(key_of(citation.number), "")
