"""What a run did, site by site; and its end: what is complete is noted, the monitors look, run.json is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.archive import now
from crawler.monitors import Finding, review, write_run
from crawler.sites import Site

if TYPE_CHECKING:
    from crawler.session import Session


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """What a run did at a site.

    `counts` maps (role, outcome) to URLs.  `documents` is what the archive now holds of it in all;
    `new` of them came with this run, `replaced` have other bytes than before.
    `looked_at` are the pages on which columns were sought, `columns` the ones found.
    `complete` is False where lists could not all be read, or the host refused; `cut_short` says that
    the site's own limit of requests was reached; `shared` that other processes fetched the rest of it.
    """

    site: str
    name: str
    mode: str
    counts: Mapping[tuple[str, str], int]
    documents: int
    new: int
    replaced: int
    floor: int
    looked_at: tuple[str, ...]
    columns: tuple[str, ...]
    complete: bool
    cut_short: bool = False
    shared: bool = False

    @property
    def blocked(self) -> int:
        """URLs that were refused."""
        return sum(n for (_, outcome), n in self.counts.items() if outcome == "blocked")


@dataclass(frozen=True, slots=True)
class CrawlSummary:
    """What a run did.  `stopped` says why it ended early, None where it did not; `findings` are what the
    monitors say (the same is in the archive's `runs/RUN/run.json`).
    """

    run: str
    archive: Path
    sites: tuple[SiteSummary, ...]
    requests: int
    stopped: str | None
    findings: tuple[Finding, ...] = ()


def finish(session: Session, sites: Sequence[Site]) -> CrawlSummary:
    """End a run: note what is complete, let the monitors look, write run.json."""
    index = session.archive.index
    seen = tuple(_site_summary(session, site) for site in sites)
    if session.stopped is None:
        for site in seen:
            if site.complete:
                index.complete_site(session.run, site.site, site.mode, now())
        index.finish_run(session.run, now(), "complete")
    summary = CrawlSummary(session.run, session.archive.folder, seen, session.requests, session.stopped)
    summary = replace(summary, findings=review(summary, index))
    write_run(summary)
    return summary


def _site_summary(session: Session, site: Site) -> SiteSummary:
    index = session.archive.index
    discovery = session.discovery(site.id)
    whole = (
        session.stopped is None
        and not session.shared
        and site.id not in session.cut_short
        and bool(discovery.columns)
        and not any(site.has_host(f"http://{host}/") for host in session.refusing_hosts())
        and not index.failed_lists(session.run, site.id)
    )
    new, replaced = index.arrivals(session.run, site.id)
    return SiteSummary(
        site=site.id, name=site.name, mode=session.mode(site.id), counts=index.counts(session.run, site.id),
        documents=index.documents(site.id), new=new, replaced=replaced, floor=site.floor, looked_at=tuple(discovery.pages),
        columns=tuple(discovery.columns.values()), complete=whole or session.finished(site.id),
        cut_short=site.id in session.cut_short, shared=session.shared,
    )  # fmt: skip
