"""`haiguan export`: a database as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from haiguan.terminal import plain_errors

if TYPE_CHECKING:
    from output.runs import MoreFrames
    from output.store import Store

_FORMATS = ("csv", "jsonl", "xlsx", "parquet", "package")


@click.command("export")
@click.argument("database", metavar="DB", default="haiguan.sqlite", envvar="HAIGUAN_DATABASE")
@click.option(
    "-f",
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    default=("csv",),
    show_default=True,
    help="One CSV file a table, one JSON object a document, an Excel workbook, Parquet, or CSV as a"
    " Frictionless data package. May be given more than once.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the runs.",
)
@click.option("--bom", is_flag=True, help="Begin CSV files with a byte order mark, so that Excel reads them as UTF-8.")
@click.option("--licence", default="notspecified", metavar="NAME", help="The data package's licence, CC-BY-4.0 say.")
@click.option("--panel", is_flag=True, help="Add the panel: a row per agency and year; its long form; coverage.")
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The crawl's archive: so changes.jsonl says which pages are gone, and coverage (with --panel) which"
    " agencies refused.",
)
def command(
    database: str,
    formats: tuple[str, ...],
    folder: Path,
    bom: bool,
    licence: str,
    panel: bool,
    archive: Path | None,
) -> None:
    """Write a database's content as files.

    Each run is a folder of its own in DIR; the link DIR/latest moves to it when all is written.
    changes.jsonl says what is new, changed (with old and new values) or gone since the run before. docs/fields.md says what is
    in each table. In CSV, text that a spreadsheet would take for a formula gets a ' before it.

    The panel has for each metric the value that counts, its quality (proved, read, inferred,
    conflicting), what the table says and what the narrative says; docs/panel.md says by which rule.

    \b
    Examples:
      haiguan export haiguan.sqlite --output out/
      haiguan export --format xlsx --format parquet --output out/
      haiguan export --format package --licence CC-BY-4.0 --output out/
      haiguan export --panel --archive data/archive --output out/
    """
    from crawler.archive import ArchiveError
    from crawler.status import gone_documents
    from output.export import BOM
    from output.publish import PublishError
    from output.runs import Wanted, export_run
    from output.store import StoreError, read_store

    with plain_errors(StoreError, PublishError, ArchiveError, OSError), read_store(database) as store:
        more = _panel(store, archive) if panel else ()
        gone = gone_documents(archive) if archive else frozenset()
        wanted = Wanted(formats, BOM if bom else b"", licence, more, gone)
        try:
            paths = export_run(store, folder, wanted)
        except ModuleNotFoundError as error:
            raise click.ClickException(f"{error}: this format needs `pip install haiguan[tables]`") from error
        for path in paths:
            click.echo(path)


def _panel(store: Store, archive: Path | None) -> tuple[MoreFrames, ...]:
    """The frames of the panel and of coverage; raises ArchiveError."""
    from functools import partial

    from haiguan.house.refused import refused_reports
    from haiguan.refusals import refused_agencies
    from output.connect import reading
    from output.coverage import coverage_frames
    from output.panel import panel_frames

    if archive is None:
        return panel_frames, coverage_frames
    with reading(store.engine) as connection:
        refused = refused_agencies(archive) | refused_reports(connection, archive)
    return panel_frames, partial(coverage_frames, refused=refused)
