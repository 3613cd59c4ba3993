"""A treaty's definition taken by reference; rules left to other laws and to the general law."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TITLES = {"en": "Trafficking in Persons Act", "es": "Ley contra la trata de personas"}
PUNISHED = {
    "en": "A person who commits trafficking in persons is liable to imprisonment for ten years.",
    "es": "Quien cometa trata de personas será penado con prisión de diez años.",
}


def finding(provision: str, language: str, *articles: tuple[str, str]) -> Finding:
    law = ComparableLaw(
        "xa/ley/1",
        "2020",
        language,
        "xa",
        TITLES[language],
        tuple(
            ComparableArticle(f"art_{k}", str(k), heading, text)
            for k, (heading, text) in enumerate(articles, 1)
        ),
    )
    return next(f for f in compare(law, CHECKLIST).findings if f.provision == provision)


TAKEN = {
    "en": [
        "In this Act trafficking in persons has the meaning given in article 3 of the Palermo"
        " Protocol.",
        "Trafficking in persons is as defined in the Protocol to Prevent, Suppress and Punish"
        " Trafficking in Persons, Especially Women and Children.",
    ],
    "es": [
        "La trata de personas se entenderá en el sentido del artículo 3 del Protocolo de Palermo.",
        "La trata de personas es la definida en el Protocolo para prevenir, reprimir y sancionar"
        " la trata de personas, especialmente mujeres y niños.",
    ],
}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("form", [0, 1])
@pytest.mark.parametrize("provision", ["tip.3a.act", "tip.3a.form.organs", "tip.3c.child"])
def test_a_definition_taken_from_the_protocol_has_all_that_the_protocol_has(
    provision: str, form: int, language: str
) -> None:
    found = finding(provision, language, ("", TAKEN[language][form]), ("", PUNISHED[language]))
    assert (found.verdict, found.basis, found.articles) == ("full", "by_reference", ("1",))
    assert all(piece.quote for piece in found.evidence)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The State shall carry out the Palermo Protocol on trafficking in persons."),
        (
            "en",
            "Statelessness has the meaning given in article 3 of the Palermo Protocol, and"
            " victims are registered.",
        ),
        (
            "en",
            "Trafficking in persons has the meaning given in section 4 of the Penal Code.",
        ),
        (
            "en",
            "Assistance to victims of trafficking in persons is as defined in article 6 of the"
            " Palermo Protocol.",
        ),
        ("es", "El Estado cumplirá el Protocolo de Palermo sobre la trata de personas."),
        ("es", "La trata de personas se entenderá en los términos del Código Penal."),
    ],
)
def test_to_mention_the_protocol_or_another_law_takes_no_definition(
    language: str, text: str
) -> None:
    assert finding("tip.3a.act", language, ("", text)).verdict == "absent"


@pytest.mark.parametrize(
    ("language", "definition", "use"),
    [
        (
            "en",
            "In this Act— “Protocol” means the Protocol to Prevent, Suppress and Punish"
            " Trafficking in Persons;",
            "Trafficking in persons has the meaning given in article 3 of the Protocol.",
        ),
        (
            "es",
            "Para esta ley se entiende por:\n1. Protocolo: el Protocolo para prevenir, reprimir y"
            " sancionar la trata de personas.",
            "La trata de personas es la definida en el artículo 3 del Protocolo.",
        ),
    ],
)
def test_a_protocol_named_by_a_word_that_the_law_defines_is_known(
    language: str, definition: str, use: str
) -> None:
    heading = {"en": "Interpretation", "es": "Definiciones"}[language]
    found = finding("tip.3a.act", language, (heading, definition), ("", use))
    assert (found.verdict, found.basis, found.articles) == ("full", "by_reference", ("2",))


def test_a_laws_own_narrower_definition_is_not_mended_by_a_reference() -> None:
    own = "Quien capte o aloje a una persona con fines de explotación será penado."
    found = finding("tip.3a.act", "es", ("", own), ("", TAKEN["es"][0]))
    assert (found.verdict, found.basis) == ("partial", "express")


def test_an_article_named_after_a_measure_that_leads_to_the_code_has_it_by_reference() -> None:
    found = finding(
        "untoc.12.1.confiscation",
        "es",
        ("", PUNISHED["es"]),
        (
            "Decomiso",
            "Se aplicarán las reglas previstas en los artículos 12 y 13 del Código Penal.",
        ),
    )
    assert (found.verdict, found.basis) == ("full", "by_reference")
    other = finding("untoc.12.1.confiscation", "es", ("Decomiso", "Habrá un registro de casos."))
    assert other.verdict == "absent"


@pytest.mark.parametrize(
    ("language", "text", "basis"),
    [
        ("es", "La tentativa de la trata se penará conforme al Código Penal.", "by_reference"),
        ("es", "La tentativa de la trata se penará según las reglas generales.", "general_law"),
        ("es", "La tentativa de la trata es punible.", "express"),
        (
            "en",
            "An attempt to commit trafficking in persons is punishable in accordance with the"
            " Penal Code.",
            "by_reference",
        ),
        (
            "en",
            "An attempt to commit trafficking in persons is punishable under the general law.",
            "general_law",
        ),
    ],
)
def test_a_rule_left_to_another_law_says_so(language: str, text: str, basis: str) -> None:
    found = finding("tip.5.2a.attempt", language, ("", PUNISHED[language]), ("", text))
    assert (found.verdict, found.basis) == ("full", basis)
