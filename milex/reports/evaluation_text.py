"""Agreement with careful readers as text for a terminal or a file, 80 columns wide.

First the figures, with intervals and baselines; then every disagreement with both
readings, ours by its words and the readers' by their note, for a person to judge.
"""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from i18n.messages import Counted, Message
from milex.comparator.model import Verdict
from milex.evaluation.agreement import FEWEST_CASES, Agreement
from milex.evaluation.calibration import Calibration
from milex.evaluation.gold import Pair
from milex.evaluation.intervals import Interval
from milex.evaluation.spread import Range, Spread
from milex.evaluation.study import Evaluation
from milex.reports.words import VERDICT_WORDS, named_articles

COLUMNS: Final = 80
_NAME_WIDTH: Final = 32
_COUNT_WIDTH: Final = 5
_FIGURE_WIDTH: Final = 7
_QUOTES_SHOWN: Final = 3
_QUOTE_LENGTH: Final = 200  # characters
_READING_WIDTH: Final = 10

_FIGURES: Final[Mapping[str, Message]] = {
    "verdict_macro_f1": Message("F1"),
    "weighted_kappa": Message("kappa"),
    "accuracy": Message("right"),
    "false_full_rate": Message("f.full"),
    "evidence_f1": Message("evid."),
    "elements_micro_f1": Message("elem."),
}


def evaluation_text(evaluation: Evaluation, language: str, *, states: bool = False) -> str:
    """``evaluation`` in ``language``; ``states`` adds the figures State by State."""
    return "\n".join(line.rstrip() for line in _lines(evaluation, language, states)) + "\n"


def _lines(evaluation: Evaluation, language: str, states: bool) -> Iterator[str]:
    yield from _opening(evaluation, language)
    yield ""
    yield _headings(language)
    yield from _whole(evaluation, language)
    for title, parts in (
        (Message("By group"), evaluation.by_group),
        (Message("By language"), evaluation.by_language),
        (Message("By law"), evaluation.by_law),
    ):
        yield ""
        yield title.in_language(language)
        yield from (_row(f"  {name}", part) for name, part in parts.items())
    yield ""
    yield from _verdicts(evaluation, language)
    yield ""
    yield from _confidence(evaluation.calibration, language)
    if states:
        yield ""
        yield from _states(evaluation.spread, language)
    yield from _disagreements(evaluation, language)


def _opening(evaluation: Evaluation, language: str) -> Iterator[str]:
    what = Message(
        "Verdicts of %(checklist)s %(version)s against careful readers'.",
        checklist=evaluation.checklist.id,
        version=evaluation.checklist.version,
    )
    legend = Message(
        "F1: mean over the verdicts that the readers gave. kappa: linear weights. right: a "
        "verdict that some reader gave. f.full: found full where no reader accepts it. "
        "evid., elem.: F1 of the articles and elements named."
    )
    for message in (what, legend):
        yield from textwrap.wrap(message.in_language(language), COLUMNS)


def _headings(language: str) -> str:
    cells = "".join(f"{word.in_language(language):>{_FIGURE_WIDTH}}" for word in _FIGURES.values())
    return f"{'':<{_NAME_WIDTH}}{'n':>{_COUNT_WIDTH}}{cells}"


def _whole(evaluation: Evaluation, language: str) -> Iterator[str]:
    """All pairs, the intervals of their figures, and the baselines."""
    yield _row(Message("all").in_language(language), evaluation.overall)
    for name, bounds in (
        (Message("95 %% when provisions vary"), evaluation.intervals.by_provision),
        (Message("95 %% when laws vary"), evaluation.intervals.by_law),
    ):
        yield from _bounds(f"  {name.in_language(language)}", bounds)
    always = Message(
        "always ‹%(verdict)s›",
        verdict=VERDICT_WORDS[evaluation.majority].in_language(language),
    )
    if len(always.in_language(language)) > _NAME_WIDTH:
        always = Message("the commonest verdict")
    yield _row(always.in_language(language), evaluation.baselines["majority"])
    keywords = Message("bare keywords").in_language(language)
    yield _row(keywords, evaluation.baselines["keywords"])


def _row(name: str, agreement: Agreement) -> str:
    return _cells(name, agreement.verdicts, (getattr(agreement, each) for each in _FIGURES))


def _bounds(name: str, bounds: Mapping[str, Interval]) -> Iterator[str]:
    yield _cells(name, None, (bounds[each][0] for each in _FIGURES))
    yield _cells("", None, (bounds[each][1] for each in _FIGURES))


def _cells(name: str, count: int | None, figures: Iterable[float]) -> str:
    cells = "".join(f"{figure:>{_FIGURE_WIDTH}.3f}" for figure in figures)
    shown = "" if count is None else str(count)
    return f"{name[:_NAME_WIDTH]:<{_NAME_WIDTH}}{shown:>{_COUNT_WIDTH}}{cells}"


def _verdicts(evaluation: Evaluation, language: str) -> Iterator[str]:
    """F1 verdict by verdict, and how the rare ones weigh in the mean."""
    yield Message("By verdict").in_language(language)
    for verdict, cases in evaluation.cases.items():
        word = VERDICT_WORDS[verdict].in_language(language)
        f1 = evaluation.by_verdict[verdict]
        name = f"  {word}"
        yield f"{name:<{_NAME_WIDTH}} {cases:>{_COUNT_WIDTH - 1}}{f1:>{_FIGURE_WIDTH}.3f}"
    weights = Message(
        "Each of these verdicts weighs alike in the mean, one with a single case too. Over those "
        "with %(fewest)s cases or more, F1 is %(f1)s.",
        fewest=FEWEST_CASES,
        f1=f"{evaluation.overall.frequent_macro_f1:.3f}",
    )
    yield from textwrap.wrap(weights.in_language(language), COLUMNS)


def _confidence(calibration: Calibration, language: str) -> Iterator[str]:
    """What findings promise and what they keep, the least confident first."""
    yield Message("Confidence, and how many were right").in_language(language)
    for each in calibration.promises:
        name = f"{f'  {each.confidence:.0%}':<{_NAME_WIDTH}}"
        yield f"{name}{each.verdicts:>{_COUNT_WIDTH}}{each.accuracy:>{_FIGURE_WIDTH}.0%}"
    apart = Message("Mean distance: %(error)s", error=f"{calibration.error:.3f}")
    yield f"  {apart.in_language(language)}"


def _states(spread: Spread, language: str) -> Iterator[str]:
    title = Message("State by State: its own laws, and under it all the others'")
    yield title.in_language(language)
    yield _headings(language)
    for state, figures in spread.states.items():
        yield _row(f"  {state.upper()}", figures.own)
        if figures.others is not None:
            without = Message("without %(state)s", state=state.upper())
            yield _row(f"    {without.in_language(language)}", figures.others)
    for name, of in (
        (_FIGURES["accuracy"], spread.accuracy),
        (_FIGURES["verdict_macro_f1"], spread.verdict_macro_f1),
        (_FIGURES["weighted_kappa"], spread.weighted_kappa),
    ):
        yield from textwrap.wrap(_range(name, of).in_language(language), COLUMNS)


def _range(name: Message, of: Range) -> Message:
    return Message(
        "%(name)s over the States: mean %(mean)s, deviation %(deviation)s, "
        "from %(lowest)s to %(highest)s.",
        name=name,
        mean=f"{of.mean:.3f}",
        deviation=f"{of.deviation:.3f}",
        lowest=f"{of.lowest:.3f}",
        highest=f"{of.highest:.3f}",
    )


def _disagreements(evaluation: Evaluation, language: str) -> Iterator[str]:
    pairs = evaluation.disagreements
    yield ""
    yield Counted(
        "%(count)s disagreement", "%(count)s disagreements", count=len(pairs)
    ).in_language(language)
    for pair in pairs:
        provision = evaluation.checklist.provision(pair.gold.provision)
        label = provision.label[language] if provision else ""
        yield ""
        yield from textwrap.wrap(
            f"{pair.gold.law}  {pair.gold.provision}  {label}", COLUMNS, subsequent_indent="  "
        )
        yield from _reading(Message("ours"), _ours(pair, language), language)
        yield from _reading(Message("readers"), _theirs(pair, language), language)


def _reading(whose: Message, paragraphs: Iterable[str], language: str) -> Iterator[str]:
    """``paragraphs`` in a column of their own, under one name."""
    name = f"  {whose.in_language(language)}"
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, COLUMNS - _READING_WIDTH - 2):
            yield f"{name:<{_READING_WIDTH + 2}}{line}"
            name = ""


def _ours(pair: Pair, language: str) -> Iterator[str]:
    finding = pair.finding
    verdict = VERDICT_WORDS[finding.verdict].in_language(language)
    yield f"{_said(verdict, finding.articles, language)} ({finding.confidence:.0%})"
    yield from _parts(finding.elements, language)
    for piece in finding.evidence[:_QUOTES_SHOWN]:
        yield f"{piece.article}: «{_shortened(piece.quote)}»"
    if not finding.evidence and finding.log.near_misses:
        nearest = finding.log.near_misses[0]
        yield Message(
            "nearest: %(article)s «%(quote)s»",
            article=nearest.article,
            quote=_shortened(nearest.quote),
        ).in_language(language)


def _theirs(pair: Pair, language: str) -> Iterator[str]:
    said = _either(pair.gold.accepted, language)
    yield _said(said, pair.gold.articles, language)
    yield from _parts(pair.gold.elements, language)
    if pair.gold.note:
        yield pair.gold.note


def _either(verdicts: Sequence[Verdict], language: str) -> str:
    """Such as "partial or absent": every verdict that a reader gave."""
    *first, last = (VERDICT_WORDS[verdict].in_language(language) for verdict in verdicts)
    if not first:
        return last
    return Message("%(first)s or %(last)s", first=", ".join(first), last=last).in_language(language)


def _said(verdict: str, articles: Sequence[str], language: str) -> str:
    if not articles:
        return verdict
    return Message(
        "%(verdict)s; %(articles)s", verdict=verdict, articles=named_articles(articles)
    ).in_language(language)


def _parts(elements: Mapping[str, bool], language: str) -> Iterator[str]:
    """The elements found and those not, by the names that both readings share."""
    found = [name for name, there in elements.items() if there]
    lacking = [name for name, there in elements.items() if not there]
    parts = []
    if found:
        parts.append(Message("with: %(elements)s", elements=", ".join(found)))
    if lacking:
        parts.append(Message("without: %(elements)s", elements=", ".join(lacking)))
    if parts:
        yield "; ".join(part.in_language(language) for part in parts)


def _shortened(quote: str) -> str:
    quote = " ".join(quote.split())
    return quote if len(quote) <= _QUOTE_LENGTH else quote[: _QUOTE_LENGTH - 1].rstrip() + "…"
