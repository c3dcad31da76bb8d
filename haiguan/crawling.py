"""A crawl as a command runs it: its options, its progress, what it says at the end."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from haiguan import exits
from haiguan.terminal import printable, say

if TYPE_CHECKING:
    from crawler.session import Progress
    from crawler.summary import CrawlSummary, SiteSummary

Command = TypeVar("Command", bound=Callable[..., Any])

_EXITS = {"error": exits.ATTENTION, "warning": exits.INCOMPLETE}
"""What a finding's level comes to."""

_OPTIONS = (
    click.argument("sites", metavar="SITE...", nargs=-1, required=True),
    click.option(
        "--contact", default="", metavar="TEXT", help="Address or URL for the webmaster, sent with requests."
    ),
    click.option(
        "--delay",
        type=click.FloatRange(0),
        metavar="SECONDS",
        help="Pause between requests to a host, instead of the site's own.",
    ),
    click.option(
        "--ceiling", type=click.IntRange(0), default=0, metavar="N", help="Most requests of this run."
    ),
    click.option("--window", default="", metavar="HH:MM-HH:MM", help="Hours in which to make requests."),
    click.option(
        "--browser", is_flag=True, help="Open pages in the system's Chromium, as a visitor would."
    ),
    click.option(
        "--frontier",
        default="",
        metavar="redis://HOST/DB#NAME",
        help="Share this crawl's requests with all processes that give the same, each with an archive of its own."
        " The name must be new for each crawl.",
    ),
    click.option("--sweep", is_flag=True, help="Ask again for every document, not only for new ones."),
    click.option(
        "--sweep-every",
        type=click.IntRange(1),
        default=10,
        show_default=True,
        metavar="N",
        help="Do so by itself at every Nth run of a site.",
    ),
)


def crawl_options(command: Command) -> Command:
    """The argument and options that every command that crawls has."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def crawl_into(archive: Path, log: Path, sites: Sequence[str], **options: Any) -> CrawlSummary:
    """Crawl into an archive, the log going to a file; raises SiteError, ArchiveError."""
    from crawler.run import CrawlOptions, crawl

    log.parent.mkdir(parents=True, exist_ok=True)
    logging.basicConfig(
        filename=log, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    with _own_signals(), _shown() as show:
        return crawl(sites, archive, CrawlOptions(**options), show)


@contextmanager
def _own_signals() -> Iterator[None]:
    """Scrapy keeps Ctrl-C to itself once it has run; give it back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _shown() -> Iterator[Callable[[Progress], None] | None]:
    """A line that counts the requests, where a person watches."""
    from haiguan.terminal import stderr

    console = stderr()
    if not console.is_terminal:
        yield None
        return
    with console.status("crawling") as status:
        yield lambda p: status.update(f"crawling: {p.done} requests, last {p.outcome} {printable(p.url)}")


def report_crawl(summary: CrawlSummary) -> None:
    """Say on standard error, and in the log, what a crawl did, site by site, and what its monitors found."""
    for site in summary.sites:
        say(_site_line(site))
    for finding in summary.findings:
        say(f"{finding.level}: {finding.message}")


def _site_line(site: SiteSummary) -> str:
    unchanged = sum(n for (role, what), n in site.counts.items() if what == "unchanged" and role != "list")
    failed = sum(n for (_, what), n in site.counts.items() if what in ("error", "soft_404"))
    return (
        f"{site.name}: {site.new} new, {site.replaced} replaced, {unchanged} unchanged, {site.blocked} refused,"
        f" {failed} failed; the archive holds {site.documents}"
    )


def crawl_exit_code(summary: CrawlSummary) -> int:
    """For cron, by the gravest of the monitors' findings: see `exits` and docs/how-to/cron.md."""
    if not any(site.documents for site in summary.sites):
        return exits.FAILED
    return max((_EXITS.get(finding.level, exits.OK) for finding in summary.findings), default=exits.OK)
