"""Texts as words, and patterns found among them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.checklists.patterns import fold, parse_pattern
from milex.comparator.matching import Matcher
from milex.comparator.words import words_of


@settings(deadline=None)  # a loaded machine is no failure
@given(st.text(max_size=200))
def test_every_word_leads_back_to_its_characters(text: str) -> None:
    words = words_of(text)
    for form, start, end in zip(words.forms, words.starts, words.ends, strict=True):
        printed = text[start:end]
        assert fold(printed) == form or fold(printed[:-2]) == form
    assert list(words.starts) == sorted(words.starts)
    assert list(words.sentences) == sorted(words.sentences)


@settings(deadline=None)  # a loaded machine is no failure
@given(st.text(alphabet="ab. \nA1", max_size=60))
def test_a_sentence_is_a_run_of_words_around_each_of_them(text: str) -> None:
    words = words_of(text)
    for position, number in enumerate(words.sentences):
        first, last = words.sentence_span(position)
        assert first <= position < last
        assert set(words.sentences[first:last]) == {number}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The court decides. The police obey.", 2),
        ("El juez resuelve. La policía cumple.", 2),
        ("according to art. 5 and no. 7 of the Act", 1),
        ("a person who (a) hides; or (b) moves another", 1),
        ("is guilty of: \na) hiding;\nb) moving.", 1),
        ("1. The court decides.\n2. The police obey.", 2),
        ("He asked: why? Because it is law.", 2),
        ("worth 1.500 units", 1),
        ("victims. \nthe rest", 2),
    ],
)
def test_sentences_end_at_full_stops_and_not_at_points_of_a_list(text: str, sentences: int) -> None:
    assert len(set(words_of(text).sentences)) == sentences


def spans(pattern: str, text: str) -> list[str]:
    parsed = parse_pattern(pattern)
    matcher = Matcher([parsed])
    words = words_of(text)
    found = matcher.find(words).get(matcher.number_of(parsed), ())
    return [text[words.starts[start] : words.ends[end - 1]] for start, end in found]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("recruit*", "Recruits or RECRUITED people", ["Recruits", "RECRUITED"]),
        ("víctima*", "las victimas", ["victimas"]),
        ("niño*", "los ninos", []),
        ("victim protection", "the victim's protection", ["victim's protection"]),
        ("revictimi* ~2 (women|girls)", "revictimised poor women", ["revictimised poor women"]),
        ("abuse of ~2 power", "abuse of his great power", ["abuse of his great power"]),
        ("abuse of ~2 power", "abuse of his very great power", []),
        ("abuse of power", "abuse of his power", []),
        ("abuse ~9 power", "of abuse. Power is", []),
        ("abuse power", "abuse. Power", []),
        ("a ~5 b", "a a b", ["a a b", "a b"]),
        ("(forced labo*r|slavery)", "slavery, forced labor", ["slavery", "forced labor"]),
        ("a ~3 b c", "a b x b c", ["a b x b c"]),
        ("re-victimi*", "Re-victimisation", ["Re-victimisation"]),
        ("con (el fin|ánimo) de", "con ánimo de lucro", ["con ánimo de"]),
    ],
)
def test_a_pattern_matches_the_words_a_lawyer_means(
    pattern: str, text: str, expected: list[str]
) -> None:
    assert spans(pattern, text) == expected


def naive(pattern: str, text: str) -> bool:
    """Whether a pattern without signs stands in ``text``, by plain comparison of words."""
    wanted, words = pattern.split(), text.split()
    return any(words[k : k + len(wanted)] == wanted for k in range(len(words)))


@settings(deadline=None)  # a loaded machine is no failure
@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(" ".join),
    st.lists(st.sampled_from("abc"), max_size=12).map(" ".join),
)
def test_plain_phrases_are_found_exactly_where_a_plain_search_finds_them(
    pattern: str, text: str
) -> None:
    assert bool(spans(pattern, text)) == naive(pattern, text)


@settings(deadline=None)  # a loaded machine is no failure
@given(st.lists(st.sampled_from(["x", "y", "a*b", "x ~2 y", "(x|a z) y", "z"]), min_size=1))
def test_searching_patterns_together_finds_what_each_finds_alone(sources: list[str]) -> None:
    text = words_of("x a z y, ab. Y x aab z y x x y")
    patterns = [parse_pattern(source) for source in sources]
    together = Matcher(patterns)
    for pattern in patterns:
        alone = Matcher([pattern])
        assert together.find(text).get(together.number_of(pattern)) == alone.find(text).get(
            alone.number_of(pattern)
        )
