"""The forms by which words are found."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import (
    ANALYSED_LANGUAGES,
    analysed_as,
    fold,
    forms,
    number_key,
    stop_words,
    word_forms,
    words,
)

SAME_STEM = [
    ("es", "víctima víctimas victimas VÍCTIMAS"),
    ("es", "deportación deportaciones deportar deportado"),
    ("es", "migración migraciones migracion"),
    ("es", "refugiado refugiada refugiados refugiadas"),
    ("es", "juez jueces jueza"),
    ("es", "crimen crímenes"),
    ("es", "régimen regímenes"),
    ("es", "año años"),
    ("es", "acto actos"),
    ("es", "unidad unidades"),
    ("es", "mujer mujeres"),
    ("es", "responsable responsables"),
    ("es", "ejecución ejecuciones"),
    ("es", "niño niña niños niñas"),
    ("es", "forzado forzoso forzosos"),
    ("es", "expulsión expulsar expulsado"),
    ("en", "child children"),
    ("en", "organise organize organised organizations organisation"),
    ("en", "regularisation regularization"),
    ("en", "labour labor"),
    ("en", "offence offenses"),
    ("en", "smuggle smuggling smuggled"),
    ("en", "trafficking trafficked"),
    ("en", "arise arising"),
    ("en", "promise promised"),
]

OTHER_STEM = [
    ("es", "trata tratado tratar trato tratamiento tratante"),
    ("es", "refugio refugiado"),
    ("es", "deportación deporte"),
    ("es", "deportado deportista"),
    ("es", "asilo asilado"),
    ("es", "visa visado"),
    ("es", "estado estada estadía"),
    ("es", "caso casa"),
    ("es", "residencia residente"),
    ("es", "nacional nacionalidad"),
    ("es", "libre libro"),
    ("es", "órgano organismo"),
    ("es", "autor autoridad"),
    ("es", "año ano"),
    ("en", "smuggler smuggling"),
    ("en", "trafficker trafficking traffic"),
    ("en", "organ organisation"),
    ("en", "nation national nationality"),
    ("en", "minor minority"),
    ("en", "author authority"),
    ("en", "refuge refugee"),
    ("en", "international internal"),
    ("en", "department departure"),
    ("en", "proceeds proceedings"),
]


@pytest.mark.parametrize(("language", "group"), SAME_STEM)
def test_forms_of_one_word_share_their_stem(language, group):
    assert len({forms(word, language).stem for word in group.split()}) == 1


@pytest.mark.parametrize(("language", "group"), OTHER_STEM)
def test_words_that_law_keeps_apart_have_stems_of_their_own(language, group):
    stems = [forms(word, language).stem for word in group.split()]
    assert len(set(stems)) == len(stems)


@pytest.mark.parametrize("word", ["estado", "contra", "no", "sin", "menor", "trata"])
def test_spanish_words_that_carry_law_are_not_common(word):
    assert not forms(word, "es").is_common


@pytest.mark.parametrize("word", ["state", "no", "not", "without", "against"])
def test_english_words_that_carry_law_are_not_common(word):
    assert not forms(word, "en").is_common


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ley 26.364", ["Ley", "26364"]),
        ("26,364 persons", ["26364", "persons"]),
        ("1.000.000", ["1000000"]),
        ("artículo 3.5", ["artículo", "3", "5"]),
        ("the victim's rights", ["the", "victim", "rights"]),
        ("anti-trafficking", ["anti", "trafficking"]),
        ("vi\u0301ctima", ["vi\u0301ctima"]),
        ("188A, 5º", ["188A", "5º"]),
        ("_ — …", []),
    ],
)
def test_text_is_split_into_words(text, expected):
    assert [word.raw for word in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Víctimas", "victimas"),
        ("vi\u0301ctimas", "victimas"),
        ("AÑO", "año"),
        ("an\u0303o", "año"),
        ("pingüino", "pinguino"),
        ("5º", "5"),
        ("Ã", "a"),
    ],
)
def test_folding_takes_accents_off_and_keeps_the_spanish_letter(text, expected):
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("26.364", "26364"),
        ("5 bis", "5bis"),
        ("188-A", "188a"),
        ("188 A", "188a"),
        ("1º", "1"),
        ("Único", "unico"),
    ],
)
def test_numbers_are_compared_without_their_punctuation(number, expected):
    assert number_key(number) == expected


def test_a_law_in_another_language_is_found_by_exact_words():
    assert analysed_as("pt") == "xx"
    assert forms("migrações", "xx").stem == "migracoes"


def test_the_word_that_breaks_whooshs_own_spanish_stemmer_has_a_stem():
    assert forms("ogue", "es").exact == "ogue"


@pytest.mark.parametrize("language", ["en", "es"])
def test_data_files_are_written_in_folded_words(language):
    for word in [*stop_words(language), *word_forms(language)]:
        assert fold(word) == word
    assert not stop_words(language) & word_forms(language).keys()


@given(st.text(), st.sampled_from(ANALYSED_LANGUAGES))
def test_any_text_has_words_that_stand_where_they_are_said_to(text, language):
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end
        found = forms(word.raw, language)
        assert fold(found.exact) == found.exact


def test_threads_stem_the_same_words_alike():
    vocabulary = [f"migra{ending}{count}ciones" for count in range(40) for ending in "aeiou"]
    expected = [forms(word, "es").stem for word in vocabulary]
    forms.cache_clear()
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append([forms(w, "es").stem for w in vocabulary]))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
