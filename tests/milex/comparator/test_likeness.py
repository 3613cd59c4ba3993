"""How much an article speaks of a question: shared rare words, nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from milex.comparator.likeness import Likeness, stems
from milex.comparator.words import words_of

TEXTS = (
    "La autoridad dará alojamiento a la víctima.",
    "La autoridad llevará un registro de barcos.",
    "La autoridad publicará las tasas de puerto.",
)
QUESTION = stems(words_of("¿Prevé la ley alojamiento para las víctimas?").forms)


def test_the_article_that_shares_the_questions_rare_words_is_closest() -> None:
    likeness = Likeness([words_of(text).forms for text in TEXTS])
    found = [likeness.of(QUESTION).get(at, 0) for at in range(len(TEXTS))]
    assert found[0] > max(found[1:])


def test_words_of_every_article_weigh_next_to_nothing() -> None:
    likeness = Likeness([words_of(text).forms for text in TEXTS])
    asked = stems(words_of("la autoridad").forms)
    assert max(likeness.of(asked).values(), default=0) < 0.2


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.text(max_size=30))
def test_it_lies_between_nought_and_one_for_any_text(texts: list[str], question: str) -> None:
    likeness = Likeness([words_of(text).forms for text in texts])
    asked = stems(words_of(question).forms)
    assert all(0 < value <= 1 + 1e-9 for value in likeness.of(asked).values())


def test_an_empty_article_is_like_nothing() -> None:
    assert Likeness([words_of("").forms]).of(QUESTION) == {}
