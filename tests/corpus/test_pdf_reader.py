"""PDFs, written by hand in the tests, read as a person reads their pages."""

import contextlib
import json
import random
from dataclasses import dataclass, field

import pytest

from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in
from corpus.lines import MARGINAL_LEVEL, Line
from corpus.model import placed_articles
from corpus.outline import outline
from corpus.pdf_source import MOST_PAGES
from corpus.readers.pdf import read

WIDTH, HEIGHT = 612, 792
LEFT, TOP, LEADING = 72, 700, 14
DUTY = "The keeper of the lighthouse shall light the lamp each evening before the sun has set"


@dataclass
class Sheet:
    """A page of a test's PDF: operators of its content stream."""

    operators: list[str] = field(default_factory=list)
    rotate: int = 0

    def put(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 11,
        font: str = "R",
        turn: str = "1 0 0 1",
    ) -> "Sheet":
        """``text`` with its baseline at ``y`` points from the foot; font R, B or I."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.operators.append(f"BT /{font} {size} Tf {turn} {x} {y} Tm ({escaped}) Tj ET")
        return self

    def lines(self, *texts: str, x: float = LEFT, top: float = TOP, size: float = 11) -> "Sheet":
        """Each text a line below the one before."""
        for position, text in enumerate(texts):
            if text:
                self.put(x, top - position * LEADING, text, size=size)
        return self


def pdf(*sheets: Sheet, title: str = "", trailer: str = "") -> bytes:
    """A file of ``sheets``, with Helvetica, its bold and its oblique."""
    fonts = "<</R 3 0 R/B 4 0 R/I 5 0 R>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "",
        *(
            f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
            for name in ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
        ),
        f"<</Title({title})>>",
    ]
    kids = []
    for sheet in sheets:
        stream = "\n".join(sheet.operators)
        objects.append(f"<</Length {len(stream.encode('cp1252'))}>>stream\n{stream}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Rotate {sheet.rotate}"
            f"/Resources<</Font{fonts}>>/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return assembled([text.encode("cp1252") for text in objects], trailer)


def assembled(objects: list[bytes], trailer: str = "") -> bytes:
    """The objects, numbered from 1, with the table of where each begins."""
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = (
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 6 0 R{trailer}>>\nstartxref\n{start}\n"
    )
    return bytes(data + end.encode() + b"%%EOF\n")


def lines(*sheets: Sheet) -> list[Line]:
    return [line for line in read(pdf(*sheets), "law.pdf").lines if line.text]


def texts(*sheets: Sheet) -> list[str]:
    return [line.text for line in lines(*sheets)]


def dropped(*sheets: Sheet) -> set[tuple[str, str]]:
    return {(item.reason, item.text) for item in read(pdf(*sheets), "law.pdf").dropped}


def test_lines_keep_bold_italics_indent_and_centre() -> None:
    sheet = Sheet().lines(DUTY, DUTY)
    sheet.put(LEFT, 650, "1.", font="B").put(LEFT + 14, 650, "The lamp shall burn.")
    sheet.put(LEFT, 630, "Of lamps", font="B").put(LEFT, 610, "Meaning", font="I")
    sheet.put(LEFT + 48, 590, "(a) the lamp;").put(255, 570, "Lighthouses")
    found = lines(sheet)
    assert (found[2].text, found[2].bold_prefix) == ("1. The lamp shall burn.", "1.")
    assert found[3].bold
    assert found[4].italic_prefix == "Meaning"
    assert found[5].indent > found[0].indent
    assert [line.text for line in found if line.centred] == ["Lighthouses"]


def test_wider_space_between_lines_is_a_blank_line() -> None:
    sheet = Sheet().lines(DUTY, DUTY, DUTY, "", DUTY)
    assert [bool(line.text) for line in read(pdf(sheet), "law.pdf").lines] == [
        True, True, True, False, True,
    ]  # fmt: skip


def test_columns_are_read_one_after_the_other_between_rows_across_both() -> None:
    sheet = Sheet().put(LEFT, 720, f"{DUTY} once")
    for side, x in (("left", 72), ("right", 320)):
        for row in range(8):
            sheet.put(x, 690 - row * LEADING, f"{side} column of the gazette, line {row}")
    sheet.put(LEFT, 560, f"{DUTY} twice")
    found = texts(sheet)
    assert found[0].endswith("once")
    assert [text.split()[0] for text in found[1:17]] == ["left"] * 8 + ["right"] * 8
    assert found[17].endswith("twice")


def test_numbers_set_apart_from_their_text_are_no_column() -> None:
    sheet = Sheet()
    for row in range(10):
        sheet.put(LEFT, TOP - row * LEADING, f"{row + 1}.")
        sheet.put(LEFT + 40, TOP - row * LEADING, f"The lamp number {row + 1} shall be kept clean")
    assert texts(sheet)[0] == "1. The lamp number 1 shall be kept clean"


WORDS = ["harbour", "island", "channel", "reef", "bay"]


def chapter(index: int, *, head: str = "LAWS OF THE ISLES", foot: str = "{}") -> Sheet:
    sheet = Sheet().put(220, 760, head.format(index + 1)).put(300, 40, foot.format(index + 1))
    return sheet.lines(*(f"{DUTY} at the {WORDS[index]} of {n} stones" for n in "abcdef"))


EDGES = [
    ("LAWS OF THE ISLES", "{}", {"running_head": "LAWS OF THE ISLES", "page_number": "3"}),
    ("L.R.O. 1/2001, page {} of the reprint", "- {} -", {"page_number": "- 3 -"}),
    ("LAWS", "Page {} of 5", {"running_head": "LAWS", "page_number": "Page 3 of 5"}),
]


@pytest.mark.parametrize(("head", "foot", "expected"), EDGES)
def test_what_the_edges_of_pages_repeat_is_dropped_and_reported(
    head: str, foot: str, expected: dict[str, str]
) -> None:
    sheets = [chapter(index, head=head, foot=foot) for index in range(5)]
    assert set(expected.items()) <= dropped(*sheets)
    assert len(texts(*sheets)) == 30


def test_articles_at_the_head_of_each_page_are_no_running_head() -> None:
    sheets = [
        Sheet().lines(f"Article {n}.", *(f"{DUTY} {word}" for word in WORDS)) for n in range(1, 6)
    ]
    assert sum(text.startswith("Article") for text in texts(*sheets)) == 5


CUTS = [
    (("The keeper of the light-", "house shall wait."), "The keeper of the lighthouse"),
    (("A well-kept lamp is a well-", "kept harbour."), "A well-kept lamp is a well-kept"),
    (("Between the years 1990-", "1995 it burned."), "Between the years 1990-"),
    (("The islands Norte-", "Sur are lit."), "The islands Norte-"),
]


@pytest.mark.parametrize(("cut", "expected"), CUTS)
def test_words_cut_by_a_lines_end_are_put_together_only_when_safe(
    cut: tuple[str, str], expected: str
) -> None:
    assert texts(Sheet().lines(DUTY, *cut))[1] == expected


@pytest.mark.parametrize("margin", [30, 500])
def test_side_note_heads_the_section_that_it_stands_beside(margin: int) -> None:
    sheet = Sheet()
    body = 130 if margin == 30 else 72
    for section in range(3):
        top = 700 - section * 90
        sheet.lines(f"{section + 1}. {DUTY[:60]}", DUTY[:62], DUTY[:61], x=body, top=top)
        sheet.lines("Lighting of", f"lamp {section + 1}.", x=margin, top=top, size=7.5)
    found = lines(sheet)
    notes = [line for line in found if line.heading_level == MARGINAL_LEVEL]
    assert [line.text for line in notes] == [f"Lighting of lamp {n}" for n in (1, 2, 3)]
    after = [found[found.index(line) + 1].text[:2] for line in notes]
    assert after == ["1.", "2.", "3."]


def test_side_note_beside_no_section_is_dropped_and_reported() -> None:
    sheet = Sheet().lines(f"1. {DUTY[:60]}", *[DUTY[:60]] * 9)
    sheet.lines("Cap. 12.", x=500, top=TOP - 7 * LEADING, size=7.5)
    assert ("marginal_note", "Cap. 12.") in dropped(sheet)


def test_text_set_aslant_is_a_watermark() -> None:
    sheet = Sheet().lines(DUTY, DUTY).put(200, 300, "DRAFT", size=60, turn="0.7 0.7 -0.7 0.7")
    assert texts(sheet) == [DUTY, DUTY]
    assert ("watermark", "DRAFT") in dropped(sheet)


def test_page_turned_on_its_side_is_read_upright() -> None:
    sheet = Sheet(rotate=90)
    for position, text in enumerate((DUTY, "It shall burn all night until dawn")):
        sheet.put(100 + position * LEADING, 60, text, turn="0 1 -1 0")
    assert texts(sheet) == [DUTY, "It shall burn all night until dawn"]


def test_dots_that_lead_to_a_page_number_are_left_out() -> None:
    assert texts(Sheet().lines(DUTY, "1. Short title .............. 3"))[1] == "1. Short title 3"


def test_title_among_the_properties_counts_when_the_text_bears_it_out() -> None:
    sheet = Sheet().lines("THE LIGHTHOUSES ACT", DUTY)
    assert read(pdf(sheet, title="The Lighthouses Act"), "a.pdf").stated == {
        "title": "The Lighthouses Act"
    }
    assert read(pdf(sheet, title="Microsoft Word - draft"), "a.pdf").stated == {}


def test_page_that_is_an_image_is_a_problem_and_a_blank_one_is_none() -> None:
    drawn = Sheet(["0 0 200 200 re f"])
    problems = read(pdf(Sheet().lines(DUTY, DUTY), Sheet(), drawn), "law.pdf").problems
    assert [problem.code for problem in problems] == ["page_without_text"]
    assert "3" in problems[0].message.in_language("en")


def law() -> bytes:
    first, second = Sheet(), Sheet()
    first.put(LEFT, 740, "THE LIGHTHOUSES ACT", font="B")
    for number in range(1, 9):
        sheet = first if number < 5 else second
        top = 700 - (number - 1) % 4 * 80
        sheet.put(LEFT, top, f"Duty of keeper {number}", font="B")
        sheet.put(LEFT, top - 16, f"{number}.", font="B").put(LEFT + 16, top - 16, f"{DUTY[:70]}")
        sheet.lines(f"and keeper {number} shall write the hour in the book.", top=top - 30)
    return pdf(first, second)


def test_pdf_becomes_a_law_with_its_sections() -> None:
    intake = take_in(law(), "lighthouses.pdf", Hints(country="xd"))
    assert intake.format == "pdf"
    numbers = [placed.article.num for placed in placed_articles(intake.document)]
    assert numbers == [str(number) for number in range(1, 9)]
    assert intake.conservation == 1.0


ENCRYPTED = f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'00' * 32}>>>/ID[<00><00>]"
REFUSED = [
    ("scan", pdf(*[Sheet(["0 0 500 700 re f"])] * 3), "scan"),
    ("blank", pdf(*[Sheet()] * 3), "scan"),
    ("stamped", pdf(*[Sheet(["0 0 500 700 re f"])] * 9, Sheet().lines(DUTY)), "scan"),
    ("many", pdf(*[Sheet()] * 10_000), "too_large"),
    ("long scan", pdf(*[Sheet(["0 0 500 700 re f"])] * MOST_PAGES), "scan"),
    ("locked", pdf(Sheet().lines(DUTY), trailer=ENCRYPTED), "encrypted"),
    ("none", b"%PDF-1.7\n%%EOF", "malformed"),
    ("signs", pdf(Sheet().lines("#$%&/()=?*+~{}[]^_-:;,." * 3)), "scan"),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_pdf_without_a_law_to_read_is_refused(name: str, data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        take_in(data, f"{name}.pdf", Hints(country="xd"))
    assert refusal.value.code == code


def test_a_hundred_damaged_copies_give_a_law_or_a_refusal() -> None:
    data = law()
    chance = random.Random(2)  # noqa: S311 - chooses where to damage a test's file
    for turn in range(100):
        copy = bytearray(data)
        if turn % 2:
            del copy[chance.randrange(9, len(data)) :]
        else:
            for _ in range(chance.randint(1, 8)):
                copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
        with contextlib.suppress(UnreadableFile):
            take_in(bytes(copy), "damaged.pdf", Hints(country="xd"))


@pytest.mark.shared
def test_real_bill_has_the_sections_of_the_gold_standard(shared) -> None:  # type: ignore[no-untyped-def]
    name = "bb__trafficking-in-persons-prevention-bill-2016.pdf.json"
    gold = json.loads((shared / "gold/structure/dev" / name).read_text("utf-8"))
    file = shared / "laws" / gold["file"]
    found = outline(take_in(file.read_bytes(), file.name, Hints(country="bb")))
    assert [article["num"] for article in found["articles"]] == gold["articles"]
    assert found["conservation"] >= 0.999


def test_margin_of_other_pages_tells_a_note_that_stands_close_to_its_text() -> None:
    sheets = []
    for page, gap in ((0, 30), (1, 7)):
        sheet = Sheet()
        for section in range(2):
            top = 700 - section * 90
            number = 2 * page + section + 1
            sheet.lines(f"{number}. {DUTY[:60]}", *[DUTY[:62]] * 2, x=130, top=top)
            # the note's width is known from its font: "Lighting lamp" in 7.5 points is 44 wide
            sheet.lines("Lighting lamp", "of stone.", x=130 - gap - 44, top=top, size=7.5)
        sheets.append(sheet)
    notes = [line.text for line in lines(*sheets) if line.heading_level == MARGINAL_LEVEL]
    assert notes == ["Lighting lamp of stone"] * 4
