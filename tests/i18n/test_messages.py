"""Sentences that wait for their language."""

import pytest

from i18n.errors import MilexError
from i18n.languages import KNOWN_LANGUAGES, language_of_alpha3
from i18n.messages import Counted, Message


def test_a_message_fills_its_gaps_in_english() -> None:
    message = Message("%(path)s is empty.", path="ley.txt")
    assert message.in_language("en") == "ley.txt is empty."
    assert str(message) == "ley.txt is empty."


def test_a_sentence_without_translation_is_said_in_english() -> None:
    assert Message("A sentence that no catalogue has.").in_language("es") == (
        "A sentence that no catalogue has."
    )


def test_a_message_within_a_message_is_put_into_the_same_language() -> None:
    inner = Message("%(count)d articles", count=3)
    outer = Message("Found: %(what)s", what=inner)
    assert outer.in_language("en") == "Found: 3 articles"


def test_a_percent_sign_is_said_once_with_and_without_gaps() -> None:
    assert str(Message("100 %%")) == "100 %"
    assert str(Message("%(share)d %%", share=97)) == "97 %"


def test_messages_are_equal_when_sentence_and_values_are() -> None:
    assert Message("%(n)d", n=1) == Message("%(n)d", n=1)
    assert Message("%(n)d", n=1) != Message("%(n)d", n=2)
    assert Message("a") != "a"
    assert len({Message("a"), Message("a")}) == 1


def test_an_error_says_its_message() -> None:
    assert str(MilexError(Message("%(file)s: no.", file="a"))) == "a: no."


@pytest.mark.parametrize(("alpha3", "code"), [("eng", "en"), ("spa", "es")])
def test_languages_are_found_by_their_three_letter_code(alpha3: str, code: str) -> None:
    language = language_of_alpha3(alpha3)
    assert language is not None
    assert language.code == code
    assert KNOWN_LANGUAGES[code] is language


def test_an_unknown_three_letter_code_gives_nothing() -> None:
    assert language_of_alpha3("que") is None


@pytest.mark.parametrize(
    ("count", "english", "spanish"),
    [(0, "0 laws", "0 leyes"), (1, "1 law", "1 ley"), (2, "2 laws", "2 leyes")],
)
def test_a_counted_sentence_agrees_with_its_number(count: int, english: str, spanish: str) -> None:
    counted = Counted("%(count)s law", "%(count)s laws", count=count)
    assert counted.in_language("en") == english
    assert counted.in_language("es") == spanish
    assert Message("%(what)s.", what=counted).in_language("es") == f"{spanish}."
