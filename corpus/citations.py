"""Citations in a text, and what they lead to: find → parse → resolve.

``find`` sees where an article or a law is named, ``parse`` reads numbers and whose they
are, ``resolve`` gives the target. What is in doubt stays plain text: a wrong link in a
law is worse than none. The words are in ``corpus/grammar/citations.yaml``. This module
knows text and numbers, not documents; ``corpus.annotation`` walks those.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import yaml

from corpus.identifiers import article_eid, normalise_number, work_of
from corpus.model import LawMetadata
from corpus.titles import KIND_WORDS, full_year

_SOURCE: Final = Path(__file__).parent / "grammar" / "citations.yaml"
_PATTERNS: Final = (
    "number", "separator", "range", "qualifier", "not_number", "transitional", "own", "other",
    "title", "belongs_before", "named_law",
)  # fmt: skip
_BEFORE: Final = 120  # characters before a citation in which a law it belongs to is looked for
_NEAR: Final = 70  # characters within which a law named without its number counts
_GAP: Final = 4  # characters between the word for articles and its first number
_LINK: Final = 70  # characters between two citations of one law
_TITLE: Final = 200  # characters between "of" and the number of the law that it names
_WORD: Final = re.compile(r"[^\W\d_]{2,}|[.;:]")
_SENTENCE_END: Final = re.compile(r"[.;:]\s+(?=[\"“«]?[A-ZÁÉÍÓÚÑ(])")
_LABEL_DASH: Final = re.compile(r"\s?\.\s?[–—-]")
_LABEL_END: Final = re.compile(r"\s?[.:–—-]")
_QUOTED: Final = re.compile(r"“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)")
_THIS_UNIT: Final = frozenset({"section", "subsection", "article", "artículo", "paragraph"})

Scope = Literal["own", "law", "other", "unstated"]


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law as cited by another: kind as in ``LawMetadata``, number without points, year."""

    kind: str
    number: str
    year: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One thing that a text cites; ``start`` and ``end`` are the words to link.

    An article by its ``number``, by its place (``step`` -1 or 1 from the citing one) or
    as the citing one itself by the label of its ``point``; with none of these the law.
    """

    start: int
    end: int
    scope: Scope
    number: str = ""  # normalised
    step: int = 0
    point: str = ""
    law: CitedLaw | None = None  # with the scope "law"
    noun: str = ""  # what the text calls itself, lower case: "of this Act"
    unit: str = ""  # "article" or "section", where the language tells them apart
    is_transitional: bool = False


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


def cites(text: str, language: str) -> bool:
    """Whether anything in ``text`` may be a citation; much faster than ``citations``."""
    lowered = text.lower()
    return any(hint in lowered for hint in _rules(language).hints)


def amends(text: str, language: str) -> bool:
    """Whether ``text`` changes another law, so that its bare numbers may be of that law."""
    return _rules(language).amending.search(text.lower()) is not None


def citations(text: str, language: str) -> tuple[Citation, ...]:
    """The citations in ``text``, in its order; ``language`` is ``en`` or ``es``."""
    rules = _rules(language)
    return tuple(parse(text, find(text, rules), rules))


def key_of(number: str) -> str:
    """What two spellings of one article's number have in common."""
    return article_eid(number).casefold()


@dataclass(frozen=True, slots=True)
class Found:
    """Where something begins that may be a citation."""

    match: re.Match[str]
    what: Literal["law", "articles", "neighbour", "point"]
    step: int = 0


def find(text: str, rules: "Rules") -> list[Found]:
    """Where laws and articles are named in ``text``; nothing is read yet."""
    lowered = _lowered(text)
    found = [Found(match, "law") for match in rules.law.finditer(lowered)]
    found += [Found(match, "articles") for match in rules.words.finditer(lowered)]
    if any(hint in lowered for hint in rules.neighbour_hints):
        for step, pattern in rules.neighbours.items():
            found += [Found(match, "neighbour", step) for match in pattern.finditer(lowered)]
    if rules.points:
        found += [Found(match, "point") for match in rules.points.finditer(lowered)]
    found = [item for item in found if _begins_word(lowered, item.match.start())]
    return sorted(found, key=lambda item: item.match.start())


def _lowered(text: str) -> str:
    """``text`` in lower case, letter for letter; as it is where a letter would become two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


def _begins_word(text: str, position: int) -> bool:
    return position == 0 or not text[position - 1].isalnum()


def parse(text: str, found: Sequence[Found], rules: "Rules") -> Iterator[Citation]:
    """What ``found`` says, number by number, with the law that each belongs to."""
    laws = _Laws(found)
    groups: list[list[Citation]] = []
    ends: list[int] = []  # of each group with everything that says whose it is
    done = 0  # where the last group ends: "section" in the name of a law is no citation
    for item in found:
        if item.match.start() < done:
            continue
        group, end = _group(text, item, rules)
        if not group:
            continue
        if item.what != "law":
            group, end = _scoped(text, group, end, laws, rules)
        groups.append(group)
        ends.append(end)
        done = group[-1].end
    _pass_on_scopes(text, groups, ends, rules)
    doubts = _Doubts(text, laws, rules)
    for group in groups:
        if group[0].scope == "unstated" and doubts.hold_at(group[0].start, group[-1].end):
            group = [replace(citation, scope="other") for citation in group]
        yield from group


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
        return str(work_of(place.law)) if place.eid else ""
    series = place.main if law is not None else _series(citation, place)
    eid = _within(citation, series, place) if series else ""
    if not eid or (eid == place.eid and citation.scope == "unstated" and not citation.point):
        return ""
    return f"#{eid}"


def _is_own(law: CitedLaw, metadata: LawMetadata) -> bool:
    own_year = metadata.date.year if metadata.date else metadata.year
    own = CitedLaw(law.kind, metadata.number.replace(".", ""), own_year or 0)
    return law == own and metadata.kind.split("_")[0] == law.kind.split("_")[0]


def _elsewhere(law: CitedLaw, citation: Citation, citing: LawMetadata) -> str:
    if not re.fullmatch(r"[a-z]{2}", citing.jurisdiction) or citing.jurisdiction == "xx":
        return ""  # treaties are of no country, and so are the laws that they mention
    work = work_of(
        LawMetadata(
            title="",
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
    rules, noun = _rules(place.law.language), citation.noun
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


def _law(found: Found) -> CitedLaw | None:
    if found.what != "law":
        return None
    groups = found.match.groupdict()
    kind = re.sub(r"^leyes\b", "ley", " ".join(groups["kind"].lower().split()))
    year = full_year(groups["year"] or groups.get("short"))
    if year is None:
        return None
    return CitedLaw(KIND_WORDS.get(kind, kind), groups["number"].replace(".", ""), year)


def _group(text: str, item: Found, rules: "Rules") -> tuple[list[Citation], int]:
    """The citations that begin at ``item``, scopes aside, and where their numbers end."""
    match = item.match
    if item.what == "law":
        law = _law(item)
        end = match.end()
        return ([Citation(match.start(), end, "law", law=law)] if law else []), end
    if item.what == "neighbour":
        return [Citation(*match.span(), "unstated", step=item.step)], match.end()
    if item.what == "point":
        return [Citation(*match.span(), "unstated", point=match["label"])], match.end()
    return _numbers(text, match, rules)


def _numbers(text: str, word: re.Match[str], rules: "Rules") -> tuple[list[Citation], int]:
    is_plural = word[0].rstrip(".").endswith(("s", "§§"))
    named = word.groupdict()
    unit = "" if "article" not in named else "article" if named["article"] else "section"
    numbers: list[re.Match[str]] = []
    end = word.end()
    position = end + len(text[end : end + _GAP]) - len(text[end : end + _GAP].lstrip(" \u00a0."))
    while number := rules.number.match(text, position):
        if rules.not_number.match(text, number.end()):
            break
        if named.get("bracketed") and "(" not in number[0]:
            break
        numbers.append(number)
        end = number.end()
        while qualifier := rules.qualifier.match(text, end):
            end = qualifier.end()
        next_one = rules.separator.match(text, end)
        if next_one is None and is_plural:
            next_one = rules.range.match(text, end)
        if not next_one:
            break
        position = next_one.end()
    cited = [
        Citation(*number.span(), "unstated", _normalised(number[0], rules.language), unit=unit)
        for number in numbers
    ]
    if len(cited) == 1:
        cited = [replace(cited[0], start=word.start())]
    return cited, end


def _normalised(number: str, language: str) -> str:
    return normalise_number(number.partition("(")[0], language)


def _scoped(
    text: str,
    group: list[Citation],
    end: int,
    laws: "_Laws",
    rules: "Rules",
) -> tuple[list[Citation], int]:
    """``group`` with the law that the words after or right before it name, and their end."""
    if transitional := rules.transitional.match(text, end):
        end = transitional.end()
        group = [replace(citation, is_transitional=True) for citation in group]
    if own := rules.own.match(text, end):
        noun = (own.groupdict()["noun"] or "").lower()
        return [replace(item, scope="own", noun=noun) for item in group], own.end()
    other = rules.other.match(text, end)
    after = other.end() if other else end
    if following := laws.following(after):
        match, law = following
        is_near = match.start() <= after + (_TITLE if other else 2)
        if is_near and rules.title.fullmatch(text, after, match.start()):
            return [replace(item, scope="law", law=law) for item in group], match.end()
    if other:
        return [replace(item, scope="other") for item in group], other.end()
    before = text[max(0, group[0].start - _BEFORE) : group[0].start]
    if rules.belongs_before.search(before):
        return [replace(item, scope="other") for item in group], end
    return group, end


def _pass_on_scopes(
    text: str, groups: list[list[Citation]], ends: Sequence[int], rules: "Rules"
) -> None:
    """Gives "article 3 and article 4 of that Act" one law, from the last backwards."""
    for position in range(len(groups) - 2, -1, -1):
        group, after = groups[position], groups[position + 1][0]
        if group[0].scope != "unstated" or after.scope == "unstated":
            continue
        between = text[ends[position] : after.start]
        words = _WORD.findall(between.lower())
        named_alone = after.scope == "law" and not (after.number or after.step)
        if len(between) <= _LINK and not named_alone and rules.chain.issuperset(words):
            groups[position] = [
                replace(item, scope=after.scope, law=after.law, noun=after.noun) for item in group
            ]


class _Laws:
    """The laws that a text cites, by where they stand."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._laws = [(item.match, law) for item in found if (law := _law(item)) is not None]
        self._starts = [match.start() for match, _ in self._laws]

    def following(self, position: int) -> tuple[re.Match[str], CitedLaw] | None:
        """The first law at ``position`` or after it."""
        index = bisect_left(self._starts, position)
        return self._laws[index] if index < len(self._laws) else None

    def is_any_within(self, start: int, end: int) -> bool:
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end


class _Doubts:
    """Where a number without a law may be another law's: the sentence names one, or quotes."""

    def __init__(self, text: str, laws: _Laws, rules: "Rules") -> None:
        self._text = text
        self._laws = laws
        self._rules = rules
        self._sentences = [match.end() for match in _SENTENCE_END.finditer(text)]
        self._quoted = [match.span() for match in _QUOTED.finditer(text)]
        self._quotes = [start for start, _ in self._quoted]

    def hold_at(self, position: int, end: int) -> bool:
        """Whether a citation from ``position`` to ``end`` is in doubt."""
        before = bisect_left(self._sentences, position + 1)
        start = self._sentences[before - 1] if before else 0
        if self._text[position].isupper() and (
            _LABEL_DASH.match(self._text, end)
            or (start == position and _LABEL_END.match(self._text, end))
        ):
            return True  # no citation but the label of an article printed within another
        quote = bisect_left(self._quotes, position) - 1
        if quote >= 0 and position < self._quoted[quote][1]:
            return True
        near = self._text[max(start, position - _NEAR) : position]
        return (
            self._laws.is_any_within(start, position)
            or self._rules.named_law.search(near) is not None
        )


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one language; ``corpus/grammar/citations.yaml`` says their use."""

    language: str
    hints: tuple[str, ...]
    neighbour_hints: tuple[str, ...]
    words: re.Pattern[str]
    law: re.Pattern[str]
    points: re.Pattern[str] | None
    neighbours: Mapping[int, re.Pattern[str]]
    number: re.Pattern[str]
    separator: re.Pattern[str]
    range: re.Pattern[str]
    qualifier: re.Pattern[str]
    not_number: re.Pattern[str]
    transitional: re.Pattern[str]
    own: re.Pattern[str]
    other: re.Pattern[str]
    title: re.Pattern[str]
    belongs_before: re.Pattern[str]
    named_law: re.Pattern[str]
    amending: re.Pattern[str]
    chain: frozenset[str]
    treaty_nouns: frozenset[str]
    act_nouns: frozenset[str]
    any_nouns: frozenset[str]


@cache
def _rules(language: str) -> Rules:
    """The rules of ``language``.

    Raises:
        KeyError: MILEX has none for it.
    """
    source: Mapping[str, Any] = _sources()[language]
    points = source.get("points")
    return Rules(
        language=language,
        hints=tuple(source["hints"]),
        neighbour_hints=tuple(source["neighbour_hints"]),
        words=re.compile(source["words"]),
        law=re.compile(source["law"]),
        points=re.compile(points) if points else None,
        neighbours={step: re.compile(words) for step, words in source["neighbours"].items()},
        amending=re.compile(source["amending"]),
        chain=frozenset(source["chain"]),
        treaty_nouns=frozenset(source["treaty_nouns"]),
        act_nouns=frozenset(source["act_nouns"]),
        any_nouns=frozenset(source["any_nouns"]),
        **{name: re.compile(source[name], re.IGNORECASE) for name in _PATTERNS},
    )


@cache
def _sources() -> Mapping[str, Any]:
    sources: Mapping[str, Any] = yaml.safe_load(_SOURCE.read_text(encoding="utf-8"))
    return sources


def citation_languages() -> frozenset[str]:
    """The languages (ISO 639-1) whose citations are read."""
    return frozenset(_sources())
