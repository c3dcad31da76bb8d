"""Crawl sites into an archive: what the command calls.  One crawl a process (a reactor starts once)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import session as sessions
from crawler.archive import Archive
from crawler.browser import browser_settings
from crawler.session import ColumnProbe, Progress, Session
from crawler.sites import FAMILIES, Site, find_site, site_of_url
from crawler.summary import CrawlSummary, finish

logger = logging.getLogger(__name__)

USER_AGENT = "haiguan/0.1 (archives public government disclosure pages{contact})"


class FrontierError(OSError):
    """The shared frontier cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How to crawl.

    `contact` (an address or a URL) goes into the user agent.  `delay` in seconds overrides the
    sites' own.  `ceiling` is the most requests of a run, 0 for none.  `window` such as
    `22:00-06:00`.  `sweep` asks for every known document again.  `browser` opens pages in the
    system's Chromium.  `frontier` (`redis://HOST/DB#NAME`) shares the crawl's requests with every process
    that is given the same.  With `probe` no document is asked for, and each column that is found is told.
    `settings` are Scrapy's.
    """

    contact: str = ""
    delay: float | None = None
    ceiling: int = 0
    window: str = ""
    sweep: bool = False
    sweep_every: int = 10
    browser: bool = False
    frontier: str = ""
    log_file: Path | None = None
    probe: Callable[[ColumnProbe], None] | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


def crawl(
    sites_or_urls: Sequence[str | Site],
    archive_dir: Path,
    options: CrawlOptions | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> CrawlSummary:
    """Crawl sites (ids, names, 关区代码, YAML files, or Site objects) and URLs into an archive.

    A run over the same sites that was interrupted is gone on with.  Raises SiteError for an
    unknown site, ArchiveError where the archive cannot be written or another run holds it,
    BrowserError where a browser is wished for and there is none, FrontierError likewise.
    """
    options = options or CrawlOptions()
    sites = [resolve(name) for name in sites_or_urls]
    agent = user_agent(options.contact)
    archive = Archive(archive_dir, user_agent=agent)
    try:
        session = sessions.start(
            archive, [site.id for site in sites], sweep=options.sweep, sweep_every=options.sweep_every
        )
        session.on_progress, session.on_column = on_progress, options.probe
        session.shared = bool(options.frontier)
        _run(session, sites, _settings(sites, archive_dir, agent, options))
        if session.failure is not None:
            raise session.failure
        return finish(session, sites)
    finally:
        archive.close()


def user_agent(contact: str) -> str:
    """Who we say that we are, with an address or URL to write to, where there is one."""
    return USER_AGENT.format(contact=f"; contact: {contact}" if contact else "")


def resolve(name: str | Site) -> Site:
    """The site that a name, a code, a file or a URL stands for; raises SiteError."""
    if isinstance(name, Site):
        return name
    return site_of_url(name) if "://" in name else find_site(name)


def _settings(sites: Sequence[Site], archive_dir: Path, agent: str, options: CrawlOptions) -> Settings:
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    delay = max(site.limits.delay for site in sites) if options.delay is None else options.delay
    hosts = {host for site in sites for host in site.hosts}
    ours = {
        "ARCHIVE_DIR": str(archive_dir),
        "USER_AGENT": agent,
        "CONCURRENT_REQUESTS": max(2, len(hosts)),  # more would only queue, out of reach of a stop
        "DOWNLOAD_DELAY": delay,
        "AUTOTHROTTLE_START_DELAY": delay,
        "REQUESTS_CEILING": options.ceiling,
        "CRAWL_WINDOW": options.window,
        "LOG_FILE": str(options.log_file) if options.log_file else None,
        "LOG_ENABLED": options.log_file is not None,
    }
    settings.setdict(ours | dict(options.settings), priority="cmdline")
    if options.browser:
        _use_browser(settings)
    if options.frontier:
        settings.setdict(shared_settings(options.frontier), priority="cmdline")
    return settings


def shared_settings(frontier: str) -> dict[str, Any]:
    """Scrapy's settings for a frontier `redis://HOST/DB#NAME`; raises FrontierError."""
    url, _, name = frontier.partition("#")
    if not url.startswith(("redis://", "rediss://", "unix://")) or not name:
        raise FrontierError(f"{frontier}: expected redis://HOST/DB#NAME, the name new for each crawl")
    try:
        shared = import_module("crawler.shared")
    except ModuleNotFoundError as error:
        raise FrontierError(f"{error}: a shared frontier needs `pip install 'haiguan[redis]'`") from error
    made: dict[str, Any] = shared.frontier_settings(url, name)
    return made


def _use_browser(settings: Settings) -> None:
    for name, value in browser_settings().items():
        if isinstance(value, dict):
            settings.set(name, {**settings.getdict(name), **value}, priority="cmdline")
        else:
            settings.set(name, value, priority="cmdline")


def _run(session: Session, sites: Sequence[Site], settings: Settings) -> None:
    process = AsyncCrawlerProcess(settings)
    asyncio.get_event_loop_policy().get_event_loop().create_task(_families(process, session, sites))
    process.start(stop_after_crawl=False)


async def _families(process: AsyncCrawlerProcess, session: Session, sites: Sequence[Site]) -> None:
    """One crawler after the other, a family each, so that a host never has two at once."""
    from twisted.internet import reactor as installed  # importing it earlier would choose another one

    reactor: Any = installed
    try:
        for family in FAMILIES:
            mine = tuple(site for site in sites if family in site.families)
            if not mine or session.stopped or session.failure:
                continue
            crawler = process.create_crawler(family)
            sessions.attach(crawler, session)
            await process.crawl(crawler, sites=mine)
            reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
            if reason != "finished" and session.stopped is None:
                session.stopped = f"interrupted ({reason}); the next start of this command goes on from here"
    finally:
        if reactor.running:
            reactor.stop()
