"""`haiguan crawl`: pages and attachments into an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from haiguan.crawling import crawl_exit_code, crawl_into, crawl_options, report_crawl
from haiguan.terminal import plain_errors


@click.command("crawl")
@crawl_options
@click.option(
    "-a",
    "--archive",
    default="archive",
    show_default=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the archive.",
)
def command(sites: tuple[str, ...], archive: Path, **options: Any) -> None:
    """Fetch pages and attachments into an archive, as they come.

    SITE is the name of an office, its code, the file of a site, or a URL. Requests are slow on
    purpose and keep to robots.txt. A run that was interrupted goes on where it stopped when the
    same command is given again. What happens is written to crawl.log in the archive.

    \b
    Examples:
      haiguan crawl 广州海关
      haiguan crawl 8000 5100 --archive data/archive --ceiling 500
      haiguan crawl my-site.yaml --window 22:00-06:00
    """
    from crawler.archive import ArchiveError
    from crawler.sites import SiteError

    with plain_errors(ArchiveError, SiteError, OSError):
        summary = crawl_into(archive, archive / "crawl.log", sites, **options)
    report_crawl(summary)
    raise SystemExit(crawl_exit_code(summary))
