"""``--explain``: every step from the question to the verdict, in both languages."""

import os
import subprocess
import sys
from typing import get_args

import pytest

from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Role, Scope
from corpus.checklists.model import Rule as FullRule
from milex.comparator.explaining import Explanation, explain
from milex.comparator.judgement import Rule
from milex.comparator.model import ComparableArticle, ComparableLaw
from milex.reports.explanation import COLUMNS, explanation_json, explanation_text
from milex.reports.explanation_words import FULL_WORDS, ROLE_WORDS, RULE_WORDS, SCOPE_WORDS

CHECKLIST = bundled_checklists()[DEFAULT_CHECKLIST]
TITLE = "Ley contra la trata de personas, con un título que no cabe en una línea de la pantalla"
ARTICLES = (
    "El que capte, transporte, traslade, acoja o reciba a otra persona con fines de explotación"
    " será penado con prisión de ocho años.",
    "En los casos del artículo anterior la pena será de doce años si hubo amenaza o engaño.",
    "Las niñas y niños víctimas tendrán un albergue seguro.",
    "La amenaza contra un perito se castiga como falta.",
)


def explained(provision_id: str, *articles: str) -> Explanation:
    provision = CHECKLIST.provision(provision_id)
    assert provision is not None
    law = ComparableLaw(
        "xa/ley/1",
        "2020",
        "es",
        "xa",
        TITLE,
        tuple(ComparableArticle(f"art_{k}", str(k), "", t) for k, t in enumerate(articles, 1)),
    )
    return explain(law, CHECKLIST, provision)


def test_it_tells_what_was_found_and_which_pattern_met_it() -> None:
    made = explained("tip.3a.means", *ARTICLES)
    found = {(row.place.article, row.place.quote, row.place.element) for row in made.found}
    assert {("2", "amenaza", "coercion"), ("2", "engaño", "deception")} <= found
    assert all(row.place.pattern for row in made.found)
    assert made.rule == "some_missing"


def test_it_tells_what_was_discarded_and_why() -> None:
    made = explained("tip.3a.means", *ARTICLES)
    assert [(row.place.article, row.place.quote, row.reason) for row in made.discarded] == [
        ("4", "amenaza", "frame_missing")
    ]


def test_it_tells_the_limit_that_makes_an_answer_partial() -> None:
    made = explained("tip.6.3a.housing", *ARTICLES)
    assert [(row.place.article, row.limit) for row in made.found] == [("3", "some_victims")]
    assert (made.rule, made.finding.verdict) == ("limited", "partial")


def test_it_tells_which_provision_keeps_another_partial() -> None:
    made = explained("tip.5.1.offence", *ARTICLES)
    assert made.rule == "capped"
    assert made.capped_by == "tip.3a.form.sexual"


def test_the_finding_is_the_one_of_a_comparison() -> None:
    assert explained("tip.3a.means", *ARTICLES).finding.verdict == "partial"
    assert explained("tip.6.3a.housing", ARTICLES[3]).rule == "nothing_found"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "provision", ["tip.3a.means", "tip.6.3a.housing", "tip.5.1.offence", "untoc.11.1.sanctions"]
)
def test_the_text_has_its_seven_steps_in_eighty_columns(provision: str, language: str) -> None:
    text = explanation_text(explained(provision, *ARTICLES), TITLE, CHECKLIST, language)
    lines = text.splitlines()
    assert [line[0] for line in lines if line[:1].isdigit()] == list("1234567")
    assert max(map(len, lines)) <= COLUMNS
    assert not any(line != line.rstrip() for line in lines)


def test_the_text_is_in_the_readers_language() -> None:
    made = explained("tip.6.3a.housing", *ARTICLES)
    assert "Qué se descartó" in explanation_text(made, TITLE, CHECKLIST, "es")
    assert "What was discarded" in explanation_text(made, TITLE, CHECKLIST, "en")


def test_a_long_list_of_places_is_shortened_in_text_and_whole_in_json() -> None:
    made = explained("tip.6.3a.housing", *["La víctima tendrá un albergue seguro."] * 40)
    text = explanation_text(made, TITLE, CHECKLIST, "en")
    assert "more; --json has them all" in text
    assert len(text.splitlines()) < 60
    assert len(explanation_json(made)["found"]) == len(made.found) >= 40


def test_json_has_every_step() -> None:
    made = explanation_json(explained("tip.5.1.offence", *ARTICLES))
    assert made["capped_by"] == "tip.3a.form.sexual"
    assert made["finding"]["provision"] == made["provision"] == "tip.5.1.offence"
    assert made["searched"] <= made["articles"] == len(ARTICLES)
    assert {row["name"] for row in made["elements"]} == {"offence", "penalty"}


def test_every_rule_role_and_scope_has_words() -> None:
    assert set(RULE_WORDS) == set(get_args(Rule))
    assert set(ROLE_WORDS) == set(get_args(Role))
    assert set(SCOPE_WORDS) == set(get_args(Scope))
    assert set(FULL_WORDS) == set(get_args(FullRule))


PROGRAM = """
import hashlib, json
from dataclasses import asdict
from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from milex.comparator.engine import compare
from milex.comparator.model import ComparableArticle, ComparableLaw
texts = %r
articles = tuple(ComparableArticle(f"art_{k}", str(k), "", t) for k, t in enumerate(texts, 1))
law = ComparableLaw("xa/ley/1", "2020", "es", "xa", "Ley contra la trata", articles)
found = compare(law, bundled_checklists()[DEFAULT_CHECKLIST])
print(hashlib.sha256(json.dumps(asdict(found), ensure_ascii=False).encode()).hexdigest())
"""


def test_findings_are_the_same_bytes_whatever_the_order_of_hashes() -> None:
    def digest(seed: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", PROGRAM % (ARTICLES * 3,)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout.strip()

    assert digest("1") == digest("424242") != ""
