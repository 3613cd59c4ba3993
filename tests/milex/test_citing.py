"""Citations: as lawyers of the law's language write them, and as reference managers read them."""

import datetime
from typing import Any

import pytest

from milex.citing import STYLES, Citation
from milex.records import LawSummary


def law(**changes: Any) -> LawSummary:
    values: dict[str, Any] = {
        "law": "py/ley/9901-2012",
        "title": "Ley de faros & balizas",
        "country": "py",
        "language": "es",
        "kind": "ley",
        "number": "9901",
        "year": 2012,
        "date": datetime.date(2012, 12, 13),
        "status": "in_force",
        "topics": (),
        "version": "2012-12-13",
        "versions": ("2012-12-13",),
        "articles": 1,
        "is_sample": False,
        "source_url": "",
        "publisher": "Gaceta Oficial",
        "day": datetime.date(2012, 12, 13),
    }
    return LawSummary(**{**values, **changes})


def cited(summary: LawSummary, article: str = "", place: str = "") -> Citation:
    return Citation(summary, "https://laws.example/x", "/akn/x", article, place)


ACT = law(
    law="jm/act/4-2007",
    title="Lighthouses Act",
    country="jm",
    language="en",
    kind="act",
    number="4",
    year=2007,
    date=datetime.date(2007, 3, 1),
    day=datetime.date(2010, 1, 2),
    publisher="",
)


@pytest.mark.parametrize(
    ("citation", "full", "short", "apa"),
    [
        (
            cited(law(), "Artículo 5"),
            "Artículo 5, Ley 9901, «Ley de faros & balizas», Paraguay, 13 de diciembre de 2012, "
            "Gaceta Oficial.",
            "Artículo 5, Ley 9901/2012 (PY)",
            "Ley de faros & balizas, Ley 9901, Artículo 5 (Paraguay, 2012). https://laws.example/x",
        ),
        (
            cited(ACT, "Section 3", "First Schedule"),
            "Section 3, First Schedule, Act 4, “Lighthouses Act”, Jamaica, 1 March 2007; "
            "wording of 2 January 2010.",
            "Section 3, First Schedule, Act 4/2007 (JM)",
            "Lighthouses Act, Act 4, Section 3, First Schedule (Jamaica, 2007). "
            "https://laws.example/x",
        ),
        (
            cited(law(number="", year=None, date=None, day=None, publisher="")),
            "Ley de faros & balizas, Paraguay.",
            "Ley de faros & balizas (PY)",
            "Ley de faros & balizas (Paraguay, s. f.). https://laws.example/x",
        ),
    ],
)
def test_citations_are_in_the_law_s_language_and_leave_out_what_is_not_known(
    citation: Citation, full: str, short: str, apa: str
) -> None:
    assert citation.full() == full
    assert citation.short() == short
    assert citation.apa() == apa


def test_bibtex_escapes_what_tex_would_obey() -> None:
    entry = cited(law(title="Ley {de} 50% & \\más_"), "Artículo 5").bibtex()
    assert entry.startswith("@misc{py-ley-9901-2012-art-culo-5,\n")
    assert r"Ley \{de\} 50\% \& \textbackslash{}más\_" in entry
    assert entry.count("{") == entry.count("}")
    assert "  year = {2012},\n" in entry


def test_ris_has_a_row_each_and_ends_as_readers_expect() -> None:
    rows = cited(law(title="Ley\nde faros"), "Artículo 5").ris().split("\r\n")
    assert rows[0] == "TY  - STAT"
    assert "TI  - Ley de faros" in rows
    assert "SE  - Artículo 5" in rows
    assert "DA  - 2012/12/13" in rows
    assert rows[-1] == "ER  - "


def test_every_style_has_a_name() -> None:
    assert [style for style, _ in cited(law()).styles()] == list(STYLES)
