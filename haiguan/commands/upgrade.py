"""`haiguan upgrade`: a database that an older haiguan wrote, brought up to date."""

from __future__ import annotations

import click

from haiguan.terminal import plain_errors


@click.command("upgrade")
@click.argument("database", metavar="DB", default="haiguan.sqlite", envvar="HAIGUAN_DATABASE")
def command(database: str) -> None:
    """Bring a database to the schema of this haiguan, its data kept.

    Commands that write do so by themselves; this is for a database that is only read. It happens
    in one transaction: a kill in between leaves the database as it was.

    \b
    Example:
      haiguan upgrade haiguan.sqlite
    """
    from output import tables
    from output.connect import connect, explained
    from output.store import StoreError
    from output.versions import upgrade

    with plain_errors(StoreError), explained(database):
        engine = connect(database, mode="rw")
        before = upgrade(engine, database)
        engine.dispose()
    click.echo(f"{database}: schema version {before}, now {tables.VERSION}")
