"""What a law cites and defines, on its page and on its articles' pages."""

from collections.abc import Callable

from flask import Flask
from lxml import html

from corpus.model import Article, Document, LawMetadata, Mark, Paragraph
from web.marked_text import MarkedText, addresses, cited_laws
from web.workspace import workspace

Page = Callable[..., html.HtmlElement]
LAW = "/en/laws/xd/act/12-2016"


def link(root: html.HtmlElement, article: str, words: str) -> html.HtmlElement:
    return next(
        a
        for a in root.xpath("//article[@id=$eid]//a[@href]", eid=article)
        if a.text_content() == words
    )


def test_a_citation_leads_to_the_article_on_the_same_page(get_page: Page) -> None:
    root = get_page(LAW)
    reference = link(root, "art_2", "section 3")
    assert (reference.get("class"), reference.get("href")) == ("reference", "#art_3")
    assert root.xpath("//article[@id='art_3']")


def test_on_an_articles_own_page_it_leads_to_the_other_articles_page(get_page: Page) -> None:
    root = get_page(f"{LAW}/articles/art_2")
    assert link(root, "art_2", "section 3").get("href") == f"{LAW}/articles/art_3"


def test_a_defined_word_says_what_it_means_and_leads_to_its_definition(get_page: Page) -> None:
    root = get_page(LAW)
    term = link(root, "art_3", "child")
    assert term.get("class") == "term"
    assert term.get("href") == "#art_2"
    assert term.get("aria-description") == "a person under the age of eighteen years"


def test_the_word_is_no_link_where_it_is_defined(get_page: Page) -> None:
    root = get_page(LAW)
    assert "child" in root.xpath("//article[@id='art_2']//dfn/text()")


def test_marks_leave_every_word_and_blank_in_its_place(get_page: Page) -> None:
    article = get_page(f"{LAW}/articles/art_2").xpath("//article[@id='art_2']")[0]
    text = article.text_content()
    assert '"child" means a person under the age of eighteen years;' in text
    assert "has the meaning given in section 3;" in text


def test_other_laws_are_linked_where_the_library_has_them(app: Flask) -> None:
    targets = [
        "/akn/xd/act/2016/12/~art_3",
        "/akn/xd/act/2016/12/~art_999",
        "/akn/xd/act/2016/12",
        "/akn/xd/act/1999/1",
    ]
    marks = tuple(Mark(2 * i, 2 * i + 1, "ref", target) for i, target in enumerate(targets))
    paragraph = Paragraph("a b c d", marks=marks)
    document = Document(
        LawMetadata("Test Act", "xd", "en"), (Article("1", "1.", content=(paragraph,)),)
    )
    with app.test_request_context(LAW):
        elsewhere = addresses(cited_laws(document), workspace().library)
        pieces = MarkedText(document, elsewhere, "xd/act/1", None, whole=True)
        found = [(piece.text, piece.href) for piece in pieces(paragraph) if piece.text != " "]
    assert found == [("a", f"{LAW}/articles/art_3"), ("b", LAW), ("c", LAW), ("d", "")]
