"""Alembic's environment: it runs on the connection that ``milex.schema`` hands over."""

from alembic import context
from sqlmodel import SQLModel

import milex.models  # noqa: F401  (the tables register themselves on import)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
