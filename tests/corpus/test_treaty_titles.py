"""Laws that are the text of a treaty, by their titles."""

import pytest

from corpus.treaty_titles import is_treaty_text


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Convention relating to the Lights of Harbours", "act"),
        ("Protocolo sobre faros y balizas", "ley"),
        ("Ley que aprueba el Convenio de Faros", "ley"),
        ("Apruébase el Tratado de amistad", "ley"),
        ("QUE APRUEBA LA CONVENCIÓN SOBRE FAROS", "ley"),
        ("Aprobación del Acuerdo entre los Estados ribereños", "decreto"),
        ("An Act approving the Agreement on Harbours", "act"),
        ("Faros", "treaty"),
    ],
)
def test_treaties_and_laws_that_approve_them(title: str, kind: str) -> None:
    assert is_treaty_text(title, kind)


@pytest.mark.parametrize(
    "title",
    [
        "Ley de Faros",
        "Refugee Convention Act",
        "Convention Act 1999",
        "Ley que aprueba el Código de Faros",
        "Act to give effect to certain obligations",
        "Ley contra la trata de personas, conforme al Protocolo de Palermo",
    ],
)
def test_a_state_s_own_laws(title: str) -> None:
    assert not is_treaty_text(title, "ley")
