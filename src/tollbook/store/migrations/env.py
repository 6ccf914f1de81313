"""Run by Alembic: the revisions are applied on the connection that it was given, within its transaction."""

from alembic import context

from tollbook.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
