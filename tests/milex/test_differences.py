"""Two texts word by word."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from milex.differences import differences

WORDS = st.lists(
    st.sampled_from(["la", "ley", "rige", "desde", "hoy", ".", ",", "\n", "multa", "niño", "niña"])
)
TEXTS = st.one_of(st.text(), WORDS.map(" ".join))


def shown(before: str, after: str) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[part.kind].format(part.text) for part in differences(before, after))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_differences_applied_to_one_text_give_the_other(before: str, after: str) -> None:
    parts = differences(before, after)
    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after


@settings(deadline=None)
@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert [part.kind for part in differences(text, text)] == ["same"] * bool(text)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_two_stretches_of_one_kind_follow_each_other(before: str, after: str) -> None:
    kinds = [part.kind for part in differences(before, after)]
    assert all(one != other for one, other in itertools.pairwise(kinds))
    assert all(part.text for part in differences(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "La pena es de dos años.",
            "La pena es de tres años.",
            "La pena es de [-dos-]{+tres+} años.",
        ),
        ("The fee is due.", "The fee is not due.", "The fee is {+not +}due."),
        ("El niño y la niña.", "El niño.", "El niño[- y la niña-]."),
        ("organised", "organized", "[-organised-]{+organized+}"),
        (
            "Toda persona pagará al entrar por el puerto.",
            "Cada viajero abonará al salir del país una tasa.",
            "[-Toda persona pagará al entrar por el puerto-]"
            "{+Cada viajero abonará al salir del país una tasa+}.",
        ),
    ],
)
def test_words_are_shown_whole_and_rewritten_passages_as_one(
    before: str, after: str, expected: str
) -> None:
    assert shown(before, after) == expected
