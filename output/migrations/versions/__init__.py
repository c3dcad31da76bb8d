"""The steps, an alembic revision each: `revision` is the schema version that the step leads to."""
