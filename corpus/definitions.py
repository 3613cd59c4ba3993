"""What a law defines: the words, what they mean, and where they are used.

``defined_in`` reads one text; ``Terms`` finds the defined words in others. The wording is
in ``corpus/grammar/definitions.yaml``. This module knows texts, not documents;
``corpus.annotation`` walks those.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.identifiers import ascii_slug
from corpus.marks import TERM

_SOURCE: Final = Path(__file__).parent / "grammar" / "definitions.yaml"
_PATTERNS: Final = ("heading", "introduces", "anywhere", "listed", "scope", "verbs")
_LONGEST_TERM: Final = 10  # words
_LONGEST_INTRODUCTION: Final = 400  # characters
_LONGEST_SLUG: Final = 60  # characters
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MORE: Final = re.compile(r"[\"“‘]([^\"”’‘“]+)[\"”’]")
_DEFINITE: Final = re.compile(r"(?:el|la|los|las|the|an?)\s+(?=\w)", re.IGNORECASE)
_SENTENCE_ENDS: Final = ".:;—–"
_AFTER: Final = " ;.,:—–-"  # what ends a definition without belonging to it


@dataclass(frozen=True, slots=True)
class Defined:
    """A word and its meaning, as offsets in the text that defines it."""

    terms: tuple[tuple[int, int], ...]  # one, or several words that mean the same
    start: int  # of the meaning; equals end where the points below give it
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A defined word."""

    words: str  # as printed in its definition
    target: str  # "#term-…", as its marks have it
    scope: str = ""  # eId of the article, division or attachment it holds for; "" for the law


def is_heading(heading: str, language: str) -> bool:
    """Whether an article with this heading lists definitions."""
    return bool(heading) and _rules(language).heading.search(heading) is not None


def introduces(text: str, language: str) -> bool:
    """Whether ``text`` announces a list of definitions."""
    if len(text) > _LONGEST_INTRODUCTION:
        return False
    rules, lowered = _rules(language), text.lower()
    is_likely = any(hint in lowered for hint in rules.introduction_hints)
    return is_likely and rules.introduces.search(text) is not None


def scope_in(text: str, language: str) -> str:
    """What ``text`` says its definitions hold for: ``article``, a kind of division, or ""."""
    rules = _rules(language)
    found = rules.scope.search(text)
    return rules.scopes.get(found["kind"].lower(), "") if found else ""


def defined_in(text: str, language: str, *, is_listed: bool = False) -> tuple[Defined, ...]:
    """The definitions in ``text``; ``is_listed`` when it stands in a list of definitions."""
    rules = _rules(language)
    lowered = text.lower()
    matches = []
    if any(hint in lowered for hint in rules.hints):
        matches = [(match, _quoted_terms(match)) for match in rules.anywhere.finditer(text)]
    if not matches and is_listed and (listed := rules.listed.match(text)):
        matches = [(listed, (_trimmed(text, *listed.span("term")),))]
    found = []
    for position, (match, terms) in enumerate(matches):
        terms = tuple(term for term in terms if _is_term(text[slice(*term)], rules))
        end = matches[position + 1][0].start() if position + 1 < len(matches) else len(text)
        if terms:
            found.append(Defined(terms, *_meaning(text, match.end(), end)))
    return tuple(found)


def _quoted_terms(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    groups = match.groupdict()
    named = next(name for name in groups if name.startswith("term") and groups[name])
    first = _trimmed(match.string, *match.span(named))
    more: list[tuple[int, int]] = []
    if groups.get("more"):
        more = [other.span(1) for other in _MORE.finditer(match.string, *match.span("more"))]
    return (first, *more)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and a leading article."""
    if article := _DEFINITE.match(text, start, end):
        start = article.end()
    while end > start and text[end - 1] in _AFTER:
        end -= 1
    return start, end


def _is_term(words: str, rules: "Rules") -> bool:
    """Whether ``words`` name something, as a clause that ends in a colon does not."""
    return (
        0 < len(words.split()) <= _LONGEST_TERM
        and bool(ascii_slug(words))
        and rules.verbs.search(words) is None
    )


def _meaning(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _AFTER:
        start += 1
    while end > start and text[end - 1] in _AFTER + '"“‘«':
        end -= 1
    return start, end


class TermRegister:
    """The terms of one document, each with its target."""

    def __init__(self) -> None:
        self._targets: dict[tuple[str, str], str] = {}
        self._used: set[str] = set()

    def term(self, words: str, scope: str) -> Term:
        """The term that ``words`` are in ``scope``; the same word elsewhere gets ``-2``."""
        slug = ascii_slug(words)[:_LONGEST_SLUG].rstrip("-")
        target = self._targets.get((slug, scope))
        if target is None:
            number = 1
            target = TERM + slug
            while target in self._used:
                number += 1
                target = f"{TERM}{slug}-{number}"
            self._used.add(target)
            self._targets[slug, scope] = target
        return Term(words, target, scope)


class Terms:
    """Finds the words that a law defines in its texts."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        rules = _rules(language)
        self._any_case = rules.any_case
        self._by_words: dict[tuple[str, ...], list[Term]] = defaultdict(list)
        for term in terms:
            if term.words.lower() not in rules.own_names:
                self._by_words[_keys(term.words)].append(term)
        self._by_words.pop((), None)
        longest_first = sorted(self._by_words, key=lambda words: (-len(words), words))
        self._pattern = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(_loose, longest_first))})(?!\w)"
            if longest_first
            else r"(?!)"
        )

    def __bool__(self) -> bool:
        return bool(self._by_words)

    def uses(self, text: str, scopes: Sequence[str]) -> Iterator[tuple[int, int, Term]]:
        """Where terms that hold in one of ``scopes`` are used, in order, without overlaps.

        ``scopes`` stand from narrow to wide; the narrowest goes first.
        """
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text  # a letter that grows in lower case would move the offsets
        for match in self._pattern.finditer(lowered):
            terms = self._by_words.get(_keys(match[0]), ())
            holding = [term for term in terms if term.scope in scopes]
            if holding:
                term = min(holding, key=lambda term: scopes.index(term.scope))
                if self._same_case(text, match.start(), term):
                    yield match.start(), match.end(), term

    def _same_case(self, text: str, start: int, term: Term) -> bool:
        """Whether a capital, or none, is what the term would have at ``start`` of ``text``."""
        if self._any_case or text[start].isupper() == term.words[0].isupper():
            return True
        before = text[:start].rstrip("\"'“‘( ")
        return text[start].isupper() and (not before or before[-1] in _SENTENCE_ENDS)


def _keys(words: str) -> tuple[str, ...]:
    return tuple(_key(word) for word in _WORD.findall(words.lower()))


def _loose(keys: tuple[str, ...]) -> str:
    """A pattern for these words in lower case, singular or plural."""
    return r"[^\w.;:]{1,3}".join(re.escape(key) + "s?" for key in keys)


def _key(word: str) -> str:
    """What the singular and the plural of most words share."""
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one language; ``corpus/grammar/definitions.yaml`` says their use."""

    hints: tuple[str, ...]
    introduction_hints: tuple[str, ...]
    heading: re.Pattern[str]
    introduces: re.Pattern[str]
    anywhere: re.Pattern[str]
    listed: re.Pattern[str]
    scope: re.Pattern[str]
    verbs: re.Pattern[str]
    scopes: Mapping[str, str]
    own_names: frozenset[str]
    any_case: bool


@cache
def _rules(language: str) -> Rules:
    """The rules of ``language``.

    Raises:
        KeyError: MILEX has none for it.
    """
    source: Mapping[str, Any] = yaml.safe_load(_SOURCE.read_text(encoding="utf-8"))[language]
    return Rules(
        hints=tuple(source["hints"]),
        introduction_hints=tuple(source["introduction_hints"]),
        scopes=source["scopes"],
        own_names=frozenset(source["own_names"]),
        any_case=source["any_case"],
        **{name: re.compile(source[name], re.IGNORECASE) for name in _PATTERNS},
    )
