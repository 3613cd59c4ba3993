"""The glossary: every concept, in both languages."""

from collections.abc import Callable

import pytest
from lxml import html

from i18n.terms import load_terms

Page = Callable[..., html.HtmlElement]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_concept_stands_with_what_both_languages_say(get_page: Page, language: str) -> None:
    root = get_page(f"/{language}/glossary")
    concepts = load_terms().concepts
    sections = {section.get("id"): section for section in root.xpath("//section[@class='concept']")}
    assert set(sections) == {concept.id for concept in concepts}
    for concept in concepts:
        text = " ".join(sections[concept.id].text_content().split())
        assert concept.definition[language] in text
        assert concept.source[language] in text
        for expressions in concept.expressions.values():
            assert all(one.text in text for one in expressions if not one.only_typed)
        for friend in concept.false_friends:
            assert friend.note[language] in text


def test_what_is_in_the_other_language_says_so(get_page: Page) -> None:
    section = get_page("/en/glossary").xpath("//section[@id='refugee']")[0]
    assert section.xpath(".//ul[@lang='es']/li[1]")[0].text.strip() == "refugiado"
    assert section.xpath("./p[@lang='es']")


def test_words_narrow_the_glossary_whatever_their_accents(get_page: Page) -> None:
    found = get_page("/es/glossary?q=apatrida").xpath("//section[@class='concept']/@id")
    assert "stateless_person" in found
    assert len(found) < 12
    assert not get_page("/es/glossary?q=zzzz").xpath("//section[@class='concept']")


def test_a_concept_leads_to_the_search_in_both_languages(get_page: Page) -> None:
    link = get_page("/en/glossary").xpath("//section[@id='trafficking_in_persons']/p/a/@href")[-1]
    assert link == "/en/search?q=trafficking+in+persons&across=1"
    assert get_page(link).xpath("//li[@class='hit']")


def test_expressions_with_two_meanings_are_listed_and_lead_to_both(get_page: Page) -> None:
    root = get_page("/es/glossary")
    (doubt,) = root.xpath("//section[@aria-labelledby='ambiguous']//li[contains(., 'coyotaje')]")
    assert set(doubt.xpath("./a/@href")) == {"#trafficking_in_persons", "#smuggling_of_migrants"}
