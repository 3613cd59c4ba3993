"""The root of every error that MILEX tells a person."""

from i18n.messages import Message


class MilexError(Exception):
    """An error told in one sentence: what, where, accepted form, next step.

    The tree, room by room::

        MilexError
        ├─ corpus.errors.CorpusError        a file, law or checklist that cannot be used
        │   ├─ UnreadableFile               a file refused when reading it
        │   ├─ InvalidDocument              Akoma Ntoso that its schema or our rules reject
        │   ├─ InvalidOutline               a corrected outline that does not fit its file
        │   ├─ InvalidChecklist             a checklist file that its linter rejects
        │   ├─ InvalidClauses               a file of model clauses that its linter rejects
        │   └─ InvalidReference             a reference file that breaks its rules
        ├─ search.errors.SearchError        trouble with the index
        │   ├─ IndexMissing                 no index where one is expected
        │   ├─ IndexBroken                  an index that cannot be read
        │   ├─ IndexBusy                    another process has been writing for too long
        │   └─ IndexingStopped              the system ended a process that was writing
        ├─ milex.errors.LibraryError        trouble with what the library holds
        │   ├─ NotFound                     no such law, version, article, checklist, provision
        │   ├─ InvalidSetting               a setting outside its accepted form
        │   ├─ DatabaseUnusable             missing, unreachable, or of another schema
        │   ├─ ComparisonsNotReady          laws that a page has no time to compare
        │   ├─ BackupUnusable               cannot be written or restored as asked
        │   └─ ComparingStopped             the system ended a process that was comparing
        └─ web.errors.InvalidParameter      a parameter of an address outside its accepted form
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
