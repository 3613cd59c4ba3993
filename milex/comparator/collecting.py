"""Where a provision's words stand in a law, and which of them count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from corpus.checklists.model import Element, Near, Provision, Role
from milex.comparator.frames import FramedLaw
from milex.comparator.ignoring import line_span
from milex.comparator.judgement import Hit, Miss
from milex.comparator.limiting import limit_on, limiting
from milex.comparator.matching import Span
from milex.comparator.reading import CompiledChecklist, ReadArticle, ReadLaw

NEARLY_AS_FULL: Final = 0.6  # of the article that describes the offence most fully
_DENIED_WITHIN: Final = 6  # words after "no right to" and the like
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

    def role(self, hit: Hit) -> Role:
        """The role of the element that ``hit`` shows; the described offence is evidence."""
        roles = {element.name: element.role for element in self.provision.elements}
        return roles.get(hit.element, "evidence")

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

    def likeness(self) -> Mapping[int, float]:
        """likeness[position]: how much articles speak of what the provision asks, 0 to 1."""
        return self.framed.likeness.of(self.compiled.questions[self.provision.id])

    def core(self, positions: Iterable[int]) -> set[int]:
        """Those of ``positions`` that describe the offence about as fully as any of them.

        All of them where no frame is asked for, or none shows one.
        """
        known = sorted(positions)
        core: set[int] = set()
        for frame in self.framed.named(self.provision.frames or self.provision.offence):
            fullness = {at: self.framed.fullness(frame, at) for at in known}
            most = max(fullness.values(), default=0)
            core |= {at for at in known if most and fullness[at] >= NEARLY_AS_FULL * most}
        return core or set(known)

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
        near = _with_context(view, article, found)
        misses += _missed((hit for hit in found if hit not in near), "context_missing")
        hits += near
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
    denials = article.matches(view.compiled.numbers(view.compiled.checklist.never.denials))
    limits = limiting(view.provision, view.framed, position)
    hits: list[Hit] = []
    misses: list[Miss] = []
    for start, end, name in spans:
        if any(start < last and first < end for first, last in negatives):
            misses.append(Miss(position, start, end, "cancelled_by_negative"))
        elif _is_denied(article, start, denials):
            misses.append(Miss(position, start, end, "denied"))
        else:
            hits.append(Hit(name, position, start, end, limit_on(article, start, end, limits)))
    return _told_apart(view.provision, hits), misses


def _is_denied(article: ReadArticle, start: int, denials: list[Span]) -> bool:
    """Whether a denial ends shortly before word ``start``, in its sentence."""
    sentences = article.words.sentences
    return any(
        last <= start <= last + _DENIED_WITHIN and sentences[first] == sentences[start]
        for first, last in denials
    )


def _told_apart(provision: Provision, hits: list[Hit]) -> list[Hit]:
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


def _within(hit: Hit, windows: list[Span]) -> bool:
    return any(first <= hit.start and hit.end <= last for first, last in windows)


def _missed(hits: Iterable[Hit], reason: str) -> list[Miss]:
    return [Miss(hit.article, hit.start, hit.end, reason) for hit in hits]


def _with_context(view: View, article: ReadArticle, hits: list[Hit]) -> list[Hit]:
    """``hits`` that stand near one of the contexts asked for; all where none is.

    A context may be asked for in the article, which its headings count to, in the same
    paragraph, or in the same sentence: who does it, and to whom.
    """
    contexts = {e.name: e for e in view.provision.elements if e.role == "context"}
    if not contexts:
        return hits
    shown = [hit for hit in hits if hit.element in contexts]
    wide = {name for name, element in contexts.items() if element.near == "article"}
    headed = any(
        number in article.headings
        for name in wide
        for number in view.compiled.numbers(contexts[name].patterns)
    )
    if headed or any(hit.element in wide for hit in shown):
        return hits
    windows = [_near(article, hit, contexts[hit.element].near) for hit in shown]
    return [hit for hit in hits if hit.element in contexts or _within(hit, windows)]


def _near(article: ReadArticle, hit: Hit, near: Near) -> Span:
    if near == "sentence":
        return article.words.sentence_span(hit.start)
    return line_span(article.article.text, article.words, hit.start)


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
        numbers = view.compiled.numbers(element.patterns)
        if element.role not in {"evidence", "narrower"}:
            continue
        named = {position for number in numbers for position in view.law.headed.get(number, ())}
        for position in sorted((named & view.open_to) - known):
            article = view.law.articles[position]
            if article.heading & negatives:
                continue
            if (
                article.words.forms
                and not article.lists_definitions
                and view.windows(position) != []
            ):
                known.add(position)
                _, end = article.words.sentence_span(0)
                opening = min(end, _OPENING)
                found.append(Hit(element.name, position, 0, opening, by_heading=True))
    return found
