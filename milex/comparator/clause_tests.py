"""Model clauses against what the comparator says of them, each as a draft of one article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from corpus.checklists.model import Checklist
from corpus.clauses.model import Clause
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Verdict

DRAFT_TITLES: Final = MappingProxyType(
    {
        "en": "Trafficking in Persons and Smuggling of Migrants Act",
        "es": "Ley contra la trata de personas y el tráfico ilícito de migrantes",
    }
)
_NOWHERE: Final = "xx"  # a State that no group of States holds


@dataclass(frozen=True, slots=True)
class Answer:
    """What the comparator finds in a wording, as a draft of one article, for one provision."""

    wording: str  # id
    language: str
    provision: str
    verdict: Verdict


def answers(clause: Clause, checklist: Checklist) -> Iterator[Answer]:
    """For each wording of ``clause``, language and provision that it claims to answer."""
    for wording in clause.wordings:
        for language, text in wording.text.items():
            draft = draft_of(((clause.heading[language], text),), language)
            found = {f.provision: f.verdict for f in compare(draft, checklist).findings}
            for provision in wording.provisions:
                yield Answer(wording.id, language, provision, found[provision])


def model_law(clauses: Iterable[Clause], language: str) -> ComparableLaw:
    """The first wordings of ``clauses`` as one draft, an article each."""
    return draft_of(((c.heading[language], c.wording.text[language]) for c in clauses), language)


def draft_of(articles: Iterable[tuple[str, str]], language: str) -> ComparableLaw:
    """A draft against trafficking and smuggling; ``articles`` are headings with texts."""
    return ComparableLaw(
        law=f"{_NOWHERE}/draft/clauses",
        version="undated",
        language=language,
        country=_NOWHERE,
        title=DRAFT_TITLES[language],
        articles=tuple(
            ComparableArticle(f"art_{number}", str(number), heading, text)
            for number, (heading, text) in enumerate(articles, 1)
        ),
    )
