"""The library: laws in a database, added, replaced and withdrawn whole.

A law changes in one transaction together with the task that tells the search
index to read it again, so a crash never leaves the two disagreeing for good
(``milex.indexing`` does the tasks). Knows no search engine.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy.engine import Engine

from corpus import akn
from corpus.article_names import common_word
from corpus.errors import CorpusError
from corpus.model import Document
from corpus.problems import Problem
from i18n.messages import Message
from milex import queries, storing
from milex.comparator.assembly import comparable_law
from milex.comparator.model import ComparableLaw
from milex.database import reading, writing
from milex.errors import NotFound
from milex.models import Law
from milex.projection import article_rows, project
from milex.records import (
    Addition,
    CountrySummary,
    KnownReading,
    LawChange,
    LawSummary,
    PendingTask,
    Provenance,
    ReadingAccount,
    StoredVersion,
)
from search.model import ArticleEntry, ArticleKey, ArticleText

__all__ = ["Addition", "CountrySummary", "LawSummary", "Library", "PendingTask", "StoredVersion"]


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Library:
    """The laws of one database. Safe to share between threads.

    Every method raises ``DatabaseUnusable`` when the database cannot be reached.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime.datetime] = _now) -> None:
        self._engine = engine
        self._clock = clock

    def laws(
        self,
        *,
        country: str | None = None,
        topic: str | None = None,
        language: str | None = None,
        every_version: bool = False,
    ) -> list[LawSummary]:
        """Laws that pass every filter given, by country, year and title; no year comes last.

        Their current version is described, or each of their versions, oldest first.
        """
        with reading(self._engine) as session:
            return queries.law_summaries(
                session,
                country=country,
                topic=topic,
                language=language,
                every_version=every_version,
            )

    def law(self, law_id: str, version: str | None = None) -> LawSummary:
        """The law called ``law_id``, as a version of it describes it, by default the current one.

        Raises:
            NotFound: no such law, or no such version of it.
        """
        with reading(self._engine) as session:
            found = queries.law_summaries(session, law=law_id, version=version)
        if found:
            return found[0]
        if version is None:
            raise _no_law(law_id)
        raise _no_version(law_id, version, self.law(law_id).versions)

    def revision(self) -> tuple[object, ...]:
        """A value that is another one after each change of a law or of what is kept of it."""
        with reading(self._engine) as session:
            return queries.revision(session)

    def versions_of(self, law_id: str) -> list[LawSummary]:
        """Every version of a law, each as it describes the law, oldest first.

        Raises:
            NotFound: no such law.
        """
        with reading(self._engine) as session:
            found = queries.law_summaries(session, law=law_id, every_version=True)
        if not found:
            raise _no_law(law_id)
        return found

    def countries(self) -> list[CountrySummary]:
        """Every jurisdiction that has a law, by code."""
        with reading(self._engine) as session:
            return queries.country_summaries(session)

    def changes(self, most: int) -> list[LawChange]:
        """The versions that came into the library last, the latest first, at most ``most``."""
        with reading(self._engine) as session:
            return queries.latest_changes(session, most)

    def xml(self, law_id: str, version: str | None = None) -> bytes:
        """The canonical Akoma Ntoso of a version, the current one by default.

        Raises:
            NotFound: no such law, or no such version of it.
        """
        with reading(self._engine) as session:
            xml = queries.stored_xml(session, law_id, version)
        if xml is not None:
            return xml
        raise _no_version(law_id, version or "", self.law(law_id).versions)

    def document(self, law_id: str, version: str | None = None) -> Document:
        """A version parsed from its XML, the current one by default.

        Raises:
            NotFound: no such law, or no such version of it.
        """
        return akn.read(self.xml(law_id, version))

    def comparable(self, law_id: str, version: str | None = None) -> ComparableLaw:
        """A version ready to be compared, the current one by default.

        Raises:
            NotFound: no such law, or no such version of it.
        """
        name = version or self.law(law_id).version
        return comparable_law(self.document(law_id, name), law_id, name)

    def add(
        self,
        document: Document,
        *,
        source_name: str = "",
        source_format: str = "",
        source_hash: str = "",
        account: ReadingAccount | None = None,
    ) -> Addition:
        """Stores ``document``: a new law, a new version, or one version replaced.

        ``source_hash`` is the SHA-256 of the source's bytes, ``account`` how it was read.
        Adding the same document again changes nothing; ``milex.storing`` says which
        version a document becomes.

        Raises:
            InvalidDocument: points nest deeper than XML may.
        """
        incoming = project(
            document,
            source_name=source_name,
            source_format=source_format,
            source_sha256=source_hash,
            account=account,
        )
        with writing(self._engine) as session:
            return storing.store(session, incoming, self._clock())

    def provenance(self, law_id: str, version: str) -> Provenance:
        """Where a version came from and how it was read.

        Raises:
            NotFound: no such law, or no such version of it.
        """
        with reading(self._engine) as session:
            found = queries.provenance(session, law_id, version)
        if found is None:
            raise _no_version(law_id, version, self.law(law_id).versions)
        return found

    def problems(self, law_id: str, version: str) -> tuple[Problem, ...]:
        """What the reading of a version was in doubt of, by line; none for an unknown version."""
        with reading(self._engine) as session:
            return queries.problems(session, law_id, version)

    def known_places(self, places: Collection[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of ``places``, pairs of law and eId, that current versions have.

        An empty eId stands for the law as a whole.
        """
        with reading(self._engine) as session:
            return queries.known_places(session, places)

    def known_reading(self, fingerprint: str) -> KnownReading | None:
        """The version that a reading of this fingerprint gave, its XML undamaged; or None."""
        with reading(self._engine) as session:
            return queries.known_reading(session, fingerprint)

    def withdraw(self, law_id: str) -> None:
        """Removes a law with all its versions.

        Raises:
            NotFound: there is none.
        """
        with writing(self._engine) as session:
            law = session.get(Law, law_id)
            if law is None:
                raise _no_law(law_id)
            storing.withdraw(session, law, self._clock())

    def texts(self, keys: Sequence[ArticleKey]) -> Mapping[ArticleKey, ArticleText]:
        """Texts of the articles asked for; a key whose article has gone is left out."""
        with reading(self._engine) as session:
            return queries.texts(session, keys)

    def entries(self, law_id: str | None = None) -> Iterator[ArticleEntry]:
        """Articles of the current version of one law or of all, for the index.

        Law by law, in document order; an unknown law gives none.
        """
        with reading(self._engine) as session:
            yield from queries.entries(session, law_id)

    def article_total(self) -> int:
        """Articles of current versions: what the index must hold."""
        with reading(self._engine) as session:
            return queries.article_total(session)

    def versions(self) -> list[StoredVersion]:
        """Every version of every law, by law and age."""
        with reading(self._engine) as session:
            return queries.stored_versions(session)

    def rebuild_articles(self) -> None:
        """Makes the article rows of every version anew from its XML, one by one.

        A version whose XML is damaged keeps its rows; ``milex doctor`` names it.
        """
        for stored in self.versions():
            with writing(self._engine) as session:
                version = queries.version(session, stored.law, stored.version)
                if version is None:  # withdrawn meanwhile
                    continue
                try:
                    document = akn.read(version.xml)
                except CorpusError:
                    continue
                articles = article_rows(document)
                names = (article.name for article in articles)
                version.article_word = common_word(names, document.metadata)
                storing.replace_articles(session, version, articles)

    def pending_index_tasks(self) -> list[PendingTask]:
        """Index tasks not yet done, oldest first."""
        with reading(self._engine) as session:
            return queries.pending_tasks(session)

    def finish_index_tasks(self, tasks: Iterable[PendingTask]) -> None:
        """The index has committed what ``tasks`` asked for; done twice does no harm."""
        with writing(self._engine) as session:
            storing.finish_tasks(session, [task.id for task in tasks])


def _no_law(law_id: str) -> NotFound:
    return NotFound(
        Message("There is no law ‹%(law)s› here; the list of laws shows what there is.", law=law_id)
    )


def _no_version(law_id: str, version: str, known: Sequence[str]) -> NotFound:
    return NotFound(
        Message(
            "%(law)s has no version ‹%(version)s›; it has %(known)s.",
            law=law_id,
            version=version,
            known=", ".join(known),
        )
    )
