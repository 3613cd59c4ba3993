"""Lists of laws, States, treaties and groups: what is chosen, in what order, and what is known."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.datastructures import MultiDict

from corpus.groups import GroupKind
from corpus.jurisdictions import LegalSystem, OasStatus
from corpus.treaties import Action, ParentRule, Position
from milex.cli.init import add_samples
from milex.records import LawSummary
from milex.schema import upgrade
from milex.workspace import Workspace
from web import create_app, reference_wording
from web.choosing import Choice, choice_of, chosen, topics_held
from web.presentation import day_name

Page = Callable[..., html.HtmlElement]


def law(name: str, year: int | None, **values: object) -> LawSummary:
    """A law of the country that ``name`` begins with."""
    described: dict[str, object] = {
        "law": name,
        "title": name.upper(),
        "country": name[:2],
        "language": "es",
        "kind": "ley",
        "number": "1",
        "year": year,
        "date": None,
        "status": "in_force",
        "topics": (),
        "version": "undated",
        "versions": ("undated",),
        "articles": 10,
        "is_sample": False,
        "source_url": "",
        "publisher": "",
        **values,
    }
    return LawSummary(**described)  # type: ignore[arg-type]


LAWS = [
    law("py/ley/1", 2012, topics=("victim-protection",), articles=62),
    law("py/ley/2", None, status="unknown"),
    law("ar/ley/3", 2004, status="repealed", articles=5),
    law("jm/act/4", 2007, language="en", topics=("trafficking",)),
]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["ar/ley/3", "jm/act/4", "py/ley/1", "py/ley/2"]),
        ("country=py", ["py/ley/1", "py/ley/2"]),
        ("group=mercosur", ["ar/ley/3", "py/ley/1", "py/ley/2"]),
        ("group=caricom", ["jm/act/4"]),
        ("group=league", ["ar/ley/3", "jm/act/4", "py/ley/1", "py/ley/2"]),
        ("topic=trafficking", ["jm/act/4", "py/ley/1"]),
        ("status=repealed", ["ar/ley/3"]),
        ("status=forgotten", ["ar/ley/3", "jm/act/4", "py/ley/1", "py/ley/2"]),
        ("language=en", ["jm/act/4"]),
        ("from=2007", ["jm/act/4", "py/ley/1"]),
        ("to=2007", ["ar/ley/3", "jm/act/4"]),
        ("from=2012&to=2007", ["jm/act/4", "py/ley/1"]),
        ("from=lately", ["ar/ley/3", "jm/act/4", "py/ley/1", "py/ley/2"]),
        ("sort=year", ["ar/ley/3", "jm/act/4", "py/ley/1", "py/ley/2"]),
        ("sort=-year", ["py/ley/1", "jm/act/4", "ar/ley/3", "py/ley/2"]),
        ("sort=-articles", ["py/ley/1", "jm/act/4", "py/ley/2", "ar/ley/3"]),
        ("sort=-country", ["py/ley/1", "py/ley/2", "jm/act/4", "ar/ley/3"]),
        ("sort=status", ["jm/act/4", "py/ley/1", "ar/ley/3", "py/ley/2"]),
        ("sort=colour", ["ar/ley/3", "jm/act/4", "py/ley/1", "py/ley/2"]),
    ],
)
def test_a_query_string_chooses_and_orders(app: Flask, query: str, expected: list[str]) -> None:
    with app.test_request_context(f"/en/laws?{query}"):
        args = MultiDict(pair.split("=") for pair in query.split("&") if pair)
        assert [found.law for found in chosen(LAWS, choice_of(args))] == expected


def test_a_fictional_state_stands_behind_real_ones(app: Flask) -> None:
    sample = law("aa/ley/9", 2020, is_sample=True)
    with app.test_request_context("/en/laws"):
        assert chosen([sample, *LAWS], Choice())[-1] == sample


def test_topics_stand_below_their_parents() -> None:
    held = topics_held(LAWS)
    assert held.index("trafficking") < held.index("victim-protection")


def test_a_choice_is_what_its_address_says(app: Flask) -> None:
    choice = Choice(group="sica", year_from=1990, sort="-year", page=3)
    with app.test_request_context("/en/"):
        address = choice.url()
        query = MultiDict(pair.split("=") for pair in address.partition("?")[2].split("&"))
        assert choice_of(query) == choice
        assert Choice().url() == "/en/laws"
    assert choice.without("group") == Choice(year_from=1990, sort="-year")
    assert choice.sorted_by("year").sort == "year"
    assert choice.sorted_by("title").sort == "title"
    assert Choice().sorted_by("country").sort == "-country"
    assert not Choice(sort="title", page=2).is_narrowed


def test_the_list_says_how_many_laws_and_how_it_is_ordered(get_page: Page) -> None:
    root = get_page("/en/laws?language=en&sort=-year")
    rows = root.xpath("//table//tbody/tr")
    assert f"{len(rows)} laws" in root.xpath("string(//p[@role='status'])")
    years = [int(row.xpath("string(td[2])")) for row in rows]
    assert years == sorted(years, reverse=True)
    assert root.xpath("//th[@aria-sort='descending']//text()")[0].strip() == "Year"
    assert root.xpath("//select[@id='sort']/option[@selected]/@value") == ["-year"]
    assert root.xpath("//*[@class='chip']")[0].text_content().strip().startswith("Remove English")


def test_a_group_names_its_states_without_a_law(get_page: Page) -> None:
    root = get_page("/es/laws?group=can")
    note = root.xpath("string(//p[@class='group-note'])")
    assert "Comunidad Andina" in note
    for name in ("Bolivia", "Colombia", "Ecuador", "Perú"):
        assert name in note
    assert "Ninguna ley" in root.xpath("string(//p[@class='notice'])")


def test_an_empty_page_number_past_the_end_is_the_last_page(get_page: Page) -> None:
    assert get_page("/en/laws?page=99").xpath("//table//tbody/tr")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/laws/tt", ["Denounced", "probable", "denunciation: 1998", "Gazette"]),
        ("/es/laws/ve", ["Denunciado", "denuncia: 2012", "controvertido"]),
        ("/en/laws/us", ["Signed, not ratified", "Federal Register", "Louisiana"]),
        ("/es/laws/py", ["ratificación: 22 de septiembre de 2004", "MERCOSUR"]),
    ],
)
def test_a_state_s_page_tells_its_treaties_publishers_and_groups(
    get_page: Page, address: str, words: list[str]
) -> None:
    text = get_page(address).xpath("string(//main)")
    for word in words:
        assert word in text


def test_a_missing_row_is_unknown_and_a_state_without_rows_is_said_to_be_so(
    get_page: Page,
) -> None:
    assert "That says nothing about whether it is a party" in get_page("/en/laws/es").xpath(
        "string(//main)"
    )
    row = get_page("/en/treaties/achr").xpath("//tr[.//a[contains(@href, '/laws/ca')]]")[0]
    assert "Unknown" in row.text_content()
    assert "Not" not in row.text_content()


def test_a_probable_status_says_so_with_its_source(get_page: Page) -> None:
    row = get_page("/es/treaties/achr").xpath("//tr[.//a[contains(@href, '/laws/mx')]]")[0]
    assert row.xpath("string(.//span[contains(@class, 'probable')])") == "probable"
    assert "conocimiento general" in row.text_content()


def test_a_fictional_state_has_no_treaties_and_is_in_no_group(get_page: Page) -> None:
    text = get_page("/en/laws/xa").xpath("string(//main)")
    assert "Treaties" not in text
    assert "Groups:" not in text


def test_a_treaty_leads_to_its_status_page_and_to_its_parent(get_page: Page) -> None:
    root = get_page("/en/treaties/tip-protocol")
    far = root.xpath("//a[@class='far']")[0]
    assert far.get("href").startswith("https://treaties.un.org/")
    assert far.get("rel") == "external noreferrer"
    assert "/en/treaties/untoc" in root.xpath("//dl//a/@href")
    assert "only parties to it" in root.xpath("string(//dl)")
    assert root.xpath("//dd/span[@lang='es']")


def test_a_declaration_is_shown_without_parties(get_page: Page) -> None:
    root = get_page("/en/treaties/cartagena-1984")
    assert not root.xpath("//table")


def test_a_group_narrows_the_parties(get_page: Page) -> None:
    root = get_page("/en/treaties/cmw?group=mercosur")
    assert len(root.xpath("//table//tbody/tr")) == 6
    assert root.xpath("//option[@selected]/@value") == ["mercosur"]


def test_a_group_counts_its_parties(get_page: Page) -> None:
    rows = get_page("/en/groups/can").xpath("//table//tbody/tr")
    untoc = next(row for row in rows if "UNTOC" in row.text_content())
    assert "4 of 4 are parties" in untoc.text_content()


@pytest.fixture
def nothing_compared(tmp_path: Path) -> Iterator[FlaskClient]:
    """A site of the sample laws that nobody has asked for a comparison."""
    app = create_app({"MILEX_HOME": str(tmp_path), "TESTING": True})
    workspace: Workspace = app.extensions["milex"]
    upgrade(workspace.engine)
    add_samples(workspace)
    yield app.test_client()
    workspace.close()


def test_laws_are_counted_only_once_all_of_a_state_s_are_compared(
    nothing_compared: FlaskClient,
) -> None:
    waiting = nothing_compared.get("/en/laws/xd").text
    assert "has not been compared yet" in waiting
    nothing_compared.get("/en/countries/xd/comparison/milex-un-tip-som")
    root = html.document_fromstring(nothing_compared.get("/en/laws/xd").text)
    assert "has not been compared yet" not in root.text_content()
    counts = root.xpath("//ul[@class='bar-counts']/li/a")
    assert counts
    assert all("#findings" in link.get("href") for link in counts)


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        ("en", "2012-12-13", "13 December 2012"),
        ("es", datetime.date(2012, 12, 13), "13 de diciembre de 2012"),
        ("es", "2026-11", "noviembre de 2026"),
        ("en", "2016", "2016"),
        ("en", "", ""),
    ],
)
def test_a_day_is_written_as_far_as_it_is_known(
    app: Flask, language: str, day: str | datetime.date, expected: str
) -> None:
    with app.test_request_context(f"/{language}/"):
        assert day_name(day) == expected


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (reference_wording.GROUP_KINDS, get_args(GroupKind)),
        (reference_wording.LEGAL_SYSTEMS, get_args(LegalSystem)),
        (reference_wording.OAS_STATUSES, get_args(OasStatus)),
        (reference_wording.POSITIONS, get_args(Position)),
        (reference_wording.POSITION_SIGNS, get_args(Position)),
        (reference_wording.ACTIONS, get_args(Action)),
        (reference_wording.PARENT_RULES, get_args(ParentRule)),
    ],
)
def test_every_code_of_the_reference_data_has_its_words(
    table: dict[str, object], codes: tuple[str, ...]
) -> None:
    assert set(table) == set(codes)


def test_the_map_of_a_treaty_says_what_its_table_says(get_page: Page) -> None:
    root = get_page("/en/treaties/cmw")
    titles = root.xpath("//*[local-name()='svg']//*[local-name()='title']/text()")
    assert "Paraguay: Party" in titles
    assert "Haiti: Signed, not ratified" in titles
    outside = get_page("/en/treaties/cmw?group=mercosur").xpath("//*[local-name()='svg']//title")
    assert "Haiti: not of this group" in [title.text for title in outside]


def test_a_group_leads_to_its_laws_and_their_matrix(get_page: Page) -> None:
    links = get_page("/en/groups/caribbean").xpath("//p[@class='actions']/a/@href")
    assert links == ["/en/laws?group=caribbean"]  # the samples are of fictional States


def test_a_long_list_is_paged_and_keeps_its_choice(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.laws.LAWS_A_PAGE", 2)
    root = html.document_fromstring(client.get("/en/laws?language=es&sort=title&page=2").text)
    assert len(root.xpath("//table//tbody/tr")) == 2
    assert "from 3 to 4" in root.xpath("string(//p[@role='status'])")
    assert root.xpath("//a[@rel='prev']/@href") == ["/en/laws?language=es&sort=title"]
    last = html.document_fromstring(client.get("/en/laws?page=4").text)
    assert not last.xpath("//a[@rel='next']")
