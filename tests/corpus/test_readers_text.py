"""Markdown, provisions JSON and plain text become lines whose layout is kept."""

import json
from typing import Any

import pytest

from corpus.lines import MARGINAL_LEVEL, Line
from corpus.readers import markdown, plain, provisions
from corpus.reading import Reading


def read(text: str) -> Reading:
    return markdown.read(text.encode(), "law.md")


def one(text: str) -> Line:
    (line,) = [line for line in read(text).lines if line.text]
    return line


def test_heading_levels_are_kept_even_without_a_space_after_the_marks() -> None:
    assert [(line.text, line.heading_level) for line in read("## Título\n####Norma").lines] == [
        ("Título", 2),
        ("Norma", 4),
    ]


EMPHASIS = [
    ("**Artículo 1º.** Texto", ("Artículo 1º. Texto", False, "Artículo 1º.", "")),
    (
        "**Artículo 1º.***Objeto.* Texto",
        ("Artículo 1º.Objeto. Texto", False, "Artículo 1º.", "Objeto."),
    ),
    (
        "**A****rtículo 16**. *Alcance*. Texto",
        ("Artículo 16. Alcance. Texto", False, "Artículo 16.", "Alcance"),
    ),
    ("**Artículo 1.- Fines**", ("Artículo 1.- Fines", True, "", "")),
    ("*Cosa* dicha", ("Cosa dicha", False, "", "Cosa")),
    ("El signo (*) queda", ("El signo (*) queda", False, "", "")),
]


@pytest.mark.parametrize(("text", "expected"), EMPHASIS)
def test_bold_and_italics_become_what_a_line_says_of_its_layout(
    text: str, expected: tuple[str, bool, str, str]
) -> None:
    line = one(text)
    assert (line.text, line.bold, line.bold_prefix, line.italic_prefix) == expected


def test_bold_goes_on_over_the_lines_of_one_paragraph_and_ends_with_it() -> None:
    lines = [line for line in read("**CAPÍTULO I  \n**\n\nTexto").lines if line.text]
    assert [(line.text, line.bold) for line in lines] == [("CAPÍTULO I", True), ("Texto", False)]


def test_links_entities_and_tags_leave_only_their_words() -> None:
    assert one("Ver [la ley](http://x.org/a(b)) &amp; <b>su</b>&nbsp;anexo").text == (
        "Ver la ley & su anexo"
    )


def test_meta_rubbish_is_dropped_and_reported() -> None:
    reading = read("<meta http-equiv='x' content='y' />\n\n## Norma")
    assert [dropped.reason for dropped in reading.dropped] == ["markup"]


FRONT_MATTER = [
    (
        'titulo: "LEY 9 DE 1950 - de faros"\npais: "co"\nestado: "vigente"\nfuente: "http://x"',
        {
            "title": "LEY 9 DE 1950 - de faros",
            "jurisdiction": "co",
            "status": "in_force",
            "source_url": "http://x",
        },
    ),
    (
        "title: Ley de Faros\nrank: ley\nofficial_number: '9'\npromulgation_date: '1950-05-03'\n"
        "publication_date: '1950-05-09'\nlast_updated: '1900-01-01'",
        {
            "title": "Ley de Faros",
            "kind": "ley",
            "number": "9",
            "date": "1950-05-03",
            "publication_date": "1950-05-09",
        },
    ),
    (
        "title: \"Faros\"\nstatus: repealed\ndate: '1950-02-30'",
        {"title": "Faros", "status": "repealed"},
    ),
]


@pytest.mark.parametrize(("front", "expected"), FRONT_MATTER)
def test_front_matter_of_several_dialects_states_the_same_fields(
    front: str, expected: dict[str, str]
) -> None:
    assert dict(read(f"---\n{front}\n---\n\n# Norma").stated) == expected


def test_lines_keep_their_numbers_after_front_matter() -> None:
    reading = read("---\ntitle: Faros\n---\n\nArtículo 1.")
    assert [line.number for line in reading.lines if line.text] == [5]


def test_broken_front_matter_is_read_line_by_line_with_a_problem() -> None:
    reading = read('---\ntitle: "Faros "rojos" y verdes"\ncountry: "ar"\n---\n\n# Norma')
    assert reading.stated["jurisdiction"] == "ar"
    assert [problem.code for problem in reading.problems] == ["front_matter"]


def test_plain_text_keeps_indentation_and_drops_what_nobody_sees() -> None:
    reading = plain.read("\ufeffUno\n   dos\u00a0tres\x07\n".encode(), "law.txt")
    assert [(line.text, line.indent) for line in reading.lines if line.text] == [
        ("Uno", 0),
        ("dos tres", 3),
    ]


def test_characters_broken_by_an_earlier_conversion_are_a_problem() -> None:
    reading = plain.read("Artículo 1.\nArtÃ\u00adculo 2.".encode(), "law.txt")
    assert [(p.code, p.line) for p in reading.problems] == [("damaged_characters", 2)]


def provision_lines(items: list[dict[str, Any]]) -> list[tuple[str, int]]:
    data = json.dumps({"title": "Ley de Faros", "provisions": items}, ensure_ascii=False)
    reading = provisions.read(data.encode(), "law.json")
    return [(line.text, line.heading_level) for line in reading.lines if line.text]


PROVISIONS = [
    # the label and the heading stand in the title
    (
        {"section": "1", "title": "Artículo 1. OBJETO.", "content": "La ley ordena."},
        [("Artículo 1. OBJETO.", 5), ("La ley ordena.", 0)],
    ),
    # an ordinal torn in two
    (
        {"section": "2", "title": "Artículo 2. o.- Son faros:", "content": "a) la torre."},
        [("Artículo 2o.- Son faros:", 5), ("a) la torre.", 0)],
    ),
    # the content has it all; the title only repeats its first words
    (
        {"section": "Ley", "title": "Principios. Son", "content": "Art. 2.- Principios. Son dos."},
        [("Art. 2.- Principios. Son dos.", 0)],
    ),
    # the number opens the content, the title is the marginal note
    (
        {"section": "3", "title": "Lamps", "content": "3. —(1) The keeper shall light it."},
        [("Lamps", MARGINAL_LEVEL), ("3. —(1) The keeper shall light it.", 0)],
    ),
    # the number stands in its field only
    (
        {"section": "4", "title": "Boats", "content": "(1) A boat shall wait."},
        [("4. Boats", 5), ("(1) A boat shall wait.", 0)],
    ),
    # the number stands in its field only, and the text begins like its heading
    (
        {"section": "16", "title": "Boats of keepers", "content": "Boats of keepers shall wait."},
        [("16. Boats of keepers", 5), ("Boats of keepers shall wait.", 0)],
    ),
    # a title that says nothing
    (
        {"section": "5", "title": "Section 5", "content": "5. In this Act—"},
        [("5. In this Act—", 0)],
    ),
]


@pytest.mark.parametrize(("item", "expected"), PROVISIONS)
def test_provision_becomes_lines_however_its_fields_were_cut(
    item: dict[str, Any], expected: list[tuple[str, int]]
) -> None:
    assert provision_lines([item]) == expected


def test_chapter_field_is_a_heading_where_the_text_does_not_print_it() -> None:
    lines = provision_lines(
        [
            {"chapter": "PART 1 - LAMPS", "section": "1", "title": "A", "content": "1. Light it."},
            {"chapter": "PART 1 - LAMPS", "section": "2", "title": "B", "content": "2. Clean it."},
        ]
    )
    assert lines.count(("PART 1 - LAMPS", 2)) == 1


def test_chapter_heading_run_into_the_provision_before_gets_a_line_of_its_own() -> None:
    lines = provision_lines(
        [
            {
                "chapter": "Part I",
                "section": "1",
                "title": "A",
                "content": "Light it. Part II – Boats",
            },
            {"chapter": "Part II", "section": "2", "title": "B", "content": "Row it."},
        ]
    )
    assert [line for line in lines if line[1] == 2] == [("Part I", 2), ("Part II – Boats", 2)]
