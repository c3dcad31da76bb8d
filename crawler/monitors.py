"""What a run should be looked at for: refusals, sites that shrank, attachments that failed, new kinds of file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.index import Index

if TYPE_CHECKING:
    from crawler.summary import CrawlSummary, SiteSummary

FAILED_SHARE = 0.1
"""Share of a site's documents, and of its attachments, that may fail before it is worth a word."""

_FAILURES = ("error", "soft_404")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at.  `level`: `error` where something is missing, `warning`, or `info`."""

    level: str
    site: str | None
    monitor: str
    message: str


def review(summary: CrawlSummary, index: Index) -> tuple[Finding, ...]:
    """All monitors over a run, the gravest first."""
    found = [finding for site in summary.sites for finding in _of_site(site, summary.run, index)]
    if summary.stopped:
        found.append(Finding("warning", None, "stopped", summary.stopped))
    elif not any(site.new or site.replaced for site in summary.sites):
        found.append(Finding("info", None, "nothing_new", "nothing new"))
    order = ("error", "warning", "info")
    return tuple(sorted(found, key=lambda finding: order.index(finding.level)))


def _of_site(site: SiteSummary, run: str, index: Index) -> Iterator[Finding]:
    yield from _discovery(site)
    yield from _refusals(site)
    yield from _gaps(site, run, index)
    yield from _floor(site)
    yield from _failures(site, "page", "documents")
    yield from _failures(site, "attachment", "attachments")
    yield from _failures(site, "picture", "pictures")
    yield from _new_types(site, run, index)


def _discovery(site: SiteSummary) -> Iterator[Finding]:
    if not site.columns and not site.blocked and not site.shared:
        looked = ", ".join(site.looked_at) or "no page"
        yield Finding("error", site.site, "discovery",
                      f"{site.name}: no column was found by name; looked at {looked}")  # fmt: skip


def _refusals(site: SiteSummary) -> Iterator[Finding]:
    asked = sum(n for (_, outcome), n in site.counts.items() if outcome != "skipped")
    if site.blocked:
        yield Finding(
            "warning", site.site, "refusals",
            f"{site.name}: {site.blocked} of {asked} requests were refused (a challenge to a browser, or a"
            " status such as 412). Wait and try again, ask the office for access, crawl with a real browser"
            " (--browser), or bring pages saved from one (haiguan ingest)")  # fmt: skip


def _floor(site: SiteSummary) -> Iterator[Finding]:
    if site.complete and site.documents < site.floor:
        yield Finding("error", site.site, "floor",
                      f"{site.name}: expected at least {site.floor} documents, the archive holds"
                      f" {site.documents}; has the site changed?")  # fmt: skip


def _gaps(site: SiteSummary, run: str, index: Index) -> Iterator[Finding]:
    failed = len(index.failed_lists(run, site.site))
    if failed:
        yield Finding("warning", site.site, "lists",
                      f"{site.name}: {failed} list pages could not be read, so that documents may be missing;"
                      " the next run reads them again")  # fmt: skip
    for note, number in index.lists_left_out(run, site.site).items():
        yield Finding("warning", site.site, "lists",
                      f"{site.name}: {number} list pages were not asked for: {note}")  # fmt: skip
    if site.cut_short:
        yield Finding("warning", site.site, "limit",
                      f"{site.name}: the limit of requests in the site's file is reached; the next run goes on")  # fmt: skip


def _failures(site: SiteSummary, role: str, name: str) -> Iterator[Finding]:
    tried = {outcome: n for (kind, outcome), n in site.counts.items() if kind == role}
    failed = sum(tried.get(outcome, 0) for outcome in _FAILURES)
    if failed > FAILED_SHARE * sum(tried.values()):
        yield Finding("warning", site.site, name,
                      f"{site.name}: {failed} of {sum(tried.values())} {name} failed")  # fmt: skip


def _new_types(site: SiteSummary, run: str, index: Index) -> Iterator[Finding]:
    new = index.new_media_types(run, site.site)
    if new and index.completions(site.site)[:-1]:
        yield Finding("info", site.site, "new_types",
                      f"{site.name}: kinds of file not seen there before: {', '.join(new)}")  # fmt: skip


def write_run(summary: CrawlSummary) -> Path:
    """Write `runs/RUN/run.json` of the archive, whole or not at all; gives its path."""
    folder = summary.archive / "runs" / summary.run
    folder.mkdir(parents=True, exist_ok=True)
    sites = [
        {"site": s.site, "name": s.name, "mode": s.mode, "complete": s.complete, "documents": s.documents,
         "new": s.new, "replaced": s.replaced, "columns": s.columns, "looked_at": s.looked_at,
         "counts": {f"{role}.{outcome}": n for (role, outcome), n in s.counts.items()}}
        for s in summary.sites
    ]  # fmt: skip
    run = {"run": summary.run, "requests": summary.requests, "stopped": summary.stopped, "sites": sites,
           "findings": [asdict(finding) for finding in summary.findings]}  # fmt: skip
    path, part = folder / "run.json", folder / "run.json.part"
    part.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return part.replace(path)
