"""Laws on drugs, traffic, arms, companies and easements hold nothing on trafficking in persons."""

from pathlib import Path

import pytest

from bench.control import control_laws, measure_control
from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.model import ComparableArticle, ComparableLaw

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]


@pytest.mark.shared
def test_at_most_one_in_a_hundred_provisions_is_found_in_laws_on_other_subjects(
    shared: Path,
) -> None:
    laws = control_laws(shared, 320)
    figures = measure_control(laws, CHECKLIST)
    assert sum(figures.laws.values()) >= 300
    assert min(figures.laws.values()) >= 140, "both languages are to be tried"
    assert figures.share <= 0.01, figures.alarms


OTHER_SUBJECTS = {
    "drugs": (
        "en",
        "Any person who traffics in a controlled drug, or recruits, transports, harbours or "
        "receives any person for that purpose, commits an offence and is liable to imprisonment "
        "for twenty years.",
    ),
    "road traffic": (
        "en",
        "No driver shall transport, transfer or receive passengers for hire or reward without a "
        "licence. A victim of an accident shall be given medical care.",
    ),
    "arms": (
        "en",
        "Whoever imports, conceals, transports or receives a firearm by means of fraud or with "
        "forged documents, and for financial benefit, commits the offence of smuggling.",
    ),
    "easements": (
        "es",
        "La servidumbre de paso se constituye en favor del predio enclavado. El dueño del predio "
        "sirviente la tolerará, mediante el pago de una indemnización.",
    ),
    "companies": (
        "es",
        "La sociedad podrá transferir, recibir o trasladar bienes con fines de lucro. El traslado "
        "del domicilio se inscribirá en el registro.",
    ),
    "treaties": (
        "es",
        "Se trata de obras de utilidad pública. El tratado se aprobará por ley y será tratado "
        "con urgencia en la cámara.",
    ),
    "smuggling of goods": (
        "es",
        "Comete contrabando quien introduzca mercaderías por lugares no habilitados, eludiendo "
        "el control aduanero, con ánimo de lucro. La pena será de prisión de dos a seis años.",
    ),
    "copyright": (
        "es",
        "El autor autorizará la explotación de su obra. Quien la explote sin permiso será "
        "sancionado con prisión de uno a tres años.",
    ),
}


@pytest.mark.parametrize("subject", OTHER_SUBJECTS)
def test_nothing_is_found_in_a_passage_on_another_subject(subject: str) -> None:
    language, text = OTHER_SUBJECTS[subject]
    article = ComparableArticle("art_1", "1", "", text)
    law = ComparableLaw("xa/act/1", "2020-01-01", language, "xa", f"Law on {subject}", (article,))
    figures = measure_control([law], CHECKLIST)
    assert [finding.provision for _, finding in figures.alarms] == []
