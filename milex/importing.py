"""Files and folders taken into the library, one law and one transaction at a time.

A refused file never stops the others. Nothing of a file is kept in memory once it
is stored. The index is not written here: ``milex.indexing`` does that afterwards.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import CorpusError, UnreadableFile
from corpus.identifiers import law_id, version_of
from corpus.intake import Hints, Intake, take_in
from corpus.model import Document, placed_articles
from corpus.problems import Problem
from corpus.validation import validate
from i18n.messages import Message
from milex.inventory import INVENTORY, Listing, listing_of
from milex.library import Library
from milex.projection import sha256
from milex.readings import reading_fingerprint
from milex.records import Addition, KnownReading, ReadingAccount
from milex.settings import MEGABYTE

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that became a law, or would become one in a dry run."""

    path: str
    format: str
    addition: Addition | None  # None in a dry run
    law: str
    version: str
    articles: int
    conservation: float  # 0..1, share of the source's words that the law holds
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and the sentence that says why."""

    path: str
    code: str
    reason: Message


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Every file that ``paths`` name or hold, folders walked in alphabetical order.

    Hidden files and folders and inventories are left out, unless named themselves.
    """
    found: dict[Path, None] = {}
    for path in paths:
        for file in _walk(path) if path.is_dir() else (path,):
            found[file] = None
    return list(found)


def take(path: Path, given: Hints, size_limit: int, library: Library | None) -> Taken | Refused:
    """The file ``path`` in ``library``; read only, without one.

    What a person ``given`` wins over the folder's inventory, and that over the file. A
    file whose reading is known is not read again.

    Raises:
        DatabaseUnusable: the library cannot be written.
    """
    shown = shown_path(path)
    try:
        source = _source(path, given, size_limit)
        if library is None:
            return _taken(shown, _read(source, size_limit))
        fingerprint = reading_fingerprint(
            source.data, shown_path(Path(path.name)), source.hints, source.listing
        )
        if known := library.known_reading(fingerprint):
            return _known(shown, known)
        return _stored(shown, source, _read(source, size_limit), fingerprint, library)
    except CorpusError as error:
        code = error.code if isinstance(error, UnreadableFile) else "unreadable"
        return Refused(shown, code, error.message)


def read(path: Path, given: Hints, size_limit: int) -> tuple[bytes, Intake]:
    """The bytes of ``path`` and what was read from them, with what our rules find in it.

    Raises:
        UnreadableFile: the file is refused; the message says why and what to do.
    """
    source = _source(path, given, size_limit)
    return source.data, _read(source, size_limit)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file's bytes, and what is known of it beforehand."""

    path: Path
    data: bytes
    listing: Listing
    hints: Hints


def _source(path: Path, given: Hints, size_limit: int) -> _Source:
    listing = listing_of(path)
    return _Source(path, _bytes(path, size_limit), listing, _hints(given, listing))


def _read(source: _Source, size_limit: int) -> Intake:
    intake = _taken_in(source.data, source.path, source.hints, size_limit)
    document = _dated(intake.document, source.listing)
    # What a rule only suspects, the segmenter has weighed with more knowledge.
    certain = (problem for problem in validate(document) if problem.confidence == 1)
    return replace(intake, document=document, problems=(*intake.problems, *certain))


def _taken(shown: str, intake: Intake) -> Taken:
    document = intake.document
    return Taken(
        path=shown,
        format=intake.format,
        addition=None,
        law=law_id(document.metadata),
        version=version_of(document.metadata),
        articles=sum(1 for _ in placed_articles(document)),
        conservation=intake.conservation,
        problems=intake.problems,
    )


def _known(shown: str, known: KnownReading) -> Taken:
    return Taken(
        path=shown,
        format=known.format,
        addition=Addition(known.law, known.version, "unchanged", known.articles),
        law=known.law,
        version=known.version,
        articles=known.articles,
        conservation=known.account.conservation,
        problems=known.account.problems,
    )


def _stored(
    shown: str, source: _Source, intake: Intake, fingerprint: str, library: Library
) -> Taken:
    addition = library.add(
        intake.document,
        source_name=shown_path(Path(source.path.name)),
        source_format=intake.format,
        source_hash=sha256(source.data),
        account=ReadingAccount(fingerprint, intake.conservation, intake.problems),
    )
    return replace(
        _taken(shown, intake),
        addition=addition,
        law=addition.law,
        version=addition.version,
    )


def _taken_in(data: bytes, path: Path, hints: Hints, size_limit: int) -> Intake:
    try:
        return take_in(data, shown_path(Path(path.name)), hints, size_limit=size_limit)
    except CorpusError:
        raise
    except Exception as error:
        # No file may stop a batch, whatever it does to a reader.
        _log.debug("%s made a reader fail", path, exc_info=True)
        raise UnreadableFile(
            "unreadable",
            Message(
                "%(path)s made MILEX fail (%(error)s); the defect is ours: please report it.",
                path=shown_path(path),
                error=type(error).__name__,
            ),
        ) from error


def shown_path(path: Path) -> str:
    """``path`` as text that any output can carry."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name != INVENTORY:
                yield Path(parent, name)


def _bytes(path: Path, size_limit: int) -> bytes:
    if not path.is_file():
        # A pipe or a device could block for ever.
        raise UnreadableFile(
            "unreadable",
            Message("%(path)s is no regular file; name files or folders.", path=shown_path(path)),
        )
    try:
        if path.stat().st_size > size_limit:
            raise _too_large(path, size_limit)
        with path.open("rb") as source:
            return source.read(size_limit + 1)  # it may grow while it is read
    except OSError as error:
        raise UnreadableFile(
            "unreadable",
            Message(
                "%(path)s cannot be read (%(reason)s); check its permissions.",
                path=shown_path(path),
                reason=error.strerror or type(error).__name__,
            ),
        ) from error


def _too_large(path: Path, size_limit: int) -> UnreadableFile:
    return UnreadableFile(
        "too_large",
        Message(
            "%(path)s has %(size).1f MB, over the limit of %(limit)s MB; split it, or set "
            "MILEX_SIZE_LIMIT_MB to a higher number.",
            path=shown_path(path),
            size=path.stat().st_size / MEGABYTE,
            limit=size_limit // MEGABYTE,
        ),
    )


def _hints(given: Hints, listing: Listing) -> Hints:
    return Hints(
        country=given.country or listing.country or None,
        title=given.title or listing.title or None,
        number=given.number or listing.number or None,
        date=given.date or listing.date,
        language=given.language or listing.language or None,
        kind=given.kind or listing.kind or None,
        topics=given.topics or listing.topics,
        cuts=given.cuts,
    )


def _dated(document: Document, listing: Listing) -> Document:
    """``document`` of the year that the inventory gives: people write it, readers guess it.

    A date of another year that the reader found is of something else, a treaty's
    signature or an amendment.
    """
    metadata = document.metadata
    if listing.year is None or listing.year == metadata.year:
        return document
    date = metadata.date if metadata.date and metadata.date.year == listing.year else None
    return replace(document, metadata=replace(metadata, year=listing.year, date=date))
