"""Which laws count for a State on a day."""

import datetime
from typing import Any

import pytest

from milex.in_force import in_force_on, of_states
from milex.records import LawSummary

DAY = datetime.date


def wording(law: str, day: datetime.date | None, **changes: Any) -> LawSummary:
    values: dict[str, Any] = {
        "law": law,
        "title": "Ley de prueba",
        "country": law[:2],
        "language": "es",
        "kind": "ley",
        "number": "1",
        "year": 2000,
        "date": day,
        "status": "in_force",
        "topics": (),
        "version": day.isoformat() if day else "undated",
        "versions": (),
        "articles": 1,
        "is_sample": False,
        "source_url": "",
        "publisher": "",
        "day": day,
    }
    return LawSummary(**{**values, **changes})


OLD = wording("py/ley/1-2000", DAY(2000, 1, 1))
NEW = wording("py/ley/1-2000", DAY(2010, 1, 1), date=DAY(2000, 1, 1))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (DAY(2000, 1, 1), "2000-01-01"),
        (DAY(2009, 12, 31), "2000-01-01"),
        (DAY(2010, 1, 1), "2010-01-01"),
        (DAY(2026, 1, 1), "2010-01-01"),
    ],
)
def test_a_version_holds_from_its_first_day_to_the_day_before_the_next(
    on: datetime.date, expected: str
) -> None:
    (law,) = in_force_on([OLD, NEW], on).laws
    assert law.version == expected


@pytest.mark.parametrize(
    ("versions", "on", "reason"),
    [
        (
            [wording("py/ley/2-2001", DAY(2001, 1, 1), status="repealed")],
            DAY(2020, 1, 1),
            "repealed",
        ),
        (
            [wording("py/ley/2-2001", DAY(2001, 1, 1), status="not_yet_in_force")],
            DAY(2020, 1, 1),
            "not_yet_in_force",
        ),
        ([OLD], DAY(1999, 1, 1), "not_yet_in_force"),
        ([NEW], DAY(2005, 1, 1), "no_wording"),
        ([wording("bb/bill/1-2001", None, kind="bill", status="unknown")], DAY(2020, 1, 1), "bill"),
        ([wording("bb/act/1-2001", None, status="bill")], DAY(2020, 1, 1), "bill"),
    ],
)
def test_what_is_not_in_force_is_left_out_and_says_why(
    versions: list[LawSummary], on: datetime.date, reason: str
) -> None:
    found = in_force_on(versions, on)
    assert found.laws == ()
    assert [each.reason for each in found.left_out] == [reason]


def test_a_law_counts_until_the_version_that_says_it_is_repealed() -> None:
    gone = wording("py/ley/1-2000", DAY(2010, 1, 1), status="repealed")
    assert in_force_on([OLD, gone], DAY(2005, 1, 1)).laws == (OLD,)
    assert in_force_on([OLD, gone], DAY(2015, 1, 1)).laws == ()


def test_a_law_without_a_day_or_a_known_status_counts() -> None:
    law = wording("py/ley/3", None, status="unknown")
    assert in_force_on([law], DAY(1990, 1, 1)).laws == (law,)


def test_treaties_and_samples_stand_aside_unless_they_are_named_or_alone() -> None:
    treaty, sample = wording("xx/treaty/1", None), wording("xa/ley/1", None, is_sample=True)
    every = of_states([OLD, treaty, sample], ())
    assert every.laws == (OLD,)
    assert {each.law.law: each.reason for each in every.left_out} == {
        "xx/treaty/1": "treaty",
        "xa/ley/1": "sample",
    }
    assert of_states([sample, treaty], ()).laws == (sample,)
    assert of_states([OLD, treaty, sample], ("xx", "xa")).laws == (treaty, sample)
