"""A checklist's own examples against what the comparator says of them.

An example is read as the whole of an untitled law of the first kind that its provision
looks into; what a lawyer wrote beside it is the verdict that the words deserve.
"""

from dataclasses import dataclass

from corpus.checklists.model import Checklist, Example, Provision
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Verdict

_NOWHERE = "xx"  # a State that no group of States holds


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example that gets another verdict than the lawyer's."""

    provision: str
    example: Example
    found: Verdict


def failed_examples(checklist: Checklist) -> tuple[FailedExample, ...]:
    """Every example of ``checklist`` with a wrong verdict, in the file's order."""
    judged = (
        FailedExample(provision.id, example, verdict_of(example, provision, checklist))
        for provision in checklist.provisions
        for example in provision.tests
    )
    return tuple(row for row in judged if row.found != row.example.expected)


def verdict_of(example: Example, provision: Provision, checklist: Checklist) -> Verdict:
    """What the comparator says of ``example`` for its own ``provision``."""
    comparison = compare(law_of(example, provision, checklist), checklist, group=provision.group)
    return next(f.verdict for f in comparison.findings if f.provision == provision.id)


def law_of(example: Example, provision: Provision, checklist: Checklist) -> ComparableLaw:
    """``example`` as a law on the subject of the first of the provision's regimes that has one."""
    regimes = [regime for regime in checklist.regimes if regime.id in provision.regimes]
    topics = next((regime.topics for regime in regimes if regime.topics), ())
    return ComparableLaw(
        law=f"{_NOWHERE}/example/{provision.id}",
        version="undated",
        language=example.language,
        country=_NOWHERE,
        title="",
        articles=tuple(
            ComparableArticle(f"art_{number}", str(number), "", text)
            for number, text in enumerate(example.articles, 1)
        ),
        topics=topics,
    )
