"""From matches to a verdict: one provision in one law."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, get_args

from corpus.checklists.model import Element, Frame, Provision, Role
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
        hits = _for_some_form(provision, [*hits, *_offence_hits(view)])
    if provision.scope == "provision":
        hits = _best_article(provision, hits)
    found = {hit.element for hit in hits} | _contexts_above(view, hits)
    verdict = _verdict(provision, hits, found)
    if verdict in {"absent", "partial"} and (broad := _broad_hits(view)):
        verdict, hits = "full", broad
    elements = {element.name: element.name in found for element in provision.elements}
    return Judgement(verdict, tuple(hits), tuple(misses), elements)


@dataclass(frozen=True, slots=True)
class _View:
    """A provision's view of a law."""

    provision: Provision
    law: ReadLaw
    compiled: CompiledChecklist
    open_to: frozenset[int]

    def frames(self, ids: tuple[str, ...]) -> tuple[Frame, ...]:
        """The frames called ``ids``."""
        return tuple(frame for frame in self.compiled.checklist.frames if frame.id in ids)

    @property
    def limit_numbers(self) -> tuple[int, ...]:
        """Patterns of the words that make this provision's evidence partial."""
        return tuple(
            number
            for limit in self.compiled.checklist.limits
            if limit.id in self.provision.limits
            for number in self.compiled.numbers(limit.phrases)
        )

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


def _in_article(view: _View, position: int, article: ReadArticle) -> tuple[list[Hit], list[Miss]]:
    """Hits of all elements in one article, and the matches that negatives cancelled."""
    spans = [
        (start, end, element.name)
        for element in view.provision.elements
        for start, end in view.spans(article, element)
    ]
    if not spans:
        return [], []
    negatives = article.matches(view.compiled.numbers(view.provision.negatives))
    limits = article.matches(view.limit_numbers)
    hits: list[Hit] = []
    misses: list[Miss] = []
    for start, end, name in spans:
        if any(start < last and first < end for first, last in negatives):
            misses.append(Miss(position, start, end, "cancelled_by_negative"))
        else:
            limited = _is_limited(article, start, end, limits)
            hits.append(Hit(name, position, start, end, limited))
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


def _is_limited(article: ReadArticle, start: int, end: int, limits: list[Span]) -> bool:
    """Whether a limiting word stands before the end of the match, in its sentence."""
    sentence = article.words.sentences[start]
    return any(last <= end and article.words.sentences[first] == sentence for first, last in limits)


def _within(hit: Hit, windows: list[Span]) -> bool:
    return any(first <= hit.start and hit.end <= last for first, last in windows)


def _missed(hits: Iterable[Hit], reason: str) -> list[Miss]:
    return [Miss(hit.article, hit.start, hit.end, reason) for hit in hits]


def _lacks_context(view: _View, article: ReadArticle, hits: list[Hit]) -> bool:
    """Whether an article and its headings show none of the contexts that are asked for."""
    contexts = [e for e in view.provision.elements if e.role == "context"]
    if not contexts or any(hit.element == e.name for hit in hits for e in contexts):
        return False
    return not any(
        number in article.headings for e in contexts for number in view.compiled.numbers(e.patterns)
    )


def _contexts_above(view: _View, hits: list[Hit]) -> set[str]:
    """Contexts that stand in the headings of the articles that have hits."""
    return {
        element.name
        for element in view.provision.elements
        if element.role == "context"
        for position in {hit.article for hit in hits}
        if set(view.compiled.numbers(element.patterns)) & view.law.articles[position].headings
    }


def _best_article(provision: Provision, hits: list[Hit]) -> list[Hit]:
    """The hits of the article that shows most elements, the first of them on a tie."""
    shown: dict[int, set[str]] = {}
    for hit in hits:
        shown.setdefault(hit.article, set()).add(hit.element)
    if not shown:
        return []
    evidence = {e.name for e in provision.elements if e.role in {"evidence", "narrower"}}
    best = max(shown, key=lambda at: (bool(shown[at] & evidence), len(shown[at]), -at))
    return [hit for hit in hits if hit.article == best]


def _verdict(provision: Provision, hits: list[Hit], found: set[str]) -> Verdict:
    """The verdict that the elements ``found`` make; ``hits`` tell which are limited."""
    limited = {hit.element for hit in hits} - {hit.element for hit in hits if not hit.limited}
    by_role = {
        role: {element.name for element in provision.elements if element.role == role}
        for role in get_args(Role)
    }
    evidence = found & (by_role["evidence"] | by_role["narrower"])
    if by_role["contrary"] & found and not (provision.prevails and evidence):
        return "partial" if evidence else "contrary"
    if not evidence and FRAME not in found:
        return "absent"
    if FRAME in found:
        return "full"
    if not by_role["evidence"] & found:
        return "partial"
    asked = by_role["evidence"] | by_role["context"] | by_role["completing"]
    if provision.full == "all":
        return "full" if asked <= found - limited else "partial"
    return "full" if by_role["evidence"] & found - limited else "partial"


def _for_some_form(provision: Provision, hits: list[Hit]) -> list[Hit]:
    """``hits`` without what one description of the offence asks for, where another does not."""
    roles = {element.name: element.role for element in provision.elements}
    contrary = {hit.article for hit in hits if roles.get(hit.element) == "contrary"}
    described = {hit.article for hit in hits if hit.element == FRAME}
    if not described - contrary:
        return hits
    return [
        hit
        for hit in hits
        if hit.article not in described & contrary or roles.get(hit.element) != "contrary"
    ]


def _offence_hits(view: _View) -> list[Hit]:
    """The words that describe the offence, as evidence where it may be silent on the rest."""
    hits = []
    frames = view.frames(view.provision.offence)
    parts = [frame.parts[0].patterns for frame in frames]
    numbers = [number for phrases in parts for number in view.compiled.numbers(phrases)]
    for position, article in view.law.articles_with(numbers):
        if position not in view.open_to:
            continue
        for frame in frames:
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
    """Words of an offence that satisfies by its breadth: it asks for less than another rule.

    Either no article that describes the offence shows anything of ``breadth_of``, or one
    sentence describes it for the provision's context (a child) without showing any of it.
    """
    followed = view.compiled.checklist.provision(view.provision.breadth_of)
    if followed is None:
        return []
    numbers = tuple(
        number
        for element in followed.elements
        for number in view.compiled.numbers(element.patterns)
    )
    described = _offence_hits(view)
    if not any(_shows_near(view.law.articles[hit.article], hit, numbers) for hit in described):
        return described
    return [
        Hit(FRAME, position, start, end)
        for position in sorted({hit.article for hit in described})
        for start, end in _broad_sentences(view, view.law.articles[position], numbers)
    ]


def _shows_near(article: ReadArticle, hit: Hit, numbers: tuple[int, ...]) -> bool:
    """Whether the article (in a list of definitions: the hit's sentence) shows any pattern."""
    if not article.lists_definitions:
        return article.shows(numbers)
    window = article.words.sentence_span(hit.start)
    return any(_inside(span, [window]) for span in article.matches(numbers))


def _broad_sentences(view: _View, article: ReadArticle, numbers: tuple[int, ...]) -> list[Span]:
    """The first words of the sentences that describe the offence with context, without more."""
    contexts = [e for e in view.provision.elements if e.role == "context"]
    without = {article.words.sentences[start] for start, _ in article.matches(numbers)}
    for frame in view.frames(view.provision.offence):
        parts = [view.spans(article, part) for part in (*frame.parts, *contexts)]
        if not all(parts):
            continue
        windows = [
            window
            for window in _shared_sentences(article, parts)
            if article.words.sentences[window[0]] not in without
        ]
        if windows:
            return [span for span in parts[0] if _inside(span, windows)][:3]
    return []


def _by_penalty(view: _View) -> Judgement:
    """The gravest custody of an article that describes the offence, or else of another.

    Without an article that describes the offence no penalty is this offence's.
    """
    element = view.provision.elements[0].name
    described = {hit.article for hit in _offence_hits(view)}
    candidates = sorted(view.open_to) if described else []
    best: tuple[tuple[bool, bool, float], Hit] | None = None
    for position in candidates:
        article = view.law.articles[position]
        penalty = penalty_in(article.words, 0, len(article.words.forms))
        if penalty is None:
            continue
        reached = penalty.years >= BENCHMARK_YEARS and not penalty.fine_instead
        hit = Hit(element, position, penalty.start, penalty.end, not reached)
        rank = (position in described, reached, penalty.years)
        if best is None or rank > best[0]:
            best = (rank, hit)
    if best is None:
        return Judgement("absent", elements={element: False})
    verdict: Verdict = "partial" if best[1].limited else "full"
    return Judgement(verdict, (best[1],), (), {element: True})
