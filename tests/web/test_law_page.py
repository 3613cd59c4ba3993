from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from lxml import html

Page = Callable[..., html.HtmlElement]
LAW = "/en/laws/xa/decreto/77-2020"


def test_the_text_carries_its_own_language_and_an_anchor_for_each_article(get_page: Page) -> None:
    root = get_page(LAW)
    (text,) = root.xpath("//div[@class='law-text']")
    assert text.get("lang") == "es"
    anchors = text.xpath(".//article/@id")
    assert anchors == ["art_1", "art_2", "art_2bis", "att_1__art_1"]
    for anchor in anchors:
        assert text.xpath("//a[@href=$href]", href=f"#{anchor}")


def test_the_contents_list_names_every_division_article_and_attachment(get_page: Page) -> None:
    (contents,) = get_page(LAW).xpath("//nav[@class='contents']")
    links = [" ".join(link.text_content().split()) for link in contents.iter("a")]
    assert links == [
        "CAPÍTULO I De las rarezas",
        "Artículo 1. Rareza",
        "Artículo 2.",
        "Artículo 2 bis.",
        "ANEXO Reglamento",
        "Artículo 1.",
    ]


def test_a_law_full_of_markup_is_shown_as_text(client: FlaskClient, get_page: Page) -> None:
    raw = client.get(LAW).text
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert" in raw
    (article,) = get_page(LAW).xpath("//article[@id='art_1']")
    assert "<script>alert('x')</script> & <b>bold</b> \"quoted\"" in article.text_content()
    assert get_page(LAW).findtext(".//h1") == "Decreto de <pruebas> & rarezas"


@pytest.mark.parametrize(
    "address",
    [
        LAW,
        f"{LAW}/articles/art_1",
        f"{LAW}/comparison/milex-un-tip-som",
        "/en/laws",
        "/en/laws/xa",
        "/en/search?q=alert",
        "/en/search?q=rareza&country=xa",
    ],
)
def test_no_word_of_a_law_becomes_markup_on_any_page(
    client: FlaskClient, get_page: Page, address: str
) -> None:
    raw = client.get(address).text
    assert "&lt;pruebas&gt;" in raw, "the law stands on this page"
    for markup in ("<pruebas>", "<b>", "<script>alert", "alert('x')</script>"):
        assert markup not in raw
    assert not get_page(address).xpath("//pruebas | //b | //script[not(@src or @type)]")


def test_points_are_nested_under_their_paragraph(get_page: Page) -> None:
    (article,) = get_page(LAW).xpath("//article[@id='art_2']")
    (inner,) = article.xpath(
        ".//div[@class='points']//div[@class='points']//span[@class='num']/text()"
    )
    assert inner == "i."
    outer = article.xpath("./div/div[@class='points']/div/p/span[@class='num']/text()")
    assert outer == ["a)", "b)"]


def test_quoted_articles_stand_in_a_quotation_and_are_no_articles_of_the_law(
    get_page: Page,
) -> None:
    (article,) = get_page(LAW).xpath("//article[@id='art_2bis']")
    (quotation,) = article.xpath("./blockquote")
    assert "El texto citado es de otra ley." in quotation.text_content()
    assert not quotation.xpath(".//article")


def test_evidence_in_an_inserted_article_leads_to_that_very_article(get_page: Page) -> None:
    comparison = get_page(f"{LAW}/comparison/milex-un-tip-som?group=A")
    links = set(comparison.xpath("//figure[.//mark[contains(., 'explotación sexual')]]//a/@href"))
    assert links == {f"{LAW}#art_2bis__qart_9_2"}
    for address in (LAW, f"{LAW}/articles/art_2bis"):
        (inserted,) = get_page(address).xpath("//*[@id='art_2bis__qart_9_2']")
        assert "con fines de explotación sexual" in inserted.text_content()
        assert "El texto citado" not in inserted.text_content()


def test_notes_of_the_publisher_stand_apart_from_the_text(get_page: Page) -> None:
    (note,) = get_page(LAW).xpath("//article[@id='art_2bis']/aside")
    assert note.text_content().strip() == "Nota de la redacción."


def test_provenance_names_publisher_source_versions_and_identifier(get_page: Page) -> None:
    (about,) = get_page(LAW).xpath("//details[@class='provenance']")
    words = about.text_content()
    assert "Gaceta de ensayo" in words
    assert about.xpath(".//a[@href='https://example.org/gaceta/77']")
    assert "/akn/xa/act/decreto/2020-05-04/77/spa@2022-01-01" in words
    assert "SHA-256" in words
    (earlier,) = get_page(LAW).xpath("//details[@class='folded']//a[contains(@href, 'version=')]")
    assert earlier.text_content() == "4 May 2020"


def test_an_earlier_version_says_so_and_keeps_its_own_text(get_page: Page) -> None:
    root = get_page(f"{LAW}?version=2020-05-04")
    assert "redacción anterior" in root.xpath("//article[@id='art_1']")[0].text_content()
    (notice,) = root.xpath("//p[@class='notice']")
    assert "4 May 2020" in notice.text_content()
    current, since = notice.xpath("./a/@href")
    assert current == LAW
    assert since == f"{LAW}/changes?from=2020-05-04&to=2022-01-01"
    assert "redacción anterior" not in get_page(LAW).text_content()


def test_a_sample_law_is_marked_and_another_law_is_not(get_page: Page) -> None:
    assert get_page("/en/laws/xa/ley/214-2021").xpath("//p[@class='sample-banner']")
    assert not get_page(LAW).xpath("//p[@class='sample-banner']")


def test_an_article_stands_alone_between_its_neighbours(get_page: Page) -> None:
    root = get_page(f"{LAW}/articles/art_2")
    assert root.find(".//h1").text_content().strip() == "Artículo 2."
    assert "CAPÍTULO I De las rarezas" in root.xpath("//p[@class='place']")[0].text_content()
    before, after = root.xpath("//nav[@class='neighbours']/a/@href")
    assert before == f"{LAW}/articles/art_1"
    assert after == f"{LAW}/articles/art_2bis"
    assert root.xpath("//a/@href[. = $href]", href=f"{LAW}#art_2")


def test_unknown_versions_articles_and_laws_are_not_found(get_page: Page) -> None:
    for address in (
        f"{LAW}?version=1999-01-01",
        f"{LAW}?version=%00%ff",
        f"{LAW}/articles/art_99",
        f"{LAW}/articles/art_1?version=x",
        "/en/laws/xa/decreto/78-2020",
        "/en/laws/xa/decreto/77-2020/comparison/nothing",
        "/en/laws/xa/decreto/77-2020/download/odt",
    ):
        get_page(address, 404)


def test_a_country_without_laws_says_so(get_page: Page) -> None:
    root = get_page("/es/laws/cl")
    assert root.findtext(".//h1") == "Chile"
    assert "aún no contiene leyes" in root.text_content()


def test_the_list_of_laws_is_narrowed_by_language_and_topic(get_page: Page) -> None:
    titles = get_page("/en/laws?language=en").xpath("//a[@class='law-title']/@lang")
    assert titles
    assert set(titles) == {"en"}
    assert len(get_page("/en/laws?topic=nonsense").xpath("//a[@class='law-title']")) == 0
