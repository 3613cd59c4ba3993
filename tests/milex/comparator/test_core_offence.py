"""Of several articles that describe an offence, the one that describes it fully is meant."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TITLES = {
    ("tip", "en"): "Trafficking in Persons Act",
    ("tip", "es"): "Ley contra la trata de personas",
    ("som", "en"): "Smuggling of Migrants Act",
    ("som", "es"): "Ley contra el tráfico ilícito de migrantes",
}


def finding(provision: str, language: str, *texts: str) -> Finding:
    family = "som" if provision.startswith("som") else "tip"
    articles = tuple(ComparableArticle(f"art_{k}", str(k), "", t) for k, t in enumerate(texts, 1))
    law = ComparableLaw("xa/ley/1", "2020", language, "xa", TITLES[family, language], articles)
    return next(f for f in compare(law, CHECKLIST).findings if f.provision == provision)


@pytest.mark.parametrize(
    ("language", "basic", "special"),
    [
        (
            "en",
            "Whoever recruits, transports, transfers, harbours or receives a person for the"
            " purpose of exploitation is liable to a fine or to imprisonment for twenty years.",
            "Whoever recruits, transports, harbours or receives a child for the purpose of"
            " exploitation is liable to imprisonment for thirty years.",
        ),
        (
            "es",
            "Quien capte, transporte, traslade, acoja o reciba a una persona con fines de"
            " explotación será penado con multa o prisión de diez años.",
            "Quien capte, transporte, acoja o reciba a un niño con fines de explotación será"
            " penado con prisión de veinte años.",
        ),
    ],
)
def test_a_fine_alone_for_the_basic_offence_is_not_mended_by_a_graver_form(
    language: str, basic: str, special: str
) -> None:
    found = finding("untoc.11.1.sanctions", language, basic, special)
    assert (found.verdict, found.divergence, found.articles[0]) == ("partial", "narrower", "1")


def test_an_article_that_mentions_one_act_does_not_stand_for_the_offence() -> None:
    found = finding(
        "tip.3a.act",
        "es",
        "Quien facilite el transporte de otro para explotarlo en la prostitución pagará multa.",
        "Quien capte, transporte, traslade, acoja o reciba a una persona con fines de explotación"
        " será penado con prisión de diez años.",
    )
    assert (found.verdict, found.articles[0]) == ("full", "2")


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (
            "en",
            (
                "A carrier that transports an alien to the territory without a visa shall make a"
                " payment of five hundred units.",
                "Whoever brings, transports, harbours or conceals an alien knowing that the entry"
                " is unlawful shall be imprisoned for five years; the term is increased where the"
                " offence was done for the purpose of financial gain.",
            ),
        ),
    ],
)
def test_a_payment_by_a_carrier_is_no_gain_of_the_smuggler(
    language: str, texts: tuple[str, ...]
) -> None:
    found = finding("som.3.benefit", language, *texts)
    assert found.verdict == "partial"
