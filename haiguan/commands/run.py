"""`haiguan run`: crawl, extract and write, as cron does it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from haiguan.crawling import crawl_exit_code, crawl_into, crawl_options, report_crawl
from haiguan.terminal import plain_errors, tracked


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
@click.option(
    "-j",
    "--jobs",
    default=os.cpu_count() or 1,
    show_default="one a processor",
    type=click.IntRange(1),
    help="Documents at a time.",
)
def command(sites: tuple[str, ...], folder: Path, database: str | None, jobs: int, **options: Any) -> None:
    """Crawl, extract, and bring the records into a database.

    The folder gets archive/, haiguan.sqlite, failures.jsonl and haiguan.log. The same again changes
    nothing where the sites have not changed. Two runs on one folder cannot be at work at once.

    \b
    Example, for cron:
      haiguan run 广州海关 8000 --folder /data/haiguan
      haiguan run 8000 --folder /data/haiguan --database postgresql:///haiguan
    """
    from crawler.archive import ArchiveError
    from crawler.sites import SiteError
    from extract.limits import DEFAULT_LIMITS
    from haiguan import reading
    from haiguan.delivery import deliver, report
    from output.store import StoreError

    with plain_errors(ArchiveError, SiteError, StoreError, OSError), locked(folder):
        summary = crawl_into(folder / "archive", folder / "haiguan.log", sites, **options)
        report_crawl(summary)
        outcomes = reading.read_all(reading.captures([folder / "archive"]), jobs, DEFAULT_LIMITS)
        delivered = deliver(tracked(outcomes, None, "extracting"), None, database or str(folder / "haiguan.sqlite"))
        report(delivered, folder / "failures.jsonl", quiet=False)
    raise SystemExit(
        max(crawl_exit_code(summary), delivered.exit_code) if delivered.records else delivered.exit_code
    )


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
