import pytest
from hypothesis import given
from hypothesis import strategies as st

from milex.reports.excerpts import excerpt

TEXT = "Whoever recruits or harbours a person by means of fraud commits an offence."


@pytest.mark.parametrize(
    ("spans", "around", "expected"),
    [
        ([(0, 7)], 200, f"[Whoever]{TEXT[7:]}"),
        ([(8, 16)], 8, "Whoever [recruits] or …"),
        ([(50, 55)], 10, "… means of [fraud] commits …"),
        ([(8, 16), (50, 55)], 4, "… [recruits] or … of [fraud] …"),
        ([(8, 16), (20, 28)], 6, "… [recruits] or [harbours] a …"),
        ([(8, 16), (10, 28)], 0, "… [recruits or harbours] …"),
        ([(-5, 7)], 3, "[Whoever] …"),
        ([(70, 999)], 3, "… off[ence.]"),
        ([], 10, ""),
        ([(5, 5)], 10, ""),
    ],
)
def test_an_excerpt_shows_whole_words_around_what_is_marked(
    spans: list[tuple[int, int]], around: int, expected: str
) -> None:
    shown = "".join(
        f"[{mark.text}]" if mark.matched else mark.text
        for mark in excerpt(TEXT, spans, around=around)
    )
    assert shown == expected


@given(
    text=st.text(alphabet="ab ñ\n", max_size=80),
    spans=st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=5),
    around=st.integers(0, 30),
)
def test_marks_are_exactly_the_words_of_the_spans(
    text: str, spans: list[tuple[int, int]], around: int
) -> None:
    marked = "".join(mark.text for mark in excerpt(text, spans, around=around) if mark.matched)
    inside = {i for start, end in spans for i in range(max(start, 0), min(end, len(text)))}
    assert marked == "".join(text[i] for i in sorted(inside))


@given(
    text=st.text(alphabet="ab ñ", max_size=80),
    spans=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5),
)
def test_with_room_enough_an_excerpt_is_the_whole_text(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = excerpt(text, spans, around=1000)
    assert not marks or "".join(mark.text for mark in marks) == text
