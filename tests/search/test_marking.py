"""Where a query's words are found in a text, letter by letter as they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import beginnings, fold, forms, words
from search.letters import bare, folded
from search.query import parse
from search.snippets import WINDOW, Marker, Match, snippet

MARKED = [
    ("es", "víctimas", "Las VÍCTIMAS y la victima.", ["VÍCTIMAS", "victima"]),
    ("es", "año", "El año y el ano.", ["año"]),
    ("es", "ano", "El año y el ano.", ["ano"]),
    ("es", "1", "Artículo 1º y 11.", ["1º"]),
    ("es", "26364", "La ley 26.364 y el 26.", ["26.364"]),
    ("es", "26", "La ley 26.364 y el 26.", ["26"]),
    ("es", "263*", "La ley 26.364 y el 263.", ["26.364", "263"]),
    ("es", "expulsar", "La expulsión y lo expulsado.", ["expulsión", "expulsado"]),
    ("en", "dying", "He may die or be dying.", ["die", "dying"]),
    ("en", "organise", "An organisation that organizes.", ["organisation", "organizes"]),
    ("en", "minister", "The Minister’s order, the minister's.", ["Minister", "minister"]),
    ("en", "children", "A child, “children” and childhood.", ["child", "children"]),
    ("es", "migra*", "La migración; inmigrar. MIGRANTE_s", ["migración", "MIGRANTE"]),
    ("es", '"trata de personas"', "Trata de personas; personas en trata.", ["Trata", "personas"]),
    ("es", '"ley 26.364 citada"', "La Ley 26.364, citada.", ["Ley", "26.364", "citada"]),
    ("en", "permit", "Ωμέγα permit ő permits", ["permit", "permits"]),
    ("es", "visa NOT turista", "Visa de turista.", ["Visa"]),
]


@pytest.mark.parametrize(("language", "query", "text", "expected"), MARKED)
def test_words_are_marked_as_printed(language, query, text, expected):
    found = Marker(parse(query).root, language).matches(text)
    assert [text[match.start : match.end] for match in found] == expected


@given(st.text())
def test_a_folded_text_is_as_long_as_the_text(text):
    assert len(folded(text)) == len(text)


@given(st.text(alphabet="aAéÉñÑüç 1º,.'’—_ōß", max_size=60))
def test_words_of_a_folded_text_are_the_folded_words(text):
    spaced = folded(text)
    for word in words(text):
        if "." not in text[word.start : word.end] and "," not in text[word.start : word.end]:
            assert bare(spaced[word.start : word.end]) == fold(word.raw)


WORDS = """
deportation deported organisation practising licences judgements happiness skies tying lying
offices women men policies studies favourable analysed monies immigration applied paid children
deportación expulsadas forzosas existencias instituciones autoridades jueces luces traficantes
averigüe trate logías ejecuciones residencias seguridades privativas extranjeras veces
"""


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_a_stem_begins_as_its_beginnings_say(language):
    for word in WORDS.split():
        form = forms(word, language)
        assert form.exact.startswith(beginnings(form.stem, language))


@pytest.mark.shared
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_the_real_laws_begins_so(language, shared):
    said = {
        word.raw
        for path in sorted(shared.glob("laws/**/*.md"))
        for word in words(path.read_text("utf-8", "replace"))
    }
    for word in said:
        form = forms(word, language)
        assert form.is_common or form.exact.startswith(beginnings(form.stem, language))


MATCHES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 300), st.sampled_from("abc")), max_size=12
)


@given(MATCHES)
def test_a_snippet_shows_a_stretch_with_most_different_terms(gaps):
    matches, at = [], 0
    for gap, length, term in gaps:
        at += gap
        matches.append(Match(at, at + length, term))
        at += length + 1
    text = "x" * (at + 50)
    shown = snippet(text, matches)
    most = max(
        (
            len({m.term for m in matches[first:] if m.end - matches[first].start <= WINDOW})
            for first in range(len(matches))
        ),
        default=0,
    )
    assert sum(mark.matched for mark in shown) >= most
