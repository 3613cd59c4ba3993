"""Laws cited by name, or without their year, in a text that cites them in full elsewhere."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.annotation import annotate
from corpus.citations import citations, cites, names_in
from corpus.identifiers import assign_eids
from corpus.marks import paragraphs_of
from corpus.model import Article, Document, LawMetadata, Paragraph, Quotation

SPANISH = LawMetadata("Ley de Faros", "xa", "es", kind="ley", number="7", year=2001)
NUMBERED = LawMetadata("Lighthouses Act", "xd", "en", kind="act", number="7", year=2001)
TITLED = LawMetadata("Lighthouses Act 2001", "xd", "en", kind="act", year=2001)

CODE = "Rige la Ley N° 1160/97 «Código Penal»."
LEY = "/akn/xa/act/ley"
ACT = "/akn/xd/act"


def links(law: LawMetadata, *texts: str) -> list[tuple[str, str]]:
    """Words and targets of the links in the last of ``texts``, the articles of ``law``."""
    articles = tuple(
        Article(str(number), f"Art. {number}", "", (Paragraph(text),))
        for number, text in enumerate(texts, start=1)
    )
    last = list(paragraphs_of(annotate(assign_eids(Document(law, articles)))))[-1]
    return [(last.text[m.start : m.end], m.target) for m in last.marks if m.kind == "ref"]


@pytest.mark.parametrize(
    ("full", "text", "expected"),
    [
        (CODE, "según el Código Penal.", [("Código Penal", f"{LEY}/1997/1160")]),
        (
            CODE,
            "las penas del artículo 5 del Código Penal, sin más",
            [
                ("artículo 5", f"{LEY}/1997/1160/~art_5"),
                ("Código Penal", f"{LEY}/1997/1160"),
            ],
        ),
        (  # the article is the regulation's
            CODE,
            "el artículo 5 del Reglamento del Código Penal.",
            [("Código Penal", f"{LEY}/1997/1160")],
        ),
        (
            "Ley 599 de 2000 (Código Penal)",
            "el Código Penal y la costumbre",
            [("Código Penal", f"{LEY}/2000/599")],
        ),
        (
            "el Código Penal, aprobado por la Ley 599 de 2000",
            "en el Código Penal",
            [("Código Penal", f"{LEY}/2000/599")],
        ),
        (
            "la Ley N° 978/96 “De Puertos”",
            "la Ley de Puertos establece",
            [("Ley de Puertos", f"{LEY}/1996/978")],
        ),
        (
            "la Ley N° 978/96 (en adelante, “la Ley Portuaria”)",
            "de la Ley Portuaria.",
            [("Ley Portuaria", f"{LEY}/1996/978")],
        ),
        (
            "la Ley 18.250, de 6 de enero de 2008",
            "la Ley Nº 18.250 rige",
            [("Ley Nº 18.250", f"{LEY}/2008/18250")],
        ),
        (
            "la Ley 599 de 2000",
            "el artículo 5 de la Ley 599.",
            [("artículo 5", f"{LEY}/2000/599/~art_5"), ("Ley 599", f"{LEY}/2000/599")],
        ),
        ("Habrá faros.", "el artículo 1 de la Ley 7", [
            ("artículo 1", "#art_1"), ("Ley 7", f"{LEY}/2001/7")]),
    ],
)  # fmt: skip
def test_spanish_names_lead_to_the_law_cited_in_full_elsewhere(
    full: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert links(SPANISH, full, text) == expected


@pytest.mark.parametrize(
    ("full", "text"),
    [
        ("Habrá faros.", "según el Código Penal."),
        ("Habrá faros.", "según la Constitución."),
        (CODE, "el Código Penal Militar"),
        (CODE, "el Código Penal de la Isla"),
        (CODE, "el Código Penal español"),
        (CODE, "el Código Penal y Procesal"),
        (CODE, "el anterior Código Penal."),
        (CODE, "el proyecto de Código Penal."),
        (CODE, "el código penal de cada uno"),
        (CODE, "se sustituye la expresión «Código Penal»."),
        (CODE + " Y la Ley 599 de 2000 (Código Penal).", "según el Código Penal."),
        ("Se reforma el Código Penal (Ley 747 de 2002).", "según el Código Penal."),
        ("la Ley 747 de 2002, que modifica el Código Penal", "según el Código Penal."),
        ("la Ley 747 de 2002 “Que modifica el Código Penal”", "según el Código Penal."),
        ("la Ley 5 de 1992 y la Ley 5 de 1999", "la Ley 5 rige"),
        ("la Ley 599 de 2000", "la Ley 59 rige"),
        ("la Ley 599 de 2000", "la Ley 599 bis rige"),
        ("la Ley 599 de 2000", "la Ley 599-2"),
        ("la Ley 599 de 2000", "el Decreto 599 rige"),
        ("la Ley 5 de 1992", "la Ley 5 de enero"),
        ("la Ley 5 de 1992", "el decreto con fuerza de ley 5"),
        ("la Ley 5 de 1992", "el proyecto de ley 5"),
        ("la Ley 5 de 1992", "la Ley 5 de la Provincia"),
        ("el Decreto 394 de 2009", "el Decreto 394 rige"),  # each ministry has its own
        ("la Ley N° 978/96 (en adelante, “la Ley”)", "lo que la Ley dice."),
    ],
)
def test_spanish_names_in_doubt_stay_text(full: str, text: str) -> None:
    assert links(SPANISH, full, text) == []


PORTS = "under the Ports Act No. 12 of 1998, a keeper"


@pytest.mark.parametrize(
    ("law", "full", "text", "expected"),
    [
        (NUMBERED, PORTS, "under the Ports Act, a", [("Ports Act", f"{ACT}/1998/12")]),
        (
            NUMBERED,
            "the Ports and Harbours Act, 1998 (Act No. 12 of 1998)",
            "section 5 of the Ports and Harbours Act applies",
            [
                ("section 5", f"{ACT}/1998/12/~art_5"),
                ("Ports and Harbours Act", f"{ACT}/1998/12"),
            ],
        ),
        (
            NUMBERED,
            "the Ports Act No. 12 of 1998 (in this Act called the principal Act)",
            "section 5 of the principal Act",
            [("section 5", f"{ACT}/1998/12/~art_5"), ("principal Act", f"{ACT}/1998/12")],
        ),
        (
            NUMBERED,
            "the Ports Act No. 12 of 1998 (“the 1998 Act”)",
            "by the 1998 Act.",
            [("1998 Act", f"{ACT}/1998/12")],
        ),
        (NUMBERED, PORTS, "Act No. 12 applies", [("Act No. 12", f"{ACT}/1998/12")]),
        (
            TITLED,
            "",
            "under section 5 of the Ports Act 1959, a keeper",
            [
                ("section 5", f"{ACT}/1959/ports-act-1959/~art_5"),
                ("Ports Act 1959", f"{ACT}/1959/ports-act-1959"),
            ],
        ),
        (
            TITLED,
            "",
            "the First Schedule to the Ports (Dues) Act, 1959 applies",
            [("Ports (Dues) Act, 1959", f"{ACT}/1959/ports-dues-act-1959")],
        ),
        (
            TITLED,
            "the Ports Act 1959 (hereinafter referred to as “the principal Act”)",
            "The principal Act and the Ports Act",
            [
                ("principal Act", f"{ACT}/1959/ports-act-1959"),
                ("Ports Act", f"{ACT}/1959/ports-act-1959"),
            ],
        ),
    ],
)
def test_english_names_lead_to_the_law_cited_in_full(
    law: LawMetadata, full: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert links(law, full, text) == expected


@pytest.mark.parametrize(
    ("law", "full", "text"),
    [
        (NUMBERED, "", "under the Ports Act 1959, a keeper"),  # such laws have numbers there
        (NUMBERED, "the Ports Act 1959 (“the principal Act”)", "the principal Act"),
        (NUMBERED, PORTS, "under the Ports Act 1959"),
        (NUMBERED, PORTS, "under the Ports Act (Cap. 63)"),
        (NUMBERED, PORTS, "under the Ports Act Regulations"),
        (NUMBERED, PORTS, "the Ports Act of Elsewhere"),
        (NUMBERED, PORTS, "the Small Ports Act"),
        (NUMBERED, PORTS + ", and the Ports Act No. 3 of 1950,", "under the Ports Act, a"),
        (NUMBERED, PORTS + ", and the Ports Act 1950", "under the Ports Act, a"),
        (NUMBERED, PORTS + " and Act No. 12 of 1999", "Act No. 12 applies"),
        (TITLED, "", "the Offences against the Harbour Act 1961"),
        (TITLED, "", "the Ports Act 1959 of Elsewhere"),
        (TITLED, "", "the Ports Act 1959 (Cap. 9)"),
        (TITLED, "", "the Ports Code 1959"),
        (TITLED, "", "the Ports Act and this Act"),
        (TITLED, "", "the Constitution"),
        (TITLED, "the Mint Act 1959", "under the Mınt Act, a"),
        (TITLED, "", "This Act may be cited as the Lighthouses Act 2001."),
    ],
)
def test_english_names_in_doubt_stay_text(law: LawMetadata, full: str, text: str) -> None:
    assert links(law, full, text) == []


def test_a_law_quoted_in_another_uses_its_own_names() -> None:
    quotation = Quotation((Article("5", "Art. 5", "", (Paragraph("el Código Penal."),)),))
    articles = (
        Article("1", "Art. 1", "", (Paragraph(CODE),)),
        Article("2", "Art. 2", "", (Paragraph("Cámbiase:"), quotation)),
    )
    marked = annotate(assign_eids(Document(SPANISH, articles)))
    assert [p.marks for p in paragraphs_of(marked)][1:] == [(), ()]


def test_a_name_alone_is_worth_a_look() -> None:
    names = names_in([CODE], SPANISH)
    assert cites("el Código Penal.", "es", names)
    assert not cites("el Código Penal.", "es")
    assert [c.law for c in citations("el Código Penal.", "es", names)] == [
        names.laws["código penal"]
    ]


_scraps = st.sampled_from(
    [
        "Ley 599 de 2000",
        "Ley 599",
        "«Código Penal»",
        "(Código Penal)",
        "el",
        "Código Penal",
        "de la",
        "artículo 5 del",
        "Ley N° 5/12",
        "“De Puertos”",
        "Ley de Puertos",
        "the",
        "Ports",
        "Act",
        "of",
        "No. 12 of 1998",
        "Act 1959",
        "(“the principal Act”)",
        "principal Act",
        "section 5",
        "İ",
        ",",
        ".",
    ]
)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(_scraps | st.text(max_size=3), max_size=20).map(" ".join),
    st.sampled_from([SPANISH, NUMBERED, TITLED]),
)
def test_citations_by_name_lie_inside_the_text_in_order_without_overlaps(
    text: str, law: LawMetadata
) -> None:
    end = 0
    for citation in citations(text, law.language, names_in([text], law)):
        assert end <= citation.start < citation.end <= len(text)
        end = citation.end
