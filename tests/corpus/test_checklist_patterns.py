"""The pattern language: what a lawyer writes, as a syntax tree or as a clear refusal."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.checklists.patterns import WordPattern, fold, parse_pattern
from corpus.errors import InvalidChecklist


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Prisión", "prision"),
        ("NIÑO", "niño"),
        ("Nin\u0303o", "niño"),
        ("pingüino", "pinguino"),
        ("Organised", "organised"),
        ("ÁÉÍÓÚ", "aeiou"),
    ],
)
def test_folding_ignores_case_and_acute_accents_but_keeps_the_letter_of_niño(
    word: str, expected: str
) -> None:
    assert fold(word) == expected


@given(st.text())
def test_folding_twice_changes_nothing_more(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("pattern", "word", "matches"),
    [
        ("traffick*", "trafficking", True),
        ("traffick*", "traffick", True),
        ("traffick*", "traffic", False),
        ("organi*ed", "organised", True),
        ("organi*ed", "organized", True),
        ("organi*ed", "organising", False),
        ("lab*r", "labour", True),
        ("lab*r", "lab", False),
        ("niñ*", "niñez", True),
        ("niñ*", "ninguno", False),
        ("Víctima", "victima", True),
        ("aa*a", "aa", False),
    ],
)
def test_a_star_stands_for_any_letters_inside_or_after_a_word(
    pattern: str, word: str, matches: bool
) -> None:
    ((alternative,),) = (step.alternatives for step in parse_pattern(pattern).steps)
    assert alternative[0].matches(word) is matches


def test_a_pattern_is_read_into_steps_with_their_gaps() -> None:
    pattern = parse_pattern("abuse of ~3 (power|a position)")
    assert pattern.source == "abuse of ~3 (power|a position)"
    assert [step.gap for step in pattern.steps] == [0, 0, 3]
    assert pattern.steps[2].alternatives == (
        (WordPattern(("power",)),),
        (WordPattern(("a",)), WordPattern(("position",))),
    )


def test_punctuation_only_separates_words() -> None:
    assert parse_pattern("re-victimi*").steps == parse_pattern("re victimi*").steps


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "no word"),
        ("~3 power", "between two words"),
        ("power ~3", "between two words"),
        ("power ~3 ~4 of", "between two words"),
        ("power ~ of", "number of words"),
        ("power ~0 of", "number of words"),
        ("power ~900 of", "number of words"),
        ("(power|authority", "never closed"),
        ("(power|)", "empty"),
        ("()", "empty"),
        ("(power ~2 of|authority)", "neither another"),
        ("(power|(of))", "neither another"),
        ("power)", "outside"),
        ("power|authority", "outside"),
        ("*power", "never first"),
    ],
)
def test_a_pattern_that_breaks_a_rule_is_refused_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(InvalidChecklist, match=reason) as caught:
        parse_pattern(source)
    assert source in str(caught.value)


@given(st.text(alphabet="ab*~3()| ", max_size=20))
def test_any_text_is_read_or_refused_and_nothing_else(source: str) -> None:
    with suppress(InvalidChecklist):
        assert parse_pattern(source).steps
