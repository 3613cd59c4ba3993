"""Jurisdictions and topics: codes that exist, names in both languages."""

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from babel import Locale

import corpus
from corpus.jurisdictions import is_jurisdiction, jurisdiction_name, known_jurisdictions
from corpus.topics import load_topics
from i18n.languages import KNOWN_LANGUAGES

REFERENCE = Path(corpus.__file__).parent / "reference"
STATES = [state for state in known_jurisdictions().values() if not state.is_sample]


def test_every_code_is_used_once() -> None:
    rows = yaml.safe_load((REFERENCE / "jurisdictions.yaml").read_text("utf-8"))["jurisdictions"]
    for field in ("iso", "iso3"):
        codes = Counter(row[field] for row in rows if field in row)
        assert codes.most_common(1)[0][1] == 1


def test_every_state_but_treaties_is_in_iso_3166() -> None:
    territories = Locale.parse("en").territories
    for state in STATES:
        assert re.fullmatch(r"[a-z]{2}", state.code)
        assert state.code == "xx" or state.code.upper() in territories
        assert state.code == "xx" or re.fullmatch(r"[A-Z]{3}", state.alpha3)


def test_every_language_of_legislation_is_in_iso_639() -> None:
    languages = Locale.parse("en").languages
    for state in known_jurisdictions().values():
        assert all(code in languages for code in state.languages)


def test_every_state_is_named_in_every_language() -> None:
    for state in known_jurisdictions().values():
        assert set(state.name) == set(KNOWN_LANGUAGES)
        assert all(name.strip() for name in state.name.values())


def test_the_thirty_five_states_of_the_charter_are_there() -> None:
    charter = [state for state in STATES if "oas" in state.groups]
    assert len(charter) == 35
    assert {state.oas_status for state in charter} <= {
        "member",
        "member_not_participating",
        "withdrawn",
        "contested",
    }


def test_publishers_are_named_and_their_addresses_are_addresses() -> None:
    published = [
        publisher
        for state in known_jurisdictions().values()
        for publisher in (state.official_gazette, state.official_legislation_site)
        if publisher is not None
    ]
    assert len(published) > 50
    for publisher in published:
        assert publisher.name.strip()
        assert re.fullmatch(r"(https?://[\w.-]+\S*)?", publisher.url)
    gazettes = [state.code for state in STATES if state.official_gazette]
    assert len(gazettes) >= 30


def test_a_state_that_left_or_is_absent_says_so_in_both_languages() -> None:
    for state in STATES:
        if state.oas_status not in {"none", "member"}:
            assert state.oas_note, state.code
            assert set(state.oas_note) == set(KNOWN_LANGUAGES)


def test_fictional_states_carry_codes_that_no_state_will_have() -> None:
    samples = [state for state in known_jurisdictions().values() if state.is_sample]
    assert samples
    assert all(re.fullmatch(r"x[a-w]", state.code) for state in samples)


@pytest.mark.parametrize(
    ("code", "english", "spanish"),
    [
        ("py", "Paraguay", "Paraguay"),
        ("US", "United States of America", "Estados Unidos de América"),
        ("xx", "International instruments", "Instrumentos internacionales"),
        ("gb", "United Kingdom", "Reino Unido"),
        ("ug", "Uganda", "Uganda"),
        ("q9", "Q9", "Q9"),
        ("zz", "ZZ", "ZZ"),
    ],
)
def test_a_jurisdiction_has_its_name_in_each_language(
    code: str, english: str, spanish: str
) -> None:
    assert jurisdiction_name(code, "en") == english
    assert jurisdiction_name(code, "es") == spanish


def test_an_unknown_language_gives_english_names() -> None:
    assert jurisdiction_name("br", "tlh") == "Brazil"
    assert jurisdiction_name("gb", "tlh") == "United Kingdom"
    assert jurisdiction_name("br", "??") == "Brazil"


@pytest.mark.parametrize(
    ("code", "exists"),
    [
        ("py", True),
        ("gb", True),
        ("xx", True),
        ("xa", True),
        ("zz", False),
        ("PY", False),
        ("", False),
    ],
)
def test_what_is_a_jurisdiction(code: str, exists: bool) -> None:
    assert is_jurisdiction(code) is exists


def test_every_topic_has_label_and_scope_in_every_language() -> None:
    for topic in load_topics().values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", topic.slug)
        for texts in (topic.label, topic.scope):
            assert set(texts) == set(KNOWN_LANGUAGES)
            assert all(text.strip() for text in texts.values())


def test_no_topic_or_label_is_used_twice() -> None:
    rows = yaml.safe_load((REFERENCE / "topics.yaml").read_text("utf-8"))["topics"]
    slugs = [row["slug"] for top in rows for row in (top, *top.get("children", []))]
    assert len(slugs) == len(set(slugs)) == len(load_topics())
    for language in KNOWN_LANGUAGES:
        labels = [topic.label[language] for topic in load_topics().values()]
        assert len(labels) == len(set(labels))


def test_topics_form_two_levels() -> None:
    topics = load_topics()
    for topic in topics.values():
        assert all(topics[child].parent == topic.slug for child in topic.children)
        assert topic.parent is None or topics[topic.parent].parent is None


def test_trata_is_trafficking_and_trafico_is_smuggling() -> None:
    topics = load_topics()
    assert topics["trafficking"].label["es"] == "Trata de personas"
    assert topics["smuggling"].label["es"] == "Tráfico ilícito de migrantes"
