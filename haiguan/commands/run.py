"""`haiguan run`: crawl, extract and write, as cron does it."""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from haiguan.crawling import crawl_exit_code, crawl_into, crawl_options, report_crawl
from haiguan.options import reading_options
from haiguan.terminal import plain_errors, say, tracked
from output import jsonl


@click.command("run")
@crawl_options
@click.option(
    "-f",
    "--folder",
    default="haiguan-data",
    show_default=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of archive, database and log.",
)
@click.option(
    "-d",
    "--database",
    metavar="DB",
    help="Bring the records into this SQLite file or database URL, instead of DIR/haiguan.sqlite.",
)
@reading_options
def command(
    sites: tuple[str, ...],
    folder: Path,
    database: str | None,
    jobs: int,
    timeout: float,
    memory: int,
    **options: Any,
) -> None:
    """Crawl, extract, bring the records into a database, and export it.

    The folder gets archive/, haiguan.sqlite, failures.jsonl, haiguan.log and export/, where each run
    has a folder and `latest` is the newest; its changes.jsonl says what is new, changed (with old and
    new values) or gone. The same again changes nothing where the sites have not changed. Two runs on
    one folder cannot be at work at once.

    \b
    Example, for cron:
      haiguan run 广州海关 8000 --folder /data/haiguan
      haiguan run 8000 --folder /data/haiguan --database postgresql:///haiguan
    """
    from crawler.archive import ArchiveError
    from crawler.sites import SiteError
    from extract.limits import Limits
    from haiguan import reading
    from haiguan.delivery import deliver, report
    from output.publish import PublishError
    from output.store import StoreError

    with plain_errors(ArchiveError, SiteError, StoreError, PublishError, OSError), locked(folder):
        summary = crawl_into(folder / "archive", folder / "haiguan.log", sites, **options)
        report_crawl(summary)
        limits = Limits(seconds=timeout, memory_mb=memory)
        outcomes = reading.read_all(reading.captures([folder / "archive"]), jobs, limits)
        where = database or str(folder / "haiguan.sqlite")
        delivered = deliver(tracked(outcomes, None, "extracting"), None, where)
        report(delivered, folder / "failures.jsonl", quiet=False)
        _export(where, folder)
    raise SystemExit(
        max(crawl_exit_code(summary), delivered.exit_code) if delivered.records else delivered.exit_code
    )


def _export(database: str, folder: Path) -> None:
    """Export the database as CSV, and say what has changed since the run before."""
    from crawler.status import gone_documents
    from output.changes import CHANGES, KINDS
    from output.runs import Wanted, export_run
    from output.store import read_store

    with read_store(database) as store:
        paths = export_run(store, folder / "export", Wanted(gone=gone_documents(folder / "archive")))
    changes = next(path for path in paths if path.name == CHANGES)
    kinds = Counter(change["change"] for change in jsonl.read(changes))
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind])
    say(f"changes: {told} ({changes})" if told else "changes: nothing new")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for this process alone; raises ClickException where another one has it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "run.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise click.ClickException(
                f"{folder}: another run is at work there; wait for it to end"
            ) from error
        yield
