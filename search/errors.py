"""Errors of the search room; the whole tree is drawn in ``i18n.errors``."""

from i18n.errors import MilexError


class SearchError(MilexError):
    """Trouble with the index, never with what a person typed."""


class IndexMissing(SearchError):
    """There is no index where one is expected."""


class IndexBroken(SearchError):
    """The index cannot be read; it must be rebuilt."""


class IndexBusy(SearchError):
    """Another process has been writing the index for longer than we wait."""


class IndexingStopped(SearchError):
    """The system ended a process that was writing the index; the old one stays."""
