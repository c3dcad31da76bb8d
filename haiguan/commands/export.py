"""`haiguan export`: a database as files."""

from __future__ import annotations

from pathlib import Path

import click

from haiguan.terminal import plain_errors


@click.command("export")
@click.argument("database", metavar="DB", default="haiguan.sqlite", envvar="HAIGUAN_DATABASE")
@click.option(
    "-f",
    "--format",
    "kind",
    type=click.Choice(["jsonl", "csv"]),
    default="csv",
    show_default=True,
    help="One JSON object a document, or one CSV file a table.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to.",
)
def command(database: str, kind: str, folder: Path) -> None:
    """Write a database's content as files.

    docs/fields.md says what is in each table. In CSV, text that a spreadsheet would take for a
    formula gets a ' before it.

    \b
    Examples:
      haiguan export haiguan.sqlite --format csv --output tables/
      haiguan export haiguan.sqlite --format jsonl --output out/
    """
    from output import export
    from output.store import StoreError, read_store

    formats = {"jsonl": export.export_jsonl, "csv": export.export_csv}
    with plain_errors(StoreError, OSError), read_store(database) as store:
        for path in formats[kind](store, folder):
            click.echo(path)
