"""What a finding shows and lacks, in the reader's words."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Provision
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding
from milex.reports.elements import found_elements, missing_elements

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]


def answer(provision: str, text: str) -> tuple[Provision, Finding]:
    article = ComparableArticle("art_1", "1", "", text)
    title = "Ley contra la trata de personas"
    law = ComparableLaw("xa/ley/1", "2020-01-01", "es", "xa", title, (article,))
    found = {finding.provision: finding for finding in compare(law, CHECKLIST).findings}
    asked = next(p for p in CHECKLIST.provisions if p.id == provision)
    return asked, found[provision]


@pytest.mark.parametrize(
    ("language", "found", "missing"),
    [
        ("en", "medical care", ("psychological care", "material assistance")),
        ("es", "atención médica", ("atención psicológica", "asistencia material")),
    ],
)
def test_elements_are_named_in_the_readers_language_beside_the_laws_words(
    language: str, found: str, missing: tuple[str, ...]
) -> None:
    provision, finding = answer("tip.6.3c.medical", "La víctima recibe atención médica.")
    (element,) = found_elements(provision, finding, language)
    assert (element.label, element.words) == (found, "atención médica")
    assert missing_elements(provision, finding, language) == missing


def test_an_offence_that_satisfies_by_itself_is_shown_and_lacks_nothing() -> None:
    text = "Quien capte o acoja a una persona con fines de explotación sexual irá a prisión."
    provision, finding = answer("tip.4.scope", text)
    assert finding.verdict == "full"
    (element,) = found_elements(provision, finding, "es")
    assert element.label == "el delito tal como se describe"
    assert element.words in text
    assert missing_elements(provision, finding, "es") == ()


def test_what_would_contradict_or_weaken_is_not_missed() -> None:
    provision, finding = answer("hr.7.nonpunishment", "Se crea una comisión.")
    missed = missing_elements(provision, finding, "en")
    assert "no prosecution or punishment of victims" in missed
    assert "victims punished" not in missed
    assert "certain offences only" not in missed
