"""The search index in PostgreSQL, in a schema of its own; nothing on SQLite.

``milex.postgres_search`` fills it, where ``MILEX_SEARCH`` says so; a rebuild makes tables
of articles and words of its own, with the number of a new generation.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = """
CREATE SCHEMA search;
CREATE TABLE search.state (analysis text NOT NULL, generation integer NOT NULL);
CREATE TABLE search.words_1 (lexeme text COLLATE "C" PRIMARY KEY, articles integer NOT NULL);
CREATE TABLE search.articles_1 (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    law text NOT NULL, version text NOT NULL, eid text NOT NULL,
    country text NOT NULL, language text NOT NULL, topic text NOT NULL, year text NOT NULL,
    kind text NOT NULL, status text NOT NULL, date text NOT NULL,
    number text NOT NULL, article text NOT NULL, heading text NOT NULL,
    words tsvector NOT NULL, said bytea NOT NULL
);
CREATE INDEX ON search.articles_1 USING gin (words) WITH (fastupdate = off);
CREATE INDEX ON search.articles_1 (law);
ALTER TABLE search.articles_1 ALTER COLUMN said SET STORAGE EXTERNAL;
"""


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    op.execute(TABLES)
    available = sa.text("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
    if connection.execute(available).scalar():
        try:
            with connection.begin_nested():
                connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
        except sa.exc.ProgrammingError:
            return  # this role may not; words are proposed without it


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA search CASCADE")
