"""The speed of a comparison, as ratios within one process.

The whole checklist at once against each of its patterns by itself, and ten times the
text against the text. A pattern by itself is searched as a regular expression over the
folded text: what a program without a joint pass would do.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus import akn
from corpus.checklists.model import Checklist
from corpus.checklists.patterns import Pattern, WordPattern, fold
from corpus.samples import sample_laws
from milex.comparator.assembly import comparable_law
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw
from milex.comparator.reading import phrases_of

SIZE: Final = 50_000  # characters of the law that is measured
_TIMES: Final = 10
_RUNS: Final = 5


@dataclass(frozen=True, slots=True)
class ComparingFigures:
    """CPU seconds, and how many patterns were searched in how many characters."""

    name: str
    characters: int
    patterns: int  # distinct ones, of one language
    whole: float  # the comparison: all patterns, all rules
    alone: float  # every pattern by itself, nothing judged
    tenfold: float  # the comparison of ten times the text

    @property
    def faster(self) -> float:
        """How many times as fast the whole comparison is as the patterns alone."""
        return self.alone / self.whole

    @property
    def growth(self) -> float:
        """How many times as long ten times the text takes; 10 is linear."""
        return self.tenfold / self.whole


def measure_comparing(
    checklist: Checklist, laws: Sequence[ComparableLaw] = ()
) -> list[ComparingFigures]:
    """The figures on SIZE characters of the sample laws, language by language, and of ``laws``.

    The samples are the hardest case: short articles, nearly every one of which answers.
    """
    samples = [comparable_law(akn.read(xml), name, "") for name, xml in sample_laws()]
    return [
        _measured(name, [law for law in group if law.language == language], checklist)
        for name, group in (("samples", samples), ("real laws", laws))
        for language in sorted({law.language for law in group})
    ]


def _measured(name: str, laws: list[ComparableLaw], checklist: Checklist) -> ComparingFigures:
    law = of_size(laws, SIZE)
    longer = repeated(law, _TIMES)
    compare(law, checklist)  # the checklist is compiled once, whoever compares first
    expressions = [re.compile(expression(p)) for p in _patterns(checklist, law.language)]
    text = " ".join(fold(article.text) for article in law.articles)
    return ComparingFigures(
        name=f"{name}, {law.language}",
        characters=sum(len(article.text) for article in law.articles),
        patterns=len(expressions),
        whole=_cpu(lambda: compare(law, checklist)),
        alone=_cpu(lambda: [list(each.finditer(text)) for each in expressions], runs=1),
        tenfold=_cpu(lambda: compare(longer, checklist), runs=2),
    )


def print_comparing(measured: list[ComparingFigures]) -> None:
    """The ratios of each language."""
    for figures in measured:
        print(
            f"{figures.name}: {figures.patterns} patterns in {figures.characters} characters; "
            f"the whole comparison is {figures.faster:.0f} × as fast as each pattern by itself, "
            f"and {_TIMES} times the text takes {figures.growth:.1f} times as long"
        )


def of_size(laws: list[ComparableLaw], size: int) -> ComparableLaw:
    """The articles of ``laws``, one law after the other and again, until ``size`` characters."""
    articles: list[ComparableArticle] = []
    length = 0
    while length < size:
        for article in (article for law in laws for article in law.articles if article.text):
            if length < size:
                kept = article.text[: size - length]
                articles.append(replace(article, eid=f"art_{len(articles)}", text=kept))
                length += len(kept)
    return replace(laws[0], articles=tuple(articles))


def repeated(law: ComparableLaw, times: int) -> ComparableLaw:
    """``law`` with all its articles ``times`` over, under eIds of their own."""
    articles = [
        replace(article, eid=f"{article.eid}__copy_{copy}")
        for copy in range(times)
        for article in law.articles
    ]
    return replace(law, articles=tuple(articles))


def expression(pattern: Pattern) -> str:
    """A regular expression that matches the folded text as ``pattern`` does."""
    pieces = []
    for number, step in enumerate(pattern.steps):
        if number:
            pieces.append(rf"(?:\W+\w+){{0,{step.gap}}}?\W+" if step.gap else r"\W+")
        choices = [r"\W+".join(_word(word) for word in words) for words in step.alternatives]
        pieces.append(f"(?:{'|'.join(choices)})")
    return rf"\b{''.join(pieces)}\b"


def _word(word: WordPattern) -> str:
    return r"\w*".join(re.escape(piece) for piece in word.pieces)


def _patterns(checklist: Checklist, language: str) -> Iterator[Pattern]:
    """Every distinct pattern of ``language``, whatever the checklist uses it for."""
    seen = set()
    for phrases in phrases_of(checklist):
        for pattern in phrases.get(language, ()):
            if pattern.steps not in seen:
                seen.add(pattern.steps)
                yield pattern


def _cpu(work: Callable[[], object], runs: int = _RUNS) -> float:
    """Least CPU seconds of ``runs`` runs."""
    best = float("inf")
    for _ in range(runs):
        begun = time.process_time()
        work()
        best = min(best, time.process_time() - begun)
    return best
