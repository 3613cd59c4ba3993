"""A country named in plain words is a wish: its laws first, no others hidden."""

import pytest

from search.model import SearchRequest
from search.places import places_of, with_places
from search.query import parse

ARTICLES = (
    ("py/ley/1", "py", "es", "La migración se rige por esta norma."),
    ("uy/ley/2", "uy", "es", "La migración se rige por otra norma y por convenios."),
    ("uy/ley/2", "uy", "es", "El cónsul lleva un registro."),
    ("cr/ley/3", "cr", "es", "La migración desde Uruguay se rige por un tratado."),
    ("sg/act/4", "sg", "en", "Migration is governed by this Act."),
)


@pytest.fixture
def engine(make_engine, make_entry):
    return make_engine(
        [
            make_entry(text, law=law, num=str(num), country=country, language=language)
            for num, (law, country, language, text) in enumerate(ARTICLES)
        ]
    )


@pytest.mark.parametrize(
    ("query", "first", "total"),
    [
        ("migración Uruguay", "uy/ley/2#1", 2),  # and what names it in another State's law
        ("migración uruguaya", "uy/ley/2#1", 2),
        ("leyes del Paraguay sobre migración", "py/ley/1#0", 1),
        ("migración Costa Rica", "cr/ley/3#3", 1),
        ("Singaporean migration", "sg/act/4#4", 1),
        ('"migración" AND Uruguay', "cr/ley/3#3", 1),  # joined by hand: looked for as typed
    ],
)
def test_laws_of_the_country_named_stand_first(engine, named, query, first, total):
    results = engine.search(SearchRequest(query))
    assert named(results)[0] == first
    assert results.total == total


def test_other_laws_follow_where_the_country_has_nothing_to_say(engine, named):
    results = engine.search(SearchRequest("migración Chile"))
    assert len(results.hits) == 3, "all that say the other word"
    assert results.is_loosened


def test_a_note_says_how_the_country_was_read_and_how_to_ask_for_it_alone(engine):
    notes = [str(note) for note in engine.search(SearchRequest("migración uruguaya")).notes]
    assert any("uruguaya" in note and "country:uy" in note for note in notes)


@pytest.mark.parametrize(
    ("query", "countries"),
    [
        ("ley de migraciones uruguaya", ("uy",)),
        ("Trinidad and Tobago trafficking", ("tt",)),
        ("trata República Dominicana", ("do",)),
        ("visas entre Perú y Ecuador", ("pe", "ec")),
        ("traducción al español", ()),
        ('"ley uruguaya"', ()),
        ("title:Uruguay visas", ()),
        ("visas NOT Uruguay", ()),
        ("migración", ()),
    ],
)
def test_countries_are_read_from_plain_words_only(query, countries):
    root, notes = with_places(parse(query).root)
    assert places_of(root) == countries
    assert len(notes) == len(countries)
