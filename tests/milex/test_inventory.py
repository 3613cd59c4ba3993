"""What an INDEX.tsv says of a file, and what references mean."""

import datetime
from pathlib import Path

import pytest

from milex.inventory import Listing, listing_of, reference

HEADER = "iso\ttitle\tnumber_year\tlanguage\ttopic\tfile"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ley 26.165 / 2006", ("ley", "26.165", 2006, None)),
        ("Ley 985 de 2005", ("ley", "985", 2005, None)),
        ("Ley 24.430", ("ley", "24.430", None, None)),
        ("Act 7 of 2009", ("act", "7", 2009, None)),
        ("D.Leg. 635 / 1991", ("decreto-legislativo", "635", 1991, None)),
        ("A.L. 1/1910", ("acto-legislativo", "1", 1910, None)),
        ("Bill 2016", ("bill", "", 2016, None)),
        ("DOF 23-01-1998", ("", "", 1998, datetime.date(1998, 1, 23))),
        ("DOF 31-02-1998", ("", "", None, None)),
        ("Ley s/n RO-S 938 / 2017", ("ley", "", 2017, None)),
        ("RO-S 180 / 2014", ("", "", 2014, None)),
        ("18 U.S.C. § 1591", ("", "", None, None)),
        ("R.S.C. 1985, c. C-29", ("", "C-29", 1985, None)),
        ("1998 c. 42", ("", "42", 1998, None)),
        ("No. 27/1960", ("", "27", 1960, None)),
        ("UN 2000 (2237 UNTS 319)", ("", "", 2000, None)),
        ("1959 (2020 Rev Ed)", ("", "", 1959, None)),
        ("Jamaica, Revised Laws", ("", "", None, None)),
        ("", ("", "", None, None)),
    ],
)
def test_a_reference_says_kind_number_year_and_date(
    written: str, expected: tuple[str, str, int | None, datetime.date | None]
) -> None:
    assert reference(written) == expected


def test_a_file_is_looked_up_in_the_folder_above(tmp_path: Path) -> None:
    row = "PY\tLey de prueba\tLey 9901 / 2012\tes\trefugee\tpy/ley.md"
    (tmp_path / "INDEX.tsv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    assert listing_of(tmp_path / "py" / "ley.md") == Listing(
        country="py",
        title="Ley de prueba",
        kind="ley",
        number="9901",
        year=2012,
        language="es",
        topics=("refugees-and-asylum",),
    )
    assert listing_of(tmp_path / "py" / "otra.md") == Listing()


def test_the_nearest_inventory_wins(tmp_path: Path) -> None:
    (tmp_path / "py").mkdir()
    (tmp_path / "INDEX.tsv").write_text(f"{HEADER}\nUY\tA\t\t\t\tpy/ley.md\n", encoding="utf-8")
    (tmp_path / "py" / "INDEX.tsv").write_text(f"{HEADER}\nPY\tB\t\t\t\tley.md\n", encoding="utf-8")
    assert listing_of(tmp_path / "py" / "ley.md").country == "py"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "no columns here",
        HEADER,
        f"{HEADER}\nPY\tshort row",
        "\xff\xfe\x00",
        "file\n\t\t",
    ],
)
def test_a_damaged_inventory_says_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "INDEX.tsv").write_bytes(content.encode("latin-1"))
    assert listing_of(tmp_path / "ley.md") == Listing()


def test_topics_that_are_no_topic_say_the_kind(tmp_path: Path) -> None:
    rows = [
        "XX\tA\tUN 2000\ten\ttreaty\ta.md",
        "PE\tB\t\tes\tcriminal code\tb.md",
        "PY\tC\tLey 1160 / 1997\tes\tcriminal code\tc.md",
        "GB\tD\t1998 c. 42\ten\tother\td.md",
    ]
    (tmp_path / "INDEX.tsv").write_text("\n".join([HEADER, *rows]), encoding="utf-8")
    kinds = [listing_of(tmp_path / f"{name}.md").kind for name in "abcd"]
    assert kinds == ["treaty", "code", "ley", ""]
    assert listing_of(tmp_path / "d.md").topics == ()
