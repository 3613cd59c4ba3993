"""Expressions of one language joined to those of the other."""

import pytest

from search.concepts import translate
from search.query import parse
from search.query_tree import AndNode, NotNode, OrNode, TranslatedNode, children


def translations(query):
    """(typed language-other) expressions that a query is joined to, by language."""
    root, _ = translate(parse(query).root)
    found: dict[str, set[str]] = {}
    nodes = [root]
    while nodes:
        node = nodes.pop()
        nodes += children(node)
        if isinstance(node, TranslatedNode):
            for language, text in node.elsewhere:
                found.setdefault(language, set()).add(text)
    return found


@pytest.mark.parametrize(
    ("query", "language", "expected"),
    [
        ("trata de personas", "en", "trafficking in persons"),
        ("TRATA DE PERSONAS", "en", "trafficking in persons"),
        ("penas por trata de personas", "en", "trafficking in persons"),
        ('"trata de personas"', "en", "trafficking in persons"),
        ("trafficking in persons", "es", "trata de personas"),
        ("trafficking", "es", "trata de personas"),
        ("smuggling of migrants", "es", "tráfico ilícito de migrantes"),
        ("migrant smuggling penalty", "es", "tráfico ilícito de migrantes"),
        ("tráfico ilícito de migrantes", "en", "smuggling of migrants"),
        ("trafico de migrantes", "en", "smuggling of migrants"),
        ("coyoterismo", "en", "smuggling of migrants"),
        ("debt bondage", "es", "servidumbre por deudas"),
        ("victim of trafficking", "es", "víctima de trata"),
        ("visa", "es", "visado"),
        ("best interests of the child", "es", "interés superior del niño"),
    ],
)
def test_expression_is_joined_to_the_other_language(query, language, expected):
    assert expected in translations(query)[language]


SMUGGLING = {"smuggl", "tráfico", "coyot"}
TRAFFICKING = {"traffick", "trata"}


@pytest.mark.parametrize(
    ("query", "never"),
    [
        ("trata de personas", SMUGGLING),
        ("trata", SMUGGLING),
        ("trafficking in persons", SMUGGLING),
        ("human trafficking", SMUGGLING),
        ("smuggling of migrants", TRAFFICKING),
        ("human smuggling", TRAFFICKING),
        ("tráfico ilícito de migrantes", TRAFFICKING),
        ("tráfico de migrantes", TRAFFICKING),
    ],
)
def test_trafficking_and_smuggling_are_never_crossed(query, never):
    said = " ".join(text for texts in translations(query).values() for text in texts)
    assert not [word for word in never if word in said]


@pytest.mark.parametrize(
    "query", ["tráfico de personas", "migrant trafficking", "coyotaje", '"tráfico de personas"']
)
def test_an_expression_with_two_meanings_is_not_translated_and_a_note_says_so(query):
    root, notes = translate(parse(query).root)
    assert not translations(query)
    assert root == parse(query).root
    assert "trafficking in persons / trata de personas" in str(notes[0])
    assert "smuggling of migrants / tráfico ilícito de migrantes" in str(notes[0])


def test_the_longest_expression_is_taken():
    assert "victim of trafficking" in translations("víctima de trata")["en"]
    assert "trafficking in persons" not in translations("víctima de trata")["en"]


def test_what_not_denies_is_left_as_typed():
    root, _ = translate(parse("visa NOT trafficking").root)
    assert isinstance(root, AndNode)
    assert root.children[1] == NotNode(parse("trafficking").root)


def test_alternatives_are_each_translated():
    root, _ = translate(parse("asylum OR refugee").root)
    assert isinstance(root, OrNode)
    assert all(isinstance(child, TranslatedNode) for child in root.children)


@pytest.mark.parametrize("query", ["zapatería", "country:py", "title:trafficking", "mig*"])
def test_what_is_no_expression_is_left_as_typed(query):
    assert translate(parse(query).root) == (parse(query).root, ())
