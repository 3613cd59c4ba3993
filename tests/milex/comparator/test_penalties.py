"""Terms of custody, read from words and digits in both languages."""

import math

import pytest

from milex.comparator.penalties import penalty_in
from milex.comparator.words import words_of


@pytest.mark.parametrize(
    ("text", "years", "fine_instead"),
    [
        ("imprisonment for a term not exceeding fifteen years", 15, False),
        ("imprisoned not more than 20 years", 20, False),
        ("imprisonment for 18 months", 1.5, False),
        ("a fine of 5000 dollars or imprisonment for seven years", 7, True),
        ("imprisonment for ten years or a fine, or both", 10, True),
        ("a fine and imprisonment for a term of 10 years", 10, False),
        ("is to be fined, or imprisoned not more than 20 years, or both", 20, True),
        ("imprisonment for any term of years or for life", math.inf, False),
        ("imprisonment of twenty-five years", 25, False),
        ("prisión de cuatro a diez años", 10, False),
        ("pena privativa de libertad de hasta ocho años", 8, False),
        ("prisión de once (11) a veintiún (21) años y multa", 21, False),
        ("prisión de dos a seis años o con multa de cien salarios", 6, True),
        ("prisión de seis meses a tres años", 3, False),
        ("reclusión de treinta y cinco años", 35, False),
        ("incurrirá enprisión de 8 a 12 años", 12, False),
        ("presidio mayor en su grado mínimo", 5, False),
        ("prisión perpetua", math.inf, False),
        ("imprisoned for up to 180 months", 15, False),
        ("prisión de 48 a 96 meses", 8, False),
        ("pena privativa de libertad no mayor de quince años", 15, False),
        ("is liable to penal servitude for fourteen years", 14, False),
        ("cadena perpetua", math.inf, False),
        ("arresto de doce meses", 1, False),
        ("is liable to suffer death", math.inf, False),
        ("shall be confined for ten years", 10, False),
        ("prisión de tres a seis años e inhabilitación especial por diez años", 6, False),
        ("inhabilitación por diez años y prisión de tres a seis años", 6, False),
        ("imprisonment for 5 years and disqualification for a period of 20 years", 5, False),
        ("fine, imprisonment for five years, or both", 5, True),
        ("imprisonment for 10 years without the option of a fine", 10, False),
    ],
)
def test_the_gravest_term_and_the_place_of_the_fine_are_read(
    text: str, years: float, fine_instead: bool
) -> None:
    words = words_of(text)
    penalty = penalty_in(words, 0, len(words.forms))
    assert penalty is not None
    assert (penalty.years, penalty.fine_instead) == (years, fine_instead)


@pytest.mark.parametrize(
    "text",
    [
        "a person under eighteen years of age",
        "un menor de dieciocho años de edad",
        "a fine of 5000 dollars",
        "imprisonment. The permit lasts two years",
        "prisión",
        "inhabilitación por diez años",
        "the act results in the death of the victim within two years",
    ],
)
def test_ages_fines_and_other_terms_are_no_custody(text: str) -> None:
    words = words_of(text)
    assert penalty_in(words, 0, len(words.forms)) is None
