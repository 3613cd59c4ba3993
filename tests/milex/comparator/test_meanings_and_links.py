"""Definitions count where the offence uses the word; references lead to what they cite."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.meanings import Links, meanings_in
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding
from milex.comparator.words import words_of

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TITLES = {"en": "Trafficking in Persons Act", "es": "Ley contra la trata de personas"}


def article(number: str, text: str, heading: str = "") -> ComparableArticle:
    return ComparableArticle(f"art_{number}", number, heading, text)


def finding(provision: str, language: str, *articles: ComparableArticle) -> Finding:
    law = ComparableLaw("xa/ley/1", "2020", language, "xa", TITLES[language], articles)
    return next(f for f in compare(law, CHECKLIST).findings if f.provision == provision)


@pytest.mark.parametrize(
    ("language", "heading", "text", "terms"),
    [
        (
            "en",
            "Interpretation",
            "In this Act— “child” means a person under eighteen; “vessel” includes a boat.",
            [("child",), ("vessel",)],
        ),
        (
            "es",
            "Definiciones",
            "Para esta ley se entiende por:\n1. Víctima: la persona ofendida.\n"
            "2. Testigo protegido: quien declara con reserva.",
            [("victima",), ("testigo", "protegido")],
        ),
        ("es", "", "Se entenderá por explotación el trabajo forzado.", [("explotacion",)]),
        ("en", "", "A person shall hold a licence.", []),
        ("pt", "Definições", "«Vítima» significa a pessoa ofendida.", []),
    ],
)
def test_the_words_that_a_law_defines_are_known(
    language: str, heading: str, text: str, terms: list[tuple[str, ...]]
) -> None:
    assert [m.term for m in meanings_in(article("1", text, heading), language)] == terms


def links(language: str, *texts: str) -> Links:
    articles = [article(str(number), text) for number, text in enumerate(texts, 1)]
    words = [words_of(text) for text in texts]
    return Links(articles, words, [meanings_in(a, language) for a in articles], language)


@pytest.mark.parametrize(
    ("language", "text", "cited"),
    [
        ("es", "En los casos del artículo anterior la pena será mayor.", [0]),
        ("es", "Los hechos del artículo 1 se agravan si hay violencia.", [0]),
        ("en", "A person who does any act described in section 1 is liable.", [0]),
        ("en", "See section 77 of the Penal Code.", []),
        ("es", "Conforme al artículo 1 del Código Penal.", []),
        ("es", "Conforme al artículo 45.", []),
    ],
)
def test_articles_of_the_same_law_are_followed_and_no_others(
    language: str, text: str, cited: list[int]
) -> None:
    found = links(language, "Primero." if language == "es" else "First.", text).cited(1)
    assert [position for _, position in found] == cited


MEANS = {
    "en": (
        article(
            "2",
            "In this Act— “illicit means” includes threats, force, abduction, fraud, deception,"
            " abuse of power, abuse of vulnerability, and payments or benefits to a person in"
            " control; “Minister” means the Minister of Justice.",
            "Interpretation",
        ),
        article(
            "3",
            "Any person who recruits, transports, transfers, harbours or receives another by"
            " illicit means for the purpose of exploitation commits an offence.",
        ),
    ),
    "es": (
        article(
            "2",
            "Para esta ley se entiende por:\n1. Medios ilícitos: la amenaza, la fuerza, el rapto,"
            " el fraude, el engaño, el abuso de poder o de una situación de vulnerabilidad y los"
            " pagos o beneficios a quien tenga autoridad sobre la víctima.\n2. Ministro: el de"
            " Justicia.",
            "Definiciones",
        ),
        article(
            "3",
            "Quien por medios ilícitos capte, transporte, traslade, acoja o reciba a otra persona"
            " con fines de explotación será penado con prisión de seis años.",
        ),
    ),
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_means_defined_apart_count_where_the_offence_uses_the_defined_words(
    language: str,
) -> None:
    found = finding("tip.3a.means", language, *MEANS[language])
    assert found.verdict == "full"
    assert "2" in found.articles


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_definition_that_the_offence_does_not_use_proves_nothing(language: str) -> None:
    definitions, offence = MEANS[language]
    other = offence.text.replace("illicit means", "any act").replace("medios ilícitos", "acto")
    assert finding("tip.3a.means", language, definitions, article("3", other)).verdict == "absent"


AGGRAVATED = {
    "en": (
        "Whoever recruits, transports, transfers, harbours or receives a person for the purpose of"
        " exploitation shall be imprisoned for eight years.",
        "Where an act described in section 1 is committed by threat, force or abduction, the"
        " penalty is fifteen years.",
    ),
    "es": (
        "Quien capte, transporte, traslade, acoja o reciba a una persona con fines de explotación"
        " será penado con prisión de ocho años.",
        "En los casos del artículo anterior la pena será de quince años si el autor empleó"
        " amenazas, fuerza o rapto.",
    ),
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_means_that_only_aggravate_are_partial_broader_and_no_defect_of_the_offence(
    language: str,
) -> None:
    texts = AGGRAVATED[language]
    articles = tuple(article(str(k), text) for k, text in enumerate(texts, 1))
    means = finding("tip.3a.means", language, *articles)
    assert (means.verdict, means.divergence, means.articles) == ("partial", "broader", ("2",))
    child = finding("tip.3c.child", language, *articles)
    assert (child.verdict, child.basis) == ("full", "by_breadth")


def test_each_entry_of_a_list_of_definitions_is_judged_by_itself() -> None:
    definitions = article(
        "2",
        "In this Act— “carriage” means to transport goods; “mine” means a place held for the"
        " purpose of exploitation of coal;",
        "Interpretation",
    )
    assert finding("tip.3a.act", "en", definitions).verdict == "absent"
