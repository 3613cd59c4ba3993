"""The tables.

The XML of a version is the only source of a law's text; articles are a projection
of it that can be rebuilt. Knows SQLModel, and nothing of files or the index.
"""

import datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Jurisdiction(SQLModel, table=True):
    """A State that has laws here, or ``xx`` for instruments between States."""

    __tablename__ = "jurisdictions"

    code: str = Field(primary_key=True, max_length=2)  # ISO 3166-1 alpha-2, lower case
    is_sample: bool = False


class Law(SQLModel, table=True):
    """A law as a work; what may change with its wording stands in its versions."""

    __tablename__ = "laws"

    id: str = Field(primary_key=True, sa_type=Text)  # "py/ley/4788-2012"
    country: str = Field(foreign_key="jurisdictions.code", index=True)
    kind: str = Field(sa_type=Text)
    number: str = Field(sa_type=Text)
    year: int | None = Field(default=None, index=True)
    current: str = Field(sa_type=Text)  # name of the version shown when none is asked for


class Version(SQLModel, table=True):
    """A wording of a law: its canonical XML and where that came from."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("law_id", "name", name="uq_versions_law_id_name"),)

    id: int | None = Field(default=None, primary_key=True)
    law_id: str = Field(foreign_key="laws.id", ondelete="CASCADE", sa_type=Text)
    name: str = Field(sa_type=Text)  # "2012-12-13", "2012-12-13-2", "undated"
    day: datetime.date | None = None  # from which the wording holds; None where unknown
    sequence: int = 1  # 1 for the first wording of that day, then 2…
    title: str = Field(sa_type=Text)
    language: str = Field(max_length=2, index=True)  # ISO 639-1
    date: datetime.date | None = None  # of enactment
    status: str = Field(sa_type=Text)
    publisher: str = Field(sa_type=Text)
    source_url: str = Field(sa_type=Text)
    is_sample: bool = False
    source_name: str = Field(sa_type=Text)  # file name of the source
    source_format: str = Field(sa_type=Text)  # name of the reader
    source_sha256: str = Field(max_length=64)  # of the source's bytes; "" when unknown
    text_sha256: str = Field(max_length=64)  # of the words and their structure, without metadata
    xml_sha256: str = Field(max_length=64, index=True)
    xml: bytes = Field(sa_column=Column(LargeBinary, nullable=False))  # canonical Akoma Ntoso
    article_count: int
    # What most of its articles are called: "Artículo", "Section"; "" until it is read anew.
    article_word: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    # The account of the reading that gave the XML: milex.records.ReadingAccount.
    reading_sha256: str = Field(max_length=64, index=True)  # "" where it was not kept
    conservation: float
    problems: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime.datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


class ArticleRow(SQLModel, table=True):
    """An article of a version, projected from its XML."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("version_id", "eid", name="uq_articles_version_id_eid"),)

    id: int | None = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="versions.id", ondelete="CASCADE")
    position: int  # in document order, from 0
    eid: str = Field(sa_type=Text)
    num: str = Field(sa_type=Text)
    # What the law calls it: corpus.article_names; "" until they are made anew.
    name: str = Field(default="", sa_type=Text, sa_column_kwargs={"server_default": ""})
    heading: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)  # corpus.model.Article.text
    # Headings of the divisions that it stands in, outermost first.
    path: list[str] = Field(sa_column=Column(JSON, nullable=False))


class Topic(SQLModel, table=True):
    """A topic that some law has; its labels stand in corpus.topics."""

    __tablename__ = "topics"

    slug: str = Field(primary_key=True, sa_type=Text)


class LawTopic(SQLModel, table=True):
    """A topic of a law, as its current version says."""

    __tablename__ = "law_topics"

    law_id: str = Field(primary_key=True, foreign_key="laws.id", ondelete="CASCADE", sa_type=Text)
    topic: str = Field(primary_key=True, foreign_key="topics.slug", sa_type=Text, index=True)


class IndexTask(SQLModel, table=True):
    """A law whose articles the search index must read again.

    Written in the transaction that changes the law, deleted after the index has
    committed. It names no law by foreign key: a withdrawn law has a task too.
    """

    __tablename__ = "index_tasks"
    # An id is never given twice: finishing a task late must not finish a newer one.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    law_id: str = Field(sa_type=Text)
    created_at: datetime.datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))


class KeptComparison(SQLModel, table=True):
    """A version's comparison with a checklist, kept so that it need not be made again.

    It holds as long as the three fingerprints are those of the version's XML, of the
    checklist and of the comparing program; it names no version by foreign key, because
    the same XML is the same comparison.
    """

    __tablename__ = "comparisons"
    __table_args__ = (
        UniqueConstraint("xml_sha256", "checklist", name="uq_comparisons_xml_sha256_checklist"),
    )

    id: int | None = Field(default=None, primary_key=True)
    xml_sha256: str = Field(max_length=64)
    checklist: str = Field(sa_type=Text)  # its id
    checklist_sha256: str = Field(max_length=64)
    program_sha256: str = Field(max_length=64)
    # milex.outlines writes and reads both.
    outlines: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    findings: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
