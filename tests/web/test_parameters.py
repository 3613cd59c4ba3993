import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.parameters import clean_codes, clean_text, page_number, whole_number


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("  trata   de\tpersonas\n", "trata de personas"),
        ("a\x00b", "a b"),
        ("\ud800x", "x"),
        ("niño", "niño"),
        ("", ""),
    ],
)
def test_text_is_one_printable_line(raw: str, expected: str) -> None:
    assert clean_text(raw) == expected


@given(st.text())
def test_clean_text_can_always_be_sent(raw: str) -> None:
    cleaned = clean_text(raw)
    cleaned.encode("utf-8")
    assert "\n" not in cleaned
    assert clean_text(cleaned) == cleaned


def test_codes_are_lower_case_once_each_and_nothing_else() -> None:
    assert clean_codes([" PY", "py", "co", "", "a b", "../x", "x" * 80]) == ("py", "co")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("7", 7), (" 7 ", 7), ("0", None), ("11", None), ("-1", None), ("1.0", None), ("٣", None)],
)
def test_whole_numbers_stand_within_their_bounds(raw: str, expected: int | None) -> None:
    assert whole_number(raw, 1, 10) == expected


@pytest.mark.parametrize(("raw", "expected"), [("3", 3), ("", 1), ("-1", 1), ("9" * 30, 1)])
def test_a_page_that_makes_no_sense_is_the_first(raw: str, expected: int) -> None:
    assert page_number(raw) == expected
