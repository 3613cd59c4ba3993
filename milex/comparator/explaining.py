"""How a finding came about, step by step: what was looked for, where, found, and why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.checklists.model import Checklist, Provision
from milex.comparator.engine import Examined, examine, finding_of
from milex.comparator.judgement import FRAME, Hit, Miss, Rule
from milex.comparator.model import ComparableLaw, Finding


@dataclass(frozen=True, slots=True)
class Place:
    """Words of the law, and the pattern that met them."""

    article: str
    eid: str
    start: int  # offset in Article.text, in characters, inclusive
    end: int  # exclusive
    quote: str
    pattern: str  # as written in the checklist; "" where none did: an article cited for its heading
    element: str  # "offence" for the described offence itself


@dataclass(frozen=True, slots=True)
class Found:
    """A place that counts."""

    place: Place
    limit: str  # id of the limit that makes it partial, or ""
    judged: bool  # in the article that was judged; otherwise cited beside it at most


@dataclass(frozen=True, slots=True)
class Discarded:
    """A place that does not count, and the stable name of the reason."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every step from a provision's question to its verdict in one law."""

    law: str
    version: str
    checklist: str
    checklist_version: str
    provision: Provision
    regimes: tuple[str, ...]  # recognised in the law
    articles: int  # of the law
    searched: int  # open to this provision
    found: tuple[Found, ...]  # in document order
    discarded: tuple[Discarded, ...]  # in document order
    rule: Rule
    capped_by: str  # the provision that keeps it partial, or ""
    finding: Finding


def explain(law: ComparableLaw, checklist: Checklist, provision: Provision) -> Explanation:
    """The steps by which ``law`` got its finding for ``provision``, one of ``checklist``."""
    return explain_examined(examine(law, checklist), provision)


def explain_examined(examined: Examined, provision: Provision) -> Explanation:
    """As ``explain``, of a law that has been examined: no step is made again."""
    law, checklist = examined.framed.law.law, examined.checklist
    judgement = examined.judged[provision.id]
    hits = {**dict.fromkeys(judgement.others, False), **dict.fromkeys(judgement.hits, True)}
    return Explanation(
        law=law.law,
        version=law.version,
        checklist=checklist.id,
        checklist_version=checklist.version,
        provision=provision,
        regimes=examined.regimes.present,
        articles=len(law.articles),
        searched=len(examined.open_to(provision)),
        found=tuple(
            Found(_place(hit, hit.element, provision, examined), hit.limited, hits[hit])
            for hit in _in_order(hits)
        ),
        discarded=tuple(
            Discarded(_place(miss, "", provision, examined), miss.reason)
            for miss in sorted(set(judgement.misses), key=lambda m: (m.article, m.start, m.end))
        ),
        rule=judgement.rule,
        capped_by=judgement.capped_by,
        finding=finding_of(provision, examined),
    )


def _in_order(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.article, hit.start, hit.end, hit.element))


def _place(where: Hit | Miss, element: str, provision: Provision, examined: Examined) -> Place:
    read = examined.framed.law.articles[where.article]
    start, end = read.words.starts[where.start], read.words.ends[where.end - 1]
    met = next(_patterns(where, element, provision, examined), ("", ""))
    return Place(
        article=read.article.num,
        eid=read.article.eid,
        start=start,
        end=end,
        quote=read.article.text[start:end],
        pattern=met[1],
        element=element or met[0],
    )


def _patterns(
    where: Hit | Miss, element: str, provision: Provision, examined: Examined
) -> Iterator[tuple[str, str]]:
    """Element and source of the patterns that match exactly at ``where``."""
    compiled = examined.framed.compiled
    spans = examined.framed.law.articles[where.article].spans
    frames = examined.framed.named(provision.offence) if element == FRAME else ()
    parts = (*provision.elements, *(part for frame in frames for part in frame.parts))
    for part in parts:
        if element in {"", part.name, FRAME}:
            for pattern in part.patterns.get(compiled.language, ()):
                number = compiled.matcher.number_of(pattern)
                if (where.start, where.end) in spans.get(number, ()):
                    yield part.name, pattern.source
