"""Errors of the corpus room; the whole tree is drawn in ``i18n.errors``."""

from i18n.errors import MilexError
from i18n.messages import Message


class CorpusError(MilexError):
    """A file, law or checklist cannot be used."""


class UnreadableFile(CorpusError):
    """A file was refused when reading it: nothing of it is kept.

    ``code`` names the reason for programs: ``empty``, ``too_large``, ``binary``,
    ``unknown_format``, ``bad_encoding``, ``scan``, ``unsafe_xml``, ``malformed``,
    ``no_articles``, ``unsupported_format``, ``unreadable``, ``encrypted``,
    ``unsafe_archive``.
    """

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(message)
        self.code = code


class InvalidDocument(CorpusError):
    """Akoma Ntoso XML that the strict schema or the rules of ``corpus.validation`` reject."""


class InvalidOutline(CorpusError):
    """A corrected outline that is not of the accepted form, or does not fit its file."""


class InvalidChecklist(CorpusError):
    """A checklist file that its linter rejects."""


class InvalidClauses(CorpusError):
    """A file of model clauses that its linter rejects."""


class InvalidReference(CorpusError):
    """A reference file (States, groups, treaties, topics) that breaks its rules."""
