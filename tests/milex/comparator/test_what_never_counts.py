"""Notes, old wordings, denials and narrow sentences, decided by reading them."""

from dataclasses import replace

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Checklist
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw, Finding

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TITLES = {"en": "Trafficking in Persons Act", "es": "Ley contra la trata de personas"}


def finding(
    provision: str,
    language: str,
    text: str,
    heading: str = "",
    checklist: Checklist = CHECKLIST,
) -> Finding:
    article = ComparableArticle("art_1", "1", heading, text)
    law = ComparableLaw("xa/ley/1", "2020", language, "xa", TITLES[language], (article,))
    return next(f for f in compare(law, checklist).findings if f.provision == provision)


HOUSING = [
    ("en", "Victims shall be given safe accommodation.", "full"),
    ("en", "Amended by Act 4: victims shall be given safe accommodation.", "absent"),
    (
        "en",
        "A register is kept.\nOriginal text\nVictims shall be given safe accommodation.\n"
        "They shall be housed in shelters.",
        "absent",
    ),
    ("en", "A victim is not entitled to accommodation.", "absent"),
    ("en", "Nothing in this Act requires the State to provide accommodation to victims.", "absent"),
    ("en", "Child victims shall be given safe accommodation.", "partial"),
    ("en", "Victims, including children, shall be given safe accommodation.", "full"),
    (
        "en",
        "Victims who cooperate with the prosecution shall be given safe accommodation.",
        "partial",
    ),
    (
        "en",
        "Child victims shall be given safe accommodation. Every other victim shall be given"
        " accommodation too.",
        "full",
    ),
    ("es", "La víctima tiene derecho a un albergue seguro.", "full"),
    ("es", "Modificado por la Ley 9: la víctima tiene derecho a un albergue seguro.", "absent"),
    (
        "es",
        "Se llevará un registro.\nTexto anterior: la víctima tiene derecho a un albergue.\n"
        "El albergue será gratuito.",
        "absent",
    ),
    ("es", "El extranjero en tránsito no tendrá derecho a albergue.", "absent"),
    ("es", "No se otorgará albergue a la víctima que tenga domicilio.", "absent"),
    ("es", "Las niñas y adolescentes víctimas tendrán un albergue seguro.", "partial"),
    ("es", "Las víctimas, en especial niñas y niños, tendrán un albergue seguro.", "full"),
    ("es", "Las víctimas que denuncien el delito tendrán un albergue seguro.", "partial"),
]


@pytest.mark.parametrize(("language", "text", "verdict"), HOUSING)
def test_shelter_is_found_only_where_the_text_grants_it_to_all(
    language: str, text: str, verdict: str
) -> None:
    assert finding("tip.6.3a.housing", language, text).verdict == verdict


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("en", "Protection of child victims", "A safe shelter shall be provided."),
        ("es", "De las niñas y niños víctimas", "Se les dará un albergue seguro."),
    ],
)
def test_a_heading_that_names_some_victims_narrows_its_article(
    language: str, heading: str, text: str
) -> None:
    assert finding("tip.6.3a.housing", language, text, heading).verdict == "partial"


def test_the_log_says_that_a_denial_was_met() -> None:
    found = finding("tip.6.3a.housing", "en", "A victim is not entitled to accommodation.")
    assert [miss.reason for miss in found.log.near_misses] == ["denied"]


def with_near(near: str) -> Checklist:
    """The checklist with the penalty asked for ``near`` the offence of smuggling."""
    provision = CHECKLIST.provision("som.6.1a.offence")
    assert provision is not None
    elements = tuple(
        replace(element, near=near) if element.role == "context" else element
        for element in provision.elements
    )
    changed = replace(provision, elements=elements)
    others = tuple(changed if p.id == changed.id else p for p in CHECKLIST.provisions)
    return replace(CHECKLIST, provisions=others)


APART = (
    "The smuggling of migrants means to procure, for gain, the illegal entry of a person.\n"
    "A carrier without a manifest is liable to imprisonment."
)
TOGETHER = (
    "A person who, for gain, procures the illegal entry of another person is liable to"
    " imprisonment for eight years."
)


@pytest.mark.parametrize("near", ["paragraph", "sentence"])
def test_a_context_may_be_asked_for_near_the_evidence(near: str) -> None:
    assert finding("som.6.1a.offence", "en", TOGETHER, "", with_near(near)).verdict != "absent"
    assert finding("som.6.1a.offence", "en", APART, "", with_near(near)).verdict == "absent"
