"""Laws that one document cites in full once, and elsewhere by name or without the year.

Only what the document itself says counts: a name that it gives to two laws, or a number
that it cites with two years, names none.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from corpus.citations.cited import CitedLaw
from corpus.citations.rules import Rules, rules_of
from corpus.identifiers import ascii_slug
from corpus.model import LawMetadata
from corpus.titles import KIND_WORDS, full_year

_NEAR: Final = 160  # characters beside a full citation in which it is given a name
_DIGIT: Final = re.compile(r"\d")
_YEAR_AT_END: Final = re.compile(r"\bAct,?\s+\d{4}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What a document calls the laws that it cites."""

    laws: Mapping[str, CitedLaw] = field(default_factory=dict)  # by name, case folded
    numbers: Mapping[tuple[str, str], CitedLaw] = field(default_factory=dict)  # kind, number
    pattern: re.Pattern[str] | None = None  # of the names, in any case
    has_titled_laws: bool = False  # "the Ports Act 1998" is a law's name, and its id

    def occur_in(self, lowered: str) -> bool:
        """Whether a name may stand in a text in lower case."""
        return any(name in lowered for name in self.laws)


NO_NAMES: Final = Names()


def names_in(texts: Iterable[str], law: LawMetadata) -> Names:
    """What ``texts``, all of the document of ``law``, call the laws that they cite."""
    rules = rules_of(law.language)
    by_name: dict[str, set[CitedLaw]] = defaultdict(set)
    by_number: dict[tuple[str, str], set[CitedLaw]] = defaultdict(set)
    for text in texts:
        lowered = text.lower()
        if len(lowered) != len(text) or not may_number_a_law(lowered, rules):
            continue
        for match in rules.law.finditer(lowered):
            if cited := cited_law(match):
                by_number[cited.kind, cited.number].add(cited)
                for name in _names_beside(text, match.start(), match.end(), cited, rules):
                    by_name[name].add(cited)
        for match, titled in titled_laws(text, rules):
            by_name[_key(match["name"])].add(titled)
            for name in _names_after(text, match.end(), titled, rules):
                by_name[name].add(titled)
    year = law.date.year if law.date else law.year
    if law.number and year:
        own = CitedLaw(law.kind, law.number.replace(".", ""), year)
        by_number[own.kind, own.number].add(own)
    has_titled = not law.number and law.kind == "act" and bool(_YEAR_AT_END.search(law.title))
    laws = {name: one for name, cited in by_name.items() if (one := _one(cited, has_titled))}
    numbers = {key: next(iter(cited)) for key, cited in by_number.items() if len(cited) == 1}
    return Names(laws, numbers, _any_of(laws), has_titled)


def may_number_a_law(lowered: str, rules: Rules) -> bool:
    """Whether a text in lower case may cite a law by its number or its year."""
    return any(hint in lowered for hint in rules.law_hints) and bool(_DIGIT.search(lowered))


def cited_law(match: re.Match[str]) -> CitedLaw | None:
    """The law of a match of ``Rules.law``; None where its year is none."""
    year = full_year(match["year"] or match.groupdict().get("short"))
    return CitedLaw(*_numbered(match), year) if year is not None else None


def named_laws(
    text: str, lowered: str, names: Names, rules: Rules
) -> Iterator[tuple[re.Match[str], CitedLaw]]:
    """Where ``text`` cites a law by a name, or by a number without its year."""
    may_be_numbered = may_number_a_law(lowered, rules)
    if names.numbers and may_be_numbered:
        for match in rules.bare_law.finditer(lowered):
            if law := names.numbers.get(_numbered(match)):
                yield match, law
    if names.has_titled_laws and may_be_numbered:
        yield from titled_laws(text, rules)
    if names.pattern is None or not names.occur_in(lowered):
        return
    for match in names.pattern.finditer(text):
        law = names.laws.get(_key(match[0]))  # a dotless ı matches i, and is none
        begins = rules.before_name.search(text, max(0, match.start() - 20), match.start())
        is_name = begins and match[0] != match[0].lower()
        if law and is_name and rules.after_name.match(text, match.end()):
            yield match, law


def titled_laws(text: str, rules: Rules) -> Iterator[tuple[re.Match[str], CitedLaw]]:
    """The laws that ``text`` cites by a short title with its year, where that stands whole."""
    if rules.short_title is None or rules.cut_title is None:
        return
    for match in rules.short_title.finditer(text):
        if not rules.cut_title.search(text, max(0, match.start() - 80), match.start()):
            title = " ".join(match[0].replace(",", " ").split())
            yield match, CitedLaw("act", "", int(match["year"]), title)


def _numbered(match: re.Match[str]) -> tuple[str, str]:
    kind = re.sub(r"^leyes\b", "ley", " ".join(match["kind"].lower().split()))
    return KIND_WORDS.get(kind, kind), match["number"].replace(".", "")


def _names_beside(text: str, start: int, end: int, law: CitedLaw, rules: Rules) -> Iterator[str]:
    """The names that the words right before and after a full citation give its law."""
    if before := rules.name_before.search(text[max(0, start - _NEAR) : start]):
        # "the Ports Act No. 12 of 1998": the citation begins with the last word of the name.
        last = "" if rules.law_noun.match(before["name"]) else text[start:end].split()[0]
        yield _key(f"{before['name']} {last}")
    yield from _names_after(text, end, law, rules)


def _names_after(text: str, end: int, law: CitedLaw, rules: Rules) -> Iterator[str]:
    if rules.name_after and (named := rules.name_after.match(text, end)):
        end = named.end()
        name = named["quoted"] or named["bracketed"]
        if rules.law_noun.match(name):
            yield from _usable(name)
        elif law.kind.startswith("ley"):
            yield from _usable(f"ley {name}")
    if alias := rules.alias.match(text, end):
        yield from _usable(next(filter(None, alias.groups())))


def _usable(name: str) -> Iterator[str]:
    """The key of ``name``, unless it is one word, which may mean many laws."""
    if len(name.split()) > 1:
        yield _key(name)


def _key(name: str) -> str:
    return " ".join(name.split()).strip(" ,.").casefold()


def _one(cited: set[CitedLaw], has_titled: bool) -> CitedLaw | None:
    """The law that all of ``cited`` are; None where they are several, or it has no id."""
    numbered = {law for law in cited if law.number}
    if len(numbered) > 1 or len({law.year for law in cited}) > 1:
        return None
    if numbered:
        return numbered.pop()
    titles = {ascii_slug(law.title): law for law in cited}
    return next(iter(titles.values())) if has_titled and len(titles) == 1 else None


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    if not longest_first:
        return None
    words = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
