"""Bringing a database that an older haiguan wrote up to date, its data kept.

The steps are alembic revisions in versions/, one a version of the schema, run in one transaction; the
database's own `schema_version` says which it has.  What is derived (search texts, views, comments) is
not migrated but made anew.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from output import tables

VERSIONS = Path(__file__).with_name("versions")


def migrate(connection: Connection, version: int) -> None:
    """Run the steps from a version to this haiguan's."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(VERSIONS.parent), version_locations=[str(VERSIONS)])
    steps = list(scripts.iterate_revisions(str(tables.VERSION), str(version)))
    with Operations.context(MigrationContext.configure(connection)):
        for step in reversed(steps):
            step.module.upgrade()
