"""A State's laws together: the best finding wins, and only then may something be lacking."""

import datetime
from typing import Any

import pytest

from milex.comparator.model import Verdict
from milex.country import answers
from milex.outlines import Outline
from milex.records import LawSummary


def law(name: str, **changes: Any) -> LawSummary:
    values: dict[str, Any] = {
        "law": f"py/ley/{name}",
        "title": "Ley de prueba",
        "country": "py",
        "language": "es",
        "kind": "ley",
        "number": name,
        "year": 2000,
        "date": None,
        "status": "in_force",
        "topics": (),
        "version": "2000-01-01",
        "versions": (),
        "articles": 1,
        "is_sample": False,
        "source_url": "",
        "publisher": "",
        "day": datetime.date(2000, 1, 1),
    }
    return LawSummary(**{**values, **changes})


def said(verdict: Verdict, confidence: float = 0.5, searched: int = 3, **rest: Any) -> Outline:
    articles = ("1",) if verdict in {"full", "partial", "contrary"} else ()
    return Outline("p.1", verdict, confidence, articles, searched, **rest)


def answer(*found: tuple[LawSummary, Outline]):
    (one,) = answers(["p.1"], [(of, [row]) for of, row in found])
    return one


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["partial", "full"], "full"),
        (["absent", "partial"], "partial"),
        (["contrary", "partial"], "partial"),
        (["absent", "contrary"], "contrary"),
        (["absent", "absent"], "absent"),
        (["absent", "undetermined"], "undetermined"),
        (["not_applicable", "not_applicable"], "not_applicable"),
    ],
)
def test_the_best_finding_wins_in_any_order(verdicts: list[Verdict], expected: Verdict) -> None:
    found = [(law(str(number)), said(verdict)) for number, verdict in enumerate(verdicts)]
    assert answer(*found).verdict == answer(*found[::-1]).verdict == expected
    assert answer(*found).best == answer(*found[::-1]).best


def test_runners_up_are_those_that_say_something_best_first() -> None:
    found = answer(
        (law("1"), said("absent")),
        (law("2"), said("contrary")),
        (law("3"), said("full", 0.4)),
        (law("4"), said("full", 0.9)),
        (law("5"), said("partial")),
    )
    assert found.best is not None
    assert found.best.law.law == "py/ley/4"
    assert [each.law.law for each in found.others] == ["py/ley/3", "py/ley/5", "py/ley/2"]
    assert found.is_disputed


def test_of_equals_the_express_one_then_the_newest_law_wins() -> None:
    newest = law("9", day=datetime.date(2020, 1, 1))
    by_words = answer(
        (newest, said("full", basis="by_breadth")), (law("1"), said("full", basis="express"))
    )
    assert by_words.best is not None
    assert by_words.best.law.law == "py/ley/1"
    by_age = answer((law("1"), said("full")), (newest, said("full")))
    assert by_age.best is not None
    assert by_age.best.law == newest


def test_a_state_lacks_nothing_of_which_it_has_no_law_here() -> None:
    assert answer((law("1"), said("absent", searched=0))).verdict == "undetermined"
    assert (
        answer((law("1"), said("absent", searched=0)), (law("2"), said("absent"))).verdict
        == "absent"
    )
    (nothing,) = answers(["p.1"], [])
    assert (nothing.verdict, nothing.best, nothing.searched) == ("undetermined", None, 0)


def test_a_state_s_own_law_answers_before_the_treaty_that_another_one_approves() -> None:
    treaty = law("7", title="Aprueba el Protocolo sobre los faros")
    found = answer((treaty, said("full")), (law("1"), said("partial")))
    assert found.verdict == "partial"
    assert [each.is_treaty for each in found.others] == [True]
    alone = answer((treaty, said("full")), (law("1"), said("absent")))
    assert alone.verdict == "full"
    assert alone.best is not None
    assert alone.best.is_treaty
