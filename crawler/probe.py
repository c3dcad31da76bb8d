"""What a crawl of a site would do: its columns and their first pages are read, no document is asked for."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from crawler.index import Fetch, Index
from crawler.run import CrawlOptions, crawl
from crawler.session import ColumnProbe
from crawler.sites import Site


@dataclass(frozen=True, slots=True)
class Probe:
    """What was seen of a site: pages looked at for columns, the columns, and the requests made with outcomes."""

    looked_at: tuple[str, ...]
    columns: tuple[ColumnProbe, ...]
    requests: tuple[Fetch, ...]


def probe(site: str | Site, options: CrawlOptions | None = None) -> Probe:
    """Look at a site without collecting it; nothing is kept.  One probe or crawl a process.

    Raises SiteError for an unknown site.
    """
    with tempfile.TemporaryDirectory() as folder:
        columns: list[ColumnProbe] = []
        summary = crawl([site], Path(folder), replace(options or CrawlOptions(), probe=columns.append))
        index = Index(Path(folder) / "index.sqlite", read_only=True)
        try:
            requests = tuple(index.select("run = ?", summary.run))
        finally:
            index.close()
    return Probe(summary.sites[0].looked_at, tuple(columns), requests)
