"""What a request may ask of an engine beside words: nearness, dates, laws, kinds, status."""

import pytest

from search.model import SearchRequest

FILLER = "El trámite sigue su curso ordinario ante la oficina competente."


@pytest.fixture
def near(make_engine, make_entry):
    return make_engine(
        [
            make_entry("La pena por trata es de diez años.", num="1"),
            make_entry("Se castiga la trata. " + FILLER + " La pena se agrava.", num="2"),
            make_entry("La trata se castiga.", num="3", heading="Pena"),
            make_entry("La pena del tráfico y de la trata de personas.", num="4"),
            make_entry("Toda pena se registra.\n" + FILLER + "\n" + FILLER + "\nTrata.", num="5"),
        ]
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("pena NEAR/2 trata", {"1"}),
        ("trata NEAR/2 pena", {"1"}),
        ("penas CERCA/2 trata", {"1"}),
        ("pena NEAR/7 trata", {"1", "4"}),
        ("pena NEAR trata", {"1", "4"}),
        ("pena NEAR/12 trata", {"1", "2", "4"}),
        ('pena NEAR/7 "trata de personas"', {"4"}),
        ("pena NEAR/3 tráfi*", {"4"}),
        ("(tráfico OR trata) NEAR/3 pena", {"1", "4"}),
        ("pena NEAR/3 tráfico NEAR/4 personas", set()),
        ("pena NEAR/3 tráfico NEAR/6 personas", {"4"}),
        ("trata NOT pena NEAR/7 trata", {"2", "3", "5"}),
        ("trata NEAR/7 el", {"1", "2", "3", "4", "5"}),
        ("trata NEAR/90 trata", set()),
    ],
)
def test_near_asks_for_words_in_one_part_not_far_from_each_other(near, query, expected):
    assert {hit.key.eid for hit in near.search(SearchRequest(query)).hits} == expected


def test_what_stands_near_is_marked(near):
    hit = near.search(SearchRequest("pena NEAR/2 trata")).hits[0]
    assert [mark.text for mark in hit.snippet if mark.matched] == ["pena", "trata"]


@pytest.fixture
def dated(make_engine, make_entry):
    laws = [
        ("zz/ley/1", "ley", "repealed", "1999-05-02"),
        ("zz/ley/2", "ley", "in_force", "2012-01-10"),
        ("zz/decreto/3", "decreto", "in_force", "2012-11-30"),
        ("zz/ley/4", "ley", "bill", "2005"),
        ("zz/ley/5", "ley", "unknown", ""),
    ]
    return make_engine(
        [
            make_entry(text, law=law, num=num, kind=kind, status=status, date=date)
            for law, kind, status, date in laws
            for num, text in (("1", "La visa."), ("2", "Visa, visado y visas."), ("3", "Plazo."))
        ]
    )


def test_a_law_in_force_stands_above_a_repealed_one_that_says_the_same(dated):
    laws = [hit.key.law for hit in dated.search(SearchRequest("visa")).hits if hit.num == "1"]
    assert laws[:3] == ["zz/ley/2", "zz/decreto/3", "zz/ley/5"]
    assert laws[-1] == "zz/ley/1"


def test_a_repealed_law_still_answers_to_its_number(make_engine, make_entry, named):
    engine = make_engine(
        [
            make_entry("Objeto.", law="zz/ley/9", number="9", kind="ley", status="repealed"),
            make_entry("Se deroga la ley 9. Ley 9.", law="zz/ley/10", num="7", status="in_force"),
        ]
    )
    assert named(engine.search(SearchRequest("ley 9")))[0] == "zz/ley/9#1"


def test_the_newest_law_comes_first_where_dates_are_asked_for(dated):
    hits = dated.search(SearchRequest("visa", sort="date")).hits
    assert [hit.key.law for hit in hits[::2]] == [
        "zz/decreto/3", "zz/ley/2", "zz/ley/4", "zz/ley/1", "zz/ley/5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kinds": ("decreto",)}, {"zz/decreto/3"}),
        ({"statuses": ("repealed", "bill")}, {"zz/ley/1", "zz/ley/4"}),
        ({"laws": ("zz/ley/2",)}, {"zz/ley/2"}),
        ({"kinds": ("ley",), "statuses": ("in_force",)}, {"zz/ley/2"}),
    ],
)
def test_kind_status_and_law_narrow_the_answer(dated, filters, expected):
    results = dated.search(SearchRequest("visa", **filters))
    assert {hit.key.law for hit in results.hits} == expected


def test_kind_and_status_are_counted_without_their_own_filter(dated):
    results = dated.search(SearchRequest("visa", kinds=("ley",), statuses=("in_force",)))
    assert dict(results.facets["kind"]) == {"ley": 2, "decreto": 2}
    assert dict(results.facets["status"]) == {
        "in_force": 2, "repealed": 2, "bill": 2, "unknown": 2,
    }  # fmt: skip


def test_a_topic_counts_and_finds_the_articles_of_its_child_topics(make_engine, make_entry):
    engine = make_engine(
        [
            make_entry("La visa.", law="zz/ley/1", topics=("visas",)),
            make_entry("La visa.", law="zz/ley/2", topics=("entry-and-stay", "residence")),
            make_entry("La visa.", law="zz/ley/3", topics=("of-our-own",)),
        ]
    )
    results = engine.search(SearchRequest("visa", topics=("entry-and-stay",)))
    assert {hit.key.law for hit in results.hits} == {"zz/ley/1", "zz/ley/2"}
    assert dict(results.facets["topic"]) == {
        "entry-and-stay": 2, "visas": 1, "residence": 1, "of-our-own": 1,
    }  # fmt: skip


# --- grouped by law -------------------------------------------------------------------


def test_a_page_of_laws_has_the_best_articles_of_each(dated):
    results = dated.search(SearchRequest("visa OR plazo", per_law=2, limit=2, sort="date"))
    assert len(results.hits) == 4
    assert [hit.key.law for hit in results.hits] == ["zz/decreto/3"] * 2 + ["zz/ley/2"] * 2
    assert (results.total, results.laws) == (15, 5)
    assert results.law_articles == {"zz/decreto/3": 3, "zz/ley/2": 3}


@pytest.mark.parametrize("sort", ["relevance", "date"])
def test_pages_of_laws_follow_one_another_without_gap_or_repetition(dated, sort):
    whole = dated.search(SearchRequest("visa", per_law=5, limit=9, sort=sort))
    pages = [
        dated.search(SearchRequest("visa", per_law=5, limit=2, offset=at, sort=sort))
        for at in range(0, whole.laws, 2)
    ]
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)
    assert {page.laws for page in pages} == {5}


def test_a_page_of_articles_counts_no_laws(dated):
    results = dated.search(SearchRequest("visa"))
    assert (results.laws, results.law_articles) == (0, {})


def test_a_hit_says_where_in_its_law_it_stands(make_engine, make_entry):
    engine = make_engine([make_entry("La visa.", path=("Título I", "Capítulo 2 De las visas"))])
    assert engine.search(SearchRequest("visa")).hits[0].path == (
        "Título I", "Capítulo 2 De las visas",
    )  # fmt: skip


# --- why, and with which words ---------------------------------------------------------


def test_a_hit_says_which_expression_of_the_concept_it_was_found_by(ask):
    hits = {hit.key.law: hit for hit in ask("trata de personas", across=True).hits}
    assert [(one.concept, one.expression) for one in hits["zd/act/7-2009"].matched_as] == [
        ("trafficking_in_persons", "trafficking in persons")
    ]
    assert [(one.concept, one.expression) for one in hits["za/ley/101-2010"].matched_as] == [
        ("trafficking_in_persons", "trata de personas")
    ]


def test_a_question_in_one_language_gives_no_such_reason(ask):
    assert not [hit for hit in ask("trata de personas").hits if hit.matched_as]


def test_an_article_that_defines_a_word_stands_above_one_that_uses_it(
    make_engine, make_entry, named
):
    engine = make_engine(
        [
            make_entry("El refugiado recibe documentos. El refugiado trabaja.", num="1"),
            make_entry(
                "A los efectos de esta ley se entiende por:\n"
                "a) Refugiado: la persona que huye de su país.\n"
                "b) Nacional: quien tiene la ciudadanía.",
                num="2",
                heading="Definiciones",
            ),
        ]
    )
    assert named(engine.search(SearchRequest("refugiado")))[0] == "zz/ley/1#2"
    assert named(engine.search(SearchRequest("nacional"))) == ["zz/ley/1#2"]


def test_the_vocabulary_of_a_language_has_its_printed_words_folded(make_engine, make_entry):
    engine = make_engine(
        [
            make_entry("La víctima y las víctimas.", num="1", heading="Víctimas"),
            make_entry("Las víctimas.", num="2"),
            make_entry("The victims.", law="zz/act/2", language="en"),
        ]
    )
    vocabulary = engine.vocabulary("es")
    assert vocabulary.keys() == {"victima", "victimas"}
    assert vocabulary["victima"] == 1
    assert vocabulary["victimas"] in (2, 3)  # once an article, or once a heading and a text
    assert dict(engine.vocabulary("en")) == {"victims": 1}
    assert dict(engine.vocabulary("xx")) == {}


# --- which words are insisted on --------------------------------------------------------


def test_a_word_for_a_kind_of_provision_helps_and_is_not_insisted_on(
    make_engine, make_entry, named
):
    engine = make_engine(
        [
            make_entry("La naturalización se concede por decreto.", num="1"),
            make_entry("Son requisitos para la naturalización la edad y la residencia.", num="2"),
            make_entry("Los requisitos del pasaporte.", num="3"),
        ]
    )
    found = named(engine.search(SearchRequest("requisitos para la naturalización")))
    assert found == ["zz/ley/1#2", "zz/ley/1#1"]
    assert len(named(engine.search(SearchRequest("requisitos")))) == 2
    strictly = named(engine.search(SearchRequest("requisitos AND naturalización")))
    assert strictly == ["zz/ley/1#2"]


def test_who_asks_for_an_offence_gets_the_article_that_punishes_first(
    make_engine, make_entry, named
):
    engine = make_engine(
        [
            make_entry("El rapto se denuncia de oficio y se informa a la familia.", num="1"),
            make_entry("Será reprimido con prisión de dos años quien cometa rapto.", num="2"),
            *(make_entry(f"El delito {n} prescribe.", num=str(n)) for n in range(3, 20)),
        ]
    )
    assert named(engine.search(SearchRequest("rapto")))[0] == "zz/ley/1#1"
    assert named(engine.search(SearchRequest("delito de rapto")))[0] == "zz/ley/1#2"


def test_where_few_articles_have_all_words_one_may_be_missing_and_a_note_says_so(
    make_engine, make_entry
):
    engine = make_engine(
        [
            make_entry("Igualdad de trato del trabajador migrante.", num="1"),
            make_entry("El migrante tiene igualdad de trato.", num="2"),
            make_entry("El trabajador cobra.", num="3"),
        ]
    )
    results = engine.search(SearchRequest("igualdad trato migrante trabajador"))
    assert [hit.key.eid for hit in results.hits] == ["1", "2"]
    assert results.is_loosened
    assert any("lack one" in str(note) for note in results.notes)
    pair = engine.search(SearchRequest("trabajador igualdad"))
    assert [hit.key.eid for hit in pair.hits] == ["1"]
    assert not pair.is_loosened


def test_a_concept_is_also_found_by_its_other_expressions_in_the_same_language(
    make_engine, make_entry
):
    engine = make_engine([make_entry("Se ordena el comiso de la nave.", num="1")])
    assert engine.search(SearchRequest("decomiso", across=True)).total == 1
    assert engine.search(SearchRequest("decomiso")).total == 0
