"""Citations: what is found, whose it is, and what it leads to; both languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citations import CitedLaw, Place, Series, citations, key_of, resolve
from corpus.model import LawMetadata

LEY_599 = CitedLaw("ley", "599", 2000)


def series(name: str, *numbers: str, unit: str = "", prefix: str = "") -> Series:
    eids = tuple(f"{prefix}art_{key_of(number).removeprefix('art_')}" for number in numbers)
    by_number = {key_of(number): eid for number, eid in zip(numbers, eids, strict=True)}
    return Series(frozenset(name.split()), eids, by_number, {"art_segundo": "art_segundo"}, unit)


LEY = series("ley de faros", *map(str, range(1, 21)), "7 bis", "188A")
ACT = series("act lighthouses", *map(str, range(1, 21)), "27A", unit="section")
TREATY = series("convenio de puertos", "1", "2", "3", prefix="att_1__", unit="article")
COLOMBIA = LawMetadata("Ley de Faros", "co", "es", kind="ley", number="985", year=2005)
UGANDA = LawMetadata("Lighthouses Act", "ug", "en", kind="act", number="7", year=2009)
TREATY_LAW = LawMetadata("Convenio de Puertos", "xx", "es", kind="tratado")

IN_LEY = Place(COLOMBIA, LEY, LEY, "art_10")
IN_ACT = Place(UGANDA, ACT, ACT, "art_10", frozenset({"(1)", "(2)", "(a)"}))


def linked(text: str, place: Place) -> list[tuple[str, str]]:
    """The words that become links, with their targets."""
    return [
        (text[citation.start : citation.end], target)
        for citation in citations(text, place.law.language)
        if (target := resolve(citation, place))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("según el artículo 5, se hará", [("artículo 5", "#art_5")]),
        (
            "los artículos 3, 4 y 7 bis se aplican",
            [("3", "#art_3"), ("4", "#art_4"), ("7 bis", "#art_7bis")],
        ),
        ("arts. 12 a 15", [("12", "#art_12"), ("15", "#art_15")]),
        ("Art. 5º de esta ley", [("Art. 5º", "#art_5")]),
        ("en el artículo 188-A.", [("artículo 188-A", "#art_188a")]),
        ("el artículo anterior", [("artículo anterior", "#art_9")]),
        ("el artículo siguiente", [("artículo siguiente", "#art_11")]),
        ("el literal b) del artículo 6", [("artículo 6", "#art_6")]),
        ("artículo 6, numeral 2, de la presente ley", [("artículo 6", "#art_6")]),
        ("artículo segundo transitorio", [("artículo segundo", "#art_segundo")]),
        (
            "la Ley 985 de 2005, artículo 5",
            [("Ley 985 de 2005", "/akn/co/act/ley/2005/985")],
        ),
        ("el artículo 5 de la Ley 985 de 2005", [
            ("artículo 5", "#art_5"),
            ("Ley 985 de 2005", "/akn/co/act/ley/2005/985"),
        ]),
        (
            "la Ley N° 4788/2012 y el Decreto 1069 de 2014",
            [
                ("Ley N° 4788/2012", "/akn/co/act/ley/2012/4788"),
                ("Decreto 1069 de 2014", "/akn/co/act/decreto/2014/1069"),
            ],
        ),
        (
            "decreto con fuerza de ley Nº 5, de 1992",
            [
                (
                    "decreto con fuerza de ley Nº 5, de 1992",
                    "/akn/co/act/decreto-con-fuerza-de-ley/1992/5",
                )
            ],
        ),
        (
            "Ley Nº 18.250, de 6 de enero de 2008",
            [("Ley Nº 18.250, de 6 de enero de 2008", "/akn/co/act/ley/2008/18250")],
        ),
        (
            "el artículo 188A de la Ley 599 de 2000",
            [
                ("artículo 188A", "/akn/co/act/ley/2000/599/~art_188A"),
                ("Ley 599 de 2000", "/akn/co/act/ley/2000/599"),
            ],
        ),
        (
            "los artículos 3 y 4 y el artículo 5 de la Ley 599 de 2000",
            [
                ("3", "/akn/co/act/ley/2000/599/~art_3"),
                ("4", "/akn/co/act/ley/2000/599/~art_4"),
                ("artículo 5", "/akn/co/act/ley/2000/599/~art_5"),
                ("Ley 599 de 2000", "/akn/co/act/ley/2000/599"),
            ],
        ),
    ],
)  # fmt: skip
def test_spanish_citations_lead_where_a_lawyer_would_look(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, IN_LEY) == expected


@pytest.mark.parametrize(
    "text",
    [
        "los artículos 3 y 4 del Código Penal",
        "el artículo 5 de la Constitución",
        "el Código Penal, en su artículo 5",
        "el Código Penal (artículos 5 y 6)",
        "el artículo 3 y el artículo 4 del Código Penal",
        "el artículo 5 de dicha ley",
        "artículo 5, inciso 2, del Reglamento",
        "artículo 25",  # the law has 20
        "artículo 10",  # which says so itself
        "se sustituye la expresión “el artículo 5”",
        "artículo 5 de este Convenio",  # a law is no treaty
        "la Ley 3, artículo 5",
        "artículo 5 años",
        "los artículos anteriores",
        "el Reglamento de 2021",
        "una parte 5 del cargamento",
        "Nota. ARTÍCULO 5. Los faros alumbran.",  # a label
        "de la costa Artículo 5.- Los faros alumbran",
        "el artículo 5 en la Constitución",
    ],
)
def test_spanish_citations_in_doubt_stay_text(text: str) -> None:
    assert linked(text, IN_LEY) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("under section 5(1)(a), a keeper", [("section 5(1)(a)", "#art_5")]),
        ("sections 3 to 7 of this Act", [("3", "#art_3"), ("7", "#art_7")]),
        ("sections 3, 4 and 27A", [("3", "#art_3"), ("4", "#art_4"), ("27A", "#art_27a")]),
        ("Subject to subsection (2),", [("subsection (2)", "#art_10")]),
        ("subsection (2) of section 5", [("section 5", "#art_5")]),
        ("under paragraph 5(1)(a)", [("paragraph 5(1)(a)", "#art_5")]),
        ("the preceding section", [("preceding section", "#art_9")]),
        ("Act No. 12 of 1998", [("Act No. 12 of 1998", "/akn/ug/act/1998/12")]),
        (
            "section 5 of the Ports Act No. 12 of 1998",
            [
                ("section 5", "/akn/ug/act/1998/12/~art_5"),
                ("Act No. 12 of 1998", "/akn/ug/act/1998/12"),
            ],
        ),
        (
            "under section 5 of this Act. The Ports Act No. 12 of 1998 applies",
            [("section 5", "#art_5"), ("Act No. 12 of 1998", "/akn/ug/act/1998/12")],
        ),
    ],
)
def test_english_citations_lead_where_a_lawyer_would_look(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert linked(text, IN_ACT) == expected


@pytest.mark.parametrize(
    "text",
    [
        "section 5 of the Ports Act",
        "section 5 of that Act",
        "sections 5 and 6 of the Ports Act",
        "section 5 or section 6 of the Ports Act",
        "Article 3 of the Constitution",
        "Article 3(a)",  # this Act has sections
        "subsection (7)",  # section 10 has no such subsection
        "paragraph 3 of Schedule 2",
        "the Ports Regulations of 2021",
        "8 U.S.C. § 5",
        "section 5 thereof",
        "its section 5",
        "dissection 5",
    ],
)
def test_english_citations_in_doubt_stay_text(text: str) -> None:
    assert linked(text, IN_ACT) == []


def test_an_article_is_of_the_treaty_that_an_act_annexes_and_a_section_of_the_act() -> None:
    place = Place(UGANDA, ACT, TREATY, "att_1__art_1")
    assert linked("article 3", place) == [("article 3", "#att_1__art_3")]
    assert linked("section 5", place) == [("section 5", "#art_5")]
    assert linked("section 5 of this Act", place) == [("section 5", "#art_5")]
    assert linked("article 3(a) of this Convenio", place) == [("article 3(a)", "#att_1__art_3")]


def test_a_treaty_names_laws_of_no_country() -> None:
    assert linked("la Ley 599 de 2000", Place(TREATY_LAW, TREATY, TREATY)) == []


def test_bare_numbers_in_quoted_law_are_those_of_the_law_that_is_amended() -> None:
    nameless = Place(COLOMBIA, LEY, LEY, "art_10", owns_bare_numbers=False)
    assert linked("el artículo 5", nameless) == []
    assert linked("el artículo 5 de esta ley", nameless) == [("artículo 5", "#art_5")]
    named = Place(COLOMBIA, LEY, LEY, "art_10", owns_bare_numbers=False, quoted_law=LEY_599)
    assert linked("el artículo 5", named) == [("artículo 5", "/akn/co/act/ley/2000/599/~art_5")]


_scraps = st.sampled_from(
    ["artículo", "artículos", "art.", "5", "7 bis", "188 A", ",", " y ", " a ", "de la", "del",
     "Ley 599 de 2000", "Ley N° 5/12", "esta ley", "Código Penal", "inciso", "b)", "“", "”", ".",
     "section", "sections", "subsection (2)", "5(1)(a)", "of", "this Act", "Act No. 7 of 2009",
     "and", "to", "paragraph", "§", "İ", "the Ports Act", "(", ")", "anterior", "preceding"]
)  # fmt: skip
_soup = st.lists(_scraps | st.text(max_size=4), max_size=25).map(" ".join)


@settings(deadline=None)
@given(_soup, st.sampled_from(["es", "en"]))
def test_citations_of_any_text_lie_inside_it_in_order_without_overlaps(
    text: str, language: str
) -> None:
    end = 0
    for citation in citations(text, language):
        assert end <= citation.start < citation.end <= len(text)
        end = citation.end
