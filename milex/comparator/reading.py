"""A law read for comparison: its articles as words, with everything that matches in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from corpus.checklists.model import Checklist, Element, NeverEvidence, Phrases
from corpus.checklists.patterns import Pattern
from milex.comparator.matching import Matcher, Span
from milex.comparator.model import ComparableArticle, ComparableLaw
from milex.comparator.words import Words, words_of


@dataclass(frozen=True, slots=True, eq=False)
class CompiledChecklist:
    """A checklist's patterns of one language, ready to be searched."""

    checklist: Checklist
    language: str
    matcher: Matcher

    def numbers(self, phrases: Phrases) -> tuple[int, ...]:
        """The matcher's numbers of ``phrases`` in this language."""
        patterns = phrases.get(self.language, ())
        return tuple(dict.fromkeys(self.matcher.number_of(pattern) for pattern in patterns))


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as words, and what was found in it."""

    article: ComparableArticle
    words: Words
    spans: Mapping[int, tuple[Span, ...]]  # by pattern number; ignored sentences left out
    headings: frozenset[int]  # numbers of the patterns found in its heading and divisions
    lists_definitions: bool

    def matches(self, numbers: tuple[int, ...]) -> list[Span]:
        """Where any of the patterns stands, by start."""
        return sorted({span for number in numbers for span in self.spans.get(number, ())})

    def shows(self, numbers: tuple[int, ...], *, headings: bool = False) -> bool:
        """Whether any of the patterns stands in it (or in the headings above it)."""
        return any(n in self.spans or (headings and n in self.headings) for n in numbers)


@dataclass(frozen=True, slots=True)
class ReadLaw:
    """A law as the rules see it."""

    law: ComparableLaw
    articles: tuple[ReadArticle, ...]
    title: frozenset[int] = field(default_factory=frozenset)  # patterns found in its title


def compile_checklist(checklist: Checklist, language: str) -> CompiledChecklist:
    """``checklist`` ready for laws in ``language`` (ISO 639-1)."""
    patterns = (
        pattern for phrases in _all_phrases(checklist) for pattern in phrases.get(language, ())
    )
    return CompiledChecklist(checklist, language, Matcher(patterns))


def read_law(law: ComparableLaw, compiled: CompiledChecklist) -> ReadLaw:
    """``law`` with every match of every pattern in it."""
    return ReadLaw(
        law=law,
        articles=tuple(_read_article(article, compiled) for article in law.articles),
        title=frozenset(compiled.matcher.find(words_of(law.title))),
    )


def _read_article(article: ComparableArticle, compiled: CompiledChecklist) -> ReadArticle:
    never = compiled.checklist.never
    words = words_of(article.text)
    spans = dict(compiled.matcher.find(words))
    headings = "\n".join((*article.path, article.heading))
    above = frozenset(compiled.matcher.find(words_of(headings)))
    own_heading = compiled.matcher.find(words_of(article.heading))
    opening = compiled.numbers(never.headings)
    if any(span[0] == 0 for number in opening for span in own_heading.get(number, ())):
        spans = {}
    definitions = compiled.numbers(never.definitions)
    return ReadArticle(
        article=article,
        words=words,
        spans=_evident(spans, words, compiled, never),
        headings=above,
        lists_definitions=any(n in own_heading or n in spans for n in definitions),
    )


def _evident(
    spans: dict[int, tuple[Span, ...]],
    words: Words,
    compiled: CompiledChecklist,
    never: NeverEvidence,
) -> Mapping[int, tuple[Span, ...]]:
    """``spans`` without those in object clauses or inside the names of treaties and bodies."""
    ignored = {
        words.sentences[start]
        for number in compiled.numbers(never.sentences)
        for start, _ in spans.get(number, ())
    }
    names = [s for number in compiled.numbers(never.names) for s in spans.get(number, ())]
    if not ignored and not names:
        return spans
    evident = {}
    for number, found in spans.items():
        kept = tuple(
            span
            for span in found
            if words.sentences[span[0]] not in ignored and not _inside_any(span, names)
        )
        if kept:
            evident[number] = kept
    return evident


def _inside_any(span: Span, names: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in names)


def _all_phrases(checklist: Checklist) -> Iterator[Phrases]:
    never = checklist.never
    yield from (never.names, never.sentences, never.headings, never.definitions)
    for regime in checklist.regimes:
        yield from (regime.title, regime.text)
    for frame in checklist.frames:
        yield from _element_phrases(frame.parts)
    for provision in checklist.provisions:
        yield from _element_phrases(provision.elements)
        yield from (provision.negatives, provision.limits)


def _element_phrases(elements: tuple[Element, ...]) -> Iterator[Mapping[str, tuple[Pattern, ...]]]:
    return (element.patterns for element in elements)
