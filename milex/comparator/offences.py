"""An offence as evidence: described without limits, by its breadth, and by its penalty."""

from collections.abc import Mapping

from corpus.checklists.model import Provision
from milex.comparator.collecting import View, inside
from milex.comparator.frames import shared_sentences
from milex.comparator.judgement import FRAME, Hit, Judgement, Rule
from milex.comparator.matching import Span
from milex.comparator.model import Verdict
from milex.comparator.penalties import BENCHMARK_YEARS, Penalty, penalty_in
from milex.comparator.reading import ReadArticle


def for_some_form(provision: Provision, hits: list[Hit]) -> list[Hit]:
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


def offence_hits(view: View) -> list[Hit]:
    """The words that describe the offence, as evidence where it may be silent on the rest."""
    hits = []
    frames = view.framed.named(view.provision.offence)
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
                windows = shared_sentences(article, spans)
                shown = [s for part in spans for s in part if inside(s, windows)]
            else:
                shown = [part[0] for part in spans]
            hits += [Hit(FRAME, position, start, end) for start, end in shown[:3]]
    return hits


def broad_hits(view: View) -> list[Hit]:
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
    described = offence_hits(view)
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
    return any(inside(span, [window]) for span in article.matches(numbers))


def _broad_sentences(view: View, article: ReadArticle, numbers: tuple[int, ...]) -> list[Span]:
    """The first words of the sentences that describe the offence with context, without more."""
    contexts = [e for e in view.provision.elements if e.role == "context"]
    without = {article.words.sentences[start] for start, _ in article.matches(numbers)}
    for frame in view.framed.named(view.provision.offence):
        parts = [view.spans(article, part) for part in (*frame.parts, *contexts)]
        if not all(parts):
            continue
        windows = [
            window
            for window in shared_sentences(article, parts)
            if article.words.sentences[window[0]] not in without
        ]
        if windows:
            return [span for span in parts[0] if inside(span, windows)][:3]
    return []


def by_penalty(view: View) -> Judgement:
    """The gravest custody of the basic offence, or of another article where it has none.

    The basic offence is the first article that describes it about as fully as any;
    aggravated and related forms follow it. Without an article that describes the offence
    no penalty is this offence's.
    """
    element = view.provision.elements[0].name
    described = {hit.article for hit in offence_hits(view)}
    penalties = {
        position: penalty
        for position in (sorted(view.open_to) if described else ())
        if (penalty := _penalty(view.law.articles[position])) is not None
    }
    if not penalties:
        return Judgement("absent", "nothing_found", elements={element: False})
    own = described & set(penalties)
    basic = min(view.core(own)) if own else max(penalties, key=lambda at: _gravity(penalties, at))
    shown = [basic, *sorted(own - {basic})]
    hits = [Hit(element, at, penalties[at].start, penalties[at].end) for at in shown]
    rule = _penalty_rule(penalties[basic])
    verdict: Verdict = "full" if rule == "penalty_reached" else "partial"
    return Judgement(
        verdict, rule, tuple(hits[:1]), elements={element: True}, others=tuple(hits[1:])
    )


def _penalty(article: ReadArticle) -> Penalty | None:
    return penalty_in(article.words, 0, len(article.words.forms))


def _gravity(penalties: Mapping[int, Penalty], at: int) -> tuple[bool, float, int]:
    """Gravest last; the first of several that are as grave."""
    return _penalty_rule(penalties[at]) == "penalty_reached", penalties[at].years, -at


def _penalty_rule(penalty: Penalty) -> Rule:
    if penalty.years < BENCHMARK_YEARS:
        return "penalty_low"
    return "fine_instead" if penalty.fine_instead else "penalty_reached"
