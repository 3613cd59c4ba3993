"""Article numbers, eIds, law ids and FRBR URIs."""

import datetime
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identifiers import (
    Expression,
    Work,
    article_eid,
    article_uri,
    assign_eids,
    expression_uri,
    law_id,
    normalise_number,
    parse_expression,
    parse_work,
    version_of,
    work_uri,
)
from corpus.model import (
    Article,
    Attachment,
    Division,
    Document,
    LawMetadata,
    Paragraph,
    Quotation,
    placed_articles,
    quoted_articles,
)

FAST = settings(deadline=None, max_examples=100)


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1º.-", "1"),
        ("1.°", "1"),
        ("1o", "1"),
        ("1o.", "1"),
        ("Artículo 1ro.", "1"),
        ("2do", "2"),
        ("Artículo 7.-", "7"),
        ("Art. 12º", "12"),
        ("ARTICULO 3°. –", "3"),
        ("PRIMERO", "primero"),
        ("Artículo PRIMERO", "primero"),
        ("Único.-", "único"),
        ("ÚNICO", "único"),
        ("DÉCIMO PRIMERO", "décimo primero"),
        ("5 BIS", "5 bis"),
        ("5º bis.-", "5 bis"),
        ("5bis", "5 bis"),
        ("145-ter", "145 ter"),
        ("411 Quáter", "411 quáter"),
        ("144 quinto", "144 quinto"),
        ("188 A", "188A"),
        ("188-A", "188A"),
        ("33a", "33A"),
        ("2o-A", "2A"),
        ("5-A bis", "5A bis"),
        ("279.011", "279.011"),
        ("82.31", "82.31"),
        ("319-1", "319-1"),
        ("268 (1)", "268 (1)"),
        ("1 a 5", "1 a 5"),
        ("I", "I"),
        ("XIV.-", "XIV"),
        ("", ""),
        ("5)", "5"),
    ],
)
def test_a_spanish_number_loses_label_ordinal_mark_and_full_stop(printed: str, number: str) -> None:
    assert normalise_number(printed) == number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Section 5.", "5"),
        ("§ 1591", "1591"),
        ("§7103a.", "7103a"),
        ("Article 4", "4"),
        ("26A.", "26A"),
        ("27.21", "27.21"),
        ("204 and 205", "204 and 205"),
        ("III", "III"),
    ],
)
def test_an_english_number_keeps_the_case_of_its_letter(printed: str, number: str) -> None:
    assert normalise_number(printed, "en") == number


@FAST
@given(st.text(alphabet=string.ascii_letters + string.digits + " .-–ºª°áéíóúñ()§", max_size=20))
@pytest.mark.parametrize("language", ["es", "en"])
def test_normalising_a_number_twice_changes_nothing(language: str, printed: str) -> None:
    once = normalise_number(printed, language)
    assert normalise_number(once, language) == once


@pytest.mark.parametrize(
    ("number", "eid"),
    [
        ("5", "art_5"),
        ("5 bis", "art_5bis"),
        ("411 quáter", "art_411quater"),
        ("188A", "art_188A"),
        ("5A bis", "art_5Abis"),
        ("único", "art_unico"),
        ("décimo primero", "art_decimo-primero"),
        ("279.011", "art_279-011"),
        ("268 (1)", "art_268-1"),
        ("", "art_nn"),
        ("¿?", "art_nn"),
    ],
)
def test_an_eid_is_made_of_the_number_alone(number: str, eid: str) -> None:
    assert article_eid(number) == eid


def _article(number: str, *quoted: str) -> Article:
    quotation = Quotation(articles=tuple(Article(num, f"Artículo {num}") for num in quoted))
    return Article(number, f"Artículo {number}", content=(quotation,) if quoted else ())


METADATA = LawMetadata("Ley de prueba", "xa", "es")


def test_an_article_keeps_its_eid_when_it_moves_to_another_chapter() -> None:
    first = Division("chapter", "I", children=(_article("1"), _article("2")))
    second = Division("chapter", "II", children=(_article("3"),))
    moved = Division("chapter", "II", children=(_article("2"), _article("3")))
    before = assign_eids(Document(METADATA, (first, second)))
    after = assign_eids(
        Document(METADATA, (Division("chapter", "I", children=(_article("1"),)), moved))
    )
    eids = [[placed.article.eid for placed in placed_articles(law)] for law in (before, after)]
    assert eids == [["art_1", "art_2", "art_3"]] * 2


def test_duplicate_numbers_get_distinct_eids_in_document_order() -> None:
    law = assign_eids(Document(METADATA, (_article("5"), _article("5"), _article("5"))))
    assert [placed.article.eid for placed in placed_articles(law)] == [
        "art_5",
        "art_5_2",
        "art_5_3",
    ]


def test_divisions_and_attachments_are_named_by_where_they_stand() -> None:
    chapter = Division("chapter", "II", children=(_article("1", "41 ter", "41 ter"),))
    title = Division("title", "PRIMERO", children=(chapter, Division("crossheading")))
    annex = Attachment("ANEXO", body=(Division("title", "I", children=(_article("1"),)),))
    law = assign_eids(Document(METADATA, (title,), attachments=(annex,)))
    outer = law.body[0]
    assert isinstance(outer, Division)
    assert outer.eid == "title_primero"
    assert [child.eid for child in outer.children] == [
        "title_primero__chp_II",
        "title_primero__crossheading_nn",
    ]
    assert law.attachments[0].eid == "att_1"
    assert law.attachments[0].body[0].eid == "att_1__title_I"
    placed = list(placed_articles(law))
    assert [place.article.eid for place in placed] == ["art_1", "att_1__art_1"]
    assert [article.eid for article in quoted_articles(placed[0].article)] == [
        "art_1__qstr_1__art_41ter",
        "art_1__qstr_1__art_41ter_2",
    ]


def test_quotations_inside_points_are_numbered_through_the_article() -> None:
    point = Paragraph("Sustitúyese:", "1)", (Quotation(articles=(Article("7", "Artículo 7"),)),))
    article = Article("2", "Artículo 2", content=(point, point))
    law = assign_eids(Document(METADATA, (article,)))
    placed = next(placed_articles(law))
    assert [quoted.eid for quoted in quoted_articles(placed.article)] == [
        "art_2__qstr_1__art_7",
        "art_2__qstr_2__art_7",
    ]


def test_assigning_eids_twice_changes_nothing() -> None:
    law = assign_eids(Document(METADATA, (_article("5"), _article("5", "1"), _article(""))))
    assert assign_eids(law) == law


PARAGUAY = LawMetadata(
    "Integral contra la trata de personas",
    "py",
    "es",
    kind="ley",
    number="4788",
    year=2012,
    date=datetime.date(2012, 12, 12),
)


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (PARAGUAY, "py/ley/4788-2012"),
        (LawMetadata("x", "ar", "es", "ley", "26.165", 2006), "ar/ley/26165-2006"),
        (LawMetadata("x", "ca", "en", "act", "C-29"), "ca/act/c-29"),
        (LawMetadata("Código Penal Federal", "mx", "es", "ley"), "mx/ley/codigo-penal-federal"),
        (
            LawMetadata("Bill on trafficking", "bb", "en", "bill", year=2016),
            "bb/bill/bill-on-trafficking-2016",
        ),
        (LawMetadata("Ley 5 de 1990", "co", "es", "ley", year=1990), "co/ley/ley-5-de-1990"),
        (LawMetadata("法", "xx", "en", ""), "xx/act/untitled"),
    ],
)
def test_a_law_id_is_country_kind_number_and_year(metadata: LawMetadata, expected: str) -> None:
    assert law_id(metadata) == expected


def test_a_long_title_is_cut_at_a_word() -> None:
    metadata = LawMetadata("palabra " * 20, "xa", "es", "ley")
    assert law_id(metadata) == "xa/ley/" + "-".join(["palabra"] * 7)


def test_uris_follow_the_naming_convention() -> None:
    assert work_uri(PARAGUAY) == "/akn/py/act/ley/2012-12-12/4788"
    assert expression_uri(PARAGUAY) == "/akn/py/act/ley/2012-12-12/4788/spa@2012-12-12"
    assert article_uri(PARAGUAY, "art_5").endswith("/spa@2012-12-12/~art_5")


@pytest.mark.parametrize(
    ("metadata", "uri", "version"),
    [
        (LawMetadata("x", "ug", "en", "act", "7", 2009), "/akn/ug/act/2009/7", "undated"),
        (LawMetadata("x", "bb", "en", "bill", "3", 2016), "/akn/bb/bill/2016/3", "undated"),
        (LawMetadata("x", "xa", "es", "ley", "9"), "/akn/xa/act/ley/undated/9", "undated"),
        (
            LawMetadata("x", "xa", "es", "ley", "9", status="bill"),
            "/akn/xa/bill/ley/undated/9",
            "undated",
        ),
        (
            LawMetadata("x", "xa", "es", "ley", "9", version_date=datetime.date(2020, 1, 31)),
            "/akn/xa/act/ley/undated/9",
            "2020-01-31",
        ),
    ],
)
def test_what_is_unknown_leaves_a_uri_readable(
    metadata: LawMetadata, uri: str, version: str
) -> None:
    assert work_uri(metadata) == uri
    assert version_of(metadata) == version


_slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
_days = st.dates().map(datetime.date.isoformat)
_works = st.builds(
    Work,
    country=st.from_regex(r"[a-z]{2}", fullmatch=True),
    document=st.sampled_from(["act", "bill"]),
    kind=_slugs,
    day=st.one_of(_days, st.integers(1000, 9999).map(str), st.just("undated")),
    name=_slugs,
)
_expressions = st.builds(
    Expression,
    work=_works,
    language=st.sampled_from(["en", "es", "fr"]),
    version=st.one_of(_days, st.just("undated")),
    article=st.sampled_from(["", "art_5", "art_5bis_2", "att_1__art_279-011"]),
)


@FAST
@given(_works)
def test_a_work_uri_reads_back_as_the_work(work: Work) -> None:
    assert parse_work(str(work)) == work


@FAST
@given(_expressions)
def test_an_expression_uri_reads_back_as_the_expression(expression: Expression) -> None:
    assert parse_expression(str(expression)) == expression


@FAST
@given(st.text(max_size=40))
def test_any_text_is_a_uri_or_none(text: str) -> None:
    work = parse_work(text)
    assert work is None or str(work) == text
    assert parse_expression(text) is None


def test_the_law_id_follows_from_the_work_uri() -> None:
    work = parse_work("/akn/py/act/ley/2012-12-12/4788")
    assert work is not None
    assert work.law_id == law_id(PARAGUAY)
