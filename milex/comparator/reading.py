"""A law read for comparison: its articles as words, with everything that matches in them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from corpus.checklists.model import Checklist, Element, Phrases, Provision
from corpus.checklists.patterns import Pattern
from milex.comparator.ignoring import Never, evident
from milex.comparator.likeness import stems
from milex.comparator.matching import Matcher, Matches, Span
from milex.comparator.meanings import Links, meanings_in, sentence_starts
from milex.comparator.model import ComparableArticle, ComparableLaw
from milex.comparator.words import Words, words_of


@dataclass(frozen=True, eq=False)
class CompiledChecklist:
    """A checklist's patterns of one language, ready to be searched."""

    checklist: Checklist
    language: str
    matcher: Matcher
    by_phrases: Mapping[int, tuple[int, ...]]  # by the identity of the checklist's Phrases
    questions: Mapping[str, frozenset[str]]  # questions[provision] -> stems of what it asks

    @cached_property
    def never(self) -> Never:
        """What never counts."""
        never = self.checklist.never
        return Never(
            self.numbers(never.names),
            tuple(
                number
                for names in self.checklist.references.instruments.values()
                for number in self.numbers(names)
            ),
            self.numbers(never.sentences),
            self.numbers(never.notes),
            self.numbers(never.earlier),
        )

    def numbers(self, phrases: Phrases) -> tuple[int, ...]:
        """The matcher's numbers of ``phrases``, which must be the checklist's own."""
        return self.by_phrases[id(phrases)]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as words, and what was found in it."""

    article: ComparableArticle
    words: Words
    spans: Mapping[int, tuple[Span, ...]]  # by pattern number; ignored sentences left out
    headings: frozenset[int]  # numbers of the patterns found in its heading and divisions
    heading: frozenset[int]  # of those found in its own heading
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
    title: frozenset[int]  # numbers of the patterns found in its title
    where: Mapping[int, tuple[int, ...]]  # where[number] -> positions of the articles with it
    headed: Mapping[int, tuple[int, ...]]  # the same of the articles with it in their heading
    links: Links  # what its articles define and point to

    def articles_with(self, numbers: Iterable[int]) -> list[tuple[int, ReadArticle]]:
        """Position and article of those that show any of the patterns, in document order."""
        positions = {position for number in numbers for position in self.where.get(number, ())}
        return [(position, self.articles[position]) for position in sorted(positions)]


def compile_checklist(checklist: Checklist, language: str) -> CompiledChecklist:
    """``checklist`` ready for laws in ``language`` (ISO 639-1)."""
    everything = list(phrases_of(checklist))
    matcher = Matcher(p for phrases in everything for p in phrases.get(language, ()))
    by_phrases = {
        id(phrases): tuple(dict.fromkeys(matcher.number_of(p) for p in phrases.get(language, ())))
        for phrases in everything
    }
    questions = {p.id: _question(p, language) for p in checklist.provisions}
    return CompiledChecklist(checklist, language, matcher, by_phrases, questions)


def _question(provision: Provision, language: str) -> frozenset[str]:
    """Stems of a provision's label, question and elements, in ``language``."""
    labels = (element.label.get(language, "") for element in provision.elements)
    asked = (provision.label.get(language, ""), provision.question.get(language, ""), *labels)
    return stems(words_of("\n".join(asked)).forms)


def read_law(law: ComparableLaw, compiled: CompiledChecklist) -> ReadLaw:
    """``law`` with every match of every pattern in it."""
    meanings = tuple(meanings_in(article, law.language) for article in law.articles)
    words = [
        words_of(article.text, sentence_starts(own))
        for article, own in zip(law.articles, meanings, strict=True)
    ]
    paths = sorted({article.path for article in law.articles})
    count = len(words)
    headings = [article.heading for article in law.articles]
    above = ["\n".join(path) for path in paths]
    found = compiled.matcher.find_each([*words, *map(words_of, (*headings, *above, law.title))])
    by_path = {path: found[2 * count + at].keys() for at, path in enumerate(paths)}
    articles = tuple(
        _read_article(
            article, words[at], found[at], found[count + at], by_path[article.path], compiled
        )
        for at, article in enumerate(law.articles)
    )
    where: dict[int, list[int]] = defaultdict(list)
    headed: dict[int, list[int]] = defaultdict(list)
    for position, article in enumerate(articles):
        for number in article.spans:
            where[number].append(position)
        for number in article.heading:
            headed[number].append(position)
    return ReadLaw(
        law=law,
        articles=articles,
        title=frozenset(found[-1]),
        where={number: tuple(positions) for number, positions in where.items()},
        headed={number: tuple(positions) for number, positions in headed.items()},
        links=Links(law.articles, words, meanings, law.language),
    )


def _read_article(
    article: ComparableArticle,
    words: Words,
    spans: Matches,
    own_heading: Matches,
    above: Set[int],
    compiled: CompiledChecklist,
) -> ReadArticle:
    never = compiled.checklist.never
    headings = own_heading.keys() | above
    opening = compiled.numbers(never.headings)
    if any(span[0] == 0 for number in opening for span in own_heading.get(number, ())):
        spans = {}
        own_heading = {}
    definitions = compiled.numbers(never.definitions)
    return ReadArticle(
        article=article,
        words=words,
        spans=evident(spans, article.text, words, compiled.never),
        headings=frozenset(headings),
        heading=frozenset(own_heading),
        lists_definitions=any(n in own_heading or n in spans for n in definitions),
    )


def phrases_of(checklist: Checklist) -> Iterator[Phrases]:
    """All phrases of ``checklist``, whatever it uses them for."""
    never = checklist.never
    yield from (never.names, never.sentences, never.headings, never.definitions)
    yield from (never.notes, never.earlier, never.denials)
    references = checklist.references
    yield from (references.meaning, references.other_law, references.general_law)
    yield from references.instruments.values()
    for regime in checklist.regimes:
        yield from (regime.title, regime.text)
    for frame in checklist.frames:
        yield from _element_phrases(frame.parts)
    for limit in checklist.limits:
        yield from (limit.phrases, limit.lifted)
    for provision in checklist.provisions:
        yield from _element_phrases(provision.elements)
        yield provision.negatives


def _element_phrases(elements: tuple[Element, ...]) -> Iterator[Mapping[str, tuple[Pattern, ...]]]:
    return (element.patterns for element in elements)
