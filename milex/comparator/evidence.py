"""Which words and which articles a finding cites, best first."""

from typing import Final

from corpus.checklists.model import Provision
from milex.comparator.judgement import FRAME, Hit, Judgement
from milex.comparator.model import Evidence
from milex.comparator.reading import ReadLaw

MOST_EVIDENCE_AN_ELEMENT: Final = 4  # spans shown; the rest would repeat them
_SUPPORTING: Final = frozenset({"context", "completing"})  # roles whose words are not quoted


def evidence_of(provision: Provision, judgement: Judgement, law: ReadLaw) -> tuple[Evidence, ...]:
    """Spans of the judgement's hits, from the article that shows most, in document order."""
    counted = [hit for hit in judgement.hits if _role(provision, hit) not in _SUPPORTING]
    shown: dict[int, set[str]] = {}
    for hit in counted:
        shown.setdefault(hit.article, set()).add(hit.element)
    kept: dict[str, int] = {}
    pieces = []
    for hit in sorted(
        counted, key=lambda h: (-len(shown[h.article]), bool(h.limited), h.article, h.start)
    ):
        kept[hit.element] = kept.get(hit.element, 0) + 1
        if kept[hit.element] <= MOST_EVIDENCE_AN_ELEMENT:
            pieces.append(_quoted(hit, law))
    return tuple(dict.fromkeys(pieces))


def _role(provision: Provision, hit: Hit) -> str:
    if hit.element == FRAME:
        return "evidence"
    return next(e.role for e in provision.elements if e.name == hit.element)


def _quoted(hit: Hit, law: ReadLaw) -> Evidence:
    read = law.articles[hit.article]
    start, end = read.words.starts[hit.start], read.words.ends[hit.end - 1]
    return Evidence(
        article=read.article.num,
        eid=read.article.eid,
        start=start,
        end=end,
        quote=read.article.text[start:end],
        element=hit.element,
    )
