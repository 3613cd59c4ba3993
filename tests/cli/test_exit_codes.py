"""Exit codes: 0 done, 1 problems reported, 2 wrong use, 3 environment trouble."""

import pytest

from corpus.errors import InvalidChecklist, InvalidDocument, UnreadableFile
from i18n.errors import MilexError
from i18n.messages import Message
from milex.cli.spoken import exit_code
from milex.errors import BackupUnusable, DatabaseUnusable, InvalidSetting, NotFound
from search.errors import IndexBroken, IndexBusy, IndexMissing

SENTENCE = Message("Something happened.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnreadableFile("empty", SENTENCE), 1),
        (NotFound(SENTENCE), 2),
        (InvalidSetting(SENTENCE), 2),
        (BackupUnusable(SENTENCE), 2),
        (DatabaseUnusable(SENTENCE), 3),
        (IndexMissing(SENTENCE), 3),
        (IndexBroken(SENTENCE), 3),
        (IndexBusy(SENTENCE), 3),
        (InvalidChecklist(SENTENCE), 3),
        (InvalidDocument(SENTENCE), 3),
    ],
)
def test_each_error_has_its_exit_code(error: MilexError, code: int) -> None:
    assert exit_code(error) == code
