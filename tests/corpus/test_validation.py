"""Our own rules on a law, each with a sentence that says what to do."""

import datetime
from dataclasses import replace
from typing import Any

import pytest

from corpus.identifiers import assign_eids
from corpus.model import Article, Attachment, Document, LawMetadata, Paragraph, Quotation
from corpus.validation import validate

METADATA = LawMetadata("Ley de faros", "py", "es", "ley", "7", topics=("smuggling",))


def _article(number: str, text: str = "Los faros alumbran.", **fields: Any) -> Article:
    return Article(number, f"Artículo {number}", content=(Paragraph(text),), **fields)


SOUND = assign_eids(Document(METADATA, (_article("1"), _article("2"))))


def test_a_sound_law_has_no_problem() -> None:
    assert validate(SOUND) == ()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "missing_title"),
        ({"jurisdiction": ""}, "missing_jurisdiction"),
        ({"jurisdiction": "zz"}, "unknown_jurisdiction"),
        ({"jurisdiction": "PY"}, "unknown_jurisdiction"),
        ({"language": ""}, "missing_language"),
        ({"language": "fr"}, "unknown_language"),
        ({"topics": ("faros",)}, "unknown_topic"),
        ({"year": 2001, "date": datetime.date(2002, 1, 1)}, "dates_disagree"),
    ],
)
def test_metadata_that_cannot_be_is_reported(change: dict[str, Any], code: str) -> None:
    law = replace(SOUND, metadata=replace(METADATA, **change))
    assert [problem.code for problem in validate(law)] == [code]


@pytest.mark.parametrize("code", ["xx", "xa", "gb"])
def test_treaties_sample_states_and_other_countries_are_known(code: str) -> None:
    assert validate(replace(SOUND, metadata=replace(METADATA, jurisdiction=code))) == ()


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ((), "no_articles", "no article"),
        ((_article("1"), _article("2", "")), "empty_article", "Article 2"),
        ((Article("", "Artículo"),), "empty_article", "‹Artículo›"),
        ((_article("5"), _article("5")), "duplicate_number", "Article 5 stands 2 times"),
        ((_article("1", eid="art_1"), _article("2", eid="art_1")), "duplicate_eid", "‹art_1›"),
    ],
)
def test_a_body_that_no_law_has_is_reported(
    body: tuple[Article, ...], code: str, words: str
) -> None:
    (problem,) = validate(replace(SOUND, body=body))
    assert problem.code == code
    assert words in str(problem.message)


def test_an_article_of_a_heading_alone_is_not_empty() -> None:
    law = replace(SOUND, body=(replace(_article("1", ""), heading="Derogado"),))
    assert validate(law) == ()


def test_an_annex_may_start_its_numbers_again() -> None:
    annex = Attachment("ANEXO", body=(_article("1"),))
    assert validate(assign_eids(replace(SOUND, attachments=(annex,)))) == ()


def test_quoted_articles_may_bear_the_numbers_of_the_law() -> None:
    amending = Article("3", "Artículo 3", content=(Quotation((_article("1"),)),))
    assert validate(assign_eids(replace(SOUND, body=(*SOUND.body, amending)))) == ()


def test_every_problem_is_told_in_one_sentence_or_two() -> None:
    broken = Document(LawMetadata("", "", ""), ())
    problems = validate(broken)
    assert [problem.code for problem in problems] == [
        "missing_title",
        "missing_jurisdiction",
        "missing_language",
        "no_articles",
    ]
    assert all(str(problem.message).endswith(".") for problem in problems)
