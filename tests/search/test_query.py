"""How what a person types is read."""

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from search.near import FARTHEST, USUAL_DISTANCE
from search.query import DEEPEST_BRACKETS, LONGEST_QUERY, MOST_WORDS, parse
from search.query_text import query_text
from search.query_tree import (
    AndNode,
    CitationNode,
    KeywordNode,
    NearNode,
    NotNode,
    OrNode,
    ParsedQuery,
    PhraseNode,
    PrefixNode,
    WordNode,
    YearsNode,
    children,
)


def side_by_side(*nodes):
    return AndNode(nodes, loose=True)


def strictly(*nodes):
    return AndNode(nodes, loose=False)


W = WordNode

READ_AS_TYPED = [
    ("trata", W("trata")),
    ("trata de personas", side_by_side(W("trata"), W("de"), W("personas"))),
    ("anti-trata", side_by_side(W("anti"), W("trata"))),
    ('"trata de personas"', PhraseNode("trata de personas")),
    ("«trata de personas»", PhraseNode("trata de personas")),
    ("“human rights” child", side_by_side(PhraseNode("human rights"), W("child"))),
    ("a AND b", strictly(W("a"), W("b"))),
    ("a Y b", strictly(W("a"), W("b"))),
    ("a OR b", OrNode((W("a"), W("b")))),
    ("a O b", OrNode((W("a"), W("b")))),
    ("a y b", side_by_side(W("a"), W("y"), W("b"))),
    ("a NOT b", side_by_side(W("a"), NotNode(W("b")))),
    ("a NO b", side_by_side(W("a"), NotNode(W("b")))),
    ("a AND NOT b", strictly(W("a"), side_by_side(NotNode(W("b"))))),
    ("a NOT (b OR c)", side_by_side(W("a"), NotNode(OrNode((W("b"), W("c")))))),
    ("a NOT anti-trata", side_by_side(W("a"), NotNode(strictly(W("anti"), W("trata"))))),
    ("NOT NOT a", side_by_side(NotNode(NotNode(W("a"))))),
    ("a OR b AND c", OrNode((W("a"), strictly(W("b"), W("c"))))),
    ("(a OR b) AND c", strictly(OrNode((W("a"), W("b"))), W("c"))),
    ("a b AND c", strictly(side_by_side(W("a"), W("b")), W("c"))),
    ("migra*", PrefixNode("migra")),
    ("MIGRACIÓ*", PrefixNode("migracio")),
    ("pena NEAR/5 trata", NearNode((W("pena"), W("trata")), (5,))),
    ("pena CERCA/5 trata", NearNode((W("pena"), W("trata")), (5,))),
    ("pena CERCA trata", NearNode((W("pena"), W("trata")), (USUAL_DISTANCE,))),
    (
        'a NEAR/2 "b c" NEAR/3 migra*',
        NearNode((W("a"), PhraseNode("b c"), PrefixNode("migra")), (2, 3)),
    ),
    ("(a OR b) NEAR c", NearNode((OrNode((W("a"), W("b"))), W("c")), (USUAL_DISTANCE,))),
    ("a b NEAR/5 c d", side_by_side(W("a"), NearNode((W("b"), W("c")), (5,)), W("d"))),
    ("a NOT b NEAR/5 c", side_by_side(W("a"), NotNode(NearNode((W("b"), W("c")), (5,))))),
    ("a near b", side_by_side(W("a"), W("near"), W("b"))),
    ("country:py", KeywordNode("country", ("py",))),
    ("país:PY,AR", KeywordNode("country", ("py", "ar"))),
    ("country:paraguay", KeywordNode("country", ("py",))),
    ('país:"Costa Rica"', KeywordNode("country", ("cr",))),
    ("país:México,perú", KeywordNode("country", ("mx", "pe"))),
    ("language:español", KeywordNode("language", ("es",))),
    ("idioma:en", KeywordNode("language", ("en",))),
    ("topic:Trafficking", KeywordNode("topic", ("trafficking",))),
    ("tema:smuggling", KeywordNode("topic", ("smuggling",))),
    ('topic:"Trafficking in persons"', KeywordNode("topic", ("trafficking",))),
    ("title:migration", W("migration", "title")),
    ('título:"ley de migraciones"', PhraseNode("ley de migraciones", "title")),
    ("heading:asilo", W("asilo", "heading")),
    ('epígrafe:"no devolución"', PhraseNode("no devolución", "heading")),
    ("heading:Refug*", PrefixNode("refug", "heading")),
    ("title:anti-trata*", side_by_side(W("anti", "title"), PrefixNode("trata", "title"))),
    ("title:de*", W("de", "title")),
    ("article:188-A", KeywordNode("article", ("188a",))),
    ('artículo:"5 bis"', KeywordNode("article", ("5bis",))),
    ("year:2005", YearsNode(2005, 2005)),
    ("year:2005..2012", YearsNode(2005, 2012)),
    ("año:2012-2005", YearsNode(2005, 2012)),
    ("year:2005..", YearsNode(2005, None)),
    ("year:..2005", YearsNode(None, 2005)),
    ("26.364", W("26364")),
    ("¿qué es la trata?", side_by_side(W("qué"), W("es"), W("la"), W("trata"))),
    (
        "Ley 985 de 2005",
        CitationNode("number", "985", "2005", "Ley 985 de 2005"),
    ),
    (
        "art. 145 bis",
        CitationNode("article", "145bis", "", "art. 145 bis"),
    ),
]


@pytest.mark.parametrize(("query", "expected"), READ_AS_TYPED)
def test_query_is_read_as_typed_and_without_a_note(query, expected):
    assert parse(query) == ParsedQuery(expected)


CITATIONS = [
    ("Ley 985", "number", "985", ""),
    ("ley n° 26.364", "number", "26364", ""),
    ("Ley Nº 19.039 de 1991", "number", "19039", "1991"),
    ("Ley núm. 20.507", "number", "20507", ""),
    ("Decreto 616/2010", "number", "616", "2010"),
    ("decreto-ley 8", "number", "8", ""),
    ("Act 7 of 2009", "number", "7", "2009"),
    ("Act No. 7 of 2009", "number", "7", "2009"),
    ("Bill C-29", "number", "c29", ""),
    ("artículo 5", "article", "5", ""),
    ("Art. 5 bis", "article", "5bis", ""),
    ("article 33a", "article", "33a", ""),
    ("section 188 A", "article", "188a", ""),
    ("s. 12", "article", "12", ""),
    ("art 279.011", "article", "279011", ""),
    ("artículo 1º", "article", "1", ""),
]


@pytest.mark.parametrize(("query", "field", "number", "year"), CITATIONS)
def test_citation_is_recognised(query, field, number, year):
    root = parse(query).root
    assert isinstance(root, CitationNode)
    assert (root.field, root.number, root.year) == (field, number, year)


@pytest.mark.parametrize(
    "query", ["article of faith", "ley de migraciones", "artistas 5", "acta 7"]
)
def test_mere_words_are_no_citation(query):
    assert all(isinstance(node, WordNode) for node in children(parse(query).root))


def test_a_spanish_preposition_is_not_the_letter_of_an_article():
    root = parse("art. 5 a 10").root
    assert isinstance(root.children[0], CitationNode)
    assert root.children[0].number == "5"


ODD = [
    ('"trata de personas', ["trata", "de", "personas"], "quotation mark"),
    ("(trata personas", ["trata", "personas"], "brackets"),
    ("trata) personas", ["trata", "personas"], "brackets"),
    ("trata AND", ["trata"], "AND, OR and NOT"),
    ("OR trata", ["trata"], "AND, OR and NOT"),
    ("trata NO", ["trata", "NO"], "AND, OR and NOT"),
    ("AND", ["AND"], "AND, OR and NOT"),
    ("NEAR/5 trata", ["trata"], "NEAR"),
    ("trata CERCA", ["trata"], "NEAR"),
    ("NEAR", ["NEAR"], "NEAR"),
    ("*cion", ["cion"], "star"),
    ("tra*ta", ["tra", "ta"], "star"),
    ("mi*", ["mi"], "too short"),
    ("autor:ruiz", ["autor", "ruiz"], "is not a field"),
    ("year:soon", ["year", "soon"], "plain words"),
    ("country:atlantis", ["country", "atlantis"], "plain words"),
    ("LA VÍCTIMA NO SERÁ PUNIBLE", ["LA", "VÍCTIMA", "NO", "SERÁ", "PUNIBLE"], "capitals"),
]


@pytest.mark.parametrize(("query", "expected", "note"), ODD)
def test_odd_input_is_read_as_plain_words_and_a_note_says_so(query, expected, note):
    parsed = parse(query)
    nodes = children(parsed.root) or (parsed.root,)
    assert [node.raw for node in nodes] == expected
    assert [note in str(one) for one in parsed.notes] == [True]


@pytest.mark.parametrize("query", ["trata NEAR/5 country:py", "(a b) NEAR/5 c", "title:a NEAR b"])
def test_near_beside_what_has_no_place_in_a_text_is_left_out_and_a_note_says_so(query):
    parsed = parse(query)
    assert not any(isinstance(node, NearNode) for node in children(parsed.root))
    assert ["NEAR" in str(note) for note in parsed.notes] == [True]


@pytest.mark.parametrize(("typed", "read"), [("0", 1), ("100", FARTHEST), ("9" * 30, FARTHEST)])
def test_a_distance_out_of_bounds_is_brought_within_them(typed, read):
    parsed = parse(f"pena NEAR/{typed} trata")
    assert parsed.root == NearNode((W("pena"), W("trata")), (read,))
    assert str(read) in str(parsed.notes[0])


def test_brackets_nested_too_deep_are_left_out():
    deep = DEEPEST_BRACKETS + 1
    parsed = parse("(" * deep + "trata" + ")" * deep)
    assert parsed.root == WordNode("trata")
    assert len(parsed.notes) == 1


def test_a_query_is_cut_after_its_most_words():
    parsed = parse("palabra " * (MOST_WORDS + 5))
    assert len(children(parsed.root)) == MOST_WORDS
    assert str(MOST_WORDS) in str(parsed.notes[0])


def test_a_query_is_cut_after_its_longest_length():
    parsed = parse("x" * LONGEST_QUERY + " trata")
    assert parsed.root == WordNode("x" * LONGEST_QUERY)
    assert parsed.notes


def test_a_word_of_many_pieces_is_cut_too():
    parsed = parse("a-" * 300)
    assert len(children(parsed.root)) == MOST_WORDS
    assert parsed.notes


@pytest.mark.parametrize("query", ["", "   ", "()", '""', "…", "((()))"])
def test_nothing_to_look_for_is_no_tree(query):
    assert parse(query).root is None


WRITTEN = [
    ("trata  de personas", "trata de personas"),
    ("a Y b O c", "a AND b OR c"),
    ("a NO (b c)", "a NOT (b c)"),
    ("pena CERCA trata", "pena NEAR/10 trata"),
    ("país:paraguay,México año:2005-2012", "country:py,mx year:2005..2012"),
    ('título:"ley de migraciones"', 'title:"ley de migraciones"'),
    ("título:anti-trata", "title:anti title:trata"),
    ("epígrafe:refug*", "heading:refug*"),
    ("Ley N°  26.364", "Ley N° 26.364"),
    ("trata NO", "trata +NO"),
    ("ley, 985", "+ley 985"),
    ("art. 5, bis", "art. 5 +bis"),
    ("Ley de migraciones", "Ley de migraciones"),
]


@pytest.mark.parametrize(("query", "expected"), WRITTEN)
def test_what_was_read_is_written_as_it_could_be_typed(query, expected):
    assert query_text(parse(query).root) == expected


PIECES = st.sampled_from(
    ["trata", "ñandú", "AND", "OR", "NOT", "Y", "O", "NO", "NEAR/5", "CERCA", "(", ")", '"', "«",
     "»", "*", ":", "-", ",", "country:", "year:", "title:", "año:2005..", "año:..", "migra*", "x*",
     "*a", "ley*", "Ley 985 de 2005", "art. 5 bis", "art", "art5", "ley", "decreto", "5", "bis",
     "B", "n", "n°", "no", "s", "s5", "a-b", "title:a-b", "heading:asil*", "topic:a(b",
     'topic:"a(b"', "\x00", "\ud800", "26.364", "’s", "🙂", "ß", "İ"]
)  # fmt: skip

TYPED = st.text() | st.lists(PIECES, max_size=30).map(" ".join) | st.lists(PIECES).map("".join)


@given(TYPED)
@example("ley) 26364")
@example("x-art5")
@example("decreto) ley 5")
@example("art. 5) B")
@example("(NOT a) b")
@example("NOT a-b NEAR/5 c")
@settings(max_examples=400)
def test_a_query_that_was_read_is_written_and_read_as_the_same(query):
    root = parse(query).root
    if root is None:
        return
    written = query_text(root)
    assume(len(written) <= LONGEST_QUERY)
    assert parse(written) == ParsedQuery(root)


@given(TYPED)
@example("(" * 900)
@example('"' * 901)
@example("NOT " * 60 + "x")
@example("year:" + "9" * 900)
def test_any_text_is_read(query):
    parsed = parse(query)
    for note in parsed.notes:
        assert str(note)
