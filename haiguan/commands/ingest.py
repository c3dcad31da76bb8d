"""`haiguan ingest`: pages that others, or you, have already, into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from haiguan import exits
from haiguan.terminal import plain_errors, printable

if TYPE_CHECKING:
    from crawler.ingest.fetch import Client
    from crawler.ingest.store import IngestSummary

_archive = click.option(
    "-a",
    "--archive",
    default="archive",
    show_default=True,
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the archive.",
)
_contact = click.option("--contact", default="", metavar="TEXT", help="Address or URL, sent with requests.")
_delay = click.option(
    "--delay", default=2.0, show_default=True, type=click.FloatRange(0), help="Seconds between requests."
)


@click.group("ingest")
def command() -> None:
    """Bring pages into the archive through another door than a crawl.

    What is there already, from the same time and with the same bytes, is not stored twice: an
    ingest that was interrupted is simply started again.

    \b
    Examples:
      haiguan ingest files saved-pages/ old-crawl.warc.gz
      haiguan ingest urls urls.txt
      haiguan ingest wayback 广州海关 --first 20150101
      haiguan ingest commoncrawl 广州海关 --crawl CC-MAIN-2024-10
    """


@command.command("files")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@_archive
def files(paths: tuple[Path, ...], archive: Path) -> None:
    """Files and folders: saved pages (HTML, MHTML), PDF, Word, Excel, WARC and WACZ.

    Where a page came from is read from a manifest.csv in the folder (columns file and url, and if
    wished retrieved_at, title, media_type, charset), or from the page itself, where a browser wrote it.

    \b
    Example:
      haiguan ingest files saved-pages/ old-crawl.warc.gz
    """
    from crawler.archive import ArchiveError
    from crawler.ingest.doors import ingest_files

    with plain_errors(ArchiveError, OSError):
        _report(ingest_files(paths, archive))


@command.command("urls")
@click.argument("listing", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_archive
@_contact
@click.option(
    "--delay", type=click.FloatRange(0), metavar="SECONDS", help="Pause between requests to a host."
)
def urls(listing: Path, archive: Path, contact: str, delay: float | None) -> None:
    """Exactly the documents whose URLs FILE names, one a line, and their attachments."""
    from crawler.archive import ArchiveError
    from crawler.run import CrawlOptions, crawl
    from crawler.sites import SiteError, read_url_list, sites_of_documents
    from haiguan.crawling import crawl_exit_code, report_crawl

    with plain_errors(ArchiveError, SiteError, OSError):
        sites = sites_of_documents(read_url_list(listing))
        if not sites:
            raise click.ClickException(f"{listing}: expected URLs, one a line, found none")
        summary = crawl(sites, archive, CrawlOptions(contact=contact, delay=delay))
    report_crawl(summary)
    raise SystemExit(crawl_exit_code(summary))


@command.command("wayback")
@click.argument("sites", nargs=-1, required=True, metavar="SITE...")
@click.option("--first", default="", metavar="YYYYMMDD", help="From this day on.")
@click.option("--last", default="", metavar="YYYYMMDD", help="Up to this day.")
@click.option("--base", metavar="URL", help="Another archive of the same kind, instead of the Internet Archive.")
@_archive
@_contact
@_delay
def wayback_command(
    sites: tuple[str, ...], first: str, last: str, base: str | None, archive: Path, contact: str, delay: float
) -> None:
    """What the Internet Archive holds of SITE: an office, or a URL prefix such as host/path/."""
    from crawler.archive import ArchiveError
    from crawler.ingest import wayback
    from crawler.ingest.doors import ingest_wayback
    from crawler.sites import SiteError

    with plain_errors(ArchiveError, SiteError, OSError):
        query = wayback.Query(_prefixes(sites), first, last)
        _report(ingest_wayback(query, archive, _client(contact, delay), base or wayback.BASE))


@command.command("commoncrawl")
@click.argument("sites", nargs=-1, required=True, metavar="SITE...")
@click.option(
    "--crawl", "crawls", multiple=True, required=True, metavar="CC-MAIN-YYYY-WW", help="Which crawl."
)
@click.option("--index", metavar="URL", help="Another index, instead of Common Crawl's.")
@click.option("--data", metavar="URL", help="Where the files lie that it names.")
@_archive
@_contact
@_delay
def commoncrawl_command(
    sites: tuple[str, ...],
    crawls: tuple[str, ...],
    index: str | None,
    data: str | None,
    archive: Path,
    contact: str,
    delay: float,
) -> None:
    """What Common Crawl holds of SITE: an office, or a URL prefix such as host/path/."""
    from crawler.archive import ArchiveError
    from crawler.ingest import commoncrawl
    from crawler.ingest.doors import ingest_commoncrawl
    from crawler.sites import SiteError

    with plain_errors(ArchiveError, SiteError, OSError):
        query = commoncrawl.Query(_prefixes(sites), crawls)
        places = (index or commoncrawl.INDEX, data or commoncrawl.DATA)
        _report(ingest_commoncrawl(query, archive, _client(contact, delay), *places))


def _prefixes(names: Sequence[str]) -> list[str]:
    from crawler.sites import find_site, prefixes

    found: list[str] = []
    for name in names:
        found += [name] if "." in name else prefixes(find_site(name))
    return found


def _client(contact: str, delay: float) -> Client:
    from crawler.ingest.fetch import Client
    from crawler.run import user_agent

    return Client(user_agent(contact), delay=delay)


def _report(summary: IngestSummary) -> None:
    """Say what came in, and exit as cron expects."""
    click.echo(
        f"{summary.new} new, {summary.known} known, {summary.refused} refused or broken,"
        f" {summary.left_out} left out, {len(summary.failures)} failed",
        err=True,
    )
    for failure in summary.failures:
        click.echo(printable(f"  {failure.what}: {failure.reason}"), err=True)
    if summary.failures:
        raise SystemExit(exits.INCOMPLETE if summary.new + summary.known else exits.FAILED)
