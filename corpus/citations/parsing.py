"""What is said where a text names articles and laws: the numbers, and whose they are."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from corpus.citations.cited import Citation
from corpus.citations.finding import Found
from corpus.citations.rules import Rules
from corpus.identifiers import normalise_number

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


def parse(text: str, found: Sequence[Found], rules: Rules) -> Iterator[Citation]:
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


def _group(text: str, item: Found, rules: Rules) -> tuple[list[Citation], int]:
    """The citations that begin at ``item``, scopes aside, and where their numbers end."""
    match = item.match
    if item.what == "law":
        end = match.end()
        cited = [Citation(match.start(), end, "law", law=item.law)] if item.law else []
        return cited, end
    if item.what == "neighbour":
        return [Citation(*match.span(), "unstated", step=item.step)], match.end()
    if item.what == "point":
        return [Citation(*match.span(), "unstated", point=match["label"])], match.end()
    return _numbers(text, match, rules)


def _numbers(text: str, word: re.Match[str], rules: Rules) -> tuple[list[Citation], int]:
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
    rules: Rules,
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
        start = following.match.start()
        is_near = start <= after + (_TITLE if other else 2)
        is_whole = not following.is_by_name or text[after:start] == text[after:start].lower()
        if is_near and is_whole and rules.title.fullmatch(text, after, start):
            scoped = [replace(item, scope="law", law=following.law) for item in group]
            return scoped, following.match.end()
    if other:
        return [replace(item, scope="other") for item in group], other.end()
    before = text[max(0, group[0].start - _BEFORE) : group[0].start]
    if rules.belongs_before.search(before):
        return [replace(item, scope="other") for item in group], end
    return group, end


def _pass_on_scopes(
    text: str, groups: list[list[Citation]], ends: Sequence[int], rules: Rules
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
        self._laws = [item for item in found if item.law is not None]
        self._starts = [item.match.start() for item in self._laws]

    def following(self, position: int) -> Found | None:
        """The first law at ``position`` or after it."""
        index = bisect_left(self._starts, position)
        return self._laws[index] if index < len(self._laws) else None

    def is_any_within(self, start: int, end: int) -> bool:
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] < end


class _Doubts:
    """Where a number without a law may be another law's: the sentence names one, or quotes."""

    def __init__(self, text: str, laws: _Laws, rules: Rules) -> None:
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
