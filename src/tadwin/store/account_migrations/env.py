"""Alembic's entry: migrates over the connection, and in the transaction, that `migrate.upgrade` hands in."""

from alembic import context

from tadwin.store.account_schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()
