"""Questions to the tables. Every function runs in a session that its caller opened."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import and_, func, select, text, tuple_
from sqlmodel import Session, col

from corpus.article_names import practised_name, practised_word
from corpus.model import LawMetadata
from corpus.problems import Problem
from milex.models import ArticleRow, IndexTask, Law, LawTopic, Version
from milex.projection import sha256
from milex.readings import problems_from_plain
from milex.records import (
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

_KEYS_AT_ONCE = 500  # three parameters each, far below SQLite's limit of 32,766


def law_summaries(
    session: Session,
    *,
    law: str | None = None,
    country: str | None = None,
    topic: str | None = None,
    language: str | None = None,
    version: str | None = None,
    every_version: bool = False,
) -> list[LawSummary]:
    """Laws that pass every filter given, by country, year and title; no year comes last.

    Their current version is described, or the one called ``version`` of those that have
    it, or each of their versions in turn, oldest first.
    """
    if version is None and not every_version:
        query = _current(select(*_SUMMARY_COLUMNS))
    else:
        query = select(*_SUMMARY_COLUMNS).join(Version, col(Version.law_id) == col(Law.id))
    if version is not None:
        query = query.where(col(Version.name) == version)
    if law is not None:
        query = query.where(col(Law.id) == law)
    if country is not None:
        query = query.where(col(Law.country) == country)
    if language is not None:
        query = query.where(col(Version.language) == language)
    if topic is not None:
        query = query.join(LawTopic, col(LawTopic.law_id) == col(Law.id)).where(
            col(LawTopic.topic) == topic
        )
    topics = _topics(session, law)
    versions = _version_names(session, law)
    summaries = [
        LawSummary(
            **{**row._mapping, "article_word": row.article_word or _practised_word(row)},
            topics=tuple(topics.get(row.law, ())),
            versions=tuple(versions[row.law]),
        )
        for row in session.execute(query)
    ]
    return sorted(
        summaries,
        key=lambda s: (s.country, s.year or 9999, s.title, s.law, s.versions.index(s.version)),
    )


# Each change of a law gives an index task its number, which SQLite never gives again; PostgreSQL
# gives numbers before they are committed, but knows which transaction wrote each row.
_REVISIONS: Final = {
    "sqlite": text(
        "SELECT (SELECT seq FROM sqlite_sequence WHERE name = 'index_tasks'), "
        "(SELECT max(id) FROM comparisons)"
    ),
    "postgresql": text(
        "SELECT (SELECT sum(xmin::text::numeric) FROM versions), "
        "(SELECT sum(xmin::text::numeric) FROM comparisons)"
    ),
}


def revision(session: Session) -> tuple[object, ...]:
    """Differs after each change of a law or of a kept comparison."""
    query = _REVISIONS[session.get_bind().dialect.name]
    return tuple(session.execute(query).one())


def country_summaries(session: Session) -> list[CountrySummary]:
    """Every jurisdiction that has a law, by code."""
    query = _current(
        select(col(Law.country), func.count(), func.sum(col(Version.article_count)))
    ).group_by(col(Law.country))
    return sorted(
        (
            CountrySummary(country, laws, articles)
            for country, laws, articles in session.execute(query)
        ),
        key=lambda summary: summary.country,
    )


def latest_changes(session: Session, most: int) -> list[LawChange]:
    """The versions that came last, at most ``most``, the latest first."""
    first: Any = select(
        col(Version.law_id).label("law"), func.min(col(Version.id)).label("id")
    ).group_by(col(Version.law_id))
    firsts = first.subquery()
    query = (
        select(
            col(Version.law_id),
            col(Version.name),
            col(Version.title),
            col(Law.country),
            col(Version.language),
            col(Version.created_at),
            col(Version.id) == firsts.c.id,
        )
        .join(Law, col(Law.id) == col(Version.law_id))
        .join(firsts, firsts.c.law == col(Version.law_id))
        .order_by(col(Version.created_at).desc(), col(Version.id).desc())
        .limit(most)
    )
    return [
        LawChange(law, name, title, country, language, _in_utc(at), bool(is_first))
        for law, name, title, country, language, at, is_first in session.execute(query)
    ]


def _in_utc(at: datetime.datetime) -> datetime.datetime:
    """``at`` with its zone, which SQLite does not keep."""
    return at.replace(tzinfo=at.tzinfo or datetime.UTC).astimezone(datetime.UTC)


def stored_xml(session: Session, law: str, version: str | None) -> bytes | None:
    """The XML of a version, the current one by default; None where there is no such version."""
    query = select(col(Version.xml)).join(Law, col(Law.id) == col(Version.law_id))
    name: Any = col(Law.current) if version is None else version
    return session.execute(
        query.where(col(Law.id) == law, col(Version.name) == name)
    ).scalar_one_or_none()


def version(session: Session, law: str, name: str) -> Version | None:
    """The version ``name`` of ``law`` with its XML, or None."""
    query = select(Version).where(col(Version.law_id) == law, col(Version.name) == name)
    return session.execute(query).scalar_one_or_none()


def stored_versions(session: Session) -> list[StoredVersion]:
    """Every version of every law, by law and age."""
    query = select(col(Version.law_id), col(Version.name), col(Version.xml_sha256)).order_by(
        col(Version.law_id), col(Version.day), col(Version.sequence)
    )
    return [StoredVersion(*row) for row in session.execute(query)]


def known_reading(session: Session, fingerprint: str) -> KnownReading | None:
    """The version that a reading of this fingerprint gave, where its XML is undamaged."""
    query = select(Version).where(col(Version.reading_sha256) == fingerprint)
    version = session.execute(query).scalars().first()
    if version is None or sha256(version.xml) != version.xml_sha256:
        return None
    problems = problems_from_plain(version.problems)
    return KnownReading(
        law=version.law_id,
        version=version.name,
        format=version.source_format,
        articles=version.article_count,
        account=ReadingAccount(fingerprint, version.conservation, problems),
    )


def provenance(session: Session, law: str, name: str) -> Provenance | None:
    """Where the version ``name`` of ``law`` came from; None where there is none."""
    query = select(
        col(Version.source_name),
        col(Version.source_format),
        col(Version.source_sha256),
        col(Version.xml_sha256),
        col(Version.conservation),
        col(Version.problems),
        col(Version.reading_sha256),
        col(Version.created_at),
    ).where(col(Version.law_id) == law, col(Version.name) == name)
    row = session.execute(query).one_or_none()
    if row is None:
        return None
    return Provenance(
        source_name=row.source_name,
        source_format=row.source_format,
        source_sha256=row.source_sha256,
        xml_sha256=row.xml_sha256,
        conservation=row.conservation,
        problems=len(row.problems),
        reading_sha256=row.reading_sha256,
        imported_at=row.created_at,
    )


def problems(session: Session, law: str, name: str) -> tuple[Problem, ...]:
    """What the reading of a version was in doubt of."""
    query = select(col(Version.problems)).where(
        col(Version.law_id) == law, col(Version.name) == name
    )
    return problems_from_plain(session.execute(query).scalar_one_or_none() or ())


def known_places(
    session: Session, places: Collection[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """Those of ``places``, pairs of law and eId ("" for the whole law), that there are now."""
    found: set[tuple[str, str]] = set()
    wanted = sorted(places)
    for start in range(0, len(wanted), _KEYS_AT_ONCE):
        part = wanted[start : start + _KEYS_AT_ONCE]
        laws = {law for law, _ in part}
        query = select(col(Law.id)).where(col(Law.id).in_(laws))
        here = set(session.execute(query).scalars())
        found |= {(law, eid) for law, eid in part if not eid and law in here}
        inside = [(law, eid) for law, eid in part if eid and law in here]
        if inside:
            articles = _current(select(col(Law.id), col(ArticleRow.eid))).join(
                ArticleRow, col(ArticleRow.version_id) == col(Version.id)
            )
            pairs = tuple_(col(Law.id), col(ArticleRow.eid)).in_(inside)
            found |= {(law, eid) for law, eid in session.execute(articles.where(pairs))}
    return frozenset(found)


def texts(session: Session, keys: Sequence[ArticleKey]) -> dict[ArticleKey, ArticleText]:
    """Texts of the articles asked for; a key whose article has gone is left out."""
    found: dict[ArticleKey, ArticleText] = {}
    columns = (col(Version.law_id), col(Version.name), col(ArticleRow.eid))
    query: Any
    for start in range(0, len(keys), _KEYS_AT_ONCE):
        part = [(key.law, key.version, key.eid) for key in keys[start : start + _KEYS_AT_ONCE]]
        query = (
            select(
                *columns,
                col(ArticleRow.num),
                col(ArticleRow.heading),
                col(ArticleRow.text),
                col(Version.title),
                col(ArticleRow.path),
                col(ArticleRow.name).label("article_name"),
                col(Version.language),
                col(Law.country),
                col(Law.kind),
            )
            .join(Version, col(Version.id) == col(ArticleRow.version_id))
            .join(Law, col(Law.id) == col(Version.law_id))
            # SQLite reads the whole table for a row of values: it is told the columns apart too.
            .where(col(Version.law_id).in_({law for law, _, _ in part}))
            .where(col(ArticleRow.eid).in_({eid for _, _, eid in part}))
            .where(tuple_(*columns).in_(part))
        )
        for row in session.execute(query):
            key = ArticleKey(row.law_id, row.name, row.eid)
            name = row.article_name or practised_name(
                row.num, LawMetadata(row.title, row.country, row.language, row.kind)
            )
            found[key] = ArticleText(
                row.num, row.heading, row.text, row.title, tuple(row.path), name
            )
    return found


def entries(session: Session, law: str | None) -> Iterator[ArticleEntry]:
    """Articles of current versions, law by law, in document order; one law's rows at a time."""
    for summary in law_summaries(session, law=law):
        query = (
            select(ArticleRow)
            .join(Version, col(Version.id) == col(ArticleRow.version_id))
            .where(col(Version.law_id) == summary.law, col(Version.name) == summary.version)
            .order_by(col(ArticleRow.position))
        )
        for row in session.execute(query).scalars():
            yield _entry(summary, row)
        session.expunge_all()


def article_total(session: Session) -> int:
    """Articles of current versions: what the index must hold."""
    query = _current(select(func.coalesce(func.sum(col(Version.article_count)), 0)))
    return int(session.execute(query).scalar_one())


def pending_tasks(session: Session) -> list[PendingTask]:
    """Index tasks not yet done, oldest first."""
    query = select(col(IndexTask.id), col(IndexTask.law_id)).order_by(col(IndexTask.id))
    return [PendingTask(identifier or 0, law) for identifier, law in session.execute(query)]


_SUMMARY_COLUMNS: Final[tuple[Any, ...]] = (
    col(Law.id).label("law"),
    col(Version.title),
    col(Law.country),
    col(Version.language),
    col(Law.kind),
    col(Law.number),
    col(Law.year),
    col(Version.date),
    col(Version.status),
    col(Version.name).label("version"),
    col(Version.article_count).label("articles"),
    col(Version.is_sample),
    col(Version.source_url),
    col(Version.publisher),
    col(Version.day),
    col(Version.xml_sha256),
    col(Version.article_word),
)


def _current(query: Any) -> Any:
    """``query`` over laws, joined with the current version of each."""
    return query.select_from(Law).join(
        Version,
        and_(col(Version.law_id) == col(Law.id), col(Version.name) == col(Law.current)),
    )


def _practised_word(row: Any) -> str:
    return practised_word(LawMetadata(row.title, row.country, row.language, row.kind))


def _topics(session: Session, law: str | None) -> dict[str, list[str]]:
    query = select(col(LawTopic.law_id), col(LawTopic.topic)).order_by(col(LawTopic.topic))
    if law is not None:
        query = query.where(col(LawTopic.law_id) == law)
    grouped: dict[str, list[str]] = defaultdict(list)
    for identifier, topic in session.execute(query):
        grouped[identifier].append(topic)
    return {identifier: sorted(topics) for identifier, topics in grouped.items()}


def _version_names(session: Session, law: str | None) -> dict[str, list[str]]:
    query = select(col(Version.law_id), col(Version.name), col(Version.day), col(Version.sequence))
    if law is not None:
        query = query.where(col(Version.law_id) == law)
    rows = sorted(session.execute(query), key=lambda row: (row[2] or datetime.date.min, row[3]))
    grouped: dict[str, list[str]] = defaultdict(list)
    for identifier, name, _day, _sequence in rows:
        grouped[identifier].append(name)
    return grouped


def _entry(summary: LawSummary, row: ArticleRow) -> ArticleEntry:
    return ArticleEntry(
        key=ArticleKey(summary.law, summary.version, row.eid),
        num=row.num,
        heading=row.heading,
        text=row.text,
        law_title=summary.title,
        country=summary.country,
        language=summary.language,
        year=summary.year,
        topics=summary.topics,
        path=tuple(row.path),
        kind=summary.kind,
        number=summary.number,
        status=summary.status,
        date=_day(summary),
    )


def _day(summary: LawSummary) -> str:
    """The day of a law, or its year; "" where neither is known."""
    if summary.date is not None:
        return summary.date.isoformat()
    return "" if summary.year is None else f"{summary.year:04d}"
