"""Every example of the bundled checklists gets the verdict that its author wrote beside it."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Checklist, Example
from milex.comparator.checklist_tests import failed_examples, law_of, verdict_of

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]


@pytest.mark.parametrize("checklist", bundled_checklists().values(), ids=lambda c: c.id)
def test_every_example_gets_the_verdict_written_beside_it(checklist: Checklist) -> None:
    failed = failed_examples(checklist)
    assert not failed, "\n".join(
        f"{row.provision} {row.example.language}: {row.found}, not {row.example.expected}: "
        + " / ".join(row.example.articles)
        for row in failed
    )


@pytest.mark.parametrize(
    "families",
    [("tip.3", "tip.4"), ("tip.5",), ("tip.6", "tip.7", "tip.8", "hr."), ("som.3", "som.6")],
)
def test_definitions_offences_victims_and_smuggling_have_examples_in_both_languages(
    families: tuple[str, ...],
) -> None:
    for provision in CHECKLIST.provisions:
        if provision.id.startswith(families):
            shown = {(test.language, test.expected) for test in provision.tests}
            assert {("en", "full"), ("es", "full")} <= shown, provision.id
            assert len(shown) >= 4, f"{provision.id} shows no text that falls short"


def test_an_example_with_another_verdict_is_told() -> None:
    provision = CHECKLIST.provision("tip.6.6.compensation")
    assert provision is not None
    example = Example("en", "absent", ("The court shall order the offender to pay damages.",))
    assert verdict_of(example, provision, CHECKLIST) == "full"


def test_an_example_is_a_law_on_its_provisions_subject_with_an_article_a_text() -> None:
    provision = CHECKLIST.provision("som.4.scope")
    assert provision is not None
    law = law_of(Example("es", "full", ("Uno.", "Dos.")), provision, CHECKLIST)
    assert law.topics == ("smuggling",)
    assert [(article.num, article.text) for article in law.articles] == [
        ("1", "Uno."),
        ("2", "Dos."),
    ]
