"""`haiguan extract`: files in, records out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from haiguan.options import reading_options
from haiguan.terminal import plain_errors, tracked


@click.command("extract")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write JSON Lines here, - for standard output (the default without --database).",
)
@click.option(
    "-d", "--database", metavar="DB", help="Bring the records into this SQLite file or database URL."
)
@click.option(
    "--failures",
    "failures_file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write what failed as JSON Lines.",
)
@reading_options
@click.option(
    "--model", metavar="NAME", help="Let a spaCy model for Chinese of your own add entities: its name, or its folder."
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something failed.")
def command(
    files: tuple[Path, ...],
    output: str | None,
    database: str | None,
    failures_file: Path | None,
    jobs: int,
    timeout: float,
    memory: int,
    model: str | None,
    quiet: bool,
) -> None:
    """Read documents and give their records.

    FILE is a document, a folder (all that is in it), or an archive that a crawl wrote.
    A record is one JSON object a line; docs/fields.md says what is in it.
    What cannot be read is listed, and the rest goes on.

    \b
    Examples:
      haiguan extract report.html
      haiguan extract reports/*.txt --output records.jsonl
      haiguan extract data/archive --database haiguan.sqlite --failures failed.jsonl
    """
    from crawler.archive import ArchiveError
    from extract.limits import Limits
    from haiguan import reading
    from haiguan.delivery import STANDARD_OUTPUT, deliver, report
    from output.store import StoreError

    if model is not None:
        from extract.narrative.models import ModelError, load_model

        with plain_errors(ModelError):
            load_model(model)
    found, archives = reading.files(files)
    if output is None and database is None:
        output = STANDARD_OUTPUT
    with plain_errors(StoreError, ArchiveError, OSError):
        items: Iterator[reading.Input] = chain(found, reading.captures(archives))
        outcomes = reading.read_all(items, jobs, Limits(seconds=timeout, memory_mb=memory), model)
        total = None if archives else len(found)
        delivered = deliver(tracked(outcomes, total, "extracting"), output, database)
        report(delivered, failures_file, quiet=quiet)
    if not delivered.records and not delivered.failures:
        raise click.ClickException(
            "there is nothing to read: the folders and archives named hold no document"
        )
    raise SystemExit(delivered.exit_code)
