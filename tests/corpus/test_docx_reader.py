"""Word documents, built with python-docx, read with the numbers that Word would print."""

import contextlib
import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from corpus.docx_source import LARGEST_PART
from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in
from corpus.lines import MARGINAL_LEVEL, Line
from corpus.model import placed_articles
from corpus.readers.docx import read
from corpus.reading import Reading

DUTY = "El farero encenderá la lámpara al caer la tarde y anotará la hora en el libro del faro."


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def reading(document: Any) -> Reading:
    return read(saved(document), "law.docx")


def lines(document: Any) -> list[Line]:
    return [line for line in reading(document).lines if line.text]


def texts(document: Any) -> list[str]:
    return [line.text for line in lines(document)]


def add_list(document: Any, *levels: str, number: int = 70, abstract: int = 70) -> None:
    """Adds a list whose levels are given as the XML inside w:lvl."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{position}">{level}</w:lvl>' for position, level in enumerate(levels)
    )
    found = root.findall(qn("w:abstractNum"))
    new = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{inner}</w:abstractNum>'
    )
    found[-1].addnext(new)
    add_number(document, number, abstract)


def add_number(document: Any, number: int, abstract: int, inner: str = "") -> None:
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f"{inner}</w:num>"
        )
    )


def level(kind: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'


def item(document: Any, text: str, depth: int = 0, number: int = 70) -> Any:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/>'
            f'<w:numId w:val="{number}"/></w:numPr>'
        )
    )
    return paragraph


FORMATS = [
    ("decimal", "%1.", 1, ["1. x", "2. x", "3. x"]),
    ("decimal", "Artículo %1.-", 9, ["Artículo 9.- x", "Artículo 10.- x", "Artículo 11.- x"]),
    ("decimalZero", "%1)", 9, ["09) x", "10) x", "11) x"]),
    ("upperRoman", "TÍTULO %1", 3, ["TÍTULO III x", "TÍTULO IV x", "TÍTULO V x"]),
    ("lowerRoman", "(%1)", 8, ["(viii) x", "(ix) x", "(x) x"]),
    ("upperLetter", "%1.", 25, ["Y. x", "Z. x", "AA. x"]),
    ("lowerLetter", "%1)", 26, ["z) x", "aa) x", "bb) x"]),
    ("ordinal", "%1", 1, ["1º x", "2º x", "3º x"]),
    ("ordinalText", "%1.", 1, ["Primero. x", "Segundo. x", "Tercero. x"]),
    ("none", "Único.", 1, ["Único. x", "Único. x", "Único. x"]),
    ("bullet", "•", 1, ["x", "x", "x"]),
]


@pytest.mark.parametrize(("kind", "text", "start", "expected"), FORMATS)
def test_each_kind_of_number_is_written_as_word_prints_it(
    kind: str, text: str, start: int, expected: list[str]
) -> None:
    document = docx.Document()
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "es-PY")
    add_list(document, level(kind, text, start))
    for _ in range(3):
        item(document, "x")
    assert texts(document) == expected


def test_levels_count_within_their_parents_and_begin_anew_after_them() -> None:
    document = docx.Document()
    add_list(
        document, level("decimal", "%1."), level("decimal", "%1.%2"), level("lowerLetter", "%3)")
    )
    for depth in (0, 1, 2, 2, 1, 2, 0, 1):
        item(document, "x", depth)
    assert texts(document) == [
        "1. x", "1.1 x", "a) x", "b) x", "1.2 x", "a) x", "2. x", "2.1 x",
    ]  # fmt: skip


def test_level_that_never_restarts_counts_through_the_chapters() -> None:
    document = docx.Document()
    running = level("decimal", "Artículo %2.", more='<w:lvlRestart w:val="0"/>')
    add_list(document, level("upperRoman", "CAPÍTULO %1"), running)
    for depth in (0, 1, 1, 0, 1):
        item(document, "x", depth)
    assert texts(document) == [
        "CAPÍTULO I x",
        "Artículo 1. x",
        "Artículo 2. x",
        "CAPÍTULO II x",
        "Artículo 3. x",
    ]


def test_legal_numbering_writes_roman_parents_as_digits() -> None:
    document = docx.Document()
    add_list(document, level("upperRoman", "%1."), level("decimal", "%1.%2", more="<w:isLgl/>"))
    item(document, "x")
    item(document, "x", 1)
    assert texts(document) == ["I. x", "1.1 x"]


def test_lists_of_one_kind_go_on_unless_they_begin_anew() -> None:
    document = docx.Document()
    add_list(document, level("decimal", "%1."))
    add_number(document, 71, 70)
    add_number(
        document, 72, 70, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    )
    for number in (70, 70, 71, 72, 72, 70):
        item(document, "x", number=number)
    assert texts(document) == ["1. x", "2. x", "3. x", "5. x", "6. x", "7. x"]


def test_numbers_come_through_styles_and_can_be_taken_away() -> None:
    document = docx.Document()
    document.add_paragraph("x", style="List Number")
    without = document.add_paragraph("sin número", style="List Number")
    without._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    )
    document.add_paragraph("x", style="List Number")
    assert texts(document) == ["1. x", "sin número", "2. x"]


def test_layout_of_paragraphs_is_kept() -> None:
    document = docx.Document()
    document.add_heading("Capítulo I", 2)
    document.add_paragraph("Del faro").alignment = WD_ALIGN_PARAGRAPH.CENTER
    bold = document.add_paragraph()
    bold.add_run("Artículo 1.").bold = True
    bold.add_run(" Texto.")
    styled = document.add_paragraph()
    styled.add_run("Objeto.", style="Strong")
    heading, centred, article, strong = lines(document)
    assert heading.heading_level == 2
    assert centred.centred
    assert article.bold_prefix == "Artículo 1."
    assert strong.bold


def test_heading_style_on_a_whole_paragraph_of_text_makes_no_heading() -> None:
    document = docx.Document()
    document.add_heading(" ".join([DUTY] * 5), 3)
    assert lines(document)[0].heading_level == 0


def test_line_breaks_and_special_characters_inside_a_paragraph() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("uno")
    run.add_break()
    run.add_text("dos\ttres")
    run._r.append(parse_xml(f"<w:noBreakHyphen {nsdecls('w')}/>"))
    run.add_text("cuatro")
    assert texts(document) == ["uno", "dos tres-cuatro"]


def test_capitals_of_layout_are_written_as_they_are_seen() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("título i").font.all_caps = True
    assert texts(document) == ["TÍTULO I"]


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("El farero ")
    paragraph._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>no </w:delText></w:r></w:del>")
    )
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>enciende</w:t></w:r></w:ins>"))
    assert texts(document) == ["El farero enciende"]
    assert [(d.reason, d.text) for d in reading(document).dropped] == [("deleted", "no")]


def test_struck_out_and_hidden_text_is_dropped_and_reported() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Rige. ")
    paragraph.add_run("Nota interna").font.hidden = True
    paragraph.add_run("No rige").font.strike = True
    assert texts(document) == ["Rige."]
    assert {d.reason for d in reading(document).dropped} == {"hidden", "struck_out"}


def test_what_stands_around_the_text_is_dropped_and_reported() -> None:
    document = docx.Document()
    document.add_paragraph(DUTY)
    document.sections[0].header.paragraphs[0].text = "Gaceta de los faros"
    document.sections[0].footer.paragraphs[0].text = "Página 1"
    document.paragraphs[0].add_run()._r.append(
        parse_xml(
            f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>Al margen</w:t></w:r></w:p>"
            "</w:txbxContent></w:pict>"
        )
    )
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Artículo 1 ..... 3", style="toc 1")
    found = reading(document)
    assert [line.text for line in found.lines if line.text] == [DUTY]
    assert {(d.reason, d.text) for d in found.dropped} == {
        ("running_head", "Gaceta de los faros"),
        ("running_head", "Página 1"),
        ("text_box", "Al margen"),
        ("contents_table", "Artículo 1 ..... 3"),
    }


def test_footnote_is_dropped_with_its_text_where_it_is_called() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("El farero")
    paragraph.add_run()._r.append(parse_xml(f"<w:footnoteReference {nsdecls('w')} w:id='2'/>"))
    notes = (
        f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>Véase el mapa.</w:t>"
        "</w:r></w:p></w:footnote></w:footnotes>"
    )
    found = read(with_part(saved(document), "word/footnotes.xml", notes.encode()), "law.docx")
    assert [line.text for line in found.lines if line.text] == ["El farero"]
    assert [(d.reason, d.text) for d in found.dropped] == [("footnote", "Véase el mapa.")]


def test_tables_are_kept_as_rows_and_marginal_notes_become_headings() -> None:
    document = docx.Document()
    rows = [("Faro", "Altura"), ("Norte", "12 m"), ("Keeping of lamps.", "1. The keeper shall.")]
    table = document.add_table(3, 2)
    for position, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(position, column).text = text
    found = lines(document)
    assert [line.text for line in found] == [
        "Faro | Altura",
        "Norte | 12 m",
        "Keeping of lamps",
        "1. The keeper shall.",
    ]
    assert found[2].heading_level == MARGINAL_LEVEL


def test_title_among_the_properties_counts_when_the_text_bears_it_out() -> None:
    document = docx.Document()
    document.core_properties.title = "Ley de los faros"
    document.add_paragraph("LEY DE LOS FAROS")
    assert reading(document).stated == {"title": "Ley de los faros"}
    document.core_properties.title = "Plantilla de otra ley"
    assert reading(document).stated == {}


def law() -> Any:
    document = docx.Document()
    document.add_heading("Ley de los faros del norte", 0)
    add_list(document, level("decimal", "Artículo %1.-"))
    for _ in range(4):
        item(document, DUTY)
    return document


def test_word_document_becomes_a_law_with_its_automatic_articles() -> None:
    intake = take_in(saved(law()), "faros.docx", Hints(country="xa"))
    assert intake.format == "docx"
    numbers = [placed.article.num for placed in placed_articles(intake.document)]
    assert numbers == ["1", "2", "3", "4"]
    assert intake.conservation == 1.0


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", 8) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return buffer.getvalue()


def flagged_encrypted(data: bytes) -> bytes:
    """The archive with the flag of encryption set on its first entry, there and in the index."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><w:document'
    b' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&c;</w:document>'
)
REFUSED: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("bomb", lambda data: with_part(data, "word/a.xml", b" " * 9_000_000), "unsafe_archive"),
    ("image", lambda data: with_part(data, "word/a.png", b"0" * 9_000_000), "unsafe_archive"),
    ("many", lambda data: with_many_parts(data), "unsafe_archive"),
    ("huge", lambda data: with_declared_size(data), "unsafe_archive"),
    ("macro", lambda data: with_part(data, "word/vbaProject.bin", b"\x00"), "unsupported_format"),
    ("locked", flagged_encrypted, "encrypted"),
    ("entity", lambda data: with_part(data, "word/document.xml", ENTITIES), "unsafe_xml"),
    ("broken", lambda data: with_part(data, "word/document.xml", b"<w:document>"), "malformed"),
    ("cut", lambda data: data[: len(data) // 2], "malformed"),
]  # fmt: skip


def with_many_parts(data: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        for position in range(4_001):
            archive.writestr(f"word/media/{position}", b"")
    return buffer.getvalue()


def with_declared_size(data: bytes) -> bytes:
    """The archive whose index claims a main part over the limit."""
    changed = bytearray(data)
    name = data.rindex(b"word/document.xml")
    changed[name - 22 : name - 18] = (LARGEST_PART + 1).to_bytes(4, "little")
    return bytes(changed)


@pytest.mark.parametrize(("name", "change", "code"), REFUSED, ids=[r[0] for r in REFUSED])
def test_hostile_and_broken_packages_are_refused(
    name: str, change: Callable[[bytes], bytes], code: str
) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        take_in(change(saved(law())), f"{name}.docx", Hints(country="xa"))
    assert refusal.value.code == code


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` cut short, or with some bits turned."""
    changed = bytearray(data)
    if chance.random() < 0.4:
        del changed[chance.randrange(1, len(data)) :]
    else:
        for _ in range(chance.randint(1, 8)):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def test_a_hundred_damaged_copies_give_a_law_or_a_refusal() -> None:
    data = saved(law())
    chance = random.Random(1)  # noqa: S311 - chooses where to damage a test's file
    parts = ["word/document.xml", "word/numbering.xml", "word/styles.xml"]
    for turn in range(100):
        part = parts[turn % 4] if turn % 4 < 3 else ""
        if part:
            content = zipfile.ZipFile(io.BytesIO(data)).read(part)
            copy = with_part(data, part, damaged(content, chance))
        else:
            copy = damaged(data, chance)
        with contextlib.suppress(UnreadableFile):
            assert take_in(copy, "damaged.docx", Hints(country="xa")).document.body
