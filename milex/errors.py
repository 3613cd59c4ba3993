"""Errors of the library room; the whole tree is drawn in ``i18n.errors``."""

from i18n.errors import MilexError


class LibraryError(MilexError):
    """Trouble with what the library holds."""


class NotFound(LibraryError):
    """No such law, version, article, checklist or provision."""


class InvalidSetting(LibraryError):
    """A setting outside its accepted form."""


class DatabaseUnusable(LibraryError):
    """The database is missing, unreachable, or of another schema than this program."""


class ComparisonsNotReady(LibraryError):
    """What was asked for rests on comparisons that take longer than a page may."""


class ComparingStopped(LibraryError):
    """The system ended a process that was comparing laws."""


class BackupUnusable(LibraryError):
    """A backup that cannot be written or restored as asked."""
