from typing import get_args

import pytest

from corpus.checklists.model import LEVELS, ReviewStatus, Role, Rule, Scope
from corpus.model import Status
from i18n.languages import KNOWN_LANGUAGES
from milex.comparator.model import VERDICTS
from milex.reports import meanings
from web import wording


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (meanings.VERDICT_MEANINGS, VERDICTS),
        (meanings.LEVEL_MEANINGS, LEVELS),
        (meanings.STATUS_NAMES, get_args(Status)),
        (wording.RULE_NAMES, get_args(Rule)),
        (wording.SCOPE_NAMES, get_args(Scope)),
        (wording.ROLE_NAMES, get_args(Role)),
        (wording.REVIEW_NAMES, get_args(ReviewStatus)),
        (wording.LANGUAGE_NAMES, tuple(KNOWN_LANGUAGES)),
    ],
)
def test_every_code_has_its_words(table: dict[str, object], codes: tuple[str, ...]) -> None:
    assert set(table) == set(codes)


def test_a_code_without_a_name_is_shown_in_its_own_words() -> None:
    assert wording.name_of(meanings.STATUS_NAMES, "half_done", "es") == "half done"
    assert wording.name_of(meanings.STATUS_NAMES, "repealed", "es") == "Derogada"
