"""Schedules, annexes and closing formulas stand after the law, not in its last article."""

import json

from corpus.intake import Hints, Intake, take_in
from corpus.outline import outline

DUTY = "The keeper shall light the lamp every evening."


def taken(text: str) -> Intake:
    return take_in(text.encode(), "law.txt", Hints(country="xd"))


def provisions(*items: tuple[str, str, str]) -> Intake:
    listed = [
        {"provision_ref": f"s{num}", "section": num, "title": title, "content": content}
        for num, title, content in items
    ]
    source = {"title": "Lamps Act", "provisions": listed}
    return take_in(json.dumps(source).encode(), "act.json", Hints(country="xd"))


def test_schedule_without_numbers_is_an_attachment_with_label_and_heading() -> None:
    document = taken(
        f"1. {DUTY}\n\n2. {DUTY}\n\nSCHEDULE\n(Section 2)\nColours of lamps\nRed and white.\n"
    ).document
    (schedule,) = document.attachments
    assert (schedule.label, schedule.heading) == ("SCHEDULE (Section 2)", "Colours of lamps")
    assert [p.text for p in schedule.preamble] == ["Red and white."]
    assert outline(taken(f"1. {DUTY}\n\n2. {DUTY}\n\nSCHEDULE\nColours\nRed.\n"))["divisions"] == [
        {"type": "schedule", "num": "", "heading": "Colours", "first_article": ""}
    ]


def test_each_annex_is_an_attachment_of_its_own() -> None:
    document = taken(
        "Artículo 1.- La presente ley crea el Registro de Faros de la costa.\n\n"
        "Artículo 2.- El Registro será público y gratuito para toda persona.\n\n"
        "Dada en Puerto Claro, a los tres días de mayo.\n\n"
        "ANEXO I\nLISTA DE FAROS\n\n1. Norte\n2. Sur\n\nANEXO II\nCOLORES\n\nBlanco.\n"
    ).document
    assert [(a.label, a.heading) for a in document.attachments] == [
        ("ANEXO I", "LISTA DE FAROS"),
        ("ANEXO II", "COLORES"),
    ]
    assert [p.text for p in document.conclusions] == [
        "Dada en Puerto Claro, a los tres días de mayo."
    ]


def test_passing_of_a_bill_printed_below_a_schedule_is_no_part_of_it() -> None:
    document = taken(
        f"1. {DUTY}\n\n2. {DUTY}\n\nFIRST SCHEDULE\nLamps\n1. North\n2. South\n\n"
        "Passed by the House of Assembly this 4th day of May.\n"
    ).document
    assert [p.text for p in document.conclusions] == [
        "Passed by the House of Assembly this 4th day of May."
    ]
    assert [len(a.body) for a in document.attachments] == [2]


def test_schedule_and_page_run_into_the_last_section_are_told_apart() -> None:
    intake = provisions(
        ("1", "Lamps", DUTY),
        ("2", "Fees", f"{DUTY} Second Schedule (Sections 1, 2(3)) Fees to be paid A fee is one"
         " coin. History of this document 3 May 2001 this version"),
    )  # fmt: skip
    first, second = intake.document.body
    assert (first.text, second.text) == (DUTY, DUTY)  # type: ignore[union-attr]
    (schedule,) = intake.document.attachments
    assert schedule.label == "Second Schedule (Sections 1, 2(3))"
    assert (schedule.heading, schedule.preamble[0].text) == (
        "Fees to be paid",
        "A fee is one coin.",
    )
    assert [d.reason for d in intake.dropped] == ["publisher_history"]


def test_schedule_named_by_a_sentence_splits_nothing() -> None:
    said = "A person pays the fee set out in the Schedule (section 3) before noon."
    intake = provisions(("1", "Lamps", DUTY), ("2", "Fees", said))
    assert intake.document.attachments == ()
    assert intake.document.body[1].text == said  # type: ignore[union-attr]


def test_history_of_a_repealed_section_is_its_note() -> None:
    intake = provisions(
        ("1", "Lamps", f"{DUTY} [section 1 substituted by Act 5 of 2002 ] {DUTY}"),
        ("2", "***", "[section 2 deleted by section 3(b) of Act 7 of 2004 ]"),
    )
    first, second = intake.document.body
    assert (second.text, len(second.notes), len(first.notes)) == ("", 1, 1)  # type: ignore[union-attr]


def test_marginal_headings_may_end_with_a_full_stop() -> None:
    document = taken(
        f"PART I\nPRELIMINARY\n\nShort title.\n1. {DUTY}\n\nLamps.\n2. {DUTY}\n\nBoats at sea.\n"
        f"3. {DUTY}\n"
    ).document
    (part,) = document.body
    assert part.heading == "PRELIMINARY"
    headings = [article.heading for article in part.children]  # type: ignore[union-attr]
    assert headings == ["Short title", "Lamps", "Boats at sea"]


def test_arrangement_in_capitals_is_dropped_although_no_blank_line_follows() -> None:
    entries = "1. Lamps\n2. Boats\n3. Nets\n4. Ropes\n"
    body = "\n\n".join(
        f"{number}. The keeper answers for everything that stands in book {number} of the lamp"
        " house while the watch lasts."
        for number in range(1, 5)
    )
    intake = taken(f"LAMPS ACT\nARRANGEMENT OF SECTIONS\n{entries}\n{body}\n")
    assert {d.reason for d in intake.dropped} == {"contents_table"}
    assert len(intake.document.body) == 4
