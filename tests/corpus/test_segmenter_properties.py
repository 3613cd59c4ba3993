"""Whatever the text, no word is lost and no input breaks the reader."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.conservation import conservation
from corpus.lines import Line, without_cut_words
from corpus.model import Document, LawMetadata
from corpus.readers.markdown import read_text
from corpus.readers.plain import read
from corpus.segmenter import Segmented, segment

SOUP = st.sampled_from(
    [
        "Artículo 1.-",
        "Artículo 2°",
        "ARTICULO 3 bis.-",
        "artículo 4 de la ley",
        "Art. único.",
        "PRIMERO.-",
        "TÍTULO I",
        "CAPÍTULO II - De nada",
        "TRANSITORIOS",
        "ANEXO",
        "DECRETO",
        "“Artículo 9.- Quedará así:",
        "quedará así:",
        "”",
        "Bis. Algo",
        "(Objeto).- Cosa",
        "Section 1.",
        "§ 12.",
        "3. —(1)",
        "PART 1 - X",
        "SCHEDULE",
        "Contents",
        "Short title",
        "LEGISLACIÓN ANTERIOR []",
        "Vigente desde: 1 y hasta el: 2",
        "Párrafo reformado DOF 01-02-2003",
        "(*) Artículo modificado por la Ley, cuyo texto es el siguiente:",
        "1.",
        "a)",
        "(i)",
        "-",
        "La lámpara arde.",
        "y sigue",
        "",
        "  ",
        "**",
        "*x*",
        "## H",
        "12",
        "palabra-",
        "cortada",
    ]
)
LANGUAGES = st.sampled_from(["es", "en"])


def share(source: str, parts: Segmented) -> float:
    document = Document(
        LawMetadata("x", "xa", "es"),
        parts.body,
        parts.preamble,
        parts.conclusions,
        parts.attachments,
    )
    return conservation(source, document, parts.dropped)


@settings(max_examples=150, deadline=None)
@given(st.lists(SOUP, max_size=40), LANGUAGES)
@example(["Section 1.", "Contents", "Section 1."], "en")  # an index printed after the law
@example(["Artículo 2°", "12", "palabra-", "Artículo 2°"], "es")
@example(["TÍTULO I", "CAPÍTULO II - De nada", "TÍTULO I", "Artículo 1.-"], "es")
@example(["PART 1 - X", "TRANSITORIOS", "PART 1 - X", "Section 1."], "en")
@example(["Artículo 1.-", "ANEXO", "Artículo 1.-", "**", "Artículo 1.-"], "es")
def test_keyword_soup_keeps_its_words(lines: list[str], language: str) -> None:
    reading = read_text("\n".join(lines))
    source = "\n".join(line.text for line in reading.lines)
    assert share(source, segment(reading.lines, language)) == 1.0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), LANGUAGES)
@example("§0²", "es")
@example("§0À", "es")
def test_any_text_keeps_its_words(text: str, language: str) -> None:
    data = text.encode("utf-8", errors="ignore")
    lines = read_lines(data)
    source = "\n".join(line.text for line in lines)
    assert share(source, segment(lines, language)) == 1.0


def read_lines(data: bytes):  # type: ignore[no-untyped-def]
    from corpus.errors import UnreadableFile

    try:
        return read(data, "any.txt").lines
    except UnreadableFile:
        return ()


def test_conservation_is_the_share_of_words_that_are_kept() -> None:
    document = Document(LawMetadata("x", "xa", "es"), ())
    assert conservation("uno dos tres cuatro", document) == 0.0
    assert conservation("", document) == 1.0


def test_words_cut_by_a_line_break_are_put_together() -> None:
    lines = [Line(1, "los servi-"), Line(2, "cios del faro"), Line(3, "y-"), Line(4, "a) uno")]
    assert [line.text for line in without_cut_words(lines)] == [
        "los servicios",
        "del faro",
        "y-",
        "a) uno",
    ]
