"""Each model clause, read by the comparator: what we propose answers what is asked."""

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.clauses.loader import bundled_clauses
from corpus.clauses.model import Clause
from corpus.intake import Hints, take_in
from milex.comparator.assembly import comparable_law
from milex.comparator.clause_tests import DRAFT_TITLES, answers, model_law
from milex.comparator.engine import compare
from milex.comparator.model import Verdict

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
CLAUSES = bundled_clauses().clauses
ANSWERED = {provision for clause in CLAUSES for provision in clause.provisions}
ARTICLE = {"en": "Article", "es": "Artículo"}


@pytest.fixture(scope="module")
def verdicts() -> dict[str, dict[str, Verdict]]:
    """verdicts[language][provision] of the clauses together as one law."""
    return {
        language: {
            finding.provision: finding.verdict
            for finding in compare(model_law(CLAUSES, language), CHECKLIST).findings
        }
        for language in DRAFT_TITLES
    }


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause.id)
def test_every_wording_of_a_clause_alone_answers_its_provisions_in_full(clause: Clause) -> None:
    asked = {
        (wording.id, language, provision)
        for wording in clause.wordings
        for language in ("en", "es")
        for provision in wording.provisions
    }
    found = list(answers(clause, CHECKLIST))
    assert {(row.wording, row.language, row.provision) for row in found} == asked
    assert [row for row in found if row.verdict != "full"] == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_clauses_together_are_a_law_that_answers_each_provision_in_full(
    verdicts: dict[str, dict[str, Verdict]], language: str
) -> None:
    assert {p: v for p, v in verdicts[language].items() if p in ANSWERED and v != "full"} == {}


def test_the_model_law_gets_the_same_verdicts_in_both_languages(
    verdicts: dict[str, dict[str, Verdict]],
) -> None:
    english, spanish = verdicts["en"], verdicts["es"]
    assert {p: (english[p], spanish[p]) for p in english if english[p] != spanish[p]} == {}


def test_the_model_law_promises_no_rights_of_migrants_that_it_does_not_hold(
    verdicts: dict[str, dict[str, Verdict]],
) -> None:
    silent = ("cmw.30.education", "ia.decriminalised", "ia.legal_aid", "ia.terminology")
    assert {verdicts[language][p] for language in verdicts for p in silent} == {"absent"}


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_model_law_as_a_text_file_is_read_article_for_article(language: str) -> None:
    articles = (
        f"{ARTICLE[language]} {number}. {clause.heading[language]}\n\n"
        + clause.wording.text[language].replace("\n", "\n\n")
        for number, clause in enumerate(CLAUSES, 1)
    )
    text = "\n\n".join((DRAFT_TITLES[language], *articles))
    hints = Hints(country="xa", title=DRAFT_TITLES[language], language=language)
    document = take_in(text.encode(), "model.txt", hints).document
    law = comparable_law(document, "xa/draft/model", "undated")
    assert [article.num for article in law.articles] == [str(n + 1) for n in range(len(CLAUSES))]
    found = {f.provision: f.verdict for f in compare(law, CHECKLIST).findings}
    assert {p: found[p] for p in ANSWERED if found[p] != "full"} == {}
