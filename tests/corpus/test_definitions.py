"""Definitions: the words, their meaning, and where the words are used."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.definitions import Term, Terms, defined_in, introduces, is_heading, scope_in


def found(text: str, language: str, *, is_listed: bool = False) -> list[tuple[str, str]]:
    return [
        (text[start:end], text[defined.start : defined.end])
        for defined in defined_in(text, language, is_listed=is_listed)
        for start, end in defined.terms
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se entiende por faro la torre que alumbra.", [("faro", "la torre que alumbra")]),
        ("Se entenderá por «faro»: una torre;", [("faro", "una torre")]),
        (
            "Por “luz de costa” se entenderá la de un faro;",
            [("luz de costa", "la de un faro")],
        ),
        (
            "A los efectos de esta ley se entiende por guarda de faro, quien lo cuida.",
            [("guarda de faro", "quien lo cuida")],
        ),
        ("Se entenderá que hay faro cuando alumbre.", []),
        ("Faro: torre que alumbra.", []),  # no list of definitions
    ],
)
def test_spanish_definitions_in_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "es") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Faro: torre que alumbra.", [("Faro", "torre que alumbra")]),
        ("“Faro”: torre;", [("Faro", "torre")]),
        ("Faro menor.- Torre baja.", [("Faro menor", "Torre baja")]),
        ("El faro: torre.", [("faro", "torre")]),
        ("Los faros deberán tener: luz.", []),
        ("Explotación:", []),
    ],
)
def test_spanish_definitions_in_a_list(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "es", is_listed=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“keeper” means a person who minds a light;", [("keeper", "a person who minds a light")]),
        ('The term "light" includes a lamp.', [("light", "a lamp")]),
        (
            "“light” or “lamp” means a source of light",
            [("light", "a source of light"), ("lamp", "a source of light")],
        ),
        (
            "“keeper” means a guard; “light” has the meaning given in section 5;",
            [("keeper", "a guard"), ("light", "given in section 5")],
        ),
        ("“master”, in relation to a ship, means its captain;", [("master", "its captain")]),
        ("By “any means” the keeper shall light it.", []),
    ],
)
def test_english_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, "en") == expected


def test_english_definitions_without_quotes_stand_in_a_list() -> None:
    text = "keeper means a person who minds a light;"
    assert found(text, "en") == []
    assert found(text, "en", is_listed=True) == [("keeper", "a person who minds a light")]


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("In this section, ", "en", "article"),
        ("In this Part—", "en", "part"),
        ("In this Act, ", "en", ""),
        ("Para los efectos de este artículo ", "es", "article"),
        ("A los fines del presente capítulo:", "es", "chapter"),
        ("A los fines de la presente ley:", "es", ""),
    ],
)
def test_a_definition_may_hold_for_less_than_the_law(text: str, language: str, kind: str) -> None:
    assert scope_in(text, language) == kind


def test_lists_of_definitions_are_announced() -> None:
    assert is_heading("Definiciones", "es")
    assert is_heading("Interpretation", "en")
    assert introduces("Para los efectos de esta ley se entiende por:", "es")
    assert introduces("In this Act, unless the context otherwise requires—", "en")
    assert not introduces("El faro alumbra:", "es")


def uses(text: str, language: str, *terms: Term, scopes: tuple[str, ...] = ("",)) -> list[str]:
    return [text[start:end] for start, end, _ in Terms(terms, language).uses(text, scopes)]


def test_a_use_is_the_longest_term_whatever_its_number() -> None:
    light, keeper = Term("faro", "#term-faro"), Term("guarda de faro", "#term-guarda")
    text = "Los faros y el Guarda de Faro; ningún farol."
    assert uses(text, "es", light, keeper) == ["faros", "Guarda de Faro"]


def test_an_english_capital_is_part_of_the_name() -> None:
    minister, light = Term("Minister", "#term-minister"), Term("light", "#term-light")
    text = "Light is kept by the Minister, not by a minister of the Light Company."
    assert uses(text, "en", minister, light) == ["Light", "Minister"]


def test_the_narrowest_definition_holds() -> None:
    wide, narrow = Term("faro", "#term-faro"), Term("faro", "#term-faro-2", "art_5")
    terms = Terms((wide, narrow), "es")
    (use,) = terms.uses("el faro", ("art_5", ""))
    assert use[2] == narrow
    (use,) = terms.uses("el faro", ("art_6", ""))
    assert use[2] == wide


def test_what_a_law_calls_itself_is_marked_nowhere() -> None:
    assert uses("esta Ley", "es", Term("Ley", "#term-ley")) == []


_scraps = st.sampled_from(
    ["“keeper”", "means", "includes", "faro:", "se entiende por", "«faro»", "por", ";", ":", "the",
     "la torre", "in relation to a ship,", "or", "“", "”", "—", "has the meaning", "İ", "faro"]
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(_scraps | st.text(max_size=4), max_size=20).map(" ".join),
    st.sampled_from(["es", "en"]),
    st.booleans(),
)
def test_definitions_and_uses_in_any_text_lie_inside_it(
    text: str, language: str, is_listed: bool
) -> None:
    for defined in defined_in(text, language, is_listed=is_listed):
        assert 0 <= defined.start <= defined.end <= len(text)
        assert all(0 <= start < end <= len(text) for start, end in defined.terms)
    terms = Terms((Term("faro", "#term-faro"), Term("la torre", "#term-torre")), language)
    for start, end, _ in terms.uses(text, ("",)):
        assert 0 <= start < end <= len(text)
