"""The bilingual legal terms and the rules of their file."""

import pytest

from i18n.languages import KNOWN_LANGUAGES
from i18n.terms import InvalidTerms, load_terms, read_terms

GOOD = """
concepts:
  visa:
    expressions:
      en: [visa, { text: stamp, only_typed: true }]
      es: [visa, { text: visado, regions: [es] }]
    definition: { en: A mark of a State., es: Constancia de un Estado. }
    source: a glossary
    false_friends:
      - { text: vista, language: es, note: { en: A hearing., es: Una audiencia. } }
  stay:
    expressions: { en: [stay], es: [estada] }
    definition: { en: Being there., es: Estar. }
    source: a glossary
ambiguous:
  - { text: permit, language: en, between: [visa, stay] }
"""


def test_terms_hold_at_least_150_concepts_said_in_both_languages():
    concepts = load_terms().concepts
    assert len(concepts) >= 150
    for concept in concepts:
        assert set(concept.expressions) == set(concept.definition) == set(KNOWN_LANGUAGES)


def test_trafficking_is_trata_and_smuggling_is_trafico_ilicito():
    names = {
        concept.id: [concept.expressions[language][0].text for language in ("en", "es")]
        for concept in load_terms().concepts
    }
    assert names["trafficking_in_persons"] == ["trafficking in persons", "trata de personas"]
    assert names["smuggling_of_migrants"] == [
        "smuggling of migrants",
        "tráfico ilícito de migrantes",
    ]


def test_every_source_has_its_name_in_spanish():
    concepts = load_terms().concepts
    assert not [one.id for one in concepts if one.source["es"] == one.source["en"]]
    refugee = next(one for one in concepts if one.id == "refugee")
    assert refugee.source["es"] == "Convención sobre el Estatuto de los Refugiados (1951), art. 1"


def test_false_friends_and_regional_expressions_are_more_than_a_few():
    concepts = load_terms().concepts
    assert sum(bool(concept.false_friends) for concept in concepts) >= 15
    regional = [
        one
        for concept in concepts
        for said in concept.expressions.values()
        for one in said
        if one.regions
    ]
    assert len(regional) >= 25


def test_no_expression_of_one_offence_names_the_other():
    concepts = {concept.id: concept for concept in load_terms().concepts}
    for concept_id, alien in (
        ("trafficking_in_persons", ("smuggl", "tráfico")),
        ("smuggling_of_migrants", ("traffick", "trata")),
    ):
        for expressions in concepts[concept_id].expressions.values():
            assert not [one.text for one in expressions for word in alien if word in one.text]


def test_regions_are_iso_country_codes():
    for concept in load_terms().concepts:
        for expressions in concept.expressions.values():
            for one in expressions:
                assert all(len(code) == 2 and code.islower() for code in one.regions)


def test_false_friends_are_explained_in_both_languages():
    friends = [friend for concept in load_terms().concepts for friend in concept.false_friends]
    assert friends
    for friend in friends:
        assert friend.language in KNOWN_LANGUAGES
        assert set(friend.note) == set(KNOWN_LANGUAGES)


def test_a_terms_file_is_read_in_order():
    terms = read_terms(GOOD)
    assert [concept.id for concept in terms.concepts] == ["visa", "stay"]
    visa = terms.concepts[0]
    assert visa.expressions["en"][1].only_typed
    assert visa.expressions["es"][1].regions == ("es",)
    assert terms.ambiguities[0].between == ("visa", "stay")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("en: [stay]", "en: [Visa]", "stands 2 times"),
        ("es: [estada]", "es: []", "stay: no expression to search for in «es»"),
        ("en: [stay]", "en: [{ text: stay, only_typed: true }]", "stay: no expression to search"),
        ("{ en: Being there., es: Estar. }", "{ en: Being there. }", "stay: no definition in «es»"),
        ("text: vista", "text: visado", "both an expression and a false friend"),
        ("between: [visa, stay]", "between: [visa, gone]", "fewer than two known concepts"),
        ("source: a glossary", "origin: a glossary", "unknown field origin"),
        ("concepts:", "notions:", "not of the expected shape"),
        ("es: [estada]", "es: [trata de niños, tráfico de migrantes]", "stay: mixes trafficking"),
        ("en: [stay]", "en: [human smuggling, trafficked person]", "stay: mixes trafficking"),
    ],
)
def test_a_breach_of_the_rules_is_named(old, new, complaint):
    with pytest.raises(InvalidTerms, match=complaint):
        read_terms(GOOD.replace(old, new, 1))


def test_traffic_in_organs_is_no_smuggling_of_migrants():
    organs = GOOD.replace("es: [estada]", "es: [tráfico de órganos]")
    organs = organs.replace("en: [stay]", "en: [organ trafficking, trafficking in organs]")
    assert len(read_terms(organs).concepts) == 2
