"""Comparisons that are kept, and a quick way from XML to the versions that have it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comparisons",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("xml_sha256", sa.String(64), nullable=False),
        sa.Column("checklist", sa.Text, nullable=False),
        sa.Column("checklist_sha256", sa.String(64), nullable=False),
        sa.Column("program_sha256", sa.String(64), nullable=False),
        sa.Column("outlines", sa.LargeBinary, nullable=False),
        sa.Column("findings", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("xml_sha256", "checklist", name="uq_comparisons_xml_sha256_checklist"),
    )
    op.create_index("ix_versions_xml_sha256", "versions", ["xml_sha256"])


def downgrade() -> None:
    op.drop_index("ix_versions_xml_sha256", "versions")
    op.drop_table("comparisons")
