"""From matches to a verdict: one provision in one law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from corpus.checklists.model import Element, Frame, Provision
from milex.comparator.matching import Span
from milex.comparator.model import Verdict
from milex.comparator.penalties import BENCHMARK_YEARS, penalty_in
from milex.comparator.reading import CompiledChecklist, ReadArticle, ReadLaw

FRAME: Final = "offence"  # the element of evidence that is the offence itself


@dataclass(frozen=True, slots=True)
class Hit:
    """An element found: words ``start`` to ``end`` of an article."""

    element: str
    article: int  # position in ReadLaw.articles
    start: int
    end: int
    limited: bool = False  # in a sentence that makes it partial


@dataclass(frozen=True, slots=True)
class Miss:
    """A match that did not count, and the stable name of the reason."""

    article: int
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what led to it."""

    verdict: Verdict
    hits: tuple[Hit, ...] = ()
    misses: tuple[Miss, ...] = ()
    elements: Mapping[str, bool] = field(default_factory=dict)


def judge(
    provision: Provision, law: ReadLaw, open_to: frozenset[int], compiled: CompiledChecklist
) -> Judgement:
    """What ``law`` says to ``provision`` in the articles ``open_to`` it, other provisions aside."""
    view = _View(provision, law, compiled, open_to)
    if provision.full == "num":
        return _by_penalty(view)
    hits, misses = _collect(view)
    if provision.silent:
        hits += _frame_hits(view)
    if provision.scope == "provision":
        hits = _best_article(provision, hits)
    verdict = _verdict(provision, hits)
    if verdict != "full" and (broad := _broad_hits(view)):
        verdict, hits = "full", broad
    found = {
        element.name: any(hit.element == element.name for hit in hits)
        for element in provision.elements
    }
    return Judgement(verdict, tuple(hits), tuple(misses), found)


@dataclass(frozen=True, slots=True)
class _View:
    """A provision's view of a law."""

    provision: Provision
    law: ReadLaw
    compiled: CompiledChecklist
    open_to: frozenset[int]

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames of which an article must show one; none when any article counts."""
        ids = self.provision.frames
        return tuple(frame for frame in self.compiled.checklist.frames if frame.id in ids)

    def spans(self, article: ReadArticle, element: Element) -> list[Span]:
        """Where ``element`` matches in ``article``, negatives not yet heeded."""
        return article.matches(self.compiled.numbers(element.patterns))

    def windows(self, article: ReadArticle) -> list[Span] | None:
        """The stretches that show a frame; None when the whole article counts, [] when nothing.

        In a list of definitions only the sentences that show one count.
        """
        if not self.frames:
            return None
        windows: list[Span] = []
        for frame in self.frames:
            parts = [self.spans(article, part) for part in frame.parts]
            if not all(parts):
                continue
            if not article.lists_definitions:
                return None
            windows += _shared_sentences(article, parts)
        return windows


def _shared_sentences(article: ReadArticle, parts: list[list[Span]]) -> list[Span]:
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


def _collect(view: _View) -> tuple[list[Hit], list[Miss]]:
    """Hits and misses of the evidence, context and contrary elements, by article."""
    hits: list[Hit] = []
    misses: list[Miss] = []
    for position, article in enumerate(view.law.articles):
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
        if _lacks_context(view.provision, found):
            misses += _missed(found, "context_missing")
            continue
        hits += found
    return hits, misses


def _in_article(view: _View, position: int, article: ReadArticle) -> tuple[list[Hit], list[Miss]]:
    """Hits of all elements in one article, and the matches that negatives cancelled."""
    hits: list[Hit] = []
    negatives: list[Span] | None = None
    limits: set[int] | None = None
    misses: list[Miss] = []
    for element in view.provision.elements:
        for start, end in view.spans(article, element):
            if negatives is None or limits is None:
                numbers = view.compiled.numbers(view.provision.negatives)
                negatives = article.matches(numbers)
                limiting = article.matches(view.compiled.numbers(view.provision.limits))
                limits = {article.words.sentences[first] for first, _ in limiting}
            if any(start < last and first < end for first, last in negatives):
                misses.append(Miss(position, start, end, "cancelled_by_negative"))
                continue
            limited = article.words.sentences[start] in limits
            hits.append(Hit(element.name, position, start, end, limited))
    return hits, misses


def _within(hit: Hit, windows: list[Span]) -> bool:
    return any(first <= hit.start and hit.end <= last for first, last in windows)


def _missed(hits: Iterable[Hit], reason: str) -> list[Miss]:
    return [Miss(hit.article, hit.start, hit.end, reason) for hit in hits]


def _lacks_context(provision: Provision, hits: list[Hit]) -> bool:
    """Whether an article shows none of the contexts that the provision asks for."""
    contexts = {element.name for element in provision.elements if element.role == "context"}
    return bool(contexts) and not any(hit.element in contexts for hit in hits)


def _best_article(provision: Provision, hits: list[Hit]) -> list[Hit]:
    """The hits of the article that shows most elements, the first of them on a tie."""
    shown: dict[int, set[str]] = {}
    for hit in hits:
        shown.setdefault(hit.article, set()).add(hit.element)
    if not shown:
        return []
    evidence = {element.name for element in provision.elements if element.role == "evidence"}
    best = max(shown, key=lambda at: (bool(shown[at] & evidence), len(shown[at]), -at))
    return [hit for hit in hits if hit.article == best]


def _verdict(provision: Provision, hits: list[Hit]) -> Verdict:
    found = {hit.element for hit in hits}
    unlimited = {hit.element for hit in hits if not hit.limited}
    by_role = {
        role: {element.name for element in provision.elements if element.role == role}
        for role in ("evidence", "context", "contrary")
    }
    evidence = by_role["evidence"] & found or (found & {FRAME})
    if by_role["contrary"] & found:
        return "partial" if evidence else "contrary"
    if not evidence:
        return "absent"
    if FRAME in found:
        return "full"
    if provision.full == "all":
        complete = (by_role["evidence"] | by_role["context"]) <= unlimited
    else:
        complete = bool(by_role["evidence"] & unlimited)
    return "full" if complete else "partial"


def _frame_hits(view: _View) -> list[Hit]:
    """The words that show the frame, as evidence of an offence that is silent on the rest."""
    hits = []
    for position in sorted(view.open_to):
        article = view.law.articles[position]
        for frame in view.frames:
            spans = [view.spans(article, part) for part in frame.parts]
            if not all(spans):
                continue
            if article.lists_definitions:
                windows = _shared_sentences(article, spans)
                inside = [s for part in spans for s in part if _inside(s, windows)]
            else:
                inside = [part[0] for part in spans]
            hits += [Hit(FRAME, position, start, end) for start, end in inside[:3]]
    return hits


def _inside(span: Span, windows: list[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in windows)


def _broad_hits(view: _View) -> list[Hit]:
    """Frame hits in articles that show nothing of the provision that this one follows from."""
    if not view.provision.breadth_of:
        return []
    followed = view.compiled.checklist.provision(view.provision.breadth_of)
    if followed is None:
        return []
    numbers = [view.compiled.numbers(element.patterns) for element in followed.elements]
    broad = []
    for hit in _frame_hits(view):
        article = view.law.articles[hit.article]
        if article.lists_definitions:
            first, last = article.words.sentence_span(hit.start)
        else:
            first, last = 0, len(article.words.forms)
        spans = [span for each in numbers for span in article.matches(each)]
        if not any(first <= start and end <= last for start, end in spans):
            broad.append(hit)
    return broad


def _by_penalty(view: _View) -> Judgement:
    """The gravest custody of an article that shows the frame, or else of one open to it."""
    element = view.provision.elements[0].name
    framed = {hit.article for hit in _frame_hits(view)}
    best: tuple[tuple[bool, bool, float], Hit] | None = None
    for position in sorted(view.open_to):
        article = view.law.articles[position]
        penalty = penalty_in(article.words, 0, len(article.words.forms))
        if penalty is None:
            continue
        reached = penalty.years >= BENCHMARK_YEARS and not penalty.fine_instead
        hit = Hit(element, position, penalty.start, penalty.end, not reached)
        rank = (position in framed, reached, penalty.years)
        if best is None or rank > best[0]:
            best = (rank, hit)
    if best is None:
        return Judgement("absent", elements={element: False})
    verdict: Verdict = "partial" if best[1].limited else "full"
    return Judgement(verdict, (best[1],), (), {element: True})
