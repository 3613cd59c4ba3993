from collections.abc import Callable
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from werkzeug.datastructures import MultiDict

from web.results import question_of

Page = Callable[..., html.HtmlElement]


def _total(root: html.HtmlElement) -> int:
    return int(root.xpath("//h2[@id='found']")[0].text_content().split()[0])


def test_hits_say_where_they_stand_and_why_they_were_found(get_page: Page) -> None:
    root = get_page("/en/search?q=v%C3%ADctimas&country=xa")
    hits = root.xpath("//li[@class='hit']")
    assert hits
    for hit in hits:
        assert hit.xpath(".//p[@class='snippet']/mark")
        assert hit.xpath(".//p[@class='snippet']/@lang") == ["es"]
        (link,) = hit.xpath(".//h3/a/@href")
        assert link.startswith("/en/laws/xa/")
        assert "#" in link
        assert "Valdoria" in hit.text_content()
        assert "Found by:" in hit.text_content()


def test_facets_count_what_they_would_leave(get_page: Page) -> None:
    root = get_page("/en/search?q=victim&across=1")
    rows = root.xpath("//section[@class='facet'][1]//a")
    assert rows
    for row in rows[:3]:
        narrowed = get_page(row.get("href"))
        assert _total(narrowed) == int(row.xpath("./span[@class='count']")[0].text_content())


def test_active_filters_are_chips_that_take_themselves_off(get_page: Page) -> None:
    root = get_page("/en/search?q=victim&country=xd&language=en&from=2000&to=2020")
    chips = root.xpath("//a[@class='chip']")
    assert len(chips) == 3
    assert [get_page(chip.get("href")).xpath("count(//a[@class='chip'])") for chip in chips] == [
        2
    ] * 3


@pytest.mark.parametrize(
    ("years", "laws"),
    [
        ("from=2020", {"xa/ley/214-2021", "xa/decreto/77-2020"}),
        ("to=2020", {"xb/ley/1187-1996", "xc/ley/57-2019", "xa/decreto/77-2020"}),
        ("from=2020&to=2020", {"xa/decreto/77-2020"}),
    ],
)
def test_years_narrow_to_the_laws_of_those_years(
    get_page: Page, years: str, laws: set[str]
) -> None:
    links = get_page(f"/en/search?q=trata&{years}").xpath("//li[@class='hit']//h3/a/@href")
    assert links
    assert {link.partition("#")[0].removeprefix("/en/laws/") for link in links} <= laws


def test_a_new_question_keeps_the_filters(get_page: Page) -> None:
    form = get_page("/en/search?q=victim&country=xd&language=en").xpath("//form[@role='search']")[0]
    assert form.xpath(".//input[@name='country']/@value") == ["xd"]
    assert form.xpath(".//input[@name='language']/@value") == ["en"]


def test_pages_follow_one_another_without_repeating_a_hit(get_page: Page) -> None:
    first = get_page("/en/search?q=v%C3%ADctima")
    (link,) = first.xpath("//nav[@class='paging']/a[@rel='next']/@href")
    second = get_page(link)
    links = "//li[@class='hit']//h3/a/@href"
    assert first.xpath(links)
    assert not set(first.xpath(links)) & set(second.xpath(links))


def test_a_page_beyond_the_last_shows_the_last(get_page: Page) -> None:
    root = get_page("/en/search?q=v%C3%ADctima&page=9999")
    assert root.xpath("//li[@class='hit']")
    assert not root.xpath("//nav[@class='paging']/a[@rel='next']")


def test_nothing_found_offers_ways_on(get_page: Page) -> None:
    root = get_page("/es/search?q=zzzzzz&country=xa")
    links = root.xpath("//section[@class='results']//div[@class='notice']//a/@href")
    assert "/es/search?q=zzzzzz" in links
    assert any("across=1" in link for link in links)


def test_notes_of_the_parser_are_told_in_the_readers_language(get_page: Page) -> None:
    notes = get_page('/es/search?q="trata').xpath("//ul[@class='reading-notes']/li")
    assert any("comillas" in note.text_content() for note in notes)


@pytest.mark.parametrize(
    "query",
    [
        "q=trata&page=-1",
        "q=trata&page=0",
        "q=trata&page=99999999999999999999999",
        "q=trata&page=1e3",
        "q=trata&from=abc&to=%F0%9F%98%80",
        "q=trata&from=2020&to=1990",
        "q=trata&country=%00&country=PY%20OR%201&language=xx&topic=../../etc",
        "q=" + "trata+" * 2000,
        "q=" + "%C3%B1" * 10_000,
        "q=%00",
        "q=%FF%FE",
        "q=%ED%A0%80",
        "q=%22%22%22",
        "q=((((",
        "q=*",
        "q=NOT",
        "q=year:..",
        "q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "q=%E2%80%AE%E2%80%8B",
        "q[]=trata&q=a&q=b",
        "&&&==&;",
        "country=xa",
    ],
)
def test_any_query_string_gives_a_page(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/es/search?{query}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "</html>" in answer.text


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.text(max_size=60), year=st.text(max_size=6), page_typed=st.text(max_size=6))
def test_any_text_typed_gives_a_page(
    client: FlaskClient, typed: str, year: str, page_typed: str
) -> None:
    query = urlencode(
        {"q": typed, "from": year, "page": page_typed}, errors="surrogatepass", quote_via=quote
    )
    assert client.get(f"/en/search?{query}").status_code == 200


@pytest.mark.parametrize(
    ("given_years", "years", "notes"),
    [
        (("2000", "2010"), (2000, 2010), 0),
        (("2010", "2000"), (2000, 2010), 1),
        (("abc", ""), (None, None), 1),
        (("", " 1999 "), (None, 1999), 0),
        (("-5", "99999"), (None, None), 2),
        (("٢٠٢٠", ""), (None, None), 1),
    ],
)
def test_years_are_understood_or_left_out_with_a_note(
    given_years: tuple[str, str], years: tuple[int | None, int | None], notes: int
) -> None:
    question = question_of(MultiDict({"q": "x", "from": given_years[0], "to": given_years[1]}))
    assert (question.year_from, question.year_to) == years
    assert len(question.notes) == notes
