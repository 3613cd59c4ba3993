"""What a law calls each of its articles; ``milex index --rebuild`` fills it in from the XML."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("name", sa.Text, nullable=False, server_default=""))
    op.add_column("versions", sa.Column("article_word", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("versions", "article_word")
    op.drop_column("articles", "name")
