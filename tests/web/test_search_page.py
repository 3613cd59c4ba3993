import csv
import io
from collections.abc import Callable
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from werkzeug.datastructures import MultiDict

from web.question import question_of

Page = Callable[..., html.HtmlElement]


def _total(root: html.HtmlElement) -> int:
    return int(root.xpath("//h2[@id='found']")[0].text_content().split()[0])


def test_hits_say_where_they_stand_and_why_they_were_found(get_page: Page) -> None:
    root = get_page("/en/search?q=v%C3%ADctimas&country=xa")
    hits = root.xpath("//li[@class='hit']")
    assert hits
    assert hits[0].xpath(".//p[@class='hit-place']")
    for law in root.xpath("//li[@class='law-found']"):
        assert "Valdoria" in law.text_content()
    for hit in hits:
        assert hit.xpath(".//p[@class='snippet']/mark")
        assert hit.xpath(".//p[@class='snippet']/@lang") == ["es"]
        (link,) = hit.xpath(".//h4/a/@href")
        assert link.startswith("/en/laws/xa/")
        assert "#" in link
        assert "Found by:" in hit.text_content()


def test_facets_count_what_they_would_leave(get_page: Page) -> None:
    root = get_page("/en/search?q=victim&across=1")
    for name in ("country", "language", "topic", "decade", "kind", "status"):
        rows = root.xpath(f"//section[@class='facet facet-{name}']//a")
        assert rows, name
        row = rows[-1]
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
    links = get_page(f"/en/search?q=trata&{years}").xpath("//li[@class='hit']//h4/a/@href")
    assert links
    assert {link.partition("#")[0].removeprefix("/en/laws/") for link in links} <= laws


def test_a_new_question_keeps_the_filters(get_page: Page) -> None:
    form = get_page("/en/search?q=victim&country=xd&language=en").xpath("//form[@role='search']")[0]
    assert form.xpath(".//input[@name='country']/@value") == ["xd"]
    assert form.xpath(".//input[@name='language']/@value") == ["en"]


def test_pages_follow_one_another_without_repeating_a_hit(get_page: Page) -> None:
    first = get_page("/en/search?q=v%C3%ADctima")
    assert first.xpath("//p[@class='more']/a/@href")[0].count("law=") == 1
    first = get_page(first.xpath("//p[@class='more']/a/@href")[0])
    (link,) = first.xpath("//nav[@class='paging']/a[@rel='next']/@href")
    second = get_page(link)
    links = "//li[@class='hit']//h4/a/@href"
    assert first.xpath(links)
    assert not set(first.xpath(links)) & set(second.xpath(links))


def test_a_page_beyond_the_last_shows_the_last(get_page: Page) -> None:
    root = get_page("/en/search?q=v%C3%ADctima&law=xa/ley/214-2021&page=9999")
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
        "q=trata&law=../../etc/passwd&sort=' OR 1&kind=%00&status=%F0%9F%98%80",
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


# --- grouping, order, export ------------------------------------------------------------


def test_results_stand_law_by_law_with_the_best_articles_of_each(get_page: Page) -> None:
    root = get_page("/en/search?q=victim&across=1")
    laws = root.xpath("//li[@class='law-found']")
    addresses = [law.xpath("./h3/a/@href")[0] for law in laws]
    assert len(addresses) == len(set(addresses)) > 1
    for law, address in zip(laws, addresses, strict=True):
        hits = law.xpath(".//li[@class='hit']//h4/a/@href")
        assert 1 <= len(hits) <= 3
        assert all(hit.startswith(address) for hit in hits)
        more = law.xpath("./p[@class='more']/a/@href")
        if more:
            whole = get_page(more[0]).xpath("//li[@class='law-found']/h3/a/@href")
            assert whole == [address]


def test_the_order_is_a_choice_that_the_address_keeps(get_page: Page) -> None:
    years = r"//li[@class='law-found']/h3/a/@href"
    root = get_page("/en/search?q=victim&across=1")
    (newest,) = root.xpath("//nav[@class='sorting']/a[not(@aria-current)]/@href")
    assert "sort=date" in newest
    found = get_page(newest).xpath(years)
    assert [int(address[-4:]) for address in found] == sorted(
        (int(address[-4:]) for address in found), reverse=True
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_articles_found_are_saved_as_a_table(
    get_page: Page, client: FlaskClient, language: str
) -> None:
    root = get_page(f"/{language}/search?q=v%C3%ADctima&country=xa")
    (address,) = root.xpath("//a[@download]/@href")
    answer = client.get(address)
    assert answer.mimetype == "text/csv"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) - 1 == _total(root)
    assert {row[2] for row in rows[1:]} == {"XA"}
    assert rows[0][0] == {"en": "Law", "es": "Ley"}[language]


def test_a_topic_stands_above_its_child_topics(get_page: Page) -> None:
    root = get_page("/en/search?q=victim&across=1")
    tree = root.xpath("//section[@class='facet facet-topic']/ul/li[ul]")
    assert tree
    below = tree[0].xpath("./ul/li/a/span[@class='count']")
    above = tree[0].xpath("./a/span[@class='count']")
    assert all(int(one.text) <= int(above[0].text) for one in below)


# --- concepts, corrections, help --------------------------------------------------------


def test_a_hit_across_languages_names_the_expression_and_leads_to_the_glossary(
    get_page: Page,
) -> None:
    root = get_page("/es/search?q=trata+de+personas&across=1&language=en")
    reasons = root.xpath("//span[@class='why']/a")
    assert any(reason.text_content() == "trafficking in persons" for reason in reasons)
    address = reasons[0].get("href")
    assert address.startswith("/es/glossary#")
    place = address.partition("#")[2]
    assert get_page("/es/glossary").xpath(f"//section[@id='{place}']")


def test_a_concept_in_the_question_leads_to_the_glossary_and_to_both_languages(
    get_page: Page,
) -> None:
    (told,) = get_page("/en/search?q=trafficking+in+persons").xpath("//p[@class='concepts']")
    assert "trata de personas" in told.text_content()
    addresses = told.xpath(".//a/@href")
    assert addresses[0] == "/en/glossary#trafficking_in_persons"
    assert "across=1" in addresses[-1]


def test_a_mistyped_word_is_put_right_under_the_same_filters(get_page: Page) -> None:
    (proposal,) = get_page("/es/search?q=vicitma&country=xa").xpath("//p[@class='proposal']/a")
    assert proposal.text_content() == "victima"
    assert "country=xa" in proposal.get("href")
    assert get_page(proposal.get("href")).xpath("//li[@class='hit']")


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_example_of_the_help_is_read_without_a_note(get_page: Page, language: str) -> None:
    examples = get_page(f"/{language}/search").xpath("//details[@class='query-help']//dt/a/@href")
    assert len(examples) >= 8
    for address in examples:
        notes = get_page(address).xpath("//ul[@class='reading-notes']/li")
        assert [note.text_content() for note in notes if "plain word" in note.text_content()] == []


def test_hits_are_called_by_the_laws_own_term_in_both_languages(get_page: Page) -> None:
    for language in ("en", "es"):
        root = get_page(f"/{language}/search?q=victim&country=xd")
        names = root.xpath("//*[@class='hit']//h4/a/span[1]")
        assert names
        for name in names:
            assert (name.text_content().split()[0], name.get("lang")) == ("Section", "en")
