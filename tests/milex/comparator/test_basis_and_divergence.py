"""How a law has what was found, and whether it reaches as far as the Protocol asks."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TITLES = {"en": "Trafficking in Persons Act", "es": "Ley contra la trata de personas"}
WITHOUT_MEANS = {
    "en": "Whoever recruits, transports, transfers, harbours or receives a person for the purpose"
    " of exploitation shall be imprisoned for nine years.",
    "es": "Quien capte, transporte, traslade, acoja o reciba a una persona con fines de"
    " explotación será penado con prisión de cinco a nueve años.",
}


def finding(provision: str, language: str, *texts: str) -> Finding:
    articles = tuple(
        ComparableArticle(f"art_{k}", str(k), "", text) for k, text in enumerate(texts, 1)
    )
    law = ComparableLaw("xa/ley/1", "2020-01-01", language, "xa", TITLES[language], articles)
    return next(f for f in compare(law, CHECKLIST).findings if f.provision == provision)


@pytest.mark.parametrize("language", ["en", "es"])
def test_an_offence_without_means_is_broader_than_the_protocol(language: str) -> None:
    means = finding("tip.3a.means", language, WITHOUT_MEANS[language])
    assert (means.verdict, means.basis, means.divergence) == ("absent", None, "broader")
    child = finding("tip.3c.child", language, WITHOUT_MEANS[language])
    assert (child.verdict, child.basis, child.divergence) == ("full", "by_breadth", "broader")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Minister may provide accommodation to victims of trafficking."),
        ("es", "El Estado podrá ofrecer albergue a las víctimas de trata."),
    ],
)
def test_discretion_where_a_duty_is_asked_is_narrower(language: str, text: str) -> None:
    housing = finding("tip.6.3a.housing", language, text)
    assert (housing.verdict, housing.basis, housing.divergence) == (
        "partial",
        "express",
        "narrower",
    )


def test_a_law_that_says_what_is_asked_diverges_in_nothing() -> None:
    housing = finding("tip.6.3a.housing", "es", "La víctima de trata tiene derecho a un albergue.")
    assert (housing.verdict, housing.basis, housing.divergence) == ("full", "express", None)


def test_what_is_not_found_has_no_basis() -> None:
    housing = finding("tip.6.3a.housing", "es", "El registro se llevará por duplicado.")
    assert (housing.verdict, housing.basis, housing.divergence) == ("absent", None, None)
