"""Laws, versions, articles, topics and the tasks of the search index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "jurisdictions",
        sa.Column("code", sa.String(2), primary_key=True),
        sa.Column("is_sample", sa.Boolean, nullable=False),
    )
    _create_laws()
    _create_versions()
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(
            "version_id",
            sa.Integer,
            sa.ForeignKey("versions.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("eid", sa.Text, nullable=False),
        sa.Column("num", sa.Text, nullable=False),
        sa.Column("heading", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("path", sa.JSON, nullable=False),
        sa.UniqueConstraint("version_id", "eid", name="uq_articles_version_id_eid"),
    )
    op.create_table("topics", sa.Column("slug", sa.Text, primary_key=True))
    op.create_table(
        "law_topics",
        sa.Column(
            "law_id", sa.Text, sa.ForeignKey("laws.id", ondelete="CASCADE"), primary_key=True
        ),
        sa.Column("topic", sa.Text, sa.ForeignKey("topics.slug"), primary_key=True),
    )
    op.create_index("ix_law_topics_topic", "law_topics", ["topic"])
    op.create_table(
        "index_tasks",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("law_id", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,  # an id is never given twice
    )


def downgrade() -> None:
    for table in (
        "index_tasks",
        "law_topics",
        "topics",
        "articles",
        "versions",
        "laws",
        "jurisdictions",
    ):
        op.drop_table(table)


def _create_laws() -> None:
    op.create_table(
        "laws",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("country", sa.String(2), sa.ForeignKey("jurisdictions.code"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Text, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("current", sa.Text, nullable=False),
    )
    op.create_index("ix_laws_country", "laws", ["country"])
    op.create_index("ix_laws_year", "laws", ["year"])


def _create_versions() -> None:
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("law_id", sa.Text, sa.ForeignKey("laws.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("day", sa.Date),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("date", sa.Date),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("is_sample", sa.Boolean, nullable=False),
        sa.Column("source_name", sa.Text, nullable=False),
        sa.Column("source_format", sa.Text, nullable=False),
        sa.Column("source_sha256", sa.String(64), nullable=False),
        sa.Column("text_sha256", sa.String(64), nullable=False),
        sa.Column("xml_sha256", sa.String(64), nullable=False),
        sa.Column("xml", sa.LargeBinary, nullable=False),
        sa.Column("article_count", sa.Integer, nullable=False),
        sa.Column("reading_sha256", sa.String(64), nullable=False),
        sa.Column("conservation", sa.Float, nullable=False),
        sa.Column("problems", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("law_id", "name", name="uq_versions_law_id_name"),
    )
    op.create_index("ix_versions_language", "versions", ["language"])
    op.create_index("ix_versions_reading_sha256", "versions", ["reading_sha256"])
