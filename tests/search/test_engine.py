"""The answers of the engine: filters, facets, pages, snippets, notes."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answer import FACETS
from search.model import SearchRequest


def marked(hit):
    return [mark.text for mark in hit.snippet if mark.matched]


def shown(hit):
    return "".join(mark.text for mark in hit.snippet)


# --- filters and facets ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"countries": ("za",)}, {"za"}),
        ({"countries": ("za", "zd")}, {"za", "zd"}),
        ({"languages": ("en",)}, {"zd", "ze"}),
        ({"topics": ("refugees",)}, {"zc", "ze"}),
        ({"year_from": 2009}, {"za", "zc", "zd", "ze"}),
        ({"year_to": 2001}, {"zb", "zd"}),
        ({"year_from": 2010, "year_to": 2010}, {"za"}),
        ({"countries": ("zd",), "year_from": 2009}, {"zd"}),
        ({"countries": ("nowhere",)}, set()),
    ],
)
def test_filters_of_one_field_are_alternatives_and_fields_combine(ask, filters, expected):
    results = ask("persona OR person OR víctima OR Estado", **filters)
    assert {hit.country for hit in results.hits} == expected


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"countries": ("zd",)},
        {"languages": ("es",)},
        {"topics": ("trafficking",), "countries": ("za", "zd")},
        {"year_from": 2005, "year_to": 2012},
    ],
)
def test_each_facet_ignores_its_own_filter_and_respects_the_others(ask, invented, filters):
    entries = {one.key: one for one in invented}
    results = ask("persona OR person OR víctima OR victim", **filters)
    own = {"country": "countries", "language": "languages", "topic": "topics"}
    for facet in ("country", "language", "topic", "year"):
        ignored = ("year_from", "year_to") if facet == "year" else (own[facet],)
        others = {name: value for name, value in filters.items() if name not in ignored}
        hits = ask("persona OR person OR víctima OR victim", **others).hits
        expected: Counter[str] = Counter()
        for hit in hits:
            one = entries[hit.key]
            expected.update(
                {
                    "country": (one.country,),
                    "language": (one.language,),
                    "topic": one.topics,
                    "year": (str(one.year),),
                }[facet]
            )
        assert dict(results.facets[facet]) == expected
        counts = [count for _, count in results.facets[facet]]
        assert counts == sorted(counts, reverse=True)


def test_fields_in_the_query_bind_like_filters(ask, named):
    by_field = ask("country:zd year:2000..2005 permit")
    by_filter = ask("permit", countries=("zd",), year_from=2000, year_to=2005)
    assert named(by_field) == named(by_filter) != []


def test_fields_alone_give_the_articles_of_a_law_in_order(ask, named):
    assert named(ask("country:ze")) == ["ze/act/2-2018#1", "ze/act/2-2018#2", "ze/act/2-2018#3"]


# --- operators ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("deportación AND juez", {"zb/ley/500-1999#20"}),
        ("deportación Y sport", set()),
        ("deportación OR sport", {"zb/ley/500-1999#20", "zd/act/31-2001#21"}),
        ("visa NOT permit", {"zb/ley/500-1999#10"}),
        ('"residencia permanente"', {"zb/ley/500-1999#11"}),
        ('"permanente residencia"', set()),
        ('"interes superior"', {"zc/ley/9-2015#4"}),
        ('"refugees"', {"ze/act/2-2018#1"}),
        ("title:refugees", {"ze/act/2-2018#1", "ze/act/2-2018#2", "ze/act/2-2018#3"}),
        ("article:145bis", {"zb/ley/26364-2008#145 bis"}),
        ("deportist*", {"zb/ley/500-1999#30"}),
        ("country:zc AND (niño OR tutor)", {"zc/ley/9-2015#4"}),
        ("country:ze NOT (refugee OR guardian)", set()),
        ("country:ze (NOT refugee OR persecution)", {"ze/act/2-2018#1", "ze/act/2-2018#3"}),
        ("country:ze NOT (NOT refugee)", {"ze/act/2-2018#1", "ze/act/2-2018#2"}),
        ("country:ze NOT refugee", {"ze/act/2-2018#3"}),
    ],
)
def test_operators_mean_what_they_say(ask, named, query, expected):
    assert set(named(ask(query))) == expected


def test_where_no_article_has_all_words_any_word_will_do_and_a_note_says_so(ask, named):
    results = ask("deportación zapatería")
    assert named(results) == ["zb/ley/500-1999#20"]
    assert any("at least one" in str(note) for note in results.notes)


def test_an_explicit_and_is_never_loosened(ask):
    results = ask("deportación AND zapatería")
    assert results.total == 0
    assert results.hits == ()


def test_small_words_of_one_language_find_nothing_in_the_other(ask):
    results = ask("de la")
    assert results.total == 0
    assert any("common" in str(note) for note in results.notes)


def test_an_empty_query_asks_for_words(ask):
    results = ask("")
    assert results.total == 0
    assert set(results.facets) == set(FACETS)
    assert results.notes


def test_a_prefix_of_very_many_words_is_cut_and_a_note_says_so(make_engine, make_entry):
    words = [f"pre{first}{second}" for first in "abcdefghijkl" for second in "mnopqrstuvwx"]
    common = "prezz " * 3
    engine = make_engine(
        [make_entry(common + " ".join(words), num="1"), make_entry("prezz", num="2")]
    )
    results = engine.search(SearchRequest("pre*"))
    assert results.total == 2
    assert any("commonest" in str(note) for note in results.notes)
    assert not engine.search(SearchRequest("prez*")).notes


def test_a_heading_that_says_just_what_was_asked_stands_above_longer_ones(
    make_engine, make_entry, named
):
    engine = make_engine(
        [
            make_entry(
                "La tutela del viajero. Tutela, tutela.",
                num="1",
                heading="De la tutela y su registro",
            ),
            make_entry("Se ejerce de oficio.", num="2", heading="Tutela"),
        ]
    )
    assert named(engine.search(SearchRequest("la tutela")))[0] == "zz/ley/1#2"


def test_a_word_foreign_to_a_laws_language_is_no_rarer_than_at_home(make_engine, make_entry, named):
    english = [
        make_entry(f"The border officer number {n} stops a lorry.", num=str(n), language="en")
        for n in range(20)
    ]
    spanish = [
        make_entry(f"El agente {n} detiene un camión.", law="zz/ley/2", num=str(n))
        for n in range(20)
    ]
    treaty = make_entry("Texto auténtico: the border of each party.", law="zz/ley/3")
    engine = make_engine([*english, *spanish, treaty])
    assert named(engine.search(SearchRequest("border officer")))[0].startswith("zz/ley/1")
    assert named(engine.search(SearchRequest("border")))[0].startswith("zz/ley/1")


def test_laws_in_a_language_without_analysis_are_found_by_their_words(
    make_engine, make_entry, named
):
    engine = make_engine(
        [
            make_entry("O visto de turista custa pouco.", num="1", language="pt"),
            make_entry("O visto dispensa taxas.", num="2", language="pt"),
            make_entry("La visa de turista.", law="zz/ley/2"),
        ]
    )
    assert named(engine.search(SearchRequest("visto turista")))[0] == "zz/ley/1#1"
    assert named(engine.search(SearchRequest("lei sobre visto", across=True)))


# --- ranking --------------------------------------------------------------------------


def test_the_printed_form_stands_above_other_forms_of_its_stem(make_engine, make_entry, named):
    engine = make_engine(
        [
            make_entry("El funcionario detuvo al viajero.", num="1"),
            make_entry("El funcionario detiene al viajero detenido.", num="2"),
            make_entry("El detenido espera al funcionario.", num="3"),
            make_entry("Los detenidos esperan al funcionario.", num="4"),
        ]
    )
    assert named(engine.search(SearchRequest("detenidos")))[0] == "zz/ley/1#4"


def test_a_heading_stands_above_a_passing_mention(make_engine, make_entry, named):
    engine = make_engine(
        [
            make_entry("El arraigo se acredita con testigos.", num="1"),
            make_entry("Se acredita con testigos.", num="2", heading="Arraigo"),
        ]
    )
    assert named(engine.search(SearchRequest("arraigo"))) == ["zz/ley/1#2", "zz/ley/1#1"]


def test_neighbouring_words_stand_above_scattered_ones(make_engine, make_entry, named):
    filler = "El trámite sigue su curso ordinario ante la oficina. "
    engine = make_engine(
        [
            make_entry("La unidad móvil visita. " + filler + "Vale para cada familiar.", num="1"),
            make_entry(filler + "Se respeta la unidad familiar. Visita móvil.", num="2"),
        ]
    )
    assert named(engine.search(SearchRequest("unidad familiar")))[0] == "zz/ley/1#2"


def test_articles_that_only_share_their_laws_title_are_left_out_but_the_first(
    make_engine, make_entry, named
):
    title = "Ley de extranjería"
    engine = make_engine(
        [
            make_entry("Objeto de la norma.", num="1", title=title),
            make_entry("Plazos y recursos.", num="2", title=title),
            make_entry("El régimen de extranjería es especial.", num="3", title=title),
        ]
    )
    assert set(named(engine.search(SearchRequest("extranjería")))) == {"zz/ley/1#1", "zz/ley/1#3"}


def test_pages_follow_one_another_without_gap_or_repetition(library):
    whole = library.search(SearchRequest("persona OR person OR víctima OR victim", limit=100))
    pages = [
        library.search(
            SearchRequest("persona OR person OR víctima OR victim", limit=3, offset=offset)
        )
        for offset in range(0, whole.total, 3)
    ]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total}
    scores = [hit.score for hit in whole.hits]
    assert scores == sorted(scores, reverse=True)


# --- snippets -------------------------------------------------------------------------


def test_the_printed_words_are_marked_with_their_accents(ask):
    hit = ask("victima punible").hits[0]
    assert marked(hit) == ["víctima", "punible"]
    assert hit.matched[0] == "víctima"


def test_only_whole_phrases_are_marked_for_a_phrase(make_engine, make_entry):
    engine = make_engine([make_entry("Permiso vencido. El permiso de trabajo vale un año.")])
    hit = engine.search(SearchRequest('"permiso de trabajo"')).hits[0]
    assert marked(hit) == ["permiso", "trabajo"]


def test_a_translated_concept_is_marked_in_the_other_language(ask):
    hit = next(
        one
        for one in ask("trata de personas", across=True).hits
        if one.language == "en" and one.num == "2"
    )
    assert {"trafficking", "persons"} <= set(marked(hit))


def test_a_long_article_is_cut_around_its_best_stretch(make_engine, make_entry):
    filler = "El trámite sigue su curso ordinario ante la oficina competente. " * 40
    engine = make_engine([make_entry(f"{filler}La apátrida recibe un documento. {filler}")])
    hit = engine.search(SearchRequest("apatrida documento")).hits[0]
    assert marked(hit) == ["apátrida", "documento"]
    assert hit.snippet[0].text == "…" == hit.snippet[-1].text
    assert 150 <= len(shown(hit)) <= 250
    assert shown(hit).strip("…") in f"{filler}La apátrida recibe un documento. {filler}"


def test_lines_of_a_snippet_run_together(make_engine, make_entry):
    engine = make_engine([make_entry("Son causas:\na) fraude;\nb) engaño.")])
    hit = engine.search(SearchRequest("engaño")).hits[0]
    assert shown(hit) == "Son causas: a) fraude; b) engaño."


def test_a_match_in_the_heading_alone_shows_the_beginning(make_engine, make_entry):
    engine = make_engine([make_entry("Se acredita con testigos.", heading="Arraigo")])
    hit = engine.search(SearchRequest("arraigo")).hits[0]
    assert shown(hit) == "Se acredita con testigos."
    assert hit.matched == ("Arraigo",)


def test_an_index_that_was_empty_answers_once_it_is_filled(make_engine, make_entry):
    engine = make_engine([])
    assert [engine.search(SearchRequest("visa")).total for _ in range(2)] == [0, 0]
    with engine.writing() as writer:
        writer.replace("zz/ley/1", [make_entry("Visa de turismo.")])
    assert engine.search(SearchRequest("visa")).total == 1


def test_an_article_whose_text_has_gone_is_not_shown(make_engine, make_entry):
    engine = make_engine([make_entry("Visa de estudio.", num="1")])
    with engine.writing() as writer:
        writer.replace("zz/ley/2", [make_entry("Visa de turismo.", law="zz/ley/2", num="1")])
    results = engine.search(SearchRequest("visa"))
    assert results.total == 2
    assert [hit.key.law for hit in results.hits] == ["zz/ley/1"]


# --- any input ------------------------------------------------------------------------


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(
    query=st.text(st.characters(exclude_categories=()), max_size=60)
    | st.lists(
        st.sampled_from(
            ["trata", "víctima", "visa", "child", "de", "the", "AND", "OR", "NOT", "NO", "(", ")",
             '"', "vis*", "year:2010..", "country:zd", "title:ley", "art. 5 bis", "Ley 101", "*"]
        ),
        max_size=12,
    ).map(" ".join),
    across=st.booleans(),
    limit=st.integers(-1, 30),
    offset=st.integers(-1, 60),
)  # fmt: skip
def test_any_text_gives_an_answer(library, query, across, limit, offset):
    results = library.search(SearchRequest(query, across=across, limit=limit, offset=offset))
    assert len(results.hits) <= max(0, limit)
    assert results.total >= len(results.hits)
    assert set(results.facets) == set(FACETS)
    for hit in results.hits:
        assert hit.score >= 0
