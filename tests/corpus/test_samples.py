"""The bundled sample laws: what issue 2 asks of them, and the answer key's own soundness."""

import re
from pathlib import Path

import pytest
import yaml

from corpus import akn
from corpus.identifiers import law_id
from corpus.model import (
    Article,
    Block,
    Division,
    Document,
    Paragraph,
    placed_articles,
    quoted_articles,
)
from corpus.samples import sample_laws
from corpus.topics import load_topics

LAWS = dict(sample_laws())
DOCUMENTS = {name: akn.read(xml) for name, xml in LAWS.items()}
KEY = yaml.safe_load((Path(__file__).parent / "sample_verdicts.yaml").read_text(encoding="utf-8"))
STATES = yaml.safe_load(
    (Path(akn.__file__).parents[1] / "samples" / "jurisdictions.yaml").read_text(encoding="utf-8")
)["jurisdictions"]

every_law = pytest.mark.parametrize("name", LAWS)


def own_articles(document: Document) -> list[Article]:
    return [placed.article for placed in placed_articles(document, attachments=False)]


def numbers(document: Document) -> set[str]:
    """Numbers of a law's own articles and of the articles that it inserts elsewhere."""
    own = own_articles(document)
    return {article.num for article in own} | {
        quoted.num for article in own for quoted in quoted_articles(article)
    }


def divisions(document: Document) -> list[Division]:
    found: list[Division] = []
    for placed in placed_articles(document):
        found += [division for division in placed.path if division not in found]
    return found


def depth(blocks: tuple[Block, ...]) -> int:
    """Levels of points under an article: 0 for plain paragraphs."""
    return max(
        (
            bool(block.num) + depth(block.children)
            for block in blocks
            if isinstance(block, Paragraph)
        ),
        default=0,
    )


def test_three_laws_are_in_spanish_and_three_in_english() -> None:
    languages = [document.metadata.language for document in DOCUMENTS.values()]
    assert sorted(languages) == ["en"] * 3 + ["es"] * 3


def test_each_fictional_state_has_one_law_in_its_language() -> None:
    of_laws = {
        document.metadata.jurisdiction: [document.metadata.language]
        for document in DOCUMENTS.values()
    }
    assert of_laws == {state["iso"]: state["languages"] for state in STATES}
    assert all(state["sample"] is True and set(state["name"]) == {"en", "es"} for state in STATES)


@every_law
def test_a_sample_is_valid_akoma_ntoso(name: str) -> None:
    assert akn.schema_problems(LAWS[name]) == ()


@every_law
def test_writing_what_was_read_gives_the_same_file(name: str) -> None:
    assert akn.write(DOCUMENTS[name]) == LAWS[name]


@every_law
def test_a_sample_has_between_twenty_and_sixty_articles(name: str) -> None:
    assert 20 <= len(own_articles(DOCUMENTS[name])) <= 60


@every_law
def test_a_sample_says_in_data_title_and_preamble_that_it_is_one(name: str) -> None:
    document = DOCUMENTS[name]
    assert document.metadata.is_sample
    assert document.metadata.title.endswith(("(ejemplo)", "(sample)"))
    assert re.search(r"Estado ficticio|fictional State", document.preamble[0].text)


@every_law
def test_the_file_is_named_after_the_law(name: str) -> None:
    assert name == law_id(DOCUMENTS[name].metadata).replace("/", "-") + ".xml"


@every_law
def test_a_sample_has_divisions_and_points(name: str) -> None:
    document = DOCUMENTS[name]
    assert divisions(document)
    assert any(depth(article.content) for article in own_articles(document))


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("xa-ley-214-2021.xml", "12 bis"),
        ("xb-ley-1187-1996.xml", "17 bis"),
        ("xc-ley-57-2019.xml", "10 bis"),
        ("xd-act-12-2016.xml", "27A"),
        ("xe-act-31-2008.xml", "7A"),
        ("xf-act-8-2022.xml", "4A"),
    ],
)
def test_every_sample_has_an_inserted_article(name: str, number: str) -> None:
    assert number in {article.num for article in own_articles(DOCUMENTS[name])}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("xa-ley-214-2021.xml", ["primera", "segunda"]),
        ("xb-ley-1187-1996.xml", ["único"]),
        ("xc-ley-57-2019.xml", ["primera", "segunda"]),
    ],
)
def test_transitional_articles_stand_in_their_own_division(name: str, expected: list[str]) -> None:
    document = DOCUMENTS[name]
    assert [
        placed.article.num
        for placed in placed_articles(document)
        if any(division.kind == "transitional" for division in placed.path)
    ] == expected


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("xa-ley-214-2021.xml", {"chapter", "transitional", "final"}),
        ("xb-ley-1187-1996.xml", {"chapter", "transitional", "final"}),
        ("xc-ley-57-2019.xml", {"title", "chapter", "transitional", "final"}),
        ("xd-act-12-2016.xml", {"part"}),
        ("xe-act-31-2008.xml", {"part", "division"}),
        ("xf-act-8-2022.xml", {"title"}),
    ],
)
def test_divisions_are_of_the_expected_kinds(name: str, kinds: set[str]) -> None:
    assert {division.kind for division in divisions(DOCUMENTS[name])} == kinds


def test_an_english_sample_nests_points_three_deep() -> None:
    document = DOCUMENTS["xd-act-12-2016.xml"]
    assert max(depth(article.content) for article in own_articles(document)) == 3


def test_the_schedule_restarts_numbering_outside_the_acts_own_sections() -> None:
    (schedule,) = DOCUMENTS["xd-act-12-2016.xml"].attachments
    assert [entry.num for entry in schedule.body if isinstance(entry, Article)] == ["1", "2", "3"]


def test_the_amending_sample_quotes_the_sections_that_it_inserts() -> None:
    document = DOCUMENTS["xf-act-8-2022.xml"]
    quoted = {
        article.num: [inner.num for inner in quoted_articles(article)]
        for article in own_articles(document)
        if any(quoted_articles(article))
    }
    assert quoted == {"4": ["61"], "4A": ["75A", "75B", "75C", "75D"]}


@every_law
def test_the_answer_key_codes_enough_provisions_once_and_cites_real_articles(name: str) -> None:
    coded = KEY[name]
    provisions = [entry["provision"] for entry in coded]
    assert len(coded) >= 15
    assert len(set(provisions)) == len(provisions)
    cited = {article for entry in coded for article in entry["articles"]}
    assert cited <= numbers(DOCUMENTS[name])


def test_the_answer_key_shows_every_kind_of_verdict_in_both_languages() -> None:
    shown = {
        (DOCUMENTS[name].metadata.language, entry["verdict"])
        for name, coded in KEY.items()
        for entry in coded
    }
    verdicts = ("full", "partial", "absent", "contrary")
    assert shown == {(language, verdict) for language in ("en", "es") for verdict in verdicts}


@every_law
def test_every_topic_of_a_sample_is_in_the_list_of_topics(name: str) -> None:
    topics = DOCUMENTS[name].metadata.topics
    assert topics
    assert set(topics) <= set(load_topics())
