"""One run over one archive: what is known already, what was seen, which hosts refuse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy import signals
from scrapy.crawler import Crawler

from crawler.archive import Archive, ArchiveError, Target, now
from crawler.index import Fetch
from crawler.refusal import REDIRECTS
from crawler.sites import Site
from crawler.summary import finish
from crawler.urls import url_key
from crawler.warc import Exchange

REFUSALS_BEFORE_STOP = 3
RESUME_DAYS = 7
"""A run that was interrupted longer ago is not gone on with: its lists are out of date."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One fetch, for whoever shows progress: what came of it, and how many there have been."""

    site: str
    url: str
    role: str
    outcome: str
    done: int


@dataclass(frozen=True, slots=True)
class ColumnProbe:
    """The first page of a column: how many documents it names, and what follows."""

    title: str
    url: str
    entries: int
    next_page: str | None


@dataclass(slots=True)
class Discovery:
    """What was looked at to find a site's columns, and how many were found."""

    pages: list[str] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Session:
    """A run's state.  All that must survive the run is in the archive; the rest is counted here.

    `sweep` makes every site's documents be asked for again; without it a site is swept at its
    first run and every `sweep_every` runs.  With `on_column` the run only looks: it is told each
    column, and asks for no document.  `shared` says that other processes fetch the rest of the sites.
    """

    archive: Archive
    run: str
    sweep: bool = False
    sweep_every: int = 10
    on_progress: Callable[[Progress], None] | None = None
    on_column: Callable[[ColumnProbe], None] | None = None
    failure: ArchiveError | None = None
    stopped: str | None = None
    shared: bool = False
    requests: int = 0
    refusals: Counter[str] = field(default_factory=Counter)
    found: dict[str, Discovery] = field(default_factory=dict)
    cut_short: set[str] = field(default_factory=set)
    _completions: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def record(self, exchange: Exchange, target: Target, outcome: str, note: str | None = None) -> Fetch:
        """Archive an exchange and count it; raises ArchiveError."""
        fetch = self.archive.add(self.run, exchange, target, outcome, note)
        if outcome != "skipped":
            self.requests += 1
            self._count_refusal(fetch)
        if self.on_progress is not None:
            self.on_progress(Progress(fetch.site, fetch.url, fetch.role, fetch.outcome, self.requests))
        return fetch

    def note_left_out(self, url: str, target: Target, why: str) -> None:
        """Note, once a run, what a page shows or links and no request is made for."""
        if self.archive.index.of_run(self.run, url_key(url)) is None:
            self.archive.skip(self.run, url, target, why)

    def note_page(self, url: str, target: Target) -> None:
        """Note that what was asked for as a list is a document: the same bytes, under that role too."""
        fetch = self.archive.index.of_run(self.run, url_key(url))
        if fetch is not None and fetch.role != target.role and fetch.body_in is not None:
            exchange = replace(self.archive.load(fetch), url=fetch.url, retrieved_at=fetch.retrieved_at)
            self.archive.add(self.run, replace(exchange, request_headers=()), target, "ok")

    def _count_refusal(self, fetch: Fetch) -> None:
        host = urlsplit(fetch.url).netloc
        if fetch.outcome == "blocked":
            self.refusals[host] += 1
        elif fetch.outcome in ("ok", "unchanged") and self.refusals[host] < REFUSALS_BEFORE_STOP:
            self.refusals[host] = 0

    def refuses(self, url: str) -> bool:
        """Whether a host has refused several requests in a row, so that it is left alone for this run."""
        return self.refusals[urlsplit(url).netloc] >= REFUSALS_BEFORE_STOP

    def refusing_hosts(self) -> list[str]:
        """The hosts (`name[:port]`) that are left alone."""
        return [host for host, number in self.refusals.items() if number >= REFUSALS_BEFORE_STOP]

    def discovery(self, site: str) -> Discovery:
        """The site's discovery, to be read and added to."""
        return self.found.setdefault(site, Discovery())

    def known(self, site: str, url: str) -> bool:
        """Whether an earlier run has settled what a URL holds, so that it is not asked for.

        In a sweep only what earlier, incomplete tries at the same sweep got is known.
        """
        fetch = self.archive.index.last_crawled(url_key(url))
        if fetch is None or fetch.run >= self.run or self.sweep or not _is_final(fetch):
            return False
        return self.mode(site) == "incremental" or fetch.run > self._last_complete(site)

    def settled(self, site: str, url: str) -> bool:
        """Whether a run that completed the site has seen a URL: what is listed below it was seen too."""
        first = self.archive.index.first_run(url_key(url))
        return first is not None and first <= self._last_complete(site)

    def _last_complete(self, site: str) -> str:
        done = self._done(site)
        return done[-1][0] if done else ""

    def mode(self, site: str) -> str:
        """`sweep` where the site's documents are asked for again, or `incremental`."""
        swept = next((n for n, (_, mode) in enumerate(reversed(self._done(site))) if mode == "sweep"), None)
        due = swept is None or swept + 1 >= self.sweep_every
        return "sweep" if self.sweep or due else "incremental"

    def _done(self, site: str) -> list[tuple[str, str]]:
        """(run, mode) of the earlier runs that completed the site."""
        if site not in self._completions:
            done = self.archive.index.completions(site)
            self._completions[site] = [(run, mode) for run, mode in done if run < self.run]
        return self._completions[site]

    def finished(self, site: str) -> bool:
        """Whether this run has completed the site already (before it was interrupted)."""
        return any(run == self.run for run, _ in self.archive.index.completions(site))

    def unsettled(self, site: str) -> list[Fetch]:
        """Documents and attachments whose last fetch failed in a way that may pass."""
        return self.archive.index.unsettled(site)

    def unlisted(self, site: str) -> list[Fetch]:
        """What a sweep must ask for besides what the lists name: documents that no list names any more.

        Nothing where lists could not be read, for then nobody knows what they name.
        """
        index = self.archive.index
        if self.mode(site) != "sweep" or self.finished(site) or index.failed_lists(self.run, site):
            return []
        left = index.unlisted(self.run, site)
        return [fetch for fetch in left if not self.known(site, fetch.url) and not self.refuses(fetch.url)]


def _is_final(fetch: Fetch) -> bool:
    """Whether asking again soon would give the same: content, a redirect to it, or nothing there."""
    return fetch.outcome in ("ok", "unchanged", "soft_404") or fetch.status in (*REDIRECTS, 404, 410)


_sessions: WeakKeyDictionary[Crawler, Session] = WeakKeyDictionary()


def attach(crawler: Crawler, session: Session) -> None:
    """Make a crawler's parts use a session that the caller opens and closes."""
    _sessions[crawler] = session


def session_of(crawler: Crawler, sites: Sequence[Site] = ()) -> Session:
    """The crawler's session; `scrapy crawl` gets one of its own over the spider's sites, ended with its spider."""
    if crawler not in _sessions:
        settings = crawler.settings
        archive = Archive(Path(settings["ARCHIVE_DIR"]), user_agent=settings["USER_AGENT"])
        names = [crawler.spidercls.name, *(site.id for site in sites)]
        session = start(archive, names, sweep=settings.getbool("SWEEP"))
        attach(crawler, session)
        crawler.signals.connect(_closer(session), signal=signals.spider_closed, weak=False)
    return _sessions[crawler]


def _closer(session: Session) -> Callable[..., None]:
    def close(spider: Any, reason: str) -> None:
        """End the run of a spider that Scrapy's own command runs, as the crawl command does it."""
        if reason != "finished" and session.stopped is None:
            session.stopped = f"interrupted ({reason})"
        if session.failure is None:
            finish(session, [site for site in spider.sites if site.families == (spider.family,)])
        session.archive.close()

    return close


def stop_crawl(crawler: Crawler, reason: str) -> None:
    """Make a crawler send no more requests and close its spider."""
    assert crawler.engine is not None and crawler.spider is not None
    crawler.engine.close_spider(crawler.spider, reason)


def start(archive: Archive, sites: Sequence[str], *, sweep: bool = False, sweep_every: int = 10) -> Session:
    """Begin a run, or go on with the one over the same sites that did not end in the last days."""
    wanted = " ".join(sites)
    left = archive.index.unfinished_run(wanted)
    if left is not None and _age_in_days(left[2]) < RESUME_DAYS:
        return Session(archive, left[0], sweep or left[1] == "sweep", sweep_every)
    if left is not None:
        archive.index.finish_run(left[0], now(), "abandoned")
    run = new_run(archive, "sweep" if sweep else "incremental", wanted)
    return Session(archive, run, sweep, sweep_every)


def new_run(archive: Archive, mode: str, sites: str) -> str:
    """Begin a run; its name is the moment, so that names sort by time."""
    moment = now()
    run = moment.replace("-", "").replace(":", "").replace(".", "")
    archive.index.start_run(run, moment, mode, sites)
    return run


def _age_in_days(moment: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() / 86400
