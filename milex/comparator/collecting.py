"""Where a provision's words stand in a law, and which of them count."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.checklists.model import Element, Frame, Provision
from milex.comparator.judgement import Hit, Miss
from milex.comparator.matching import Span
from milex.comparator.reading import CompiledChecklist, ReadArticle, ReadLaw


@dataclass(frozen=True, slots=True)
class View:
    """A provision's view of a law."""

    provision: Provision
    law: ReadLaw
    compiled: CompiledChecklist
    open_to: frozenset[int]

    def frames(self, ids: tuple[str, ...]) -> tuple[Frame, ...]:
        """The frames called ``ids``."""
        return tuple(frame for frame in self.compiled.checklist.frames if frame.id in ids)

    def limiting(self, article: ReadArticle) -> list[tuple[str, list[Span]]]:
        """Where words stand that make this provision's evidence partial, by the Limit's id."""
        return [
            (limit.id, article.matches(self.compiled.numbers(limit.phrases)))
            for limit in self.compiled.checklist.limits
            if limit.id in self.provision.limits
        ]

    def spans(self, article: ReadArticle, element: Element) -> list[Span]:
        """Where ``element`` matches in ``article``, negatives not yet heeded."""
        return article.matches(self.compiled.numbers(element.patterns))

    def windows(self, article: ReadArticle) -> list[Span] | None:
        """The stretches that show a frame; None when the whole article counts, [] when nothing.

        In a list of definitions only the sentences that show one count.
        """
        frames = self.frames(self.provision.frames)
        if not frames:
            return None
        windows: list[Span] = []
        for frame in frames:
            parts = [self.spans(article, part) for part in frame.parts]
            if not all(parts):
                continue
            if not article.lists_definitions:
                return None
            windows += shared_sentences(article, parts)
        return windows


def shared_sentences(article: ReadArticle, parts: list[list[Span]]) -> list[Span]:
    """The sentences in which every one of ``parts`` stands, in order."""
    numbers = [{article.words.sentences[start] for start, _ in spans} for spans in parts]
    shared = set.intersection(*numbers)
    return sorted(
        {
            article.words.sentence_span(start)
            for spans in parts
            for start, _ in spans
            if article.words.sentences[start] in shared
        }
    )


def collected(view: View) -> tuple[list[Hit], list[Miss]]:
    """Hits and misses of the evidence, context and contrary elements, by article."""
    hits: list[Hit] = []
    misses: list[Miss] = []
    numbers = [n for e in view.provision.elements for n in view.compiled.numbers(e.patterns)]
    for position, article in view.law.articles_with(numbers):
        found, cancelled = _in_article(view, position, article)
        misses += cancelled
        if not found:
            continue
        if position not in view.open_to:
            misses += _missed(found, "other_regime")
            continue
        windows = view.windows(article)
        if windows is not None:
            outside = [hit for hit in found if not _within(hit, windows)]
            misses += _missed(outside, "frame_missing")
            found = [hit for hit in found if _within(hit, windows)]
        if _lacks_context(view, article, found):
            misses += _missed(found, "context_missing")
            continue
        hits += found
    return hits, misses


def _in_article(view: View, position: int, article: ReadArticle) -> tuple[list[Hit], list[Miss]]:
    """Hits of all elements in one article, and the matches that negatives cancelled."""
    spans = [
        (start, end, element.name)
        for element in view.provision.elements
        for start, end in view.spans(article, element)
    ]
    if not spans:
        return [], []
    negatives = article.matches(view.compiled.numbers(view.provision.negatives))
    limits = view.limiting(article)
    hits: list[Hit] = []
    misses: list[Miss] = []
    for start, end, name in spans:
        if any(start < last and first < end for first, last in negatives):
            misses.append(Miss(position, start, end, "cancelled_by_negative"))
        else:
            hits.append(Hit(name, position, start, end, _limit_on(article, start, end, limits)))
    return _without_denied(view.provision, hits), misses


def _without_denied(provision: Provision, hits: list[Hit]) -> list[Hit]:
    """``hits`` without contrary ones inside evidence: "is no defence" ends in "defence".

    Nor is a hit evidence where a narrower reading holds its words, or overlaps it and goes
    on: "shall not be liable for immigration offences".
    """
    roles = {element.name: element.role for element in provision.elements}
    evident = [hit for hit in hits if roles[hit.element] in {"evidence", "narrower"}]
    narrower = [hit for hit in hits if roles[hit.element] == "narrower"]
    return [
        hit
        for hit in hits
        if not (roles[hit.element] == "contrary" and any(_overlap(hit, e) for e in evident))
        and not (roles[hit.element] == "evidence" and any(_outdoes(n, hit) for n in narrower))
    ]


def _outdoes(narrower: Hit, hit: Hit) -> bool:
    """Whether the narrower reading holds the words of ``hit``, or overlaps them and goes on."""
    holds = narrower.start <= hit.start and hit.end <= narrower.end
    return holds or (_overlap(narrower, hit) and narrower.end > hit.end)


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _limit_on(
    article: ReadArticle, start: int, end: int, limits: list[tuple[str, list[Span]]]
) -> str:
    """The limit whose words stand before the end of the match, in its sentence; "" for none."""
    sentence = article.words.sentences[start]
    for name, spans in limits:
        if any(last <= end and article.words.sentences[first] == sentence for first, last in spans):
            return name
    return ""


def _within(hit: Hit, windows: list[Span]) -> bool:
    return any(first <= hit.start and hit.end <= last for first, last in windows)


def _missed(hits: Iterable[Hit], reason: str) -> list[Miss]:
    return [Miss(hit.article, hit.start, hit.end, reason) for hit in hits]


def _lacks_context(view: View, article: ReadArticle, hits: list[Hit]) -> bool:
    """Whether an article and its headings show none of the contexts that are asked for."""
    contexts = [e for e in view.provision.elements if e.role == "context"]
    if not contexts or any(hit.element == e.name for hit in hits for e in contexts):
        return False
    return not any(
        number in article.headings for e in contexts for number in view.compiled.numbers(e.patterns)
    )


def contexts_above(view: View, hits: list[Hit]) -> set[str]:
    """Contexts that stand in the headings of the articles that have hits."""
    return {
        element.name
        for element in view.provision.elements
        if element.role == "context"
        for position in {hit.article for hit in hits}
        if set(view.compiled.numbers(element.patterns)) & view.law.articles[position].headings
    }


def inside(span: Span, windows: list[Span]) -> bool:
    """Whether ``span`` lies whole within one of ``windows``."""
    return any(first <= span[0] and span[1] <= last for first, last in windows)
