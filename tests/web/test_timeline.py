"""The laws of a State on a line of years."""

import datetime
from dataclasses import replace

import pytest

from milex.records import LawSummary
from web.timeline import timeline

TODAY = datetime.date(2026, 11, 22)
LAW = LawSummary(
    law="py/ley/1",
    title="Ley",
    country="py",
    language="es",
    kind="ley",
    number="1",
    year=2000,
    date=datetime.date(2000, 1, 1),
    status="in_force",
    topics=(),
    version="2016-01-01",
    versions=("2000-01-01", "2016-01-01"),
    articles=3,
    is_sample=False,
    source_url="",
    publisher="",
    day=datetime.date(2016, 1, 1),
)
FIRST = replace(LAW, version="2000-01-01", day=datetime.date(2000, 1, 1))


def test_a_law_begins_where_its_day_stands_and_later_wordings_follow() -> None:
    line = timeline([LAW], [FIRST, LAW], TODAY)
    life = line.lives[0]
    assert life.made == "2000-01-01"
    assert [wording.name for wording in life.wordings] == ["2016-01-01"]
    assert life.start is not None
    assert 0 <= life.start < life.wordings[0].at < 100


def test_the_oldest_law_stands_first_and_one_without_a_year_last() -> None:
    old = replace(LAW, law="py/ley/0", date=None, year=1869, day=None)
    dateless = replace(LAW, law="py/ley/2", date=None, year=None, day=None, title="A")
    line = timeline([dateless, LAW, old], [], TODAY)
    assert [life.law.law for life in line.lives] == ["py/ley/0", "py/ley/1", "py/ley/2"]
    assert [life.made for life in line.lives] == ["1869", "2000-01-01", ""]
    assert line.lives[2].start is None


def test_a_law_without_a_date_begins_with_its_first_wording() -> None:
    dateless = replace(LAW, date=None, year=None)
    life = timeline([dateless], [replace(FIRST, date=None, year=None), dateless], TODAY).lives[0]
    assert life.made == ""
    assert life.start == timeline([LAW], [LAW], TODAY).lives[0].start


@pytest.mark.parametrize(
    ("status", "end"),
    [("in_force", "lasts"), ("unknown", "lasts"), ("repealed", "ended"), ("bill", "not_begun")],
)
def test_the_status_says_how_the_line_goes_on(status: str, end: str) -> None:
    law = replace(LAW, status=status)  # type: ignore[arg-type]
    assert timeline([law], [law], TODAY).lives[0].end == end


@pytest.mark.parametrize("year", [1500, 1869, 1990, 2012, 2026])
def test_few_ticks_in_order_cover_every_law(year: int) -> None:
    law = replace(LAW, date=None, year=year)
    ticks = timeline([law], [law], TODAY).ticks
    assert 1 <= len(ticks) <= 8
    assert ticks[0].year <= year
    assert [tick.at for tick in ticks] == sorted(tick.at for tick in ticks)
    assert all(0 <= tick.at <= 100 for tick in ticks)


def test_a_state_without_laws_has_an_empty_line() -> None:
    assert timeline([], [], TODAY).lives == ()
