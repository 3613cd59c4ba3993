"""Which words an article is seen to define."""

import pytest

from search.defined_words import defined_words


@pytest.mark.parametrize(
    ("heading", "text", "language", "expected"),
    [
        ("", "Se entiende por «asilo» la protección de un Estado.", "es", ["asilo"]),
        ("Definiciones", "1. Refugio: el lugar seguro.\n2. Visado - la constancia.", "es",
         ["Refugio", "Visado"]),
        ("", "En esta ley se entiende por:\nI. Tránsito: el paso por el país.", "es", ["Tránsito"]),
        ("", "El tránsito: se rige por el reglamento.", "es", []),
        ("", "In this Act, “child” means a person under eighteen.", "en", ["child"]),
        ("Interpretation", "(a) victim means a person harmed;\n(b) vessel includes a boat.", "en",
         ["victim", "vessel"]),
        ("Interpretation", "The officer means well.", "xx", []),
    ],
)  # fmt: skip
def test_the_words_that_an_article_defines_are_found(heading, text, language, expected):
    assert list(defined_words(heading, text, language)) == expected
