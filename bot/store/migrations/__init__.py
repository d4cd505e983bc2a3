"""What changed in the tables from version to version, for Alembic."""
