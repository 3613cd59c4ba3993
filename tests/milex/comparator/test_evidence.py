"""Which articles a finding cites: those that carry the answer, best first."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.evidence import MOST_ARTICLES
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
DULL = "El registro se llevará por duplicado en la capital."


def finding(provision: str, *articles: tuple[str, str], language: str = "es") -> Finding:
    titles = {"es": "Ley contra la trata de personas", "en": "Trafficking in Persons Act"}
    law = ComparableLaw(
        "xa/ley/1",
        "2020",
        language,
        "xa",
        titles[language],
        tuple(
            ComparableArticle(f"art_{k}", str(k), heading, text)
            for k, (heading, text) in enumerate(articles, 1)
        ),
    )
    return next(f for f in compare(law, CHECKLIST).findings if f.provision == provision)


def test_the_article_devoted_to_the_matter_stands_before_one_that_mentions_it() -> None:
    found = finding(
        "tip.6.3a.housing",
        ("Registro", "El registro anotará los ingresos de víctimas a un albergue."),
        (
            "Alojamiento seguro",
            "Las víctimas tienen derecho a un albergue seguro. El Estado mantendrá albergues y"
            " hogares de acogida, y el alojamiento será gratuito.",
        ),
    )
    assert found.articles[0] == "2"


def test_an_article_that_only_mentions_what_another_regulates_is_left_out() -> None:
    found = finding(
        "untoc.24.1.witness",
        (
            "Protección de testigos",
            "Se protegerá a los testigos frente a represalias. La protección de testigos incluye"
            " la reserva de identidad del testigo y la reubicación de testigos y sus familias.",
        ),
        ("Sede", DULL + " La oficina de protección de testigos tendrá sede propia."),
    )
    assert found.verdict == "full"
    assert found.articles == ("1",)


def test_articles_that_carry_the_answer_equally_are_all_cited_in_order() -> None:
    text = "Las víctimas tienen derecho a un albergue seguro."
    found = finding("tip.6.3a.housing", ("", text), ("", DULL), ("", text))
    assert found.articles == ("1", "3")


def test_no_more_articles_are_cited_than_a_reader_checks() -> None:
    text = "Las víctimas tienen derecho a un albergue seguro."
    assert len(finding("tip.6.3a.housing", *[("", text)] * 9).articles) == MOST_ARTICLES


def test_an_article_whose_heading_names_the_matter_is_cited_beside_the_finding() -> None:
    found = finding(
        "tip.6.3a.housing",
        ("Derechos", "Las víctimas tienen derecho a un albergue seguro."),
        ("Albergue para las víctimas", "Habrá uno en cada departamento, con personal propio."),
        ("Registro", DULL),
    )
    assert found.articles == ("1", "2")
    assert found.evidence[-1].quote.startswith("Habrá uno")


def test_a_heading_alone_proves_nothing() -> None:
    found = finding("tip.6.3a.housing", ("Albergue", "Habrá uno en cada departamento."))
    assert found.verdict == "absent"


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_article_that_describes_the_offence_most_fully_is_the_offence(language: str) -> None:
    texts = {
        "es": (
            "Quien facilite la entrada de personas para que ejerzan la prostitución será penado"
            " con prisión de cinco años.",
            "Quien capte, traslade, acoja o reciba personas con fines de prostitución o trabajo"
            " forzado será penado con prisión de diez años.",
        ),
        "en": (
            "Whoever obtains another for the purpose of prostitution shall be imprisoned for five"
            " years.",
            "Whoever recruits, transports, harbours or receives another for the purpose of"
            " prostitution or forced labour shall be imprisoned for ten years.",
        ),
    }[language]
    found = finding("tip.3a.purpose", *(("", text) for text in texts), language=language)
    assert found.articles[0] == "2"


def test_a_finding_quotes_every_element_of_an_article_before_it_repeats_one() -> None:
    found = finding(
        "tip.6.3c.medical",
        (
            "",
            "La víctima recibirá atención médica. La atención médica será gratuita. Recibirá"
            " también atención psicológica y ayuda material.",
        ),
    )
    first = [piece.element for piece in found.evidence[: len(set(found.elements))]]
    assert len(first) == len(set(first))


def test_an_article_with_a_narrower_reading_is_not_cited_beside_one_that_says_it_all() -> None:
    found = finding(
        "untoc.24.1.witness",
        ("", "Los testigos serán protegidos frente a represalias e intimidación."),
        ("", DULL),
        ("", "Se brindará protección a las víctimas de la trata."),
    )
    assert found.verdict == "full"
    assert found.articles == ("1",)


def test_an_article_with_a_narrower_reading_is_cited_where_nothing_more_is_said() -> None:
    found = finding(
        "untoc.24.1.witness",
        ("", DULL),
        ("", "Se brindará protección a las víctimas de la trata."),
    )
    assert found.verdict == "partial"
    assert found.articles == ("2",)
