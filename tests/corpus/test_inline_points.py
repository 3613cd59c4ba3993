"""Points that a source runs into one line, and numbers that are only cited."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.grammar import load_grammar
from corpus.model import Block, Paragraph
from corpus.segmenter.paragraphs import paragraphs_of


def tree(*texts: str, language: str = "en") -> list[object]:
    """The labels of the paragraphs, each with those below it; "" for one without a label."""
    return _labels(paragraphs_of(texts, load_grammar(language)))


def _labels(blocks: tuple[Block, ...]) -> list[object]:
    found: list[object] = []
    for block in blocks:
        assert isinstance(block, Paragraph)
        found.append((block.num, _labels(block.children)) if block.children else block.num)
    return found


INLINE = [
    ("(1) Lamps are lit. (2) Boats are tied. (3) Nets are dried.", ["(1)", "(2)", "(3)"]),
    (
        "A keeper shall— (a) light lamps; (b) tie boats; and (c) dry nets.",
        ["", "(a)", "(b)", "(c)"],
    ),
    (
        "(1) A keeper who— (a) sleeps; or (b) sings, pays a fine. (2) The fine under subsection (1)"
        " is paid at noon.",
        [("(1)", ["(a)", "(b)"]), "(2)"],
    ),
    (
        "(1) A keeper may— (a) ask, if— (i) it rains; or (ii) it snows; (b) wait. (2) Nobody asks.",
        [("(1)", [("(a)", ["(i)", "(ii)"]), "(b)"]), "(2)"],
    ),
    ("(1)(a) One lamp. (b) Two lamps. (2) Three lamps.", [("(1)", ["(a)", "(b)"]), "(2)"]),
    (
        "The keeper notes: (g) fog; (h) hail; (i) ice; (j) gales.",
        [""],  # a list that begins nowhere is none
    ),
    (
        "Notes are kept of: (a) a; (b) b; (c) c; (d) d; (e) e; (f) f; (g) g; (h) h; (i) i; (j) j.",
        ["", *(f"({letter})" for letter in "abcdefghij")],
    ),
    ("( a ) Oil is bought; ( b ) oil is kept.", ["( a )", "( b )"]),
    ("(1) One. (1A) Another. (2) Two.", ["(1)", "(1A)", "(2)"]),
    (
        "In this Act— “boat” means— (a) a hull; or (b) a raft; “lamp” means a light.",
        ["", ("", ["(a)", "(b)"]), ""],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_inline_points_become_paragraphs(text: str, expected: list[object]) -> None:
    assert tree(text) == expected


SPANISH = [
    ("El farero deberá: a) encender; b) vigilar; y c) apagar.", ["", "a)", "b)", "c)"]),
    (
        "Son deberes: 1. Encender el faro. 2. Cuidar el aceite. 3. Anotar el viento.",
        ["", "1.", "2.", "3."],
    ),
    (
        "Se prohíbe: 1) dormir: a) de día; b) de noche; 2) cantar.",
        ["", ("1)", ["a)", "b)"]), "2)"],
    ),
    ("Rige lo que sigue: m) mar; n) nave; ñ) ñandú; o) oleaje.", [""]),
    (
        "El aceite se guarda bajo llave. PARÁGRAFO 1. La llave es del farero. PARÁGRAFO 2."
        " La copia es del alcalde.",
        ["", "PARÁGRAFO 1.", "PARÁGRAFO 2."],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPANISH)
def test_spanish_inline_points_become_paragraphs(text: str, expected: list[object]) -> None:
    assert tree(text, language="es") == expected


CITED = [
    "A person to whom subsections (1), (2) and (3) apply shall be heard.",
    "Despite section 5(2)(a) and paragraph (b), the lamp is lit; subsection (2) does not apply.",
    "Under (a), (b) or (c) of this section nobody sings.",
    "The keeper applies the following: (a) of section 4, and then (b) of section 5.",
    "It was passed in 1990. (2) of them were lost.",
    "Section 3 is amended by inserting “(1) The lamp is lit. (2) The boat is tied.”.",
]


@pytest.mark.parametrize("text", CITED)
def test_numbers_that_are_only_cited_split_nothing(text: str) -> None:
    assert tree(text) == [""]


def test_spanish_citations_of_points_split_nothing() -> None:
    text = "Lo previsto en los literales a), b) y c) del artículo 5, y en el numeral 2) rige hoy."
    assert tree(text, language="es") == [""]


def test_quoted_subsections_do_not_go_on_with_the_own_ones() -> None:
    text = (
        "(1) Lamps are lit. (2) In section 4 of the Boats Act put “(2A) Boats are tied. (3) Ropes"
        " are dry.” before the end. (3) Nets are mended."
    )
    assert tree(text) == ["(1)", "(2)", "(3)"]


def test_a_list_may_begin_in_one_line_and_go_on_in_the_next() -> None:
    assert tree("A keeper may: (a) rest; or", "(b) walk; (c) swim.") == ["", "(a)", "(b)", "(c)"]


def test_definitions_on_lines_of_their_own_hold_their_points() -> None:
    texts = ["In this Act:", "“boat” includes:", "(a) a raft;", "(b) a hull;", "“oil” means fat."]
    assert tree(*texts) == ["", ("", ["(a)", "(b)"]), ""]


pieces = st.sampled_from(
    [*"—;:,.“”\"", "(a)", "(b)", "(i)", "(ii)", "(1)", "(2)", "1.", "2.", "a)", "b)", "and", "y",
     "lamp", "“oil” means", "PARÁGRAFO.", "Lamp"]
)  # fmt: skip


@given(st.lists(st.lists(pieces, min_size=1, max_size=25).map(" ".join), max_size=6))
def test_splitting_keeps_every_word_in_order(texts: list[str]) -> None:
    for language in ("en", "es"):
        kept = list(_words(paragraphs_of(texts, load_grammar(language))))
        assert "".join(kept) == re.sub(r"\s", "", "".join(texts))


def _words(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        assert isinstance(block, Paragraph)
        found.append(re.sub(r"\s", "", block.num + block.text))
        found.extend(_words(block.children))
    return found
