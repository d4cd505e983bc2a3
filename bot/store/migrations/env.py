"""Alembic's way in: runs the changes on the connection that :mod:`bot.store.migrate` hands over."""

from alembic import context

from bot.store.base import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
