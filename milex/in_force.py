"""Which wordings are in force on a day, as far as the library knows. Knows no database."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal

from corpus.jurisdictions import known_jurisdictions
from milex.records import LawSummary

TREATIES: Final = "xx"  # the jurisdiction of instruments between States

Reason = Literal[
    "repealed",
    "not_yet_in_force",
    "bill",
    "no_wording",  # held only in a wording of a later day than asked for
    "sample",  # of a fictional State, beside laws of real ones
    "treaty",  # an instrument between States, which is no State's law
]
_BY_STATUS: Final = MappingProxyType(
    {"repealed": "repealed", "not_yet_in_force": "not_yet_in_force", "bill": "bill"}
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A law that does not count, and why."""

    law: LawSummary
    reason: Reason


@dataclass(frozen=True, slots=True)
class InForce:
    """The laws that count, one version of each, and those that do not."""

    laws: tuple[LawSummary, ...]
    left_out: tuple[LeftOut, ...]


def in_force_on(versions: Iterable[LawSummary], on: datetime.date) -> InForce:
    """The wording of each law in force on ``on``; its first day counts.

    ``versions`` holds every version of each law, together and oldest first. A version
    without a day holds until the first one with a day. What a version says of its law's
    status decides: the day of a repeal is not known otherwise. A law whose status is not
    known counts.
    """
    laws: list[LawSummary] = []
    left_out: list[LeftOut] = []
    for _, wordings in groupby(versions, key=lambda version: version.law):
        wording, reason = _on_day(tuple(wordings), on)
        if reason is None:
            laws.append(wording)
        else:
            left_out.append(LeftOut(wording, reason))
    return InForce(tuple(laws), tuple(left_out))


def of_states(versions: Iterable[LawSummary], countries: Sequence[str]) -> InForce:
    """The laws of ``countries``, or of every State where none is named.

    Where none is named treaties are left out, and fictional States' laws where there are
    real ones'.
    """
    versions = tuple(versions)
    if countries:
        return InForce(tuple(v for v in versions if v.country in countries), ())
    national = tuple(v for v in versions if v.country != TREATIES)
    left_out = [LeftOut(v, "treaty") for v in versions if v.country == TREATIES]
    real = tuple(v for v in national if not _is_fictional(v))
    if real and len(real) < len(national):
        left_out += [LeftOut(v, "sample") for v in national if _is_fictional(v)]
        national = real
    return InForce(national, tuple(left_out))


def _is_fictional(law: LawSummary) -> bool:
    known = known_jurisdictions().get(law.country)
    return law.is_sample or (known is not None and known.is_sample)


def _on_day(wordings: Sequence[LawSummary], on: datetime.date) -> tuple[LawSummary, Reason | None]:
    begun = [w for w in wordings if w.day is None or w.day <= on]
    if not begun:
        first = wordings[0]
        enacted = first.date is not None and first.date <= on
        return first, "no_wording" if enacted else "not_yet_in_force"
    wording = begun[-1]
    if wording.kind == "bill":
        return wording, "bill"
    return wording, _BY_STATUS.get(wording.status)  # type: ignore[return-value]
