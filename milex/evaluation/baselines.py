"""What something that knows no law would reach: the figures to be held beside ours.

``majority`` says the commonest verdict always. ``keywords`` looks for the checklist's
phrases anywhere in the law, and heeds nothing else of it: no articles, regimes, offence,
context, negatives, limits or scope. What our figures lie above it, the rules earn.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.checklists.model import Checklist, Provision
from milex.comparator.model import ComparableLaw, Finding, SearchLog, Verdict
from milex.comparator.reading import CompiledChecklist, compile_checklist
from milex.comparator.words import words_of
from milex.evaluation.gold import Pair


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the phrases of a law's checklist stand."""

    compiled: CompiledChecklist
    where: Mapping[int, tuple[str, ...]]  # where[pattern] -> numbers of the articles with it


def majority_verdict(pairs: Sequence[Pair]) -> Verdict:
    """The commonest verdict of the readers."""
    return Counter(pair.gold.verdict for pair in pairs).most_common(1)[0][0]


def majority(pairs: Sequence[Pair]) -> list[Pair]:
    """``pairs`` as if the commonest verdict had been said always, of no article."""
    said = majority_verdict(pairs)
    return [replace(pair, finding=_finding(pair.gold.provision, said, {}, ())) for pair in pairs]


def keywords(
    pairs: Sequence[Pair], laws: Mapping[str, ComparableLaw], checklist: Checklist
) -> list[Pair]:
    """``pairs`` as if the checklist's phrases anywhere in the law were the answer."""
    compiled = {
        language: compile_checklist(checklist, language)
        for language in {law.language for law in laws.values()}
    }
    found = {
        key: _Found(compiled[law.language], _where(law, compiled[law.language]))
        for key, law in laws.items()
    }
    answers = []
    for pair in pairs:
        provision = checklist.provision(pair.gold.provision)
        if provision is not None:
            answers.append(replace(pair, finding=_keyword_finding(provision, found[pair.gold.law])))
    return answers


def _where(law: ComparableLaw, compiled: CompiledChecklist) -> Mapping[int, tuple[str, ...]]:
    where: dict[int, list[str]] = {}
    for article in law.articles:
        for number in compiled.matcher.find(words_of(article.text)):
            where.setdefault(number, []).append(article.num)
    return {number: tuple(articles) for number, articles in where.items()}


def _keyword_finding(provision: Provision, found: _Found) -> Finding:
    """Full where every element has a phrase in the law (or one, if one suffices)."""
    articles: dict[str, None] = {}
    elements = {}
    for element in provision.elements:
        numbers = found.compiled.numbers(element.patterns)
        places = [article for number in numbers for article in found.where.get(number, ())]
        elements[element.name] = bool(places)
        articles.update(dict.fromkeys(places))
    asked = elements.values()
    enough = all(asked) if provision.full == "all" else any(asked)
    verdict: Verdict = "full" if enough else "partial" if any(asked) else "absent"
    return _finding(provision.id, verdict, elements, tuple(articles))


def _finding(
    provision: str, verdict: Verdict, elements: Mapping[str, bool], articles: tuple[str, ...]
) -> Finding:
    return Finding(provision, verdict, 0.0, elements, articles, (), SearchLog(0, ()))
