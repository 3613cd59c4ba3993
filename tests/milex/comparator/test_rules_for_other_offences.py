"""A rule of a code that is limited to other offences is partial for trafficking."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TRATA = (
    "El que capte, traslade o acoja a otra persona mediante engaño con fines de explotación sexual"
    " será reprimido con prisión de seis a doce años por trata de personas."
)
TRAFFICKING = (
    "Any person who recruits or transports another by deception for the purpose of sexual"
    " exploitation is guilty of trafficking in persons and liable to imprisonment for ten years."
)
ABROAD = "{} se juzgarán también cuando los cometa en el extranjero un nacional."
COMPANY = "Where {} is committed by a company, the company is liable to a fine."


def verdict(title: str, language: str, provision: str, *texts: str) -> str:
    articles = tuple(
        ComparableArticle(f"art_{k}", str(k), "", text) for k, text in enumerate(texts, 1)
    )
    law = ComparableLaw("xa/law/1", "2020-01-01", language, "xa", title, articles)
    return next(f.verdict for f in compare(law, CHECKLIST).findings if f.provision == provision)


@pytest.mark.parametrize(
    ("offences", "expected"),
    [
        ("Los delitos", "full"),
        ("Los delitos previstos en este capítulo", "partial"),
        ("Los delitos previstos en el artículo 2", "partial"),
        ("Los delitos previstos en el artículo 1", "full"),
    ],
)
def test_jurisdiction_over_other_offences_abroad_is_partial_in_a_code(
    offences: str, expected: str
) -> None:
    texts = (TRATA, "El que falsifique moneda será reprimido con prisión.", ABROAD.format(offences))
    assert verdict("Código Penal", "es", "untoc.15.2.extraterritorial", *texts) == expected


def test_the_same_words_are_a_full_rule_in_a_law_against_trafficking() -> None:
    texts = (TRATA, ABROAD.format("Los delitos previstos en este capítulo"))
    found = verdict("Ley contra la trata", "es", "untoc.15.2.extraterritorial", *texts)
    assert found == "full"


@pytest.mark.parametrize(
    ("offence", "expected"),
    [("an offence", "full"), ("an offence under section 2", "partial")],
)
def test_liability_of_companies_for_other_offences_is_partial_in_a_code(
    offence: str, expected: str
) -> None:
    texts = (TRAFFICKING, "Any person who coins money is guilty.", COMPANY.format(offence))
    assert verdict("Penal Code", "en", "untoc.10.1.legal_persons", *texts) == expected
