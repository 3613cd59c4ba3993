"""One MILEX at work: its library, its index and its checklists, opened when first needed."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, partial
from typing import Final

from sqlalchemy.engine import Engine

from corpus import akn
from corpus.checklists.loader import DEFAULT_CHECKLIST, bundled_checklists
from corpus.checklists.model import Checklist, Provision
from corpus.model import Document
from i18n.messages import Message
from milex.comparator.assembly import comparable_law
from milex.comparator.engine import Examined, compare, examine
from milex.comparator.explaining import Explanation, explain_examined
from milex.comparator.model import ComparableLaw, Comparison
from milex.comparisons import Comparisons
from milex.database import database_engine
from milex.errors import DatabaseUnusable, NotFound
from milex.found import Found, found_in
from milex.library import Library
from milex.making import as_made
from milex.matrix import Matrix
from milex.postgres_search import PostgresEngine
from milex.projection import sha256
from milex.records import LawSummary
from milex.remembering import Remembered
from milex.reports.articles_diff import ArticlesDiff
from milex.schema import check_schema
from milex.settings import Settings
from search.model import ArticleKey, ArticleText, SearchEngine
from search.whoosh_engine import WhooshEngine

COMPARISONS_REMEMBERED: Final = 32  # a penal code's weighs some two megabytes
MATRICES_REMEMBERED: Final = 6  # of a thousand laws, one weighs some fifty megabytes
ALIGNMENTS_REMEMBERED: Final = 6  # of two penal codes, one weighs a megabyte
EXAMINED_REMEMBERED: Final = 3  # laws whose steps are asked for one after the other
FOUND_REMEMBERED: Final = 256  # laws and checklists; some kilobytes each
DOCUMENTS_REMEMBERED: Final = 3_000_000  # bytes of XML; in memory each is some six times as large
FILES_REMEMBERED: Final = 16_000_000  # bytes; a code takes seconds to become a PDF


class _NotKept(LookupError):
    """No comparison of this law with this checklist is kept."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison together with the text that it was made of: its offsets fit that text."""

    law: ComparableLaw
    comparison: Comparison


def open_workspace(settings: Settings) -> "Workspace":
    """The workspace that ``settings`` describe; nothing is opened or checked yet."""
    return Workspace(settings)


class Workspace:
    """What the command line and the site work with. Safe to share between threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._compared: Remembered[tuple[object, ...], Compared] = Remembered(
            COMPARISONS_REMEMBERED
        )
        self.matrices: Remembered[tuple[object, ...], Matrix] = Remembered(MATRICES_REMEMBERED)
        self.alignments: Remembered[tuple[object, ...], ArticlesDiff] = Remembered(
            ALIGNMENTS_REMEMBERED
        )
        self._examined: Remembered[tuple[object, ...], Examined] = Remembered(EXAMINED_REMEMBERED)
        self._documents: Remembered[str, tuple[Document, int]] = Remembered(
            DOCUMENTS_REMEMBERED, lambda kept: kept[1]
        )
        self._found: Remembered[tuple[str, str], tuple[Found, ...]] = Remembered(FOUND_REMEMBERED)
        # Laws as files, by whatever they are made of.
        self.files: Remembered[tuple[str, ...], bytes] = Remembered(FILES_REMEMBERED, len)

    @cached_property
    def engine(self) -> Engine:
        """The database's engine, its schema not checked."""
        return database_engine(self.settings.database_url)

    @cached_property
    def library(self) -> Library:
        """The library.

        Raises:
            DatabaseUnusable: no database, or one of another schema; checked again at
                each use until it is mended.
        """
        check_schema(self.engine)
        return Library(self.engine)

    def document(self, law: LawSummary) -> Document:
        """The version that ``law`` describes, parsed; the same object while it is remembered.

        Raises:
            NotFound: it has gone meanwhile.
        """

        def parsed() -> tuple[Document, int]:
            xml = self.library.xml(law.law, law.version)
            return akn.read(xml), len(xml)

        return self._documents.get(law.xml_sha256, parsed)[0]

    def found(self, law: LawSummary) -> tuple[Found, ...]:
        """What comparisons that are kept found in the version that ``law`` describes.

        Nothing is compared here: a checklist that it was never compared with adds nothing.
        """
        known: list[Found] = []
        for checklist in bundled_checklists().values():
            with suppress(_NotKept):
                key = (law.xml_sha256, checklist.sha256)
                known += self._found.get(key, partial(self._kept_found, law, checklist))
        return tuple(known)

    def _kept_found(self, law: LawSummary, checklist: Checklist) -> tuple[Found, ...]:
        kept = self.comparisons.comparison(checklist, law.xml_sha256, law.law, law.version)
        if kept is None:
            raise _NotKept
        return found_in(kept)

    @cached_property
    def _index(self) -> WhooshEngine | PostgresEngine:
        if self.settings.search == "postgres":
            return PostgresEngine(self.engine, self._texts)
        return WhooshEngine(self.settings.index_folder, self._texts)

    @property
    def search(self) -> SearchEngine:
        """The index; whether it is usable shows when it is used."""
        return self._index

    def checklist(self, checklist_id: str | None = None) -> Checklist:
        """The checklist called ``checklist_id``, by default the Protocols'.

        Raises:
            NotFound: there is none.
        """
        known = bundled_checklists()
        wanted = checklist_id or DEFAULT_CHECKLIST
        if wanted not in known:
            raise NotFound(
                Message(
                    "There is no checklist ‹%(checklist)s›; there is %(known)s.",
                    checklist=wanted,
                    known=", ".join(sorted(known)),
                )
            )
        return known[wanted]

    def compare(
        self,
        law_id: str,
        checklist_id: str | None = None,
        group: str | None = None,
        version: str | None = None,
    ) -> Comparison:
        """A law against a checklist, or against one group of its provisions.

        Raises:
            NotFound: no such law, version, checklist or group.
        """
        return self.compared(law_id, checklist_id, group, version).comparison

    def compared(
        self,
        law_id: str,
        checklist_id: str | None = None,
        group: str | None = None,
        version: str | None = None,
    ) -> Compared:
        """As ``compare``, with the text; made once for the same XML and the same checklist.

        Raises:
            NotFound: no such law, version, checklist or group.
        """
        checklist = self.checklist(checklist_id)
        check_group(checklist, group)
        summary = self.library.law(law_id, version)

        def make() -> Compared:
            xml = self.library.xml(law_id, summary.version)
            law = comparable_law(akn.read(xml), law_id, summary.version)
            return Compared(
                law, _of_group(self._whole(law, sha256(xml), checklist), checklist, group)
            )

        key = (law_id, summary.version, summary.xml_sha256, checklist, group)
        return self._compared.get(key, make)

    def explain(
        self,
        law_id: str,
        provision_id: str,
        checklist_id: str | None = None,
        version: str | None = None,
    ) -> Explanation:
        """How the finding of one provision in a law came about.

        Raises:
            NotFound: no such law, version, checklist or provision.
        """
        checklist = self.checklist(checklist_id)
        provision = known_provision(checklist, provision_id)
        summary = self.library.law(law_id, version)

        def make() -> Examined:
            return examine(self.library.comparable(law_id, summary.version), checklist)

        key = (law_id, summary.version, summary.xml_sha256, checklist)
        examined = self._examined.get(key, make)
        return explain_examined(examined, provision)

    def _whole(self, law: ComparableLaw, fingerprint: str, checklist: Checklist) -> Comparison:
        """``law`` against the whole ``checklist``: as it is kept, or made and kept."""
        kept = self.comparisons.comparison(checklist, fingerprint, law.law, law.version)
        if kept is not None:
            return kept
        made = compare(law, checklist)
        with suppress(DatabaseUnusable):  # read-only, or busy: whoever reads does not wait
            self.comparisons.keep(
                checklist, [as_made(law, made, checklist, fingerprint)], patient=False
            )
        return made

    @cached_property
    def comparisons(self) -> Comparisons:
        """The comparisons that are kept.

        Raises:
            DatabaseUnusable: as for the library.
        """
        check_schema(self.engine)
        return Comparisons(self.engine)

    def check(self) -> None:
        """Nothing where the database and the index can be used.

        Raises:
            DatabaseUnusable, IndexMissing, IndexBroken: the message names what mends it.
        """
        self.library.pending_index_tasks()
        self.search.count()

    def close(self) -> None:
        """Gives back connections and files; what is used afterwards opens them again."""
        self.engine.dispose()
        self._index.close()

    def _texts(self, keys: Sequence[ArticleKey]) -> Mapping[ArticleKey, ArticleText]:
        return self.library.texts(keys)


def _of_group(comparison: Comparison, checklist: Checklist, group: str | None) -> Comparison:
    """``comparison`` with the findings of ``group`` alone, or all of them where it is None."""
    wanted = {provision.id for provision in checklist.provisions if provision.group == group}
    found = comparison.findings
    return replace(
        comparison, findings=tuple(f for f in found if group is None or f.provision in wanted)
    )


def check_group(checklist: Checklist, group: str | None) -> None:
    """Nothing where ``checklist`` has ``group``, or none is asked for.

    Raises:
        NotFound: it has no such group; the message names those it has.
    """
    groups = [known.id for known in checklist.groups]
    if group is not None and group not in groups:
        raise NotFound(
            Message(
                "The checklist %(checklist)s has no group ‹%(group)s›; it has %(known)s.",
                checklist=checklist.id,
                group=group,
                known=", ".join(groups),
            )
        )


def known_provision(checklist: Checklist, provision_id: str) -> Provision:
    """The provision of ``checklist`` called ``provision_id``.

    Raises:
        NotFound: it has none; the message names those that look most like it.
    """
    provision = checklist.provision(provision_id)
    if provision is not None:
        return provision
    ids = [known.id for known in checklist.provisions]
    close = get_close_matches(provision_id, ids, n=3, cutoff=0.4) or ids[:3]
    raise NotFound(
        Message(
            "The checklist %(checklist)s has no provision ‹%(provision)s›; it has, among "
            "others, %(known)s.",
            checklist=checklist.id,
            provision=provision_id,
            known=", ".join(close),
        )
    )
