"""Files that cannot be used are refused with a reason a program and a person understand."""

import pytest

from corpus.errors import UnreadableFile
from corpus.intake import Hints, take_in

SPANISH_LAW = """Artículo 1. La presente ley crea el Registro de Faros.

Artículo 2. El Registro será público y gratuito para toda persona.
"""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
REFUSED = [
    ("nothing.txt", b"", "empty"),
    ("blanks.txt", b" \n\t\n ", "empty"),
    ("picture.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    ("old.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "unsupported_format"),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + ENCRYPTED, "encrypted"),
    ("law.pdf", b"%PDF-1.7\n1 0 obj", "malformed"),
    ("law.docx", b"PK\x03\x04\x14\x00word/document.xml", "malformed"),
    ("photos.zip", b"PK\x03\x04\x14\x00photos/lamp.jpg", "unsupported_format"),
    ("code.xml", b'<uscDoc xmlns="http://xml.house.gov/schemas/uslm/1.0"/>', "no_articles"),
    ("norm.xml", b'<Norma xmlns="http://www.leychile.cl/esquemas"/>', "no_articles"),
    ("act.xml", b'<Legislation xmlns="http://www.legislation.gov.uk"/>', "no_articles"),
    ("impo.json", b'{"nroNorma": "1", "articulos": []}', "no_articles"),
    ("menu.xml", b"<menu><dish>soup</dish></menu>", "unknown_format"),
    ("list.json", b'{"dishes": ["soup"]}', "unknown_format"),
    ("cut.json", b'{"provisions": [', "malformed"),
    ("cut.xml", b"<akomaNtoso><act>", "malformed"),
    (
        "bomb.xml",
        b'<!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><akomaNtoso>&b;</akomaNtoso>',
        "unsafe_xml",
    ),
    ("noise.txt", bytes(range(1, 32)) * 40, "bad_encoding"),
    ("poem.txt", b"Roses are red and this is no law at all.\n" * 9, "scan"),
    (
        "essay.txt",
        b"\n\n".join(
            [b"This long sentence goes on and on about ships, harbours and the weather of the "
             b"islands without ever giving a number to anything that it says to its readers."] * 4
        ),
        "no_articles",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_unusable_file_is_refused_with_its_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        take_in(data, name, Hints(country="xa"))
    assert refusal.value.code == code
    assert name in str(refusal.value)


def test_file_over_the_size_limit_is_refused_with_both_sizes() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        take_in(b"x" * 101, "long.txt", Hints(country="xa"), size_limit=100)
    assert refusal.value.code == "too_large"
    assert "101" in str(refusal.value)
    assert "100" in str(refusal.value)


def test_refusal_of_a_legacy_word_document_names_the_command_that_converts_it() -> None:
    with pytest.raises(UnreadableFile, match="soffice --headless --convert-to"):
        take_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64, "old.doc", Hints(country="xa"))


def test_law_of_no_known_country_is_refused_with_the_option_to_say_it() -> None:
    with pytest.raises(UnreadableFile, match="--country"):
        take_in(SPANISH_LAW.encode(), "law.txt")


def test_articles_whose_text_stands_in_the_amended_law_are_kept_and_doubted() -> None:
    law = "# Ley de faros\n\n##### Artículo 1\n\n(*)\n\n##### Artículo 2\n\n(*)\n"
    intake = take_in(law.encode(), "law.md", Hints(country="xa"))
    assert [problem.code for problem in intake.problems if problem.line] == [
        "title_guessed",
        "empty_article",
        "empty_article",
    ]
    assert [item.reason for item in intake.dropped] == ["text_elsewhere"] * 2


def test_page_without_a_law_is_refused_as_a_page() -> None:
    page = b"<html><body><h1>News</h1><p>The harbour is open again.</p></body></html>"
    with pytest.raises(UnreadableFile, match="web page") as refusal:
        take_in(page, "news.html", Hints(country="xd"))
    assert refusal.value.code == "no_articles"


def test_contents_list_without_its_law_is_refused() -> None:
    listing = b"1. Short title.\n\n2. Meaning of words.\n\n3. Keeping of lamps.\n"
    with pytest.raises(UnreadableFile) as refusal:
        take_in(listing, "contents.txt", Hints(country="xd"))
    assert refusal.value.code == "no_articles"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso8859_1", "cp1252"]
)
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    intake = take_in(SPANISH_LAW.encode(encoding), "law.txt", Hints(country="xa"))
    assert intake.document.body[0].label.startswith("Artículo 1")
    assert intake.format == "text"


def test_extension_is_never_trusted_alone() -> None:
    data = b'{"title": "Act", "provisions": [{"section": "1", "title": "Lamps",'
    data += b' "content": "The keeper shall light the lamp every evening."}]}'
    assert take_in(data, "misnamed.xml", Hints(country="xd")).format == "provisions"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("ec/ley-organica-trata-2023-scan.json", "scan"),
        ("jm/trafficking-in-persons-act-toc-only.json", "no_articles"),
        ("mx/diputados-doc-ley-juegos-sorteos.doc", "unsupported_format"),
        ("bb/immigration-amendment-no-bill-2018.pdf", "scan"),
    ],
)
def test_real_files_that_hold_no_readable_law_are_refused(shared, path: str, code: str) -> None:  # type: ignore[no-untyped-def]
    file = shared / "laws" / path
    with pytest.raises(UnreadableFile) as refusal:
        take_in(file.read_bytes(), file.name, Hints(country=path[:2]))
    assert refusal.value.code == code
