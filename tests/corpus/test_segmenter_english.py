"""Structure of invented English-language acts and treaties."""

import pytest

from corpus.model import Article, Division, Document, LawMetadata, placed_articles
from corpus.readers.markdown import read_text
from corpus.readers.plain import read
from corpus.segmenter import Segmented, segment


def act(text: str, *, plain: bool = False) -> Segmented:
    lines = read(text.encode(), "act.txt").lines if plain else read_text(text).lines
    return segment(lines, "en")


def articles(parts: Segmented) -> list[Article]:
    document = Document(LawMetadata("x", "xd", "en"), parts.body)
    return [placed.article for placed in placed_articles(document)]


DUTY = "The keeper shall light the lamp every evening."

LABELS = [
    ("### §101. Lamps\n\n{0}\n\n### §102. Boats\n\n{0}", ["101", "102"]),
    ("1. {0}\n\n2. {0}\n\n3. {0}", ["1", "2", "3"]),
    ("Section 1. {0}\n\nSection 2. {0}", ["1", "2"]),
    ("### Article 1\n\n{0}\n\n### Article 2\n\n{0}", ["1", "2"]),
    ("ARTICLE I\n\n{0}\n\nARTICLE II\n\n{0}", ["I", "II"]),
    ("Lamps\n\n1. —(1) {0}\n\n(2) {0}\n\nBoats\n\n2. {0}\n\nNets\n\n2A. {0}", ["1", "2", "2A"]),
]


@pytest.mark.parametrize(("template", "expected"), LABELS)
def test_section_labels_are_recognised(template: str, expected: list[str]) -> None:
    assert [a.num for a in articles(act(template.format(DUTY)))] == expected


def test_marginal_heading_above_the_number_belongs_to_the_section() -> None:
    text = f"Short title\n\n1. {DUTY}\n\nMeaning of lamp\n\n2. {DUTY}\n\nRepeal\n\n3. {DUTY}"
    parts = act(text, plain=True)
    assert [a.heading for a in articles(parts)] == ["Short title", "Meaning of lamp", "Repeal"]
    assert [a.text for a in articles(parts)] == [DUTY] * 3


def test_numbered_paragraphs_of_a_treaty_article_are_no_sections() -> None:
    text = "\n\n".join(
        f"### Article {number}\n\n#### Lights of coast {number}\n\n1. {DUTY}\n\n2. {DUTY}"
        for number in range(1, 6)
    )
    found = articles(act(text))
    assert [a.num for a in found] == ["1", "2", "3", "4", "5"]
    assert found[0].heading == "Lights of coast 1"


def test_parts_hold_their_sections() -> None:
    text = f"## PART 1 - LAMPS\n\n1. {DUTY}\n\n2. {DUTY}\n\n## PART 2 - BOATS\n\n3. {DUTY}"
    body = act(text).body
    assert [(d.kind, d.num, d.heading) for d in body if isinstance(d, Division)] == [
        ("part", "1", "LAMPS"),
        ("part", "2", "BOATS"),
    ]


def test_arrangement_of_sections_and_memorandum_are_dropped_and_reported() -> None:
    titles = ["Short title", "Lamps", "Boats", "Nets"]
    entries = "\n\n".join(f"{n}. {title}" for n, title in enumerate(titles, start=1))
    body = "\n\n".join(
        f"{title}\n\n{n}. The keeper shall answer for everything that this section entrusts to the"
        f" keeper while the watch lasts, and shall record it in book {n}."
        for n, title in enumerate(titles, start=1)
    )
    parts = act(
        f"Arrangement of Sections\n\n{entries}\n\n{body}\n\nEXPLANATORY MEMORANDUM\n\nIt explains.",
        plain=True,
    )
    assert [a.num for a in articles(parts)] == ["1", "2", "3", "4"]
    assert {d.reason for d in parts.dropped} == {"contents_table", "memorandum"}


def test_second_language_of_a_treaty_collection_is_dropped_and_reported() -> None:
    english = "\n\n".join(f"### Article {n}\n\n{DUTY}" for n in range(1, 4))
    dutch = "\n\n".join(
        f"### Artikel {n}\n\nDe wachter van deze toren zorgt dat het licht niet uitgaat en dat de"
        " boten bij de haven een veilige weg voor de nacht hebben, zoals dit artikel het zegt."
        for n in range(1, 9)
    )
    parts = act(f"{english}\n\n{dutch}")
    assert [a.num for a in articles(parts)] == ["1", "2", "3"]
    assert {d.reason for d in parts.dropped} == {"other_language"}


def test_amending_section_keeps_what_it_substitutes() -> None:
    text = """1. This Act may be cited as the Lamps (Amendment) Act.

2. The principal Act is amended by deleting section 9 and substituting the following:

“9. The keeper shall light the lamp.”

3. The Act comes into force on Monday."""
    found = articles(act(text, plain=True))
    assert [a.num for a in found] == ["1", "2", "3"]
    assert "The keeper shall light the lamp" in found[1].text


def test_doubled_letters_stand_before_or_after_the_single_one() -> None:
    numbers = ["5", "5AA", "5A", "6", "6A", "6AA", "7"]
    text = "\n\n".join(f"Duty\n\n{number}. —(1) {DUTY}" for number in numbers)
    assert [a.num for a in articles(act(text, plain=True))] == numbers


def test_schedule_with_numbers_of_its_own_is_attached() -> None:
    body = "\n\n".join(f"Duty {n}\n\n{n}. {DUTY}" for n in range(1, 8))
    rules = "\n\n".join(f"{n}. The boat shall wait for keeper {n}." for n in range(1, 5))
    parts = act(f"{body}\n\nSCHEDULE\n\nRules of the boat\n\n{rules}", plain=True)
    assert [a.num for a in articles(parts)] == ["1", "2", "3", "4", "5", "6", "7"]
    (attachment,) = parts.attachments
    assert attachment.label == "SCHEDULE"
