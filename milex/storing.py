"""Changes to the tables: storing a version, withdrawing a law, finishing index tasks.

Every function runs inside a transaction that its caller opened.

Which version a document becomes is decided by its law, day, words and source:

- the same day and the same words: that version (replaced when its XML differs,
  because the description was corrected, MILEX writes it better or it was damaged);
- the same source file, byte by byte: that version, read better or described anew;
- otherwise a new version, named by its day. A day that already has a version gets
  ``-2``, ``-3``…: "2012-12-13", "2012-12-13-2".

The current version is the latest wording of the latest day; versions without a
day come before all others.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import delete, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, select

from milex.models import ArticleRow, IndexTask, Jurisdiction, Law, LawTopic, Topic, Version
from milex.projection import ProjectedArticle, Projection, sha256
from milex.readings import plain_problems
from milex.records import Addition, Outcome, ReadingAccount

_IDS_AT_ONCE: Final = 500  # parameters of one statement, far below SQLite's limit of 32,766


def store(session: Session, incoming: Projection, now: datetime.datetime) -> Addition:
    """``incoming`` in the tables, with its index task where anything changed."""
    versions = versions_of(session, incoming.law)
    law = session.get(Law, incoming.law)
    match = _same_version(versions, incoming)
    if match is not None and match.xml_sha256 == incoming.xml_sha256 == sha256(match.xml):
        match.sqlmodel_update(_account(incoming))
        return _addition(match, "unchanged")
    outcome: Outcome = "updated" if match else "new_version" if law else "added"
    _insert_missing(session, Jurisdiction, _jurisdiction(incoming))
    if law is None:
        law = _new_law(session, incoming)
    version = (
        _redescribed(match, incoming, versions) if match else _new_version(incoming, versions, now)
    )
    session.add(version)
    session.flush()
    replace_articles(session, version, incoming.articles)
    _make_current(session, law, incoming, version)
    add_task(session, law.id, now)
    return _addition(version, outcome)


def withdraw(session: Session, law: Law, now: datetime.datetime) -> None:
    """The law, its versions and articles are gone; a task takes them from the index."""
    identifier = law.id
    session.execute(delete(Law).where(col(Law.id) == identifier))
    add_task(session, identifier, now)


def add_task(session: Session, law: str, now: datetime.datetime) -> None:
    """The index must read ``law`` again, or forget it."""
    session.add(IndexTask(law_id=law, created_at=now))
    session.flush()


def finish_tasks(session: Session, ids: Sequence[int]) -> None:
    """The tasks are done; ids that are already gone are ignored."""
    for start in range(0, len(ids), _IDS_AT_ONCE):
        part = ids[start : start + _IDS_AT_ONCE]
        session.execute(delete(IndexTask).where(col(IndexTask.id).in_(part)))


def versions_of(session: Session, law: str) -> list[Version]:
    """Every version of ``law``, oldest first, their XML not loaded."""
    rows = session.exec(
        select(Version).where(Version.law_id == law).options(defer(Version.xml))  # type: ignore[arg-type]
    )
    return sorted(rows, key=_age)


def _age(version: Version) -> tuple[datetime.date, int]:
    return (version.day or datetime.date.min, version.sequence)


def _same_version(versions: Sequence[Version], incoming: Projection) -> Version | None:
    for version in versions:
        if version.text_sha256 == incoming.text_sha256 and _is_of_day(version, incoming.base):
            return version
    for version in versions:
        if incoming.source_sha256 and version.source_sha256 == incoming.source_sha256:
            return version
    return None


def _is_of_day(version: Version, base: str) -> bool:
    return version.name == _name(base, version.sequence)


def _name(base: str, sequence: int) -> str:
    return base if sequence == 1 else f"{base}-{sequence}"


def _next_sequence(versions: Sequence[Version], base: str) -> int:
    return max((v.sequence for v in versions if _is_of_day(v, base)), default=0) + 1


def _jurisdiction(incoming: Projection) -> dict[str, object]:
    return {"code": incoming.metadata.jurisdiction, "is_sample": incoming.metadata.is_sample}


def _new_law(session: Session, incoming: Projection) -> Law:
    metadata = incoming.metadata
    law = Law(
        id=incoming.law,
        country=metadata.jurisdiction,
        kind=metadata.kind,
        number=metadata.number,
        year=metadata.year,
        current=incoming.base,
    )
    session.add(law)
    session.flush()
    return law


def _new_version(
    incoming: Projection, versions: Sequence[Version], now: datetime.datetime
) -> Version:
    sequence = _next_sequence(versions, incoming.base)
    return Version(
        law_id=incoming.law,
        name=_name(incoming.base, sequence),
        sequence=sequence,
        created_at=now,
        **_description(incoming),
    )


def _redescribed(match: Version, incoming: Projection, versions: Sequence[Version]) -> Version:
    if not _is_of_day(match, incoming.base):
        match.sequence = _next_sequence(versions, incoming.base)
        match.name = _name(incoming.base, match.sequence)
    match.sqlmodel_update(_description(incoming))
    return match


def _description(incoming: Projection) -> dict[str, Any]:
    metadata = incoming.metadata
    return {
        "day": incoming.day,
        "title": metadata.title,
        "language": metadata.language,
        "date": metadata.date,
        "status": metadata.status,
        "publisher": metadata.publisher,
        "source_url": metadata.source_url,
        "is_sample": metadata.is_sample,
        "source_name": incoming.source_name,
        "source_format": incoming.source_format,
        "source_sha256": incoming.source_sha256,
        "text_sha256": incoming.text_sha256,
        "xml_sha256": incoming.xml_sha256,
        "xml": incoming.xml,
        "article_count": len(incoming.articles),
        "article_word": incoming.article_word,
        **_account(incoming),
    }


def _account(incoming: Projection) -> dict[str, Any]:
    """How the XML that is stored was last read."""
    account = incoming.account or ReadingAccount("", 1.0, ())
    return {
        "reading_sha256": account.fingerprint,
        "conservation": account.conservation,
        "problems": plain_problems(account.problems),
    }


def replace_articles(
    session: Session, version: Version, articles: Sequence[ProjectedArticle]
) -> None:
    """The rows of ``version`` are now exactly ``articles``."""
    session.execute(delete(ArticleRow).where(col(ArticleRow.version_id) == version.id))
    rows = [
        {
            "version_id": version.id,
            "position": position,
            "eid": article.eid,
            "num": article.num,
            "name": article.name,
            "heading": article.heading,
            "text": article.text,
            "path": list(article.path),
        }
        for position, article in enumerate(articles)
    ]
    if rows:
        session.execute(insert(ArticleRow), rows)


def _make_current(session: Session, law: Law, incoming: Projection, version: Version) -> None:
    latest = versions_of(session, law.id)[-1]
    law.current = latest.name
    if latest.id == version.id:
        metadata = incoming.metadata
        law.kind, law.number, law.year = metadata.kind, metadata.number, metadata.year
        _replace_topics(session, law.id, metadata.topics)
    session.add(law)
    session.flush()


def _replace_topics(session: Session, law: str, topics: Iterable[str]) -> None:
    session.execute(delete(LawTopic).where(col(LawTopic.law_id) == law))
    for slug in sorted(set(topics)):
        _insert_missing(session, Topic, {"slug": slug})
        session.execute(insert(LawTopic), [{"law_id": law, "topic": slug}])


def _insert_missing(session: Session, table: type[SQLModel], row: dict[str, object]) -> None:
    on_postgresql = session.get_bind().dialect.name == "postgresql"
    dialect = postgresql if on_postgresql else sqlite
    session.execute(dialect.insert(table).values(row).on_conflict_do_nothing())


def _addition(version: Version, outcome: Outcome) -> Addition:
    return Addition(version.law_id, version.name, outcome, version.article_count)
