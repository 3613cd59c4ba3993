"""Where a provision's words stand in a law, and which of them count."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from corpus.checklists.model import Element, Provision
from milex.comparator.frames import FramedLaw
from milex.comparator.judgement import Hit, Miss
from milex.comparator.matching import Span
from milex.comparator.reading import CompiledChecklist, ReadArticle, ReadLaw

_OPENING: Final = 12  # words of an article that is cited for its heading


@dataclass(frozen=True, slots=True)
class View:
    """A provision's view of a law."""

    provision: Provision
    framed: FramedLaw
    open_to: frozenset[int]

    @property
    def law(self) -> ReadLaw:
        """The law as it was read."""
        return self.framed.law

    @property
    def compiled(self) -> CompiledChecklist:
        """The checklist's patterns in the law's language."""
        return self.framed.compiled

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

    def windows(self, position: int) -> list[Span] | None:
        """The stretches of an article that show a frame, its own or a borrowed one.

        None when the whole article counts, [] when nothing does.
        """
        frames = self.framed.named(self.provision.frames)
        windows: list[Span] = []
        for frame in frames:
            own = self.framed.own(frame, position)
            if own is None:
                return None
            windows += [*own, *self.framed.borrowed(frame, position)]
        return windows if frames else None

    def shows_itself(self, position: int) -> bool:
        """Whether an article shows a frame by its own words, or none is asked for."""
        frames = self.framed.named(self.provision.frames)
        return not frames or any(self.framed.own(frame, position) != () for frame in frames)


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
        windows = view.windows(position)
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


def headed(view: View, hits: Iterable[Hit]) -> list[Hit]:
    """Articles whose own heading names an element that their words do not: their opening words.

    A heading proves nothing, but beside a finding it tells a reader where more of it stands.
    """
    known = {hit.article for hit in hits}
    negatives = set(view.compiled.numbers(view.provision.negatives))
    found = []
    for element in view.provision.elements:
        numbers = set(view.compiled.numbers(element.patterns))
        if element.role not in {"evidence", "narrower"}:
            continue
        for position in sorted(view.open_to - known):
            article = view.law.articles[position]
            if article.heading.isdisjoint(numbers) or article.heading & negatives:
                continue
            if (
                article.words.forms
                and not article.lists_definitions
                and view.windows(position) != []
            ):
                known.add(position)
                _, end = article.words.sentence_span(0)
                found.append(Hit(element.name, position, 0, min(end, _OPENING)))
    return found
