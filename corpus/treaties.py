"""Treaties, and where each State stands to them as far as our tables say.

A table is a copy of another one, of some age: each act carries its source and whether a
table showed it (*verified*) or it is only *probable*. What has no row is unknown, never no.
"""

import datetime
import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, ClassVar, Final, Literal, get_args

from pydantic import AfterValidator, ConfigDict, Field

from corpus.errors import InvalidReference
from corpus.jurisdictions import known_jurisdictions
from corpus.reference.tables import (
    FOLDER,
    STRICT,
    Bilingual,
    csv_rows,
    once_each,
    read_file,
    rows_of,
)
from i18n.messages import Message

# In the order in which a State can do them.
Action = Literal[
    "signature", "ratification", "accession", "succession", "denunciation", "none_known"
]
Confidence = Literal["verified", "probable"]
Position = Literal["party", "signatory", "denounced", "none_known", "unknown"]
ParentRule = Literal["", "requires_party", "party_or_signatory", "independent"]

BINDING: Final[frozenset[Action]] = frozenset({"ratification", "accession", "succession"})
_ORDER: Final[Mapping[Action, int]] = MappingProxyType(
    {action: place for place, action in enumerate(get_args(Action))}
)
_POSITIONS: Final[Mapping[Action, Position]] = MappingProxyType(
    {
        "signature": "signatory",
        **dict.fromkeys(BINDING, "party"),
        "denunciation": "denounced",
        "none_known": "none_known",
    }
)
_YEAR: Final = re.compile(r"(1[89]|20)\d\d")


def _day_or_year(text: str) -> str:
    """``text``: a day, a year, or nothing."""
    if text and not _YEAR.fullmatch(text):
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            raise ValueError("a date is written YYYY-MM-DD, or YYYY") from None
    return text


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows of the status table come from."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Treaty:
    """An instrument between States, or a declaration."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    short: Bilingual
    name: Bilingual  # its title
    adopted: datetime.date
    place: Bilingual  # where
    binding: bool
    in_force: datetime.date | None = None
    depositary: Bilingual | None = None
    reference: str = ""  # in the depositary's series
    status_url: str = ""  # the depositary's page on its parties; not opened by us
    parent: str = ""  # slug of the treaty that it supplements
    parent_rule: ParentRule = ""  # which States may be parties, given the parent's
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a State did about a treaty, or that nothing is known of it."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    country: str  # ISO 3166-1 alpha-2, lower case
    treaty: str  # slug
    action: Action
    date: Annotated[str, AfterValidator(_day_or_year)]  # YYYY-MM-DD, YYYY or ""
    confidence: Confidence
    source: str  # id of a Source


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a State stands to a treaty."""

    country: str  # ISO 3166-1 alpha-2, lower case
    treaty: str  # slug
    position: Position
    acts: tuple[Act, ...]  # oldest first; none where ``unknown``

    @property
    def deciding(self) -> Act | None:
        """The act that ``position`` rests on; None where it is unknown."""
        return self.acts[-1] if self.acts else None

    @property
    def is_probable(self) -> bool:
        """Whether no table that we have seen shows the deciding act."""
        return self.deciding is not None and self.deciding.confidence == "probable"


@dataclass(frozen=True, slots=True)
class Treaties:
    """Every treaty and every known act."""

    as_of: str  # YYYY-MM of the tables
    treaties: Mapping[str, Treaty]  # by slug, in the order of the file
    sources: Mapping[str, Source]  # by id
    acts: Mapping[tuple[str, str], tuple[Act, ...]]  # acts[country, treaty], oldest first

    def standing(self, country: str, treaty: str) -> Standing:
        """Where ``country`` stands to ``treaty``; ``unknown`` where no act is known."""
        acts = self.acts.get((country, treaty), ())
        return Standing(country, treaty, _position(acts), acts)

    def supplements(self, slug: str) -> tuple[Treaty, ...]:
        """The treaties that supplement the one called ``slug``."""
        return tuple(treaty for treaty in self.treaties.values() if treaty.parent == slug)


@cache
def load_treaties() -> Treaties:
    """The treaties and acts of our own tables.

    Raises:
        InvalidReference: a table breaks a rule.
    """
    return treaties_of(FOLDER / "treaties.yaml", FOLDER / "treaty-status.csv")


def treaties_of(described: Path, status: Path) -> Treaties:
    """The treaties that ``described`` (YAML) tells of, with the acts of ``status`` (CSV).

    Raises:
        InvalidReference: a value does not fit; a treaty, State, source or parent is
            unknown; or acts contradict each other or their treaty.
    """
    content = read_file(described)
    treaties = rows_of(content, "treaties", Treaty, described.name)
    sources = rows_of(content, "sources", Source, described.name)
    once_each([treaty.slug for treaty in treaties], described.name)
    once_each([source.id for source in sources], described.name)
    by_slug = {treaty.slug: treaty for treaty in treaties}
    for treaty in treaties:
        _check_parent(treaty, by_slug, described.name)
    acts = csv_rows(status, Act)
    known_sources = {source.id: source for source in sources}
    for act in acts:
        _check_names(
            act,
            (
                (act.treaty, by_slug),
                (act.country, known_jurisdictions()),
                (act.source, known_sources),
            ),
            status.name,
        )
    grouped = _grouped(acts)
    for of_one in grouped.values():
        _check_acts(of_one, by_slug[of_one[0].treaty], status.name)
    return Treaties(
        str(content.get("as_of", "")),
        MappingProxyType(by_slug),
        MappingProxyType(known_sources),
        MappingProxyType(grouped),
    )


def _position(acts: Sequence[Act]) -> Position:
    return _POSITIONS[acts[-1].action] if acts else "unknown"


def _grouped(acts: Iterable[Act]) -> dict[tuple[str, str], tuple[Act, ...]]:
    """The acts of each State about each treaty, in the order in which States can do them."""
    grouped: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        grouped.setdefault((act.country, act.treaty), []).append(act)
    return {
        key: tuple(sorted(of_one, key=lambda act: _ORDER[act.action]))
        for key, of_one in grouped.items()
    }


def _check_parent(treaty: Treaty, known: Mapping[str, Treaty], file: str) -> None:
    if treaty.parent and treaty.parent not in known:
        raise InvalidReference(
            Message(
                "%(file)s: ‹%(treaty)s› supplements ‹%(parent)s›, which the file does not have.",
                file=file,
                treaty=treaty.slug,
                parent=treaty.parent,
            )
        )
    if bool(treaty.parent) != bool(treaty.parent_rule):
        raise InvalidReference(
            Message(
                "%(file)s: ‹%(treaty)s› needs both a parent and a parent_rule, or neither.",
                file=file,
                treaty=treaty.slug,
            )
        )


def _check_names(act: Act, known: Iterable[tuple[str, Container[str]]], file: str) -> None:
    for name, names in known:
        if name not in names:
            raise InvalidReference(
                Message(
                    "%(file)s: the row of %(country)s and %(treaty)s names ‹%(name)s›, which "
                    "no table here has.",
                    file=file,
                    name=name,
                    country=act.country,
                    treaty=act.treaty,
                )
            )


def _check_acts(acts: Sequence[Act], treaty: Treaty, file: str) -> None:
    fault = next(_faults(acts, treaty), None)
    if fault is not None:
        raise InvalidReference(
            Message(
                "%(file)s, %(country)s and %(treaty)s: %(fault)s",
                file=file,
                country=acts[0].country,
                treaty=treaty.slug,
                fault=fault,
            )
        )


def _faults(acts: Sequence[Act], treaty: Treaty) -> Iterator[Message]:
    """What cannot be true of the acts of one State about one treaty."""
    actions = [act.action for act in acts]
    dated = [act for act in acts if act.date]
    if not treaty.binding:
        yield Message("an instrument that does not bind has no acts.")
    if len(set(actions)) != len(actions) or len(BINDING.intersection(actions)) > 1:
        yield Message("a State signs, joins and denounces a treaty once each.")
    if "none_known" in actions and (len(actions) > 1 or dated):
        yield Message("none_known stands alone and without a date.")
    if "none_known" not in actions and len(dated) < len(acts):
        yield Message("an act needs a date, or at least a year.")
    if any(_before(act.date, treaty.adopted.isoformat()) for act in dated):
        yield Message("an act is older than the treaty.")
    if any(_before(later.date, earlier.date) for earlier, later in pairwise(dated)):
        yield Message("a State signs before it joins, and joins before it denounces.")
    if "denunciation" in actions and not BINDING.intersection(actions):
        yield Message("what was never joined cannot be denounced.")


def _before(one: str, other: str) -> bool:
    """Whether ``one`` lies before ``other``, as far as both say: of one year, neither does."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]
