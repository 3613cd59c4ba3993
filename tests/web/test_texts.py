"""Checklists as pages, and the texts about the site."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from werkzeug.test import TestResponse

from corpus.checklists.loader import bundled_checklists
from web.texts import measured

Answers = Callable[[str], TestResponse]
GetPage = Callable[..., html.HtmlElement]

CHECKLIST = bundled_checklists()["milex-un-tip-som"]
in_both = pytest.mark.parametrize("language", ["en", "es"])


@in_both
def test_a_checklist_lists_every_provision_and_leads_to_it(
    get_page: GetPage, language: str
) -> None:
    address = f"/{language}/checklists/{CHECKLIST.id}"
    root = get_page(address)
    links = set(root.xpath("//main//ul[@class='asked']//a/@href"))
    assert links == {f"{address}?group={p.group}#{p.id}" for p in CHECKLIST.provisions}


@in_both
@pytest.mark.parametrize("group", [group.id for group in CHECKLIST.groups])
def test_a_group_tells_all_that_its_provisions_ask(
    get_page: GetPage, answers: Answers, language: str, group: str
) -> None:
    address = f"/{language}/checklists/{CHECKLIST.id}?group={group}"
    root = get_page(address)
    assert len(answers(address).data) < 600_000
    for provision in (p for p in CHECKLIST.provisions if p.group == group):
        (shown,) = root.xpath("//section[@id=$id]", id=provision.id)
        said = " ".join(shown.text_content().split())
        assert " ".join(provision.question[language].split()) in said
        for source in provision.sources:
            assert f"{source.instrument} {source.article}" in said
        for element in provision.elements:
            label = element.label[language]
            assert label[:1].upper() + label[1:] in said
    assert not [one for one in ("None", "Markup", "frozenset") if one in root.text_content()]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/es/checklists/nada", 404),
        ("/es/checklists/milex-un-tip-som?group=ZZ", 404),
        ("/es/checklists/milex-un-tip-som?group=%3Cscript%3E", 404),
    ],
)
def test_what_no_checklist_has_is_not_here(answers: Answers, address: str, status: int) -> None:
    answer = answers(address)
    assert answer.status_code == status
    assert "<script>" not in answer.text.replace("<script src", "")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "independent of any organisation"), ("es", "independiente de toda organización")],
)
def test_about_says_what_verdicts_are_and_gives_the_figures_with_their_day(
    get_page: GetPage, language: str, sentence: str
) -> None:
    said = " ".join(get_page(f"/{language}/about").text_content().split())
    assert sentence in said
    figures = measured()
    for known in figures["sets"].values():
        assert str(known["findings"]) in said
        assert f"{known['agreement']:.0%}".rstrip("%") in said
    assert "2026" in said
    assert figures["checklist"] in said


def test_the_figures_are_of_a_checklist_that_is_here() -> None:
    figures = json.loads(
        (Path(__file__).parents[2] / "web" / "measured.json").read_text(encoding="utf-8")
    )
    assert figures["checklist"] in bundled_checklists()
    for known in figures["sets"].values():
        assert 0 <= known["agreement_from"] <= known["agreement"] <= known["agreement_to"] <= 1
        assert known["keywords"] < known["agreement"]


@in_both
def test_help_shows_ways_to_search_that_find_something_or_say_why(
    get_page: GetPage, answers: Answers, language: str
) -> None:
    root = get_page(f"/{language}/help")
    examples = root.xpath("//table//th/a/@href")
    assert len(examples) >= 8
    for example in examples:
        assert answers(example).status_code == 200


@in_both
def test_the_foot_of_every_page_leads_to_help_about_and_accessibility(
    get_page: GetPage, language: str
) -> None:
    links = get_page(f"/{language}/laws").xpath("//footer//a/@href")
    for text in ("help", "about", "accessibility"):
        assert f"/{language}/{text}" in links
